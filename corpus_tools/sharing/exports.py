"""Save charts as files that others can open, with what they show and where it comes from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import altair as alt
import vl_convert
from lxml import etree

from corpus_tools.arguments import check_arguments
from corpus_tools.charts.setting import check_chart, check_scale
from corpus_tools.charts.theme import theme_language
from corpus_tools.corpus.model import check_corpus
from corpus_tools.errors import ArgumentError, explain
from corpus_tools.sharing.atomic import choose_writer, take_folder, take_path, write_atomically
from corpus_tools.sharing.drawings import draw_svg, write_svg
from corpus_tools.sharing.imprint import stamp_pdf, stamp_png, stamp_svg
from corpus_tools.sharing.plain import clean_spec
from corpus_tools.sharing.provenance import Provenance, trace_origin
from corpus_tools.sharing.renderer import describe_chart
from corpus_tools.sharing.shell import build_chart_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus_tools.corpus import Corpus


_FORMATS = (".png", ".svg", ".pdf", ".html", ".json")


@dataclass(frozen=True)
class _Picture:
    """A chart on its way into a file."""

    spec: dict[str, Any]
    origin: Provenance
    language: str

    @property
    def title(self) -> str:
        return describe_chart(self.spec, language=self.language)

    def drawing(self) -> etree._Element:
        return draw_svg(self.spec, notes=self.origin.lines, language=self.language)


@check_arguments
def save_chart(
    chart: alt.TopLevelMixin,
    path: str | Path,
    *,
    scale: float = 2,
    corpus: Corpus | None = None,
    note: str | None = None,
) -> Path:
    """Save a chart as png, svg, pdf, html or json; the suffix of the path decides.

    Use png for a document or a post, svg and pdf for print and for layout programs, html to send the live
    chart (with tooltips) to somebody without Python, json to go on in another Vega-Lite tool. Nothing in
    these files points outside: the font is inside, and so is the program that draws the html. Under the chart
    stands where it comes from; the same is inside the file, for programs. For a bare picture use Altair's own
    `chart.save`.

    Parameters
    ----------
    chart
        Any Altair chart.
    path
        The file to write; its folder is made if need be. A file of that name is replaced, whole or not at
        all.
    scale
        Pixels of a png for one pixel of the chart. 2 is sharp on today's screens; take 4 for print. The other
        formats have no pixels and ignore it.
    corpus
        The corpus behind the chart, filtered as for it: the footnote then tells the number of articles, their
        dates and outlets.
    note
        How the numbers were made, in your own words: what was left out, what counts as what.

    Returns
    -------
    Path
        The file that was written.

    Raises
    ------
    ArgumentError
        When the suffix is another one, `chart` is not a chart, `scale` is not above 0 and at most 10, or a
        picture in the chart lies elsewhere.
    FrameError
        When `corpus` is no corpus.
    SourceError
        When the file cannot be written.

    Notes
    -----
    The facts (`software date note corpus`, the corpus with `articles first last undated outlets languages
    filters`) are JSON in the PNG text `Comment`, in `dc:source` of an SVG's metadata, in the Subject of a PDF,
    in the `usermeta` of html and json. The same chart gives the same bytes on the same day, and on any day
    while the environment variable SOURCE_DATE_EPOCH is set. Control characters in texts are left out.

    Examples
    --------
    >>> import polars as pl, tempfile
    >>> words = pl.DataFrame({"term": ["الناتو", "روسيا"], "count": [12, 9]})
    >>> chart = alt.Chart(words, title="أكثر المصطلحات").mark_bar().encode(x="count:Q", y="term:N")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_chart(chart, f"{folder}/charts/terms.svg", note="بلا عناوين المقالات").name
    'terms.svg'
    """
    target = take_path("save_chart", path)
    check_chart("save_chart", chart)
    _check_options("save_chart", scale=scale, corpus=corpus, note=note)
    write = _choose_writer("save_chart", target, scale=scale)
    language = theme_language() or "en"
    spec = clean_spec(chart.to_dict())
    origin = trace_origin(corpus, note, language=language, said=_read_subtitle(spec))
    picture = _Picture(spec, origin, language)
    return write_atomically(target, write(picture), function="save_chart")


@check_arguments
def save_charts(
    charts: Mapping[str, object],
    folder: str | Path,
    *,
    formats: str | Iterable[str] = ("svg", "png"),
    scale: float = 2,
    corpus: Corpus | None = None,
    note: str | None = None,
) -> list[Path]:
    """Save all charts of a notebook, each under its name and in each format.

    `save_charts(globals(), "charts")` in the last cell saves whatever charts the notebook has given a name.

    Parameters
    ----------
    charts
        Names and charts: `globals()`, or a dictionary of your own. What is no chart is passed over, and so are
        names that begin with `_`; a chart of two names is saved under the first.
    folder
        The folder to write to; made if need be.
    formats
        One or more of png, svg, pdf, html, json.
    scale, corpus, note
        As for `save_chart`; they hold for all charts.

    Returns
    -------
    list of Path
        The files that were written, chart by chart.

    Raises
    ------
    ArgumentError
        When there is no chart or no format, a format is another one, `folder` is a file, or a name cannot be that
        of a file. Then nothing is written.

    Examples
    --------
    >>> import polars as pl, tempfile
    >>> bars = alt.Chart(pl.DataFrame({"term": ["غاز"], "count": [3]})).mark_bar().encode(x="count:Q", y="term:N")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in save_charts({"bars": bars, "top": 30}, folder, formats=["svg", "json"])]
    ['bars.svg', 'bars.json']
    """
    place = take_folder("save_charts", folder)
    _check_options("save_charts", scale=scale, corpus=corpus, note=note)
    suffixes = _read_formats(formats)
    found = _find_charts(charts)
    return [
        save_chart(chart, place / f"{name}{suffix}", scale=scale, corpus=corpus, note=note)
        for name, chart in found.items()
        for suffix in suffixes
    ]


def _read_formats(formats: object) -> list[str]:
    """Give formats, with or without a dot, as suffixes that `save_chart` knows."""
    given = formats if isinstance(formats, Iterable) and not isinstance(formats, str) else [formats]
    names = [str(name).lstrip(".") for name in given]
    for name in names or ["no format"]:
        if f".{name.lower()}" not in _FORMATS:
            raise ArgumentError(explain("save_charts", expected="formats among " + " ".join(_FORMATS), got=name))
    return [f".{name}" for name in names]


def _read_subtitle(spec: Mapping[str, Any]) -> str:
    title = spec.get("title")
    lines = title.get("subtitle", "") if isinstance(title, dict) else ""
    return " ".join(map(str, lines)) if isinstance(lines, list) else str(lines)


def _find_charts(charts: Mapping[str, object]) -> dict[str, alt.TopLevelMixin]:
    """Pick the charts among named things, each once."""
    if not isinstance(charts, Mapping):
        hint = "pass globals(), or {'bars': chart}."
        raise ArgumentError(explain("save_charts", expected="names and charts", got=type(charts).__name__, hint=hint))
    found: dict[str, alt.TopLevelMixin] = {}
    for name, value in charts.items():
        known = any(value is chart for chart in found.values())
        if not isinstance(value, alt.TopLevelMixin) or name.startswith("_") or known:
            continue
        if Path(name).name != name or "\\" in name:
            raise ArgumentError(explain("save_charts", expected="a chart's name that can be that of a file", got=name))
        found[name] = value
    if not found:
        hint = "give charts names first: bars = chart_terms(counts)."
        raise ArgumentError(explain("save_charts", expected="named charts", got="no chart", hint=hint))
    return found


def _check_options(function: str, *, scale: float, corpus: object, note: object) -> None:
    check_scale(function, scale)
    if note is not None and not isinstance(note, str):
        raise ArgumentError(explain(function, expected="note as a text", got=note))
    if corpus is not None:
        check_corpus(function, corpus)


def _choose_writer(function: str, target: Path, *, scale: float) -> Callable[[_Picture], bytes]:
    writers: tuple[Callable[[_Picture], bytes], ...] = (
        partial(_write_png, scale=scale),
        _write_svg,
        _write_pdf,
        _write_html,
        _write_json,
    )
    return choose_writer(function, target, dict(zip(_FORMATS, writers, strict=True)))


def _write_png(picture: _Picture, *, scale: float) -> bytes:
    pixels = vl_convert.svg_to_png(_as_text(picture.drawing()), scale=scale)
    return stamp_png(pixels, title=picture.title, facts=picture.origin.facts)


def _write_svg(picture: _Picture) -> bytes:
    root = picture.drawing()
    stamp_svg(root, title=picture.title, facts=picture.origin.facts)
    return write_svg(root)


def _write_pdf(picture: _Picture) -> bytes:
    document = vl_convert.svg_to_pdf(_as_text(picture.drawing()))
    return stamp_pdf(document, title=picture.title, facts=picture.origin.facts)


def _write_html(picture: _Picture) -> bytes:
    return build_chart_page(_with_facts(picture), language=picture.language, notes=picture.origin.lines).encode()


def _write_json(picture: _Picture) -> bytes:
    return (json.dumps(_with_facts(picture), ensure_ascii=False, indent=2) + "\n").encode()


def _with_facts(picture: _Picture) -> dict[str, Any]:
    usermeta = {**picture.spec.get("usermeta", {}), "corpus_tools": picture.origin.facts}
    return {**picture.spec, "usermeta": usermeta}


def _as_text(root: etree._Element) -> str:
    return etree.tostring(root, encoding="unicode")
