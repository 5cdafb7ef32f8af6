"""The marks of a finished chart: which of them carry a reader's choice, and charts that have got one."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import altair as alt
import polars as pl

from corpus_tools.charts.theme import INK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Marks that a pointer hits, before lines, and these before words.
_HIT = ("bar", "rect", "circle", "point", "square", "arc", "tick", "rule", "line", "area", "text")


def list_data(chart: Any, *, above: pl.DataFrame | None = None) -> list[pl.DataFrame]:
    """List the frames that the marks of a chart draw, those of its layers and panels too."""
    data = _own_data(chart, above)
    inner = [part for parts in _inner(chart).values() for part in parts]
    if inner:
        return [frame for part in inner for frame in list_data(part, above=data)]
    return [] if data is None else [data]


def give_param(chart: Any, param: alt.Parameter, fields: Sequence[str], *, above: pl.DataFrame | None = None) -> Any:
    """Let one mark of every view of a chart take a reader's choice: the one to hit that has the fields.

    Vega-Lite refuses the same choice in two layers of a view. A chart none of whose marks has the fields is given back
    as it is.
    """
    data = _own_data(chart, above)
    for attribute, parts in _inner(chart).items():
        if attribute != "layer":
            copy = chart.copy(deep=[attribute])
            copy[attribute] = [give_param(part, param, fields, above=data) for part in parts]
            with warnings.catch_warnings():
                # Altair 6 warns that panels share the choice; that is what is wanted.
                warnings.filterwarnings("ignore", "Automatically deduplicated selection", UserWarning)
                return copy.copy()
    found = sorted(_find_units(chart, (), data, fields), key=lambda unit: unit[0])
    return _replace(chart, found[0][1], param) if found else chart


def _inner(chart: Any) -> dict[str, list[Any]]:
    """Give the parts of a chart of layers or panels, by the attribute that holds them."""
    names = ("layer", "concat", "hconcat", "vconcat")
    return {name: chart[name] for name in names if isinstance(chart._get(name), list)}


def _own_data(chart: Any, above: pl.DataFrame | None) -> pl.DataFrame | None:
    return chart.data if isinstance(chart.data, pl.DataFrame) else above


def _find_units(
    chart: Any, path: tuple[int, ...], data: pl.DataFrame | None, fields: Sequence[str]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Walk through layers to the marks that have the fields: how easily each is hit, and the way to it."""
    for place, part in enumerate(_inner(chart).get("layer", [])):
        yield from _find_units(part, (*path, place), _own_data(part, data), fields)
    if isinstance(chart, alt.Chart) and data is not None and set(fields) <= set(data.columns):
        yield _HIT.index(_mark_type(chart)) if _mark_type(chart) in _HIT else len(_HIT), path


def _replace(chart: Any, path: Sequence[int], param: alt.Parameter) -> Any:
    if not path:
        return _mark_chosen(chart.add_params(param), param)
    copy = chart.copy(deep=["layer"])
    copy.layer[path[0]] = _replace(copy.layer[path[0]], path[1:], param)
    return copy.copy()


def _mark_chosen(unit: alt.Chart, param: alt.Parameter) -> alt.Chart:
    """Fade the marks that are not chosen; a cell gets an edge, since its shade has a meaning."""
    if param.param.select.type == "interval":  # type: ignore[union-attr]
        return unit
    if _mark_type(unit) == "rect":
        return unit.encode(stroke=alt.condition(param, alt.value(INK), alt.value("white"), empty=False))
    return unit.encode(opacity=alt.condition(param, alt.value(1), alt.value(0.3)))


def _mark_type(unit: alt.Chart) -> str:
    return str(unit.mark if isinstance(unit.mark, str) else unit.mark.type)


def filter_views(chart: Any, field: str, condition: str, *, above: pl.DataFrame | None = None) -> Any:
    """Keep, in every view whose data have a field, the rows for which a Vega expression holds."""
    data = _own_data(chart, above)
    if data is not None and field in data.columns and not {"concat", "hconcat", "vconcat"} & set(_inner(chart)):
        return chart.transform_filter(condition)
    for attribute, parts in _inner(chart).items():
        copy = chart.copy(deep=[attribute])
        copy[attribute] = [filter_views(part, field, condition, above=data) for part in parts]
        chart = copy.copy()
    return chart
