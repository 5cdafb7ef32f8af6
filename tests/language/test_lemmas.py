"""Which forms are one term."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools.language import fold, is_dictionary_word, lemmatise, read_forms, split_proclitics

NAMES = frozenset(map(fold, ["روسيا", "لبنان", "بوتين", "الناتو", "أوكرانيا", "كييف", "فرنسا", "أبل"]))


def lemmas(*forms, language="ar", names=NAMES):
    return lemmatise(dict.fromkeys(forms, 1), language=language, names=names)


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("ar", ["محادثات", "المحادثات", "والمحادثات", "بالمحادثات", "للمحادثات", "وللمحادثات"]),
        ("ar", ["وزير", "الوزير", "والوزير"]),
        ("ar", ["لبنان", "ولبنان", "بلبنان", "للبنان"]),
        ("ar", ["روسيّ", "روسياً"]),
        ("ar", ["إيراني", "إيرانية", "الإيرانية", "وإيرانية"]),
        ("ar", ["تعليم", "التعليم", "للتعليم"]),
        ("ar", ["سكان", "السكان", "وسكان"]),
        ("ar", ["سياسة", "سياستها", "وسياستهم", "بسياستنا", "السياسات", "سياستين"]),
        ("ar", ["سؤال", "أسئلة", "الأسئلة", "اسئلة", "أسئلتهم", "سؤالين", "سؤالاً"]),
        ("ar", ["مدير", "مديرة", "المديرون", "ومديري", "مديرها", "للمديرين"]),
        ("ar", ["قال", "قالت", "يقول", "وتقول", "سيقولون", "قلنا", "يقال", "قالها"]),
        ("ar", ["استطاع", "استطعنا", "يستطيعون", "ستستطيع", "لتستطيع", "استطاعوا"]),
        ("ar", ["انتهى", "انتهت", "ينتهي", "تنتهيان", "سينتهون"]),
        ("ar", ["أعلن", "أعلنوا", "يعلن", "وسيعلنه", "أعلنتها", "اعلن"]),
        ("ar", ["كان", "كانت", "وكانوا", "يكون", "ستكون", "تكن", "كانتا"]),
        ("ar", ["قوة", "قوى", "القوات", "قواته", "بالقوة"]),
        ("ar", ["ماضي", "ماض", "الماضية", "الماضي"]),
        ("ar", ["أكبر", "الكبرى", "كبرى", "والأكبر"]),
        ("ar", ["قرار", "قراراً", "قراراته", "بقرارين", "القرارات"]),
        ("ar", ["تنظيم", "تنظيمها", "التنظيمات", "لتنظيم"]),
        ("ar", ["متوقع", "المتوقعة", "متوقعاً", "ومتوقعين"]),
        ("en", ["talk", "talks", "Talks"]),
        ("en", ["Putin", "Putin's", "putin"]),
        ("fr", ["négociation", "négociations", "Négociations"]),
    ],
)
def test_forms_of_one_word_share_a_lemma(language, forms):
    assert len(set(lemmas(*forms, language=language).values())) == 1


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("ar", "وزير", "زير"),
        ("ar", "بلد", "لد"),
        ("ar", "كوبا", "كوب"),
        ("ar", "ولد", "لد"),
        ("ar", "كراهية", "كرة"),
        ("ar", "علماء", "عالم"),
        ("ar", "بروس", "روس"),
        ("ar", "متوقع", "توقع"),
        ("ar", "هائل", "هال"),
        ("ar", "كتابة", "كتب"),
        ("ar", "قائمة", "قائم"),
        ("ar", "نقابة", "نقاب"),
        ("ar", "صرخة", "صرخ"),
        ("ar", "قوى", "قوي"),
        ("ar", "كان", "كأن"),
        ("ar", "فيهم", "أهم"),
        ("ar", "بعدما", "عدم"),
        ("ar", "الهاني", "ألهى"),
        ("ar", "مسرحية", "مسرحي"),
        ("en", "Texas", "Texa"),
        ("en", "news", "new"),
        ("fr", "pays", "paye"),
    ],
)
def test_different_words_keep_different_lemmas(language, one, other):
    found = lemmas(one, other, language=language)
    assert found[one] != found[other]


NEVER_CUT = (
    "بوتين", "وزير", "بايدن", "لافروف", "كييف", "واشنطن", "سيرغي", "كوبا",
    "ألبانيا", "السيسي", "فرنسا", "بلجيكا", "كندا", "ليبيا", "سوريا",
)  # fmt: skip
WITH_PROCLITICS = {
    "وبوتين": "بوتين", "فبوتين": "بوتين", "لبوتين": "بوتين", "والكرملين": "الكرملين", "للناتو": "الناتو",
    "وبالمفاوضات": "مفاوضات", "ووفد": "وفد", "والولايات": "ولايات",
}  # fmt: skip


@pytest.mark.parametrize("names", [frozenset(), NAMES])
def test_names_and_words_that_only_look_like_a_proclitic_lose_no_letter(names):
    assert lemmas(*NEVER_CUT, names=names) == {word: word for word in NEVER_CUT}


@pytest.mark.parametrize("names", [frozenset(), NAMES])
def test_forms_with_proclitics_join_their_base_with_and_without_a_gazetteer(names):
    found = lemmas(*WITH_PROCLITICS, *WITH_PROCLITICS.values(), names=names)
    # The article may stay in a lemma or not: terms are grouped without it.
    joined = [
        found[form].removeprefix("ال") == found[base].removeprefix("ال") for form, base in WITH_PROCLITICS.items()
    ]
    assert all(joined), found


@pytest.mark.parametrize(
    ("form", "bare"),
    [("وسياستها", "سياسة"), ("سيعلن", "يعلن"), ("للأمم", "الأمم"), ("غزواً", "غزوا"), ("مستواه", "مستوى")],
)
def test_the_form_without_clitics_is_a_proper_word(form, bare):
    assert [reading.bare for reading in read_forms({form: 1}, language="ar")] == [bare]


@pytest.mark.parametrize("word", ["بابل", "كابل"])
def test_a_dictionary_word_is_not_split_to_make_a_name_of_it(word):
    assert lemmas(word)[word] == word


@pytest.mark.parametrize("name", ["روسيا", "لبنان", "بوتين", "أوكرانيا", "كييف", "فرنسا"])
@pytest.mark.parametrize("head", ["", "و", "ب", "ل", "ول", "وب", "ف", "ك"])
def test_a_protected_name_comes_out_whole_of_every_proclitic(name, head):
    assert lemmas(head + name)[head + name] == name


def test_an_unknown_rest_is_cut_off_only_where_it_is_much_commoner():
    # زيلينسكايا is in no dictionary: 9 against 1 shows that the ل is the preposition, 2 against 1 does not.
    common = lemmatise({"لزيلينسكايا": 1, "زيلينسكايا": 9}, language="ar")
    rare = lemmatise({"لزيلينسكايا": 1, "زيلينسكايا": 2}, language="ar")
    assert common["لزيلينسكايا"] == common["زيلينسكايا"]
    assert rare["لزيلينسكايا"] != rare["زيلينسكايا"]


def test_a_conjunction_before_a_foreign_name_needs_no_count():
    # W is written وا, وي, وو: before another consonant و is the conjunction, unless the word is short.
    assert lemmas("وزيلينسكايا")["وزيلينسكايا"] == "زيلينسكايا"
    assert lemmas("ويلكينسون", "وطفشة") == {"ويلكينسون": "ويلكينسون", "وطفشة": "وطفشة"}


def test_a_language_without_a_dictionary_keeps_the_normal_form():
    assert lemmas("Helsingissä", "ABC", language="fi") == {"Helsingissä": "helsingissä", "ABC": "abc"}


@given(
    st.lists(st.text("ابتولكفيةNATOé'", min_size=1, max_size=8), max_size=6),
    st.sampled_from(["ar", "en", "fr"]),
)
def test_every_form_has_a_lemma_with_letters(forms, language):
    found = lemmatise(dict.fromkeys(forms, 1), language=language, names=NAMES)
    assert set(found) == set(forms)
    assert all(lemma for form, lemma in found.items() if any(map(str.isalpha, form)))


@given(st.text("ابتولكفيةس", max_size=8))
def test_proclitics_and_rest_make_up_the_word(word):
    readings = list(split_proclitics(word))
    assert readings[0] == ("", word)
    # للناتو is read as لل + ناتو and, with the article given back, as لل + الناتو.
    assert all(word in (head + rest, head + rest.removeprefix("ال")) for head, rest in readings)
    assert len({rest for _, rest in readings}) == len(readings)


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("كابل", "ar", True),
        ("بروس", "ar", True),
        ("لبوتين", "ar", False),
        ("ولبنان", "ar", False),
        ("negotiation", "en", True),
        ("word", "fi", False),
    ],
)
def test_dictionary_words(word, language, expected):
    assert is_dictionary_word(word, language=language) is expected


@pytest.mark.parametrize("language", ["ar", "en", "fr", "fa", "tr", "und"])
def test_a_form_without_letters_is_read(language):
    assert len(lemmatise({"ـ": 1, "\u200f": 1, "": 1}, language=language)) == 3
