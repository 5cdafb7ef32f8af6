"""Which forms of a grammar match a stretch of text, and which parts of a date each match holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from corpus_tools.dates.grammar import load_grammar, part_name, select_forms
from corpus_tools.dates.lexicon import slot_value
from corpus_tools.dates.scan import find_runs
from corpus_tools.language.calendar import FullDate, find_folded_dates
from corpus_tools.language.folded_text import fold_text

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from corpus_tools.dates.grammar import Grammar
    from corpus_tools.language.folded_text import FoldedText

Parts = tuple[tuple[str, str], ...]


class Span(NamedTuple):
    """One row to be: where it stands in the stretch, and its parts as (name, value)."""

    start: int
    end: int
    parts: Parts


class _Piece(NamedTuple):
    """A span of a run, whose parts still say where they stand."""

    start: int
    end: int
    parts: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True)
class Candidate:
    """A form that matched, or a complete date: its one or two spans, and from where to where they reach."""

    start: int
    end: int
    rule: str
    sign: int
    spans: tuple[Span, ...]
    words: str
    full: FullDate | None = None


@lru_cache(maxsize=100_000)
def match_stretch(stretch: str, language: str) -> tuple[tuple[Candidate, ...], ...]:
    """Match all forms against a stretch: for each of its runs the candidates, longest first.

    News repeats itself, so each stretch is read once.

    >>> [[one] for one, *_ in match_stretch("on Friday and", "en")][0][0].spans
    (Span(start=3, end=9, parts=(('weekday', '4'),)),)
    """
    folded, grammar = fold_text(stretch), load_grammar(language)
    return tuple(_match_run(folded, start, end, grammar) for start, end in find_runs(folded.text, grammar))


def _match_run(folded: FoldedText, start: int, end: int, grammar: Grammar) -> tuple[Candidate, ...]:
    run = folded.text[start:end]
    found = [
        Candidate(*folded.span(start + one.start, start + one.end), "full", 0, (), "", full=one)
        for one in find_folded_dates(run)
    ]
    for form in select_forms(run, grammar):
        for match in form.pattern.finditer(run):
            pieces = _pieces(match, grammar)
            if not _is_lower(folded, start, pieces, grammar):
                spans = tuple(_span(folded, start, piece) for piece in pieces)
                words = " ".join(run[pieces[0].start : pieces[-1].end].split())
                found.append(Candidate(spans[0].start, spans[-1].end, form.rule, form.sign, spans, words))
    return tuple(sorted(found, key=lambda one: (one.start - one.end, one.start, one.rule != "full")))


def _span(folded: FoldedText, shift: int, piece: _Piece) -> Span:
    start, end = folded.span(shift + piece.start, shift + piece.end)
    return Span(start, end, tuple((name, value) for name, value, _ in piece.parts))


def _pieces(match: re.Match[str], grammar: Grammar) -> tuple[_Piece, ...]:
    groups = match.re.groupindex
    parts = [
        (part_name(group), slot_value(grammar.lexicons, part_name(group), match[group]), match.start(group))
        for group in groups
        if "__" in group and match[group] is not None
    ]
    spans = [_trimmed(match, name) for name in groups if name.startswith("span")]
    if len(spans) == 1:
        return (_Piece(*spans[0], tuple(parts)),)
    return _borrow([_Piece(*span, tuple(part for part in parts if span[0] <= part[2] < span[1])) for span in spans])


def _trimmed(match: re.Match[str], name: str) -> tuple[int, int]:
    """Give a span without the full stop that may end the sentence, not the abbreviation."""
    start, end = match.span(name)
    return start, end - len(match[name]) + len(match[name].rstrip(" .\n"))


def _borrow(spans: Sequence[_Piece]) -> tuple[_Piece, ...]:
    """Give each end of a range what only the other says: the month of 12–15 January, the year of both."""
    first, last = spans
    said = {name for name, _, _ in first.parts} | {"day", "weekday", "ordinal"}
    said |= {"twin"} if "month" in said else set()
    lent = tuple(part for part in last.parts if part[0] not in said)
    names = {name for name, _, _ in last.parts}
    back = tuple(
        part for part in first.parts if part[0] == "month" and "month" not in names and names & {"day", "ordinal"}
    )
    return first._replace(parts=first.parts + lent), last._replace(parts=last.parts + back)


def _is_lower(folded: FoldedText, shift: int, pieces: Sequence[_Piece], grammar: Grammar) -> bool:
    """Tell whether a name that must be a capital (May, March) is written small."""
    return any(
        name in grammar.capitalised and folded.original[folded.offsets[shift + start]].islower()
        for piece in pieces
        for name, _, start in piece.parts
    )
