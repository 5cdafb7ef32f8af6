"""Measure `find_actors` on a large saved corpus, beside ahocorasick-rs on its texts.

    CORPUS_DATA=/path/to/data python benchmarks/actors_speed.py [ARTICLES | CORPUS]

`CORPUS_DATA` names a folder with `tools/make_large_corpus.py`, which makes ARTICLES (default 100,000) articles with as
many word forms as real news of that size has; or CORPUS is the folder of a corpus that was saved before. Both are asked
for the whole table, and for 1,500 actors drawn from it at random. Each side runs in a process of its own, cold: reading
the table of actors is part of it, and so is building the automaton. Reading the corpus or the texts is shown apart. CPU
seconds are user and system time of all threads.

The other side needs ahocorasick-rs, which the project does not depend on: `pip install ahocorasick-rs`. It searches all
aliases as they are written, nationality adjectives inflected, longest first, and keeps a match where no letter stands
beside it, an Arabic conjunction or preposition aside. It neither folds spellings nor looks at the context, and leaves
short forms unresolved: less than `find_actors` does.
"""

from __future__ import annotations

import importlib.util
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import polars as pl

import corpus_tools as ct
from corpus_tools.gazetteer import inflect_nisba

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")

ACTORS, SECONDS, TIMES = 1_500, 1.5, 5  # the targets: actors, CPU seconds for 100,000 articles, how many times as fast
HEADS = ("وال", "ول", "وب", "وك", "فل", "فب", "لل", "و", "ف", "ب", "ك", "ل")


def main() -> None:
    """Make the corpus if need be, run both sides, and print how they compare."""
    folder, given = os.environ.get("CORPUS_DATA"), sys.argv[1] if len(sys.argv) > 1 else "100000"
    if not given.isdigit():
        compare(Path(given))
        return
    if not folder:
        sys.exit("CORPUS_DATA is not set: no data to measure on")
    with tempfile.TemporaryDirectory() as work:
        maker = Path(folder) / "tools" / "make_large_corpus.py"
        made = Path(work) / "articles"
        subprocess.run([sys.executable, maker, given, made, "--format", "parquet"], check=True)
        articles = pl.read_parquet(made / "*.parquet").rename({"id": "doc_id"})
        compare(ct.save_corpus(ct.build_corpus(articles), Path(work) / "corpus"))


def compare(corpus: Path) -> None:
    """Run both sides on a saved corpus, with a part of the table and with all of it."""
    for actors in (ACTORS, ct.load_actors()["actor_id"].n_unique()):
        compare_with(corpus, actors)


def compare_with(corpus: Path, actors: int) -> None:
    """Run both sides with so many actors of the table."""
    print(f"{actors:,} actors")
    ours = run("ours", corpus, actors)
    print(f"find_actors, cold: {ours:.2f} CPU seconds; target {SECONDS} for 100,000 articles and {ACTORS:,} actors")
    if importlib.util.find_spec("ahocorasick_rs") is None:
        print("ahocorasick-rs is not installed, so there is nothing to compare with: pip install ahocorasick-rs")
        return
    theirs = run("theirs", corpus, actors)
    print(f"ahocorasick-rs, cold: {theirs:.2f} CPU seconds, {theirs / ours:.1f} times ours; target {TIMES}")


def run(side: str, corpus: Path, actors: int) -> float:
    """Run one side in a process of its own; its last line is its CPU seconds."""
    done = subprocess.run(
        [sys.executable, __file__, side, corpus, str(actors)], check=True, stdout=subprocess.PIPE, text=True
    )
    *lines, last = done.stdout.splitlines()
    print(*lines, sep="\n")
    return float(last)


def draw_actors(number: int) -> pl.DataFrame:
    """Read the table, and draw so many of its actors: the same in each process."""
    table = ct.load_actors()
    drawn = table["actor_id"].unique().sort().sample(number, seed=1)
    return table.filter(pl.col("actor_id").is_in(drawn.implode()))


def measure_ours(path: Path, number: int) -> None:
    """Find the actors twice: cold, and with the table and the forms known."""
    corpus, opened = timed(lambda: ct.open_corpus(path))
    _, read = timed(lambda: corpus.articles)
    print(f"  {corpus!r}; opened in {opened:.2f} CPU seconds, articles read in {read:.2f}")
    mentions, cold = timed(lambda: ct.find_actors(corpus, actors=draw_actors(number)))
    _, again = timed(lambda: ct.find_actors(corpus, actors=draw_actors(number)))
    print(f"  {mentions.height:,} mentions; a second time {again:.2f} CPU seconds")
    print(cold)


def measure_theirs(path: Path, number: int) -> None:
    """Search the texts with an automaton of all aliases, and check the boundaries of each match."""
    library = importlib.import_module("ahocorasick_rs")
    corpus = ct.open_corpus(path)
    texts = corpus.articles["text"].to_list()

    def search() -> int:
        patterns = aliases(draw_actors(number))
        automaton = library.AhoCorasick(patterns, matchkind=library.MatchKind.LeftmostLongest)
        return sum(
            is_bounded(text, start, end) for text in texts for _, start, end in automaton.find_matches_as_indexes(text)
        )

    found, spent = timed(search)
    print(f"  {found:,} matches with their boundaries")
    print(spent)


def aliases(actors: pl.DataFrame) -> list[str]:
    """Write out every alias, adjectives in all their forms."""
    rows = actors.select("alias", "language", "how").iter_rows()
    spelt = [
        inflect_nisba(alias) if how == "demonym" and language == "ar" and " " not in alias else [alias]
        for alias, language, how in rows
    ]
    return sorted({form for forms in spelt for form in forms})


def is_bounded(text: str, start: int, end: int) -> bool:
    """Tell whether a match is a word or several, apart from what Arabic writes together with the next word."""
    if end < len(text) and text[end].isalpha():
        return False
    if start == 0 or not text[start - 1].isalpha():
        return True
    for head in HEADS:
        before = start - len(head)
        if text.startswith(head, max(before, 0)) and (before <= 0 or not text[before - 1].isalpha()):
            return True
    return False


def timed(step: Callable[[], Result]) -> tuple[Result, float]:
    """Run a step, and give its result and the CPU seconds of all its threads."""
    before = resource.getrusage(resource.RUSAGE_SELF)
    started = time.perf_counter()
    result = step()
    after = resource.getrusage(resource.RUSAGE_SELF)
    spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    print(f"  {time.perf_counter() - started:.2f} s by the clock, {spent:.2f} CPU seconds", file=sys.stderr)
    return result, spent


if __name__ == "__main__":
    sides = {"ours": measure_ours, "theirs": measure_theirs}
    if len(sys.argv) == 4 and sys.argv[1] in sides:
        sides[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
