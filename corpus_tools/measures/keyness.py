"""Which terms set one part of a corpus apart from another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.arguments import check_arguments
from corpus_tools.corpus.model import check_corpus
from corpus_tools.errors import ArgumentError, FrameError, explain
from corpus_tools.measures.counting import count_by_group, count_words
from corpus_tools.measures.formulas import log_likelihood, log_ratio
from corpus_tools.measures.grouping import UNITS, article_groups, is_counted
from corpus_tools.measures.parts import part_articles
from corpus_tools.schema import check_choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus_tools.corpus import Corpus

MEASURES = ("log_likelihood", "log_ratio")
_COLUMNS = {
    "term": pl.String,
    "target": pl.UInt32,
    "reference": pl.UInt32,
    "target_per_million": pl.Float64,
    "reference_per_million": pl.Float64,
    **dict.fromkeys(MEASURES, pl.Float64),
}


@check_arguments
def compare_terms(
    corpus: Corpus,
    *,
    target: pl.Expr,
    reference: pl.Expr | pl.DataFrame | None = None,
    measures: Sequence[str] = MEASURES,
    unit: str = "term",
    stopwords: bool = False,
    time_words: bool = False,
) -> pl.DataFrame:
    """Compare how often terms occur in a target part and in a reference part: keyness.

    Read `log_likelihood` as evidence (is there a difference at all?) and `log_ratio` as size (how large is
    it?): a log ratio of 1 means twice as frequent in the target, -1 twice as frequent in the reference.

    Parameters
    ----------
    corpus
        The corpus.
    target
        Expression over article columns: `pl.col("source") == "ميزان"`.
    reference
        The same for the reference, or a frequency frame with columns `term` and `count`; None takes all other
        articles.
    measures
        Which of "log_likelihood" and "log_ratio" to add.
    unit
        "term", "normal" or "surface".
    stopwords
        Whether function words are compared too.
    time_words
        Whether words that say when and how many, and numbers in figures, are compared too: a part's months and
        years set it apart without saying what it is about.

    Returns
    -------
    polars.DataFrame
        One row a term of either part, those that only the reference has included, sorted by log-likelihood
        descending (or by target count where it is not asked for), then term:

        ===================== === ===============================================
        term                  str the term
        target                u32 tokens in the target
        reference             u32 tokens in the reference
        target_per_million    f64 in a million words of the target
        reference_per_million f64 in a million words of the reference
        log_likelihood        f64 0 or more; above 15.13 p < .0001 for one test
        log_ratio             f64 above 0: commoner in the target
        ===================== === ===============================================

    Raises
    ------
    ArgumentError
        Target or reference is no condition, has no article or no word, an article is in both, or a measure
        or unit is unknown.
    FrameError
        A condition names a column that the articles do not have; the reference frame lacks `term` or `count`, or
        `count` is no column of whole numbers from 0; `corpus` is no Corpus.

    Notes
    -----
    With a and b the counts of a term, n1 and n2 the words of target and reference: log-likelihood is the
    two-cell G2 = 2 (a ln(a/E1) + b ln(b/E2)), E1 = n1 (a+b) / (n1+n2), E2 = n2 (a+b) / (n1+n2); a count of
    zero adds nothing to the sum. It has no sign: see `log_ratio` for the direction. Log ratio is log2((a/n1)
    / (b/n2)) with a count of zero replaced by 0.5. n1 and n2 are all words of the part, stopwords included
    (of a reference frame: the sum of its counts). Terms of one event in one long article get high keyness
    too: look at the concordance.

    A corpus of one article has nothing to compare: it gives no rows.

    References
    ----------
    Rayson, P. and Garside, R. (2000), Comparing corpora using frequency profiling, Workshop on Comparing
    Corpora, 1-6. Hardie, A. (2014), Log Ratio: an informal introduction, CASS Lancaster.

    Examples
    --------
    >>> from corpus_tools import build_corpus
    >>> corpus = build_corpus(pl.DataFrame({"text": ["حرب حرب سلام", "سلام سلام قمح"], "source": ["أ", "ب"]}))
    >>> keyness = compare_terms(corpus, target=pl.col("source") == "أ")
    >>> keyness.select("term", "target", "reference", "log_ratio").row(0)
    ('حرب', 2, 0, 2.0)
    """
    check_choice("compare_terms", "unit", unit, UNITS)
    for measure in measures:
        check_choice("compare_terms", "measures", measure, MEASURES)
    check_corpus("compare_terms", corpus)
    if corpus.articles.height < 2 and not isinstance(reference, pl.DataFrame):
        unwanted = {*MEASURES} - {*measures}
        return pl.DataFrame(schema={name: dtype for name, dtype in _COLUMNS.items() if name not in unwanted})
    in_target, in_reference = part_articles("compare_terms", corpus, target, reference)
    counted = is_counted(stopwords=stopwords, time_words=time_words)
    counts, n1 = _frequencies(corpus, in_target, unit, counted)
    if isinstance(reference, pl.DataFrame):
        others, n2 = _given_frequencies(reference)
        others = others.join(_left_out(corpus, unit, counted), on="term", how="anti")
    else:
        others, n2 = _frequencies(corpus, in_reference, unit, counted)
    if not n1 or not n2:
        raise ArgumentError(
            explain(
                "compare_terms",
                expected="words in target and reference",
                got="no word",
                hint="check the texts.",
            )
        )
    table = (
        counts.rename({"count": "target"})
        .join(others.rename({"count": "reference"}), on="term", how="full", coalesce=True)
        .with_columns(pl.col("target", "reference").fill_null(0))
    )
    sides = (pl.col("target"), pl.col("reference"), n1, n2)
    order = "log_likelihood" if "log_likelihood" in measures else "target"
    formulas = {"log_likelihood": log_likelihood(*sides), "log_ratio": log_ratio(*sides)}
    return table.select(
        "term", "target", "reference",
        target_per_million=pl.col("target") / n1 * 1e6,
        reference_per_million=pl.col("reference") / n2 * 1e6,
        **{measure: formulas[measure] for measure in measures},
    ).sort([order, "term"], descending=[True, False])  # fmt: skip


def _frequencies(corpus: Corpus, part: pl.Expr, unit: str, counted: pl.Expr) -> tuple[pl.DataFrame, int]:
    sub = corpus.filter(part)
    everything = article_groups("compare_terms", sub, None)
    labels = sub.vocabulary.filter(counted).select("form", term=pl.col(unit))
    counts = count_by_group(sub, everything, labels).select("term", "count")
    return counts, int(count_words(sub, everything)["words"][0])


def _left_out(corpus: Corpus, unit: str, counted: pl.Expr) -> pl.DataFrame:
    """Terms that the corpus has but does not count: those of a reference frame would all be absent from the target."""
    listed = corpus.vocabulary.group_by(term=pl.col(unit)).agg(is_counted=counted.any())
    return listed.filter(~pl.col("is_counted")).select("term")


def _given_frequencies(reference: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    for column in ("term", "count"):
        if column not in reference.columns:
            raise FrameError(
                explain(
                    "compare_terms",
                    expected=f"a reference with column {column!r}",
                    got="no such column",
                    known=reference.columns,
                )
            )
    counts = reference["count"]
    if not counts.dtype.is_integer() or (counts < 0).any():
        got = "a number below 0" if counts.dtype.is_integer() else f"a column of {counts.dtype}"
        raise FrameError(explain("compare_terms", expected="'count' as whole numbers from 0", got=got))
    frame = reference.group_by("term").agg(pl.col("count").sum().cast(pl.UInt32))
    return frame, int(frame["count"].sum())
