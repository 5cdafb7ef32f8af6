import datetime as dt

import polars as pl
import pytest
import vl_convert

from corpus_tools.charts import chart_events
from corpus_tools.charts.chronicle_rows import lay_out_events, span_periods, write_span
from corpus_tools.dates import rank_events
from corpus_tools.errors import FrameError
from corpus_tools.schema import EVENTS
from tests.charts import frames
from tests.charts.specs import bare, rows, subtitle


def events(*given: tuple[str, str, str | None, list[str]]) -> pl.DataFrame:
    """Make events of day, text, outlet and actors; sentences of one day are one event."""
    made = []
    days = sorted({day for day, *_ in given})
    for number, (day, text, source, who) in enumerate(given):
        row: dict[str, object] = dict.fromkeys(EVENTS.columns)
        date = dt.date.fromisoformat(day)
        row |= {"date": date, "latest": date, "grain": "day", "doc_id": f"d{number}", "sentence": 0, "text": text}
        made.append(row | {"actors": who, "source": source, "event": days.index(day) + 1, "is_copy": False})
    return pl.DataFrame(made, schema=dict(EVENTS.columns))


def shown(frame: pl.DataFrame, language: str, **options: int) -> list[dict[str, object]]:
    """Give the rows of the list, in the order of time."""
    found = rows(chart_events(frame, language=language, **options).to_dict(), having="lines")  # type: ignore[arg-type]
    return sorted(found, key=lambda row: row["order"])


def test_dates_run_down_the_page_and_are_written_as_far_as_they_are_known() -> None:
    dates = [bare(str(row["dates"])) for row in shown(frames.events("ar"), "ar")]
    assert dates == ["1991", "ديسمبر 2021", "12 يناير 2022"]


@pytest.mark.parametrize(
    ("first", "last", "grain", "language", "written"),
    [
        ("2022-03-03", "2022-03-05", "day", "ar", "3–5 مارس 2022"),
        ("2022-03-30", "2022-04-02", "day", "fr", "30 mars – 2 avril 2022"),
        ("2021-12-30", "2022-01-02", "day", "en", "30 December 2021 – 2 January 2022"),
        ("2022-01-10", "2022-01-16", "week", "ar", "أسبوع 10 يناير 2022"),
        ("2021-12-01", "2022-02-28", "season", "en", "December 2021 – February 2022"),
        ("2022-04-01", "2022-06-30", "quarter", "ar", "أبريل – يونيو 2022"),
        ("2010-01-01", "2014-12-31", "year", "fr", "2010 – 2014"),
        ("2022-02-01", "2022-02-28", "month", "en", "February 2022"),
    ],
)
def test_a_span_is_written_once_for_what_both_ends_share(
    first: str, last: str, grain: str, language: str, written: str
) -> None:
    ends = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    assert write_span(*ends, grain, language=language) == written


def test_each_line_of_an_arabic_sentence_reads_from_the_right() -> None:
    for row in shown(frames.events("ar"), "ar"):
        for lines in (str(row["lines"]), str(row["phone_lines"])):
            assert all(line[0] == "\u2067" and line[-1] == "\u2069" for line in lines.split("\n"))


def test_lines_hold_the_sentence_and_the_tooltip_all_of_it() -> None:
    found = shown(frames.events("en"), "en")
    assert [str(row["lines"]).replace("\n", " ") for row in found] == frames.SENTENCES["en"]
    assert [row["whole"] for row in found] == frames.SENTENCES["en"]


def test_an_event_has_room_for_its_lines_its_outlets_and_its_actors() -> None:
    laid, _ = lay_out_events(rank_events(frames.events("ar", copies=4)), language="ar")
    for row in laid.iter_rows(named=True):
        assert row["tall"] >= 21 * len(row["lines"].split("\n")) + 2 * 19
        assert row["phone_tall"] >= 32 * len(row["phone_lines"].split("\n")) + 2 * 28


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", "ميزان، مدار، مرايا و1 غيرها · عدد المقالات: 4، بصياغة مستقلة: 3"),
        ("en", "ميزان, مدار, مرايا and 1 more · 4 articles, 3 in words of their own"),
        ("fr", "ميزان, مدار, مرايا et 1 de plus · 4 articles, dont 3 de rédaction propre"),
    ],
)
def test_the_outlets_are_named_and_copies_told_from_accounts(language: str, said: str) -> None:
    frame = events(*(("2022-01-12", "The council met.", name, []) for name in ("ميزان", "مدار", "مرايا", "سهاب")))
    copied = frame.with_columns(is_copy=pl.Series([False, False, False, True]))
    assert [bare(str(row["sources"])) for row in shown(copied, language)] == [said]


def test_an_event_of_one_article_names_its_outlet_only_and_whether_it_is_ahead() -> None:
    frame = events(("2022-01-12", "The council will meet.", "Ledger", []))
    assert [row["sources"] for row in shown(frame, "en")] == ["Ledger"]
    ahead = shown(frame.with_columns(direction=pl.lit("future")), "en")
    assert [(row["sources"], row["is_ahead"]) for row in ahead] == [("Ledger · still ahead when reported", True)]


def test_those_most_widely_reported_are_listed_and_the_rest_counted() -> None:
    frame = events(
        ("2022-01-10", "Talks.", "Ledger", []),
        ("2022-01-12", "The council met in Brussels on Wednesday.", "Ledger", ["NATO"]),
        ("2022-01-12", "NATO and Russia met in Brussels.", "Northgate", ["NATO", "Russia"]),
        ("2022-02-24", "The invasion began at dawn.", "Ledger", []),
    )
    spec = chart_events(frame, top=2, language="en").to_dict()
    ranked = sorted(rows(spec, having="lines"), key=lambda row: row["rank"])
    assert [row["dates"] for row in ranked] == ["12 January 2022", "10 January 2022", "24 February 2022"]
    assert ranked[0]["actors"] == "NATO, Russia"
    assert subtitle(spec).endswith("Shown: 2 of 3")
    svg = vl_convert.vegalite_to_svg(spec)
    assert "Talks." in svg
    assert "The invasion" not in svg


def test_the_bars_count_all_events_and_empty_periods() -> None:
    frame = events(
        ("2022-01-10", "One.", None, []), ("2022-01-10", "Two.", None, []), ("2022-01-12", "Three.", None, [])
    )
    periods, grain = span_periods(rank_events(frame), language="en")
    assert (grain, periods["count"].to_list()) == ("day", [1, 0, 1])


def test_an_age_ago_does_not_press_the_bars_together() -> None:
    days = [dt.date(2022, 1, 1) + dt.timedelta(days=number % 40) for number in range(120)]
    frame = events(*((day.isoformat(), f"Day {day}.", None, []) for day in [dt.date(1914, 6, 28), *days]))
    frame = frame.with_columns(event=pl.int_range(pl.len(), dtype=pl.UInt32))
    periods, grain = span_periods(rank_events(frame), language="en")
    assert grain == "day"
    assert periods["period"].min() >= dt.date(2022, 1, 1)  # type: ignore[operator]


def test_a_chosen_time_chooses_among_more_events_than_are_listed() -> None:
    frame = events(*((f"2022-01-{day:02}", f"Event {day}.", None, []) for day in range(1, 31)))
    spec = chart_events(frame, top=3, language="en").to_dict()
    assert len(rows(spec, having="lines")) == 30
    assert [param["select"]["encodings"] for param in spec["params"]] == [["x"]]


def test_hostile_sentences_are_drawn() -> None:
    frame = events(
        ("2022-01-12", "", None, []),
        ("2022-01-13", "x" * 5000, "s" * 400, ["y" * 300]),
        ("2022-01-14", "<script>alert('1')</script> \u202eمقلوب\u202c \"quoted\" \\n", None, [""]),
    )
    found = shown(frame, "ar")
    assert len(found) == 3
    assert len(str(found[1]["lines"]).split("\n")) == 4
    assert bare(str(found[1]["actors"])).endswith("…")
    assert "NaN" not in vl_convert.vegalite_to_svg(chart_events(frame, language="ar").to_dict())


def test_a_frame_that_is_not_one_of_events_is_refused() -> None:
    with pytest.raises(FrameError, match="chart_events: expected column 'date' as Date, got 'String'"):
        chart_events(frames.events("ar").with_columns(pl.col("date").cast(pl.String)))
