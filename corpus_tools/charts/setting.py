"""What every chart shares: its language, its title, the check of its frame, and what it says without data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import altair as alt
import polars as pl

from corpus_tools.arguments import check_whole
from corpus_tools.charts.theme import (
    FSI,
    INK,
    MUTED,
    PDI,
    RLI,
    RTL_LETTERS,
    WIDTH,
    is_rtl,
    theme_language,
)
from corpus_tools.charts.typesetting import wrap_text
from corpus_tools.charts.words import LANGUAGES, format_number, word
from corpus_tools.errors import ArgumentError, FrameError, explain
from corpus_tools.schema import check_choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_MARKS = 200
# What these columns hold wherever they are drawn: names, and numbers of things.
_TEXTS = {
    "term",
    "ngram",
    "actor",
    "actor_id",
    "kind",
    *(f"{name}_{end}" for name in ("actor_id", "actor", "kind") for end in (1, 2)),
}
_COUNTS = {"count", "documents", "total", "target", "reference", "near", "elsewhere", "untimed"}
MOST_ROWS = 5000
MOST_SCALE = 10  # a hundred million pixels
TITLE_SIZE, SUBTITLE_SIZE = 19, 13
# What charts are drawn from, in each language; `use_corpus` fills it.
base_lines: dict[str, str] = {}


def choose_language(function: str, language: str | None, labels: Iterable[object]) -> str:
    """Choose the language of a chart: the one asked for, the theme's, or that of most letters of the labels.

    >>> choose_language("chart_terms", "fr", ["غاز"])
    'fr'
    """
    if language is not None:
        check_choice(function, "language", language, LANGUAGES)
        return language
    themed = theme_language()
    if themed is not None:
        return themed
    text = "".join(str(label) for label in labels if label is not None)
    return "ar" if 2 * len(re.findall(RTL_LETTERS, text)) > len(re.findall(r"[^\W\d_]", text)) else "en"


def isolate(text: str, *, language: str) -> str:
    """Wrap a text of the chart itself (a title, not data) so that it reads in the direction of its script.

    >>> isolate("NATO", language="ar"), len(isolate("الناتو (NATO)", language="ar")) - len("الناتو (NATO)")
    ('NATO', 2)
    """
    if not re.search(RTL_LETTERS, text):
        return text
    return f"{RLI if is_rtl(language) else FSI}{text}{PDI}"


def isolate_lines(lines: Sequence[str], *, text: str, language: str) -> str:
    """Join the lines of a broken text for a mark with `lineBreak`; each reads in the direction of the whole.

    >>> isolate_lines(["قال", "NATO"], text="قال NATO", language="ar").count("\u2067")
    2
    """
    if not re.search(RTL_LETTERS, text):
        return "\n".join(lines)
    opening = RLI if is_rtl(language) else FSI
    return "\n".join(f"{opening}{line}{PDI}" for line in lines)


def check_columns(
    function: str,
    frame: pl.DataFrame,
    *,
    numbers: Sequence[str] = (),
    dates: Sequence[str] = (),
    flags: Sequence[str] = (),
    others: Sequence[str] = (),
) -> None:
    """Raise FrameError unless a frame has the columns that a chart draws, numbers and dates as such."""
    if not isinstance(frame, pl.DataFrame):
        hint = "call .collect() on a LazyFrame; pl.from_pandas() on a pandas frame."
        raise FrameError(explain(function, expected="a polars DataFrame", got=type(frame).__name__, hint=hint))
    for name in (*others, *dates, *flags, *numbers):
        if name not in frame.columns:
            expected = f"a frame with a column {name!r}"
            raise FrameError(explain(function, expected=expected, got="no such column", known=frame.columns))
        dtype = frame.schema[name]
        if name in numbers and not (dtype.is_numeric() or dtype == pl.Null):
            raise FrameError(explain(function, expected=f"numbers in column {name!r}", got=str(dtype)))
        if name in dates and dtype != pl.Date:
            raise FrameError(explain(function, expected=f"dates in column {name!r}", got=str(dtype)))
        if name in flags and (dtype != pl.Boolean or frame[name].null_count()):
            raise FrameError(explain(function, expected=f"true or false in column {name!r}", got=str(dtype)))
        if name in others and (dtype.is_nested() or (name in _TEXTS and dtype != pl.String)):
            hint = f'pl.col("{name}").cast(pl.String)'
            raise FrameError(explain(function, expected=f"texts in column {name!r}", got=str(dtype), hint=hint))
        if name in _COUNTS and name in numbers:
            _check_counts(function, frame[name])


def _check_counts(function: str, counts: pl.Series) -> None:
    """Raise FrameError for a number of things that is none: unknown, below zero or not a number."""
    wrong = counts.filter(counts.is_null() | ~counts.cast(pl.Float64).is_between(0, 2**53))
    if len(wrong):
        expected = f"numbers of 0 or more in column {counts.name!r}"
        raise FrameError(explain(function, expected=expected, got=wrong[0]))


def check_top(function: str, top: int) -> int:
    """Hold `top` between 1 and what a reader can see; ArgumentError below."""
    check_whole(function, "top", top, least=1)
    return min(top, MOST_MARKS)


def check_seed(function: str, seed: int) -> None:
    """Raise ArgumentError for a seed that the layouts' sources of chance do not take."""
    check_whole(function, "seed", seed, least=0, most=2**32 - 1)


def check_scale(function: str, scale: float) -> None:
    """Raise ArgumentError for a picture without pixels, or of so many that the converter dies of them."""
    if isinstance(scale, bool) or not isinstance(scale, (int, float)) or not 0 < scale <= MOST_SCALE:
        raise ArgumentError(explain(function, expected=f"scale above 0 and at most {MOST_SCALE}", got=scale))


def check_chart(function: str, chart: object) -> None:
    """Raise ArgumentError for what is no chart: None of a cell that only showed one, as a rule."""
    if not isinstance(chart, alt.TopLevelMixin):
        hint = "pass what a chart_ function gave."
        raise ArgumentError(explain(function, expected="an Altair chart", got=type(chart).__name__, hint=hint))


def check_grain(function: str, frame: pl.DataFrame, columns: Sequence[str], *, hint: str) -> None:
    """Raise FrameError when two rows share what a chart takes to be the key of a row."""
    twice = frame.group_by(columns, maintain_order=True).len().filter(pl.col("len") > 1)
    if not twice.is_empty():
        key = ", ".join(str(value) for value in twice.row(0)[:-1])
        expected = f"one row for each {' and '.join(columns)}"
        raise FrameError(explain(function, expected=expected, got=f"{twice['len'][0]} rows for {key}", hint=hint))


def note_shown(shown: int, total: int, *, language: str) -> list[str]:
    """Say how many of how many are shown, where that is not all."""
    return [word("shown", language=language, shown=shown, total=total)] if shown < total else []


def set_title(
    text: str, subtitles: Sequence[str] = (), *, language: str, width: float = WIDTH, base: str | None = None
) -> alt.TitleParams:
    """Set a title, the lines under it and what the chart is drawn from, at the side where reading starts.

    `base` says what it is drawn from where that is not the whole corpus.
    """
    lines = wrap_text(text, width=width, size=TITLE_SIZE, bold=True)
    parts = [*subtitles, base_lines.get(language, "") if base is None else base]
    below = [line for part in parts if part for line in wrap_text(part, width=width, size=SUBTITLE_SIZE)]
    return alt.TitleParams(
        text=[isolate(line, language=language) for line in lines],
        subtitle=[isolate(line, language=language) for line in below],
        anchor="end" if is_rtl(language) else "start",
        frame="bounds",
        color=INK,
        subtitleColor=MUTED,
        limit=0,
    )


def describe(
    title: str,
    subtitles: Sequence[str],
    leaders: Sequence[str],
    *,
    language: str,
    lowest: str = "",
    base: str | None = None,
) -> str:
    """Write what a screen reader says: the title, the lines under it, the first few values, and the lowest shown."""
    comma = word("and", language=language)
    parts = [title, *subtitles, base_lines.get(language, "") if base is None else base]
    if leaders:
        parts.append(word("first", language=language, items=comma.join(leaders)))
    if lowest and lowest not in leaders:
        parts.append(word("lowest", language=language, item=lowest))
    # A screen reader may read isolates aloud, and the text stands alone.
    return re.sub("[\u2066-\u2069]", "", ". ".join(part for part in parts if part) + ".")


def draw_nothing(title: str, *, language: str, note: str = "") -> alt.Chart:
    """Draw the chart of an empty frame: its title, that there are no data, and in `note` why."""
    text = word("no_data", language=language)
    chart = alt.Chart(pl.DataFrame({"text": [isolate(text, language=language)]}))
    drawn: alt.Chart = chart.mark_text(fontSize=16, color=MUTED).encode(text="text:N")
    return drawn.properties(
        width=WIDTH,
        height=80,
        title=set_title(title, [note], language=language),
        description=describe(title, [text, note], [], language=language),
    )


def format_share(value: float | None, *, language: str) -> str:
    """Write a share as a percentage, with a decimal below ten per cent.

    >>> format_share(0.342, language="ar"), format_share(0.0345, language="en")
    ('34%', '3.5%')
    """
    if value is None:
        return "–"
    text = f"{100 * value:.0f}" if value >= 0.0995 or value == 0 else f"{100 * value:.1f}"
    return f"{text.replace('.', ',')}\u202f%" if language == "fr" else f"{text}%"


def format_rate(value: float, *, language: str) -> str:
    """Write a rate with as many decimals as matter.

    >>> format_rate(1234.5, language="ar"), format_rate(3.14159, language="en")
    ('1,234', '3.1')
    """
    if value >= 100:
        return format_number(round(value), language=language)
    text = f"{value:.1f}"
    return text.replace(".", ",") if language == "fr" else text
