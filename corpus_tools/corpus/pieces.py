"""Texts cut into pieces at spaces and line ends; each distinct piece is tokenised once.

A corpus of 25 million words has 0.7 million distinct pieces, and most of them are one plain word. So strings become
numbers first, slice by slice; the tokeniser sees only the distinct pieces that are not plain words; and what is left to
do for each of the 25 million (`corpus.layout`) is arithmetic on integers.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
import polars as pl

from corpus_tools.language import tokenise
from corpus_tools.language.sentences import goes_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Numbers: TypeAlias = NDArray[np.uint32]

# Bytes of text cut at a time: few enough that the pieces of a slice are small beside the texts of all.
_SLICE = 4_000_000
# Pieces tokenised at a time: only one batch's tokens are Python objects.
_BATCH = 20_000
# One word of plain letters, in punctuation that ends no sentence or in none. Whatever could be anything else (digits,
# apostrophes, hyphens, full stops, marks in front, letters of further scripts) is left to the tokeniser.
_AROUND = '«»"“”()[]،؛,;:'
_IN_CLASS = _AROUND.replace("[", r"\[").replace("]", r"\]")
_ARABIC_WORD = "[\u0621-\u063a\u0641-\u064a][\u0621-\u063a\u0640-\u0652]*"
_LATIN_WORD = "[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+"
_PLAIN = f"^[{_IN_CLASS}]*(?:{_ARABIC_WORD}|{_LATIN_WORD})[{_IN_CLASS}]*$"
_TOKEN = {
    "piece": pl.UInt32, "inner_start": pl.UInt32, "inner_end": pl.UInt32, "opened": pl.UInt32,
    "surface": pl.String, "kind": pl.String,
}  # fmt: skip


class Cut(NamedTuple):
    """Articles of one language in a slice: their row numbers, how many pieces each has, and these pieces in order.

    Pieces are numbered from 0 in each language.
    """

    language: str
    docs: Numbers
    lengths: Numbers
    pieces: Numbers


def cut_texts(articles: pl.DataFrame) -> tuple[pl.DataFrame, deque[list[Cut]]]:
    """Cut all texts into pieces and number the distinct ones of each language.

    Gives one row a distinct piece (`language`, `piece`, `times`), sorted by number in each language; and the texts as
    these numbers: a list of cuts a slice, one a language.
    """
    known: dict[str, pl.Series] = {}
    cuts: deque[list[Cut]] = deque()
    for part in _slices(articles.select("text", "language", doc=pl.int_range(pl.len(), dtype=pl.UInt32))):
        groups = part.partition_by("language", maintain_order=True) if part["language"].n_unique() > 1 else [part]
        cuts.append([_cut(group, known) for group in groups])
    distinct = [pl.DataFrame(schema={"language": pl.String, "piece": pl.String, "times": pl.UInt32})]
    for code, numbered in known.items():
        times = np.zeros(0, dtype=np.uint32)
        for cut in (cut for part in cuts for cut in part if cut.language == code):
            counts = np.bincount(cut.pieces)
            times = np.pad(times, (0, max(0, len(counts) - len(times))))
            times[: len(counts)] += counts.astype(np.uint32)
        pieces = pl.int_range(len(times), dtype=pl.UInt32, eager=True).cat.to(numbered.dtype).cast(pl.String)
        distinct.append(
            pl.DataFrame({"piece": pieces, "times": times}).select(pl.lit(code).alias("language"), pl.all())
        )
    return pl.concat(distinct), cuts


def _slices(articles: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Yield runs of articles with about so much text, at least one article each."""
    bytes_before = articles["text"].str.len_bytes().cast(pl.UInt64).cum_sum()
    offset = 0
    for height in (bytes_before // _SLICE).rle().struct.field("len"):
        yield articles.slice(offset, height)
        offset += height


def _cut(articles: pl.DataFrame, known: dict[str, pl.Series]) -> Cut:
    """Cut articles of one language, and number their pieces by what is `known` of it; new ones are added there."""
    code = articles["language"][0]
    if code not in known:
        # Polars holds the mapping of strings to numbers as long as there is a Series of the type, an empty one at that.
        known[code] = pl.Series([], dtype=pl.Categorical(pl.Categories.random()))
    # A line end stays with the piece before it, for the sentence ends there. The space that is put in is no character
    # of the text: see the width of a piece.
    lists = articles["text"].str.replace_all("\n", "\n ", literal=True).str.split(" ")
    pieces = lists.explode(empty_as_null=True).cast(known[code].dtype).to_physical()
    return Cut(code, articles["doc"].to_numpy(), lists.list.len().to_numpy(), pieces.to_numpy())


def tokenise_pieces(distinct: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Tokenise each distinct piece.

    Gives two frames. One has a row a piece: its `language`, characters from it to the next (`width`), sentence breaks
    in it (`breaks`) and how sure one is behind it (`closes`), whether it may take that of the piece before it back
    (`goes_on`), whether it is empty (`is_blank`), how many tokens it has (`tokens`), and the row of the first of them
    in the other frame (`first`). That one has a row a token: `inner_start`, `inner_end`, `surface`, `kind`, sentence
    breaks of its piece in front of it (`opened`), and the `language` and `times` of the piece.
    """
    numbered = distinct.with_row_index("number")
    is_plain = distinct.select(pl.col("piece").str.contains(_PLAIN)).to_series()
    parts = [_plain_tokens(numbered.filter(is_plain))]
    breaks, closes = np.zeros((2, distinct.height), dtype=np.uint32)
    for batch in numbered.filter(~is_plain).iter_slices(_BATCH):
        tokens, breaks_in, breaks_behind = _tokenise_batch(batch)
        parts.append(tokens)
        numbers = batch["number"].to_numpy()
        breaks[numbers], closes[numbers] = breaks_in, breaks_behind
    tokens = pl.concat(parts).sort("piece", maintain_order=True)
    counts = np.bincount(tokens["piece"].to_numpy(), minlength=distinct.height).astype(np.uint32)
    table = distinct.select(
        "language",
        # Behind each piece stands the space at which it was cut, except behind a line end.
        width=pl.col("piece").str.len_chars() + (~pl.col("piece").str.ends_with("\n")).cast(pl.UInt32),
        breaks=pl.Series(breaks),
        closes=pl.Series(closes),
        goes_on=_go_on(distinct["piece"]),
        is_blank=pl.col("piece") == "",
        tokens=pl.Series(counts),
        first=pl.Series(np.cumsum(counts, dtype=np.uint32) - counts),
    )
    owners = tokens["piece"]
    return table, tokens.drop("piece").hstack([distinct["language"].gather(owners), distinct["times"].gather(owners)])


def _plain_tokens(plain: pl.DataFrame) -> pl.DataFrame:
    """Give the tokens of pieces that are one plain word."""
    piece = pl.col("piece")
    return plain.select(
        piece="number",
        inner_start=piece.str.len_chars() - piece.str.strip_chars_start(_AROUND).str.len_chars(),
        inner_end=piece.str.strip_chars_end(_AROUND).str.len_chars(),
        opened=pl.lit(0, pl.UInt32),
        surface=piece.str.strip_chars(_AROUND),
        kind=pl.lit("word"),
    )


def _tokenise_batch(batch: pl.DataFrame) -> tuple[pl.DataFrame, list[int], list[int]]:
    """Tokenise pieces one by one: their tokens, the sentence breaks in each, and how sure one is behind it."""
    rows: list[tuple[int, int, int, int, str, str]] = []
    breaks, closes = [], []
    for number, language, piece in batch.select("number", "language", "piece").iter_rows():
        tokens, ending = tokenise(piece, language=language)
        opened = 0
        for token in tokens:
            opened += token.opens
            rows.append((number, token.start, token.end, opened, piece[token.start : token.end], token.kind))
        breaks.append(opened)
        closes.append(ending)
    return pl.DataFrame(rows, schema=_TOKEN, orient="row"), breaks, closes


def _go_on(pieces: pl.Series) -> pl.Series:
    """Tell which pieces go on with a sentence (`sentences.goes_on`); those that begin with an Arabic letter do not."""
    may = ~pieces.str.contains("^[\u0621-\u063a\u0641-\u064a]").to_numpy()
    told = np.zeros(len(pieces), dtype=np.bool_)
    told[may] = [goes_on(piece) for piece in pieces.filter(pl.Series(may))]
    return pl.Series(told)
