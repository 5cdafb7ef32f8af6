"""Dated lines that tell of nothing: datelines, lines of rights, "published on", and forms filled in every day."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

import polars as pl

from corpus_tools.language import fold

# A line without a full stop and with fewer words than these, or half of it a date, says no more than where and when.
_FEWEST_WORDS = 3
_ENDED = r"[.!?؟…]['\"»”’)\]]*$"
# PARIS, 12 janvier (AFP) - …: what stands before the day is a place, what follows an agency and a dash.
_BEFORE = r"^[^.!?؟]{0,40}$"
_BEHIND = r"^[\s)\]]*(?:\([^()]{1,40}\)\s*)?[-–—ـ:]\s"
# Show times, exchange rates, the weather: one sentence on so many days is a form.
_MOST_DAYS = 3


@cache
def _patterns() -> tuple[str, str]:
    source = tomllib.loads((files("corpus_tools.dates") / "data/timeline.toml").read_text(encoding="utf-8"))[
        "boilerplate"
    ]
    opening, anywhere = ("|".join(map(re.escape, source[name])) for name in ("opening", "anywhere"))
    return rf"^\W*(?:{opening})\b", anywhere


def drop_boilerplate(rows: pl.DataFrame) -> pl.DataFrame:
    """Drop the rows that are no events.

    Of each row it needs `text` (the sentence), `at` and `size` (where its date stands in it), `terms` (its words of
    content, sorted), `doc`, `sentence`, `date`, `latest`, `reported`.
    """
    opening, anywhere = _patterns()
    said = rows["text"].unique()
    folded = pl.DataFrame({"text": said, "folded": pl.Series([fold(text) for text in said], dtype=pl.String)})
    words = pl.col("terms").list.len()
    is_short = (words < _FEWEST_WORDS) | (pl.col("size") > pl.col("text").str.len_chars() / 2)
    is_line = is_short & ~pl.col("text").str.contains(_ENDED)
    claims = pl.col("folded").str.contains(opening) | pl.col("folded").str.contains(anywhere)
    is_form = (words > 0) & (pl.col("date").n_unique().over("terms") > _MOST_DAYS)
    return (
        rows.join(folded, on="text", maintain_order="left")
        .filter(~((words == 0) | is_line | claims | _is_dateline() | is_form))
        .drop("folded")
    )


def _is_dateline() -> pl.Expr:
    """Tell whether an expression is the day on which the article itself was written."""
    own_day = (pl.col("date") == pl.col("latest")) & (
        (pl.col("reported") - pl.col("date")).dt.total_days().is_between(-1, 2)
    )
    before = pl.col("text").str.slice(0, pl.col("at"))
    behind = pl.col("text").str.slice(pl.col("at") + pl.col("size"), 60)
    found = own_day & (pl.col("sentence") <= 1) & before.str.contains(_BEFORE) & behind.str.contains(_BEHIND)
    return found.fill_null(value=False)
