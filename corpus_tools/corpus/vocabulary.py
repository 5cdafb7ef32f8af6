"""The vocabulary: one row a surface form, with everything that the rules of its language know of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.language import fold, is_arabic, normalise, read_forms
from corpus_tools.language.registry import is_stopword, is_time_word, read_changes
from corpus_tools.schema import VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Iterable

_ARABIC_SCRIPT = ["ar", "fa", "ur"]


def make_vocabulary(
    inner: pl.DataFrame, *, names: frozenset[str], stopwords: Iterable[str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give the vocabulary of the tokens of distinct pieces, and these tokens with their `form` in it.

    `names` are not taken apart, and `stopwords` are a user's changes (`registry.read_changes`).
    """
    inner = inner.with_columns(language=_form_language())
    counted = (
        inner.group_by("surface", "language", maintain_order=True)
        .agg(pl.col("kind").first(), count=pl.col("times").sum().cast(pl.UInt32))
        .sort(["count", "surface", "language"], descending=[True, False, False])
        .with_row_index("form")
    )
    numbered = inner.join(
        counted.select("surface", "language", "form"), on=["surface", "language"], how="left", maintain_order="left"
    ).select("form", "inner_start", "inner_end", "opened")
    del inner
    changes = list(stopwords)
    parts = [_resolve(part, names, changes) for part in counted.partition_by("language", maintain_order=True)]
    resolved = pl.concat(parts) if parts else _resolve(counted, names, changes)
    return _label(resolved.sort("form")), numbered


def _form_language() -> pl.Expr:
    """Give a form its article's language, unless its script or kind says that it has none (NATO, 2022)."""
    in_arabic = pl.col("surface").str.contains(r"\p{Arabic}")
    fits = in_arabic == pl.col("language").is_in(_ARABIC_SCRIPT)
    return pl.when((pl.col("kind") == "word") & fits).then("language").otherwise(pl.lit("und"))


def _resolve(part: pl.DataFrame, names: frozenset[str], changes: list[str]) -> pl.DataFrame:
    """Add normal, bare, lemma, layers and grouping key to the forms of one language."""
    language = part["language"][0] if part.height else "und"
    surfaces = part["surface"].to_list()
    normals = [normalise(word, language=language) for word in surfaces]
    readings = read_forms(dict(zip(surfaces, part["count"].to_list(), strict=True)), language=language, names=names)
    lemmas = [readings[word].lemma for word in surfaces]
    keys = {lemma: _group_key(lemma, language) for lemma in set(lemmas)}
    # Single letters are initials, or a preposition cut off by a quotation mark (لـ«…»).
    noise = [
        len(normal) < 2 or is_stopword(word, language=language) for word, normal in zip(surfaces, normals, strict=True)
    ]
    resolved = part.with_columns(
        normal=pl.Series([normal or word for word, normal in zip(surfaces, normals, strict=True)], dtype=pl.String),
        bare=pl.Series([readings[word].bare for word in surfaces], dtype=pl.String),
        lemma=pl.Series(lemmas, dtype=pl.String),
        is_stopword=pl.Series(noise, dtype=pl.Boolean) & (pl.col("kind") != "number"),
        is_time_word=pl.Series([is_time_word(word, language=language) for word in surfaces], dtype=pl.Boolean)
        | (pl.col("kind") == "number"),
        key=pl.Series([keys[lemma] for lemma in lemmas], dtype=pl.String),
    )
    return _change_stopwords(resolved, changes, language) if changes else resolved


def _change_stopwords(resolved: pl.DataFrame, changes: list[str], language: str) -> pl.DataFrame:
    """Add and remove a user's stopwords: what is seen in a list of terms stands for all forms of the term."""
    bare = pl.col("bare").map_elements(lambda word: normalise(word, language=language), return_dtype=pl.String)
    added, removed = (
        pl.col("key").is_in(
            resolved.filter(pl.col("normal").is_in(list(words)) | bare.is_in(list(words)))["key"].unique().implode()
        )
        for words in read_changes(changes, language=language)
    )
    return resolved.with_columns(is_stopword=(pl.col("is_stopword") | added) & ~removed)


def _group_key(lemma: str, language: str) -> str:
    """Lemmas that differ in spelling or in the article alone are one term."""
    if language != "ar" and not is_arabic(lemma):
        return lemma
    folded = fold(lemma)
    return folded[2:] if folded.startswith("ال") and len(folded) > 4 else folded


def _label(resolved: pl.DataFrame) -> pl.DataFrame:
    """Name each term by its commonest form without proclitics: والتعاون and للتعاون vote for التعاون."""
    # A stopword does not give its name to a content word with the same lemma (هو to هـ).
    group = ["language", "is_stopword", "is_time_word", "key"]
    labels = (
        resolved.group_by(*group, "bare")
        .agg(votes=pl.col("count").sum())
        .sort(["votes", "bare"], descending=[True, False])
        .unique(group, keep="first", maintain_order=True)
        .select(*group, term="bare")
    )
    return resolved.join(labels, on=group, how="left", maintain_order="left").select(list(VOCABULARY.columns))
