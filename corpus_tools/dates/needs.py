"""Without which words a form cannot match: a form is tried only on runs of words that have them.

Words and slots are bits of one number, so that a run is asked for all that a form needs at once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus_tools.dates.lexicon import DIGIT_SLOTS, EMPTY_SLOTS, WORD
from corpus_tools.language.calendar_names import ERAS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ESCAPE = re.compile(r"\\.|\[[^\]]*\]")
_GROUP = re.compile(r"\((\?<?[!=:])?([^()]*)\)(\??)")
_DROPPED = "\x00"
# A slot, a group of alternatives already seen, or a word that touches no dropped group: l'an(née)? needs no "an".
_NEED = re.compile(
    rf"\{{(?P<slot>\w+)[^}}]*\}}|#(?P<choice>\d+)#"
    rf"|(?<!{_DROPPED})(?<!\w)(?P<word>[^\W\d_]{{2,}})(?![\w{_DROPPED}#])"
)


def word_masks(
    lexicons: Mapping[str, Mapping[str, str]], literals: Iterable[str], bits: Mapping[str, int]
) -> dict[str, int]:
    """Give for each word the bits of what it can be a part of; for "00", those of what two digits can be.

    Of a name of several words the longest stands for all, as it is there if the name is.
    """
    masks = {word: bits[word] for word in literals}
    for slot, lengths in DIGIT_SLOTS.items():
        for digits in lengths:
            masks["0" * digits] = masks.get("0" * digits, 0) | bits[slot]
    tables = {**lexicons, "month_dual": lexicons["month"], "month_both": lexicons["month"], "era_said": ERAS}
    for slot, names in tables.items():
        for name in names:
            word = max(WORD.findall(name), key=len)
            masks[word] = masks.get(word, 0) | bits[slot]
    return masks


def glue_prefixes(masks: Mapping[str, int], prefixes: Iterable[str]) -> dict[str, int]:
    """Add the words with each of the prefixes written on to them."""
    glued = dict(masks)
    for prefix in prefixes:
        for word, mask in masks.items():
            glued[prefix + word] = glued.get(prefix + word, 0) | mask
    return glued


def find_needs(form: str, bits: Mapping[str, int]) -> tuple[int, tuple[int, ...]]:
    """Give the bits that a form needs, and the sets of bits of each of which it needs one.

    >>> find_needs("{day} (of )?(may|june)", {"day": 1, "may": 2, "june": 4, "of": 8})
    (1, (6,))
    """
    choices: list[int] = []

    def without_optional(group: re.Match[str]) -> str:
        """Drop a lookaround and an optional group, note alternatives, unwrap any other group."""
        if group[1] or group[3]:
            return _DROPPED
        if "|" not in group[2]:
            return f"{_DROPPED}{group[2]}{_DROPPED}"
        needs = [_one_need(alternative, bits, choices) for alternative in group[2].split("|")]
        if not all(needs):
            return _DROPPED
        choices.append(_join(needs))
        return f"#{len(choices) - 1}#"

    bare = _ESCAPE.sub(" ", form)
    while (shorter := _GROUP.sub(without_optional, bare)) != bare:
        bare = shorter
    found = list(_NEED.finditer(bare))
    needs = {each["slot"] or each["word"] for each in found if not each["choice"]} - EMPTY_SLOTS
    return _join(bits[name] for name in needs), tuple(choices[int(each["choice"])] for each in found if each["choice"])


def _one_need(alternative: str, bits: Mapping[str, int], choices: list[int]) -> int:
    """Give one need of an alternative: a slot that no digit fills tells most; 0 where it has none."""
    needs = [
        choices[int(each["choice"])] if each["choice"] else bits[each["slot"] or each["word"]]
        for each in _NEED.finditer(alternative)
        if each["slot"] not in EMPTY_SLOTS
    ]
    digits = _join(bits[slot] for slot in DIGIT_SLOTS if slot in bits)
    return next((need for need in needs if not need & digits), needs[0] if needs else 0)


def _join(masks: Iterable[int]) -> int:
    joined = 0
    for mask in masks:
        joined |= mask
    return joined
