"""The line under a title that says what a chart is drawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest

from corpus_tools import Corpus, build_corpus
from corpus_tools.charts import add_panel, chart_actor_heatmap, chart_actors, chart_terms, use_corpus, use_theme
from corpus_tools.errors import FrameError
from tests.charts import frames
from tests.charts.test_every_chart import CHARTS

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    yield
    use_corpus(None)


def build(names: list[str | None]) -> Corpus:
    articles = pl.DataFrame({"text": [f"غاز {n}" for n in range(len(names))], "source": names})
    dates = pl.Series(["2022-01-03", "2022-02-09", *[None] * (len(names) - 2)]).str.to_date()
    return build_corpus(articles.with_columns(date=dates))


def read(lines: list[str]) -> str:
    """Join the lines under a title, without isolates."""
    text = " ".join(lines).replace("\u00a0", " ")
    return "".join(letter for letter in text if not "\u2066" <= letter <= "\u2069")


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_says_it_under_its_title_and_aloud(name: str) -> None:
    draw, make = CHARTS[name]
    use_corpus(build(["ميزان", "ميزان", "ميزان"]))
    spec = draw(make(), language="ar").to_dict()
    said = "عدد المقالات: 3 · 3 يناير 2022 – 9 فبراير 2022 · ميزان"
    assert read(spec["title"]["subtitle"]).endswith(said)
    assert said in read([spec["description"]])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", "المقالات المشمولة: 3 من 5 · 3 يناير 2022 · ميزان، سهاب"),
        ("en", "Articles counted here: 3 of 5 · 3 January 2022 · ميزان, سهاب"),
        ("fr", "Articles pris en compte : 3 sur 5 · 3 janvier 2022 · ميزان, سهاب"),
    ],
)
def test_a_chart_of_some_outlets_says_how_many_articles_they_have(language: str, said: str) -> None:
    use_theme(language=language)
    use_corpus(build(["ميزان", "Le Quai", "ميزان", "سهاب", None]))
    row = {"actor_id": "nato", "actor": "الناتو", "kind": "organisation", "count": 9, "documents": 1, "share": 0.5}
    counts = pl.DataFrame([{"source": name, **row} for name in ("ميزان", "سهاب")])
    for draw in (chart_actors, chart_actor_heatmap):
        spec = draw(counts, by="source").to_dict()
        assert read(spec["title"]["subtitle"]).replace("\u202f", " ").endswith(said)
        assert said in read([spec["description"]]).replace("\u202f", " ")


def test_of_groups_that_the_articles_do_not_have_nothing_is_said() -> None:
    use_corpus(build(["ميزان", "Le Quai"]))
    row = {"actor_id": "nato", "actor": "NATO", "kind": "organisation", "count": 9, "documents": 1, "share": 0.5}
    for group in ({"desk": "رأي"}, {"source": "سهاب"}):
        spec = chart_actors(pl.DataFrame([group | row]), by=next(iter(group)), language="en").to_dict()
        assert "Articles: 2 ·" in read(spec["title"]["subtitle"])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", "عدد المقالات بعد التصفية: 2 · 3 يناير 2022 – 9 فبراير 2022 · ميزان"),
        ("en", "Articles after filtering: 2 · 3 January 2022 – 9 February 2022 · ميزان"),
        ("fr", "Articles après filtrage : 2 · 3 janvier 2022 – 9 février 2022 · ميزان"),
    ],
)
def test_a_sub_corpus_says_that_it_is_filtered(language: str, said: str) -> None:
    use_theme(language=language)
    use_corpus(build(["ميزان", "ميزان", "Le Quai"]).filter(pl.col("source") == "ميزان"))
    assert read(chart_terms(frames.terms()).to_dict()["title"]["subtitle"]).endswith(said)


def test_without_a_corpus_nothing_is_said() -> None:
    before = chart_terms(frames.terms(), language="en").to_dict()["title"]
    use_corpus(build(["ميزان", "Le Quai"]))
    assert chart_terms(frames.terms(), language="en").to_dict()["title"] != before
    use_corpus(None)
    assert chart_terms(frames.terms(), language="en").to_dict()["title"] == before


def test_it_stands_once_above_a_chart_with_a_panel() -> None:
    use_corpus(build(["ميزان", "Le Quai"]))
    examples = pl.DataFrame({"term": ["الناتو"], "text": ["قمة الناتو"]})
    said = read(add_panel(chart_terms(frames.terms(), language="ar"), examples).to_dict()["title"]["subtitle"])
    assert said.count("9 فبراير 2022") == 1


def test_names_that_turn_the_line_or_break_it_are_cleaned() -> None:
    use_corpus(build(["\u202eevil\u2069\n<b>", "x" * 90]))
    said = " ".join(chart_terms(frames.terms(), language="en").to_dict()["title"]["subtitle"])
    assert "\u202e" not in said
    assert "evil\u00a0<b>" in said
    assert "x" * 39 + "…" in said
    assert said.count("\u2068") == said.count("\u2069")


def test_what_is_no_corpus_is_refused() -> None:
    with pytest.raises(FrameError, match="use_corpus: expected a Corpus, got 'DataFrame'"):
        use_corpus(pl.DataFrame())  # type: ignore[arg-type]


def test_three_outlets_are_named_a_fourth_too_and_of_more_the_number() -> None:
    said = []
    for letters in ("abcd", "abcde"):
        use_corpus(build([f"outlet {letter}" for letter in letters]))
        said.append(read(chart_terms(frames.terms(), language="en").to_dict()["title"]["subtitle"]))
    assert said[0].endswith("outlet a, outlet b, outlet c, outlet d")
    assert said[1].endswith("outlet a, outlet b, outlet c, 2 more")
