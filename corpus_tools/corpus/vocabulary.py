"""The vocabulary: one row a surface form, with everything that the rules of its language know of it."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from corpus_tools.language import fold, is_arabic, is_dictionary_word, normalise, read_forms
from corpus_tools.language.registry import is_stopword, is_time_word, read_changes
from corpus_tools.schema import VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from corpus_tools.language import Reading

_TOGETHER = 50_000  # forms
_ARABIC_SCRIPT = ["ar", "fa", "ur"]


def make_vocabulary(
    inner: pl.DataFrame, *, names: frozenset[str], stopwords: Iterable[str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give the vocabulary of the tokens of distinct pieces, and these tokens with their `form` in it.

    `names` are not taken apart, and `stopwords` are a user's changes (`registry.read_changes`).
    """
    known = inner.select(language=_form_language(), surface="surface", kind="kind", times="times")
    numbers, _ = _number(known.select(pl.concat_str("language", "surface", separator=" ")).to_series())
    _, first = np.unique(numbers, return_index=True)
    counts = np.bincount(numbers, weights=known["times"].to_numpy()).astype(np.uint32)
    counted = (
        known[first]
        .select("surface", "language", "kind", count=pl.Series(counts))
        .with_row_index("number")
        .sort(["count", "surface", "language"], descending=[True, False, False])
        .with_row_index("form")
    )
    form_of = np.empty(len(counts), dtype=np.uint32)
    form_of[counted["number"].to_numpy()] = counted["form"].to_numpy()
    numbered = inner.select("inner_start", "inner_end", "opened", form=pl.Series(form_of[numbers]))
    del inner, known, numbers
    changes = list(stopwords)
    parts = [_resolve(part, names, changes) for part in counted.partition_by("language", maintain_order=True)]
    resolved = pl.concat(parts) if parts else _resolve(counted, names, changes)
    # Each frame is as large as the vocabulary.
    del parts, counted
    resolved = resolved.sort("form")
    return resolved.with_columns(term=_labels(resolved)).select(list(VOCABULARY.columns)), numbered


def _number(strings: pl.Series) -> tuple[NDArray[np.uint32], pl.Series]:
    """Give each string the number of its first occurrence, and the distinct ones: as a group, for less memory."""
    numbered = strings.cast(pl.Categorical(pl.Categories.random()))
    numbers = numbered.to_physical().to_numpy()
    height = int(numbers.max()) + 1 if len(numbers) else 0
    distinct = pl.int_range(height, dtype=pl.UInt32, eager=True).cat.to(numbered.dtype).cast(pl.String)
    return numbers, distinct


def _form_language() -> pl.Expr:
    """Give a form its article's language, unless its script or kind says that it has none (NATO, 2022)."""
    in_arabic = pl.col("surface").str.contains(r"\p{Arabic}")
    fits = in_arabic == pl.col("language").is_in(_ARABIC_SCRIPT)
    return pl.when((pl.col("kind") == "word") & fits).then("language").otherwise(pl.lit("und"))


def _resolve(part: pl.DataFrame, names: frozenset[str], changes: list[str]) -> pl.DataFrame:
    """Add normal, bare, lemma, layers and grouping key to the forms of one language."""
    language = part["language"][0] if part.height else "und"
    counts = dict(zip(part["surface"].to_list(), part["count"].to_list(), strict=True))
    readings = read_forms(counts, language=language, names=names)
    # Some forms at a time become Python strings: those of all would take more memory than the tokens.
    parts = [_resolve_some(some, list(islice(readings, some.height)), language) for some in part.iter_slices(_TOGETHER)]
    resolved = pl.concat(parts) if parts else _resolve_some(part, [], language)
    return _change_stopwords(resolved, changes, language) if changes else resolved


def _resolve_some(part: pl.DataFrame, readings: list[Reading], language: str) -> pl.DataFrame:
    surfaces = part["surface"].to_list()
    normals = [normalise(word, language=language) for word in surfaces]
    # Single letters are initials, or a preposition cut off by a quotation mark (لـ«…»).
    noise = [
        len(normal) < 2 or is_stopword(word, language=language) for word, normal in zip(surfaces, normals, strict=True)
    ]
    timely = [is_time_word(word, language=language) for word in surfaces]
    return part.with_columns(
        normal=pl.Series([normal or word for word, normal in zip(surfaces, normals, strict=True)], dtype=pl.String),
        bare=pl.Series([reading.bare for reading in readings], dtype=pl.String),
        lemma=pl.Series([reading.lemma for reading in readings], dtype=pl.String),
        is_stopword=pl.Series(noise, dtype=pl.Boolean) & (pl.col("kind") != "number"),
        is_time_word=pl.Series(timely, dtype=pl.Boolean) | (pl.col("kind") == "number"),
        is_known=pl.Series([is_dictionary_word(word, language=language) for word in surfaces], dtype=pl.Boolean),
        key=pl.Series([_group_key(reading.lemma, language) for reading in readings], dtype=pl.String),
    )


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


@lru_cache(maxsize=50_000)
def _group_key(lemma: str, language: str) -> str:
    """Lemmas that differ in spelling or in the article alone are one term."""
    if language != "ar" and not is_arabic(lemma):
        return lemma
    folded = fold(lemma)
    return folded[2:] if folded.startswith("ال") and len(folded) > 4 else folded


def _labels(resolved: pl.DataFrame) -> pl.Series:
    """Name the term of each form by its commonest form without proclitics: والتعاون and للتعاون vote for التعاون."""
    # A stopword does not give its name to a content word with the same lemma (هو to هـ).
    layers = pl.concat_str("language", pl.col("is_stopword", "is_time_word").cast(pl.String), "key", separator=" ")
    group, _ = _number(resolved.select(layers).to_series())
    bare, labels = _number(resolved["bare"])
    votes = pl.DataFrame({"group": group, "bare": bare, "count": resolved["count"]}).group_by("group", "bare").sum()
    # In the order of labels, so that of two with as many votes the first wins.
    rank = labels.rank("ordinal").gather(votes["bare"])
    winners = (
        votes.select("group", "bare", "count", rank=rank)
        .sort("group", "count", "rank", descending=[False, True, False])
        .unique("group", keep="first", maintain_order=True)
    )
    return labels.gather(winners["bare"].gather(pl.Series(group)))
