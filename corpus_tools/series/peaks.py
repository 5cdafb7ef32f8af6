"""Peaks that explain themselves: their terms, and the headlines nearest to their centre."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from corpus_tools.arguments import check_arguments, check_whole
from corpus_tools.measures.duplicates import find_duplicates
from corpus_tools.measures.grouping import WORD_KINDS, is_counted
from corpus_tools.measures.keyness import compare_terms
from corpus_tools.measures.terms import count_terms
from corpus_tools.schema import PEAKS
from corpus_tools.series.articles import dated_articles, series_articles
from corpus_tools.series.calendars import last_day
from corpus_tools.series.counts import count_over_time
from corpus_tools.series.frames import result_frame

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from corpus_tools.corpus import Corpus
    from corpus_tools.series.articles import Query

# Where an article has no headline, so many characters of its text stand for it, cut at a word.
_OPENING = 90
# A term of a peak is in this share of its articles at least, else it is one story's.
_SPREAD = 0.02
# Articles of a peak that are compared to find its centre: of a peak of thousands, some suffice.
_COMPARED = 2_000


@check_arguments
def find_peaks(
    corpus: Corpus,
    *,
    every: str = "week",
    terms: Query | Sequence[Query] | None = None,
    actors: pl.DataFrame | None = None,
    unit: str = "term",
    top: int = 5,
    shown: int = 8,
    week_start: str = "monday",
    time_zone: str | None = None,
) -> pl.DataFrame:
    """Find the periods in which most was written, with the terms and headlines that say about what.

    Read the terms first, then the headlines; quote neither without opening the articles (`doc_ids`).

    Parameters
    ----------
    corpus
        The corpus; filter it to an outlet for that one's peaks.
    every, terms, actors, unit, week_start, time_zone
        As of `count_over_time`: the peaks of all articles, of each term or phrase, or of each actor.
    top
        Peaks of each series, the most prominent ones.
    shown
        Terms and headlines of each peak, at most.

    Returns
    -------
    polars.DataFrame
        One row a peak, sorted by series and period:

        ========== ========= ================================================================================
        term       str       where `terms` is given (`actor` where `actors` is)
        period     date      first day of the peak
        end        date      its last day
        count      u32       articles of the series in the period
        total      u32       all articles in the period
        share      f64       count / total
        prominence f64       articles by which it stands above the higher of the two valleys beside it
        terms      list[str] terms that set its articles apart, the strongest first
        headlines  list[str] headlines of the articles nearest to its centre, the nearest first
        doc_ids    list[str] their articles
        ========== ========= ================================================================================

    Raises
    ------
    ArgumentError
        An option is unknown or too small, a word is not in the corpus, or both terms and actors are given.
    FrameError
        `corpus` is no Corpus, or `actors` lacks a column.

    Notes
    -----
    A peak is a period of more articles than the one before and no fewer than the one after, two at least. A valley
    is the lowest count between a peak and the next higher one on that side, or nothing where the series ends.

    Terms: `compare_terms` of the peak's articles against the other articles of the series; where these are fewer
    than the peak's, against all others of the corpus. Kept are those that are commoner in the peak and in a fiftieth
    of its articles, two at least; the order is that of log-likelihood.

    Headlines: each article is a vector of tf · ln(1 + N / df) of its terms, of length 1, N and df those of the
    series; the centre is the mean of the vectors in the terms above (in all where there are none), near is a high
    product with it. Of articles that `find_duplicates` groups, only the first counts, for the centre too. Of a peak
    of over 2,000 articles every second, third … is compared.

    Examples
    --------
    >>> from datetime import date
    >>> from corpus_tools import build_corpus
    >>> texts = ["زلزال يضرب الساحل", "زلزال قوي على الساحل", "مباراة القمة"]
    >>> articles = pl.DataFrame({"text": texts, "title": texts, "date": [date(2022, 1, day) for day in (3, 4, 18)]})
    >>> find_peaks(build_corpus(articles)).select("count", "terms").row(0)
    (2, ['الساحل', 'زلزال'])
    """
    for name, value in (("top", top), ("shown", shown)):
        check_whole("find_peaks", name, value, least=1)
    calendar: dict[str, Any] = {"every": every, "week_start": week_start, "time_zone": time_zone}
    series = count_over_time(corpus, terms=terms, actors=actors, unit=unit, **calendar)
    articles = dated_articles("find_peaks", corpus, [], **calendar)
    found = series_articles("find_peaks", corpus, terms=terms, actors=actors, unit=unit)
    columns = [] if found is None else found[1].columns
    marked = articles if found is None else articles.join(found[0], on="doc")
    rows: list[dict[str, Any]] = []
    for part in series.partition_by(columns, maintain_order=True) if columns else [series]:
        docs = marked.join(part.select(columns).head(1), on=columns, how="semi") if columns else marked
        rows.extend(_peaks(corpus, part, docs, top, shown))
    peaks = result_frame(rows, series, columns, PEAKS)
    return peaks.with_columns(last_day(pl.col("end"), every=every))


def _peaks(corpus: Corpus, part: pl.DataFrame, docs: pl.DataFrame, top: int, shown: int) -> Iterator[dict[str, Any]]:
    """Give the peaks of one series, its articles being `docs`, in the order of time."""
    places = _prominent(part["count"].to_numpy().astype(np.int64), top)
    if not places:
        return
    whole = _part(corpus, docs["doc"])
    counts = count_terms(whole, stopwords=True, time_words=True)
    for place, prominence in places:
        row = part.drop("low", "high").row(place, named=True)
        peak = _part(corpus, docs.filter(pl.col("period") == row["period"])["doc"])
        rest, around = counts, whole
        if 2 * peak.articles.height > whole.articles.height:
            rest, around = count_terms(corpus, stopwords=True, time_words=True), corpus
        keys = _key_terms(peak, rest) if around.articles.height > peak.articles.height else counts.head(0)
        headlines = _headlines(peak, counts, keys, whole.articles.height, shown)
        yield {
            **row,
            "end": row["period"],
            "prominence": prominence,
            "terms": keys["term"].head(shown).to_list(),
            "headlines": headlines["headline"].to_list(),
            "doc_ids": headlines["doc_id"].to_list(),
        }


def _part(corpus: Corpus, docs: pl.Series) -> Corpus:
    if docs.n_unique() == corpus.articles.height:
        return corpus
    ids = corpus.articles["doc_id"].gather(docs.unique().sort())
    return corpus.filter(pl.col("doc_id").is_in(ids.implode()))


def _prominent(counts: NDArray[np.int64], top: int) -> list[tuple[int, float]]:
    """Give place and prominence of the most prominent local maxima, in the order of time."""
    padded = np.concatenate([[0], counts, [0]])
    found = []
    for place in np.flatnonzero((padded[1:-1] > padded[:-2]) & (padded[1:-1] >= padded[2:]) & (counts > 1)):
        sides = padded[place::-1], padded[place + 2 :]
        prominence = counts[place] - max(_valley(side, counts[place]) for side in sides)
        if prominence > 0:
            found.append((int(place), float(prominence)))
    return sorted(sorted(found, key=lambda one: -one[1])[:top])


def _valley(side: NDArray[np.int64], height: int) -> int:
    """Give the lowest count on one side of a peak, up to the next higher one."""
    higher = np.flatnonzero(side > height)
    return int(side[: higher[0]].min(initial=height) if len(higher) else side.min())


def _key_terms(peak: Corpus, counts: pl.DataFrame) -> pl.DataFrame:
    """Give the terms that set the articles of a peak apart from the others that `counts` counts, strongest first."""
    own = count_terms(peak, stopwords=True, time_words=True)
    rest = (
        counts.join(own, on="term", how="left", suffix="_own")
        .select("term", count=pl.col("count") - pl.col("count_own").fill_null(0))
        .filter(pl.col("count") > 0)
    )
    if rest.is_empty() or not peak.vocabulary["kind"].is_in(WORD_KINDS).any():
        return own.head(0)
    shared = own.filter(pl.col("documents") >= max(2, _SPREAD * peak.articles.height))
    keyness = compare_terms(peak, target=pl.col("doc_id").is_not_null(), reference=rest)
    return keyness.filter(pl.col("log_ratio") > 0).join(shared, on="term", how="semi", maintain_order="left")


def _headlines(peak: Corpus, counts: pl.DataFrame, keys: pl.DataFrame, articles: int, shown: int) -> pl.DataFrame:
    """Give `doc_id` and `headline` of the articles nearest to the centre of a peak, one of each group of copies."""
    step = -(-peak.articles.height // _COMPARED)
    some = peak.filter(pl.int_range(pl.len()) % step == 0)
    copies = find_duplicates(some.articles).filter(~pl.col("is_first"))["doc_id"]
    some = some.filter(~pl.col("doc_id").is_in(copies.implode()))
    forms = some.vocabulary.filter(is_counted()).select("form", "term")
    weights = (
        some.tokens.join(forms, on="form")
        .group_by("doc", "term")
        .agg(tf=pl.len())
        .join(counts.select("term", "documents"), on="term")
        .with_columns(weight=pl.col("tf") * (1 + articles / pl.col("documents")).log())
        .with_columns(weight=pl.col("weight") / (pl.col("weight") ** 2).sum().sqrt().over("doc"))
    )
    # The centre's length is the same for all, and so plays no part in the order.
    near = (
        (weights.join(keys, on="term", how="semi") if keys.height else weights)
        .with_columns(centre=pl.col("weight").sum().over("term"))
        .group_by("doc")
        .agg(nearness=(pl.col("weight") * pl.col("centre")).sum().round(9))
        .sort(["nearness", "doc"], descending=[True, False])
        .head(shown)
    )
    text = pl.col("text").str.replace_all(r"\s+", " ")
    cut = text.str.slice(0, _OPENING).str.replace(r"\s\S*$", "")
    opening = pl.when(text.str.len_chars() > _OPENING).then(cut).otherwise(text)
    titles = some.articles.select("doc_id", headline=pl.coalesce("title", opening))
    return titles[near["doc"]]
