"""The language of a text: Arabic apart from its neighbours of the same script, and unsure rather than wrong."""

import json
import os
from pathlib import Path

import polars as pl
import pytest

from corpus_tools.language.detect import detect_language, detect_languages


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("انطلقت في العاصمة البلجيكية جلسة مفاوضات بين روسيا والحلف", "ar"),
        ("وقالت شركة «پيجو» إن الگاز لن يتوقف عن أوروبا في الأسابيع المقبلة", "ar"),
        ("سخنگوی وزارت خارجه ایران گفت که مذاکرات وین ادامه خواهد داشت", "fa"),
        ("پاکستان کے وزیراعظم نے کہا ہے کہ ملک میں انتخابات وقت پر ہوں گے", "ur"),
        ("The talks in Brussels lasted four hours and ended without agreement.", "en"),
        ("Les discussions de Bruxelles ont duré quatre heures, sans accord.", "fr"),
        ("Las conversaciones de Bruselas duraron cuatro horas sin acuerdo.", "es"),
        ("Die Gespräche in Brüssel dauerten vier Stunden und blieben ohne Ergebnis.", "de"),
        ("Переговоры в Брюсселе продолжались четыре часа и закончились без результата.", "ru"),
        ("Переговори у Брюсселі тривали чотири години й завершилися без результату.", "uk"),
        ("Brüksel'deki görüşmeler dört saat sürdü ve anlaşma olmadan sona erdi.", "tr"),
        ("השיחות בבריסל נמשכו ארבע שעות והסתיימו ללא הסכמה", "he"),
        ("قال وزير الخارجية Sergei Lavrov إن NATO يتوسع شرقا وإن بلاده تنتظر الرد", "ar"),
        ("", "und"),
        ("ok", "und"),
        ("12/01/2022 14:35 — 3,5 %", "und"),
        ("https://paper.example/world/the-talks-in-brussels-lasted-four-hours @reporter #talks", "und"),
    ],
)
def test_language_of_a_sentence(text, language):
    assert detect_language(text) == language


@pytest.mark.skipif("CORPUS_DATA" not in os.environ, reason="CORPUS_DATA does not point to the shared data")
@pytest.mark.parametrize("name", ["ar_saudinewsnet_dev", "en_yellow_vests_dev", "fr_lefigaro_dev"])
def test_real_articles(name):
    lines = Path(os.environ["CORPUS_DATA"], f"data/news/{name}.ndjson").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines[:500]]
    right = sum(detect_language(text) == name[:2] for text in texts if len(text) > 100)
    assert right >= 0.995 * sum(len(text) > 100 for text in texts)


def test_a_column_is_told_as_each_of_its_texts():
    arabic = "انطلقت في العاصمة البلجيكية جلسة مفاوضات بين روسيا والحلف"
    texts = [
        arabic,
        f"{arabic} NATO",
        f"{arabic} پیگ" * 3,
        f"{arabic} @nato",
        "Talks ended in Geneva today.",
        "ok",
        "",
        "², ½",
    ]
    assert detect_languages(pl.Series(texts)).to_list() == [detect_language(text) for text in texts]
    assert detect_languages(pl.Series([], dtype=pl.String)).to_list() == []
