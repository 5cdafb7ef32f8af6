"""Tokens and sentences of pieces of text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.language import tokenise

TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("اأبروسيةNATO'’-.،؟\n\r\t \u00a0\u2067\u2069\u200f\u064b\u0301\u06405٥#@«»:/😀"),
    ),
    max_size=60,
)


def words(text, language="ar"):
    tokens, _ = tokenise(text, language=language)
    return [text[token.start : token.end] for token in tokens]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("أميركي-روسي", "ar", ["أميركي", "روسي"]),
        ("«الناتو»،", "ar", ["الناتو"]),
        ("لـ«الناتو»", "ar", ["لـ", "الناتو"]),
        ("شُنّ", "ar", ["شُنّ"]),
        ("الـــناتو", "ar", ["الـــناتو"]),
        ("\u2067روسيا\u2069", "ar", ["روسيا"]),
        ("روسيا\u00a0وأوكرانيا", "ar", ["روسيا", "وأوكرانيا"]),
        ("روسيا\r\nأوكرانيا", "ar", ["روسيا", "أوكرانيا"]),
        ("قمة😀جنيف", "ar", ["قمة", "جنيف"]),
        ("و", "ar", ["و"]),
        ("l'OTAN", "fr", ["l'", "OTAN"]),
        ("qu’Emmanuel", "fr", ["qu’", "Emmanuel"]),
        ("aujourd'hui", "fr", ["aujourd'hui"]),
        ("vice-président", "fr", ["vice-président"]),
        ("l'OTAN", "en", ["l'OTAN"]),
        ("don't", "en", ["don't"]),
        ("U.S.", "en", ["U.S."]),
        ("cafe\u0301", "fr", ["cafe\u0301"]),
        ("Москва", "ru", ["Москва"]),
        ("12,5", "en", ["12,5"]),
        ("١٢٫٥", "ar", ["١٢٫٥"]),
        ("12/01/2022", "en", ["12/01/2022"]),
        ("", "ar", []),
        ("…«»!؟،", "ar", []),
    ],
)
def test_words_of_a_piece(text, language, expected):
    assert words(text, language) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("روسيا", "word"),
        ("NATO", "word"),
        ("U.S.", "word"),
        ("2022", "number"),
        ("٢٠٢٢", "number"),
        ("https://example.org/a?b=1", "url"),
        ("www.example.org", "url"),
        ("desk@example.org", "email"),
        ("#أوكرانيا_الآن", "tag"),
        ("@NATO", "tag"),
    ],
)
def test_kind_of_a_token(text, kind):
    tokens, _ = tokenise(text)
    assert [(token.start, token.end, token.kind) for token in tokens] == [(0, len(text), kind)]


def test_an_address_loses_the_full_stop_of_its_sentence():
    assert words("https://example.org/a.") == ["https://example.org/a"]


@pytest.mark.parametrize(
    ("text", "closes"),
    [
        ("جنيف.", True),
        ("جنيف؟", True),
        ("«جنيف».", True),
        ('Geneva."', True),
        ("جنيف\n", True),
        (".", True),
        ("جنيف", False),
        ("جنيف،", False),
        ("U.S.", False),
        ("Mr.", False),
        ("د.", False),
        ("févr.", False),
        ("3.5", False),
    ],
)
def test_where_a_sentence_ends_with_the_piece(text, closes):
    assert tokenise(text)[1] is closes


def test_a_line_break_opens_a_sentence_within_a_piece():
    tokens, closes = tokenise("العنوان\r\nالنص")
    assert [token.opens for token in tokens] == [False, True]
    assert closes is False


@given(TEXTS, st.sampled_from(["ar", "en", "fr", "und"]))
def test_tokens_lie_in_order_inside_the_text_and_hold_no_space(text, language):
    tokens, _ = tokenise(text, language=language)
    edges = [edge for token in tokens for edge in (token.start, token.end)]
    assert edges == sorted(edges)
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert not any(char.isspace() for token in tokens for char in text[token.start : token.end])


@given(TEXTS)
def test_every_letter_and_digit_belongs_to_a_token(text):
    tokens, _ = tokenise(text)
    covered = {place for token in tokens for place in range(token.start, token.end)}
    # Letters that no news text has alone (modifiers, tatweel between signs) need not begin a word.
    missed = {char for place, char in enumerate(text) if place not in covered and char.isdecimal()}
    missed |= {char for place, char in enumerate(text) if place not in covered and char in "اأبروسيةNATO"}
    assert missed == set()
