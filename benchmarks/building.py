"""Measure what it costs to build, save and open a large corpus, against the targets.

    CORPUS_DATA=/path/to/data python benchmarks/building.py [ARTICLES]

`CORPUS_DATA` names a folder with `tools/make_large_corpus.py`, which makes ARTICLES (default 100,000) articles with as
many word forms as real news of that size has. Each step runs in a process of its own. CPU seconds are user and system
time of all its threads; the peak is that of the whole process, with the package and the texts in it.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

import corpus_tools as ct
from corpus_tools.corpus import building

if TYPE_CHECKING:
    from collections.abc import Callable

# Targets for 100,000 articles: CPU seconds of the index and of the forms, peak memory in MB, wall seconds of opening.
INDEX, FORMS, PEAK, OPEN = 10.0, 15.0 / 300_000, 1200, 0.3
PARTS = {
    "_complete": "columns and languages",
    "cut_texts": "texts cut into pieces",
    "tokenise_pieces": "pieces tokenised",
    "make_vocabulary": "forms resolved",
    "lay_out_tokens": "tokens laid out",
}


def main() -> None:
    """Make the articles, then run every step in a process of its own."""
    folder = os.environ.get("CORPUS_DATA")
    if not folder:
        sys.exit("CORPUS_DATA is not set: no data to measure on")
    articles = sys.argv[1] if len(sys.argv) > 1 else "100000"
    with tempfile.TemporaryDirectory() as work:
        maker = Path(folder) / "tools" / "make_large_corpus.py"
        made = Path(work) / "articles"
        subprocess.run([sys.executable, maker, articles, made, "--format", "parquet"], check=True)
        for step in ("build", "open"):
            subprocess.run([sys.executable, __file__, step, work], check=True)


def build(work: Path) -> None:
    """Build and save, and print what each part costs."""
    articles = pl.read_parquet(work / "articles" / "*.parquet").rename({"id": "doc_id"})
    loaded = peak()
    spent: dict[str, float] = {}
    for name in PARTS:
        setattr(building, name, timed(name, getattr(building, name), spent))
    begin = cpu()
    corpus = ct.build_corpus(articles)
    total = cpu() - begin
    forms = corpus.vocabulary.height
    print(f"{corpus!r}\n{'step':<28}{'CPU s':>8}{'target':>9}")
    for name, label in PARTS.items():
        print(f"{label:<28}{spent[name]:>8.2f}" + (f"{forms * FORMS:>9.2f}" if name == "make_vocabulary" else ""))
    print(f"{'index: all but the forms':<28}{total - spent['make_vocabulary']:>8.2f}{INDEX:>9.2f}")
    print(f"{'all':<28}{total:>8.2f}")
    print(f"{'peak memory, MB':<28}{peak():>8.0f}{PEAK:>9.0f}   ({loaded:.0f} with the articles read)")
    begin = cpu()
    ct.save_corpus(corpus, work / "corpus")
    size = sum(file.stat().st_size for file in (work / "corpus").rglob("*") if file.is_file())
    print(f"{'save_corpus':<28}{cpu() - begin:>8.2f}   {size / 1e6:.0f} MB on disk")


def open_saved(work: Path) -> None:
    """Open what was saved, and print how long that takes."""
    begin, spent = time.perf_counter(), cpu()
    corpus = ct.open_corpus(work / "corpus")
    seconds = time.perf_counter() - begin
    print(f"{'open_corpus':<28}{cpu() - spent:>8.2f}   {seconds:.2f} s on the clock, target {OPEN}; {peak():.0f} MB")
    begin, spent = time.perf_counter(), cpu()
    ct.count_terms(corpus, top=10)
    print(f"{'count_terms after it':<28}{cpu() - spent:>8.2f}   {time.perf_counter() - begin:.2f} s; {peak():.0f} MB")


def timed(name: str, step: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    """Let a part of the build note its CPU seconds."""

    def run(*args: Any, **options: Any) -> Any:
        begin = cpu()
        result = step(*args, **options)
        spent[name] = cpu() - begin
        return result

    return run


def cpu() -> float:
    """Give the CPU seconds of this process so far, all threads, user and system."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def peak() -> float:
    """Give the most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if len(sys.argv) == 3:
        {"build": build, "open": open_saved}[sys.argv[1]](Path(sys.argv[2]))
    else:
        main()
