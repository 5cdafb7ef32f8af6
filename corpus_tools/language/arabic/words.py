"""The reading of an Arabic word form as it stands in the text, with the proclitics that are written on it.

Names come first: none is taken apart. Then particles and stopwords. Of all other readings the cheapest wins (see
`arabic.lemmas`); the counts of the corpus speak only where the lists and the dictionary are silent.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from corpus_tools.language.arabic.lemmas import TRUSTED, UNKNOWN, Guess, Reading, read_stem
from corpus_tools.language.arabic.lexicon import is_known_whole, listed_names, particles
from corpus_tools.language.folding import TANWIN_FATH, fold_arabic, strip_marks
from corpus_tools.language.registry import get_language, is_stopword

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Conjunction, then preposition, then article, as they are written together: وبالمحادثات is و + ب + ال +
# محادثات.
_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "بال", "كال", "لل", "ال", "ب", "ك", "ل")
_HEADS = tuple(conjunction + preposition for conjunction in _CONJUNCTIONS for preposition in _PREPOSITIONS)
_HEADS_BY_FIRST = {letter: tuple(head for head in _HEADS if head.startswith(letter)) for letter in "وفبكلا"}
# No word of the rest may be shorter: below this nearly every cut is wrong (بلد is not ب + لد).
_SHORTEST = 3
_MANY = 50_000
# But a noun of two letters (حق, حل, خط) is known behind these; كفر is not ك + فر.
_BEFORE_SHORT = ("ال", "بال", "لل", "ب", "ل")
_SHORT_COST = 1.2
# An unknown word that is much commoner than the form with a proclitic; a conjunction before a foreign name.
_COMMONER, _BEFORE_NAME = 4.0, 5.0
_TIMES_COMMONER = 4
# No foreign name begins with و and another consonant: W is written وا, وي, وو.
_AFTER_W = frozenset("اويى")
_LONG_NAME = 5


class _Head(NamedTuple):
    """What the rules ask of proclitics: which preposition or article there is, and what the cut costs."""

    preposition: str
    cost: float
    has_article: bool
    is_short_allowed: bool


# What news writes seldom (ف, ك) costs more to cut than what it writes everywhere.
_CONJUNCTION_COSTS = {"": 0.0, "و": 0.6, "ف": 1.0}
_PREPOSITION_COSTS = {"": 0.0, "ب": 0.8, "ل": 0.8, "ك": 1.2, "ال": 0.1, "بال": 0.6, "كال": 1.0, "لل": 0.5}
_KNOWN_HEADS = {
    conjunction + preposition: _Head(
        preposition,
        _CONJUNCTION_COSTS[conjunction] + _PREPOSITION_COSTS[preposition],
        preposition.endswith(("ال", "لل")),
        preposition in _BEFORE_SHORT,
    )
    for conjunction in _CONJUNCTIONS
    for preposition in _PREPOSITIONS
}


def read_words_of_corpus(words: Mapping[str, int], names: frozenset[str]) -> Iterator[Reading]:
    """Read each form of a vocabulary with its counts; `names` are folded, and stand besides the listed ones.

    >>> next(read_words_of_corpus({"فبوتين": 1}, frozenset()))
    Reading(bare='بوتين', lemma='بوتين')
    """
    counts: dict[str, int] = {}
    for word, count in words.items():
        folded = fold_arabic(word)
        counts[folded] = counts.get(folded, 0) + count
    protected = names | listed_names()
    for word in words:
        yield _read_word(word, fold_arabic(word), counts, protected)
    # A stem is read once for a vocabulary; hundreds of thousands are not kept for the next one.
    if len(words) > _MANY:
        read_stem.cache_clear()


def split_proclitics(word: str) -> Iterator[tuple[str, str]]:
    """Yield every way to read proclitics off an Arabic word, as (proclitics, rest), none first.

    >>> [rest for _, rest in split_proclitics("وللناتو")]
    ['وللناتو', 'للناتو', 'ناتو', 'الناتو', 'لناتو']
    """
    yield "", word
    seen = {word}
    for head in _HEADS_BY_FIRST.get(word[:1], ()):
        if not word.startswith(head) or len(word) - len(head) < _SHORTEST - 1:
            continue
        # لل swallows the alef of the article: للناتو is ل + الناتو as well as لل + ناتو.
        after = word[len(head) :]
        for rest in (after, "ال" + after) if head.endswith("لل") else (after,):
            if rest not in seen:
                seen.add(rest)
                yield head, rest


def _read_word(word: str, folded_word: str, counts: Mapping[str, int], names: frozenset[str]) -> Reading:
    whole = strip_marks(word)
    if not whole:
        return Reading(word, word)
    is_noise = is_stopword(whole, language="ar")
    # روسياً is the accusative of the adjective روسي, not the name روسيا.
    is_accusative = TANWIN_FATH in word and whole.endswith("ا") and len(whole) > _SHORTEST and not is_noise
    bare = whole[:-1] if is_accusative else whole
    splits = _fold_splits(bare, folded_word[:-1] if is_accusative else folded_word)
    for head, rest, folded in splits:
        # A dictionary word is not split to make a name of it: بابل is Babylon, not ب + أبل.
        if folded in names and not (head and is_known_whole(bare)):
            return Reading(rest, rest)
    if whole in particles():
        return Reading(whole, whole)
    if is_noise:
        return _read_stopword(whole)
    head, guess = _cheapest(splits, counts)
    if guess.cost > UNKNOWN:
        return Reading(whole, bare)
    # The ending stays (غزواً), the article comes back: what is cut is what stands before it.
    is_uncut = guess.bare == bare[len(head) :]
    shown = whole[len(head) :] if is_uncut else guess.bare
    return Reading("ال" + shown if _KNOWN_HEADS[head].has_article else shown, guess.lemma)


def _fold_splits(word: str, folded: str) -> list[tuple[str, str, str]]:
    """Split proclitics off; each with the rest and the rest folded."""
    if len(folded) != len(word):
        return [(head, rest, fold_arabic(rest)) for head, rest in split_proclitics(word)]
    # Folded once for all: as many letters from the end. Behind لل the article was given back.
    return [
        (head, rest, folded[-len(rest) :] if len(head) + len(rest) == len(word) else "ال" + folded[len(head) :])
        for head, rest in split_proclitics(word)
    ]


def _cheapest(splits: list[tuple[str, str, str]], counts: Mapping[str, int]) -> tuple[str, Guess]:
    whole, folded_whole = splits[0][1:]
    best_head, best = "", Guess(UNKNOWN + 1, whole, whole)
    corrections = get_language("ar").corrections
    for head, rest, folded in splits:
        known = _KNOWN_HEADS[head]
        if known.cost >= best.cost:
            continue
        # The dictionary errs on السكان as on سكان: a correction holds with the article, too.
        fixed = corrections.get(folded) or (folded[:2] == "ال" and corrections.get(folded[2:]))
        guess = Guess(0.0, rest, fixed) if fixed else _read_rest(head, known, rest)
        if guess.cost >= UNKNOWN and head and len(rest) >= _SHORTEST:
            cost = _cost_of_unknown(head, rest, counts.get(folded, 0), counts.get(folded_whole, 0))
        else:
            cost = guess.cost + known.cost
        if cost < min(best.cost, UNKNOWN):
            best_head, best = head, Guess(cost, guess.bare, guess.lemma)
    return best_head, best


def _read_rest(head: str, known: _Head, rest: str) -> Guess:
    """Read what is left behind proclitics; a rest that is too short, or was made up, is unknown."""
    is_short = len(rest) < _SHORTEST and bool(head)
    # The article that was given back to للناتو is for names; للالتزام begins with no article.
    is_made_up = known.preposition == "لل" and rest.startswith("ال")
    if is_made_up or (is_short and not known.is_short_allowed):
        return Guess(UNKNOWN, rest, rest)
    guess = read_stem(rest, known.preposition)
    # ك is written so seldom that names which begin with it are commoner (كابلان).
    if guess.cost >= TRUSTED and (is_short or known.preposition == "ك"):
        return Guess(UNKNOWN, rest, rest)
    is_doubtful = is_short and not known.has_article
    return Guess(guess.cost + _SHORT_COST, guess.bare, guess.lemma) if is_doubtful else guess


def _cost_of_unknown(head: str, rest: str, count: int, whole_count: int) -> float:
    if count > _TIMES_COMMONER * whole_count:
        return _COMMONER
    return _BEFORE_NAME if _stands_before_name(head, rest) else UNKNOWN


def _stands_before_name(head: str, rest: str) -> bool:
    """Tell a proclitic from a name's first letter by what follows: وزيلينسكي, ووايومنغ, والتشيكي, بأوزوالد."""
    if len(rest) < _LONG_NAME:
        return False
    if head == "و":
        return (
            rest[0] not in _AFTER_W or rest.startswith("وا") or (rest.startswith("ال") and len(rest) > _LONG_NAME + 1)
        )
    return head in ("ب", "ل") and rest[0] in "أإآ"


@cache
def _read_stopword(whole: str) -> Reading:
    """Give a stopword its lemma where the lists know it for sure (وكانت is كان); particles stay as they are."""
    if whole[0] in _CONJUNCTIONS[1:] and whole[1:] in particles():
        return Reading(whole, whole)
    best, reading = TRUSTED, Reading(whole, whole)
    for head, rest in split_proclitics(whole):
        known = _KNOWN_HEADS[head]
        # فيهم is no ف + يهم: behind a conjunction stands a stopword.
        if len(rest) < _SHORTEST or (known.preposition != head and not is_stopword(whole[1:], language="ar")):
            continue
        guess = read_stem(rest, known.preposition)
        cost = guess.cost + known.cost
        if cost < best:
            best, reading = cost, Reading(guess.bare, guess.lemma)
    return reading
