"""A search box and a list to choose from, under a chart, for lists that are longer than a page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import altair as alt

from corpus_tools.arguments import check_arguments
from corpus_tools.charts.bars import BAR_STEP, name_column
from corpus_tools.charts.marks import filter_views, list_data
from corpus_tools.charts.setting import check_chart, check_top, choose_language
from corpus_tools.charts.words import word
from corpus_tools.errors import ArgumentError, explain

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

CHOICE = "choice"
_NAMES = ("term", "actor")
_DRAWN = {"kind": "kind_name"}  # columns that charts draw under another name


@check_arguments
def add_controls(
    chart: alt.Chart | alt.LayerChart | alt.ConcatChart,
    *,
    search: str | None = None,
    choose: str | None = None,
    top: int = 20,
    language: str | None = None,
) -> alt.Chart | alt.LayerChart | alt.ConcatChart:
    """Put a search box under a chart, and a list to choose from: both work without a kernel.

    Draw a long list (`chart_terms(counts, top=200)`), and give it a box: the first `top` bars are shown, and of what
    is typed the first `top` that have it. In Arabic أ إ آ count as ا, ة as ه and ى as ي, and vowel signs do not count.

    Parameters
    ----------
    chart
        One of this package's charts, or an Altair chart of your own.
    search
        The column of names that is searched; by default `term` or `actor`, the first that the chart has.
    choose
        A column whose values are listed to choose one from, such as `kind` or `source`; None for no list.
    top
        How many bars of a list are shown at a time.
    language
        `ar`, `en` or `fr`; by default that of the theme, else that of most names.

    Returns
    -------
    altair.Chart, altair.LayerChart or altair.ConcatChart
        The chart, of the same class. Put a panel (`add_panel`) on it afterwards, not before.

    Raises
    ------
    ArgumentError
        When the chart does not have a column, or `top` or `language` is not one that can be drawn.

    Examples
    --------
    >>> import polars as pl
    >>> from corpus_tools.charts import chart_terms
    >>> counts = pl.DataFrame({"term": ["غاز"], "count": [4], "per_million": [40.0], "documents": [2]})
    >>> [param["name"] for param in add_controls(chart_terms(counts)).to_dict()["params"]]
    ['search']
    """
    check_chart("add_controls", chart)
    top = check_top("add_controls", top)
    frames = list_data(chart)
    known = list(dict.fromkeys(name for frame in frames for name in frame.columns))
    search = search or next((name for name in _NAMES if name in known), None)
    if not search and not choose:
        expected = "search= or choose= a column of the chart"
        raise ArgumentError(explain("add_controls", expected=expected, got="no option", known=known))
    drawn = _DRAWN.get(choose, choose) if choose and choose not in known else choose
    for name in (search, drawn):
        if name is not None and name not in known:
            raise ArgumentError(explain("add_controls", expected="a column of the chart", got=name, known=known))
    language = choose_language("add_controls", language, _list_values(frames, search or str(drawn))[:200])
    controlled: Any = chart
    if search:
        controlled = _add_box(controlled, search, language=language)
    if choose and drawn:
        title = name_column(choose, language=language)
        menu = make_list(_list_values(frames, drawn), title=title, language=language)
        controlled = filter_chosen(controlled, drawn).add_params(menu)
    found: alt.Chart | alt.LayerChart | alt.ConcatChart = _cut_bars(controlled, top=top)
    # The names beside the bars change: the picture has to be measured again.
    return found.properties(autosize=alt.AutoSizeParams(type="pad", resize=True))


def _list_values(frames: Sequence[pl.DataFrame], column: str) -> list[str]:
    """List the values of a column, in the order in which they are drawn."""
    values = [value for frame in frames if column in frame.columns for value in frame[column].drop_nulls().to_list()]
    return list(dict.fromkeys(map(str, values)))


def _add_box(chart: Any, column: str, *, language: str) -> Any:
    label = word("search", language=language)
    box = alt.param(name="search", value="", bind=alt.binding(input="search", name=f"{label} ", debounce=150))
    has = f"indexof({_fold(f'datum[{json.dumps(column)}]')}, {_fold('search')}) >= 0"
    return filter_views(chart, column, has).add_params(box)


def make_list(values: Sequence[str], *, title: str, language: str) -> alt.Parameter:
    """Make the list from which a reader chooses a value; null is every value."""
    every = word("every", language=language)
    menu = alt.binding_select(options=[None, *values], labels=[every, *values], name=f"{title} ")
    return alt.param(name=CHOICE, value=None, bind=menu)


def filter_chosen(chart: Any, column: str) -> Any:
    """Keep, in every view whose data have a column, the rows of the value that is chosen."""
    return filter_views(chart, column, f"{CHOICE} == null || datum[{json.dumps(column)}] == {CHOICE}")


def _fold(text: str) -> str:
    """Write the Vega expression that folds what people type in several ways: case, hamza, vowel signs."""
    folded = f"lower('' + {text})"
    for letters, plain in ((r"[\u064b-\u0652\u0640]", ""), ("[أإآٱ]", "ا"), ("ة", "ه"), ("ى", "ي")):
        folded = f"replace({folded}, /{letters}/g, '{plain}')"
    return folded


def _cut_bars(chart: Any, *, top: int) -> Any:
    """Show the first bars of a list, or of each list of several, that were found."""
    panels = chart._get("concat")
    if isinstance(panels, list):
        copy = chart.copy(deep=["concat"])
        copy.concat = [_cut_bars(panel, top=top) for panel in panels]
        return copy.copy()
    step = chart._get("height")
    if not isinstance(step, alt.Step) or step.step != BAR_STEP:
        return chart
    return chart.transform_window(found="row_number()").transform_filter(f"datum.found <= {top}")
