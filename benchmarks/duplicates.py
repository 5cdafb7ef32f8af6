"""Time `find_duplicates` on 100,000 articles, and count what it finds of copies planted among them.

    python benchmarks/duplicates.py [ARTICLES]

Articles are resampled from real news where CORPUS_DATA is set (by its tools/make_large_corpus.py), else from the
sentences of seeds/. Six thousand copies are planted, edited in known ways.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import polars as pl

from corpus_tools import find_duplicates, read_articles

SEEDS = Path(__file__).parent.parent / "seeds"
COPIES = 1_000  # of each kind
KINDS = {
    "exact": lambda words, random: words,
    "2 % of words edited": lambda words, random: edit(words, random, share=0.02),
    "5 % of words edited": lambda words, random: edit(words, random, share=0.05),
    "10 % cut": lambda words, random: words[: round(len(words) * 0.9)],
    "15 % moved": lambda words, random: words[round(len(words) * 0.15) :] + words[: round(len(words) * 0.15)],
    "half cut": lambda words, random: words[: len(words) // 2],
}


def main() -> None:
    """Print the time, the memory, and a line a kind of copy."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    random = np.random.default_rng(1)
    articles = make_articles(count, random)
    planted = plant(articles, random)
    everything = pl.concat([articles, planted.select("doc_id", "text")])
    print(f"{everything.height} articles, {everything['text'].str.len_chars().sum() / 1e6:.0f} million characters")
    for threshold in (0.8, 0.5):
        started, worked = time.perf_counter(), time.process_time()
        found = find_duplicates(everything, threshold=threshold)
        wall, processor = time.perf_counter() - started, time.process_time() - worked
        print(f"threshold {threshold}: {wall:.1f} s, {processor:.1f} s of processor time")
        show(found, planted)
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB")


def make_articles(count: int, random: np.random.Generator) -> pl.DataFrame:
    """Make so many articles that are no copies of each other."""
    data = os.environ.get("CORPUS_DATA")
    if data:
        with tempfile.TemporaryDirectory() as folder:
            tool = Path(data) / "tools" / "make_large_corpus.py"
            subprocess.run([sys.executable, str(tool), str(count), folder], check=True, stdout=subprocess.DEVNULL)
            return pl.read_parquet(f"{folder}/*.parquet").select("text", doc_id="id")["doc_id", "text"]
    sentences = read_articles(SEEDS)["text"].str.split("\n").explode(empty_as_null=False).to_list()
    texts = ["\n".join(sentences[place] for place in random.integers(0, len(sentences), 8)) for _ in range(count)]
    return pl.DataFrame({"doc_id": [str(number) for number in range(count)], "text": texts})


def plant(articles: pl.DataFrame, random: np.random.Generator) -> pl.DataFrame:
    """Copy some articles of 80 words or more, each in one of the ways."""
    long = articles.filter(pl.col("text").str.count_matches(" ") >= 80)
    chosen = long.sample(COPIES * len(KINDS), seed=1)
    rows = []
    for number, (original, text) in enumerate(chosen.iter_rows()):
        kind = list(KINDS)[number % len(KINDS)]
        rows.append((f"copy-{number}", " ".join(KINDS[kind](text.split(), random)), original, kind))
    return pl.DataFrame(rows, schema=["doc_id", "text", "original", "kind"], orient="row")


def edit(words: list[str], random: np.random.Generator, *, share: float) -> list[str]:
    """Put another word of the text in the place of some."""
    edited = list(words)
    for place in random.choice(len(words), round(len(words) * share), replace=False):
        edited[place] = words[random.integers(0, len(words))]
    return edited


def show(found: pl.DataFrame, planted: pl.DataFrame) -> None:
    """Print for each kind the share that is in the group of its original, and how alike it is."""
    groups = found.select("doc_id", "group", "similarity")
    met = planted.join(groups, on="doc_id", how="left").join(
        groups.select(original="doc_id", own="group"), on="original", how="left"
    )
    for kind in KINDS:
        rows = met.filter(pl.col("kind") == kind)
        hits = rows.filter(pl.col("group") == pl.col("own"))
        print(f"    {kind:<22}{hits.height / rows.height:>7.1%} found, mean {hits['similarity'].mean() or 0:.2f}")
    known = pl.concat([planted["doc_id"], planted["original"]])
    print(f"    {found.filter(~pl.col('doc_id').is_in(known.implode())).height} rows of others")


if __name__ == "__main__":
    main()
