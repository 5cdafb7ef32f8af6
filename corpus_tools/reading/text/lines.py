"""The rules for lines of scraped pages (`data/lines.csv`), and the body without those lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.language.folding import ARABIC_MARKS, TATWEEL, fold
from corpus_tools.language.registry import read_table
from corpus_tools.reading.text.hygiene import find_places

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPACE_BEFORE_COLON = re.compile(r"\s+:")
_BOTTOM = 6  # lines: share, tags, read-also and rights lines together fill no more in the layouts seen
_UNBOUNDED = 10_000
_PEEK = 8  # characters: two letters and what marks may hang on them
_STEM = 8  # letters: of 98,000 articles of daily papers one in 400 has a line that opens with those of a rule
_DROPPING = ("drop", "read", "outlet")
_SPELLINGS = (*range(0x21, 0x0700), *range(0x1E00, 0x1F00), 0x2010, 0x2011, 0x2018, 0x2019, 0xFF07)


@dataclass(frozen=True)
class Rule:
    """One row of the table, its pattern as a regular expression over a folded line."""

    name: str
    kind: str
    pattern: re.Pattern[str]
    key: str
    longest: int
    where: str
    reason: str


@lru_cache(maxsize=1_000)  # titles and the lines that sites repeat are asked for again and again
def line_key(line: str) -> str:
    """Fold a line for comparison with the patterns.

    >>> line_key("اقرأ أيضاً : بوتين") == line_key("اقرا ايضا: بوتين")
    True
    """
    return _SPACE_BEFORE_COLON.sub(":", " ".join(fold(line).split()))


@cache
def load_rules(*kinds: str) -> tuple[Rule, ...]:
    """Load the rules of the kinds named, in the order of the table."""
    return tuple(_rule(row) for row in read_table("corpus_tools.reading", "lines.csv") if row["kind"] in kinds)


def _rule(row: dict[str, str]) -> Rule:
    key = line_key(row["pattern"])
    pattern = re.compile(".*".join(re.escape(part) for part in key.split("*")), re.DOTALL)
    longest = int(row["longest"]) if row["longest"] else _UNBOUNDED
    return Rule(row["rule"], row["kind"], pattern, key, longest, row["where"], row["reason"])


def match_line(line: str, *kinds: str, where: str = "any") -> Rule | None:
    """Find the first rule of these kinds that takes the whole line at this place.

    >>> match_line("+ الخط -", "drop").name
    'font size'
    >>> match_line("شارك المقاتلون في العرض", "drop") is None
    True
    """
    # Most lines of a body are ruled out by their first letters and length, before the whole line is folded.
    rules = _rules_by_opening(kinds).get(opening(line)) if line else None
    if not rules:
        return None
    fit = [rule for rule in rules if rule.where in ("any", where) and len(line) <= rule.longest]
    key = line_key(line) if fit else ""
    return next((rule for rule in fit if rule.pattern.fullmatch(key)), None)


def opening(line: str) -> str:
    """Give the first two letters of a line, folded; the openings of lines repeat, so that few are folded."""
    start = line[:3]
    # Marks are no letters: where one stands among the three, more of the line is looked at.
    return _folded_opening(start) if start.isalnum() else line_key(line[:_PEEK])[:2]


@lru_cache(maxsize=50_000)
def _folded_opening(start: str) -> str:
    return line_key(start)[:2]


@cache
def _rules_by_opening(kinds: tuple[str, ...]) -> dict[str, list[Rule]]:
    rules = load_rules(*kinds)
    openings = {rule.key[:2] for rule in rules}
    return {opening: [rule for rule in rules if _may_open(rule, opening)] for opening in openings}


def _may_open(rule: Rule, opening: str) -> bool:
    start = rule.key[:2].partition("*")[0]
    return opening[: len(start)] == start


def rest_of_line(line: str, rule: Rule) -> str | None:
    """Give what stands on a line at the place of the `*` that ends the pattern, in its own spelling."""
    stem = rule.key.rstrip("* ")
    for start in range(len(line) + 1):  # folding changes lengths: walk until the stem has gone by
        if line_key(line[:start]).rstrip() == stem and not line[start : start + 1].isalpha():
            rest = line[start:].strip(" :/©-")
            if rest:
                return rest
    return None


def drop_lines(text: str) -> tuple[str, tuple[str, ...], str | None]:
    """Take the lines that a rule names out of a body.

    Returns the body, the lines dropped (each as `rule: line`), and the outlet where a footer names it.
    """
    lines = text.split("\n")
    filled = [number for number, line in enumerate(lines) if line]
    bottom = set(filled[-_BOTTOM:])
    kept, dropped, outlet = [], [], None
    for number, line in enumerate(lines):
        where = "bottom" if number in bottom else "any"
        rule = match_line(line, *_DROPPING, where=where) if len(line) <= 300 else None
        if rule is None:
            kept.append(line)
            continue
        dropped.append(f"{rule.name}: {line}")
        if rule.kind == "outlet":
            outlet = rest_of_line(line, rule)
    if not dropped:
        return text, (), None
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip(), tuple(dropped), outlet


def drop_lines_of_all(texts: pl.Series) -> tuple[pl.Series, list[Sequence[str]], list[str | None]]:
    """Do for a column what `drop_lines` does for a text; only texts with a line that opens like a rule are walked."""
    places = find_places(texts, _any_opening(_DROPPING)).to_list()
    found = [drop_lines(texts[place]) for place in places]
    dropped: list[Sequence[str]] = [()] * len(texts)
    outlets: list[str | None] = [None] * len(texts)
    for place, (_, lines, outlet) in zip(places, found, strict=True):
        dropped[place], outlets[place] = lines, outlet
    bodies = pl.Series([body for body, _, _ in found], dtype=pl.String)
    return texts.clone().scatter(places, bodies), dropped, outlets


@cache
def _any_opening(kinds: tuple[str, ...]) -> str:
    """Write a pattern for a line that opens with the first letters of a rule, in any spelling that folds to them."""
    marks = f"[{ARABIC_MARKS}{TATWEEL}]*"
    spellings = _spellings()
    stems = {rule.key.partition("*")[0][:_STEM] for rule in load_rules(*kinds)}
    shapes = {"".join(spellings.get(letter, re.escape(letter)) + marks for letter in stem) for stem in stems}
    return f"(?m)^{marks}(?:{'|'.join(sorted(shapes))})"


@cache
def _spellings() -> dict[str, str]:
    """Give for each folded letter the pattern of all letters that fold to it."""
    letters: dict[str, set[str]] = {}
    for letter in map(chr, _SPELLINGS):
        letters.setdefault(fold(letter), set()).add(letter)
    classes = {folded: f"[{re.escape(''.join(sorted(found)))}]" for folded, found in letters.items()}
    return classes | {" ": r"\s+", ":": r"\s*:"}


def without_title(text: str, title: str | None) -> str:
    r"""Take the title out of a text that repeats it as its first line.

    >>> without_title("قمة في بروكسل\n\nانطلقت القمة.", "قمة في بروكسل")
    'انطلقت القمة.'
    """
    first, _, rest = text.partition("\n")
    if not title or not rest.strip() or len(first) > 2 * len(title) or opening(first) != opening(title):
        return text
    return rest.strip() if line_key(first) == line_key(title) else text
