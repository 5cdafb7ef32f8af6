"""What CONTRIBUTING promises of a language that is added: its folder and its entry, and everything works."""

from __future__ import annotations

from importlib.resources import files
from typing import NamedTuple

import pytest

from corpus_tools.language import get_language, is_stopword, is_time_word, lemmatise, list_languages, tokenise
from corpus_tools.language.detect import PLAUSIBLE, detect_language

FOLDERS = files("corpus_tools.language") / "data"


class Sample(NamedTuple):
    """A sentence, its words but stopwords, words of time and numbers, and two forms of one word."""

    text: str
    content: str
    form: str
    base: str
    is_rtl: bool = False


SAMPLES = {
    "ar": Sample(
        "أعلنت الحكومة أمس أن المفاوضات ستستأنف في جنيف بعد ثلاثة أيام.",
        "الحكومة المفاوضات ستستأنف جنيف", "والمفاوضات", "المفاوضات", is_rtl=True,
    ),
    "en": Sample(
        "The government said yesterday that the talks would resume in Geneva in 3 days.",
        "government talks resume Geneva", "talks", "talk",
    ),
    "fr": Sample(
        "Le gouvernement a déclaré hier que l’ONU reprendrait les négociations à Genève dans 3 jours.",
        "gouvernement ONU reprendrait négociations Genève", "négociations", "négociation",
    ),
    "es": Sample(
        "El gobierno dijo ayer que las conversaciones se reanudarán en Ginebra dentro de 3 días.",
        "gobierno conversaciones reanudarán Ginebra", "conversaciones", "conversación",
    ),
    "de": Sample(
        "Die Regierung sagte gestern, dass die Verhandlungen am 3. Januar in Genf fortgesetzt werden.",
        "Regierung Verhandlungen Genf fortgesetzt", "Verhandlungen", "Verhandlung",
    ),
    "ru": Sample(
        "Правительство вчера сообщило, что переговоры возобновятся в Женеве ещё через 3 дня.",
        "Правительство сообщило переговоры возобновятся Женеве", "солдаты", "солдат",
    ),
    "fa": Sample(
        "دولت دیروز اعلام کرد که مذاکرات پس از ۳ روز در ژنو از سر گرفته می‌شود.",
        "دولت مذاکرات ژنو سر", "سربازان", "سرباز", is_rtl=True,
    ),
    "tr": Sample(
        "Hükümet dün görüşmelerin 3 gün sonra İsviçre’nin Cenevre kentinde yeniden başlayacağını açıkladı.",
        "Hükümet görüşmelerin İsviçre’nin Cenevre kentinde başlayacağını", "görüşmeler", "görüşme",
    ),
}  # fmt: skip


def test_every_registered_language_has_a_sample_and_every_folder_an_entry():
    folders = {folder.name for folder in FOLDERS.iterdir() if folder.is_dir() and not folder.name.startswith("_")}
    assert set(SAMPLES) == set(list_languages()) == folders
    assert len(set(PLAUSIBLE)) == len(PLAUSIBLE)


@pytest.mark.parametrize("code", list_languages())
def test_its_sentence_is_detected(code):
    assert detect_language(SAMPLES[code].text) == code
    assert get_language(code).is_rtl is SAMPLES[code].is_rtl


@pytest.mark.parametrize("code", list_languages())
def test_its_sentence_is_one_and_its_content_words_are_left(code):
    text = SAMPLES[code].text
    tokens, _ = tokenise(text, language=code)
    assert not any(token.opens for token in tokens)
    assert [token.kind for token in tokens].count("number") == (code != "ar")
    words = [text[token.start : token.end] for token in tokens if token.kind == "word"]
    left = [word for word in words if not is_stopword(word, language=code) and not is_time_word(word, language=code)]
    assert " ".join(left) == SAMPLES[code].content


@pytest.mark.parametrize("code", list_languages())
def test_forms_of_its_word_share_a_lemma(code):
    forms = [SAMPLES[code].form, SAMPLES[code].base]
    assert len(set(lemmatise(dict.fromkeys(forms, 1), language=code).values())) == 1
