"""Score `find_dates` on sets of dates that check themselves, and time it.

Usage: CORPUS_DATA=<folder that holds data/> python benchmarks/dates_accuracy.py

Recall: the share of gold spans that a found span overlaps. Exact: the share with the same start and end.
Value: the share of the overlapped ones whose value is the gold's. Precision is for the English set only: it
marks every expression, while the Arabic sets mark just the dates that check themselves, so a further find
there is no error. Its two F1 are those of TempEval-3: relaxed (any overlap counts), and that times the share of
right values (UzZaman et al. 2013, https://aclanthology.org/S13-2001/); the strict one asks for the
same string. Speed is bytes of UTF-8 in a second of processor time, grammars loaded. With DATES_MISSES=1 every miss
is listed, and what was found for nothing.
"""

from __future__ import annotations

import datetime as dt
import html
import json
import os
import re
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from corpus_tools.dates import find_dates
from corpus_tools.dates.match import match_stretch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

TIMEX = re.compile(r"<TIMEX3([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


class Gold(NamedTuple):
    """A date that the gold marks, and the values that count as right."""

    doc_id: str
    start: int
    end: int
    surface: str
    value: str


def main() -> None:
    """Print one line a data set."""
    root = os.environ.get("CORPUS_DATA")
    if not root:
        sys.exit("dates_accuracy: set CORPUS_DATA to the folder that holds data/timex and data/news.")
    data = Path(root) / "data"
    articles = pl.concat(read_news(data / f"news/{name}_dev.ndjson") for name in ("ar_ant", "ar_saudinewsnet"))
    print(
        f"{'set':<16}{'gold':>7}{'recall':>9}{'exact':>8}{'value':>8}{'precision':>11}{'F1':>8}"
        f"{'value F1':>10}{'strict F1':>11}"
    )
    for name, value_of in (
        ("hijri_pairs", lambda row: row["greg_iso"]),
        ("maghreb_months", value_of_parts),
        ("dual_month", value_of_parts),
    ):
        known = dict(articles.select("doc_id", "text").iter_rows())
        every = list(read_gold(data / f"timex/ar_{name}_dev.ndjson", value_of))
        # Some of the marked articles are not among the texts.
        gold = [one for one in every if known.get(one.doc_id, "")[one.start : one.end] == one.surface]
        texts = articles.filter(pl.col("doc_id").is_in([one.doc_id for one in gold]))
        show(name, gold, texts)
    gold, texts = read_timeml(data / "timex/en_aquaint_tml")
    show("aquaint", gold, texts, is_complete=True)
    time_it(articles)


def time_it(articles: pl.DataFrame) -> None:
    """Print how fast real Arabic news is read, the best of two runs."""
    size = articles["text"].str.len_bytes().sum() / 1e6
    seconds = []
    for _ in range(2):
        match_stretch.cache_clear()
        started = time.process_time()
        count = find_dates(SimpleNamespace(articles=articles)).height
        seconds.append(time.process_time() - started)
    print(f"speed: {size:.1f} MB, {count} expressions, {size / min(seconds):.1f} MB/s of processor time")


def read_news(path: Path) -> pl.DataFrame:
    """Read the four columns that dates need."""
    frame = pl.read_ndjson(path, infer_schema_length=None)
    return frame.select(
        doc_id="id",
        text=pl.col("text").fill_null(""),
        date=pl.col("date").str.to_date(strict=False),
        language="lang",
    )


def value_of_parts(row: dict[str, int | None]) -> str:
    """Write the value that the parts of a mined date say; a part that the text lacks is an X."""
    year, month, day = row["year"], row["month"], row["day"]
    value = f"{year or 'XXXX'}-{month:02}"
    return value if day is None else f"{value}-{day:02}"


def read_gold(path: Path, value_of: Callable[[dict[str, int | None]], str]) -> Iterator[Gold]:
    """Read a set of mined dates."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Gold(row["doc"], row["start"], row["end"], row["surface"], value_of(row))


def read_timeml(folder: Path) -> tuple[list[Gold], pl.DataFrame]:
    """Read TimeML documents: the text of each, and its marked expressions but for the creation time."""
    gold, rows = [], []
    for path in sorted(folder.glob("*.tml")):
        source = path.read_text(encoding="utf-8", errors="replace")
        created = re.search(r"<DCT>.*?value=\"(\d{4}-\d\d-\d\d)", source, re.DOTALL)
        body = re.search(r"<TEXT>(.*?)</TEXT>", source, re.DOTALL)
        if body is None:
            continue
        text, spans = strip_tags(body[1])
        gold += [Gold(path.stem, start, end, text[start:end], value) for start, end, value in spans]
        rows.append((path.stem, text, dt.date.fromisoformat(created[1]) if created else None, "en"))
    schema = {"doc_id": pl.String, "text": pl.String, "date": pl.Date, "language": pl.String}
    return gold, pl.DataFrame(rows, schema=schema, orient="row")


def strip_tags(body: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Drop the mark-up; keep where each TIMEX3 stood and its value."""
    text, spans, last = "", [], 0
    for match in TIMEX.finditer(body):
        text += plain(body[last : match.start()])
        start = len(text)
        text += plain(match[2])
        value = re.search(r'value="([^"]*)"', match[1])
        spans.append((start, len(text), value[1] if value else ""))
        last = match.end()
    return text + plain(body[last:]), spans


def plain(marked: str) -> str:
    """Drop tags and entities."""
    return html.unescape(TAG.sub("", marked))


def show(name: str, gold: list[Gold], articles: pl.DataFrame, *, is_complete: bool = False) -> None:
    """Print the scores of one set; with DATES_MISSES set, what was missed."""
    found = find_dates(SimpleNamespace(articles=articles))
    by_doc = {doc[0]: rows.rows(named=True) for doc, rows in found.group_by("doc_id")}
    hits = [(one, overlapping(one, by_doc.get(one.doc_id, ()))) for one in gold]
    met = [(one, hit) for one, hit in hits if hit]
    right = [one for one, hit in met if agrees(one.value, hit["value"])]
    exact = sum((hit["start"], hit["end"]) == (one.start, one.end) for one, hit in met)
    recall, value = len(met) / len(gold), len(right) / max(1, len(met))
    line = f"{name:<16}{len(gold):>7}{recall:>9.3f}{exact / len(gold):>8.3f}{value:>8.3f}"
    if is_complete:
        precision = precision_of(found, gold)
        relaxed = 2 * precision * recall / max(1e-9, precision + recall)
        same = sum(one.value == hit["value"] for one, hit in met) / max(1, len(met))
        line += f"{precision:>11.3f}{relaxed:>8.3f}{relaxed * value:>10.3f}{relaxed * same:>11.3f}"
    print(line)
    if os.environ.get("DATES_MISSES"):
        for one, hit in hits:
            if not hit or not agrees(one.value, hit["value"]):
                print("   ", one, "found:", hit and (hit["surface"], hit["value"]))
        if is_complete:
            for row in found.rows(named=True):
                if not is_gold(row["doc_id"], row["start"], row["end"], gold):
                    print("    not gold:", row["doc_id"], row["start"], row["surface"], row["value"])


def overlapping(one: Gold, rows: Iterable[dict[str, object]]) -> dict[str, object] | None:
    """Give the found expression that shares most characters with a gold one."""
    near = [row for row in rows if row["start"] < one.end and row["end"] > one.start]
    return max(near, key=lambda row: min(row["end"], one.end) - max(row["start"], one.start), default=None)


def agrees(gold: str, value: str) -> bool:
    """Tell whether a value is the gold's, where X in the gold is anything; the time of day is left out.

    1949-XX and 1949, 198X and 198, 2000-W7 and 2000-W07 are two ways to write one value.
    """
    if gold.startswith("P"):
        return gold == value
    gold = re.sub(r"-W(\d)$", r"-W0\1", gold.split("T")[0])
    gold = re.sub(r"^(\d{3})X$", r"\1", re.sub(r"^(\d{4})(-XX)+$", r"\1", gold))
    return bool(re.fullmatch(re.escape(gold).replace("X", "."), value.split("T")[0]))


def precision_of(found: pl.DataFrame, gold: list[Gold]) -> float:
    """Give the share of found expressions that a gold one overlaps."""
    rows = found.select("doc_id", "start", "end").rows()
    return sum(is_gold(doc, start, end, gold) for doc, start, end in rows) / max(1, len(rows))


def is_gold(doc_id: str, start: int, end: int, gold: Iterable[Gold]) -> bool:
    """Tell whether a gold expression overlaps a found one."""
    return any(doc_id == one.doc_id and start < one.end and end > one.start for one in gold)


if __name__ == "__main__":
    main()
