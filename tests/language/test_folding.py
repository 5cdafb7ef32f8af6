"""Spelling variants compare equal, and nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.language import fold, is_arabic, normalise, strip_marks
from corpus_tools.language.folding import ARABIC_MARKS, INVISIBLE, TATWEEL, spell_persian

# Letters that fold, marks that vanish, and characters whose case or composition is known to be awkward.
AWKWARD = "ёеЁ\u0308\u0307Iۀھاأإآٱىيةهؤئکكی\u064b\u0651\u0654\u0640\u200d\u0301\u0327\u0345'’ʼŉİıßſéÉÅ\u212bﷺﻻK"
TEXTS = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(AWKWARD)), max_size=30)
ARABIC_WORDS = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآةىءؤئ", min_size=1, max_size=10)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أُورُوبّا", "اوروبا"),
        ("إلى", "الي"),
        ("الأميركيّة", "الاميركيه"),
        ("الـــناتو", "الناتو"),
        ("مسؤول", "مسوول"),
        ("رئيس", "رييس"),
        ("ایران", "ايران"),
        ("\u2067روسيا\u2069", "روسيا"),
        ("Élysée", "ELYSEE"),
        ("L’OTAN", "l'otan"),
        ("Straße", "STRASSE"),
        ("e\u0301", "é"),
        ("Yıldırım", "YILDIRIM"),
        ("İstanbul", "istanbul"),
        ("كشورهاي", "کشورهای"),
        ("می\u200cخواهم", "میخواهم"),
        ("خانۀ", "خانه"),
    ],
)
def test_spelling_variants_fold_alike(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("سورة", "صورة"), ("تركيا", "تركي"), ("قلب", "كلب"), ("Iran", "Irak")])
def test_different_words_stay_different(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("مُحَمَّدٌ", "محمد"), ("الـناتو", "الناتو"), ("سؤال", "سؤال"), ("ا\u0654مة", "أمة"), ("café", "café")],
)
def test_strip_marks_keeps_every_letter(text, expected):
    assert strip_marks(text) == expected


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("القمّة", "ar", "القمه"),
        ("القمّة", "en", "القمه"),  # Arabic script is folded wherever it stands
        ("Été", "fr", "été"),
        ("aujourd’hui", "fr", "aujourd'hui"),
        ("NATO", "ar", "nato"),
        ("co\u00adoperation", "en", "cooperation"),
        ("IŞIK", "tr", "ışık"),
        ("İstanbul", "tr", "istanbul"),
        ("İstanbul", "en", "istanbul"),
        ("Iraq", "en", "iraq"),
        ("ЕЩЁ", "ru", "еще"),
        ("е\u0308ж", "ru", "еж"),
        ("می\u200cخواهم", "fa", "ميخواهم"),
        ("Müller", "de", "müller"),
    ],
)
def test_normalise_folds_arabic_and_keeps_accents(word, language, expected):
    assert normalise(word, language=language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("روسيا", True), ("NATO الناتو", True), ("ﻻ", True), ("٢٠٢٢", False), ("،", False), ("\u064b", False),
     (TATWEEL, False), ("\ufeff", False), ("Москва", False), ("", False)],
)  # fmt: skip
def test_is_arabic_asks_for_a_letter(text, expected):
    assert is_arabic(text) is expected


@given(TEXTS)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert strip_marks(strip_marks(text)) == strip_marks(text)


@given(TEXTS, st.sampled_from(["ar", "en", "fr", "ru", "tr", "fa", "und"]))
def test_normalising_twice_changes_nothing(text, language):
    once = normalise(text, language=language)
    assert normalise(once, language=language) == once


@pytest.mark.parametrize("text", ["e\u200d\u0301", "اe\u200d\u0301", "e\u0640\u0301", "ŉ", "اİ", "ΑΣ"])
def test_folding_is_stable_where_a_control_parts_a_letter_from_its_accent(text):
    assert fold(fold(text)) == fold(text)
    assert normalise(normalise(text, language="fr"), language="fr") == normalise(text, language="fr")


@given(ARABIC_WORDS, st.data())
def test_marks_and_controls_do_not_change_a_folded_word(word, data):
    noise = st.text(ARABIC_MARKS + TATWEEL + INVISIBLE, max_size=2)
    marked = "".join(letter + data.draw(noise) for letter in word)
    # A hamza mark over alef, waw or ya is that letter's seat written apart: it folds away as the seat does.
    assert fold(marked) == fold(word)
    assert not set(fold(marked)) & set(ARABIC_MARKS + TATWEEL + INVISIBLE)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("كتاب\u200cهاي", "کتاب\u200cهای"), ("مي\u200cخواهم", "می\u200cخواهم"), ("خانهٔ", "خانه"), ("مُدیر", "مدیر")],
)
def test_persian_is_spelt_with_its_own_letters(word, expected):
    assert spell_persian(word) == expected
    assert normalise(expected, language="fa") == normalise(word, language="fa")


def test_letters_in_print_shape_fold_to_letters():
    assert fold("\ufee3\ufeea\ufefb") == fold("مهلا")
