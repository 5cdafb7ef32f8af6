"""The lists of words, what is derived from them, and what is believed of the dictionary."""

from __future__ import annotations

import pytest

from corpus_tools.language import strip_marks
from corpus_tools.language.arabic.derivation import participles, verbal_nouns
from corpus_tools.language.arabic.endings import noun_bases, pronoun_bases, relation_base, verb_bases
from corpus_tools.language.arabic.lexicon import find_in_dictionary, find_listed, listed_words
from corpus_tools.language.arabic.verbs import split_verb
from corpus_tools.language.registry import read_words


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("أسئلة", "سؤال"), ("اسئلة", "سؤال"), ("دول", "دولة"), ("وزراء", "وزير"), ("قوات", "قوة"), ("أنظمة", "نظام"),
        ("كبرى", "أكبر"), ("سوداء", "أسود"), ("ماض", "ماضي"), ("اولى", "أول"), ("متوقعة", "متوقع"), ("إعادة", "إعادة"),
        # A word that stands for itself goes before a plural written the same.
        ("كتاب", "كتاب"), ("مواطن", "مواطن"), ("قائمة", "قائمة"),
    ],
)  # fmt: skip
def test_a_listed_form_gives_its_lemma(form, lemma):
    entry = find_listed(form)
    assert entry is not None
    assert entry.lemma == lemma


def test_a_word_that_is_on_no_list_is_none():
    assert find_listed("زيلينسكي") is None


@pytest.mark.parametrize(
    ("verb", "adjectives"),
    [
        ("استخدم", ["مستخدم"]), ("قال/يقول", ["قائل", "مقول"]), ("أعاد", ["معيد", "معاد"]),
        ("كتب", ["كاتب", "مكتوب", "مكتب"]), ("أخذ/يأخذ", ["آخذ", "مأخوذ"]), ("سأل/يسأل", ["سائل"]),
    ],
)  # fmt: skip
def test_participles_are_derived(verb, adjectives):
    assert set(adjectives) <= set(participles(*split_verb(verb)))


@pytest.mark.parametrize(
    ("verb", "noun"),
    [
        ("نظم", "تنظيم"), ("سمى", "تسمية"), ("قاوم", "مقاومة"), ("عانى", "معاناة"), ("أعلن", "إعلان"),
        ("أعاد", "إعادة"), ("أنهى", "إنهاء"), ("أقر/يقر", "إقرار"), ("أوقف", "إيقاف"), ("تعاون", "تعاون"),
        ("تحدى", "تحدي"), ("انسحب", "انسحاب"), ("انهار", "انهيار"), ("اختار", "اختيار"), ("احتل", "احتلال"),
        ("انتهى", "انتهاء"), ("استخدم", "استخدام"), ("استعاد", "استعادة"), ("استمر", "استمرار"),
        ("استورد", "استيراد"), ("استدعى", "استدعاء"),
    ],
)  # fmt: skip
def test_verbal_nouns_are_derived(verb, noun):
    assert noun in set(verbal_nouns(*split_verb(verb)))


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("بغال", "بغل"), ("إيرانيات", "إيراني"),
        # Words of their own, which the dictionary gives to their verb, or to a word with the same root.
        ("متوقع", "متوقع"), ("هائل", "هائل"), ("تأليف", "تأليف"), ("كتابة", "كتابة"), ("نقابة", "نقابة"),
    ],
)  # fmt: skip
def test_the_dictionary_is_believed_for_endings_and_plurals_only(word, lemma):
    found = find_in_dictionary(word)
    assert found is not None
    assert found.lemma == lemma


def test_a_verb_of_the_dictionary_is_marked_as_one():
    found = find_in_dictionary("تؤكدان")
    assert found is not None
    assert found.is_verb


@pytest.mark.parametrize(
    ("word", "base"),
    [("سيارات", "سيارة"), ("سيارتين", "سيارة"), ("قرارات", "قرار"), ("مسؤولون", "مسؤول"), ("كبيرة", "كبير")],
)
def test_endings_of_nouns_come_off(word, base):
    assert base in noun_bases(word, definite=True)


def test_the_accusative_and_the_construct_state_stand_behind_no_article():
    assert "قرار" in noun_bases("قرارا", definite=False)
    assert noun_bases("قرارا", definite=True) == []
    assert "مسؤول" in noun_bases("مسؤولو", definite=False)


@pytest.mark.parametrize(
    ("word", "base"),
    [("سياستها", "سياسة"), ("بناؤه", "بناء"), ("بنائهم", "بناء"), ("مستواه", "مستوى"), ("حياتي", "حياة")],
)
def test_pronouns_come_off_and_the_spelling_comes_back(word, base):
    assert base in set(pronoun_bases(word))


def test_pronouns_come_off_verbs():
    assert "قتلوا" in set(verb_bases("قتلوهم"))
    assert "يرى" in set(verb_bases("يراه"))
    assert list(verb_bases("منه")) == []


@pytest.mark.parametrize(("word", "base"), [("روسية", "روس"), ("ألمانيين", "ألمان"), ("بيت", None), ("في", None)])
def test_adjectives_of_relation_show_their_noun(word, base):
    assert relation_base(word) == base


@pytest.mark.parametrize("name", ["nouns", "adjectives", "verbs", "names", "particles"])
def test_lists_hold_bare_arabic_words_once(name):
    entries = read_words(f"ar/{name}.txt")
    assert all(strip_marks(entry) == entry for entry in entries if name != "particles")
    assert not [entry for entry in entries if not all("\u0621" <= char <= "\u064a" or char in ":,/*ّ" for char in entry)]
    if name != "particles":
        assert len(set(entries)) == len(entries)


def test_no_plural_is_its_own_singular():
    own = [form for form, entry in listed_words().items() if entry.lemma == form]
    assert len(own) > 5000
    assert {"أسئلة", "دول", "وزراء"}.isdisjoint(own)
