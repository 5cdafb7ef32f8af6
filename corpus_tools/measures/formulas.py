"""The formulas by which two parts are compared, as expressions over counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from polars import Expr


def log_likelihood(a: Expr, b: Expr, n1: int, n2: int) -> Expr:
    """Give G² of counts `a` of `n1` and `b` of `n2`.

    >>> pl.select(log_likelihood(pl.lit(10), pl.lit(0), 100, 100).round(3)).item()
    13.863
    """
    both = (a + b) / (n1 + n2)

    def cell(observed: Expr, size: int) -> Expr:
        return pl.when(observed > 0).then(observed * (observed / (both * size)).log()).otherwise(0.0)

    # Rounding can leave -1e-17 where both parts use a term alike.
    return (2 * (cell(a, n1) + cell(b, n2))).clip(lower_bound=0.0)


def log_ratio(a: Expr, b: Expr, n1: int, n2: int) -> Expr:
    """Give the binary logarithm of the ratio of two rates; a count of zero counts as a half.

    >>> pl.select(log_ratio(pl.lit(8), pl.lit(2), 100, 100)).item()
    2.0
    """
    first, second = (pl.when(count == 0).then(0.5).otherwise(count) for count in (a, b))
    return ((first / n1) / (second / n2)).log(2)
