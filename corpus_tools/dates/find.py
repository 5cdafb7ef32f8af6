"""Date expressions of articles: found by the grammar of their language, resolved by their date."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from corpus_tools.arguments import check_arguments
from corpus_tools.dates.context import is_vetoed, read_dateline, read_tense
from corpus_tools.dates.grammar import LANGUAGES, load_grammar
from corpus_tools.dates.match import match_stretch
from corpus_tools.dates.periods import Resolved, is_within, period
from corpus_tools.dates.resolve import Situation, is_ascending, needs_anchor, needs_tense, resolve
from corpus_tools.dates.scan import find_stretches
from corpus_tools.errors import FrameError, explain
from corpus_tools.language.calendar import find_full_dates
from corpus_tools.schema import ARTICLES, DATES, check_frame

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from corpus_tools.corpus import Corpus
    from corpus_tools.dates.grammar import Grammar
    from corpus_tools.dates.match import Candidate, Parts
    from corpus_tools.language.calendar import FullDate

_NEEDED = ("doc_id", "text", "date", "language")


class Found(NamedTuple):
    """A date expression of a text."""

    start: int
    end: int
    resolved: Resolved


@check_arguments
def find_dates(corpus: Corpus) -> pl.DataFrame:
    """Find the date expressions of every article and say which day, month, year … each of them means.

    Use it to see what the news speaks of, rather than when it was published: absolute dates, dates that the
    article's own date must complete (أمس الثلاثاء, last week, en février), durations and repeated times, in
    Arabic, English and French. In other languages complete dates are found. `value` is what to group by;
    `earliest` and `latest` are what to filter and plot by.

    Parameters
    ----------
    corpus
        A Corpus; anything with `.articles` (`doc_id`, `text`, `date`, `language`) will do.

    Returns
    -------
    polars.DataFrame
        One row a date expression, in the order of the articles, then of the text; spans never overlap:

        ======== ==== =====================================================================================
        doc_id   str  the article
        start    u32  first character of the expression in `text`, proclitics and prepositions left out
        end      u32  the character after its last
        surface  str  `text[start:end]`
        value    str  TIMEX3: 2022-01-11, 2021-12, 2014, 2022-W03, 2022-Q1, 2022-H1, 2021-SU, 199, P2Y, PT3H;
                      PAST_REF, PRESENT_REF, FUTURE_REF for what has no bounds (مؤخراً, now); X: not known
        type     str  DATE, TIME, DURATION, SET
        grain    str  second minute hour day week month quarter season half year decade century; null for …_REF
        earliest date first day that is meant; null for durations, sets, references and unresolved values
        latest   date last day, inclusive; null where `earliest` is
        ======== ==== =====================================================================================

    Raises
    ------
    FrameError
        `corpus` has no articles, or these lack one of the four columns.

    Notes
    -----
    What is not said is settled so: a day and month without a year is the nearest to the article's date; a
    weekday alone is the latest, or the next where the nearest word that has a tense is of the future; a month
    alone is the latest that has begun, unless it is one of the next two or the tense says so; الماضي / last
    and المقبل / next exclude the article's own day or month. A week is the ISO week, Monday to Sunday. A range
    gives two rows, its two ends, as TIMEX3 asks. قبل ثلاثة أيام and "il y a huit ans" are points in time
    (DATE); منذ ثماني سنوات and "depuis huit ans" are spans (DURATION); two weeks ago has the grain of a week.
    نهاية, early, début … widen the surface, not the value: bounds are those of the whole period.

    في اليوم التالي, the same year, deux jours plus tard count from the date last named in the text, if it is as
    exact, else from the article's. A plural without a number is a reference (in recent years: PAST_REF), with
    عدة or several a length (PXY). The age of a person is a length (24 سنة is P24Y, but for the
    English 24-year-old), as is أسبوعين in قبل أسبوعين من الانتخابات. A street, stadium or movement that is named
    after a day is no date. An hour is of the day beside it, else of the day last named; its grain is the day.

    The first or last three months of a year are its quarter, six its half, any others a length. A financial year
    is FY2015, a school year 2021/2022, without bounds, as they begin on other days in each country. A day of
    every year is a SET: XXXX-11-29. A Hijri month without a year is that of the article's Gregorian year.

    A Hijri day is converted, and one row with its Gregorian twin; a Hijri month or year becomes the ISO
    interval of its days; عام 1436 without an era is Hijri if the article is of these years. A decade without a
    century is of the twentieth. A weekday that contradicts اليوم or أمس beside it wins. Where an article has no
    date, that of its dateline counts; without one, values such as XXXX-XX-XX stay, with null bounds. A day that
    the calendar does not have (31 فبراير) is left out.

    Examples
    --------
    >>> from datetime import date
    >>> from types import SimpleNamespace
    >>> articles = pl.DataFrame({"doc_id": ["a"], "date": [date(2022, 1, 12)], "language": ["ar"],
    ...     "text": ["قالت موسكو أمس الثلاثاء إنها ضمت القرم عام 2014"]})
    >>> find_dates(SimpleNamespace(articles=articles)).select("surface", "value").rows()
    [('أمس الثلاثاء', '2022-01-11'), ('عام 2014', '2014')]
    """
    articles = getattr(corpus, "articles", None)
    if articles is None:
        got, hint = type(corpus).__name__, "build one: corpus = build_corpus(articles)."
        raise FrameError(explain("find_dates", expected="a Corpus", got=got, hint=hint))
    check_frame("find_dates", articles, ARTICLES, columns=_NEEDED)
    return date_rows(articles).drop("doc")


def date_rows(articles: pl.DataFrame) -> pl.DataFrame:
    """Find the dates of articles as `find_dates` does, with the article's row number as column `doc`."""
    columns: dict[str, list[object]] = {name: [] for name in ("doc", *DATES.columns)}
    for doc, (doc_id, text, date, language) in enumerate(articles.select(_NEEDED).iter_rows()):
        for start, end, told in find_in_text(text, language=language, today=date):
            row = (doc, doc_id, start, end, text[start:end], told.value, told.type, told.grain)
            for column, value in zip(columns.values(), (*row, told.earliest, told.latest), strict=True):
                column.append(value)
    return pl.DataFrame(columns, schema={"doc": pl.UInt32, **DATES.columns})


def find_in_text(text: str, *, language: str, today: dt.date | None) -> list[Found]:
    """Find and resolve the date expressions of one text, sorted, without overlaps.

    >>> from datetime import date
    >>> found = find_in_text("They met last Tuesday.", language="en", today=date(2022, 1, 12))
    >>> [(one.start, one.resolved.value) for one in found]
    [(9, '2022-01-11')]
    """
    if language not in LANGUAGES:
        return [Found(one.start, one.end, _full(one)) for one in find_full_dates(text)]
    grammar = load_grammar(language)
    today = today or read_dateline(text)
    found: list[Found] = []
    for low, high in find_stretches(text, language):
        for candidates in match_stretch(text[low:high], language):
            if candidates:
                found += _choose(text, low, candidates, grammar, today, found)
    return found


def _choose(
    text: str,
    shift: int,
    candidates: Sequence[Candidate],
    grammar: Grammar,
    today: dt.date | None,
    named: Sequence[Found],
) -> list[Found]:
    """Resolve the candidates of a run, the longest first; one that makes no date leaves room for the next."""
    taken: list[tuple[int, int]] = []
    kept: list[Found] = []
    leaning: list[Candidate] = []
    for one in candidates:
        if any(one.start < high and one.end > low for low, high in taken):
            continue
        is_name = not one.full and is_vetoed(text, one, shift + one.start, shift + one.end, grammar)
        is_leaning = not is_name and needs_anchor(one.rule)
        resolved = [] if is_name or is_leaning else _resolve(text, shift, one, grammar, today, ())
        if resolved or is_name or is_leaning or _contradicts(one):
            taken.append((one.start, one.end))
            kept += resolved
            leaning += [one] * is_leaning
    for one in sorted(leaning, key=lambda each: each.start):  # when the dates before them are known
        before = sorted((each for each in kept if each.end <= shift + one.start), key=lambda each: each.start)
        kept += _resolve(text, shift, one, grammar, today, [*named, *before])
    return sorted(kept, key=lambda each: each.start)


def _contradicts(one: Candidate) -> bool:
    """Tell whether a match is of no calendar: 31 فبراير, or two names of the month that are not one month's.

    Then no part of it is believed.
    """
    if one.rule == "date":
        return True
    parts = {name: value for span in one.spans for name, value in span.parts}
    return parts.get("twin", parts.get("month")) != parts.get("month")


def _resolve(
    text: str, shift: int, one: Candidate, grammar: Grammar, today: dt.date | None, named: Sequence[Found]
) -> list[Found]:
    low, high = shift + one.start, shift + one.end
    if one.full:
        return [Found(low, high, _full(one.full))]
    found: list[Found] = []
    for span in one.spans:
        tense = read_tense(text, low, high, grammar) if needs_tense(one.rule, span.parts) else 0
        anchor = _anchor(named, span.parts) if needs_anchor(one.rule) else None
        resolved = _resolved(one.rule, span.parts, Situation(today, tense, one.sign, anchor))
        if resolved is None:
            return []
        found.append(Found(shift + span.start, shift + span.end, resolved))
    return found if is_ascending([each.resolved for each in found]) else []


@lru_cache(maxsize=200_000)
def _resolved(rule: str, parts: Parts, situation: Situation) -> Resolved | None:
    return resolve(rule, dict(parts), situation)


def _anchor(named: Sequence[Found], parts: Parts) -> dt.date | None:
    """Give the last date named before, if it is as exact as the expression that leans on it."""
    grain = next((value for name, value in parts if name in ("unit_the", "unit_of", "unit_one", "dual")), "day")
    fitting = (
        one.resolved.earliest for one in reversed(named) if one.resolved.earliest and is_within(one.resolved, grain)
    )
    return next(fitting, None)


def _full(found: FullDate) -> Resolved:
    day = period("day", found.date)
    if found.time is None:
        return day
    clock = found.time.isoformat("minutes" if not found.time.second else "seconds")
    return Resolved(f"{day.value}T{clock}", "TIME", "day", day.earliest, day.latest)
