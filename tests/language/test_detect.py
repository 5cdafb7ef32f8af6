"""The language of a text: Arabic apart from its neighbours of the same script, and unsure rather than wrong."""

import json
import os
from pathlib import Path

import polars as pl
import pytest

from corpus_tools.language.detect import detect_language, fill_languages


def detect_languages(texts):
    column = pl.Series(list(texts), dtype=pl.String)
    return fill_languages(pl.Series([None] * len(column), dtype=pl.String), column).to_list()


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
        # The neighbours that are taken for one another most.
        ("El gobierno anunció nuevas ayudas para las familias", "es"),
        ("O governo anunciou novas ajudas para as famílias", "pt"),
        ("Suben los precios del petróleo", "es"),
        ("Os preços do petróleo subiram", "pt"),
        ("Il governo ha annunciato nuovi aiuti per le famiglie", "it"),
        ("Цены на нефть резко выросли", "ru"),
        ("Ціни на нафту різко зросли", "uk"),
        ("قیمت نفت افزایش یافت", "fa"),
        ("تیل کی قیمتوں میں اضافہ ہو گیا", "ur"),
        ("ارتفعت أسعار النفط", "ar"),
        ("مي زيادة تكتب من القاهرة عن الحرب التي لا تنتهي", "ar"),
        # Persian as old pages have it, with the Arabic ي and ك
        ("رئيس جمهور ايران امروز وارد مسكو شد و با همتاي روسي خود ديدار كرد", "fa"),
        ("دولت اعلام كرد كه مذاكرات در وين از سر گرفته مي شود", "fa"),
        ("Petrol fiyatları hızla yükseldi", "tr"),
        ("Baş nazir parlamentdəki səsvermədən sonra istefa verdi", "az"),
        ("De premier trad af na een stemming in het parlement", "nl"),
        ("Sieben Soldaten wurden bei einem Angriff getötet", "de"),
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


ENGLISH = ["The talks in Brussels lasted four hours and ended without agreement."] * 5
FRENCH = ["Les discussions de Bruxelles ont duré quatre heures, sans accord."] * 5


def test_a_headline_gets_a_language_that_its_corpus_holds():
    headlines = ["Geneva summit ends", "Macron à Moscou"]
    assert [detect_language(headline) for headline in headlines] == ["und", "und"]
    assert detect_languages([*ENGLISH, *FRENCH, *headlines]) == ["en"] * 5 + ["fr"] * 5 + ["en", "fr"]


def test_a_sure_article_keeps_a_language_that_the_rest_of_the_corpus_lacks():
    german = "Die Gespräche in Brüssel dauerten vier Stunden und blieben ohne Ergebnis."
    assert detect_languages([*ENGLISH * 20, german])[-1] == "de"


@pytest.mark.parametrize("text", ["", "ok", "12/01/2022 — 3,5 %", "Москва сегодня"])
def test_what_speaks_for_no_language_of_the_corpus_stays_unsure(text):
    assert detect_languages([*ENGLISH, text])[-1] == "und"


def test_languages_of_no_text_and_of_one():
    assert detect_languages([]) == []
    assert detect_languages(iter([ENGLISH[0]])) == ["en"]


@pytest.mark.skipif("CORPUS_DATA" not in os.environ, reason="CORPUS_DATA does not point to the shared data")
def test_short_openings_of_a_mixed_corpus():
    found = []
    for name in ("ar_ant_dev", "en_reuters_dev", "fr_lefigaro_dev"):
        lines = Path(os.environ["CORPUS_DATA"], f"data/news/{name}.ndjson").read_text(encoding="utf-8").splitlines()
        words = [json.loads(line)["text"].split()[20:28] for line in lines[:300]]
        found += [(name[:2], " ".join(eight)) for eight in words if len(eight) == 8]
    codes = detect_languages(text for _, text in found)
    right = sum(code == true for code, (true, _) in zip(codes, found, strict=True))
    assert right >= 0.97 * len(found)
