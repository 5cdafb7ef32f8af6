"""Where in a text a date expression can stand: stretches of words that the grammar knows.

News repeats its words: each chunk between two spaces is judged once, and a text is then a string of three
letters (unknown, known, can head an expression), in which a stretch is what lies between two unknowns.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from corpus_tools.dates.grammar import load_grammar
from corpus_tools.dates.lexicon import WORD
from corpus_tools.language.folded_text import fold_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus_tools.dates.grammar import Grammar

# What may stand between two words of one expression.
_BETWEEN = re.compile(r"[ \n]{0,2}[/(),،.:'\-]?[ \n]{0,2}[/(\-]?[ \n]?")
_YEAR = re.compile(r"(?<!\d)(?:1\d{3}|2[01]\d\d)(?!\d)|(?<!\d)\d\d?[-/:]\d\d?(?!\d)|\d\ds(?!\w)|\dh(?![^\W\d_])")
_MARK = "\x00"
_UNKNOWN, _KNOWN, _HEAD = 0, 1, 2
# Chunks that are kept judged: some 100 MB; a corpus of a million articles holds more, most of them once.
_MOST_CHUNKS = 1_000_000


def _judge(folded: str, grammar: Grammar) -> int:
    if folded.isalpha():
        return _HEAD if folded in grammar.triggers else _KNOWN if folded in grammar.known else _UNKNOWN
    words = WORD.findall(folded)
    if _YEAR.search(folded) or not grammar.triggers.isdisjoint(words):
        return _HEAD
    is_known = any(word in grammar.known or word[0].isdigit() for word in words)
    return _KNOWN if is_known or not words else _UNKNOWN


@cache
def _kinds(language: str) -> dict[str, int]:
    """Give the chunks of a language that were met, and what each of them is."""
    return {}


def _judge_new(chunks: Iterable[str], kinds: dict[str, int], language: str) -> None:
    """Judge the chunks that were not met before; they are folded together, as folding each costs more."""
    if len(kinds) > _MOST_CHUNKS:
        kinds.clear()
    new = [chunk for chunk in chunks if chunk not in kinds]
    if not new:
        return
    grammar = load_grammar(language)
    folded = fold_text(_MARK.join(new)).text.split(_MARK)
    if len(folded) != len(new):  # the text itself holds the mark
        folded = [fold_text(chunk).text for chunk in new]
    kinds.update((chunk, _judge(text, grammar)) for chunk, text in zip(new, folded, strict=True))


def find_stretches(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Give the stretches of known words that can hold an expression, as offsets of the text.

    >>> text = "The minister arrived on Friday and left."
    >>> [text[start:end] for start, end in find_stretches(text, "en")]
    ['on Friday and']
    """
    chunks = text.split(" ")
    known = _kinds(language)
    _judge_new(chunks, known, language)
    kinds = bytes(map(known.__getitem__, chunks))
    if _HEAD not in kinds:
        return
    ends = list(accumulate(map(len, chunks)))
    place = kinds.find(_HEAD)
    while place >= 0:
        first, after = kinds.rfind(_UNKNOWN, 0, place) + 1, kinds.find(_UNKNOWN, place)
        last = (after if after >= 0 else len(kinds)) - 1
        # The spaces between the chunks are as many as the number of the chunk.
        yield ends[first] - len(chunks[first]) + first, ends[last] + last
        place = kinds.find(_HEAD, last + 1)


def find_runs(folded: str, grammar: Grammar) -> Iterator[tuple[int, int]]:
    """Cut out of a folded stretch the runs of known words, if one of the words can head an expression."""
    start, end, is_head = -1, -1, False
    for match in WORD.finditer(folded):
        word = match[0]
        if word not in grammar.known and not word.isdigit():
            continue
        if start < 0 or not _BETWEEN.fullmatch(folded, end, match.start()):
            if start >= 0 and (is_head or _YEAR.search(folded, start, end + 1)):
                yield start, _close(folded, end)
            start, is_head = match.start(), False
        end = match.end()
        is_head = is_head or word in grammar.triggers
    if start >= 0 and (is_head or _YEAR.search(folded, start, end + 1)):
        yield start, _close(folded, end)


def _close(text: str, end: int) -> int:
    """Take a closing bracket or full stop into the run: اليوم (الاثنين), 10 p.m."""
    return end + (text[end : end + 1] in (")", "."))
