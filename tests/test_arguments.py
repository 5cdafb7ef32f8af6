"""Bad arguments of every public function give an explained error, never one of Python, Polars or Altair."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import altair as alt
import polars as pl
import pytest

import corpus_tools
from corpus_tools.arguments import check_arguments
from corpus_tools.errors import ArgumentError, CorpusToolsError, FrameError
from tests.calls import calls

if TYPE_CHECKING:
    from collections.abc import Iterator

NAN = float("nan")
# Values that are none of a type, as signatures write it; an object of no meaning is none of any.
WRONG: dict[str, list[object]] = {
    "str": [None, 3, True, b"x", ["zz"]],
    "str | None": [3, True, NAN, b"x", ["zz"]],
    "int": [None, "zz", True, 1.5, NAN, 10**30, -(10**9)],
    "int | None": ["zz", True, 1.5, NAN, 10**30, -(10**9)],
    "float": [None, "zz", True, NAN, [3], -(10**9)],
    "float | None": ["zz", True, NAN, -1],
    "bool": [None, "zz", 1, NAN],
    "pl.DataFrame": [None, 3, "zz", [3], pl.LazyFrame()],
    "pl.DataFrame | None": [3, "zz", [3], pl.LazyFrame()],
    "Corpus": [None, 3, "zz", pl.DataFrame()],
    "str | Sequence[str] | None": [3, True, [3], pl.Series(["zz"]), b"x"],
    "str | Path": [None, 3, True, ["zz"], b"x"],
}
FUNCTIONS = {
    name: inspect.signature(getattr(corpus_tools, name)).parameters
    for name in corpus_tools.__all__
    if inspect.isfunction(getattr(corpus_tools, name))
}
NAMED = [
    (function, name)
    for function, parameters in FUNCTIONS.items()
    for name, parameter in parameters.items()
    if parameter.kind is not parameter.VAR_POSITIONAL and name != "recognizer"
]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    yield calls(tmp_path_factory.mktemp("calls"))
    alt.theme.enable("default")
    corpus_tools.use_corpus(None)


def call(good: dict[str, Any], function: str, **changed: object) -> None:
    draw, arguments = good[function]
    made = draw(**arguments | changed)
    if inspect.isgenerator(made):
        list(made)
    if isinstance(made, alt.TopLevelMixin):
        made.to_dict()  # type: ignore[attr-defined]


def test_every_public_function_has_a_call_to_spoil(good: dict[str, Any]) -> None:
    assert sorted(good) == sorted(FUNCTIONS)


@pytest.mark.parametrize(("function", "name"), NAMED)
def test_a_value_of_another_kind_is_explained(function: str, name: str, good: dict[str, Any]) -> None:
    for value in [object(), *WRONG.get(str(FUNCTIONS[function][name].annotation), [])]:
        with pytest.raises(CorpusToolsError, match=r"^\w+: expected "):
            call(good, function, **{name: value})


@pytest.mark.parametrize("function", [name for name in FUNCTIONS if name != "render_notebooks"])
def test_frames_without_rows_or_with_a_column_of_another_type_are_drawn_counted_or_explained(
    function: str, good: dict[str, Any]
) -> None:
    frames = {name: value for name, value in good[function][1].items() if isinstance(value, pl.DataFrame)}
    for name, frame in frames.items():
        spoilt = [frame.with_columns(pl.concat_list(pl.lit("zz")).alias(column)) for column in frame.columns]
        for one in [frame.clear(), pl.DataFrame(), *spoilt]:
            try:
                call(good, function, **{name: one})
            except CorpusToolsError as error:
                assert " expected " in str(error)  # noqa: PT017  # an explained error is as good as a result


@pytest.mark.parametrize("kind", [pl.Int64, pl.String, pl.Null])
def test_a_count_of_another_type_is_refused_with_the_cast_to_do(kind: Any, good: dict[str, Any]) -> None:
    series = good["find_bursts"][1]["series"].with_columns(pl.lit(None).cast(kind).alias("count"))
    with pytest.raises(FrameError, match=r"'count' as UInt32, got .*cast it: frame\.cast\(\{\"count\": pl\.UInt32\}\)"):
        call(good, "find_bursts", series=series)


@pytest.mark.parametrize("value", [0.5, -1.0, NAN, None])
def test_a_number_of_things_that_is_none_is_not_drawn(value: object, good: dict[str, Any]) -> None:
    counts = good["chart_terms"][1]["counts"].with_columns(pl.lit(value, pl.Float64).alias("count"))
    if value == 0.5:
        return call(good, "chart_terms", counts=counts)
    with pytest.raises(FrameError, match="chart_terms: expected numbers of 0 or more in column 'count', got"):
        call(good, "chart_terms", counts=counts)
    return None


def test_controls_without_anything_to_control_say_what_there_is(good: dict[str, Any]) -> None:
    chart = alt.Chart(pl.DataFrame({"place": ["جنيف"]})).mark_bar()
    with pytest.raises(ArgumentError, match=r"a column of the chart, got no option\. There are: 'place'"):
        call(good, "add_controls", chart=chart)


def test_types_that_are_not_known_are_left_to_the_function() -> None:
    @check_arguments
    def own(value: complex, *others: str, text: str = "") -> str:
        return f"{value}{others}{text}"

    assert own(1j, 3, text="x") == "1j(3,)x"  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match=r"own: expected text as a text, got None\. Hint: write it in quotes\."):
        own(1j, text=None)  # type: ignore[arg-type]
