from __future__ import annotations

import datetime
from typing import Any

import polars as pl
import pytest

from corpus_tools import build_corpus, explore, find_actors
from corpus_tools.charts.theme import use_theme
from corpus_tools.errors import ArgumentError, FrameError

TEXTS = [
    "قال الأمين العام لحلف الناتو إن أوكرانيا تريد ضمانات. وأكد بوتين أن روسيا ترفض الناتو.",
    "رفضت روسيا ضمانات الناتو أمس 😀 والناتو يرد.",
    "أسعار القمح ترتفع في تونس.",
]


@pytest.fixture
def articles() -> pl.DataFrame:
    days = [datetime.date(2022, 1, 3), datetime.date(2022, 2, 14), datetime.date(2022, 3, 1)]
    titles = ["قمة <b>الناتو</b>", "رد", None]
    urls = ["https://example.org/1", "javascript:alert(1)", None]
    sources = ["ميزان", "سهاب", "سهاب"]
    return pl.DataFrame({"text": TEXTS, "date": days, "title": titles, "url": urls, "source": sources})


@pytest.fixture
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


@pytest.mark.parametrize("typed", ["الناتو", "والناتو", "لحلف", "اوكر", "أوكر", "امين", "الأمين"])
def test_suggestions_come_with_or_without_hamza_and_proclitics(panel: Any, typed: str) -> None:
    assert ask(panel, kind="suggest", typed=typed)["suggestions"]


def test_actors_and_terms_are_suggested_the_commonest_first(panel: Any) -> None:
    found = ask(panel, kind="suggest", typed="نات")["suggestions"]
    assert {"kind": "actor", "name": "حلف شمال الأطلسي", "actor_id": "nato", "count": 4} in found
    counts = [one["count"] for one in found]
    assert counts == sorted(counts, reverse=True)
    assert ask(panel, kind="suggest", typed="  ")["suggestions"] == []


def test_a_search_gives_sum_lines_outlets_neighbours_and_trend(panel: Any) -> None:
    found = ask(panel, kind="search", name="ضمانات")
    assert found["sum"] == "مرات الورود: 2 · المقالات: 2 من 3 (67%)"
    assert [line["match"] for line in found["lines"]] == ["ضمانات", "ضمانات"]
    assert found["lines"][0]["title"] == "قمة <b>الناتو</b>"
    assert found["lines"][0]["date"] == "2022-01-03"
    assert found["more"] is False
    assert [(row["name"], row["said"], row["length"]) for row in found["sources"]] == [
        ("ميزان", "100% (1)", 1.0),
        ("سهاب", "50% (1)", 0.5),
    ]
    assert "حلف شمال الأطلسي" in {row["name"] for row in found["companions"]}
    assert found["trend"]["source"].startswith("data:image/png;base64,")
    assert "ضمانات" in found["trend"]["text"]


def test_the_picture_of_a_narrow_panel_is_narrow(panel: Any) -> None:
    wide, narrow = (ask(panel, kind="search", name="ضمانات", room=room)["trend"]["width"] for room in (1200, 358))
    assert narrow < 0.7 * wide


def test_a_word_without_hamza_and_with_a_proclitic_finds_the_same(panel: Any) -> None:
    assert ask(panel, kind="search", name="اوكرانيا")["sum"] == ask(panel, kind="search", name="أوكرانيا")["sum"]


def test_an_actor_is_all_its_mentions_and_no_companion_of_itself(panel: Any) -> None:
    found = ask(panel, kind="search", name="الناتو", actor_id="nato")
    assert len(found["lines"]) == 4
    assert "nato" not in {row["actor_id"] for row in found["companions"]}
    assert {"vladimir-putin", "russia"} <= {row["actor_id"] for row in found["companions"]}
    first = found["lines"][0]
    text = TEXTS[0]
    assert text.startswith(f"{first['before']} {first['match']}") or first["before"].endswith("العام")


def test_bars_are_sorted_by_their_length(panel: Any) -> None:
    found = ask(panel, kind="search", name="الناتو", actor_id="nato")
    for name in ("sources", "companions", "neighbours"):
        lengths = [row["length"] for row in found[name]]
        assert lengths == sorted(lengths, reverse=True)


def test_lines_are_ordered_as_asked(panel: Any) -> None:
    newest = ask(panel, kind="search", name="روسيا", order="newest")["lines"]
    assert [line["date"] for line in newest] == ["2022-02-14", "2022-01-03"]
    before = ask(panel, kind="search", name="الناتو", order="before")["lines"]
    last_words = [line["before"].split()[-1:] for line in before]
    assert last_words == sorted(last_words)


def test_the_hits_of_an_article_are_marked_also_behind_an_emoji(panel: Any) -> None:
    line = ask(panel, kind="search", name="الناتو", order="newest")["lines"][0]
    article = ask(panel, kind="article", name="الناتو", order="newest", doc_id=line["doc_id"])["article"]
    assert "".join(piece for piece, _ in article["pieces"]) == TEXTS[1]
    assert [piece for piece, is_hit in article["pieces"] if is_hit] == ["الناتو", "والناتو"]
    assert article["url"] == ""  # javascript: is no address of an article
    assert article["facts"] == "2022-02-14 · سهاب"


def test_further_lines_come_without_the_rest(articles: pl.DataFrame) -> None:
    corpus = build_corpus(pl.DataFrame({"text": ["قمة " * 120]}))
    panel = explore(corpus, language="fr")
    first, second, third = (ask(panel, kind="search", name="قمة", first=n) for n in (0, 50, 100))
    assert [len(part["lines"]) for part in (first, second, third)] == [50, 50, 20]
    assert [part["more"] for part in (first, second, third)] == [True, True, False]
    assert first["trend"] is None  # no date
    assert "sources" not in second


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ({"kind": "search", "name": "ناتوو"}, "expected words of the corpus"),
        ({"kind": "search", "name": ""}, "expected a query with a word"),
        ({"kind": "search", "name": "x" * 10_000}, "at most 200 characters, got '10000 characters'"),
        ({"kind": "search", "name": ["قمة"]}, "at most 200 characters"),
        ({"kind": "search", "name": "روسيا", "order": "DROP"}, "order one of"),
        ({"kind": "search", "name": "روسيا", "first": "0"}, "first of 0 or more"),
        ({"kind": "search", "name": "روسيا", "actor_id": "nobody"}, "expected an actor of the mentions"),
        ({"kind": "article", "name": "روسيا", "doc_id": "../etc"}, "expected the id of an article"),
        ({"kind": "delete"}, "expected kind suggest, search or article"),
        ({}, "expected kind suggest, search or article"),
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
    panel._hear(panel, {"kind": "search", "name": "روسيا", "number": 1}, [])
    assert [next(key for key in part if key != "number") for part in sent] == ["sum", "sources", "neighbours", "trend"]


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
    assert "expected words of the corpus" in ask(panel, kind="search", name="a")["error"]


def test_wrong_arguments_are_refused(articles: pl.DataFrame) -> None:
    with pytest.raises(ArgumentError, match=r"language one of \['ar', 'en', 'fr'\], got 'de'"):
        explore(build_corpus(articles), language="de")
    with pytest.raises(FrameError, match="expected a Corpus, got 'DataFrame'"):
        explore(articles)  # type: ignore[arg-type]
    with pytest.raises(FrameError, match="column 'sentence'"):
        explore(build_corpus(articles), pl.DataFrame({"doc_id": ["a"]}))
