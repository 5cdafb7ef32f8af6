"""Rules that see names in a run of words: patterns over the classes of `classes.py`.

The whole corpus is one string of two characters a token: how it is tied to the word before (a space, a comma
for a little punctuation, a bar for a break), and its class. A rule is a regular expression over that string,
so that Python is at work once a find, not once a token; the cue is outside the group `name`, the name inside.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl

from corpus_tools.actors.classes import arabic_class, latin_classes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus_tools.corpus import Corpus

SPANS = {"row": pl.UInt32, "length": pl.UInt32, "kind": pl.String, "confidence": pl.Float64, "classes": pl.String}


# What is less sure than this is no find.
LEAST = 0.5


class Rule(NamedTuple):
    """A pattern, what it finds, and how sure that is; None leaves it to the classes of the words."""

    kind: str
    confidence: float | None
    pattern: re.Pattern[bytes]


def _rule(kind: str, confidence: float | None, pattern: str) -> Rule:
    return Rule(kind, confidence, re.compile(pattern.encode("ascii")))


_GOES_ON = r"(?: [GHSURJ]| [Bb] (?:E [LZARJXT]|N [A-Z]|[A-Za-z])| N [GHSUZLAWT]| E [LZARJXT]| Z)"
_KUNYA = r"[Nn] [GHSUZLA]"
_SERVANT = r"[Ee] [LZARJXT]"
_OFFICE = r"[Tt](?: [LAZTVOQPlJMv]| l){0,5}?"
_ARABIC = (
    # The office, what completes it, and the bearer: وزير الخارجية الروسي سيرغي لافروف.
    _rule("title", None, rf"{_OFFICE}[ ,](?P<name>(?:[GSU]|{_KUNYA}|{_SERVANT}|H(?={_GOES_ON})){_GOES_ON}{{0,4}})"),
    _rule("title", None, r"[Tt][ ,](?P<name>H)(?! [LWAHZX0])"),
    _rule("given", None, rf"(?P<name>(?:[GgHh](?={_GOES_ON})|[Gg]|{_KUNYA}|{_SERVANT}){_GOES_ON}{{0,4}})"),
    _rule("given", None, rf"(?P<name>[Gg](?:{_GOES_ON})? [LA])(?! [LA])"),
    _rule("person", 0.5, r"q (?P<name>U(?: U)?)(?= [Xxq])"),
    _rule("organisation", 0.75, r"(?P<name>[Oo] [US](?: [USG]){0,2})"),
    _rule("organisation", 0.5, r"(?P<name>[Oo] [LAZJ](?: [LAZJ]){1,3}(?: l(?: [LAZ])?)?)"),
    _rule("organisation", 0.5, r"(?P<name>[Oo] [LZ] l(?: [LAZ])?)"),
    _rule("organisation", 0.55, r"(?P<name>[Oo] (?:T )?[GH](?: [GHSUZ])*)"),
    _rule("organisation", 0.5, r"(?P<name>[Vv] [LAZ](?: l)?)"),
    _rule("organisation", 0.75, r"[CcYyQ][ ,](?P<name>U(?: [USG]){0,3})"),
    _rule("organisation", 0.6, r"[Yy][ ,](?P<name>[LZH](?: A)?)(?! [a-zGS])"),
    _rule("place", 0.85, r"[Pp],?[ ,](?P<name>U(?: U)?)"),
    _rule("place", 0.7, r"[Pp] (?P<name>[SGHm](?: R)?)(?! [GHSU])"),
    _rule("place", 0.6, r"P (?P<name>F [A-Z])"),
    _rule("place", 0.7, r"(?P<name>[Ff] U(?: U)?)"),
    _rule("place", 0.7, r"[Dd] (?P<name>[Um])(?! [US])"),
    _rule("place", 0.5, r"i (?P<name>U)(?! [US])"),
)
_CAP = "[GHSUC]"
_FAMILY = r"(?:(?: p){1,2} [GHSUCKF]| [GHSUCK]|(?<=I),[GHSUCK]|[ ,]J)"
_LATIN = (
    _rule("title", None, rf"(?:T|t)[ ,](?P<name>(?:[GHSUI]|C(?= [GHSUI]))(?:[ ,]I)*{_FAMILY}{{0,3}})"),
    _rule("given", None, rf"(?P<name>(?:G|H(?=[ ,]I|{_FAMILY}))(?:[ ,]I)*{_FAMILY}{{0,3}})"),
    _rule("person", 0.8, r"(?P<name>(?:I[ ,])+[GHSU](?: [SU])?)"),
    _rule("person", 0.55, r"(?P<name>U [SU])(?! [OP])"),
    _rule("person", 0.6, r"(?P<name>S)(?= v)"),
    _rule("organisation", 0.7, r"(?P<name>(?:[GHSUCKQFTM]|I)(?: o| a)?(?:[ ,][GHSUCKRQFTI](?: o| a)?){0,4}[ ,]O(?: O)*)"),
    _rule("organisation", 0.6, r"(?P<name>[OQ] o(?: o)? [GHSUCKRQF](?: [GHSUCKRQF])*)"),
    _rule("place", 0.75, rf"(?P<name>{_CAP}(?: {_CAP})? P)"),
    _rule("place", 0.75, r"(?P<name>F [GHSUC](?: P)?)"),
    _rule("place", 0.8, r"(?P<name>[USGHC](?: [USC])?)(?=,M)"),
    _rule("place", 0.5, r"i (?P<name>[Um])(?![ ,][A-Z])"),
    _rule("place", 0.65, r"d (?:o )?(?P<name>[Um])(?![ ,][A-Z])"),
)


def find_spans(corpus: Corpus, taken: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> pl.DataFrame:
    """Find names by the rules: one row a find, overlaps and all; rows that are `taken` are in none of them."""
    vocabulary = corpus.vocabulary
    is_arabic = (vocabulary["language"] == "ar").to_numpy()
    frames = [pl.DataFrame(schema=SPANS)]
    if is_arabic.any():
        frames.append(_apply(_ARABIC, corpus, _letters(vocabulary, "ar"), taken))
    for language in ("en", "fr"):
        if (corpus.articles["language"] == language).any():
            frames.append(_apply(_LATIN, corpus, _letters(vocabulary, language), taken))
    return pl.concat(frames).unique(["row", "length", "kind"], keep="first", maintain_order=True)


def _letters(vocabulary: pl.DataFrame, language: str) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    """Give the class of each form of a language as a byte; forms of others are a tilde, numbers a 0."""
    letters = np.full(vocabulary.height, ord("~"), dtype=np.uint8)
    letters[(vocabulary["kind"] == "number").to_numpy()] = ord("0")
    own = vocabulary.filter((pl.col("language") == language) & (pl.col("kind") == "word"))
    if language == "ar":
        found = list(map(arabic_class, own["surface"]))
    else:
        acronyms = vocabulary.filter((pl.col("language") == "und") & (pl.col("kind") == "word"))
        letters[acronyms["form"].to_numpy()] = ord("K")
        found = latin_classes(own["surface"], dict(own.select("surface", "count").iter_rows()), language)
    letters[own["form"].to_numpy()] = np.frombuffer("".join(found).encode("ascii"), dtype=np.uint8)
    return letters


def _apply(
    rules: tuple[Rule, ...],
    corpus: Corpus,
    letters: np.ndarray[tuple[int], np.dtype[np.uint8]],
    taken: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> pl.DataFrame:
    code = np.empty((corpus.tokens.height, 2), dtype=np.uint8)
    code[:, 0] = _ties(corpus.tokens)
    code[:, 1] = letters[corpus.tokens["form"].to_numpy()]
    code[taken, 1] = ord("M")
    text = code.tobytes()
    rows = [row for rule in rules for row in _matches(rule, text)]
    return pl.DataFrame(rows, schema=SPANS, orient="row")


def _ties(tokens: pl.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    """Say how each token is tied to the one before: a space, a little punctuation (,), or not at all (|)."""
    same = (pl.col("doc") == pl.col("doc").shift()) & (pl.col("sentence") == pl.col("sentence").shift())
    gap = pl.col("start").cast(pl.Int64) - pl.col("end").shift().cast(pl.Int64)
    tie = pl.when(same & (gap <= 1)).then(ord(" ")).when(same & (gap <= 3)).then(ord(",")).otherwise(ord("|"))
    return tokens.select(tie.cast(pl.UInt8)).to_series().to_numpy()


def _matches(rule: Rule, text: bytes) -> Iterator[tuple[int, int, str, float, str]]:
    for match in rule.pattern.finditer(text):
        start, end = match.span("name")
        classes = text[start:end:2].decode("ascii")
        if rule.confidence is not None:
            yield start // 2, len(classes), rule.kind, rule.confidence, classes
        elif (sure := person_confidence(classes, is_titled=rule.kind == "title")) >= LEAST:
            yield start // 2, len(classes), "person", sure, classes


@cache
def person_confidence(classes: str, *, is_titled: bool) -> float:
    """Say how sure a run of classes is a person: which words are names for sure, and whether a title stands before.

    >>> person_confidence("GS", is_titled=True), person_confidence("G", is_titled=False)
    (0.95, 0.65)
    """
    first, rest = classes[0].upper(), classes[1:]
    base = {"G": 0.65, "H": 0.25, "S": 0.4, "U": 0.35, "N": 0.5, "E": 0.6, "I": 0.4, "C": 0.2}.get(first, 0.2)
    if any(letter in "GSZBENJR" for letter in rest):
        base = max(base + 0.25, 0.8 if "B" in rest else 0)
    elif any(letter in "UK" for letter in rest):
        base += 0.2
    elif "H" in rest:
        base += 0.15
    elif any(letter in "LA" for letter in rest):
        base -= 0.1
    base += 0.3 if is_titled else 0.0
    return round(min(base, 0.95), 2)
