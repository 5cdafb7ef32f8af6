"""How often terms and n-grams occur, in all or by group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.arguments import check_arguments, check_whole
from corpus_tools.errors import ArgumentError, explain
from corpus_tools.language.folding import fold_arabic
from corpus_tools.measures.counting import count_by_group, count_words
from corpus_tools.measures.grouping import UNITS, WORD_KINDS, article_groups, is_counted
from corpus_tools.schema import check_choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus_tools.corpus import Corpus

# A word that ends so is an elided French one; other words keep the apostrophe inside (don't) or do without it.
_ELIDED = "['’ʼ]$"


@check_arguments
def count_terms(
    corpus: Corpus,
    *,
    by: str | Sequence[str] | None = None,
    unit: str = "term",
    stopwords: bool = False,
    time_words: bool = False,
    top: int | None = None,
) -> pl.DataFrame:
    """Count terms, in the whole corpus or in each group.

    The first look at any corpus: what is it about? Compare groups by `per_million`, never by `count`.

    Parameters
    ----------
    corpus
        The corpus.
    by
        Article columns or a period (day, week, month, quarter, year); None counts the whole corpus.
    unit
        "term" (lemma group, labelled by its commonest form without proclitics), "normal" (spelling folded) or
        "surface".
    stopwords
        Whether function words and reporting verbs are counted too.
    time_words
        Whether words that say when and how many (Wednesday, أمس, مارس, two, مليون) and numbers in figures are
        counted too; they are in all news, and no topics.
    top
        Keep only the commonest so many in each group; None keeps all.

    Returns
    -------
    polars.DataFrame
        One row a term (of a group), sorted by group, then count descending, then term:

        =========== ===== =================================================================
        [by]              the group's columns; null where an article has no value
        term        str   the term
        count       u32   tokens
        per_million f64   tokens in a million words of the group, stopwords counted among the words
        documents   u32   articles that have the term
        =========== ===== =================================================================

    Raises
    ------
    ArgumentError
        `by` or `unit` is unknown, a column of `by` has the name of a column of the result, or `top` is below 1.
    FrameError
        `corpus` is no Corpus.

    Notes
    -----
    Words and hashtags are counted; URLs, e-mail addresses and emoji are not, and numbers only with
    `time_words=True`. Numbers are never in the denominator. Titles are not counted, only texts. `show_forms` lists
    what a term stands for.

    Examples
    --------
    >>> from corpus_tools import build_corpus
    >>> corpus = build_corpus(pl.DataFrame({"text": ["روسيا والناتو. روسيا ترفض", "مطالب لروسيا"]}))
    >>> count_terms(corpus, top=1).select("term", "count", "documents").row(0)
    ('روسيا', 3, 2)
    """
    check_choice("count_terms", "unit", unit, UNITS)
    if top is not None and top < 1:
        raise ArgumentError(explain("count_terms", expected="top of 1 or more, or None", got=top))
    groups = article_groups("count_terms", corpus, by)
    counted = corpus.vocabulary.filter(is_counted(stopwords=stopwords, time_words=time_words))
    counts = count_by_group(corpus, groups, counted.select("form", term=pl.col(unit)))
    return finish_counts(counts, count_words(corpus, groups), unit="term", top=top)


def finish_counts(counts: pl.DataFrame, words: pl.DataFrame, *, unit: str, top: int | None = None) -> pl.DataFrame:
    """Add `per_million`, order rows by group, count and `unit`, and cut each group at `top`."""
    columns = [name for name in counts.columns if name not in {unit, "count", "documents"}]
    joined = counts.join(words, on=columns, nulls_equal=True) if columns else counts.join(words, how="cross")
    ordered = joined.select(
        *columns,
        unit,
        "count",
        per_million=pl.col("count") / pl.col("words") * 1e6,
        documents=pl.col("documents"),
    ).sort([*columns, "count", unit], descending=[*(False for _ in columns), True, False])
    if top is None:
        return ordered
    return ordered.group_by(columns, maintain_order=True).head(top) if columns else ordered.head(top)


@check_arguments
def count_ngrams(
    corpus: Corpus,
    *,
    n: int = 2,
    by: str | Sequence[str] | None = None,
    min_count: int = 2,
    unit: str = "term",
    stopwords: bool = False,
    time_words: bool = False,
) -> pl.DataFrame:
    """Count runs of n words that stand next to each other in a sentence.

    Use it to find set phrases (حلف شمال الأطلسي) before looking at single words.

    Parameters
    ----------
    corpus
        The corpus.
    n
        Words in a run, 2 to 7.
    by
        Article columns or a period; None counts the whole corpus.
    min_count
        Leave out runs that are rarer in their group.
    unit
        By what the words of two runs are the same: "term" (وزير الخارجية is وزراء الخارجية), "normal" (spelling
        folded, the first word without its proclitics) or "surface".
    stopwords
        Whether runs that begin or end with a stopword are counted too; stopwords inside a run always are.
    time_words
        The same for words that say when and how many; numbers in figures are words of a run only where this is
        True.

    Returns
    -------
    polars.DataFrame
        One row an n-gram (of a group), sorted by group, then count descending, then n-gram:

        =========== === ======================================================================
        [by]            the group's columns; null where an article has no value
        ngram       str its commonest spelling, without proclitics of the first word (but for "surface")
        count       u32 runs
        per_million f64 runs in a million words of the group, stopwords counted among the words
        documents   u32 articles that have the run
        =========== === ======================================================================

    Raises
    ------
    ArgumentError
        `by` or `unit` is unknown, a column of `by` has the name of a column of the result, or `n` is not from 2 to 7.
    FrameError
        `corpus` is no Corpus.

    Notes
    -----
    Just one character stands between two words of a run, a space or a hyphen: a comma or a quotation mark beside
    the space ends it. An article that French cuts off is a word, and nothing stands behind it: "accord de l'OTAN"
    has four words.

    Examples
    --------
    >>> from corpus_tools import build_corpus
    >>> corpus = build_corpus(pl.DataFrame({"text": ["حلف شمال الأطلسي، حلف شمال الاطلسي"]}))
    >>> count_ngrams(corpus, n=3).select("ngram", "count").row(0)
    ('حلف شمال الأطلسي', 2)
    """
    if not 2 <= n <= 7:
        raise ArgumentError(explain("count_ngrams", expected="n from 2 to 7", got=n, hint="count_terms counts words."))
    check_choice("count_ngrams", "unit", unit, UNITS)
    check_whole("count_ngrams", "min_count", min_count, least=0)
    groups = article_groups("count_ngrams", corpus, by)
    columns = groups.columns[1:]
    runs = _runs(corpus, n, unit, is_counted(stopwords=stopwords, time_words=time_words))
    spelt = (
        runs.group_by("ngram", "surface")
        .agg(pl.len())
        .sort(["len", "surface"], descending=[True, False])
        .unique("ngram", keep="first", maintain_order=True)
        .select("ngram", "surface")
    )
    counts = (
        runs.group_by("doc", "ngram")
        .agg(count=pl.len())
        .join(groups, on="doc")
        .group_by(*columns, "ngram")
        .agg(pl.col("count").sum().cast(pl.UInt32), documents=pl.len().cast(pl.UInt32))
        .filter(pl.col("count") >= min_count)
        .join(spelt, on="ngram")
        .select(*columns, "count", "documents", ngram=pl.col("surface"))
    )
    return finish_counts(counts, count_words(corpus, groups), unit="ngram")


def _runs(corpus: Corpus, n: int, unit: str, may_stand_at_the_edge: pl.Expr) -> pl.DataFrame:
    """One row a run: `doc`, what makes two runs the same (`ngram`), and its spelling (`surface`)."""
    tokens = corpus.tokens.join(_words_of_runs(corpus, unit, may_stand_at_the_edge), on="form", maintain_order="left")
    places = range(n)
    gap = pl.col("start").shift(-1) - pl.col("end")
    is_next = (gap == 1) | ((gap == 0) & pl.col("surface").str.contains(_ELIDED))
    adjacent = [
        is_next.shift(-i)
        & (pl.col("sentence").shift(-i - 1) == pl.col("sentence"))
        & (pl.col("doc").shift(-i - 1) == pl.col("doc"))
        for i in places[:-1]
    ]
    inside = [pl.col("is_word").shift(-i) for i in places]
    is_run = pl.all_horizontal(*adjacent, *inside, pl.col("is_edge"), pl.col("is_edge").shift(-n + 1))
    shown = [pl.col("shown"), *(pl.col("surface").shift(-i) for i in places[1:])]
    return tokens.select(
        "doc",
        ngram=pl.concat_str("opening", *(pl.col("same").shift(-i) for i in places[1:]), separator=" "),
        surface=pl.concat_str(shown, separator=" ").str.replace_all(f"({_ELIDED[:-1]}) ", "${1}"),
        keep=is_run,
    ).filter("keep")


def _words_of_runs(corpus: Corpus, unit: str, may_stand_at_the_edge: pl.Expr) -> pl.DataFrame:
    """Give each form what it is compared by, inside a run (`same`) and at its beginning (`opening`), and how shown."""
    bare = pl.col("bare").map_elements(fold_arabic, return_dtype=pl.String)
    folded = pl.when(pl.col("bare") == pl.col("surface")).then("normal").otherwise(bare)
    return corpus.vocabulary.select(
        "form",
        "surface",
        same=pl.col(unit),
        opening=folded if unit == "normal" else pl.col(unit),
        shown=pl.col("surface" if unit == "surface" else "bare"),
        is_word=pl.col("kind").is_in(WORD_KINDS) | may_stand_at_the_edge,
        is_edge=may_stand_at_the_edge,
    )
