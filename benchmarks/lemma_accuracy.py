"""Score the Arabic counting unit on gold lemmas: words that belong together should be one term, and only they.

    CORPUS_DATA=/path/to/data python benchmarks/lemma_accuracy.py

Gold: `data/lemma/ar_pud_dev.tsv` (UD Arabic-PUD, CC BY-SA 3.0; columns surface, lemma, upos, one row a running word).
Scores are B-cubed over running words (Bagga and Baldwin 1998): only the groups matter, not how a lemma is spelt.
`names_kept` is the share of proper names whose unit keeps the letters of the gold lemma. The two halves are drawn by
the lemma: rules that were fitted to one half would show as a gap between them.

The lemma is scored with the counts of `data/wordlists/wordfreq_ar_top50k.tsv` as the corpus around the words, with the
words alone, and without the gazetteer's names; `term` is what `build_corpus` makes of the words alone.
Last comes how often English and French lemmas are those of plain simplemma, weighed by the frequency of the words.
"""

from __future__ import annotations

import csv
import os
import sys
import time
import zlib
from collections import Counter
from pathlib import Path

import polars as pl
import simplemma

from corpus_tools import build_corpus
from corpus_tools.gazetteer import load_actors, protected_names
from corpus_tools.language import fold, lemmatise

Row = dict[str, str]


def main() -> None:
    """Print precision, recall, F1 and names kept of each unit, of both halves, and the agreement with simplemma."""
    folder = os.environ.get("CORPUS_DATA")
    if not folder:
        sys.exit("CORPUS_DATA is not set: no gold lemmas to score on")
    data = Path(folder) / "data"
    gold = read(data / "lemma" / "ar_pud_dev.tsv")
    alone = Counter(row["surface"] for row in gold)
    around = alone + Counter({word: int(share * 1e6) for word, share in frequencies(data, "ar").items()})
    names = protected_names(load_actors())
    start = time.process_time()
    lemmas = lemmatise(around, language="ar", names=names)
    seconds = time.process_time() - start
    units = {
        "surface": {word: word for word in alone},
        "normal": {word: fold(word) for word in alone},
        "simplemma": {word: simplemma.lemmatize(word, lang="ar") for word in alone},
        "lemma": lemmas,
        "lemma, words alone": lemmatise(alone, language="ar", names=names),
        "lemma, no names": lemmatise(around, language="ar"),
        "term": terms(alone),
    }
    print(f"{'unit':<22}{'words':>7}{'precision':>10}{'recall':>8}{'f1':>8}{'names':>8}")
    for name, unit in units.items():
        show(name, gold, unit)
    for half in (0, 1):
        show(f"lemma, half {half + 1}", [row for row in gold if half_of(row) == half], lemmas)
    print(f"{len(around):,} forms lemmatised in {seconds:.1f} CPU-seconds")
    for language in ("en", "fr"):
        show_agreement(frequencies(data, language), language)


def read(path: Path) -> list[Row]:
    """Read a tab-separated table without quoting."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


def frequencies(data: Path, language: str) -> dict[str, float]:
    """Read a frequency list: word, share of the running words."""
    path = data / "wordlists" / f"wordfreq_{language}_top50k.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    return {word: float(share) for word, share in (line.split("\t") for line in lines)}


def terms(words: Counter[str]) -> dict[str, str]:
    """Map each word to its term in a corpus of these words alone; a word that tokens cut otherwise stays as it is."""
    text = " ".join(word for word, count in words.items() for _ in range(count))
    vocabulary = build_corpus(pl.DataFrame({"text": [text], "language": ["ar"]})).vocabulary
    return {word: word for word in words} | dict(vocabulary.select("surface", "term").iter_rows())


def half_of(row: Row) -> int:
    """Draw the half of the gold words by the lemma, so that all forms of one stand together."""
    return zlib.crc32(without_article(row["lemma"]).encode()) % 2


def without_article(word: str) -> str:
    """Fold a lemma as terms are folded."""
    folded = fold(word)
    return folded[2:] if folded.startswith("ال") and len(folded) > 4 else folded


def show(name: str, gold: list[Row], unit: dict[str, str]) -> None:
    """Print one row of scores."""
    guess = [without_article(unit[row["surface"]]) for row in gold]
    truth = [without_article(row["lemma"]) for row in gold]
    precision, recall = b_cubed(guess, truth)
    f1 = 2 * precision * recall / (precision + recall)
    named = [g == t for g, t, row in zip(guess, truth, gold, strict=True) if row["upos"] == "PROPN"]
    kept = sum(named) / len(named)
    print(f"{name:<22}{len(gold):>7,}{precision:>10.4f}{recall:>8.4f}{f1:>8.4f}{kept:>8.4f}")


def b_cubed(guess: list[str], truth: list[str]) -> tuple[float, float]:
    """Give B-cubed precision and recall of two groupings of the same items."""
    guessed, true, both = Counter(guess), Counter(truth), Counter(zip(guess, truth, strict=True))
    precision = sum(n * n / guessed[g] for (g, _), n in both.items()) / len(guess)
    recall = sum(n * n / true[t] for (_, t), n in both.items()) / len(guess)
    return precision, recall


def show_agreement(shares: dict[str, float], language: str) -> None:
    """Print how often the lemma is plain simplemma's, and the commonest words where it is not."""
    lemmas = lemmatise(dict.fromkeys(shares, 1), language=language)
    other = [word for word in shares if lemmas[word] != simplemma.lemmatize(word, lang=language).lower()]
    share = 1 - sum(shares[word] for word in other) / sum(shares.values())
    print(f"{language}: as plain simplemma for {share:.4%} of running words; not for {len(other)}: {other[:8]}")


if __name__ == "__main__":
    main()
