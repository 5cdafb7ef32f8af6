from __future__ import annotations

import altair as alt
import polars as pl
import pytest

from corpus_tools.charts.theme import theme_language
from corpus_tools.errors import ArgumentError
from corpus_tools.sharing import setup_notebook
from corpus_tools.sharing.notebook import SETUP_MARK, setup_html


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_setup_gives_the_session_its_language_and_renderer(language: str) -> None:
    setup_notebook(language=language)
    assert theme_language() == language
    assert alt.renderers.active == "corpus_tools"


def test_printed_tables_show_no_shape_and_no_types() -> None:
    setup_notebook()
    printed = str(pl.DataFrame({"مصطلح": ["الناتو"]}))
    assert "shape" not in printed
    assert "str" not in printed


def test_setup_refuses_a_language_it_does_not_speak() -> None:
    with pytest.raises(ArgumentError, match=r"language one of \['ar', 'en', 'fr'\], got 'de'"):
        setup_notebook(language="de")


def test_the_setup_output_is_recognised_and_points_nowhere() -> None:
    markup = setup_html(language="ar")
    assert markup.startswith(SETUP_MARK)
    assert "direction:rtl" in markup
    assert 'src="http' not in markup
    assert markup.count("</script>") == 3


def test_only_arabic_turns_the_text_of_a_notebook() -> None:
    assert ".jp-MarkdownOutput{direction:rtl}" in setup_html(language="ar")
    assert ".jp-MarkdownOutput{direction:rtl}" not in setup_html(language="fr")
