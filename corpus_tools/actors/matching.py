"""Word sequences looked up on the corpus's integer index: every place where they stand, and the longest of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.language import fold, is_dictionary_word, split_proclitics
from corpus_tools.language.folding import TANWIN_FATH

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus_tools.corpus import Corpus

# Only these may stand before a name: the article belongs to the name itself or is listed with it.
_PROCLITICS = frozenset({"", "و", "ف", "ب", "ك", "ل", "لل", "وب", "ول", "وك", "فب", "فل", "ولل", "فلل"})
_BREAK = r"[,،;؛:|/()\[\]]"


def all_hits(corpus: Corpus, forms: pl.DataFrame) -> pl.DataFrame:
    """Every place where the words of a form follow each other: `row`, `length`, `doc`, `alias_id`."""
    firsts = _first_words(corpus.vocabulary, forms)
    lengths = forms.select("alias_id", "words", length=pl.col("words").list.len())
    places = (
        corpus.tokens.select("doc", "form")
        .with_row_index("row")
        .join(firsts, on="form", maintain_order="left")
        .join(lengths, on="alias_id", maintain_order="left")
    )
    follows, words = _followers(corpus)
    complete = [places.filter(pl.col("length") == 1)]
    for i in range(1, max(lengths["length"].to_list(), default=1)):
        rows = places.filter((pl.col("length") > i) & (pl.col("row") + i < corpus.tokens.height))
        next_row, this_row = rows["row"] + i, rows["row"] + (i - 1)
        fits = follows.gather(this_row) & (words(next_row) == rows["words"].list.get(i))
        places = rows.filter(fits)
        complete.append(places.filter(pl.col("length") == i + 1))
    return _unbroken(corpus, pl.concat(complete).select("row", "doc", "alias_id", "length"))


def _unbroken(corpus: Corpus, hits: pl.DataFrame) -> pl.DataFrame:
    """Drop names with a comma or the like between their words, set without a space (الاتحاد،الأوروبي)."""
    last = hits["row"] + hits["length"] - 1
    start, end = corpus.tokens["start"].gather(hits["row"]), corpus.tokens["end"].gather(last)
    text = corpus.articles["text"].gather(hits["doc"])
    spans = pl.DataFrame({"text": text, "start": start, "length": end - start, "words": hits["length"]})
    broken = pl.col("text").str.slice("start", "length").str.contains(_BREAK)
    return hits.filter(spans.select((pl.col("words") == 1) | ~broken).to_series())


def _followers(corpus: Corpus) -> tuple[pl.Series, Callable[[pl.Series], pl.Series]]:
    """Whether the next token belongs to the same run of words, and the folded words at given rows."""
    near = pl.col("start").shift(-1) - pl.col("end") <= 1
    same = (pl.col("doc").shift(-1) == pl.col("doc")) & (pl.col("sentence").shift(-1) == pl.col("sentence"))
    follows = corpus.tokens.select((near & same).fill_null(value=False)).to_series()
    folded = corpus.vocabulary.select("form", word=pl.col("surface").map_elements(fold, return_dtype=pl.String))

    def words(rows: pl.Series) -> pl.Series:
        return pl.DataFrame({"form": corpus.tokens["form"].gather(rows)}).join(
            folded, on="form", maintain_order="left"
        )["word"]

    return follows, words


def _first_words(vocabulary: pl.DataFrame, forms: pl.DataFrame) -> pl.DataFrame:
    """Say for each vocabulary form which aliases it may begin: `form`, `alias_id`."""
    by_first: dict[str, list[tuple[int, str, str]]] = {}
    for alias_id, words, case, how in forms.select("alias_id", "words", "case", "how").iter_rows():
        by_first.setdefault(words[0], []).append((alias_id, case, how))
    rows = []
    for form, surface, language in vocabulary.select("form", "surface", "language").iter_rows():
        keys, is_accusative = _keys(surface, language)
        for key in _likeliest([key for key in keys if key[1] in by_first], surface):
            rows += [
                (form, alias_id)
                for alias_id, case, how in by_first[key[1]]
                if _fits_case(surface, case) and (how == "demonym" or not is_accusative)
            ]
    return pl.DataFrame(rows, schema={"form": pl.UInt32, "alias_id": pl.UInt32}, orient="row").unique(
        maintain_order=True
    )


def _keys(surface: str, language: str) -> tuple[list[tuple[str, str]], bool]:
    """Read a form as (proclitics, folded rest), whole word first; say whether it is an accusative (روسياً, of روسي)."""
    folded = fold(surface)
    if language != "ar":
        return [("", folded), ("", folded.removesuffix("'s"))], False
    is_accusative = TANWIN_FATH in surface[-2:]
    if is_accusative and folded.endswith("ا"):
        folded = folded[:-1]
    return [(head, rest) for head, rest in split_proclitics(folded) if head in _PROCLITICS], is_accusative


def _likeliest(keys: list[tuple[str, str]], surface: str) -> list[tuple[str, str]]:
    """Choose among the readings of a form that begin a name.

    A whole word goes before a split one: كابل is Kabul before it is ك + أبل. And a dictionary word is not split to
    make a name of it (بسوريا is none, كابل, a cable, is), unless the article shows the seam.
    """
    whole = [key for key in keys if not key[0]]
    if whole or not keys:
        return whole[:1]
    shown = [(head, rest) for head, rest in keys if rest.startswith("ال") or head.endswith("لل")]
    return shown if len(shown) < len(keys) and is_dictionary_word(surface, language="ar") else keys


def _fits_case(surface: str, case: str) -> bool:
    if case == "upper":
        return surface.replace(".", "").isupper()
    return case == "any" or surface[:1].isupper()


def longest(hits: pl.DataFrame) -> pl.DataFrame:
    """Keep, from left to right, the longest of overlapping hits; several actors of one span stay for now."""
    ordered = hits.sort(["row", "length", "alias_id"], descending=[False, True, False])
    ends, spans = -1, []
    for row, length in ordered.select("row", "length").unique(maintain_order=True).iter_rows():
        if row > ends:
            spans.append((row, length))
            ends = row + length - 1
    kept = pl.DataFrame(spans, schema={"row": pl.UInt32, "length": pl.UInt32}, orient="row")
    return ordered.join(kept, on=["row", "length"], how="semi", maintain_order="left")
