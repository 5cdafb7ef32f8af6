from __future__ import annotations

import datetime
from typing import Any

import polars as pl
import pytest

from corpus_tools import build_corpus, explore, find_actors
from corpus_tools.charts.theme import use_theme
from corpus_tools.errors import ArgumentError, FrameError
from corpus_tools.exploring.hits import choose_period

TEXTS = [
    "قال الأمين العام لحلف الناتو إن أوكرانيا تريد ضمانات. وأكد بوتين أن روسيا ترفض الناتو.",
    "رفضت روسيا ضمانات الناتو أمس 😀 والناتو يرد.",
    "أسعار القمح ترتفع في تونس.",
]


@pytest.fixture(scope="module")
def articles() -> pl.DataFrame:
    days = [datetime.date(2022, 1, 3), datetime.date(2022, 2, 14), datetime.date(2022, 3, 1)]
    titles = ["قمة <b>الناتو</b>", "رد", None]
    urls = ["https://example.org/1", "javascript:alert(1)", None]
    sources = ["ميزان", "سهاب", "سهاب"]
    return pl.DataFrame({"text": TEXTS, "date": days, "title": titles, "url": urls, "source": sources})


@pytest.fixture(scope="module")
def panel(articles: pl.DataFrame) -> Any:
    corpus = build_corpus(articles)
    return explore(corpus, find_actors(corpus), language="ar")


def ask(panel: Any, **question: object) -> dict[str, Any]:
    """Put all parts of an answer together."""
    whole: dict[str, Any] = {}
    for part in panel.ask({"number": 7, **question}):
        assert part["number"] == 7
        whole |= part
    return whole


def look_up(panel: Any, **question: object) -> dict[str, Any]:
    """Ask for all that the browser asks for when somebody searches."""
    return {
        key: part for kind in ("search", "beside", "trend") for key, part in ask(panel, kind=kind, **question).items()
    }


@pytest.mark.parametrize("typed", ["الناتو", "والناتو", "لحلف", "اوكر", "أوكر", "امين", "الأمين"])
def test_suggestions_come_with_or_without_hamza_and_proclitics(panel: Any, typed: str) -> None:
    assert ask(panel, kind="suggest", typed=typed)["suggestions"]


def test_actors_and_terms_are_suggested_the_commonest_first(panel: Any) -> None:
    found = ask(panel, kind="suggest", typed="نات")["suggestions"]
    assert {"kind": "actor", "name": "حلف شمال الأطلسي", "actor_id": "nato", "count": "4"} in found
    counts = [int(one["count"]) for one in found]
    assert counts == sorted(counts, reverse=True)


def test_before_anything_is_typed_the_commonest_are_suggested(panel: Any) -> None:
    found = ask(panel, kind="suggest", typed="  ")["suggestions"]
    assert [one["kind"] for one in found] == ["actor"] * 4 + ["term"] * 4
    assert found[0]["name"] == "حلف شمال الأطلسي"
    assert found[4]["name"] == "الناتو"


def test_a_search_gives_sum_lines_outlets_neighbours_and_trend(panel: Any) -> None:
    found = look_up(panel, name="ضمانات")
    assert found["sum"] == "مرات الورود: 2 · المقالات: 2 من 3 (67%)"
    assert [line["match"] for line in found["lines"]] == ["ضمانات", "ضمانات"]
    assert found["lines"][0]["title"] == "قمة <b>الناتو</b>"
    assert found["lines"][0]["date"] == "3 يناير 2022"
    assert found["more"] is False
    assert [(row["name"], row["said"], row["length"]) for row in found["sources"]] == [
        ("ميزان", "100% (1)", 1.0),
        ("سهاب", "50% (1)", 0.5),
    ]
    assert "حلف شمال الأطلسي" in {row["name"] for row in found["companions"]}
    assert found["trend"]["source"].startswith("data:image/png;base64,")
    assert "ضمانات" in found["trend"]["text"]


def test_the_picture_of_a_narrow_panel_is_narrow(panel: Any) -> None:
    wide, narrow = (ask(panel, kind="trend", name="ضمانات", room=room)["trend"]["width"] for room in (1200, 358))
    assert narrow < 0.7 * wide


def test_a_word_without_hamza_and_with_a_proclitic_finds_the_same(panel: Any) -> None:
    assert ask(panel, kind="search", name="اوكرانيا")["sum"] == ask(panel, kind="search", name="أوكرانيا")["sum"]


def test_an_actor_is_all_its_mentions_and_no_companion_of_itself(panel: Any) -> None:
    found = look_up(panel, name="الناتو", actor_id="nato")
    assert len(found["lines"]) == 4
    assert "nato" not in {row["actor_id"] for row in found["companions"]}
    assert {"vladimir-putin", "russia"} <= {row["actor_id"] for row in found["companions"]}
    first = found["lines"][0]
    text = TEXTS[0]
    assert text.startswith(f"{first['before']} {first['match']}") or first["before"].endswith("العام")


def test_a_word_that_is_the_name_of_an_actor_says_so(panel: Any) -> None:
    expected = {"kind": "actor", "name": "حلف شمال الأطلسي", "actor_id": "nato", "count": "4"}
    assert ask(panel, kind="search", name="والناتو")["actors"] == [expected]
    assert ask(panel, kind="search", name="ضمانات")["actors"] == []
    assert ask(panel, kind="search", name="الناتو", actor_id="nato")["actors"] == []


def test_an_actor_is_no_companion_of_its_own_name(panel: Any) -> None:
    companions = [row["actor_id"] for row in ask(panel, kind="beside", name="روسيا")["companions"]]
    assert "russia" not in companions
    assert "nato" in companions


def test_bars_are_sorted_by_their_length(panel: Any) -> None:
    found = ask(panel, kind="beside", name="الناتو", actor_id="nato")
    for name in ("sources", "companions", "neighbours"):
        lengths = [row["length"] for row in found[name]]
        assert lengths == sorted(lengths, reverse=True)


def test_lines_are_ordered_as_asked(panel: Any) -> None:
    newest = ask(panel, kind="search", name="روسيا", order="newest")["lines"]
    assert [line["date"] for line in newest] == ["14 فبراير 2022", "3 يناير 2022"]
    before = ask(panel, kind="search", name="الناتو", order="before")["lines"]
    last_words = [line["before"].split()[-1:] for line in before]
    assert last_words == sorted(last_words)


def test_the_hits_of_an_article_are_marked_also_behind_an_emoji(panel: Any) -> None:
    line = ask(panel, kind="search", name="الناتو", order="newest")["lines"][0]
    article = ask(panel, kind="article", name="الناتو", order="newest", doc_id=line["doc_id"])["article"]
    assert "".join(piece for piece, _ in article["pieces"]) == TEXTS[1]
    assert [piece for piece, is_hit in article["pieces"] if is_hit] == ["الناتو", "والناتو"]
    assert article["url"] == ""  # javascript: is no address of an article
    assert article["facts"] == ["14 فبراير 2022", "سهاب"]


def test_further_lines_come_without_the_rest(articles: pl.DataFrame) -> None:
    corpus = build_corpus(pl.DataFrame({"text": ["قمة " * 120]}))
    panel = explore(corpus, language="fr")
    first, second, third = (ask(panel, kind="search", name="قمة", first=n) for n in (0, 50, 100))
    assert [len(part["lines"]) for part in (first, second, third)] == [50, 50, 20]
    assert [part["more"] for part in (first, second, third)] == [True, True, False]
    assert ask(panel, kind="trend", name="قمة") == {"number": 7, "trend": None}  # no date


@pytest.mark.parametrize("typed", ["ناتووو", "الناتوو", "ناوت"])
def test_where_nothing_is_found_what_is_spelt_alike_is_offered(panel: Any, typed: str) -> None:
    found = ask(panel, kind="search", name=typed)["alike"]
    assert [(one["kind"], one["name"]) for one in found[:2]] == [("actor", "حلف شمال الأطلسي"), ("term", "الناتو")]


def test_of_a_phrase_that_does_not_occur_its_words_are_offered(panel: Any) -> None:
    names = [one["name"] for one in ask(panel, kind="search", name="القمح الناتو")["alike"]]
    assert names == ["القمح", "حلف شمال الأطلسي", "الناتو"]


@pytest.mark.parametrize("typed", ["", "*", "؟", "qqqqqqqq", "zz*", "( [ \\"])
def test_nothing_like_it_is_an_empty_offer(panel: Any, typed: str) -> None:
    assert ask(panel, kind="search", name=typed) == {"number": 7, "alike": []}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ضمان*", ["ضمانات", "ضمانات"]),
        ("اوكر*", ["أوكرانيا"]),
        ("نات*", ["الناتو", "الناتو", "الناتو", "والناتو"]),
        ("الامين الع*", ["الأمين العام"]),
        ("*تفع", ["ترتفع"]),
        ("ا*ار القمح", ["أسعار القمح"]),
        ("روسيا *", ["روسيا", "روسيا"]),
    ],
)
def test_a_star_stands_for_any_letters(panel: Any, typed: str, expected: list[str]) -> None:
    found = ask(panel, kind="search", name=typed)
    assert sorted(line["match"] for line in found["lines"]) == sorted(expected)


@pytest.mark.parametrize(
    ("articles", "days", "period"),
    [
        (400, 40, "day"),
        (80, 40, "week"),
        (80, 200, "month"),
        (6, 60, "week"),
        (1400, 5000, "month"),
        (300, 5000, "year"),
    ],
)
def test_the_trend_has_enough_articles_for_each_of_its_points(articles: int, days: int, period: str) -> None:
    assert choose_period(days, articles=articles) == period


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ({"kind": "search", "name": "x" * 10_000}, "at most 200 characters, got '10000 characters'"),
        ({"kind": "search", "name": ["قمة"]}, "at most 200 characters"),
        ({"kind": "search", "name": "روسيا", "order": "DROP"}, "order one of"),
        ({"kind": "trend", "name": "روسيا", "room": -1}, "room of 0 or more"),
        ({"kind": "search", "name": "روسيا", "first": "0"}, "first of 0 or more"),
        ({"kind": "search", "name": "روسيا", "actor_id": "nobody"}, "expected an actor of the mentions"),
        ({"kind": "article", "name": "روسيا", "doc_id": "../etc"}, "expected the id of an article"),
        ({"kind": "delete"}, "expected kind one of ['suggest', 'search', 'beside', 'trend', 'article']"),
        ({}, "expected kind one of ['suggest', 'search', 'beside', 'trend', 'article']"),
    ],
)
def test_a_bad_question_is_answered_with_the_reason(panel: Any, question: dict[str, Any], expected: str) -> None:
    (answer,) = panel.ask({"number": 3, **question})
    assert answer["number"] == 3
    assert expected in answer["error"]


@pytest.mark.parametrize("question", [None, "search", 3, [1]])
def test_what_is_no_question_is_answered_too(panel: Any, question: object) -> None:
    (answer,) = panel.ask(question)
    assert "expected a question" in answer["error"]


def test_the_panel_outlives_a_mistake_of_its_own(panel: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus_tools.exploring.panel.suggest_names", lambda *_: 1 / 0)
    (answer,) = panel.ask({"kind": "suggest", "typed": "a", "number": 1})
    assert answer["error"] == "ZeroDivisionError: division by zero"


def test_every_part_of_an_answer_is_sent_to_the_browser(panel: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(panel, "send", sent.append)
    panel._hear(panel, {"kind": "beside", "name": "روسيا", "number": 1}, [])
    assert [next(key for key in part if key != "number") for part in sent] == ["sources", "neighbours"]


def test_a_page_without_a_kernel_has_a_sentence_and_the_commonest_terms(panel: Any) -> None:
    bundle = panel._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    assert "JupyterLab" in data["text/html"]
    assert "الناتو" in data["text/html"]
    assert data["text/plain"].startswith("Explorer(Corpus(3 articles")
    assert "application/vnd.jupyter.widget-view+json" in data


def test_the_language_is_that_of_the_notebook_unless_said(articles: pl.DataFrame) -> None:
    corpus = build_corpus(articles)
    assert explore(corpus).language == "en"
    use_theme(language="fr")
    assert (explore(corpus).language, explore(corpus).direction) == ("fr", "ltr")
    assert explore(corpus, language="ar").direction == "rtl"


def test_an_empty_corpus_says_that_there_is_nothing(articles: pl.DataFrame) -> None:
    panel = explore(build_corpus(articles.clear()))
    assert ask(panel, kind="suggest", typed="a")["suggestions"] == []
    assert ask(panel, kind="search", name="a")["alike"] == []


def test_wrong_arguments_are_refused(articles: pl.DataFrame) -> None:
    with pytest.raises(ArgumentError, match=r"language one of \['ar', 'en', 'fr'\], got 'de'"):
        explore(build_corpus(articles), language="de")
    with pytest.raises(FrameError, match="expected a Corpus, got 'DataFrame'"):
        explore(articles)  # type: ignore[arg-type]
    with pytest.raises(FrameError, match="column 'sentence'"):
        explore(build_corpus(articles), pl.DataFrame({"doc_id": ["a"]}))
