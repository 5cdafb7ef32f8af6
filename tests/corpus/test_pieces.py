"""The short way through distinct pieces gives what tokenising piece after piece gives."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools import build_corpus, read_articles
from corpus_tools.corpus import pieces
from corpus_tools.corpus.layout import lay_out_tokens
from corpus_tools.language import tokenise
from corpus_tools.language.sentences import ENDS, MAY_END, goes_on

SEEDS = Path(__file__).parents[2] / "seeds"
AROUND = '«»"“”()[]،؛,;:'
TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(
            "    \n\n\r\t\u00a0\u2028اأبروسيةNATOé'’-.،؟!…5٥#@«»\"():[];؛\u2067\u2069\u064b\u0301\u0640😀漢ไ"
        ),
    ),
    max_size=60,
)
LANGUAGES = ["ar", "en", "fr", "zh", "und"]


def slowly(text, language):
    """Tokenise a text piece after piece: (sentence, start, end) of each token."""
    pieces, rows, offset, breaks = text.split(" "), [], 0, 0
    for number, piece in enumerate(pieces):
        tokens, closes = tokenise(piece, language=language)
        for token in tokens:
            breaks += token.opens
            rows.append((breaks, offset + token.start, offset + token.end))
        following = next((later for later in pieces[number + 1 :] if later), "")
        breaks += closes == ENDS or (closes == MAY_END and not goes_on(following))
        offset += len(piece) + 1
    numbers = {broken: number for number, broken in enumerate(sorted({row[0] for row in rows}))}
    return [(numbers[broken], start, end) for broken, start, end in rows]


def quickly(articles):
    """Give (doc, sentence, start, end) of each token of articles, by way of the distinct pieces."""
    distinct, cuts = pieces.cut_texts(articles)
    table, tokens = pieces.tokenise_pieces(distinct)
    laid = lay_out_tokens(cuts, table, tokens.with_row_index("form"))
    return laid.select("doc", "sentence", "start", "end").rows()


def assert_exact(articles):
    expected = [
        (doc, *row)
        for doc, (text, language) in enumerate(articles.select("text", "language").rows())
        for row in slowly(text, language)
    ]
    assert quickly(articles) == expected


@given(st.lists(st.tuples(TEXTS, st.sampled_from(LANGUAGES)), max_size=6))
def test_any_texts_in_any_languages(rows):
    assert_exact(pl.DataFrame(rows, schema={"text": pl.String, "language": pl.String}, orient="row"))


@pytest.mark.parametrize("size", [1, 60, 4_000_000])
def test_articles_in_slices_of_any_size(monkeypatch, size):
    monkeypatch.setattr(pieces, "_SLICE", size)
    monkeypatch.setattr(pieces, "_BATCH", 3)
    texts = [
        "قمة في جنيف. رفضت روسيا.\nغدا",
        "",
        "l'OTAN n'est pas\n\nd'accord.",
        "Talks failed. U.S. officials",
        "...",
    ]
    languages = ["ar", "ar", "fr", "en", "und"]
    assert_exact(pl.DataFrame({"text": texts * 3, "language": languages * 3}))


def test_the_articles_of_the_seeds():
    articles = read_articles(SEEDS)
    assert articles.height > 20
    assert_exact(articles)


@given(
    st.text(st.sampled_from(sorted({*AROUND, *"ابتـًAzÀé", "\u0640", "\u064b"})), max_size=8), st.sampled_from(LANGUAGES)
)
def test_plain_pieces_are_what_the_tokeniser_says(piece, language):
    assert_exact(pl.DataFrame({"text": [piece], "language": [language]}))


def test_plain_words_never_reach_the_tokeniser(monkeypatch):
    seen = []

    def watch(piece, *, language):
        seen.append(piece)
        return tokenise(piece, language=language)

    monkeypatch.setattr(pieces, "tokenise", watch)
    build_corpus(pl.DataFrame({"text": ["«قمة» في (جنيف)، NATO: l'OTAN 2022 انتهت."], "language": ["fr"]}))
    assert seen == ["l'OTAN", "2022", "انتهت."]


def test_offsets_beyond_what_is_cut_at_a_time(monkeypatch):
    monkeypatch.setattr(pieces, "_SLICE", 10)
    text = "كلمة " * 1000
    tokens = build_corpus(pl.DataFrame({"text": [text, text], "language": ["ar", "ar"]})).tokens
    assert tokens["start"].to_list() == [5 * number for number in range(1000)] * 2
    assert tokens["end"].to_list() == [5 * number + 4 for number in range(1000)] * 2
