"""Sentences of several articles as one event, and events in the order of how widely they are reported."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.corpus import build_corpus
from corpus_tools.dates import build_timeline, rank_events
from corpus_tools.dates.grouping import group_sentences
from corpus_tools.errors import ArgumentError, FrameError
from corpus_tools.schema import RANKED_EVENTS

DAY = dt.date(2022, 1, 12)
WIRE = "اجتمع الوفدان الروسي والأميركي في جنيف أمس لبحث الضمانات الأمنية."
OWN = "بحث الوفدان الأميركي والروسي الضمانات الأمنية في اجتماع جنيف أمس."
OTHER = "فاز المنتخب المصري أمس على نظيره السوداني بهدف دون رد."
# The rest of a newspaper, against which words are rare or common.
REST = ["ارتفعت أسعار القمح في الأسواق العالمية.", "افتتح الوزير معرض الكتاب.", "هطلت أمطار غزيرة على الساحل."]


def timeline_of(*printed: tuple[str | None, str, int]) -> pl.DataFrame:
    """Build the timeline of articles of source, text and day of January 2022."""
    sources, texts, days = zip(*printed, *(("ميزان", text, 12) for text in REST), strict=True)
    dates = [dt.date(2022, 1, day) for day in days]
    names = [f"d{number}" for number in range(len(texts))]
    return build_timeline(
        build_corpus(pl.DataFrame({"doc_id": names, "source": sources, "text": texts, "date": dates}))
    )


def test_sentences_of_one_day_in_similar_words_are_one_event() -> None:
    timeline = timeline_of(("ميزان", WIRE, 12), ("مدار", OWN, 12), ("مدار", OTHER, 12))
    assert timeline["event"].to_list() == [1, 1, 2]
    assert timeline["is_copy"].to_list() == [False] * 3
    assert timeline["similarity"].is_null().to_list() == [False, False, True]


def test_one_sentence_of_two_days_is_two_events() -> None:
    assert timeline_of(("ميزان", WIRE, 12), ("مدار", WIRE, 13))["event"].n_unique() == 2


def test_yesterday_and_the_name_of_the_day_are_one_date() -> None:
    timeline = timeline_of(("ميزان", WIRE, 12), ("مدار", OWN.replace("أمس", "يوم الثلاثاء"), 14))
    assert timeline["event"].to_list() == [1, 1]


def test_what_is_copied_makes_no_event_important() -> None:
    wire = [(name, WIRE, 12) for name in ("ميزان", "مدار", "مرايا", "سهاب")]
    ranked = rank_events(
        timeline_of(*wire, ("ميزان", OTHER, 12), ("مدار", f"{OTHER[:-1]} في القاهرة مساء بعد تمديد.", 12))
    )
    assert ranked.select("outlets", "accounts", "articles").rows() == [(2, 2, 2), (4, 1, 4)]


def test_a_copy_is_what_was_printed_later() -> None:
    timeline = timeline_of(("ميزان", WIRE.replace("أمس", "يوم 11 يناير 2022"), 14), ("مدار", WIRE, 12))
    assert timeline.sort("reported")["is_copy"].to_list() == [False, True]


def test_an_event_is_told_by_a_sentence_of_its_own() -> None:
    timeline = timeline_of(("ميزان", WIRE, 12), ("مدار", OWN, 12), (None, f"{WIRE[:-1]} والعسكرية والسياسية.", 12))
    ranked = rank_events(timeline)
    assert ranked.schema == pl.Schema(RANKED_EVENTS.columns)
    told = ranked.row(0, named=True)
    assert told["sources"] == ["ميزان", "مدار"]
    assert (told["articles"], told["first_reported"], told["date"]) == (3, DAY, dt.date(2022, 1, 11))
    assert told["text"] in timeline["text"].to_list()


def test_actors_are_those_most_often_named() -> None:
    timeline = timeline_of(("ميزان", WIRE, 12), ("مدار", OWN, 12))
    with_actors = timeline.with_columns(actors=pl.Series([["الولايات المتحدة", "روسيا"], ["روسيا"]]))
    assert rank_events(with_actors)["actors"].to_list() == [["روسيا", "الولايات المتحدة"]]


def test_what_was_announced_and_then_happened_is_not_ahead() -> None:
    ahead = WIRE.replace("اجتمع", "يجتمع").replace("أمس", "يوم 11 يناير 2022")
    both = rank_events(timeline_of(("ميزان", ahead, 9), ("مدار", WIRE, 12)))
    assert both.select("direction", "articles").rows() == [("past", 2)]
    assert rank_events(timeline_of(("ميزان", ahead, 9)))["direction"].to_list() == ["future"]


def test_a_year_ranks_behind_a_day() -> None:
    year = ["وقعت روسيا اتفاق مينسك عام 2014.", "اتفاق مينسك الذي وقعته روسيا عام 2014 انهار."]
    ranked = rank_events(timeline_of(("ميزان", year[0], 12), ("مدار", year[1], 12), ("ميزان", OTHER, 12)))
    assert ranked.select("grain", "articles").rows() == [("day", 1), ("year", 2)]


def test_what_was_filtered_out_does_not_count() -> None:
    timeline = timeline_of(("ميزان", WIRE, 12), ("مدار", OWN, 12), ("مرايا", WIRE, 13))
    ranked = rank_events(timeline.filter(pl.col("source") == "مدار"))
    assert ranked.select("outlets", "accounts", "articles").rows() == [(1, 1, 1)]
    assert rank_events(timeline, top=1).height == 1
    assert rank_events(timeline.clear()).schema == pl.Schema(RANKED_EVENTS.columns)


def test_other_frames_and_numbers_are_refused() -> None:
    timeline = timeline_of(("ميزان", WIRE, 12))
    with pytest.raises(FrameError, match="rank_events: expected a column 'event'"):
        rank_events(timeline.drop("event"))
    for top in (0, True, 2.5):
        with pytest.raises(ArgumentError, match="rank_events: expected top as a whole number"):
            rank_events(timeline, top=top)  # type: ignore[arg-type]


def groups_of(sentences: list[tuple[int, list[int]]]) -> pl.DataFrame:
    rows = pl.DataFrame(
        {"row": range(len(sentences)), "date": [dt.date(2022, 1, day) for day, _ in sentences]},
        schema={"row": pl.UInt32, "date": pl.Date},
    ).with_columns(latest="date", terms=pl.Series([sorted(terms) for _, terms in sentences], dtype=pl.List(pl.UInt32)))
    words = rows.select("row", term="terms").explode("term", empty_as_null=False).with_columns(weight=pl.lit(1.0))
    return group_sentences(rows, words)


def test_the_cosine_of_the_sums_decides() -> None:
    # Three of four words join; two of four do not, nor does another day.
    found = groups_of([(1, [1, 2, 3, 4]), (1, [1, 2, 3, 5]), (1, [4, 5, 6, 7]), (2, [1, 2, 3, 4])])
    assert found["event"].to_list() == [0, 0, 2, 3]
    assert found["similarity"].to_list()[:2] == pytest.approx([0.75, 0.75])


@given(st.lists(st.tuples(st.integers(1, 2), st.lists(st.integers(0, 9), min_size=1, unique=True)), max_size=12))
def test_every_row_is_of_one_event_of_its_date_and_the_first_wording_is_no_copy(
    sentences: list[tuple[int, list[int]]],
) -> None:
    found = groups_of(sentences)
    assert found["row"].to_list() == list(range(len(sentences)))
    days = found.with_columns(day=pl.Series([day for day, _ in sentences], dtype=pl.Int64))
    assert days.group_by("event").agg(pl.col("day").n_unique())["day"].le(1).all()
    assert not found.filter(pl.col("row") == pl.col("row").min().over("event"))["is_copy"].any()
    assert found["similarity"].drop_nulls().is_between(0, 1 + 1e-9).all()
