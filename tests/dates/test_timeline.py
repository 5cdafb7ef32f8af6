"""The timeline: dated sentences with their actors, grouped into events."""

from __future__ import annotations

import datetime as dt
import re

import polars as pl
import pytest

from corpus_tools.corpus import Corpus, build_corpus
from corpus_tools.dates import build_timeline
from corpus_tools.errors import ArgumentError, FrameError
from corpus_tools.schema import EVENTS, MENTIONS

TEXT = "اجتمع الوفدان في جنيف أمس الثلاثاء. وضمت روسيا القرم عام 2014 بعد أزمة التسعينيات. ولم تعلق واشنطن."
DAY = dt.date(2022, 1, 12)


def corpus_of(*texts: str, language: str = "ar", date: dt.date | None = DAY) -> Corpus:
    articles = {"doc_id": list("abcdefghij"[: len(texts)]), "text": texts, "language": [language] * len(texts)}
    return build_corpus(pl.DataFrame({**articles, "date": [date] * len(texts)}))


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return build_corpus(
        pl.DataFrame(
            {
                "doc_id": ["a", "b"],
                "text": [TEXT, "They met on Monday. He left."],
                "date": [DAY] * 2,
                "language": ["ar", "en"],
                "source": ["ميزان", None],
            }
        )
    )


def mention(sentence: int, actor: str) -> dict[str, object]:
    row: dict[str, object] = dict.fromkeys(MENTIONS.columns)
    return row | {"doc_id": "a", "sentence": sentence, "actor_id": f"id:{actor}", "actor": actor}


@pytest.fixture(scope="module")
def mentions() -> pl.DataFrame:
    rows = [mention(1, "روسيا"), mention(1, "القرم"), mention(1, "روسيا"), mention(2, "الولايات المتحدة")]
    return pl.DataFrame(rows, schema=dict(MENTIONS.columns))


def test_events_stand_in_the_order_of_what_they_speak_of(corpus: Corpus) -> None:
    events = build_timeline(corpus)
    assert events.schema == pl.Schema(EVENTS.columns)
    assert events.select("date", "latest", "grain", "doc_id", "sentence", "source", "reported").rows() == [
        (dt.date(2014, 1, 1), dt.date(2014, 12, 31), "year", "a", 1, "ميزان", DAY),
        (dt.date(2022, 1, 10), dt.date(2022, 1, 10), "day", "b", 0, None, DAY),
        (dt.date(2022, 1, 11), dt.date(2022, 1, 11), "day", "a", 0, "ميزان", DAY),
    ]


def test_the_text_is_the_whole_sentence(corpus: Corpus) -> None:
    texts = build_timeline(corpus)["text"].to_list()
    assert texts[0] == "وضمت روسيا القرم عام 2014 بعد أزمة التسعينيات."
    assert texts[1] == "They met on Monday."


def test_actors_are_those_of_the_sentence_sorted_and_once(corpus: Corpus, mentions: pl.DataFrame) -> None:
    assert build_timeline(corpus, mentions=mentions)["actors"].to_list() == [["القرم", "روسيا"], [], []]


def test_two_dates_in_a_sentence_are_two_rows() -> None:
    timeline = build_timeline(corpus_of("انتخب الرئيس عام 2010 واستقال في 2014 تحت الضغط."))
    assert timeline["date"].dt.year().to_list() == [2010, 2014]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "بين عامي 2010 و2014 تغير كل شيء."),
        ("ar", "تغير كل شيء من 2010 إلى 2014 في روسيا."),
        ("en", "Everything in Russia changed between 2010 and 2014."),
        ("fr", "Tout a changé entre 2010 et 2014 en Russie."),
    ],
)
def test_a_range_is_one_row_from_its_first_day_to_its_last(language: str, text: str) -> None:
    timeline = build_timeline(corpus_of(text, language=language))
    assert timeline.select("date", "latest").rows() == [(dt.date(2010, 1, 1), dt.date(2014, 12, 31))]


def test_two_days_in_a_row_are_one_row_and_two_others_are_two() -> None:
    row = build_timeline(corpus_of("زار الوزير روسيا في 2 و3 نوفمبر 2021.")).select("date", "latest").rows()
    assert row == [(dt.date(2021, 11, 2), dt.date(2021, 11, 3))]
    assert build_timeline(corpus_of("زار الوزير روسيا في 2 و7 نوفمبر 2021.")).height == 2


def test_a_date_said_twice_in_a_sentence_is_one_row() -> None:
    assert build_timeline(corpus_of("اجتمع الوفدان أمس الثلاثاء 11 يناير 2022 وغادرا أمس.")).height == 1


def test_unresolved_and_repeated_times_are_no_events() -> None:
    assert build_timeline(corpus_of("قال أمس إنه يسافر كل يوم منذ عامين.", date=None)).height == 0


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "القاهرة 12 يناير 2022 (أ ف ب) - قالت روسيا إن المحادثات مع الحلف ستستمر."),
        ("ar", "نشر في 12 يناير 2022 في قسم السياسة الدولية والعربية"),
        ("ar", "© 2022 جميع الحقوق محفوظة لصحيفة من صحف الخليج العربي."),
        ("ar", "جدة 9 جمادى الآخرة 1443 هـ الموافق 12 يناير 2022 م واس"),
        ("en", "GENEVA, Jan 12, 2022 (Reuters) - Russia said that talks with the alliance would go on."),
        ("en", "Last updated 12 January 2022 by our reporters in Geneva and Moscow."),
        ("en", "Wednesday 12 January 2022"),
        ("fr", "Publié le 12 janvier 2022 par la rédaction internationale de Genève."),
        ("fr", "GENÈVE, 12 janvier 2022 (AFP) – La Russie a dit que les pourparlers continuent."),
    ],
)
def test_lines_that_only_say_when_they_were_written_are_no_events(language: str, text: str) -> None:
    assert build_timeline(corpus_of(text, language=language)).height == 0


def test_a_sentence_of_every_other_day_is_a_form() -> None:
    forms = [f"يعرض الفيلم التونسي في القاعة الكبرى يوم {day} يناير 2022." for day in (3, 4, 5, 6)]
    assert build_timeline(corpus_of(*forms)).height == 0
    assert build_timeline(corpus_of(*forms[:3])).height == 3


@pytest.mark.parametrize(
    ("language", "text", "direction"),
    [
        ("ar", "اجتمع الوفدان في جنيف أمس.", "past"),
        ("ar", "اجتمع الوفدان في جنيف اليوم.", "same_day"),
        ("ar", "سيجتمع الوفدان في جنيف اليوم.", "future"),
        ("ar", "يجتمع الوفدان في جنيف غدا.", "future"),
        ("ar", "من المقرر أن يجتمع الوفدان هذا الشهر.", "future"),
        ("ar", "ارتفعت الأسعار هذا الشهر في روسيا.", "same_day"),
        ("en", "The delegations met in Geneva on Tuesday.", "past"),
        ("en", "The delegations will meet in Geneva today.", "future"),
        ("en", "The delegations met in Geneva today.", "same_day"),
        ("ar", "لن يجتمع الوفدان في جنيف اليوم.", "future"),
        ("en", "Parliament is to vote on the budget today.", "future"),
        ("en", "Parliament is due to vote on the budget this year.", "future"),
        ("en", "He said that he would resign this month.", "future"),
        ("en", "Due to the storm, schools in Paris closed today.", "same_day"),
        ("en", "Gold set a record price in London today.", "same_day"),
        ("en", "Growth was slower than expected this year.", "same_day"),
        ("en", "The planned visit was cancelled today.", "same_day"),
        ("fr", "La réunion est prévue aujourd'hui.", "future"),
        ("fr", "La réunion prévue à Genève a été annulée aujourd'hui.", "same_day"),
        ("fr", "Le Parlement va voter le budget aujourd'hui.", "future"),
        ("fr", "Les délégations se réuniront aujourd’hui à Genève.", "future"),
        ("fr", "Les délégations se sont réunies aujourd’hui à Genève.", "same_day"),
        ("fr", "La délégation part demain pour Genève.", "future"),
    ],
)
def test_what_is_ahead_is_told_from_what_has_been(language: str, text: str, direction: str) -> None:
    assert build_timeline(corpus_of(text, language=language))["direction"].to_list() == [direction]


def test_without_an_article_date_there_is_no_direction() -> None:
    timeline = build_timeline(corpus_of("وقعت روسيا الاتفاق في 3 يناير 2030.", date=None))
    assert timeline.select("direction", "reported").rows() == [(None, None)]


def test_a_query_keeps_the_sentences_that_hold_it(corpus: Corpus) -> None:
    assert build_timeline(corpus, query="القرم")["sentence"].to_list() == [1]
    assert build_timeline(corpus, query=["القرم", "في جنيف"])["sentence"].to_list() == [1, 0]
    assert build_timeline(corpus, query=re.compile("M.nday"))["doc_id"].to_list() == ["b"]
    assert build_timeline(corpus, query=re.compile("nothing")).is_empty()


def test_actors_keep_the_sentences_that_name_one_by_name_or_id(corpus: Corpus, mentions: pl.DataFrame) -> None:
    for wanted in ("روسيا", "id:روسيا", ["القرم", "الولايات المتحدة"]):
        assert build_timeline(corpus, mentions=mentions, actors=wanted)["sentence"].to_list() == [1]
    assert build_timeline(corpus, mentions=mentions, actors="روسيا", query="جنيف").is_empty()


def test_words_and_actors_that_there_are_not_are_named(corpus: Corpus, mentions: pl.DataFrame) -> None:
    with pytest.raises(ArgumentError, match="expected words of the corpus, got 'القرن'"):
        build_timeline(corpus, query="القرن")
    with pytest.raises(ArgumentError, match="build_timeline: expected actors= names of `mentions`, got 'روسية'"):
        build_timeline(corpus, mentions=mentions, actors="روسية")
    with pytest.raises(ArgumentError, match=r"There are none\. Hint: pass mentions"):
        build_timeline(corpus, actors="روسيا")


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"query": 5}, "query= a string or a pattern, or several, got 5"),
        ({"query": []}, r"query= a string or a pattern, or several, got \[\]"),
        ({"query": [None]}, r"query= a string or a pattern, or several, got \[None\]"),
        ({"actors": 5}, "actors as a text or a list of texts or None, got 5"),
        ({"actors": []}, r"actors= a string, or several, got \[\]"),
    ],
)
def test_what_is_no_query_and_no_actor_is_refused(
    corpus: Corpus, mentions: pl.DataFrame, options: dict[str, object], complaint: str
) -> None:
    with pytest.raises(ArgumentError, match=f"build_timeline: expected {complaint}"):
        build_timeline(corpus, mentions=mentions, **options)  # type: ignore[arg-type]


def test_a_corpus_without_articles_has_no_events() -> None:
    empty = build_corpus(pl.DataFrame(schema={"text": pl.String}))
    assert build_timeline(empty).schema == pl.Schema(EVENTS.columns)


def test_mentions_without_their_columns_are_refused(corpus: Corpus) -> None:
    with pytest.raises(FrameError, match="build_timeline: expected a column 'doc_id'"):
        build_timeline(corpus, mentions=pl.DataFrame({"actor": ["x"]}))
