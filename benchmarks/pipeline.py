"""Time each step of the main job on real news, and print rows a second.

    CORPUS_DATA=/path/to/data python benchmarks/pipeline.py [COPIES]

`CORPUS_DATA` names a folder with `data/news/ar_saudinewsnet_dev.ndjson`. COPIES (default 5) repeats its articles, so
that the corpus is larger; the vocabulary does not grow with it as that of a larger corpus would.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import polars as pl

import corpus_tools as ct

Result = TypeVar("Result")

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> None:
    """Run every step once and print a table."""
    folder = os.environ.get("CORPUS_DATA")
    if not folder:
        sys.exit("CORPUS_DATA is not set: no real data to measure on")
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    source = Path(folder) / "data" / "news" / "ar_saudinewsnet_dev.ndjson"
    print(f"{'step':<28}{'seconds':>9}{'result':>14}")
    once = measure("read_articles", lambda: ct.read_articles(source))
    articles = pl.concat([once.with_columns(pl.col("doc_id") + f"-{copy}") for copy in range(copies)])
    corpus = measure("build_corpus", lambda: ct.build_corpus(articles))
    measure("count_terms", lambda: ct.count_terms(corpus))
    measure("count_terms by source", lambda: ct.count_terms(corpus, by="source"))
    measure("count_ngrams n=3", lambda: ct.count_ngrams(corpus, n=3))
    is_largest = pl.col("source") == articles["source"].mode().sort()[0]
    measure("compare_terms", lambda: ct.compare_terms(corpus, target=is_largest))
    measure("find_concordance", lambda: ct.find_concordance(corpus, "مجلس الأمن"))
    mentions = measure("find_actors", lambda: ct.find_actors(corpus))
    measure("connect_actors", lambda: ct.connect_actors(mentions))
    measure("count_over_time terms", lambda: ct.count_over_time(corpus, every="day", terms=["إيران", "اليمن"]))
    measure("find_dates", lambda: ct.find_dates(corpus))
    print(f"{corpus!r}")


def measure(name: str, step: Callable[[], Result]) -> Result:
    """Time one step and print its row."""
    begin = time.perf_counter()
    result = step()
    seconds = time.perf_counter() - begin
    rows = result.height if isinstance(result, pl.DataFrame) else result.tokens.height  # type: ignore[attr-defined]
    print(f"{name:<28}{seconds:>9.2f}{rows:>14,}")
    return result


if __name__ == "__main__":
    main()
