"""What the text around an expression says of it: that it is none, its tense, and the article's dateline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus_tools.language.calendar import find_full_dates
from corpus_tools.language.folded_text import fold_text

if TYPE_CHECKING:
    import datetime as dt

    from corpus_tools.dates.grammar import Grammar, Veto
    from corpus_tools.dates.match import Candidate

_SENTENCE_END = re.compile(r"[.!?؟\n](?!\d)")
_NEIGHBOUR = re.compile(r"[^\W\d_]+")
_CUE_REACH, _NEAR_REACH = 130, 40
# A clause of its own begins: what stands behind it says nothing of the tense before it.
_CLAUSE = re.compile(r"(?<!\w)(?:ان|بان|انه|انها|بانه|that|que|qui|who|which)(?!\w)|[,،;؛:]")
# A dateline stands at the head of a text, behind a place and before an agency or a dash.
_HEAD, _PLACE = 160, 70
_DATELINE_END = re.compile(r"\s*(?:[-\u2010-\u2015:/|)\]\n]|\(|$)")


def is_vetoed(text: str, one: Candidate, low: int, high: int, grammar: Grammar) -> bool:
    """Tell whether the words beside a match make it something else: قناة روسيا اليوم, شارع 9 أبريل.

    A day with its year is no name of a street.
    """
    if one.rule in ("date", "month") and any(name == "year" for name, _ in one.spans[0].parts):
        return False
    vetoes = [veto for veto in grammar.vetoes if one.words in veto.words or one.rule in veto.rules]
    return bool(vetoes) and _is_beside(text, low, high, vetoes)


def _is_beside(text: str, low: int, high: int, vetoes: list[Veto]) -> bool:
    words = _NEIGHBOUR.findall(fold_text(text[max(0, low - _NEAR_REACH) : low]).text)[-3:]
    following = fold_text(text[high : high + _NEAR_REACH]).text
    after = _NEIGHBOUR.search(following)
    follows = after[0] if after and not following[: after.start()].strip(" \"'»") else ""
    last = words[-1] if words else ""
    return any(
        (follows and follows in veto.after)
        or last in veto.before
        or last[1:] in veto.before
        or not veto.near.isdisjoint(words)
        for veto in vetoes
    )


def read_tense(text: str, low: int, high: int, grammar: Grammar) -> int:
    """Tell by the nearest word that has a tense whether a sentence speaks of the future (1) or the past (-1).

    What stands before counts first; 0 where nothing says so.
    """
    beside = grammar.tenses.match(fold_text(text[high : high + _NEAR_REACH]).text, 1)
    if beside and beside.lastgroup == "past":  # on Sunday issued …
        return -1
    before = _SENTENCE_END.split(fold_text(text[max(0, low - _CUE_REACH) : low]).text)[-1]
    cues = [match.lastgroup for match in grammar.tenses.finditer(before)]
    if not cues:
        after = _SENTENCE_END.split(fold_text(text[high : high + _NEAR_REACH]).text)[0]
        after = _CLAUSE.split(after.lstrip(" ,،"))[0]
        cues = [match.lastgroup for match in grammar.tenses.finditer(after)][:1]
    return 0 if not cues else 1 if cues[-1] == "future" else -1


def read_dateline(text: str) -> dt.date | None:
    """Give the complete date at the head of an article that tells when it was written, if there is one.

    >>> str(read_dateline("الرياض \u2013 12 يناير 2022: قال الوزير"))
    '2022-01-12'
    """
    head = text.lstrip()[:_HEAD]
    for found in find_full_dates(head)[:1]:
        before, after = head[: found.start], head[found.end :]
        if found.start <= _PLACE and not _SENTENCE_END.search(before.strip()) and _DATELINE_END.match(after):
            return found.date
    return None
