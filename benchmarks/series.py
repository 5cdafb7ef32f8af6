"""Hold counts and bursts against events planted in a large made corpus, and in noise that has none; time them.

Usage: CORPUS_DATA=<folder that holds tools/ and data/> python benchmarks/series.py [ARTICLES]

`tools/make_large_corpus.py` makes the corpus (200,000 articles, once, in the system's folder for temporary files) and
`truth.json`, which says how many articles a day have each of four planted phrases. Exact: whether every day of fifteen
years has that count. Overlap: days in both burst and window, by days in either. Others: bursts that are no window.
False alarms: bursts and changes a series in 100 made series that have none, binomial and, in one kind, clustered as
news is (beta-binomial). Seconds are of processor time.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from corpus_tools import (
    Corpus,
    build_corpus,
    count_over_time,
    find_bursts,
    find_changepoints,
    find_peaks,
    open_corpus,
    save_corpus,
)
from corpus_tools.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable

_SERIES = 100


def main() -> None:
    """Print the tables."""
    root = os.environ.get("CORPUS_DATA")
    if not root:
        sys.exit("series: set CORPUS_DATA to the folder that holds tools/make_large_corpus.py and data/news.")
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    folder = Path(tempfile.gettempdir()) / f"corpus_tools_planted_{articles}"
    corpus = planted_corpus(Path(root), folder, articles)
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    phrases = [event["term"] for event in truth]
    series = timed("count_over_time", lambda: count_over_time(corpus, every="day", terms=phrases))
    for method in ("kleinberg", "zscore"):
        bursts = timed(f"find_bursts {method}", lambda method=method: find_bursts(series, method=method))
        print(f"{'phrase':<26}{'articles':>9}{'exact':>7}{'overlap':>9}{'others':>8}")
        for event in truth:
            show_event(event, series, bursts)
    timed("find_changepoints", lambda: find_changepoints(series))
    timed("find_peaks", lambda: find_peaks(corpus, top=3))
    show_alarms()


def planted_corpus(root: Path, folder: Path, articles: int) -> Corpus:
    """Make and build the corpus, or open it where that was done."""
    if (folder / "built").exists():
        try:
            return open_corpus(folder / "built")
        except SourceError as error:  # built by another version
            print(error)
    tool = root / "tools" / "make_large_corpus.py"
    subprocess.run([sys.executable, tool, str(articles), folder], check=True, stdout=subprocess.DEVNULL)
    rows = pl.concat([pl.read_parquet(path) for path in sorted(folder.glob("*.parquet"))]).rename({"id": "doc_id"})
    corpus = timed("build_corpus", lambda: build_corpus(rows.with_columns(language=pl.lit("ar"))))
    save_corpus(corpus, folder / "built")
    return corpus


def timed(name: str, work: Callable[[], Any]) -> Any:
    """Do the work; print its processor time."""
    started = time.process_time()
    result = work()
    print(f"{name}: {time.process_time() - started:.2f} s")
    return result


def show_event(event: dict[str, Any], series: pl.DataFrame, bursts: pl.DataFrame) -> None:
    """Print a line: the days of one planted phrase, its bursts against its window."""
    own = series.filter((pl.col("term") == event["term"]) & (pl.col("count") > 0))
    days = {str(day): count for day, count in own.select("period", "count").iter_rows()}
    window = days_between(dt.date.fromisoformat(event["start"]), dt.date.fromisoformat(event["end"]))
    found = [days_between(*row) for row in bursts.filter(term=event["term"]).select("start", "end").iter_rows()]
    overlaps = sorted((len(one & window) / len(one | window) for one in found), reverse=True) or [0.0]
    exact = "yes" if days == event["per_day"] else "NO"
    print(f"{event['term']:<26}{own['count'].sum():>9}{exact:>7}{overlaps[0]:>9.3f}{len(overlaps) - 1:>8}")


def days_between(start: dt.date, end: dt.date) -> set[dt.date]:
    """List the days from the first to the last."""
    return {start + dt.timedelta(days=i) for i in range((end - start).days + 1)}


def show_alarms() -> None:
    """Print how many bursts and changes are found in series that have none."""
    columns = ("kleinberg", "as published", "zscore", "changes")
    print(f"{'false alarms a series':<36}" + "".join(f"{name:>14}" for name in columns))
    for days, mean, share, spread in (
        (365, 30, 0.1, 0),
        (365, 30, 0.02, 0),
        (1500, 36, 0.03, 0),
        (365, 30, 0.1, 0.02),
        (156, 200, 0.05, 0.01),
    ):
        series = made_series(np.random.default_rng(1), days, mean, share, spread)
        frames = (
            find_bursts(series),
            find_bursts(series, overdispersed=False),
            find_bursts(series, method="zscore"),
            find_changepoints(series),
        )
        name = f"{days} periods of {mean}, {share:.0%}" + (f", clusters {spread}" if spread else "")
        print(f"{name:<36}" + "".join(f"{frame.height / _SERIES:>14.2f}" for frame in frames))


def made_series(rng: np.random.Generator, days: int, mean: int, share: float, spread: float) -> pl.DataFrame:
    """Make series of a steady share; `spread` is the correlation of articles of a period."""
    shape = (_SERIES, days)
    scale = 1 / spread - 1 if spread else 0
    shares = rng.beta(share * scale, (1 - share) * scale, shape) if spread else np.full(shape, share)
    total = rng.poisson(mean, shape)
    first = dt.date(2015, 1, 1)
    return pl.DataFrame(
        {
            "period": [first + dt.timedelta(days=i) for i in range(days)] * _SERIES,
            "term": np.repeat(np.arange(_SERIES), days).astype(str),
            "count": rng.binomial(total, shares).ravel().astype(np.uint32),
            "total": total.ravel().astype(np.uint32),
        }
    ).with_columns(share=pl.when(pl.col("total") > 0).then(pl.col("count") / pl.col("total")))


if __name__ == "__main__":
    main()
