"""Day or month first: decided for all texts and pages of a folder by the dates in them that leave no doubt."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.language.calendar import fold_digits

if TYPE_CHECKING:
    import datetime as dt

_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?((?:19|20)\d\d)(?!\d)")
AMBIGUOUS, DAY_FIRST, MONTH_FIRST = "ambiguous", "dmy", "mdy"


@lru_cache(maxsize=20_000)  # days repeat from article to article
def written_order(text: str, date: dt.date | None) -> str | None:
    """Tell how numbers write a date that was read day first; None where it is not written so.

    >>> import datetime as dt
    >>> day = dt.date(2022, 4, 3)
    >>> written_order("Published: 03/04/2022", day), written_order("April 3, 2022", day)
    ('ambiguous', None)
    """
    match = _NUMERIC.search(fold_digits(text))
    if match is None or date is None:
        return None
    first, second, year = map(int, match.groups())
    if (year, second, first) == (date.year, date.month, date.day):
        return AMBIGUOUS if first <= 12 else DAY_FIRST
    return MONTH_FIRST if (year, first, second) == (date.year, date.month, date.day) else None


def count_orders(articles: pl.DataFrame, *, folder: str, order: str) -> pl.DataFrame:
    """Count the dates of each folder that can only be day first, and those that can only be month first."""
    return articles.group_by(folder).agg(
        (pl.col(order) == DAY_FIRST).sum().alias(DAY_FIRST), (pl.col(order) == MONTH_FIRST).sum().alias(MONTH_FIRST)
    )


def settle_orders(articles: pl.DataFrame, counts: pl.DataFrame, *, folder: str, order: str) -> pl.DataFrame:
    """Turn the ambiguous dates of a folder round where most of its clear ones are written month first."""
    turned = counts.filter(pl.col(MONTH_FIRST) > pl.col(DAY_FIRST))[folder]
    if not len(turned):
        return articles
    here = (pl.col(order) == AMBIGUOUS) & pl.col(folder).is_in(turned.implode(), nulls_equal=True)
    return articles.with_columns(
        pl.when(here).then(_turned(name)).otherwise(name).alias(name) for name in ("date", "published")
    )


def _turned(name: str) -> pl.Expr:
    # Both numbers are 12 at most, so that the other reading is a day of the calendar too.
    column = pl.col(name)
    return column.dt.replace(month=column.dt.day(), day=column.dt.month())
