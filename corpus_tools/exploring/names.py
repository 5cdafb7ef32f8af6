"""Names to choose from: while somebody types, before, and where nothing was found."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

import polars as pl

from corpus_tools.charts.words import format_number
from corpus_tools.language import fold

if TYPE_CHECKING:
    from corpus_tools.exploring.desk import Desk

STAR = "*"
_SUGGESTED = 8
# Typed or not, the Arabic article makes no difference.
ARTICLE = "ال"
# What counts as a slip: so many letters too many or too few, and so much of the word in its place.
_LETTERS_OFF, _ALIKE = 2, 0.72


def suggest_names(desk: Desk, typed: str) -> list[dict[str, Any]]:
    """Give the actors and terms that begin as was typed, hamza, article and proclitics apart, the commonest first.

    A name that was typed whole comes before them. One of several words is found by the beginning of any of them.
    Before anything is typed these are the commonest actors and the commonest terms.
    """
    key = fold(" ".join(typed.split())).rstrip(STAR)
    if not key:
        return _list_commonest(desk)
    spelt, keys = pl.col("key"), [key, f"{ARTICLE}{key}"]
    tests = [test for one in keys for test in (spelt.str.starts_with(one), spelt.str.contains(f" {one}", literal=True))]
    found = desk.spellings.filter(pl.col("count").is_not_null(), pl.any_horizontal(tests))
    found = found.with_columns(is_whole=pl.col("name") == typed.strip())
    ranked = found.sort(["is_whole", "count"], descending=True, maintain_order=True)
    return _describe(ranked, most=_SUGGESTED, language=desk.language)


def _list_commonest(desk: Desk) -> list[dict[str, Any]]:
    ranked = desk.spellings.sort("count", descending=True, nulls_last=True, maintain_order=True)
    parts = [ranked.filter(pl.col("kind") == kind) for kind in ("actor", "term")]
    return [row for part in parts for row in _describe(part, most=_SUGGESTED // 2, language=desk.language)]


def suggest_actors(desk: Desk, typed: str) -> list[dict[str, Any]]:
    """Give the actors that are called what was typed, the commonest first."""
    core = fold(" ".join(typed.split())).removeprefix(ARTICLE)
    called = desk.spellings.filter(pl.col("kind") == "actor", pl.col("key").str.strip_prefix(ARTICLE) == core)
    return _describe(called.sort("count", descending=True, maintain_order=True), most=3, language=desk.language)


def suggest_alike(desk: Desk, typed: str) -> list[dict[str, Any]]:
    """Give what may be meant where nothing was found: of each word that was typed the names spelt most like it."""
    words = list(dict.fromkeys(fold(typed).replace(STAR, " ").split()))[:_SUGGESTED]
    found = [_rank_alike(desk, word.removeprefix(ARTICLE)) for word in words]
    named = [_describe(ranked, most=-(-_SUGGESTED // len(words)), language=desk.language) for ranked in found]
    return [row for rows in named for row in rows][:_SUGGESTED]


def _rank_alike(desk: Desk, word: str) -> pl.DataFrame:
    """Find the names with most of the word in its place: those with its first letter first, then the commonest."""
    core = pl.col("key").str.strip_prefix(ARTICLE)
    spellings = desk.spellings.with_columns(core=core).filter(
        pl.col("count").is_not_null(), (pl.col("core").str.len_chars().cast(pl.Int64) - len(word)).abs() <= _LETTERS_OFF
    )
    known = spellings["core"].unique(maintain_order=True).to_list()
    alike = difflib.get_close_matches(word, known, n=50, cutoff=_ALIKE)
    shares = [round(difflib.SequenceMatcher(None, key, word).ratio(), 1) for key in alike]
    begins = [key[:1] == word[:1] for key in alike]
    ranks = pl.DataFrame({"core": alike, "share": shares, "begins": begins}, schema_overrides={"core": pl.String})
    joined = spellings.join(ranks, on="core", maintain_order="left")
    nearest = joined.filter(pl.col("share") == pl.col("share").max())
    return nearest.sort(["begins", "count"], descending=True, maintain_order=True)


def _describe(ranked: pl.DataFrame, *, most: int, language: str) -> list[dict[str, Any]]:
    """Give each name once, with how often it occurs as the panel's language writes it."""
    names = ranked.unique(["kind", "actor_id", "name"], keep="first", maintain_order=True).head(most)
    rows = names.select("kind", "name", "actor_id", "count").to_dicts()
    return [row | {"count": format_number(row["count"], language=language)} for row in rows]
