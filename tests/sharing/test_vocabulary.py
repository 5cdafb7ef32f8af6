from __future__ import annotations

import csv

import polars as pl
import pytest
from lxml import html

from corpus_tools import build_corpus, schema
from corpus_tools.sharing.summary import corpus_html
from corpus_tools.sharing.tables import table_html
from corpus_tools.sharing.vocabulary import say_column, say_value
from corpus_tools.sharing.words import DATA, LANGUAGES


@pytest.mark.parametrize(
    "frame",
    [
        *(schema.ARTICLES, schema.AUDIT, schema.MENTIONS, schema.DATES, schema.EVENTS),
        *(schema.ACTOR_COUNTS, schema.LINKS, schema.NETWORK, schema.VOICES, schema.SURFACES, schema.PROFILE),
        *(schema.SUGGESTIONS, schema.SERIES, schema.CYCLE, schema.BURSTS, schema.CHANGEPOINTS, schema.PEAKS),
        *(schema.RANKED_EVENTS, schema.VOCABULARY),
    ],
    ids=lambda frame: frame.grain,
)
def test_every_column_of_a_public_frame_has_a_name_in_each_language(frame: schema.Frame) -> None:
    for column in frame.columns:
        assert all(say_column(column, language=language) for language in LANGUAGES), column


@pytest.mark.parametrize("name", ["columns.csv", "values.csv", "words.csv"])
def test_no_word_is_missing_or_said_twice(name: str) -> None:
    rows = list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines()))
    keys = [tuple(value for key, value in row.items() if key not in LANGUAGES) for row in rows]
    assert len(keys) == len(set(keys))
    assert all(row[language].strip() for row in rows for language in LANGUAGES)
    assert all(len({row[language].count("*") for language in LANGUAGES}) == 1 for row in rows)


def test_a_reason_keeps_what_is_its_own() -> None:
    said = say_value("reason", "no reader for '.xyz'", language="ar")
    assert said == "صيغة لا تُقرأ: \u2068'.xyz'\u2069"
    assert say_value("reason", "reader on strike", language="ar") is None


def test_a_word_of_a_known_column_is_no_word_of_another() -> None:
    assert say_value("grain", "month", language="fr") == "mois"
    assert say_value("title", "month", language="fr") is None


def test_a_table_has_both_names_and_a_page_shows_the_readers() -> None:
    frame = pl.DataFrame({"grain": ["month"], "desk": ["غرفة"]})
    head, row = html.fromstring(table_html(frame, language="ar")).iter("tr")
    assert [bdi.text_content() for bdi in head.iter("bdi")] == ["grain", "الدقة", "desk"]
    assert [bdi.text_content() for bdi in row.iter("bdi")] == ["month", "شهر", "غرفة"]
    assert [bdi.get("hidden") is None for bdi in row.iter("bdi")] == [True, False, True]
    style = (DATA / "page.css").read_text(encoding="utf-8")
    assert ".corpus-table .said[hidden]" in style


def test_whole_numbers_of_a_column_have_separators_all_or_none() -> None:
    frame = pl.DataFrame({"n": [12, 1630, None], "born": [1948, 2011, None]})
    cells = [cell.text_content() for cell in html.fromstring(table_html(frame, language="en")).iter("td")]
    assert cells == ["12", "1948", "1,630", "2011", "", ""]
    french = [cell.text_content() for cell in html.fromstring(table_html(frame, language="fr")).iter("td")]
    assert french[2] == "1\u202f630"


def test_an_empty_table_says_that_it_is() -> None:
    assert "الجدول فارغ." in table_html(pl.DataFrame(schema={"line": pl.String}), language="ar")


def test_a_corpus_is_said_in_words_on_a_page() -> None:
    corpus = build_corpus(schema.empty_frame(schema.ARTICLES))
    raw, said = html.fromstring(corpus_html(corpus, language="ar"))
    assert raw.text_content().startswith("Corpus(0 articles")
    assert said.text_content() == "المقالات: 0 · الكلمات: 0 · الصور المختلفة: 0"
