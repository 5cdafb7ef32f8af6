"""Texts as sets of word pairs: their sketches, the pairs that may be alike, and how alike they are.

Everything is an array: `Shingles` holds the pairs of all texts end to end, so that no step loops over words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from corpus_tools.language.calendar import fold_digits
from corpus_tools.language.folding import fold

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Scripts without spaces between words (Thai, Lao, Khmer; kana, Han) count character by character.
_UNSPACED = "\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
SKETCH = 128  # numbers a text: the estimate of a similarity of 0.8 is then 0.035 off on average
_SURE = 0.995  # of the pairs that are just as alike as the threshold, the share that a band must catch
_SLACK = 0.2  # how far an estimate may fall below the truth: more than 4 standard errors at any similarity
_NEIGHBOURS = 16  # texts in one bucket are compared with so many that follow, and with the first
_SEED = 1997
_CHUNK = 2_000_000  # elements of an array: what the caches of a small machine hold a good part of


@dataclass(frozen=True)
class Shingles:
    """The word pairs of all texts end to end, and where each text begins; the end of the last comes last."""

    values: NDArray[np.uint64]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1


def shingle_texts(texts: pl.Series) -> Shingles:
    """Turn each text into the pairs of neighbouring words that it holds; a text of one word is that word.

    Words are folded (`language.folding.fold`), digits too; punctuation, spaces and line ends play no part.
    """
    words, counts = _word_numbers(texts)
    size = np.uint64(int(words.max(initial=0)) + 2)
    ends = np.cumsum(counts)
    opens = np.zeros(len(words), dtype=bool)
    opens[(ends - counts)[counts > 0]] = True
    before = np.empty(len(words), dtype=np.uint64)
    before[1:] = words[:-1]
    before[opens] = size - np.uint64(1)  # no word has this number
    kept = ~opens
    kept[(ends - 1)[counts == 1]] = True
    starts = np.concatenate([[0], np.cumsum(np.where(counts > 1, counts - 1, counts))])
    return Shingles((before * size + words)[kept], starts.astype(np.int64))


def without_empty(shingles: Shingles) -> tuple[Shingles, pl.Series]:
    """Leave texts without a word out; tell of each text whether it stays."""
    worded = np.diff(shingles.starts) > 0
    return Shingles(shingles.values, shingles.starts[np.append(worded, True)]), pl.Series(worded)


def _word_numbers(texts: pl.Series) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Give the words of all texts end to end, as numbers in sorted order, and how many each text has."""
    pieces = texts.str.replace_all("\n", " ", literal=True).str.split(" ")
    # Of millions of pieces between spaces few are distinct: only those are folded and split into words.
    numbered = pieces.explode(empty_as_null=True).cast(pl.Categorical(pl.Categories.random()))
    codes = numbered.to_physical().to_numpy()
    distinct = numbered.unique()
    distinct = distinct.gather(distinct.to_physical().arg_sort()).cast(pl.String)
    split = [_WORD.findall(fold_digits(fold(piece))) for piece in distinct.to_list()]
    numbers = {word: number for number, word in enumerate(sorted({word for words in split for word in words}))}
    flat = np.array([numbers[word] for words in split for word in words], dtype=np.uint64)
    lengths = np.array([len(words) for words in split], dtype=np.int64)
    words = _gather(flat, np.cumsum(lengths) - lengths, lengths, codes)
    ends = np.concatenate([[0], np.cumsum(lengths[codes])])
    text_ends = np.concatenate([[0], np.cumsum(pieces.list.len().to_numpy().astype(np.int64))])
    return words, np.diff(ends[text_ends])


def _gather(
    flat: NDArray[np.uint64], starts: NDArray[np.int64], lengths: NDArray[np.int64], wanted: NDArray[np.integer]
) -> NDArray[np.uint64]:
    """Lay runs of an array end to end: run number k begins at `starts[k]` and is `lengths[k]` long."""
    counts = lengths[wanted]
    shift = starts[wanted] - (np.cumsum(counts) - counts)
    places: NDArray[np.int64] = np.arange(counts.sum()) + np.repeat(shift, counts)
    return flat[places]


def sketch_texts(shingles: Shingles) -> NDArray[np.uint32]:
    """Make the MinHash sketch of each text: for each of 128 orders of all shingles, the text's first one."""
    random = np.random.default_rng(_SEED)
    factors = random.integers(0, 2**32, SKETCH, dtype=np.uint32) | np.uint32(1)
    shifts = random.integers(0, 2**32, SKETCH, dtype=np.uint32)
    sketches = np.empty((len(shingles), SKETCH), dtype=np.uint32)
    for first, last in _chunks(shingles.starts):
        start = shingles.starts[first]
        mixed = _mix(shingles.values[start : shingles.starts[last]])
        inner = shingles.starts[first:last] - start
        for place in range(SKETCH):
            sketches[first:last, place] = np.minimum.reduceat(mixed * factors[place] + shifts[place], inner)
    return sketches


def _chunks(ends: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Cut texts (or pairs) that lie end to end into runs of about `_CHUNK` elements."""
    total = int(ends[-1])
    cuts = np.unique(np.searchsorted(ends, np.arange(0, total + _CHUNK, _CHUNK)))
    bounds = np.unique(np.clip([0, *cuts, len(ends) - 1], 0, len(ends) - 1)).tolist()
    return list(pairwise(bounds))


def _mix(values: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Scatter numbers over 32 bits (the finaliser of SplitMix64)."""
    mixed = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (mixed >> np.uint64(32)).astype(np.uint32)


def band_rows(threshold: float) -> int:
    """Give the rows of a band: the most with which pairs as alike as the threshold still meet in some band.

    >>> band_rows(0.8), band_rows(0.5)
    (6, 3)
    """
    fit = [rows for rows in range(1, 33) if 1 - (1 - threshold**rows) ** (SKETCH // rows) >= _SURE]
    return max(fit, default=1)


def candidate_pairs(sketches: NDArray[np.uint32], *, threshold: float) -> NDArray[np.int64]:
    """Find the pairs of texts whose sketches agree in a whole band and, in all, nearly to the threshold."""
    rows, number = band_rows(threshold), np.int64(len(sketches))
    keys = np.empty(0, dtype=np.int64)
    for start in range(0, SKETCH - rows + 1, rows):
        found = _bucket_pairs(_band_keys(sketches[:, start : start + rows]))
        keys = np.union1d(keys, found[:, 0] * number + found[:, 1])
    pairs = np.stack([keys // number, keys % number], axis=1)
    step = _CHUNK // SKETCH
    close = [
        (sketches[part[:, 0]] == sketches[part[:, 1]]).mean(axis=1) >= threshold - _SLACK
        for part in (pairs[start : start + step] for start in range(0, len(pairs), step))
    ]
    return pairs[np.concatenate(close)] if close else pairs


def _band_keys(band: NDArray[np.uint32]) -> NDArray[np.uint64]:
    keys = np.zeros(len(band), dtype=np.uint64)
    for column in band.T:
        keys = (keys ^ column) * np.uint64(0x9E3779B97F4A7C15)
        keys ^= keys >> np.uint64(29)
    return keys


def _bucket_pairs(keys: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Pair the texts of equal key. In a large bucket each meets the first and its neighbours, not all others."""
    order = np.argsort(keys, kind="stable")
    ranked = keys[order]
    opens = np.flatnonzero(np.concatenate([[True], ranked[1:] != ranked[:-1]]))
    sizes = np.diff(np.append(opens, len(ranked)))
    firsts = np.repeat(opens, sizes)
    distance = np.arange(len(ranked)) - firsts
    pairs = [np.stack([order[firsts], order], axis=1)[distance > _NEIGHBOURS]]
    for step in range(1, min(int(sizes.max(initial=1)), _NEIGHBOURS + 1)):
        later = np.flatnonzero(distance >= step)
        pairs.append(np.stack([order[later - step], order[later]], axis=1))
    return np.concatenate(pairs).astype(np.int64)


def compare_pairs(shingles: Shingles, pairs: NDArray[np.int64]) -> NDArray[np.float64]:
    """Compute the Jaccard similarity of each pair from the sets of their shingles themselves."""
    if not len(pairs):
        return np.empty(0)
    texts, places = np.unique(pairs, return_inverse=True)
    places = places.reshape(pairs.shape)
    values, starts, sizes = _distinct(shingles, texts)
    weights = sizes[places].sum(axis=1)
    shared = np.empty(len(pairs), dtype=np.int64)
    for first, last in _chunks(np.concatenate([[0], np.cumsum(weights)])):
        part = places[first:last]
        number = np.repeat(np.arange(last - first, dtype=np.uint64), weights[first:last])
        # A number that occurs twice in a pair of sets is in both.
        keys = np.sort((number << np.uint64(32)) | _gather(values, starts, sizes, part.ravel()))
        both = keys[1:][keys[1:] == keys[:-1]] >> np.uint64(32)
        shared[first:last] = np.bincount(both.astype(np.int64), minlength=last - first)
    similarity: NDArray[np.float64] = shared / (weights - shared)
    return similarity


def _distinct(
    shingles: Shingles, texts: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64]]:
    """Give the sets of shingles of some texts as small numbers: end to end, where each begins, how many."""
    lengths = np.diff(shingles.starts)
    _, numbers = np.unique(_gather(shingles.values, shingles.starts[:-1], lengths, texts), return_inverse=True)
    owner = np.repeat(np.arange(len(texts), dtype=np.uint64), lengths[texts])
    keys = np.unique((owner << np.uint64(32)) | numbers.astype(np.uint64))
    sizes = np.bincount((keys >> np.uint64(32)).astype(np.int64), minlength=len(texts))
    return keys & np.uint64(0xFFFFFFFF), np.cumsum(sizes) - sizes, sizes
