import datetime as dt
from itertools import pairwise

import polars as pl
import pytest

from corpus_tools.charts import chart_events
from corpus_tools.errors import FrameError
from corpus_tools.schema import EVENTS
from tests.charts import frames
from tests.charts.specs import bare, rows, subtitle


def events(*given: tuple[str, str, str, list[str]]) -> pl.DataFrame:
    """Make events of date, article, sentence and actors."""
    made = [
        {
            "date": dt.date.fromisoformat(date),
            "grain": "day",
            "doc_id": doc,
            "sentence": 0,
            "text": text,
            "actors": who,
        }
        for date, doc, text, who in given
    ]
    return pl.DataFrame(made, schema=dict(EVENTS.columns))


def test_dates_run_down_the_page_and_are_written_as_far_as_they_are_known() -> None:
    shown = rows(chart_events(frames.events("ar"), language="ar").to_dict(), having="written_date")
    assert [row["written_date"] for row in shown] == ["1991", "ديسمبر 2021", "12 يناير 2022"]
    assert [row["y"] for row in shown] == sorted(row["y"] for row in shown)


def test_sentences_do_not_run_into_each_other() -> None:
    shown = rows(chart_events(frames.events("ar", copies=4), language="ar").to_dict(), having="lines")
    for upper, lower in pairwise(shown):
        assert lower["y"] >= upper["y"] + 21 * len(upper["lines"].split("\n")) + 15


def test_each_line_of_an_arabic_sentence_reads_from_the_right() -> None:
    shown = rows(chart_events(frames.events("ar"), language="ar").to_dict(), having="lines")
    for row in shown:
        assert all(line[0] == "\u2067" and line[-1] == "\u2069" for line in row["lines"].split("\n"))


def test_lines_hold_the_sentence_and_the_tooltip_all_of_it() -> None:
    shown = rows(chart_events(frames.events("en"), language="en").to_dict(), having="lines")
    assert [row["lines"].replace("\n", " ") for row in shown] == frames.SENTENCES["en"]
    assert [row["whole"] for row in shown] == frames.SENTENCES["en"]


def test_a_date_is_written_once_for_its_sentences() -> None:
    frame = events(("2022-01-12", "a", "First.", []), ("2022-01-12", "b", "Second.", []))
    shown = rows(chart_events(frame, language="en").to_dict(), having="lines")
    assert [row["written_date"] for row in shown] == ["12 January 2022", ""]


def test_where_there_are_too_many_each_date_speaks_once_before_any_speaks_twice() -> None:
    frame = events(
        ("2022-01-12", "a", "The council met in Brussels for four hours on Wednesday.", ["NATO"]),
        ("2022-01-12", "b", "Talks.", []),
        ("2022-01-12", "c", "NATO and Russia met in Brussels, said Stoltenberg today.", ["NATO", "Russia"]),
        ("2022-02-24", "d", "The invasion began at dawn.", []),
    )
    spec = chart_events(frame, top=2, language="en").to_dict()
    shown = rows(spec, having="lines")
    assert [row["doc_id"] for row in shown] == ["c", "d"]
    assert subtitle(spec).endswith("Shown: 2 of 4")


def test_a_sentence_shared_by_articles_is_shown_once() -> None:
    frame = events(("2022-01-12", "a", "Same.", []), ("2022-01-12", "b", "Same.", []))
    assert len(rows(chart_events(frame, language="en").to_dict(), having="lines")) == 1


def test_hostile_sentences_are_drawn() -> None:
    frame = events(
        ("2022-01-12", "a", "", []),
        ("2022-01-13", "b", "x" * 5000, ["y" * 300]),
        ("2022-01-14", "c", "<script>alert('1')</script> \u202eمقلوب\u202c \"quoted\" \\n", [""]),
    )
    shown = rows(chart_events(frame, language="ar").to_dict(), having="lines")
    assert len(shown) == 3
    assert len(shown[1]["lines"].split("\n")) == 5
    assert bare(shown[1]["actors"]).endswith("…")


def test_a_frame_that_is_not_one_of_events_is_refused() -> None:
    with pytest.raises(FrameError, match="chart_events: expected column 'date' as Date, got 'String'"):
        chart_events(frames.events("ar").with_columns(pl.col("date").cast(pl.String)))
