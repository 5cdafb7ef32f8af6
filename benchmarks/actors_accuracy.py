"""Score `find_actors` on sets of names marked by hand: exact spans, by type, by the table alone and with inference.

Usage: CORPUS_DATA=<folder that holds data/> python benchmarks/actors_accuracy.py [files.conll …]

A set is `token TAG` a line, an empty line after each sentence. Its tokens are joined by spaces, its sentences
by line breaks into articles of twenty (the sets do not say where an article ends), and a find counts only if
it begins and ends where the gold does. Each class is counted twice.

**strict**: the gold exactly as it is, and every find but adjectives. Only this is made alike, so that names can be
compared at all:

* states, territories, cities and places are LOC; persons are PER; everything else is ORG; a metonym is the place it
  names; nationality adjectives (`demonym`) are not names to any set, and left out;
* a title that the table counts as part of a name (الملك عبد الله الثاني) is cut off, as the sets do, and so are the
  common noun that says what a place, a paper or a movement is (مدينة، قطاع، دولة، صحيفة، حركة: of 435 such beside a
  name the Arabic sets mark 22) and the epithet of Mecca and Medina;
* the gold's other types (MISC, works, events …) are not looked for; a find that covers one is an error.

**mapped** shows how much of the rest is a matter of what the sets mark and not of what is found. It leaves out:

* the metonym of a ministry (الخارجية الروسية), as an adjective is;
* finds that begin with an army, government, ministry, committee or national team where the gold touches none of their
  words, in ANERcorp: it marks 5 of 508 of these, AQMAR 33 of 51;
* one-word plurals of peoples and believers (المسلمون, الصليبيين: 98 of 837) that AQMAR marks as persons, and who are no
  actors;
* finds that AQMAR marks to the letter with a class of the article (MIS1 …), among them companies and papers.

ACTORS_MISSES=1 lists what was missed and what was found wrongly. The last lines hold the confidence of the
inferred finds against the share of them that is right.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import polars as pl

from corpus_tools import Corpus, build_corpus, find_actors
from corpus_tools.actors.lexicons import folded_words
from corpus_tools.language import fold

SENTENCES = 20
SETS = {"ar_anercorp_dev": "ar", "ar_aqmar_dev": "ar", "en_wikigold_dev": "en"}
TYPES = {"PERS": "PER", "PER": "PER", "LOC": "LOC", "ORG": "ORG"}
# What the sets leave out before a name, after it, and altogether: see above.
COMMON_NOUNS = frozenset(
    {*("مدينه", "اقليم", "قطاع", "نهر", "اماره", "دوله", "جمهوريه", "ولايه", "محافظه", "منطقه", "جزيره", "حي", "مخيم")}
    | {*("بلده", "قريه", "صحيفه", "جريده", "مجله", "قناه", "حركه", "جماعه")}
)
EPITHETS = frozenset({"المكرمه", "المنوره"})
UNMARKED = {
    "ar_anercorp": frozenset(
        {*("جيش", "الجيش", "قوات", "القوات", "شرطه", "الشرطه", "حكومه", "الحكومه", "وزاره", "لجنه", "منتخب", "المنتخب")}
    )
}
PEOPLES = frozenset({"ar_aqmar_dev"})
KINDS = dict.fromkeys(("state", "territory", "city", "place"), "LOC") | {"person": "PER"}


class Span(NamedTuple):
    """A name: its article, its characters and its type."""

    doc: str
    start: int
    end: int
    type: str


def main() -> None:
    """Print one block a set, and the calibration of all."""
    root = os.environ.get("CORPUS_DATA")
    if not root:
        sys.exit("actors_accuracy: set CORPUS_DATA to the folder that holds data/ner.")
    paths = [Path(argument) for argument in sys.argv[1:]]
    paths = paths or [Path(root) / f"data/ner/{name}.conll" for name in SETS]
    heading = f"{'set':<22}{'finds by':<14}{'count':<8}{'type':<6}"
    print(f"{heading}{'gold':>6}{'found':>7}{'precision':>11}{'recall':>8}{'F1':>7}")
    judged: list[tuple[float, bool]] = []
    for path in paths:
        corpus, gold = read_set(path)
        for inferred in (False, True):
            started = time.process_time()
            mentions = find_actors(corpus, inferred=inferred)
            seconds = time.process_time() - started
            way, found = "inference" if inferred else "table", spans_of(mentions)
            show(path.stem, way, "strict", gold, found)
            show(path.stem, way, "mapped", *mapped(corpus, path.stem, gold, mentions))
            print(f"{path.stem:<22}{way:<14}{seconds:.1f} s of processor time")
            if inferred:
                judged += judge(mentions, gold)
                if os.environ.get("ACTORS_MISSES"):
                    list_errors(corpus, gold, found)
    calibrate(judged)


def read_set(path: Path) -> tuple[Corpus, list[Span]]:
    """Read a set as a corpus and its gold spans."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    sentences = [[line.rsplit(" ", 1) for line in block.splitlines() if " " in line] for block in blocks]
    sentences = [sentence for sentence in sentences if sentence and sentence[0][0] != "-DOCSTART-"]
    texts, gold = [], []
    for number, first in enumerate(range(0, len(sentences), SENTENCES)):
        text = ""
        for sentence in sentences[first : first + SENTENCES]:
            offsets = []
            for token, _ in sentence:
                offsets.append((len(text), len(text) + len(token)))
                text += token + " "
            text = text[:-1] + "\n"
            gold += spans_of_tags([tag for _, tag in sentence], offsets, str(number))
        texts.append(text)
    language = SETS.get(path.stem, path.stem[:2])
    frame = pl.DataFrame({"doc_id": list(map(str, range(len(texts)))), "text": texts})
    return build_corpus(frame.with_columns(language=pl.lit(language))), gold


def spans_of_tags(tags: list[str], offsets: list[tuple[int, int]], doc: str) -> list[Span]:
    """Read B-/I- tags as spans of any type; an I- after another type, or after none, begins one."""
    spans: list[Span] = []
    before = "O"
    for tag, (start, end) in zip(tags, offsets, strict=True):
        kind = tag.partition("-")[2]
        if tag != "O":
            if tag.startswith("I-") and before.partition("-")[2] == kind:
                spans[-1] = spans[-1]._replace(end=end)
            else:
                spans.append(Span(doc, start, end, TYPES.get(kind, kind)))
        before = tag
    return spans


def spans_of(mentions: pl.DataFrame) -> set[Span]:
    """Give the spans of mentions but adjectives, cut as the sets cut names."""
    found = set()
    rows = mentions.filter(pl.col("how") != "demonym").select("doc_id", "start", "end", "kind", "surface").iter_rows()
    for doc, start, end, kind, surface in rows:
        before, after = outer_lengths(surface.split(" "), kind)
        found.add(Span(doc, start + before, end - after, KINDS.get(kind, "ORG")))
    return found


def mapped(corpus: Corpus, name: str, gold: list[Span], mentions: pl.DataFrame) -> tuple[list[Span], set[Span]]:
    """Leave out of gold and finds what the set called `name` and `find_actors` define in different ways."""
    wanted = [span for span in gold if name not in PEOPLES or not is_people(corpus, span)]
    marked = {(span.doc, at) for span in wanted for at in range(span.start, span.end)}
    unmarked = next((heads for part, heads in UNMARKED.items() if name.startswith(part)), frozenset())
    kept = []
    for doc, start, end, how, surface in mentions.select("doc_id", "start", "end", "how", "surface").iter_rows():
        first = surface.split(" ")[0]
        is_free = marked.isdisjoint((doc, at) for at in range(start, end))
        kept.append(not is_ministry(first, how) and not (is_free and bare(first) in unmarked))
    return wanted, spans_of(mentions.filter(pl.Series(kept, dtype=pl.Boolean))) - beside(name, gold)


def beside(name: str, gold: list[Span]) -> set[Span]:
    """Give what AQMAR marks with a class of the article, as organisations."""
    if name not in PEOPLES:
        return set()
    return {span._replace(type="ORG") for span in gold if span.type.startswith("MIS")}


def is_people(corpus: Corpus, span: Span) -> bool:
    """Tell a plural like المسلمين from a name of the lists like الحسين."""
    text = corpus.articles.filter(pl.col("doc_id") == span.doc)["text"][0][span.start : span.end]
    is_plural = (
        span.type == "PER" and " " not in text and text.endswith(("ون", "ين")) and "ال" in text[:3] + text[:4][-2:]
    )
    return is_plural and not fold(text).endswith(tuple(folded_words("given_ar")))


def bare(word: str) -> str:
    """Fold a word and cut off one letter before it that is written with it."""
    folded = fold(word)
    return (
        folded[1:] if folded[:1] in {"و", "ب", "ل", "ف"} and not folded.startswith(("وزار", "ولاي", "بلد")) else folded
    )


def is_ministry(word: str, how: str) -> bool:
    """Tell the metonym of a ministry or a presidency from that of a capital."""
    return how == "metonym" and bare(word) in {"الخارجيه", "وزاره", "رئاسه", "الرئاسه", "الدفاع", "الداخليه"}


def outer_lengths(words: list[str], kind: str) -> tuple[int, int]:
    """Count the characters that the sets leave out before a name, and after it."""
    surface = " ".join(words)
    before = title_length(surface) if kind == "person" else 0
    if kind != "person" and len(words) > 1 and bare(words[0]) in COMMON_NOUNS:
        before = len(words[0]) + 1
    after = len(words[-1]) + 1 if len(words) > 1 and fold(words[-1]) in EPITHETS else 0
    return before, after


@cache
def titles() -> frozenset[str]:
    """Give the titles of persons with and without the article."""
    return frozenset("ال" * article + fold(word) for word in folded_words("titles_ar") for article in (0, 1))


def title_length(surface: str) -> int:
    """Count the characters of the titles, and of the words that complete them, before a person's name."""
    words = surface.split(" ")
    while len(words) > 1 and fold(words[0]) in titles():
        words = words[1:]
    return len(surface) - len(" ".join(words))


def show(name: str, way: str, count: str, gold: list[Span], found: set[Span]) -> None:
    """Print precision, recall and F1 of each type."""
    for kind in ("LOC", "PER", "ORG"):
        wanted = {span for span in gold if span.type == kind}
        given = {span for span in found if span.type == kind}
        right = len(wanted & given)
        precision, recall = right / max(1, len(given)), right / max(1, len(wanted))
        f1 = 2 * right / max(1, len(given) + len(wanted))
        numbers = f"{len(wanted):>6}{len(given):>7}{precision:>11.3f}{recall:>8.3f}{f1:>7.3f}"
        print(f"{name:<22}{way:<14}{count:<8}{kind:<6}{numbers}")


def judge(mentions: pl.DataFrame, gold: list[Span]) -> list[tuple[float, bool]]:
    """Pair the confidence of each inferred find with whether it is right."""
    wanted = set(gold)
    rows = mentions.filter(pl.col("how") == "inferred").select("doc_id", "start", "end", "kind", "confidence")
    return [
        (sure, Span(doc, start, end, KINDS.get(kind, "ORG")) in wanted)
        for doc, start, end, kind, sure in rows.iter_rows()
    ]


def calibrate(judged: list[tuple[float, bool]]) -> None:
    """Print, for each tenth of confidence, how many finds there are and which share of them is right."""
    print(f"\n{'confidence':<14}{'finds':>7}{'mean':>8}{'right':>8}")
    for low in range(10):
        here = [(sure, right) for sure, right in judged if low / 10 <= sure < (low + 1) / 10 + (low == 9)]
        if here:
            mean, right = (sum(one[i] for one in here) / len(here) for i in (0, 1))
            print(f"{low / 10:.1f}–{(low + 1) / 10:.1f}{'':<7}{len(here):>7}{mean:>8.2f}{right:>8.2f}")


def list_errors(corpus: Corpus, gold: list[Span], found: set[Span]) -> None:
    """Print the commonest surfaces that were missed and that were found wrongly."""
    texts = dict(corpus.articles.select("doc_id", "text").iter_rows())
    wanted = {span for span in gold if span.type in TYPES.values()}
    for label, spans in (("missed", wanted - found), ("wrong", found - wanted)):
        for kind in ("LOC", "PER", "ORG"):
            surfaces = Counter(texts[span.doc][span.start : span.end] for span in spans if span.type == kind)
            print(f"  {label} {kind}:", ", ".join(f"{text} {count}" for text, count in surfaces.most_common(150)))


if __name__ == "__main__":
    main()
