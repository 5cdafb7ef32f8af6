"""A panel of sentences or headlines beside a chart: what stands behind the bar, point or days that a reader chooses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import altair as alt
import polars as pl

from corpus_tools.arguments import check_arguments
from corpus_tools.charts.bars import BAR_STEP, name_column
from corpus_tools.charts.controls import CHOICE, filter_chosen, make_list
from corpus_tools.charts.excerpts import BELOW, META_SIZE, ROW, TEXT_LINE, TEXT_SIZE, prepare_excerpts, read_texts
from corpus_tools.charts.marks import give_param, list_data
from corpus_tools.charts.setting import check_chart, choose_language, isolate, isolate_lines
from corpus_tools.charts.theme import INK, MUTED, PDI, RLI, WIDTH, is_rtl
from corpus_tools.charts.typesetting import wrap_text
from corpus_tools.charts.words import word
from corpus_tools.errors import ArgumentError, explain

if TYPE_CHECKING:
    from collections.abc import Sequence

_KEYS = ("term", "collocate", "ngram", "actor", "source")
_CHOSEN = "chosen"
_BESIDE, _BARS = 280, 240  # pixels of a panel beside bars, and of these: with names and numbers they fill a page
_HIGHEST, _LOW = 520, 380  # a panel beside bars is as high as they are, within these
_HEAD, _FOOT, _EDGE = 64, 44, 14
_NONE_CHOSEN = f"length(data('{_CHOSEN}_store')) == 0"
_TINT = "#F4F6F8"


@check_arguments
def add_panel(
    chart: alt.Chart | alt.LayerChart | alt.ConcatChart,
    examples: pl.DataFrame,
    *,
    on: str | Sequence[str] | None = None,
    choose: str | None = None,
    language: str | None = None,
) -> alt.ConcatChart | alt.VConcatChart:
    """Put a panel at a chart that shows the sentences or headlines behind what a reader chooses.

    The panel opens with the examples of the first mark, or articles of all days. Click a bar, a point or a cell, and it
    lists the examples of that; on a chart over time drag over some days, and it lists their articles. A double click
    clears the choice. It needs no kernel: it works in JupyterLab, in an exported
    page and in a saved `.html` file. For print, save the chart without its panel.

    Parameters
    ----------
    chart
        One of this package's charts, or an Altair chart of your own whose data have the columns of `on`.
    examples
        One row an example. Its text is the first that there is of `before`, `match`, `after` (`find_concordance`; the
        hit stands between ‹ and ›),
        `examples` (`explain_actor`), `title` or else `text` (articles), and `sentence`; under it stand its `source`,
        or else its `surface`, and its `date`.
    on
        The columns of `examples` that name the mark an example belongs to, called as in the frame that was drawn. By
        default `date` at a chart over time; else those of `term`, `actor` and `source` that both sides have.
    choose
        A column of texts of the examples, such as `source`: its values are listed under the chart, and of the one that
        is chosen the panel shows the examples; so does the chart where its own frame has the column. A chart that has
        such a list already (`add_controls`) keeps it, and the panel follows it. None for no list.
    language
        `ar`, `en` or `fr`; by default that of the theme, else that of most examples.

    Returns
    -------
    altair.ConcatChart or altair.VConcatChart
        The chart with a panel beside bars, or below any other chart.

    Raises
    ------
    FrameError
        When `examples` is no polars DataFrame, or has no text.
    ArgumentError
        When a column of `on` is missing in the examples or in the chart, or that of `choose` in the examples.

    Notes
    -----
    At most eight examples of a mark travel with the chart (four of each value of `choose`), and at most 1,200 articles
    over time: evenly from all of them, in their order, copies of a sentence once. The head of the panel says how many
    of how many it shows.

    Examples
    --------
    >>> from corpus_tools.charts import chart_terms
    >>> counts = pl.DataFrame({"term": ["غاز"], "count": [4], "per_million": [40.0], "documents": [2]})
    >>> kwic = pl.DataFrame({"term": ["غاز"], "before": ["أسعار"], "match": ["الغاز"], "after": ["ترتفع"]})
    >>> [param["name"] for param in add_panel(chart_terms(counts), kwic).to_dict()["params"]]
    ['chosen']
    """
    check_chart("add_panel", chart)
    frames = list_data(chart)
    keys = _choose_keys(frames, examples, on)
    if choose is not None and choose not in examples.columns:
        expected = "choose as a column of the examples"
        raise ArgumentError(explain("add_panel", expected=expected, got=choose, known=examples.columns))
    texts = read_texts(examples, keys=keys if choose is None or choose in keys else [*keys, choose])
    language = choose_language("add_panel", language, texts["excerpt"].head(50))
    over_time = keys == ["date"]
    if not over_time:
        texts = _match_keys(texts, frames, keys, choose)
    bars = 0 if over_time else _count_bars(chart)
    width, height = (_BESIDE, max(_LOW, min(_HIGHEST, bars * BAR_STEP))) if bars else (_measure_width(chart), _LOW)
    rows = prepare_excerpts(texts, keys=keys, choose=choose, width=width - 2 * _EDGE, language=language)
    panel = _draw_panel(rows, choose, over_time=over_time, width=width, height=height, language=language)
    controlled = _choose_value(chart, rows, choose, language=language) if choose else chart
    return _place(controlled, panel, keys=keys, beside=bars > 0, language=language)


def _choose_keys(frames: Sequence[pl.DataFrame], examples: pl.DataFrame, on: str | Sequence[str] | None) -> list[str]:
    """Find the columns that tie examples to marks, and see that both sides have them."""
    drawn = {name for frame in frames for name in frame.columns}
    if on is None:
        over_time = "date" in examples.columns and "period" in drawn
        keys = ["date"] if over_time else [key for key in _KEYS if key in examples.columns and key in drawn]
    else:
        keys = [on] if isinstance(on, str) else list(on)
    if not keys:
        raise ArgumentError(explain("add_panel", expected="on as columns of examples and chart", got="none in both"))
    needed = ["period"] if keys == ["date"] else keys
    best = max((frame.columns for frame in frames), key=lambda names: len(set(needed) & set(names)), default=[])
    for side, asked, known in (("the examples", keys, examples.columns), ("the chart", needed, best)):
        missing = [key for key in asked if key not in known]
        if missing:
            expected = f"on as columns of {side}"
            raise ArgumentError(explain("add_panel", expected=expected, got=missing[0], known=known))
    return keys


def _match_keys(
    texts: pl.DataFrame, frames: Sequence[pl.DataFrame], keys: Sequence[str], choose: str | None
) -> pl.DataFrame:
    """Keep the examples of marks that are drawn, and add an empty one to each mark (and value) that has none."""
    drawn = [frame.select(keys) for frame in frames if set(keys) <= set(frame.columns)]
    marks = pl.concat(drawn, how="vertical_relaxed").unique(maintain_order=True)
    texts = texts.cast({key: marks.schema[key] for key in keys})
    matched = marks.join(texts, on=list(keys), how="left", nulls_equal=True, maintain_order="left_right")
    if choose is None or choose in keys:
        return matched
    both = marks.join(texts.select(pl.col(choose).drop_nulls().unique(maintain_order=True)), how="cross")
    lacking = both.join(texts, on=[*keys, choose], how="anti", nulls_equal=True, maintain_order="left")
    return pl.concat([matched, lacking], how="diagonal")


def _choose_value(chart: Any, rows: pl.DataFrame, choose: str, *, language: str) -> Any:
    """Put the list of values under the chart, unless it has one, and let the chart's own views follow it."""
    params = chart.to_dict().get("params", [])
    if any(param["name"] == CHOICE for param in params):
        return chart
    values = rows[choose].drop_nulls().cast(pl.String).unique().sort().to_list()
    title = name_column(choose, language=language)
    if not any(choose in frame.columns for frame in list_data(chart)):
        title = word("choose_examples", language=language, by=title)
    return filter_chosen(chart, choose).add_params(make_list(values, title=title, language=language))


def _count_bars(chart: Any) -> int:
    """Count the bars of a list with names beside them; 0 for any other chart."""
    step = chart._get("height")
    if not isinstance(chart, alt.LayerChart) or not isinstance(step, alt.Step) or step.step != BAR_STEP:
        return 0
    return 0 if chart.layer[0].encoding.y["axis"] is None else len(list_data(chart)[0])


def _measure_width(chart: Any) -> int:
    width = chart._get("width")
    return width if isinstance(width, int) else WIDTH


def _draw_panel(
    rows: pl.DataFrame, choose: str | None, *, over_time: bool, width: int, height: int, language: str
) -> alt.LayerChart:
    """Draw the rows of the choice under one another, below its name and how many of how many there are."""
    chosen = _choose_rows(rows, choose, over_time=over_time, room=height - _HEAD - _FOOT, language=language)
    side: dict[str, Any] = {"baseline": "top", "align": "left", "x": 0, "dx": _EDGE}
    if is_rtl(language):
        side |= {"align": "right", "x": "width", "dx": -_EDGE}
    down = alt.Scale(domain=[height, 0], nice=False, zero=False)
    lines = chosen.mark_text(**side, fontSize=TEXT_SIZE, lineHeight=TEXT_LINE, lineBreak="\n", color=INK)
    metas = chosen.mark_text(**side, fontSize=META_SIZE, color=MUTED)
    heads = chosen.transform_filter("datum.place == 1")
    name = heads.mark_text(**side, y=_EDGE, fontSize=15, fontWeight=600, color=INK)
    note = heads.mark_text(**side, y=_EDGE + 22, fontSize=META_SIZE, color=MUTED)
    drawn: alt.LayerChart = (
        lines.encode(y=alt.Y("above:Q", axis=None, scale=down), text="lines:N")
        + metas.encode(y=alt.Y("below:Q", axis=None, scale=down), text="meta:N")
        + name.encode(text="heading:N")
        + note.transform_calculate(note=_write_note(language)).encode(text="note:N")
        + _draw_hint(over_time=over_time, width=width, height=height, side=side, language=language)
    )
    return drawn.properties(width=width, height=height, view=alt.ViewBackground(fill=_TINT, stroke=None))


def _choose_rows(rows: pl.DataFrame, choose: str | None, *, over_time: bool, room: float, language: str) -> alt.Chart:
    """Let Vega take the rows of the choice that fit, and say how far down each stands."""
    chart = alt.Chart(rows)
    if over_time:
        chart = chart.transform_calculate(period="toDate(datum.period)")
    opens = "datum.opens == 2"
    if choose:
        opens = f"datum.opens >= ({CHOICE} == null ? 2 : 1)"
        value = f"datum[{json.dumps(choose)}]"
        # A row without a text says that there are none: of its value, or of the mark at all.
        every = f"datum.stands_for > 0 || {value} == null"
        chart = chart.transform_filter(f"{CHOICE} == null ? {every} : {value} == {CHOICE}")
    wanted: Any = {"or": [{"param": _CHOSEN, "empty": False}, f"{opens} && {_NONE_CHOSEN}"]}
    chart = chart.transform_filter(wanted).transform_joinaggregate(total="sum(stands_for)")
    if over_time:
        chart = _spread_days(chart, most=room // ROW, language=language)
    chosen: alt.Chart = (
        chart.transform_window(end="sum(tall)", place="row_number()", sort=[alt.SortField("rank")])
        # Vega gives the first row even where it is higher than the panel.
        .transform_calculate(fits=f"datum.end <= {room} || datum.place == 1 ? 1 : 0")
        .transform_joinaggregate(shown="sum(fits)")
        .transform_filter("datum.fits == 1")
        .transform_calculate(above=f"datum.end - datum.tall + {_HEAD}", below=f"datum.end - {BELOW} + {_HEAD}")
    )
    return chosen


def _spread_days(chart: alt.Chart, *, most: float, language: str) -> alt.Chart:
    """Take articles evenly from the days chosen, and name the first and the last day."""
    opening, closing = (RLI, PDI) if is_rtl(language) else ("", "")
    days = "datum.first == datum.last ? datum.first : datum.first + ' – ' + datum.last"
    spread: alt.Chart = (
        chart.transform_window(
            first="first_value(day)",
            last="last_value(day)",
            number="row_number()",
            frame=[None, None],
            sort=[alt.SortField("rank")],
        )
        .transform_joinaggregate(of="count()")
        .transform_filter(f"(datum.number - 1) % ceil(datum.of / {most}) == 0")
        .transform_calculate(heading=f"'{opening}' + ({days}) + '{closing}'")
    )
    return spread


def _write_note(language: str) -> str:
    """Write the expression that says how many of how many are shown."""
    shown, total = ("⟦shown⟧", "⟦total⟧")
    text = isolate(word("shown", language=language, shown=shown, total=total), language=language)
    for place, field in ((shown, "shown"), (total, "total")):
        text = text.replace(place, f"' + format(datum.{field}, ',') + '")
    return f"datum.total == 0 ? '' : '{text}'"


def _draw_hint(*, over_time: bool, width: int, height: int, side: Any, language: str) -> alt.Chart:
    """Say what to do, as long as nothing is chosen."""
    hint = word("hint_brush" if over_time else "hint_click", language=language)
    lines = wrap_text(hint, width=width - 2 * _EDGE, size=META_SIZE)
    frame = pl.DataFrame({"hint": [isolate_lines(lines, text=hint, language=language)]})
    style: dict[str, Any] = {
        "fontSize": META_SIZE,
        "lineHeight": TEXT_LINE,
        "lineBreak": "\n",
        "color": MUTED,
        "ariaRole": "note",
    }
    drawn: alt.Chart = (
        alt.Chart(frame)
        .transform_filter(_NONE_CHOSEN)
        .mark_text(**side, **style, y=height - _FOOT)
        .encode(text="hint:N")
    )
    return drawn


def _place(
    chart: Any, panel: alt.LayerChart, *, keys: Sequence[str], beside: bool, language: str
) -> alt.ConcatChart | alt.VConcatChart:
    """Let the chart take the choice, and set the panel beside or below it, under the one title."""
    if keys == ["date"]:
        param, fields = alt.selection_interval(name=_CHOSEN, encodings=["x"]), ["period"]
    else:
        param, fields = alt.selection_point(name=_CHOSEN, fields=list(keys), toggle=False), list(keys)
    marked = give_param(chart, param, fields)
    if beside:
        marked = marked.properties(width=_BARS)
    given = {name: marked._get(name) for name in ("title", "description", "autosize")}
    own = marked._get("usermeta") if isinstance(marked._get("usermeta"), dict) else {}
    for name in (*given, "usermeta"):
        marked[name] = alt.Undefined
    whole = {name: value for name, value in given.items() if value is not alt.Undefined}
    # On a telephone the plot gets narrower, where it can, and the lines of a panel below it are broken anew.
    whole["usermeta"] = {**own, "panel": "beside" if beside else "below"}
    if not beside:
        return alt.vconcat(marked, panel, spacing=24).properties(**whole)
    return alt.concat(*([panel, marked] if is_rtl(language) else [marked, panel]), columns=2, spacing=24).properties(
        **whole
    )
