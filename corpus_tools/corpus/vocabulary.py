"""The vocabulary: one row a surface form, with everything that the rules of its language know of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.language import fold, is_arabic, is_stopword, normalise, read_forms
from corpus_tools.schema import VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Callable


def make_vocabulary(inner: pl.DataFrame, term: str, names: frozenset[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """One row a surface form of a language, commonest first, with everything that the rules know of it."""
    inner = inner.with_columns(language=_form_language())
    counted = (
        inner.group_by("surface", "language")
        .agg(pl.col("kind").first(), count=pl.col("times").sum().cast(pl.UInt32))
        .sort(["count", "surface", "language"], descending=[True, False, False])
    )
    parts = [_resolve(part, names) for part in counted.partition_by("language", maintain_order=True)]
    resolved = pl.concat(parts) if parts else _resolve(counted, names)
    ordered = resolved.sort(["count", "surface", "language"], descending=[True, False, False])
    key = {"lemma": pl.col("_key"), "normal": pl.col("normal"), "surface": pl.col("surface")}[term]
    # A stopword does not give its name to a content word with the same lemma (هو to هـ).
    group = [pl.col("language"), pl.col("is_stopword"), key]
    label = pl.col("bare") if term == "lemma" else pl.col("surface")
    # Of proclitics the reader sees nothing: والتعاون and للتعاون vote for التعاون.
    votes = ordered.with_columns(_label=label, _votes=pl.col("count").sum().over(*group, label))
    labelled = votes.with_columns(
        term=pl.col("_label").sort_by(["_votes", "_label"], descending=[True, False]).first().over(*group)
    )
    vocabulary = labelled.with_row_index("form").select(list(VOCABULARY.columns))
    numbered = inner.join(
        vocabulary.select("surface", "language", "form"), on=["surface", "language"], maintain_order="left"
    )
    return vocabulary, numbered.select("form", "inner_start", "inner_end", "opened")


def _form_language() -> pl.Expr:
    """Give a form its article's language, unless its script or kind says that it has none (NATO, 2022)."""
    in_arabic = pl.col("surface").str.contains(r"\p{Arabic}")
    fits = in_arabic == pl.col("language").is_in(["ar", "fa", "ur"])
    return pl.when((pl.col("kind") == "word") & fits).then("language").otherwise(pl.lit("und"))


def _resolve(part: pl.DataFrame, names: frozenset[str]) -> pl.DataFrame:
    """Add normal, lemma, stopword and grouping key to the forms of one language."""
    language = part["language"][0] if part.height else "und"
    surfaces = part["surface"].to_list()
    counts = dict(zip(surfaces, part["count"].to_list(), strict=True))
    readings = read_forms(counts, language=language, names=names)
    return part.with_columns(
        normal=_mapped(surfaces, lambda word: normalise(word, language=language) or word),
        lemma=_mapped(surfaces, lambda word: readings[word].lemma),
        is_stopword=pl.Series([_is_noise(word, language) for word in surfaces], dtype=pl.Boolean),
        bare=_mapped(surfaces, lambda word: readings[word].bare),
        _key=_mapped(surfaces, lambda word: _group_key(readings[word].lemma, language)),
    )


def _mapped(words: list[str], function: Callable[[str], str]) -> pl.Series:
    return pl.Series([function(word) for word in words], dtype=pl.String)


def _is_noise(word: str, language: str) -> bool:
    """Tell stopwords, and single letters: initials, a preposition cut off by a quotation mark (لـ«…»)."""
    return is_stopword(word, language=language) or len(normalise(word, language=language)) < 2


def _group_key(lemma: str, language: str) -> str:
    """Lemmas that differ in spelling or in the article alone are one term."""
    if language != "ar" and not is_arabic(lemma):
        return lemma
    folded = fold(lemma)
    return folded[2:] if folded.startswith("ال") and len(folded) > 4 else folded
