"""Rules that see names in a run of words: patterns over the classes of `classes.py`.

The whole corpus is one string of two characters a token: how it is tied to the word before (a space, a comma
for a little punctuation, a bar for a break), and its class. A rule is a regular expression over that string,
so that Python is at work once a find, not once a token; the cue is outside the group `name`, the name inside.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
import polars as pl

from corpus_tools.actors.inferred.classes import arabic_class
from corpus_tools.actors.inferred.latin import latin_classes
from corpus_tools.actors.inferred.quoted import keep_quoted
from corpus_tools.language import is_dictionary_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus_tools.corpus import Corpus

Rows: TypeAlias = np.ndarray[tuple[int], np.dtype[np.bool_]]
Letters: TypeAlias = np.ndarray[tuple[int], np.dtype[np.uint8]]

SPANS = {"row": pl.UInt32, "length": pl.UInt32, "kind": pl.String, "confidence": pl.Float64, "classes": pl.String}

# A name in Latin letters, in an Arabic text.
_CAPITAL = "^[A-ZÀ-Þ][A-Za-zÀ-ÿ]+"
# What is less sure than this is no find.
LEAST = 0.5
# What nouns take and foreign names do not.
_NOUN_FORMS = (("ال", ""), ("لل", ""), ("وال", ""), ("بال", ""), ("", "ها"), ("", "هم"))


class Rule(NamedTuple):
    """A pattern, what it finds, and how sure that is; None leaves it to the classes of the words."""

    kind: str
    confidence: float | None
    pattern: re.Pattern[bytes]


def _rule(kind: str, confidence: float | None, pattern: str) -> Rule:
    return Rule(kind, confidence, re.compile(pattern.encode("ascii")))


_GOES_ON = (
    r"(?: [GSUKRZ47]| H(?! [L])|(?<=[GHBgU])(?<![GHSUZ49] [GHSUZ]) J(?: !)?|(?<=[Gg]) w(?! [LAZRw4])"
    # A rare noun, an adjective and that of a nation: surnames behind enough of a name, or before what ends one.
    r"|(?<=[GHSUZ4]) 9(?= [2TXqih]|[,|])|(?<=[GHSUZ479] [GHSUZ479]) [A9%]|(?<=[EB^HG] [GHLAR]) [9%]"
    r"|(?<=[Nn] [GHSULA49Z7]) %|(?<=G) A(?= [2TqXi]|[,|])|(?<=[Gg]) T(?=[,|]| [gh])| W [R7]"
    r"|(?<=[Gg]) W(?= U[ ,|][^USG])| 2(?= [GS]|[,|])| [Bb^] (?:E [A-Z479]|N [A-Z249q]|[A-Za-z2479])"
    r"| N (?:N )?[GHSUKZLAWT249q]| E [A-Z479])"
)
_KUNYA = r"[Nn] (?:E [A-Z479]|[GHSUKZL49])"
_SERVANT = r"[Ee] [GHSLZARJXT479]"
_OFFICE = r"[T2t](?: [LAZT2VOQPlJMvmk49%]| l){0,5}?"
_ARABIC = (
    # The office, what completes it, and the bearer: وزير الخارجية الروسي سيرغي لافروف.
    _rule("title", None, rf"{_OFFICE}[ ,](?P<name>(?:[GSU]|{_KUNYA}|{_SERVANT}|H(?={_GOES_ON})){_GOES_ON}{{0,4}})"),
    _rule("title", None, r"T[ ,](?P<name>H)(?! [LWAHZ0])"),
    _rule("person", 0.75, r"T[ ,](?P<name>[wUH] J(?: !)?)"),
    _rule("person", 0.6, r"T (?P<name>Z)(?! [LAZHW49])"),
    _rule(
        "given",
        None,
        rf"(?<![&+][ ,])(?P<name>(?:[Gg]|[Hh](?! [79])(?={_GOES_ON})|{_KUNYA}|{_SERVANT}){_GOES_ON}{{0,4}})",
    ),
    # الوليد بن طلال, but هرب بن علي: before بن a word that is no common one is a name.
    _rule("person", 0.75, rf"(?P<name>[Z49Uw](?<![GHghSUwu] .) \^ (?:{_SERVANT}|{_KUNYA}|[GHSUZ]){_GOES_ON}{{0,5}})"),
    _rule("person", 0.75, r"T[ ,](?P<name>[GH] [wW])(?= [2T])"),
    _rule("person", 0.7, r"T[ ,](?P<name>[GH] w)(?! [LAZ49])"),
    _rule("person", 0.7, r"T[ ,](?P<name>U w|w [UGS])(?= [2TXqi])"),
    _rule("person", 0.65, r"[%$] (?P<name>[GUw] [UwGS])(?! [US])"),
    _rule("person", 0.6, r"[%$] (?P<name>[GU] W)(?= [20TXi]|[,|])"),
    _rule("person", 0.55, r"q (?P<name>U(?: U)?)(?= [Xxqi])"),
    _rule("person", 0.6, r"q (?P<name>S)(?! [GHSUZ49LA])"),
    _rule("person", 0.55, r"q (?P<name>H)(?= [Xxq])"),
    _rule("person", 0.6, r"(?P<name>[GgHh] w)(?=,[2T])"),
    _rule("person", 0.7, r"(?P<name>H 7)(?= [Xxq])"),
    _rule("person", 0.65, r"(?P<name>[Uu] [GS](?: [GHSUKZ])*)"),
    _rule("person", 0.6, r"[MmkA%$] (?P<name>U U)(?! [US])"),
    # What follows says who it is: كوفي أنان أمين …
    _rule("person", 0.6, r"(?P<name>U [US](?: [US])?)(?=[ ,](?:2|T [LA]))"),
    _rule("organisation", 0.75, r"(?P<name>[Oo56<>] [US](?: [USG]){0,2})"),
    _rule("organisation", 0.5, r"(?P<name>[Oo56<>] (?:[LAZJ49](?: [LAZJ49]){1,3}|[LZ49](?= l))(?: l(?: [LAZ49])?)?)"),
    _rule("organisation", 0.7, r"(?P<name>[<>] [LAZ49])(?! [LAZ49l])"),
    _rule("organisation", 0.55, r"(?P<name>[Oo56<>] (?:T [GH]|G|H(?= [GHSUZ]))(?: [GHSUZ])*)"),
    # جامعة القاهرة, دينامو كييف, مانشستر سيتي: the city is a part of the name.
    _rule("organisation", 0.75, r"(?P<name>(?:[56](?: P)?|[18]) m(?: m)*)"),
    _rule("organisation", 0.75, r"(?P<name>[mk] 3)"),
    # منتخب مصر, المنتخب الوطني المغربي, but not الرئيس المنتخب.
    _rule("organisation", 0.75, r"(?<!T )(?P<name>[/:] (?:(?:[LAZ49] ){0,2}%(?: %)?|(?:P )?m(?: m)*|U(?: U)?))"),
    # مؤسسة البرمجيات الحرة, وزارة دفاع الولايات المتحدة
    _rule("organisation", 0.6, r";[ ,](?P<name>[L9] [LA])(?! [LAZ49%l])"),
    _rule("organisation", 0.75, r"(?P<name>[Vv] W m(?: m)*)"),
    _rule("organisation", 0.6, r"(?P<name>[#@{}] %)"),
    _rule("organisation", 0.5, r"(?P<name>[#@{}] A l(?! [LAl])|[@}] A(?! [%A]))"),
    _rule("organisation", 0.5, r"(?P<name>[Vv] [LAZ49](?: l)?)"),
    _rule("organisation", 0.75, r"[CcYyQ18=;][ ,](?P<name>U(?: [USG]){0,3})"),
    # نادي الهلال, but فريق العمل: what a team is called is told by the list of clubs.
    _rule("organisation", 0.6, r"[Yy18=][ ,](?P<name>(?:[Z4]|(?<!=.)[LH9])(?: A)?)(?! [a-zGS])"),
    # قناة «التاسعة»: in quotes any word is a name; شبكة SkyPost: and so is one in Latin letters.
    _rule("quoted", 0.8, r"[CcYyQ;],(?P<name>[^|MmXx0](?: [^|MX0]){0,3})(?=[,|])"),
    _rule("organisation", 0.75, r"[CcYyQ;][ ,](?P<name>I(?: I){0,2})"),
    # However it is built, a name goes before an acronym in brackets: الاتحاد البريدي الأفريقي (UPAP).
    _rule("organisation", 0.75, r"(?P<name>[#@{}Oo56](?: [LAZJ49%l]){1,6})(?=,I)"),
    # خواكين «الشابو» غوسمان: a nickname.
    _rule("nicknamed", 0.9, r"(?P<name>[GgHU],[^|MX0](?: [^|MX0])?,[GSUKHwW4Z])"),
    _rule("place", 0.85, r"[Pp+],?[ ,](?P<name>U(?: U)?)"),
    _rule("place", 0.7, r"[Pp+] (?P<name>[SGH](?: R)?)(?! [GHSUK])"),
    _rule("place", 0.75, r"(?:[Pp](?= 4)|\+) (?P<name>[49Z])(?! [49ZLGHSU])"),
    _rule("place", 0.85, r"[PpDd+] (?P<name>\*)(?! [GHSU49])"),
    _rule("place", 0.6, r"\+ (?P<name>L)(?! [A-Z49])"),
    _rule("place", 0.6, r"[P+] (?P<name>F [A-Z])"),
    _rule("place", 0.7, r"(?P<name>[Ff] U(?: U)?)"),
    _rule("place", 0.7, r"[Dd] (?P<name>U)(?! [US])"),
    _rule("place", 0.5, r"i (?P<name>U)(?! [US])"),
)
_FAMILY = r"(?:(?: [pe]){1,2} [GHSUCKF]| [GHSUCKFmT]|(?<=G) P|(?<=I),[GHSUCKF]|[ ,]J)"
_LATIN = (
    _rule("title", None, rf"(?:T|t)[ ,](?P<name>(?:[GHSUI]|C(?= [GHSUI]))(?:[ ,]I)*{_FAMILY}{{0,3}})"),
    _rule("given", None, rf"(?P<name>(?:G|H(?=[ ,]I|{_FAMILY}))(?:[ ,]I)*{_FAMILY}{{0,3}})"),
    _rule("person", 0.8, r"(?P<name>(?:I,)+[GHSU](?: [SU])?)"),
    _rule("person", 0.55, r"(?<![ei] )(?P<name>U [SUHG](?: [SU])?)(?! [OP])"),
    _rule("person", 0.6, r"(?P<name>S)(?= [vw])"),
    _rule("person", 0.5, r"(?P<name>U)(?= v)"),
    _rule(
        "organisation", 0.7,
        r"(?P<name>(?:[GHSUCKQFTm]|I)(?: o| e)?(?:[ ,][GHSUCKRQFTIm](?: o| e)?){0,4}[ ,]O(?: O)*)",
    ),
    _rule("organisation", 0.75, r"(?P<name>[OQ] [oe](?: e)? m(?: m)*)"),
    _rule("organisation", 0.6, r"(?P<name>[OQ] [oe](?: e)? [GHSUCKRQFm](?: [GHSUCKRQFm])*)"),
    _rule("place", 0.75, r"(?P<name>[HSUC](?: [GHSUC])?(?: P)+)(?! [A-Zo])"),
    # Miami Beach, East Perth: the city is a part of the name.
    _rule("place", 0.75, r"(?P<name>(?:F )?m(?: m)*(?: [GHSUCF])?(?: P)+)(?! [A-Zo])"),
    _rule("place", 0.75, r"(?P<name>F (?:m(?: m)*|[GHSUC](?: P)?))(?! [A-Z])"),
    _rule("place", 0.8, r"(?P<name>[USGHC](?: [US])?)(?=,[Mm])"),
    _rule("place", 0.8, r"(?P<name>[USGHC](?: [USC])?)(?= w [wx] (?:x )?d)"),
    _rule("place", 0.5, r"i (?P<name>U(?: U)?)(?![ ,][A-Z])"),
    _rule("place", 0.6, r"e (?P<name>U(?: U)?)(?= d)"),
    _rule("place", 0.65, r"d (?:[oe] )?(?P<name>[US])(?![ ,][A-Z])"),
)  # fmt: skip


def find_spans(
    corpus: Corpus, taken: Rows, listed: tuple[Rows, Rows], seats: tuple[Rows, Rows], adjectives: Rows
) -> pl.DataFrame:
    """Find names by the rules: one row a find, overlaps and all; rows that are `taken` are in none of them.

    `listed` marks the words of places that a list has, without and with a proclitic: they may be a cue, and a
    part of a longer name. `seats` marks those of the table in the same way, and `adjectives` those of nations.
    """
    vocabulary = corpus.vocabulary
    frames = [pl.DataFrame(schema=SPANS)]
    ties = _ties(corpus.tokens)
    forms = corpus.tokens["form"].to_numpy()
    marks = (taken, adjectives, listed, seats)
    if (vocabulary["language"] == "ar").any():
        letters = _letters(vocabulary, "ar")
        # فيكتوريا بيكهام, but زار صالح بغداد: only what is a given name foremost may be a part of a person's.
        frames.append(_apply(_ARABIC, ties, _mark(_by_use(letters, corpus, ties)[forms], marks, kept="G")))
    for language in ("en", "fr"):
        if (corpus.articles["language"] == language).any():
            code = _mark(_letters(vocabulary, language)[forms], marks, kept="GHS")
            frames.append(_apply(_LATIN, ties, code))
    found = keep_quoted(corpus, pl.concat(frames))
    return found.unique(["row", "length", "kind"], keep="first", maintain_order=True)


def _mark(code: Letters, marks: tuple[Rows, Rows, tuple[Rows, Rows], tuple[Rows, Rows]], *, kept: str) -> Letters:
    taken, adjectives, listed, seats = marks
    # A listed place keeps the letter of a word of its own: بغداد is m, but لندن in جاك لندن may end a name.
    code[listed[0]] = ord("m")
    code[seats[0] & ~np.isin(code, _bytes(kept))] = ord("m")
    code[listed[1] | seats[1]] = ord("k")
    code[taken] = ord("M")
    # عبد الله المناعي والعماني: with و it begins what comes next.
    code[adjectives] = np.where(np.isin(code[adjectives], _bytes("lzghsu")), ord("$"), ord("%"))
    return code


def _by_use(letters: Letters, corpus: Corpus, ties: Letters) -> Letters:
    """Turn other words into surnames that the corpus uses as such: a third of the time, after a given name.

    It must be seen so twice, unless it ends like a family name, and a word of the dictionary (سدد غوتي كرة) half of
    the time; verbs, and nouns with a pronoun, are none.
    """
    forms = corpus.tokens["form"].to_numpy()
    code = letters[forms]
    before = np.isin(code[:-1], _bytes("GgS")) & (ties[1:] == ord(" "))
    times = np.bincount(forms, minlength=len(letters))
    after = np.bincount(forms[1:][before], minlength=len(letters))
    usual = (after > 0) & (3 * after >= times) & np.isin(letters, _bytes("WLA9"))
    promoted = letters.copy()
    asked = pl.Series(np.flatnonzero(usual & ((after > 1) | np.isin(letters, _bytes("A9")))), dtype=pl.UInt32)
    chosen = corpus.vocabulary.filter(pl.col("form").is_in(asked.implode()))
    for form, surface in chosen.select("form", "surface").iter_rows():
        if letters[form] == ord("W"):
            is_verb = surface[0] in "يتسو" or surface.endswith(("ه", "ها", "هم", "نا"))
            is_noun = 2 * after[form] < times[form] and is_dictionary_word(surface, language="ar")
            promoted[form] = letters[form] if is_verb or is_noun else ord("K")
        elif not is_dictionary_word(surface, language="ar"):
            promoted[form] = ord("Z")
    return promoted


def _bytes(text: str) -> Letters:
    return np.frombuffer(text.encode("ascii"), dtype=np.uint8)


def _letters(vocabulary: pl.DataFrame, language: str) -> Letters:
    """Give the class of each form of a language as a byte; forms of others are a tilde, numbers a 0."""
    # A part of a corpus keeps the numbers of the forms of the whole.
    last = vocabulary["form"].max()
    letters = np.full(1 + (last if isinstance(last, int) else -1), ord("~"), dtype=np.uint8)
    letters[vocabulary.filter(pl.col("kind") == "number")["form"].to_numpy()] = ord("0")
    own = vocabulary.filter((pl.col("language") == language) & (pl.col("kind") == "word"))
    if language == "ar":
        latin = vocabulary.filter((pl.col("language") == "und") & pl.col("surface").str.contains(_CAPITAL))
        letters[latin["form"].to_numpy()] = ord("I")
        found = _without_common_nouns(list(map(arabic_class, own["surface"])), own["normal"])
    else:
        acronyms = vocabulary.filter((pl.col("language") == "und") & (pl.col("kind") == "word"))
        letters[acronyms["form"].to_numpy()] = ord("K")
        found = latin_classes(own["surface"], dict(own.select("surface", "count").iter_rows()), language)
    letters[own["form"].to_numpy()] = np.frombuffer("".join(found).encode("ascii"), dtype=np.uint8)
    return letters


def _without_common_nouns(classes: list[str], words: pl.Series) -> list[str]:
    """Take unknown words that the corpus also has with an article or a pronoun for nouns (أغراض: الأغراض).

    One that it has without the و before it is that word (u).
    """
    every = frozenset(words)
    return [
        letter
        if letter not in "Uw"
        else "W"
        if not every.isdisjoint(f"{head}{word}{tail}" for head, tail in _NOUN_FORMS)
        else "u"
        if word[0] == "و" and word[1:] in every
        else letter
        for letter, word in zip(classes, words, strict=True)
    ]


def _apply(rules: tuple[Rule, ...], ties: Letters, code: Letters) -> pl.DataFrame:
    text = np.stack([ties, code], axis=1).tobytes()
    rows = [row for rule in rules for row in _matches(rule, text, is_latin=rules is _LATIN)]
    return pl.DataFrame(rows, schema=SPANS, orient="row")


def _ties(tokens: pl.DataFrame) -> Letters:
    """Say how each token is tied to the one before: a space, a little punctuation (,), or not at all (|)."""
    same = (pl.col("doc") == pl.col("doc").shift()) & (pl.col("sentence") == pl.col("sentence").shift())
    gap = pl.col("start").cast(pl.Int64) - pl.col("end").shift().cast(pl.Int64)
    tie = pl.when(same & (gap <= 1)).then(ord(" ")).when(same & (gap <= 3)).then(ord(",")).otherwise(ord("|"))
    return tokens.select(tie.cast(pl.UInt8)).to_series().to_numpy()


def _matches(rule: Rule, text: bytes, *, is_latin: bool) -> Iterator[tuple[int, int, str, float, str]]:
    for match in rule.pattern.finditer(text):
        start, end = match.span("name")
        classes = text[start:end:2].decode("ascii")
        if rule.confidence is not None:
            yield start // 2, len(classes), rule.kind, rule.confidence, classes
        elif (sure := person_confidence(classes, is_titled=rule.kind == "title", is_latin=is_latin)) >= LEAST:
            yield start // 2, len(classes), "person", sure, classes


@cache
def person_confidence(classes: str, *, is_titled: bool, is_latin: bool = False) -> float:
    """Say how sure a run of classes is a person: which words are names for sure, and whether a title stands before.

    >>> person_confidence("GS", is_titled=True), person_confidence("G", is_titled=False)
    (0.95, 0.65)
    """
    first, rest = classes[0].upper(), classes[1:]
    base = {"G": 0.65, "H": 0.35, "S": 0.4, "U": 0.35, "N": 0.5, "E": 0.6, "I": 0.4, "C": 0.2}.get(first, 0.2)
    if is_latin and first == "H":
        base = 0.45  # The capital says a name already.
    if first == "H" and not is_latin and set(rest) <= {"H", "Z"}:
        base += 0.15  # سعيد صالح, but نظام حسين, too: two words that may be any.
    elif any(letter in "GSZB^ENJR74" for letter in rest):
        base = max(base + 0.25, 0.8 if not {"B", "^"}.isdisjoint(rest) else 0)
    elif any(letter in "UKw9" for letter in rest):
        base += 0.2
    elif "H" in rest:
        base += 0.15
    elif any(letter in "CFTPm" for letter in rest):
        base += 0.1
    base += 0.3 if is_titled else 0.0
    return round(min(base, 0.95), 2)
