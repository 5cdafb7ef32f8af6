"""What sets groups apart and what they share, a term a row: the numbers behind comparison and commonality clouds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.arguments import check_arguments
from corpus_tools.errors import FrameError, explain

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBERS = ("count", "per_million", "documents")
_NEEDED = ("term", "count", "per_million", "documents")


@check_arguments
def measure_contrast(counts: pl.DataFrame, *, by: str) -> pl.DataFrame:
    """Measure in which group a term stands out most, and how far all groups share it.

    Use it after `count_terms(corpus, by=…)` for a comparison cloud (`size="deviation", colour=by`) or a
    commonality cloud (`size="common"`). To test differences use `compare_terms`: these are rates, no evidence.

    Parameters
    ----------
    counts
        What `count_terms(corpus, by=by)` gave, all terms of it: a term that a group lacks counts as zero there.
    by
        The column of groups.

    Returns
    -------
    polars.DataFrame
        One row a term, by `deviation` downwards, then by term.

        =========== ======= ==================================================================
        column      dtype   meaning
        =========== ======= ==================================================================
        term        String  the term
        *by*        –       the group whose rate is farthest above the mean; the first of equals
        count       UInt32  occurrences in all groups
        documents   UInt32  articles in all groups
        deviation   Float64 that group's rate minus the mean rate of the groups, per million words
        common      Float64 the lowest rate among the groups, per million words
        =========== ======= ==================================================================

    Raises
    ------
    FrameError
        When a column is missing.

    Notes
    -----
    With the rate r of term t in group g of G: deviation = max over g of (r(t, g) − Σ r(t, ·) / G), common =
    min over g of r(t, g). Groups weigh alike, however large they are.

    References
    ----------
    Fellows, I. (2018). wordcloud: Word Clouds. R package 2.6, `comparison.cloud`, `commonality.cloud`.

    Examples
    --------
    >>> counts = pl.DataFrame({"source": ["أ", "ب", "أ"], "term": ["غاز", "غاز", "نفط"], "count": [4, 2, 1],
    ...                        "per_million": [400.0, 200.0, 100.0], "documents": [2, 1, 1]})
    >>> measure_contrast(counts, by="source").rows()
    [('غاز', 'أ', 6, 3, 100.0, 200.0), ('نفط', 'أ', 1, 1, 50.0, 0.0)]
    """
    _check_columns(counts, [by, *_NEEDED])
    groups = counts[by].n_unique()
    summed = counts.group_by("term").agg(
        pl.col(by).sort_by("per_million", by, descending=[True, False]).first(),
        pl.col("count", "documents").sum().cast(pl.UInt32),
        deviation=pl.col("per_million").max() - pl.col("per_million").sum() / groups,
        common=pl.when(pl.len() == groups).then(pl.col("per_million").min()).otherwise(0.0),
    )
    return summed.sort(["deviation", "term"], descending=[True, False])


def _check_columns(counts: pl.DataFrame, needed: Sequence[str]) -> None:
    for name in needed:
        if name not in counts.columns:
            expected = f"a column {name!r} of count_terms(corpus, by=…)"
            raise FrameError(explain("measure_contrast", expected=expected, got="no such column", known=counts.columns))
        dtype = counts.schema[name]
        if dtype.is_nested() or (name in _NUMBERS and not dtype.is_numeric()):
            expected = f"{'numbers' if name in _NUMBERS else 'texts'} in column {name!r}"
            raise FrameError(explain("measure_contrast", expected=expected, got=str(dtype)))
