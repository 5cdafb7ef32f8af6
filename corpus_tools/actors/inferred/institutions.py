"""Institutions that an Arabic text names without their state: مجلس النواب, المديرية العامة للأمن الوطني.

A list has those that nearly every state has; others are told by how they are built: a head with the article, an
adjective of reach, and behind ل what they are for.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.actors.inferred.classes import arabic_class, is_second_body
from corpus_tools.actors.inferred.propagation import look_up
from corpus_tools.actors.inferred.spans import SPANS
from corpus_tools.actors.lexicons import read_lexicon
from corpus_tools.language import fold, is_dictionary_word, is_stopword

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus_tools.actors.inferred.spans import Rows
    from corpus_tools.corpus import Corpus

# Whether a body without its state is a name is a matter of taste (ANERcorp marks none of these): they are less sure
# than any rule, so that whoever keeps the surer half has none of them.
_SURE_LISTED, _SURE_BUILT = 0.42, 0.5
_HEADS = ("head masculine", "head feminine")
_FEMININE = {"الأعلى": "العليا"}
# What goes on behind ل: الأمن الوطني, حقوق الإنسان, but no title and no stop word.
_PURPOSE = frozenset("LAJZ49GHW")


def find_institutions(corpus: Corpus, adjectives: Rows, folded: pl.Series) -> pl.DataFrame:
    """Find bodies of states as spans; `adjectives` marks those of nations, which end a name (محكمة النقض المصرية)."""
    found = look_up(corpus, _names(), folded)
    ends = _Ends(corpus, adjectives)
    rows = []
    columns = ("row", "length", "doc", "words", "is_built")
    for row, length, doc, words, is_built in found.select(columns).iter_rows():
        end = ends.purpose(row + length, doc) if is_built else row + length
        if end is not None:
            end += ends.is_national(end, doc)
            sure = _SURE_BUILT if is_built else _SURE_LISTED
            rows.append((row, end - row, "organisation", sure, ends.head(row, words) + "L" * (end - row - 1)))
    return pl.DataFrame(rows, schema=SPANS, orient="row").unique(["row", "length"], keep="first", maintain_order=True)


class _Ends:
    """Where names end that go on behind what was looked up."""

    def __init__(self, corpus: Corpus, adjectives: Rows) -> None:
        tokens = corpus.tokens
        self._doc, self._start, self._end = (tokens[name].to_numpy() for name in ("doc", "start", "end"))
        self._forms = tokens["form"].to_numpy()
        self._words = dict(corpus.vocabulary.select("form", "surface").iter_rows())
        self._adjectives = adjectives

    def head(self, row: int, words: list[str]) -> str:
        """Give the class of a first word: with a proclitic it is not what was looked up."""
        return "O" if fold(self._word(row)) == words[0] else "o"

    def is_national(self, row: int, doc: int) -> bool:
        """Tell whether the adjective of a nation follows with its article."""
        return self._follows(row, doc) and bool(self._adjectives[row]) and self._word(row).startswith("ال")

    def purpose(self, row: int, doc: int) -> int | None:
        """Give the row behind what a body is for (للأمن الوطني, لحقوق الإنسان), None where nothing says so."""
        if not self._follows(row, doc) or not (head := _purpose_head(self._word(row))):
            return None
        end = row + 1
        # لحقوق needs its noun; للأمن may have an adjective, and no more than two words follow either.
        for place in range(2):
            if not self._follows(end, doc) or self._adjectives[end] or not _goes_on(self._word(end)):
                return None if place == 0 and head == "open" else end
            end += 1
        return end

    def _follows(self, row: int, doc: int) -> bool:
        return row < len(self._doc) and self._doc[row] == doc and self._start[row] == self._end[row - 1] + 1

    def _word(self, row: int) -> str:
        return str(self._words.get(self._forms[row], ""))


@cache
def _purpose_head(surface: str) -> str | None:
    """Tell the word with ل that says what a body is for: with the article, or open for a noun behind it.

    >>> [_purpose_head(word) for word in ("للأمن", "لحقوق", "لها", "مجلس")]
    ['whole', 'open', None, None]
    """
    word = fold(surface)
    if word.startswith("لل") and len(word) > 4:
        return "whole"
    is_noun = word.startswith("ل") and len(word) > 3 and is_dictionary_word(word[1:], language="ar")
    return "open" if is_noun and not is_stopword(surface, language="ar") else None


@cache
def _goes_on(surface: str) -> bool:
    word = fold(surface)
    is_definite = word.startswith(("ال", "وال")) and len(word) > 4 and not is_second_body(word)
    return is_definite and arabic_class(surface.removeprefix("و")) in _PURPOSE


def _armies(lists: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Write every army with its owners, and with their adjective: جيش الفاطميين, الجيش الفاطمي, جيوش فاطمية."""
    for gender, ending in (("masculine", ""), ("feminine", "ة")):
        for army, owner in product(lists[f"army {gender}"], lists["army of"]):
            yield from (f"{army} ال{owner}ين", f"ال{army} ال{owner}{ending}", f"{army} {owner}{ending}")
        yield from (f"{army} {owners}" for army, owners in product(lists[f"army {gender}"], lists["army of plural"]))


@cache
def _names() -> pl.DataFrame:
    """Give the listed institutions, and every head with every adjective of reach, as names to look up."""
    lists = read_lexicon("institutions_ar")
    rows = []
    for section, entries in lists.items():
        if section not in {*_HEADS, "reach"} and not section.startswith("army"):
            rows += [(fold(entry).split(" "), entry, False) for entry in entries]
    rows += [(fold(army).split(" "), army, False) for army in _armies(lists)]
    for section in _HEADS:
        for head, reach in product(lists[section], lists["reach"]):
            adjective = _FEMININE.get(reach, reach + "ة") if section == "head feminine" else reach
            rows.append(([fold(head), fold(adjective)], f"{head} {adjective}", True))
    schema = {"words": pl.List(pl.String), "written": pl.String(), "is_built": pl.Boolean()}
    return pl.DataFrame(rows, schema=schema, orient="row").unique("words", keep="first").with_row_index("alias_id")
