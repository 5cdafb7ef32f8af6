import base64
import re
import struct
import zlib

import altair as alt
import polars as pl
import pytest
import vl_convert

from corpus_tools.charts import theme
from corpus_tools.errors import ArgumentError

LANGUAGES = ("ar", "en", "fr")


def contrast_on_white(colour: str) -> float:
    """The ratio of WCAG 2.2, by its definition."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (sum(w * part for w, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True)) + 0.05)


def test_theme_says_its_language_only_while_it_is_enabled() -> None:
    assert theme.theme_language() is None
    theme.use_theme(language="fr")
    assert theme.theme_language() == "fr"
    theme.use_theme()
    assert theme.theme_language() == "ar"
    alt.theme.enable("default")
    assert theme.theme_language() is None


def test_unknown_language_is_refused_and_the_known_are_named() -> None:
    message = r"use_theme: expected language one of \['ar', 'en', 'fr'\], got 'de'"
    with pytest.raises(ArgumentError, match=message):
        theme.use_theme(language="de")


@pytest.mark.parametrize(("language", "month", "side"), [("ar", "مارس", "end"), ("fr", "mars", "start")])
def test_theme_sets_months_and_the_side_of_titles(language: str, month: str, side: str) -> None:
    theme.use_theme(language=language)
    config = alt.theme.get()()["config"]
    assert config["locale"]["time"]["months"][2] == month
    assert config["title"]["anchor"] == side
    assert config["axis"]["labelLimit"] == 0


def test_a_users_own_chart_gets_isolates_from_the_theme_and_keeps_its_data_clean() -> None:
    theme.use_theme(language="ar")
    frame = pl.DataFrame({"name": ["الناتو (NATO)", "EU"], "n": [2, 1]})
    spec = alt.Chart(frame).mark_bar().encode(x="n:Q", y="name:N").to_dict()
    svg = vl_convert.vegalite_to_svg(spec)
    assert "\u2067الناتو (NATO)\u2069" in svg
    assert "\u2067EU" not in svg
    assert "\u2067" not in str(spec["datasets"])


def test_latin_labels_of_an_english_chart_are_left_alone_and_arabic_ones_follow_their_first_letter() -> None:
    expression = theme.isolate_expr("datum.label", language="en")
    assert "\u2068" in expression
    assert "\u2067" not in expression


@pytest.mark.parametrize("colour", theme.PALETTE)
def test_marks_stand_out_from_white(colour: str) -> None:
    assert contrast_on_white(colour) >= 3.0


@pytest.mark.parametrize("colour", [*theme.TEXT_PALETTE, theme.INK, theme.MUTED])
def test_words_stand_out_from_white(colour: str) -> None:
    assert contrast_on_white(colour) >= 4.5


def test_font_css_holds_both_weights_whole() -> None:
    fonts = re.findall(r"font-weight:(\d+);src:url\(data:font/woff;base64,([^)]+)\)", theme.font_css())
    assert [weight for weight, _ in fonts] == ["400", "600"]
    for weight, encoded in fonts:
        name = {"400": "Regular", "600": "SemiBold"}[weight]
        original = (theme.font_directory() / f"IBMPlexSansArabic-{name}.ttf").read_bytes()
        assert unpack_tables(base64.b64decode(encoded)) == tables_of(original)


def tables_of(font: bytes) -> dict[bytes, bytes]:
    count = struct.unpack(">H", font[4:6])[0]
    entries = [struct.unpack(">4sLLL", font[12 + 16 * n : 28 + 16 * n]) for n in range(count)]
    return {tag: font[start : start + length] for tag, _, start, length in entries}


def unpack_tables(woff: bytes) -> dict[bytes, bytes]:
    signature, _, length, count = struct.unpack(">4s4sLH", woff[:14])
    assert signature == b"wOFF"
    assert length == len(woff)
    tables = {}
    for number in range(count):
        tag, start, packed, size, _ = struct.unpack(">4sLLLL", woff[44 + 20 * number : 64 + 20 * number])
        raw = woff[start : start + packed]
        tables[tag] = zlib.decompress(raw) if packed < size else raw
        assert len(tables[tag]) == size
    return tables


def test_css_keeps_charts_from_being_turned_round_by_the_page() -> None:
    assert "svg.marks{direction:ltr}" in theme.font_css()
    assert "unicode-bidi:plaintext" in theme.chart_css()


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_written_with_the_separator_of_the_language(language: str) -> None:
    theme.use_theme(language=language)
    spec = alt.Chart(pl.DataFrame({"n": [12345]})).mark_text().encode(text=alt.Text("n:Q", format=",")).to_dict()
    separator = {"ar": ",", "en": ",", "fr": "\u00a0"}[language]
    assert f"12{separator}345" in vl_convert.vegalite_to_svg(spec)
