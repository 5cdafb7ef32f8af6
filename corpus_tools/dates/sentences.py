"""Sentences of a corpus, and the dates that stand in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.dates.find import date_rows

if TYPE_CHECKING:
    from corpus_tools.corpus import Corpus

# A quotation mark or bracket that opens belongs to the next sentence, before whose first word it stands.
_OPENERS = " \n\u00a0\u202f«“(["
# A decade or a century is no place on a timeline of news.
_GRAINS = ("day", "week", "month", "quarter", "season", "year")
# What stands between the ends of a range; و and "and" make one behind بين, between, entre, or of two days in a row.
_RANGE = r"(?i)^\s*(?:[-–—]|إلى|الى|حتى|ولغاية|لغاية|to|until|through|till|au|à|jusqu['’]au|jusqu['’]à)\s*$"
_AND = r"(?i)^\s*(?:و|and|et)\s*$"
_BETWEEN = r"(?i)(?:^|\s)(?:ما )?(?:بين|between|entre)(?:\s+\p{L}+)?(?:\s+\p{L}+)?\s*$"


def cut_sentences(corpus: Corpus) -> pl.DataFrame:
    """Give one row a sentence, in order: `doc`, `sentence`, `opens` and `length` in characters (null: the last)."""
    return (
        corpus.tokens.group_by("doc", "sentence")
        .agg(opens=pl.col("start").min())
        .sort("doc", "opens")
        .with_columns(length=pl.col("opens").shift(-1).over("doc") - pl.col("opens"))
    )


def dated_sentences(articles: pl.DataFrame, sentences: pl.DataFrame, places: pl.DataFrame | None) -> pl.DataFrame:
    """Give one row a date in a sentence, of `places` (`doc_id`, `sentence`) only where they are given."""
    numbered = articles.with_row_index("doc").with_columns(pl.col("doc").cast(pl.UInt32))
    asked = numbered if places is None else numbered.join(places, on="doc_id", how="semi", maintain_order="left")
    found = date_rows(asked).with_columns(pl.col("doc").replace_strict(_numbers(asked), return_dtype=pl.UInt32))
    placed = (
        found.filter(pl.col("type").is_in(["DATE", "TIME"]), pl.col("grain").is_in(_GRAINS))
        .drop_nulls("earliest")
        .sort("doc", "start")
        .join_asof(sentences, left_on="start", right_on="opens", by="doc", coalesce=False, check_sortedness=False)
    )
    if places is not None:
        placed = placed.join(places, on=["doc_id", "sentence"], how="semi", maintain_order="left")
    with_text = placed.join(numbered.select("doc", "source", "text", reported="date"), on="doc", maintain_order="left")
    whole = pl.col("text").str.slice("opens", "length").str.strip_chars().str.strip_chars_end(_OPENERS)
    return (
        _join_ranges(with_text)
        .with_columns(text=whole, date="earliest", at=pl.col("start") - pl.col("opens"))
        .unique(["doc", "sentence", "date", "latest"], keep="first", maintain_order=True)
    )


def _numbers(asked: pl.DataFrame) -> dict[int, int]:
    return dict(enumerate(asked["doc"]))


def _join_ranges(found: pl.DataFrame) -> pl.DataFrame:
    """Make one row of the two ends of a range: from 3 to 5 March. `size` is how long the expression is."""
    same = [pl.col(name).shift(-1) == pl.col(name) for name in ("doc", "sentence", "grain")]
    gap = pl.col("text").str.slice(pl.col("end"), (pl.col("start").shift(-1) - pl.col("end")).clip(0, 12))
    before = pl.col("text").str.slice(
        pl.max_horizontal(pl.col("start").cast(pl.Int64) - 20, 0), pl.min_horizontal("start", 20)
    )
    is_next = pl.col("earliest").shift(-1) == pl.col("latest").dt.offset_by("1d")
    joins = gap.str.contains(_RANGE) | (gap.str.contains(_AND) & (before.str.contains(_BETWEEN) | is_next))
    opens = pl.all_horizontal(*same, joins, pl.col("earliest").shift(-1) > pl.col("latest")).fill_null(value=False)
    return (
        found.with_columns(is_first=opens)
        .with_columns(
            latest=pl.when("is_first").then(pl.col("latest").shift(-1)).otherwise("latest"),
            size=pl.when("is_first").then(pl.col("end").shift(-1)).otherwise("end") - pl.col("start"),
        )
        .filter(~pl.col("is_first").shift(1, fill_value=False))
    )
