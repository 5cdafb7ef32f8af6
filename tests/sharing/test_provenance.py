"""What stands under a chart and inside its file: where it comes from."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import altair as alt
import polars as pl
import pytest
from lxml import etree
from PIL import Image
from pypdf import PdfReader

from corpus_tools.charts import chart_terms, use_corpus, use_theme
from corpus_tools.corpus import build_corpus
from corpus_tools.errors import ArgumentError, FrameError
from corpus_tools.measures import count_terms
from corpus_tools.sharing import save_chart, save_charts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from corpus_tools import Corpus

SUFFIXES = ("png", "svg", "pdf", "html", "json")
NOTE = "بلا عناوين المقالات (titles)"
DUBLIN = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1641945600")  # 12 January 2022


@pytest.fixture
def corpus() -> Corpus:
    articles = pl.DataFrame(
        {
            "text": ["قمة في جنيف", "حرب", "غاز", "حياد"],
            "source": ["ميزان", "Le Quai", "ميزان", None],
            "language": ["ar"] * 4,
            "date": ["2022-01-03", "2022-01-09", "2022-02-01", None],
        }
    ).with_columns(pl.col("date").str.to_date())
    return build_corpus(articles).filter(pl.col("text") != "غاز")


def text_of(path: Path) -> str:
    """Give the text that a reader of the file sees, without the isolates around names."""
    if path.suffix == ".pdf":
        return " ".join(page.extract_text() for page in PdfReader(path).pages)
    text = " ".join(etree.parse(path).getroot().itertext())
    return re.sub("[\u2066-\u2069]", "", text).replace("\u00a0", " ")


def facts_of(path: Path) -> dict[str, Any]:
    """Read the facts inside a file as a program would."""
    if path.suffix == ".png":
        with Image.open(path) as picture:
            return dict(json.loads(picture.text["Comment"]))  # type: ignore[attr-defined]
    if path.suffix == ".pdf":
        return dict(json.loads(PdfReader(path).metadata.subject))
    content = path.read_text(encoding="utf-8")
    if path.suffix == ".svg":
        return dict(json.loads(etree.fromstring(content.encode()).find(f".//{DUBLIN}source").text))
    if path.suffix == ".html":
        content = re.search(r"currentScript\.parentNode,(.*),\{\"menu\":", content)[1]
    return dict(json.loads(content)["usermeta"]["corpus_tools"])


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_facts_are_inside_the_file(chart: alt.Chart, corpus: Corpus, tmp_path: Path, suffix: str) -> None:
    facts = facts_of(save_chart(chart, tmp_path / f"a.{suffix}", corpus=corpus, note=NOTE))
    assert (facts["date"], facts["note"]) == ("2022-01-12", NOTE)
    assert facts["software"].startswith("corpus_tools ")
    assert facts["corpus"] | {"filters": None} == {
        "articles": 3,
        "first": "2022-01-03",
        "last": "2022-01-09",
        "undated": 1,
        "outlets": ["Le Quai", "ميزان"],
        "languages": ["ar"],
        "filters": None,
    }
    assert "غاز" in facts["corpus"]["filters"][0]


def test_the_footnote_says_it_in_the_language_of_the_chart(chart: alt.Chart, corpus: Corpus, tmp_path: Path) -> None:
    drawn = text_of(save_chart(chart, tmp_path / "a.svg", corpus=corpus, note=NOTE))
    assert NOTE in drawn
    assert "عدد المقالات بعد التصفية: 3 · 3 يناير 2022 – 9 يناير 2022 · Le Quai، ميزان" in drawn
    assert re.search(r"corpus_tools [\d.]+ · 12 يناير 2022", drawn)
    use_theme(language="fr")
    drawn = text_of(save_chart(chart, tmp_path / "b.svg", corpus=corpus))
    assert "Articles après filtrage : 3 · 3 janvier 2022 – 9 janvier 2022 · Le Quai, ميزان" in drawn


def test_what_stands_under_the_title_is_not_repeated_below(corpus: Corpus, tmp_path: Path) -> None:
    use_theme(language="ar")
    counts = count_terms(corpus)
    use_corpus(corpus)
    path = save_chart(chart_terms(counts), tmp_path / "a.svg", corpus=corpus)
    use_corpus(None)
    bare = save_chart(chart_terms(counts), tmp_path / "b.svg", corpus=corpus)
    shown = [re.sub('<metadata>.*</metadata>|aria-label="[^"]*"', "", p.read_text()) for p in (path, bare)]
    assert [text.count("بعد التصفية") for text in shown] == [1, 1]
    assert facts_of(path)["corpus"] == facts_of(bare)["corpus"]


def test_the_footnote_is_drawn_in_pictures_and_written_in_pages(chart: alt.Chart, tmp_path: Path) -> None:
    long = "كلمة " * 200
    paths = save_chart(chart, tmp_path / "short.png"), save_chart(chart, tmp_path / "long.png", note=long)
    with Image.open(paths[0]) as short, Image.open(paths[1]) as tall:
        assert tall.width == short.width
        assert tall.height > short.height + 150
        ink = tall.convert("L").crop((0, short.height, tall.width, tall.height)).getextrema()
    assert ink[0] < 128
    assert "2022" in text_of(save_chart(chart, tmp_path / "a.pdf"))
    assert 'class="chart-note" dir="auto">&lt;b&gt;' in save_chart(chart, tmp_path / "a.html", note="<b>").read_text()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_chart_gives_the_same_bytes(chart: alt.Chart, corpus: Corpus, tmp_path: Path, suffix: str) -> None:
    files = [save_chart(chart, tmp_path / f"{n}.{suffix}", corpus=corpus).read_bytes() for n in range(3)]
    assert files[0] == files[1] == files[2]


def test_many_outlets_are_counted_not_listed(chart: alt.Chart, tmp_path: Path) -> None:
    names = [f"outlet {letter}" for letter in "abcdefgh"]
    corpus = build_corpus(pl.DataFrame({"text": ["news"] * 8, "source": names}))
    use_theme(language="en")
    path = save_chart(chart, tmp_path / "a.svg", corpus=corpus)
    assert "outlet c, 5 more" in " ".join(text_of(path).split())
    assert facts_of(path)["corpus"]["outlets"] == names


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_control_characters_do_not_end_python(tmp_path: Path, suffix: str) -> None:
    counts = pl.DataFrame({"term": ["غا\x08ز", "\x00\ufffe", "<script>alert(1)</script>\u202e"], "count": [3, 2, 1]})
    chart = alt.Chart(counts, title="a\x1b").mark_bar().encode(x="count:Q", y="term:N")
    path = save_chart(chart, tmp_path / f"a.{suffix}", note="note\x07")
    assert facts_of(path)["note"] == "note"
    if suffix == "svg":
        root = etree.parse(path).getroot()
        assert "غاز" in text_of(path)
        assert list(root.iter("{*}script")) == []


def test_a_picture_from_elsewhere_is_refused(tmp_path: Path) -> None:
    outside = pl.DataFrame({"logo": ["https://example.org/logo.png"]})
    chart = alt.Chart(outside).mark_image(width=20, height=20).encode(url="logo:N")
    for suffix in ("png", "svg", "pdf"):
        with pytest.raises(ArgumentError, match=r"pictures inside the chart, got 'https://example\.org"):
            save_chart(chart, tmp_path / f"a.{suffix}")


def test_what_is_no_corpus_is_refused(chart: alt.Chart, tmp_path: Path) -> None:
    with pytest.raises(FrameError, match="save_chart: expected a Corpus, got 'DataFrame'"):
        save_chart(chart, tmp_path / "a.png", corpus=pl.DataFrame())  # type: ignore[arg-type]


def test_all_named_charts_are_saved_once(chart: alt.Chart, tmp_path: Path) -> None:
    names = {"_": chart, "bars": chart, "again": chart, "table": pl.DataFrame(), "trend": chart.properties(width=90)}
    paths = save_charts(names, tmp_path / "charts", formats=("json", ".svg"), note=NOTE)
    assert [path.name for path in paths] == ["bars.json", "bars.svg", "trend.json", "trend.svg"]
    assert all(facts_of(path)["note"] == NOTE for path in paths)
    assert save_charts({"a": chart}, tmp_path, formats="json") == [tmp_path / "a.json"]


@pytest.mark.parametrize(
    ("charts", "options", "message"),
    [
        (lambda chart: {"n": 3}, {}, "named charts, got no chart"),
        (lambda chart: {"../up": chart}, {}, "that can be that of a file"),
        (lambda chart: {"a": chart}, {"formats": ["gif"]}, r"\.png \.svg \.pdf \.html \.json"),
        (lambda chart: {"a": chart}, {"scale": 0}, "save_charts: expected scale above 0"),
    ],
)
def test_wrong_charts_are_refused(
    chart: alt.Chart,
    tmp_path: Path,
    charts: Callable[[alt.Chart], dict[str, object]],
    options: dict[str, Any],
    message: str,
) -> None:
    with pytest.raises(ArgumentError, match=message):
        save_charts(charts(chart), tmp_path, **options)
    assert list(tmp_path.iterdir()) == []
