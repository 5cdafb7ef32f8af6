from __future__ import annotations

import datetime

import polars as pl

from corpus_tools.schema import ARTICLES, AUDIT, empty_frame
from corpus_tools.sharing.summary import Group, summarise_corpus, tabulate_audit

ROWS = [
    {"doc_id": "1", "date": datetime.date(2022, 1, 12), "source": "سهاب", "language": "ar"},
    {"doc_id": "2", "date": datetime.date(2022, 2, 3), "source": "Quai", "language": "fr"},
    {"doc_id": "3", "date": None, "source": None, "language": "und"},
    {"doc_id": "4", "date": datetime.date(2022, 1, 20), "source": "سهاب", "language": "ar"},
]
SEEN = [
    {"path": "a.txt", "outcome": "article", "reason": None},
    {"path": "d.bin", "outcome": "rejected", "reason": "binary"},
    {"path": "b.txt", "outcome": "rejected", "reason": "no body text"},
    {"path": "c.txt", "outcome": "rejected", "reason": "no body text"},
    {"path": "README.md", "outcome": "skipped", "reason": "not an article"},
]


def articles() -> pl.DataFrame:
    return pl.DataFrame(ROWS, schema=dict(ARTICLES.columns))


def audit() -> pl.DataFrame:
    return pl.DataFrame(SEEN, schema=dict(AUDIT.columns))


def test_a_corpus_in_numbers() -> None:
    summary = summarise_corpus(articles(), audit(), language="ar")
    assert (summary.articles, summary.undated) == ("4", "1")
    assert (summary.first, summary.last) == ("12 يناير 2022", "3 فبراير 2022")
    assert summary.outlets == (Group("سهاب", "2"), Group("Quai", "1"), Group("منبر غير معروف", "1"))
    assert summary.languages == (Group("العربية", "2"), Group("الفرنسية", "1"), Group("لغة غير محدّدة", "1"))


def test_what_was_set_aside_is_counted_by_reason() -> None:
    summary = summarise_corpus(articles(), audit(), language="en")
    assert summary.set_aside_count == "4"
    rows = [(row.outcome, row.reason, row.count, row.examples) for row in summary.set_aside]
    assert rows == [
        ("rejected", "no body text", "2", ("b.txt", "c.txt")),
        ("rejected", "binary", "1", ("d.bin",)),
        ("skipped", "not an article", "1", ("README.md",)),
    ]


def test_the_table_of_an_audit_adds_up() -> None:
    assert tabulate_audit(audit())["count"].sum() == len(SEEN)


def test_many_outlets_end_in_one_entry() -> None:
    many = pl.DataFrame({"source": [f"o{n:02}" for n in range(15)], "language": ["en"] * 15, "date": [None] * 15})
    summary = summarise_corpus(many, audit(), language="en")
    assert len(summary.outlets) == 13
    assert summary.outlets[-1] == Group("+ 3", "3")


def test_an_empty_corpus_has_no_dates() -> None:
    summary = summarise_corpus(empty_frame(ARTICLES), empty_frame(AUDIT), language="fr")
    assert (summary.articles, summary.first, summary.outlets, summary.set_aside) == ("0", "", (), ())
