"""What kind of word each form of the vocabulary is, as one letter: the alphabet of the rules in `spans.py`.

A form is judged once, however often it occurs. In Arabic a small letter is the same class with a proclitic
before it (ومحمد is g, محمد is G): a name may begin with one, but not go on with one.

| letter | Arabic | English and French |
|---|---|---|
| G H | given name, surely one; also an ordinary word | the same |
| S Z | surname; surname with the article | surname |
| U w K | unknown; known if a letter is cut off; used like a surname | unknown, with a capital; all capitals |
| T 2 t | title with the article, without, with a proclitic | title (t in small letters) |
| N B E R 7 | أبو, بنت and other particles, عبد, الدين, and what else completes them (الله) | p: particle |
| ^ ! | بن; عشر of an ordinal | |
| O V C Y Q | heads of bodies, of government, of companies, of media and clubs, of movements | Q: head; O: tail |
| > < | head of a party, without and with a proclitic | |
| P + F D i | cue of a place, of a settlement, first word of its name, direction, in | P: tail, d: cue, i: in |
| * & | place that is a word, too; what is named for a person | |
| L A J | definite noun, adjective, ordinal | C: known word with a capital; R: no name |
| 4 9 | unknown and rare word with the article | |
| # @ = | heads with an article ({ } with a proclitic), head of a team | |
| / : ; | head of a national team, without and with a proclitic; company | |
| q X W 0 | verb of saying, stop word, any other word, number | v; w: is, was; o: of; e: de, the; x; 0 |
| I | name in Latin letters | an initial |
| 1 3 5 | head of a club's name (8: with a proclitic), its tail, head that its seat completes (6) | |
| M % m k | in a mention of the table; adjective of a nation; in a place; that with a proclitic | the same |
| $ | adjective of a nation with و | |
"""

from __future__ import annotations

from functools import cache

from corpus_tools.actors.inferred.ordinary import ORDINARY, PLAIN, STRANGE, strangeness, word_cost
from corpus_tools.actors.lexicons import egyptian, folded_words, given_names, read_lexicon
from corpus_tools.language import fold, is_dictionary_word, is_stopword, split_proclitics, strip_marks

_PROCLITICS = frozenset({"و", "ف", "ب", "ك", "ل", "لل", "وب", "ول", "ولل", "فل", "فب", "وك"})
# اشرف for أشرف, and موسي for موسى, as in Egypt.
_HURRIED = str.maketrans("أإآى", "اااي")
_NO_NAMES = frozenset(
    {*("على", "إلى", "الى", "أدى", "ادى", "أولى", "لدى", "متى", "حتى", "منه", "مدى", "باسم", "ثاني", "فإن")}
    | {"سلمي", "بشري"}
)
# These stand before a name without an article.
_HONORIFICS = frozenset(
    {
        *("سيدي", "مولاي", "جلاله", "فخامه", "سمو", "معالي", "سعاده", "سماحه", "فضيله", "غبطه", "نيافه", "قداسه"),
        "كابتن",
    }
)
# Titles that are second names as often, unless they have the article: عادل إمام, محمد أمين.
_NAMES_BEFORE_TITLES = frozenset({"امام", "امين", "نجم", "حبيب", "طالب", "خليفه"})
_COMPLETES = frozenset({"الله", "الاسلام", "الحق", "الزمان", "اللات", "الاله"})
_KUNYA = frozenset({"ابو", "ابي", "ابا", "ام", "ابن", "بو"})
_SON = frozenset({"بنت", "ولد", "ال", "ايت", "اوغلو", "دي", "فان", "فون", "دا", "دو", "ديل", "ديلا", "دل", "دوس"})
# What a class is with a proclitic, where it is not its small letter.
_WITH_PROCLITIC = {">": "<", "/": ":", "#": "{", "@": "}", "1": "8", "2": "t", "5": "6"} | dict.fromkeys("37JRX", "x")
# Endings that names of persons and places hardly have.
_WORDLIKE = ("يه", "يات", "يين", "يون", "وات", "انيه", "ائيه")


@cache
def _arabic_classes() -> dict[str, str]:
    """Map folded word → class for every word of the lists; what is listed later wins."""
    sure, doubtful = given_names()
    heads = {section: folded_words("heads_ar", section) for section in read_lexicon("heads_ar")}
    surnames = folded_words("surnames_ar")
    classes: dict[str, str] = {}
    for letter, words in (
        ("*", folded_words("places_ar", "words")),
        ("#", heads["definite"]),
        ("@", heads["defined"]),
        ("&", heads["named"]),
        ("S", frozenset(word for word in surnames if not word.startswith("ال"))),
        ("Z", frozenset(word for word in surnames if word.startswith("ال"))),
        ("Z", frozenset("ال" + word for word in sure if len(word) > 2 and word in folded_words("given_ar"))),
        ("H", doubtful),
        ("G", sure | famous_surnames()),
        ("i", heads["in"]),
        ("q", heads["saying"]),
        ("2", _titles()),
        ("T", frozenset("ال" + word for word in _titles() | _NAMES_BEFORE_TITLES) | _HONORIFICS),
        ("L", heads["adjectives"]),
        ("X", heads["stop"]),
        ("J", heads["ordinal"]),
        ("D", heads["direction"]),
        ("F", heads["placehead"]),
        ("P", heads["place"]),
        ("+", heads["settlement"]),
        ("=", heads["team"]),
        ("/", heads["national team"]),
        ("O", heads["body"]),
        (">", heads["party"]),
        ("V", heads["government"]),
        ("C", heads["group"] | heads["media"]),
        (";", heads["company"]),
        ("5", heads["seated"]),
        ("Y", heads["press"]),
        ("1", heads["club"] | heads["clubhead"]),
        ("3", heads["clubtail"]),
        ("Q", heads["movement"]),
        ("7", _COMPLETES),
        ("R", frozenset({"الدين"})),
        ("N", _KUNYA),
        ("B", _SON),
        ("^", frozenset({"بن"})),
        ("!", frozenset({"عشر"})),
        ("E", frozenset({"عبد"})),
    ):
        classes |= dict.fromkeys(words, letter)
    return classes


@cache
def famous_surnames() -> frozenset[str]:
    """Give the foreign surnames that are nothing else in Arabic: بلير stands alone more often than not."""
    every = read_lexicon("surnames_ar")["foreign"]
    other = folded_words("places_ar") | folded_words("titles_ar") | given_names()[1] | _SON
    names = frozenset(fold(name) for name in every if len(name) > 3 and not is_dictionary_word(name, language="ar"))
    return (names | egyptian(names)) - other


@cache
def _spellings() -> frozenset[str]:
    """Give the names of the lists as they are written, hamza and all, and as hurried writers leave it out."""
    lists = ("given_ar", "given_foreign_ar", "surnames_ar")
    every = {entry for name in lists for entries in read_lexicon(name).values() for entry in entries}
    # الفريد is a word, and ألفريد hardly written so.
    hurried = {word for entry in every if not _is_definite_word(word := entry.translate(_HURRIED))}
    return frozenset(every | hurried)


def _is_definite_word(word: str) -> bool:
    return word.startswith("ال") and is_dictionary_word(word[2:], language="ar")


def is_other_word(surface: str, spellings: frozenset[str]) -> bool:
    """Tell an ordinary word that only the fold makes a name of: رأيت is not رايت, على is not علي.

    >>> is_other_word("رأيت", frozenset({"رايت"})), is_other_word("رايت", frozenset({"رايت"}))
    (True, False)
    """
    word = strip_marks(surface)
    if word in spellings:
        return False
    # رضوانه is his approval, and no hurried رضوانة.
    stem = word.removesuffix("ه")
    return word_cost(word) < ORDINARY + 1 or (stem != word and len(stem) > 2 and word_cost(stem) < ORDINARY)


@cache
def _titles() -> frozenset[str]:
    # حسن and خالد are no titles, but أمين, شيخ and بطل are names less often than titles.
    return folded_words("titles_ar") - given_names()[0] - _NAMES_BEFORE_TITLES


def arabic_class(surface: str) -> str:
    """Give the class of an Arabic form.

    >>> [arabic_class(word) for word in ("محمد", "ومحمد", "وزير", "لوزير", "شركة", "بالأمس", "قال")]
    ['G', 'g', '2', 't', ';', 'x', 'q']
    """
    word = fold(surface)
    classes = _arabic_classes()
    found = classes.get(word)
    # على and علي are one word to the fold: only the second is a name, and it is a preposition as often.
    if strip_marks(surface) in _NO_NAMES:
        return "X"
    if found in {"G", "H", "S"}:
        if word != "علي" and is_stopword(surface, language="ar"):
            return "X"
        if is_other_word(surface, _spellings()):
            return "W"
    if found:
        return found
    if is_stopword(surface, language="ar") or len(word) < 2:
        return "X"
    return _class_behind_proclitic(word, surface) or _plain_class(word, surface)


def _class_behind_proclitic(word: str, surface: str) -> str | None:
    """Give the class of a listed word that a form has behind a proclitic."""
    if is_dictionary_word(surface, language="ar"):
        return None
    classes = _arabic_classes()
    for head, rest in split_proclitics(word):
        # للبنك is ل and البنك.
        defined = classes.get("ال" + rest) if head.endswith("لل") else None
        found = defined if defined in {"#", "@"} else classes.get(rest)
        if head not in _PROCLITICS or len(rest) < 3 or found is None or found.islower():
            continue
        # كاسياس, فايسل, بوين: few names of the world stand behind these, more begin with them.
        is_rare = head in {"ك", "ف"} or (head in {"ب", "ل"} and len(rest) < 4)
        if found in "GHS" and is_rare and rest not in folded_words("given_ar"):
            return None
        # بفوزه is by his victory, and no hurried فوزة.
        if found in "GHS" and is_other_word(strip_marks(surface)[len(head) :], _spellings()):
            return "W"
        return _WITH_PROCLITIC.get(found, found.lower())
    return None


def _plain_class(word: str, surface: str) -> str:
    """Give the class of a form that no list has."""
    if word.startswith("ال") and len(word) > 4:
        if (cost := word_cost(surface)) >= STRANGE:
            return "L" if strangeness(surface) == "w" else "4"
        if word.endswith(("ي", "يه", "يين", "يون")):
            # الزوري may be a surname, hardly الدولية.
            return "9" if word[-1] == "ي" and cost >= PLAIN else "A"
        return "L" if cost < ORDINARY else "9"
    if is_second_body(word):
        return "x"
    if word.startswith(("وال", "بال", "فال", "كال", "لل", "ولل", "وبال")) and len(word) > 4:
        # فالفيردي, كالديرون: what is no word behind an article, either, has none.
        return "U" if word[0] in "فك" and word_cost(surface) >= STRANGE else "l"
    is_wordlike = word.endswith(_WORDLIKE) and (surface[-1] == "ة" or word_cost(surface) < STRANGE)
    return "W" if is_wordlike else strangeness(surface)


def is_second_body(word: str) -> bool:
    """Tell a folded word that begins another body: محكمة النقض والمحكمة الدستورية are two.

    >>> is_second_body("والمحكمه"), is_second_body("والزراعه")
    (True, False)
    """
    return word.startswith("وال") and word[3:] in folded_words("heads_ar", "body", "government")


def bare_name(surface: str) -> str:
    """Give an Arabic form that begins a name without its proclitic (classes in small letters).

    >>> bare_name("ومحمد"), bare_name("وزغروتي")
    ('محمد', 'زغروتي')
    """
    word = fold(surface)
    classes = _arabic_classes()
    for head, rest in split_proclitics(word):
        if head in _PROCLITICS and len(rest) > 2 and rest in classes:
            # What stands there is shown, not what it is folded to: وأحمد is أحمد.
            kept = strip_marks(surface)[len(head) :]
            is_cut = head.endswith("لل") or (rest.startswith("ال") and not fold(kept).startswith("ال"))
            return "ال" + kept if is_cut else kept
    plain = strip_marks(surface)
    return "ال" + plain[2:] if plain.startswith("لل") else plain[1:]
