"""The timeline: dated sentences with their actors."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from corpus_tools.corpus import Corpus, build_corpus
from corpus_tools.dates import build_timeline
from corpus_tools.errors import FrameError
from corpus_tools.schema import EVENTS, MENTIONS

TEXT = "اجتمع الوفدان في جنيف أمس الثلاثاء. وضمت روسيا القرم عام 2014 بعد أزمة التسعينيات. ولم تعلق واشنطن."


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return build_corpus(
        pl.DataFrame(
            {
                "doc_id": ["a", "b"],
                "text": [TEXT, "They met on Monday. He left."],
                "date": [dt.date(2022, 1, 12)] * 2,
                "language": ["ar", "en"],
            }
        )
    )


def mention(sentence: int, actor: str) -> dict[str, object]:
    row: dict[str, object] = dict.fromkeys(MENTIONS.columns)
    return row | {"doc_id": "a", "sentence": sentence, "actor_id": actor, "actor": actor}


def test_events_stand_in_the_order_of_what_they_speak_of(corpus: Corpus) -> None:
    events = build_timeline(corpus)
    assert events.schema == pl.Schema(EVENTS.columns)
    assert events.select("date", "grain", "doc_id", "sentence").rows() == [
        (dt.date(2014, 1, 1), "year", "a", 1),
        (dt.date(2022, 1, 10), "day", "b", 0),
        (dt.date(2022, 1, 11), "day", "a", 0),
    ]


def test_the_text_is_the_whole_sentence(corpus: Corpus) -> None:
    texts = build_timeline(corpus)["text"].to_list()
    assert texts[0] == "وضمت روسيا القرم عام 2014 بعد أزمة التسعينيات."
    assert texts[1] == "They met on Monday."


def test_actors_are_those_of_the_sentence_sorted_and_once(corpus: Corpus) -> None:
    rows = [mention(1, "روسيا"), mention(1, "القرم"), mention(1, "روسيا"), mention(2, "الولايات المتحدة")]
    mentions = pl.DataFrame(rows, schema=dict(MENTIONS.columns))
    assert build_timeline(corpus, mentions=mentions)["actors"].to_list() == [["القرم", "روسيا"], [], []]


def test_two_dates_in_a_sentence_are_two_rows() -> None:
    corpus = build_corpus(pl.DataFrame({"text": ["بين عامي 2010 و2014 تغير كل شيء"], "language": ["ar"]}))
    assert build_timeline(corpus)["date"].dt.year().to_list() == [2010, 2014]


def test_unresolved_and_repeated_times_are_no_events() -> None:
    corpus = build_corpus(pl.DataFrame({"text": ["قال أمس إنه يسافر كل يوم منذ عامين."], "language": ["ar"]}))
    assert build_timeline(corpus).height == 0


def test_mentions_without_their_columns_are_refused(corpus: Corpus) -> None:
    with pytest.raises(FrameError, match="build_timeline: expected a column 'doc_id'"):
        build_timeline(corpus, mentions=pl.DataFrame({"actor": ["x"]}))
