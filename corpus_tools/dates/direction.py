"""Whether a sentence looks back on its date or ahead to it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import polars as pl

# A word of the future speaks of a date that stands at most so many characters behind it.
_REACH = 70
# سيجتمع, وستجتمع: the vocabulary has taken the س of the future off.
_ARABIC = r"^[وف]?س[يتنا]"
# aura, verront: their lemma is an infinitive (the forms of the present are not so long).
_FRENCH = r"(?:ra|rai|ras|rons|rez|ront)$"
_INFINITIVE = r"(?:er|ir|re|oir)$"


@cache
def _source() -> dict[str, Any]:
    return tomllib.loads((files("corpus_tools.dates") / "data/timeline.toml").read_text(encoding="utf-8"))


@cache
def _phrases() -> str:
    phrases = (phrase for several in _source()["phrases"].values() for phrase in several)
    return rf"(?i)\b(?:{'|'.join(phrases)})(?:\W|$)"


def add_direction(rows: pl.DataFrame, tokens: pl.DataFrame, vocabulary: pl.DataFrame) -> pl.DataFrame:
    """Add `direction` (past, same_day, future; null without an article date) to rows that are in sentences.

    A period that holds the article's own day is ahead only where a word or phrase of the future stands before it.
    """
    cues = (
        tokens.join(vocabulary.filter(_is_future()).select("form"), on="form", how="semi")
        .select("doc", "start", cue="start")
        .sort("doc", "start")
    )
    found = rows.sort("doc", "start").join_asof(cues, on="start", by="doc", check_sortedness=False)
    cued = (pl.col("cue") >= pl.col("opens")) & (pl.col("start") - pl.col("cue") <= _REACH)
    at = pl.col("at").cast(pl.Int64)
    before = pl.col("text").str.slice((at - _REACH).clip(0), at.clip(0, _REACH)).str.strip_chars_end()
    direction = (
        pl.when(pl.col("latest") < pl.col("reported"))
        .then(pl.lit("past"))
        .when((pl.col("date") > pl.col("reported")) | cued.fill_null(value=False) | before.str.contains(_phrases()))
        .then(pl.lit("future"))
        .otherwise(pl.lit("same_day"))
    )
    return found.with_columns(direction=pl.when(pl.col("reported").is_not_null()).then(direction)).drop("cue")


def _is_future() -> pl.Expr:
    """Tell which forms of a vocabulary are words of the future."""
    normal, language = pl.col("normal"), pl.col("language")
    listed = pl.any_horizontal((language == code) & normal.is_in(words) for code, words in _source()["future"].items())
    bare = pl.col("bare").str.to_lowercase()
    arabic = normal.str.contains(_ARABIC) & bare.str.contains("^[يتنأ]") & (pl.col("bare") != pl.col("surface"))
    french = (
        normal.str.contains(_FRENCH)
        & pl.col("lemma").str.contains(_INFINITIVE)
        & (pl.col("lemma") != pl.col("surface"))
    )
    return listed | ((language == "ar") & arabic) | ((language == "fr") & french)
