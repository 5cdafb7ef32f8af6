"""Time `read_articles` against the least that reading costs: the bytes of the files, or Polars' own reader.

    python benchmarks/reading.py [TEXT_FILES [RECORDS]]

Articles are resampled from real news where CORPUS_DATA is set (by its tools/make_large_corpus.py), else from the
sentences of seeds/. Each way is timed three times in turn, and the best of each is compared; files are in the
system's cache. Targets: 3 times the bytes of 20,000 `.txt`, 2 times `pl.scan_ndjson(...).collect()` on 275 MB.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from corpus_tools import read_articles

if TYPE_CHECKING:
    from collections.abc import Callable

SEEDS = Path(__file__).parent.parent / "seeds"
ROUNDS = 3


def main() -> None:
    """Print one line a kind of source."""
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    records = int(sys.argv[2]) if len(sys.argv) > 2 else 98_000
    with tempfile.TemporaryDirectory() as folder:
        texts, table = Path(folder) / "txt", Path(folder) / "ndjson"
        make_articles(files, texts, kind="txt")
        make_articles(records, table, kind="ndjson")
        read_articles(SEEDS)  # loads models and compiles patterns once
        compare(f"{files} .txt", lambda: read_bytes(texts), lambda: read_articles(texts), target=3)
        (path,) = table.glob("*.ndjson")
        name = f"NDJSON of {path.stat().st_size / 1e6:.0f} MB"
        compare(name, lambda: pl.scan_ndjson(path).collect(), lambda: read_articles(path), target=2)


def make_articles(count: int, folder: Path, *, kind: str) -> None:
    """Write so many articles into a folder: a file each, or all in one NDJSON file."""
    data = os.environ.get("CORPUS_DATA")
    if data:
        tool = Path(data) / "tools" / "make_large_corpus.py"
        command = [sys.executable, str(tool), str(count), str(folder), "--format", kind, "--shard", str(count)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        (folder / "truth.json").unlink()
        return
    folder.mkdir()
    random = np.random.default_rng(7)
    lines = read_articles(SEEDS)["text"].str.split("\n").explode(empty_as_null=False).to_list()
    rows = [[lines[place] for place in random.integers(0, len(lines), 9)] for _ in range(count)]
    if kind == "txt":
        for number, row in enumerate(rows):
            (folder / f"{number:06}.txt").write_text("\n\n".join([row[0], "12/01/2022", *row[1:]]), encoding="utf-8")
        return
    with (folder / "articles.ndjson").open("w", encoding="utf-8") as file:
        for row in rows:
            record = {"title": row[0], "date": "2022-01-12", "text": "\n".join(row[1:])}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def read_bytes(folder: Path) -> int:
    """Read the bytes of every file, and nothing else."""
    total = 0
    for path in sorted(folder.iterdir()):
        with path.open("rb") as file:
            total += len(file.read())
    return total


def compare(name: str, least: Callable[[], object], reader: Callable[[], object], *, target: float) -> None:
    """Time both in turn; print the best of each and how many times the one is the other."""
    best: dict[Callable[[], object], float] = {}
    for _ in range(ROUNDS):
        for work in (least, reader):
            started = time.perf_counter()
            work()
            best[work] = min(best.get(work, float("inf")), time.perf_counter() - started)
    ratio = best[reader] / best[least]
    print(f"{name:<20}{best[least]:>8.2f} s least{best[reader]:>9.2f} s read{ratio:>8.1f} times (target {target:g})")


if __name__ == "__main__":
    main()
