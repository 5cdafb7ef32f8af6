"""The events of a corpus: every dated sentence, with its actors, grouped by the event that it tells of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import polars as pl

from corpus_tools.arguments import check_arguments
from corpus_tools.corpus.model import check_corpus
from corpus_tools.dates.boilerplate import drop_boilerplate
from corpus_tools.dates.direction import add_direction
from corpus_tools.dates.grouping import group_sentences
from corpus_tools.dates.ranking import number_events
from corpus_tools.dates.sentences import cut_sentences, dated_sentences
from corpus_tools.errors import ArgumentError, explain
from corpus_tools.measures.concordance import find_concordance
from corpus_tools.measures.grouping import is_counted
from corpus_tools.schema import ARTICLES, EVENTS, MENTIONS, TOKENS, VOCABULARY, check_frame, empty_frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus_tools.corpus import Corpus

_PLACE = ("doc_id", "sentence")
# Rare words, names as a rule, tell events apart; formulas of speech (received in his office) do not.
_NAMES_COUNT = 1.5


@check_arguments
def build_timeline(
    corpus: Corpus,
    *,
    mentions: pl.DataFrame | None = None,
    query: str | re.Pattern[str] | Sequence[str | re.Pattern[str]] | None = None,
    actors: str | Sequence[str] | None = None,
) -> pl.DataFrame:
    """Put the dated sentences of a corpus in the order of the dates they speak of, and group them into events.

    Use it to draft a chronology: what happened when, according to whom. Sentences of one date and of similar
    words are one event, whoever printed them; `rank_events` makes one row an event of it, `chart_events` a
    picture. Read the sentences before you publish: the grouping goes by words, not by meaning.

    Parameters
    ----------
    corpus
        A Corpus, as `build_corpus` gives it.
    mentions
        Mentions of actors, as `find_actors` gives them; None (default) leaves `actors` empty.
    query
        A word, a phrase or a compiled pattern as `find_concordance` takes it, or several of which one is
        enough: only sentences that hold it are kept. None (default) keeps all.
    actors
        Names or ids of actors in `mentions`, of which a sentence must name one. None (default) keeps all.

    Returns
    -------
    polars.DataFrame
        One row a date in a sentence (DATE or TIME of grain day to year, resolved; the two ends of a range are one
        row), sorted by date, article, sentence:

        ========== ========= ========================================================================
        date       date      first day of what the expression means
        grain      str       day week month quarter season year: how exact `date` is
        doc_id     str       the article
        sentence   u32       sentence of the article, from 0
        text       str       the sentence
        actors     list[str] names of the actors of the sentence, sorted, each once
        latest     date      last day of what the expression means, inclusive
        source     str       the article's outlet; null where it has none
        reported   date      the article's own date; null where it has none
        direction  str       past, same_day, future: the date against `reported`; null where that is
        event      u32       number of the event; 1 is the one that `rank_events` puts first
        similarity f64       mean cosine to the other sentences of the event, 0 to 1; null if it is alone
        is_copy    bool      an earlier article has the sentence in the same words, or nearly
        ========== ========= ========================================================================

    Raises
    ------
    FrameError
        `corpus` is no Corpus, or a column of the corpus or of the mentions is absent or of another type.
    ArgumentError
        A word of the query is not in the corpus, `actors` names one that `mentions` has not, or there are no
        mentions to look in.

    Notes
    -----
    How expressions are found and resolved: see `find_dates`. The grain "year" of عام 2014 puts its row on 1
    January 2014: nothing says which day. `direction` is that of the date; a period that holds the article's own
    day (today, this year) is future where a word of the future stands before it (سيجتمع اليوم, will … today),
    and same_day else.

    Two sentences are compared where `date` and `latest` agree, as sets of terms without stopwords, numbers
    and words of time, weighted by ln(1 + sentences / count of the term) to the power of 1.5, so that names
    count most. Groups are joined while the cosine of their sums is at least 0.3 and, for two sentences, they
    share more than two words. Sentences of two languages, or of a day and of its month, are not joined. No events
    are: datelines, lines of rights or of publication, lines of fewer than three words of content without a
    full stop, and sentences that occur on more than three dates (show times, the weather).

    Examples
    --------
    >>> from datetime import date
    >>> from corpus_tools.corpus import build_corpus
    >>> corpus = build_corpus(pl.DataFrame({"doc_id": ["a"], "date": [date(2022, 1, 12)],
    ...     "text": ["اجتمع الوفدان في جنيف أمس الثلاثاء. وضمت روسيا القرم عام 2014."]}))
    >>> build_timeline(corpus).select("date", "grain", "sentence").rows()
    [(datetime.date(2014, 1, 1), 'year', 1), (datetime.date(2022, 1, 11), 'day', 0)]
    """
    check_corpus("build_timeline", corpus)
    check_frame("build_timeline", corpus.articles, ARTICLES, columns=("doc_id", "text", "date", "language", "source"))
    check_frame("build_timeline", corpus.tokens, TOKENS, columns=("doc", "sentence", "start", "form"))
    check_frame("build_timeline", corpus.vocabulary, VOCABULARY)
    named = _named(mentions)
    places = _chosen(corpus, named, query, actors)
    sentences = cut_sentences(corpus)
    rows = dated_sentences(corpus.articles, sentences, places)
    words = _weigh_words(corpus, rows, sentences=sentences.height)
    terms = words.group_by("doc", "sentence").agg(terms=pl.col("term").sort())
    rows = rows.join(terms, on=["doc", "sentence"], how="left").with_columns(
        pl.col("terms").fill_null(pl.lit([], pl.List(pl.UInt32)))
    )
    told = add_direction(drop_boilerplate(rows), corpus.tokens, corpus.vocabulary)
    told = told.sort("reported", "doc", "start", nulls_last=True).with_row_index("row")
    weighed = told.select("row", "doc", "sentence").join(words, on=["doc", "sentence"]).select("row", "term", "weight")
    events = (
        told.join(group_sentences(told, weighed), on="row", maintain_order="left")
        .join(named.select(*_PLACE, "actors"), on=_PLACE, how="left", maintain_order="left")
        .with_columns(pl.col("actors").fill_null(pl.lit([], pl.List(pl.String))))
    )
    return number_events(events.sort("date", "doc_id", "sentence", "start")).select(
        pl.col(name).cast(dtype) for name, dtype in EVENTS.columns.items()
    )


def _named(mentions: pl.DataFrame | None) -> pl.DataFrame:
    """Give the actors of each sentence: their names, and `known`, all by which they may be asked for."""
    if mentions is None:
        return empty_frame(EVENTS).select(*_PLACE, "actors", known="actors")
    check_frame("build_timeline", mentions, MENTIONS, columns=(*_PLACE, "actor", "actor_id"))
    return mentions.group_by(_PLACE).agg(
        actors=pl.col("actor").drop_nulls().unique().sort(),
        known=pl.col("actor").append(pl.col("actor_id")).drop_nulls().unique(),
    )


def _chosen(
    corpus: Corpus,
    named: pl.DataFrame,
    query: str | re.Pattern[str] | Sequence[str | re.Pattern[str]] | None,
    actors: str | Sequence[str] | None,
) -> pl.DataFrame | None:
    """Give the sentences that are asked for (`doc_id`, `sentence`), or None for all."""
    chosen = None
    if query is not None:
        queries = _listed("query", query, str, re.Pattern)
        hits = [find_concordance(corpus, one, width=0).select(_PLACE) for one in queries]
        chosen = pl.concat([empty_frame(EVENTS).select(_PLACE), *hits]).unique()
    if actors is None:
        return chosen
    wanted = _listed("actors", actors, str)
    known = named["known"].explode(empty_as_null=False).unique().sort().to_list()
    for name in wanted:
        if name not in known:
            hint = None if known else "pass mentions=find_actors(corpus)."
            raise ArgumentError(
                explain("build_timeline", expected="actors= names of `mentions`", got=name, known=known, hint=hint)
            )
    naming = named.filter(pl.col("known").list.set_intersection(wanted).list.len() > 0).select(_PLACE)
    return naming if chosen is None else chosen.join(naming, on=_PLACE, how="semi")


def _listed(argument: str, value: object, *kinds: type) -> list[Any]:
    """List one or several values of an argument; raise ArgumentError where there is none, or one of another kind."""
    values = [value] if isinstance(value, kinds) else list(value) if isinstance(value, Iterable) else []
    if not values or not all(isinstance(one, kinds) for one in values):
        named = " or ".join("a pattern" if kind is re.Pattern else "a string" for kind in kinds)
        raise ArgumentError(explain("build_timeline", expected=f"{argument}= {named}, or several", got=value))
    return values


def _weigh_words(corpus: Corpus, rows: pl.DataFrame, *, sentences: int) -> pl.DataFrame:
    """Give the terms of content of the dated sentences once each, with their weight."""
    rarity = (1 + sentences / pl.col("count").sum().over("term", "language")).log()
    forms = corpus.vocabulary.filter(is_counted()).select(
        "form", term=pl.col("form").min().over("term", "language"), weight=rarity.pow(_NAMES_COUNT)
    )
    return (
        corpus.tokens.join(rows.select("doc", "sentence").unique(), on=["doc", "sentence"], how="semi")
        .join(forms, on="form")
        .select("doc", "sentence", "term", "weight")
        .unique()
    )
