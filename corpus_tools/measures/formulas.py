"""The formulas of counts, as expressions: how two parts differ, and how sure a share is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from polars import Expr

_Z = 1.959963984540054  # 97.5 % point of the normal distribution: a 95 % interval


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


def wilson_interval(count: str, total: str) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """Give `share`, `low` and `high` of the 95 % Wilson interval; null where the total is 0."""
    n = pl.when(pl.col(total) > 0).then(pl.col(total).cast(pl.Float64))
    p = pl.col(count) / n
    centre = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z / (1 + _Z**2 / n) * (p * (1 - p) / n + _Z**2 / (4 * n**2)).sqrt()
    # At the ends the formula gives 0 and 1 but for rounding.
    low = pl.when(pl.col(count) == 0).then(p).otherwise((centre - half).clip(lower_bound=0.0))
    high = pl.when(pl.col(count) == pl.col(total)).then(p).otherwise((centre + half).clip(upper_bound=1.0))
    return p.alias("share"), low.alias("low"), high.alias("high")
