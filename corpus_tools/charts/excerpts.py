"""The sentences and headlines of a panel: chosen, cleaned, broken into lines, and bounded in number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.charts.periods import write_date
from corpus_tools.charts.setting import isolate, isolate_lines
from corpus_tools.charts.theme import FSI, PDI, RTL_LETTERS, is_rtl
from corpus_tools.charts.typesetting import measure_text, shorten_text, wrap_text
from corpus_tools.charts.words import word
from corpus_tools.errors import FrameError, explain

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT_SIZE, META_SIZE, TEXT_LINE = 13, 12, 20
_META, _SPACE = 18, 12
ROW, BELOW = TEXT_LINE + _META + _SPACE, _META + _SPACE  # a row of one line; what stands under its text, and air
_A_MARK, _IN_ALL = 8, 1200  # examples that travel with the chart; where an outlet can be chosen, half of a mark's
_LINES, _HEADLINES, _MOST_LETTERS = 4, 1, 500
# Line breaks, and signs that turn the direction of all that follows.
_CONTROLS = r"[\x00-\x20\x{7f}\x{85}\x{061c}\x{200e}\x{200f}\x{2028}-\x{202e}\x{2066}-\x{2069}]+"
_SHAPES = (("before", "match", "after"), ("examples",), ("title", "text"), ("text",), ("title",), ("sentence",))


def prepare_excerpts(
    texts: pl.DataFrame, *, keys: Sequence[str], choose: str | None, width: float, language: str
) -> pl.DataFrame:
    """Break the texts into lines of a width: `lines`, `meta`, `tall`, and how many rows each `stands_for`.

    Of rows that are shown before anything is clicked `opens` is 2, of those that open a value that is chosen 1.
    Where the key is the date, the rows are those of all days in the order of time, and `period` is the day.
    """
    over_time = list(keys) == ["date"]
    if over_time:
        texts = texts.drop_nulls("date").sort("date", maintain_order=True)
    chosen = [choose] if choose and choose not in keys else []
    most = _IN_ALL // max(1, texts[choose].n_unique()) if choose and over_time else _IN_ALL
    kept = (
        _thin_out(texts, chosen, most=most)
        if over_time
        else _thin_out(_merge_copies(texts, [*keys, *chosen]), [*keys, *chosen], most=_A_MARK // (1 + len(chosen)))
    )
    days = ["" if day is None else write_date(day, grain="day", language=language) for day in kept["date"]]
    excerpts = kept["excerpt"].fill_null(word("no_examples", language=language))
    most = _HEADLINES if over_time else _LINES
    broken = [wrap_text(text, width=width, size=TEXT_SIZE, most_lines=most) for text in excerpts]
    metas = [_write_meta(*pair, width=width, language=language) for pair in zip(kept["origin"], days, strict=True)]
    tall = [len(parts) * TEXT_LINE + _META * bool(meta) + _SPACE for parts, meta in zip(broken, metas, strict=True)]
    names = [_name_mark(key, width=width) for key in kept.select(keys).iter_rows()]
    shared = {"period": pl.col("date"), "day": _isolate_all(days, language=language)}
    return kept.select(
        *([] if over_time else keys),
        *chosen,
        "stands_for",
        **(shared if over_time else {"heading": _isolate_all(names, language=language)}),
        lines=pl.Series(
            [isolate_lines(parts, text=" ".join(parts), language=language) for parts in broken], dtype=pl.String
        ),
        meta=pl.Series(metas, dtype=pl.String),
        tall=pl.Series(tall, dtype=pl.UInt32),
        rank=pl.int_range(pl.len(), dtype=pl.UInt32),
        # What is shown before anything is chosen: all articles over time, or the examples of the first mark.
        opens=pl.lit(2, pl.Int8) if over_time else _opens(keys, choose),
    )


def _opens(keys: Sequence[str], choose: str | None) -> pl.Expr:
    """Mark the rows of the first mark; where marks have the value that is chosen, also of the first mark of each."""
    mark = pl.struct(keys)
    first = (mark == mark.first()).cast(pl.Int8)
    return 2 * first if choose not in keys else first + (mark == mark.first().over(choose)).cast(pl.Int8)


def _name_mark(key: tuple[object, ...], *, width: float) -> str:
    name = " · ".join("–" if part is None else str(part) for part in key)
    return shorten_text(name, width=width, size=15, bold=True)


def _write_meta(origin: str | None, day: str, *, width: float, language: str) -> str:
    """Write outlet and day; an outlet in letters of the other direction is isolated, or it would turn the day round."""
    room = width - measure_text(f" · {day}", size=META_SIZE) if day else width
    shown = shorten_text(origin or "", width=room, size=META_SIZE)
    if day and bool(re.search(RTL_LETTERS, shown)) != is_rtl(language):
        shown = shown and f"{FSI}{shown}{PDI}"
    return isolate(" · ".join(filter(None, (shown, day))), language=language)


def _isolate_all(texts: Sequence[str], *, language: str) -> pl.Series:
    return pl.Series([isolate(text, language=language) for text in texts], dtype=pl.String)


def clean_text(text: pl.Expr) -> pl.Expr:
    """Make one line of a text, without the signs that would turn it or the line after it."""
    return text.str.slice(0, _MOST_LETTERS).str.replace_all(_CONTROLS, " ").str.strip_chars()


def read_texts(examples: pl.DataFrame, *, keys: Sequence[str]) -> pl.DataFrame:
    """Find the text of each example: `excerpt`, its outlet or spelling in `origin`, and its `date`."""
    has = set(examples.columns)
    shape = next((shape for shape in _SHAPES if has.issuperset(shape)), None)
    if shape is None:
        expected = "examples with a text: before, match, after; examples; title; or text"
        raise FrameError(explain("add_panel", expected=expected, got="none of them", known=examples.columns))
    written = {*shape, *keys, "source", "surface"} & has - {"examples"}
    nested = next((name for name in sorted(written) if examples.schema[name].is_nested()), None)
    if nested or (shape == ("sentence",) and examples.schema["sentence"] != pl.String):
        wrong = nested or "sentence"
        message = explain("add_panel", expected=f"texts in column {wrong!r}", got=str(examples.schema[wrong]))
        raise FrameError(message)
    if isinstance(examples.schema[shape[0]], pl.List):
        examples = examples.explode(shape[0], empty_as_null=True)
    texts = [pl.col(name).cast(pl.String).fill_null("") for name in shape]
    if shape[0] == "before":
        # Vega draws a text in one weight: signs mark the hit, and turn with the direction of the line.
        hit = pl.when(texts[1] == "").then(pl.lit("")).otherwise(pl.format("‹{}›", texts[1].str.strip_chars()))
        parts = pl.concat_str([texts[0], hit, texts[2]], separator=" ").str.replace_all(r"› ([.,،؛؟)])", "›${1}")
    else:
        parts = pl.coalesce(shape)
    origin = next((name for name in ("source", "surface") if name in has), None)
    dated = "date" in has and examples.schema["date"] == pl.Date
    return examples.select(
        *(key for key in keys if key != "date"),
        excerpt=clean_text(parts).fill_null(""),
        origin=clean_text(pl.col(origin).cast(pl.String)).fill_null("") if origin else pl.lit(""),
        date=pl.col("date") if dated else pl.lit(None, pl.Date),
    ).filter(pl.col("excerpt") != "")


def _merge_copies(rows: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """Keep one of the copies of a text, and count them; an absent text counts for none."""
    told = pl.col("excerpt").is_not_null().sum().cast(pl.Int64)
    merged = rows.group_by([*keys, "excerpt"], maintain_order=True)
    return merged.agg(pl.col("origin", "date").first(), copies=told)


def _thin_out(rows: pl.DataFrame, keys: Sequence[str], *, most: int) -> pl.DataFrame:
    """Keep at most so many rows of each key, evenly from all of them; each counts those it stands for."""
    if "copies" not in rows.columns:
        rows = rows.with_columns(copies=pl.lit(1, pl.Int64))
    share = pl.int_range(pl.len()) * most // pl.len().cast(pl.Int64)
    part = pl.when(pl.len() > most).then(share).otherwise(pl.int_range(pl.len()))
    return (
        rows.with_columns(part=part.over(keys) if keys else part)
        .group_by([*keys, "part"], maintain_order=True)
        .agg(pl.col("excerpt", "origin", "date").first(), stands_for=pl.col("copies").sum())
    )
