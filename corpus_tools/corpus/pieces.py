"""Texts cut into pieces at spaces and line ends; each distinct piece is tokenised once.

A corpus of 25 million words has 0.7 million distinct pieces, and most of them are one plain word. So strings become
numbers first, slice by slice; the tokeniser sees only the distinct pieces that are not plain words; and what is left to
do for each of the 25 million (`corpus.layout`) is arithmetic on integers.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

import numpy as np
import polars as pl

from corpus_tools.language import tokenise

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
    """Articles of one language in a slice: their row numbers, how many pieces each has, and these pieces in order."""

    docs: Numbers
    lengths: Numbers
    pieces: Numbers


def cut_texts(articles: pl.DataFrame) -> tuple[pl.DataFrame, deque[list[Cut]]]:
    """Cut all texts into pieces and number the distinct ones.

    Gives one row a distinct piece of a language (`language`, `piece`, `times`), and the texts as row numbers of these:
    a list of cuts a slice, one a language.
    """
    known: dict[str, pl.Series] = {}
    slices: deque[list[tuple[str, Cut]]] = deque()
    for part in _slices(articles.select("text", "language", doc=pl.int_range(pl.len(), dtype=pl.UInt32))):
        groups = part.partition_by("language", maintain_order=True) if part["language"].n_unique() > 1 else [part]
        slices.append([(group["language"][0], _cut(group, known)) for group in groups])
    frames = [
        pl.DataFrame({"piece": cast("pl.Categorical", pieces.dtype).categories.to_series()}).select(
            language=pl.lit(code), piece="piece"
        )
        for code, pieces in known.items()
    ]
    known.clear()
    distinct = pl.concat([pl.DataFrame(schema={"language": pl.String, "piece": pl.String}), *frames])
    heights = [frame.height for frame in frames]
    first = dict(zip((frame["language"][0] for frame in frames), np.cumsum([0, *heights])[:-1], strict=True))
    return _count_pieces(distinct, slices, first)


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
    return Cut(articles["doc"].to_numpy(), lists.list.len().to_numpy(), pieces.to_numpy())


def _count_pieces(
    distinct: pl.DataFrame, slices: deque[list[tuple[str, Cut]]], first: dict[str, int]
) -> tuple[pl.DataFrame, deque[list[Cut]]]:
    """Count the pieces, and shift their numbers: those of a language begin at its `first`."""
    times = np.zeros(distinct.height, dtype=np.uint32)
    cuts: deque[list[Cut]] = deque()
    while slices:
        cuts.append([cut._replace(pieces=cut.pieces + np.uint32(first[code])) for code, cut in slices.popleft()])
        for cut in cuts[-1]:
            times += np.bincount(cut.pieces, minlength=len(times)).astype(np.uint32)
    return distinct.with_columns(times=pl.Series(times)), cuts


def tokenise_pieces(distinct: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Tokenise each distinct piece.

    Gives two frames. One has a row a piece: characters from it to the next (`width`), sentence breaks in and behind it
    (`breaks`), how many tokens it has (`tokens`), and the row of the first of them in the other frame (`first`). That
    one has a row a token: `inner_start`, `inner_end`, `surface`, `kind`, sentence breaks of its piece in front of it
    (`opened`), and the `language` and `times` of the piece.
    """
    numbered = distinct.with_row_index("piece_number")
    is_plain = distinct.select(pl.col("piece").str.contains(_PLAIN)).to_series()
    plain = numbered.filter(is_plain).select(
        piece="piece_number",
        inner_start=pl.col("piece").str.len_chars() - pl.col("piece").str.strip_chars_start(_AROUND).str.len_chars(),
        inner_end=pl.col("piece").str.strip_chars_end(_AROUND).str.len_chars(),
        opened=pl.lit(0, pl.UInt32),
        surface=pl.col("piece").str.strip_chars(_AROUND),
        kind=pl.lit("word"),
    )
    parts, breaks = [plain], np.zeros(distinct.height, dtype=np.uint32)
    for batch in numbered.filter(~is_plain).iter_slices(_BATCH):
        tokens, ends = _tokenise_batch(batch)
        parts.append(tokens)
        breaks[batch["piece_number"].to_numpy()] = ends
    tokens = pl.concat(parts).sort("piece", maintain_order=True)
    counts = np.bincount(tokens["piece"].to_numpy(), minlength=distinct.height).astype(np.uint32)
    table = distinct.select(
        # Behind each piece stands the space at which it was cut, except behind a line end.
        width=pl.col("piece").str.len_chars() + (~pl.col("piece").str.ends_with("\n")).cast(pl.UInt32),
        breaks=pl.Series(breaks),
        tokens=pl.Series(counts),
        first=pl.Series(np.cumsum(counts, dtype=np.uint32) - counts),
    )
    owners = tokens["piece"]
    return table, tokens.drop("piece").hstack([distinct["language"].gather(owners), distinct["times"].gather(owners)])


def _tokenise_batch(batch: pl.DataFrame) -> tuple[pl.DataFrame, list[int]]:
    """Tokenise pieces one by one: their tokens, and the sentence breaks of each."""
    rows: list[tuple[int, int, int, int, str, str]] = []
    breaks = []
    for number, language, piece in batch.select("piece_number", "language", "piece").iter_rows():
        tokens, closes = tokenise(piece, language=language)
        opened = 0
        for token in tokens:
            opened += token.opens
            rows.append((number, token.start, token.end, opened, piece[token.start : token.end], token.kind))
        breaks.append(opened + closes)
    return pl.DataFrame(rows, schema=_TOKEN, orient="row"), breaks
