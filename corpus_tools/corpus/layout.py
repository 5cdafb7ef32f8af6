"""The tokens of a corpus, from the tokens of its distinct pieces: arithmetic on integers, slice by slice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from corpus_tools.language.sentences import GOES_ON, MAY_END
from corpus_tools.schema import TOKENS

if TYPE_CHECKING:
    from collections import deque

    from numpy.typing import NDArray

    from corpus_tools.corpus.pieces import Cut, Numbers

_Columns = dict[str, "NDArray[Any]"]


def lay_out_tokens(cuts: deque[list[Cut]], table: pl.DataFrame, tokens: pl.DataFrame) -> pl.DataFrame:
    """Lay the tokens of the pieces out along the texts; `cuts` is empty afterwards.

    `table` has one row a piece, `tokens` one row a token of a piece (`pieces.tokenise_pieces`) with its `form`.
    """
    pieces = {
        str(part["language"][0]): {name: values.to_numpy() for name, values in part.drop("language").to_dict().items()}
        for part in table.partition_by("language", maintain_order=True)
    }
    inner = {name: tokens[name].to_numpy() for name in ("form", "inner_start", "inner_end", "opened")}
    total = sum(int(pieces[cut.language]["tokens"][cut.pieces].sum()) for part in cuts for cut in part)
    # Columns of the final size that are filled: to put parts together would take their memory twice.
    columns = {name: np.empty(total, dtype=np.uint32) for name in TOKENS.columns}
    filled = 0
    while cuts:
        parts = [_lay_out(cut, pieces[cut.language], inner) for cut in cuts.popleft()]
        part = parts[0] if len(parts) == 1 else _in_order(parts)
        for name, values in part.items():
            columns[name][filled : filled + len(values)] = values
        filled += len(part["doc"])
    return pl.DataFrame(columns)


def _in_order(parts: list[_Columns]) -> _Columns:
    """Put the articles of several languages back into their order."""
    joined = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    order = np.argsort(joined["doc"], kind="stable")
    return {name: values[order] for name, values in joined.items()}


def _lay_out(cut: Cut, pieces: _Columns, inner: _Columns) -> _Columns:
    # Once, not at each look-up.
    numbers = cut.pieces.astype(np.intp)
    counts = pieces["tokens"][numbers]
    breaks = _before(pieces["breaks"][numbers] + _ends(numbers, pieces))
    # Sums of a slice, which may pass 2**32 and come out right all the same.
    offset = _from_first(_before(pieces["width"][numbers]), cut.lengths)
    # One row a token from here: the piece it is of, and its row among the tokens of all pieces.
    owner = np.repeat(np.arange(len(counts)), counts)
    row = (pieces["first"][numbers] - _before(counts)).astype(np.int32)[owner] + np.arange(len(owner))
    per_doc = _sums(counts, cut.lengths)
    start = offset[owner]
    return {
        "doc": np.repeat(cut.docs, per_doc),
        "sentence": _sentences(breaks[owner] + inner["opened"][row], per_doc),
        "start": start + inner["inner_start"][row],
        "end": start + inner["inner_end"][row],
        "form": inner["form"][row],
    }


def _ends(numbers: NDArray[np.intp], pieces: _Columns) -> NDArray[np.bool_]:
    """Tell behind which pieces a sentence ends: the next that is not empty may take an end back that is not sure."""
    closes = pieces["closes"][numbers]
    ends: NDArray[np.bool_] = closes > GOES_ON
    unsure = np.flatnonzero(closes == MAY_END)
    if len(unsure):
        # Two spaces in a row have an empty piece between them. Behind the last piece nothing is taken back.
        filled = np.flatnonzero(~pieces["is_blank"][numbers])
        following = np.searchsorted(filled, unsure, side="right")
        ends[unsure] = ~pieces["goes_on"][np.append(numbers[filled], 0)[following]] | (following == len(filled))
    return ends


def _before(values: Numbers) -> Numbers:
    """Sum what stands before each row."""
    sums: Numbers = np.cumsum(values, dtype=np.uint32) - values
    return sums


def _sums(counts: Numbers, lengths: Numbers) -> Numbers:
    """Sum each run."""
    ends = np.concatenate([[0], np.cumsum(counts, dtype=np.uint32)])[np.cumsum([0, *lengths])]
    sums: Numbers = np.diff(ends).astype(np.uint32)
    return sums


def _sentences(boundary: Numbers, per_doc: Numbers) -> Numbers:
    """Count up the sentences of each article; breaks without a word between them make no empty ones."""
    if not len(boundary):
        return boundary
    number: Numbers = np.zeros(len(boundary), dtype=np.uint32)
    np.cumsum(boundary[1:] != boundary[:-1], out=number[1:])
    return _from_first(number, per_doc[per_doc > 0])


def _from_first(values: Numbers, lengths: Numbers) -> Numbers:
    """Take the first value of each run off all its values."""
    starts = np.cumsum(lengths, dtype=np.int64) - lengths
    relative: Numbers = values - np.repeat(values[starts], lengths)
    return relative
