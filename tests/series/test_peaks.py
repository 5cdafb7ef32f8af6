"""Peaks and what they are about."""

from __future__ import annotations

import datetime as dt

import numpy as np
import polars as pl
import pytest

from corpus_tools import compare_terms, find_actors, find_peaks
from corpus_tools.errors import ArgumentError, FrameError
from corpus_tools.schema import PEAKS
from corpus_tools.series.peaks import _prominent

QUAKE = ["زلزال عنيف يضرب الساحل", "الساحل بعد زلزال مدمر", "ضحايا زلزال الساحل", "إغاثة ضحايا زلزال الساحل"]
SPORT = ["مباراة كرة القدم", "فوز الفريق في مباراة", "مدرب الفريق يستقيل"]


@pytest.fixture(scope="module")
def press(corpus_of):
    # Weeks from 3 January: one of sport, the quake with one report printed twice, none, and sport again.
    texts = [*SPORT[:1], *QUAKE, QUAKE[0], *SPORT[1:]]
    days = [3, 10, 11, 12, 13, 14, 24, 25]
    return corpus_of(*texts, title=[f"{text}!" for text in texts], date=[dt.date(2022, 1, day) for day in days])


def test_a_peak_says_what_it_is_about(press):
    peak = find_peaks(press, top=1).row(0, named=True)
    assert (peak["period"], peak["end"]) == (dt.date(2022, 1, 10), dt.date(2022, 1, 16))
    assert (peak["count"], peak["total"], peak["share"], peak["prominence"]) == (5, 5, 1.0, 5.0)
    assert sorted(peak["terms"][:2]) == ["الساحل", "زلزال"]
    assert not {"مباراة", "الفريق"} & {*peak["terms"]}
    assert len(peak["headlines"]) == len(peak["doc_ids"]) == 4
    assert sorted(peak["headlines"]) == sorted(f"{text}!" for text in QUAKE)


def test_headlines_are_of_the_peaks_articles(press):
    for peak in find_peaks(press).rows(named=True):
        own = press.articles.filter(pl.col("date").is_between(peak["period"], peak["end"]))
        assert {*peak["doc_ids"]} <= {*own["doc_id"]}
        assert {*peak["headlines"]} <= {*own["title"]}


def test_the_terms_are_those_of_compare_terms(press):
    inside = pl.col("date").is_between(dt.date(2022, 1, 10), dt.date(2022, 1, 16))
    peak = press.filter(inside).articles["doc_id"].to_list()
    keyness = compare_terms(press, target=~pl.col("doc_id").is_in(peak)).filter(pl.col("log_ratio") > 0)
    # The peak is more than half of the corpus, so that the rest says the same from the other side.
    assert not {*find_peaks(press, top=1)["terms"][0]} & {*keyness["term"]}


def test_peaks_of_a_phrase_and_an_actor(press, corpus_of):
    (phrase,) = find_peaks(press, terms="زلزال الساحل").rows(named=True)
    assert (phrase["term"], phrase["count"], phrase["total"]) == ("زلزال الساحل", 2, 5)
    corpus = corpus_of("قمة الناتو", "الناتو في بروكسل", "سلام", date=[dt.date(2022, 1, day) for day in (3, 4, 20)])
    assert find_peaks(corpus, actors=find_actors(corpus).filter(pl.col("actor_id") == "nato"))["count"].to_list() == [2]


def test_an_article_without_a_title_shows_its_opening(corpus_of):
    corpus = corpus_of("سطر أول\nسطر ثان", "كلمة أخرى تماما", "شيء", date=[dt.date(2022, 1, day) for day in (3, 4, 20)])
    assert sorted(find_peaks(corpus)["headlines"][0]) == ["سطر أول سطر ثان", "كلمة أخرى تماما"]


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ([0, 5, 0, 3, 2, 4, 0], [(1, 5.0), (3, 1.0), (5, 4.0)]),  # the 3 stands 1 above the 2 beside the 4
        ([2, 2, 2], [(0, 2.0)]),
        ([1, 4, 4, 9], [(3, 9.0)]),
        ([1, 1], []),
        ([], []),
    ],
)
def test_prominence_by_hand(counts, found):
    assert _prominent(np.array(counts, dtype=np.int64), 9) == found


def test_the_most_prominent_come_in_the_order_of_time():
    assert _prominent(np.array([0, 5, 0, 3, 2, 4, 0]), 2) == [(1, 5.0), (5, 4.0)]


def test_a_corpus_of_one_week_has_a_peak_that_nothing_sets_apart(corpus_of):
    peak = find_peaks(corpus_of("قمة", "حرب", date=[dt.date(2022, 1, 3)] * 2)).row(0, named=True)
    assert (peak["count"], peak["terms"], sorted(peak["headlines"])) == (2, [], ["حرب", "قمة"])


@pytest.mark.parametrize(("every", "end"), [("day", 3), ("week", 9), ("month", 31)])
def test_a_peak_alone_in_its_series_lasts_its_whole_period(corpus_of, every, end):
    peak = find_peaks(corpus_of("قمة", "حرب", date=[dt.date(2022, 1, 3)] * 2), every=every)
    assert peak["end"].to_list() == [dt.date(2022, 1, end)]


def test_articles_without_a_word_are_a_peak_without_terms(corpus_of):
    corpus = corpus_of("12 13", "14 15", "قمة", date=[dt.date(2022, 1, day) for day in (3, 4, 20)])
    assert find_peaks(corpus).select("count", "terms").row(0) == (2, [])


@pytest.mark.parametrize("texts", [[], ["قمة"]])
def test_without_a_date_there_is_no_peak(corpus_of, texts):
    found = find_peaks(corpus_of(*texts))
    assert found.is_empty()
    assert dict(found.schema) == dict(PEAKS.columns)


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"top": 0}, "find_peaks: expected top as a whole number of at least 1, got 0"),
        ({"shown": 0}, "find_peaks: expected shown as a whole number of at least 1, got 0"),
        ({"shown": 1.5}, "find_peaks: expected shown as a whole number.*, got 1.5"),
        ({"every": "hour"}, "expected every one of .*got 'hour'"),
        ({"terms": "زرافة"}, "expected words of the corpus, got 'زرافة'"),
    ],
)
def test_bad_options(press, options, complaint):
    with pytest.raises(ArgumentError, match=complaint):
        find_peaks(press, **options)


def test_what_is_no_corpus_is_refused(press):
    with pytest.raises(FrameError, match="expected a Corpus, got 'DataFrame'"):
        find_peaks(press.articles)
