"""The demo corpus is what its README says."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from pathlib import Path

import polars as pl
import pytest

from corpus_tools import audit_articles, build_corpus, find_actors, find_dates, read_articles

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="module")
def articles() -> pl.DataFrame:
    return read_articles(SEEDS)


def test_languages_dates_and_lengths(articles: pl.DataFrame) -> None:
    counts = dict(articles.group_by("language").len().rows())
    assert counts == {"ar": 48, "en": 9, "fr": 9}
    assert articles["date"].is_between(date(2021, 11, 1), date(2022, 3, 31)).all()
    words = articles["text"].str.count_matches(r"\S+")
    assert words.is_between(120, 300).all(), articles.filter(~words.is_between(120, 300))["path"].to_list()


def test_every_article_has_title_date_and_source_and_no_boilerplate(articles: pl.DataFrame) -> None:
    assert articles.select("title", "date", "source").null_count().row(0) == (0, 0, 0)
    for leftover in ("+ الخط -", "المساهمون", "شارك المقال", "كلمات مفتاحية", "اقرأ أيضاً:", "جميع الحقوق محفوظة"):
        assert not articles["text"].str.contains(leftover, literal=True).any(), leftover
    for leftover in ("Share this article", "Read more:", "Partager cet article", "Lire aussi", "cookie"):
        assert not articles["text"].str.contains(leftover, literal=True).any(), leftover
    repeated = articles.filter(pl.col("text").str.starts_with(pl.col("title")))
    assert repeated["path"].to_list() == []


def test_audit_closes(articles: pl.DataFrame) -> None:
    outcomes = dict(audit_articles(SEEDS).group_by("outcome").len().rows())
    assert outcomes == {"article": articles.height, "skipped": 1}


def test_six_pairs_of_wire_copy(articles: pl.DataFrame) -> None:
    sentences = {
        row["path"] + row["doc_id"]: {
            part.strip() for part in row["text"].replace("\n", ".").split(".") if len(part) > 40
        }
        for row in articles.iter_rows(named=True)
    }
    shared = [
        (first, second)
        for first, second in combinations(sentences, 2)
        if len(sentences[first] & sentences[second]) >= 0.5 * min(len(sentences[first]), len(sentences[second]))
    ]
    assert len(shared) == 6


def test_actors_and_dates_that_the_readme_promises(articles: pl.DataFrame) -> None:
    corpus = build_corpus(articles)
    surfaces = set(find_actors(corpus).filter(pl.col("actor_id") == "nato")["surface"])
    assert {"الناتو", "حلف شمال الأطلسي", "الحلف", "NATO", "OTAN"} <= surfaces
    values = dict(find_dates(corpus).select("surface", "value").rows())
    assert values["عام 2014"] == "2014"
    assert values["الربع الأول من 2022"] == "2022-Q1"
    grains = set(find_dates(corpus)["grain"].drop_nulls())
    assert {"day", "week", "month", "quarter", "year", "decade"} <= grains
