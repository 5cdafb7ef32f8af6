import datetime as dt

import polars as pl
import pytest

from corpus_tools.charts import chart_terms, use_theme
from corpus_tools.errors import ArgumentError, FrameError
from tests.charts import frames
from tests.charts.specs import layer, row_count, rows, subtitle, title


def test_bars_are_the_most_frequent_terms_in_order_with_their_numbers() -> None:
    spec = chart_terms(frames.terms("en"), top=3, language="en").to_dict()
    shown = rows(spec, having="term")
    assert [row["term"] for row in shown] == ["NATO", "Russia", "Ukraine (Kyiv)"]
    assert [row["written_count"] for row in shown] == ["1,470", "745", "503"]
    assert title(spec) == "The most frequent terms"
    assert subtitle(spec) == "Occurrences · Shown: 3 of 11"


def test_arabic_bars_grow_to_the_left_and_have_their_names_at_the_right() -> None:
    bars = layer(chart_terms(frames.terms("ar"), language="ar").to_dict(), "bar")["encoding"]
    assert bars["x"]["scale"]["reverse"] is True
    assert bars["y"]["axis"]["orient"] == "right"
    assert "\u2067" in bars["y"]["axis"]["labelExpr"]


def test_french_bars_grow_to_the_right() -> None:
    spec = chart_terms(frames.terms("fr"), language="fr").to_dict()
    bars = layer(spec, "bar")["encoding"]
    assert bars["x"]["scale"]["reverse"] is False
    assert bars["y"]["axis"]["orient"] == "left"
    assert rows(spec, having="term")[0]["written_count"] == "1\u202f470"


def test_language_is_the_one_asked_for_then_the_themes_then_that_of_the_terms() -> None:
    assert title(chart_terms(frames.terms("ar")).to_dict()) == "أكثر المصطلحات وروداً"
    assert title(chart_terms(frames.terms("en")).to_dict()) == "The most frequent terms"
    use_theme(language="fr")
    assert title(chart_terms(frames.terms("ar")).to_dict()) == "Les termes les plus fréquents"
    assert title(chart_terms(frames.terms("ar"), language="en").to_dict()) == "The most frequent terms"


def test_the_description_says_what_is_counted_and_the_first_three_without_bidi_controls() -> None:
    text = chart_terms(frames.terms("ar"), language="ar").to_dict()["description"]
    assert text == (
        "أكثر المصطلحات وروداً. عدد مرات الورود · المعروض: 20 من 22. في المقدمة: الناتو 1,470، روسيا 745، أوكرانيا 503."
        " الأدنى في الرسم: المفاوضات 92."
    )


def test_data_stay_clean_of_bidi_controls() -> None:
    shown = rows(chart_terms(frames.terms("ar"), language="ar").to_dict(), having="term")
    assert not any(mark in str(shown) for mark in "\u2066\u2067\u2068\u2069")


def test_ties_are_in_the_order_of_the_alphabet_whatever_the_order_of_rows() -> None:
    counts = pl.DataFrame({"term": ["ب", "ا", "ت"], "count": [2, 2, 2], "per_million": [1.0] * 3, "documents": [1] * 3})
    orders = {
        tuple(row["term"] for row in rows(chart_terms(frame, language="ar").to_dict(), having="term"))
        for frame in (counts, counts.reverse())
    }
    assert orders == {("ا", "ب", "ت")}


def test_groups_get_panels_of_rates_on_one_scale() -> None:
    spec = chart_terms(frames.terms_by_source("en"), by="source", top=4, language="en").to_dict()
    names = [panel["title"]["text"] for panel in spec["concat"]]
    tops = {panel["layer"][0]["encoding"]["x"]["scale"]["domain"][1] for panel in spec["concat"]}
    assert names == ["Ledger", "Northgate"]
    assert tops == {1470 / 0.41}
    assert {panel["layer"][0]["encoding"]["x"]["field"] for panel in spec["concat"]} == {"per_million"}


def test_arabic_panels_begin_at_the_right() -> None:
    spec = chart_terms(frames.terms_by_source("ar"), by="source", language="ar").to_dict()
    names = [panel.get("title", {}).get("text") for panel in spec["concat"]]
    assert names == ["\u2067مدار\u2069", "\u2067مرايا\u2069", None, "\u2067ميزان\u2069"]


def test_periods_are_panels_in_the_order_of_time_under_their_names() -> None:
    counts = frames.terms("ar").head(2)
    months = [dt.date(2022, 2, 1), dt.date(2022, 1, 1)]
    counts = pl.concat([counts.with_columns(month=pl.lit(month)) for month in months])
    spec = chart_terms(counts, by="month", language="ar").to_dict()
    assert [panel["title"]["text"].strip("\u2067\u2069") for panel in spec["concat"]] == [
        "فبراير 2022",
        "يناير 2022",
    ]


def test_articles_without_a_source_are_a_group_too() -> None:
    counts = frames.terms("en").with_columns(source=pl.lit(None, dtype=pl.String))
    spec = chart_terms(counts, by="source", top=2, language="en").to_dict()
    assert [panel["title"]["text"] for panel in spec["concat"]] == ["–"]
    assert len(rows(spec, having="term")) == 2


def test_phrases_are_drawn_like_terms() -> None:
    spec = chart_terms(frames.terms("ar").rename({"term": "ngram"}), language="ar").to_dict()
    assert rows(spec, having="term")[0]["term"] == "الناتو"
    assert title(spec) == "أكثر العبارات وروداً"


def test_more_than_two_hundred_bars_are_cut_and_the_subtitle_says_so() -> None:
    counts = pl.DataFrame({"term": [f"t{n}" for n in range(900)]}).with_columns(
        count=pl.lit(3), per_million=pl.lit(1.0), documents=pl.lit(1)
    )
    spec = chart_terms(counts, top=900, language="en").to_dict()
    assert row_count(spec) == 200
    assert subtitle(spec).endswith("Shown: 200 of 900")


def test_several_rows_of_a_term_ask_for_by() -> None:
    with pytest.raises(FrameError, match=r"expected one row for each term, got '3 rows for .*by='source'"):
        chart_terms(frames.terms_by_source("ar"))


@pytest.mark.parametrize("top", [0, -1, 2.5, True])
def test_impossible_top_is_refused(top: int) -> None:
    with pytest.raises(ArgumentError, match="chart_terms: expected top as a whole number"):
        chart_terms(frames.terms("en"), top=top)
