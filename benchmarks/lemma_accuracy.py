"""Score the Arabic counting unit on gold lemmas: words that belong together should be one term, and only they.

    CORPUS_DATA=/path/to/data python benchmarks/lemma_accuracy.py

Gold: `data/lemma/ar_pud_dev.tsv` (UD Arabic-PUD, CC BY-SA 3.0; columns surface, lemma, upos, one row a running word).
Word counts of `data/wordlists/wordfreq_ar_top50k.tsv` stand for the corpus in which the words would be counted.
Scores are B-cubed over running words (Bagga and Baldwin 1998): only the groups matter, not how a lemma is spelt.
"""

from __future__ import annotations

import csv
import os
import sys
from collections import Counter
from pathlib import Path

from corpus_tools.gazetteer import load_actors, protected_names
from corpus_tools.language import fold, lemmatise


def main() -> None:
    """Print precision, recall and F1 of surface forms, of folded forms and of lemmas."""
    folder = os.environ.get("CORPUS_DATA")
    if not folder:
        sys.exit("CORPUS_DATA is not set: no gold lemmas to score on")
    data = Path(folder) / "data"
    gold = read(data / "lemma" / "ar_pud_dev.tsv")
    counts = Counter(row["surface"] for row in gold)
    for word, share in csv.reader(
        (data / "wordlists" / "wordfreq_ar_top50k.tsv").open(encoding="utf-8"), delimiter="\t"
    ):
        counts[word] += int(float(share) * 1e6)
    lemmas = lemmatise(counts, language="ar", names=protected_names(load_actors()))
    truth = [without_article(row["lemma"]) for row in gold]
    print(f"{'unit':<10}{'precision':>10}{'recall':>10}{'f1':>10}   ({len(gold):,} words)")
    for name, unit in (("surface", str), ("normal", fold), ("lemma", lambda word: without_article(lemmas[word]))):
        precision, recall = b_cubed([unit(row["surface"]) for row in gold], truth)
        print(f"{name:<10}{precision:>10.4f}{recall:>10.4f}{2 * precision * recall / (precision + recall):>10.4f}")


def read(path: Path) -> list[dict[str, str]]:
    """Read a tab-separated table without quoting."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


def without_article(word: str) -> str:
    """Fold a lemma as terms are folded."""
    folded = fold(word)
    return folded[2:] if folded.startswith("ال") and len(folded) > 4 else folded


def b_cubed(guess: list[str], truth: list[str]) -> tuple[float, float]:
    """Give B-cubed precision and recall of two groupings of the same items."""
    guessed, true, both = Counter(guess), Counter(truth), Counter(zip(guess, truth, strict=True))
    precision = sum(n * n / guessed[g] for (g, _), n in both.items()) / len(guess)
    recall = sum(n * n / true[t] for (_, t), n in both.items()) / len(guess)
    return precision, recall


if __name__ == "__main__":
    main()
