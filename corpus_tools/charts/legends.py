"""The legend above a chart: in Arabic from the right, each mark to the right of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from corpus_tools.charts.theme import INK, WIDTH, is_rtl, isolate_expr, theme_language
from corpus_tools.charts.typesetting import measure_text

if TYPE_CHECKING:
    from collections.abc import Mapping

_MARK, _GAP, _SIZE = 20, 20, 13


def colour_names(field: str, colours: Mapping[str, str], *, title: str, language: str) -> alt.Color:
    """Encode names as colours, with a legend where there are two or more; names read in the order given.

    Vega fills a legend from the left, its marks to the left of their names. Both are turned round only under
    the Arabic theme, which alone can push the legend to the right edge. Names too long for one line stand in
    rows of three; in Arabic, where Vega would fill rows from the wrong side, under one another.
    """
    turned = is_rtl(language) and theme_language() == "ar"
    needed = sum(_MARK + measure_text(name, size=_SIZE) + _GAP for name in colours)
    fits = needed <= WIDTH
    pairs = list(colours.items())
    if turned and fits:
        pairs.reverse()
    legend = alt.Legend(
        title=None,
        orient="top",
        direction="vertical" if turned and not fits else "horizontal",
        columns=0 if fits else (1 if turned else 3),
        columnPadding=_GAP,
        symbolType="square",
        symbolStrokeWidth=0,
        symbolOpacity=1,
        labelLimit=0,
        labelColor=INK,
        labelAlign="right" if turned else "left",
        # The schema of Vega-Lite has no negative numbers here; an expression may give one.
        labelOffset=alt.ExprRef(f"{4 - _MARK}") if turned else 4,
        labelExpr=isolate_expr("datum.label", language=language),
    )
    scale = alt.Scale(domain=[name for name, _ in pairs], range=[colour for _, colour in pairs])
    return alt.Color(f"{field}:N", title=title, scale=scale, legend=legend if len(colours) > 1 else None)
