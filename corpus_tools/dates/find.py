"""Date expressions of articles: found by the grammar of their language, resolved by their date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from corpus_tools.dates.grammar import LANGUAGES, WORD, load_grammar, part_name, slot_value
from corpus_tools.dates.periods import Resolved, period
from corpus_tools.dates.resolve import Situation, is_ascending, resolve
from corpus_tools.errors import FrameError, explain
from corpus_tools.language.calendar import FullDate, find_folded_dates
from corpus_tools.language.folded_text import fold_text
from corpus_tools.schema import ARTICLES, DATES, check_frame

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from corpus_tools.corpus import Corpus
    from corpus_tools.dates.grammar import Grammar, Veto
    from corpus_tools.language.folded_text import FoldedText

# What may stand between two words of one expression.
_BETWEEN = re.compile(r"[ \n]{0,2}[/(),،.:'\-]?[ \n]{0,2}[/(\-]?[ \n]?")
_YEAR = re.compile(r"(?<!\d)(?:1\d{3}|2[01]\d\d)(?!\d)|(?<!\d)\d\d?[-/]\d\d?(?!\d)|\d\ds(?!\w)")
_SENTENCE_END = re.compile(r"[.!?؟\n]")
_CUE_REACH = 130
_NEEDED = ("doc_id", "text", "date", "language")
_NEIGHBOUR = re.compile(r"[^\W\d_]+")


class Span(NamedTuple):
    """One row to be: where it stands, and its parts as (name, value, start)."""

    start: int
    end: int
    parts: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True)
class Candidate:
    """A form that matched, or a complete date: its one or two spans, and from where to where they reach."""

    start: int
    end: int
    rule: str
    sign: int
    spans: tuple[Span, ...]
    full: FullDate | None = None


class Found(NamedTuple):
    """A date expression of a text."""

    start: int
    end: int
    resolved: Resolved


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
        value    str  TIMEX3: 2022-01-11, 2021-12, 2014, 2022-W03, 2022-Q1, 2021-SU, 199, P2Y; X: not known
        type     str  DATE, TIME, DURATION, SET
        grain    str  day week month quarter season year decade century
        earliest date first day that is meant; null for durations, sets and unresolved values
        latest   date last day, inclusive; null where `earliest` is
        ======== ==== =====================================================================================

    Raises
    ------
    FrameError
        `corpus` has no articles, or these lack one of the four columns.

    Notes
    -----
    What is not said is settled so: a day and month without a year is the nearest to the article's date; a
    month or weekday alone is the latest not after it, or the next where a word of the future stands before it
    in the sentence; الماضي / last and المقبل / next exclude the article's own day or month. A week is the ISO
    week, Monday to Sunday. A range gives two rows, its two ends, as TIMEX3 asks. قبل ثلاثة أيام and "il y a
    huit ans" are points in time (DATE); منذ ثماني سنوات and "depuis huit ans" are spans (DURATION); two weeks
    ago has the grain of a week. نهاية, early, début … widen the surface, not the value: bounds are those of
    the whole period. A Hijri day is converted; a Hijri month or year becomes the ISO interval of its days. A
    decade without a century is of the twentieth. A weekday that contradicts اليوم or أمس beside it wins.
    Without an article date relative expressions keep a value such as XXXX-XX-XX and null bounds.

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
    rows = [
        (doc, doc_id, found.start, found.end, text[found.start : found.end], *_told(found.resolved))
        for doc, (doc_id, text, date, language) in enumerate(articles.select(_NEEDED).iter_rows())
        for found in find_in_text(text, language=language, today=date)
    ]
    return pl.DataFrame(rows, schema={"doc": pl.UInt32, **DATES.columns}, orient="row")


def find_in_text(text: str, *, language: str, today: dt.date | None) -> list[Found]:
    """Find and resolve the date expressions of one text, sorted, without overlaps.

    >>> from datetime import date
    >>> found = find_in_text("They met last Tuesday.", language="en", today=date(2022, 1, 12))
    >>> [(one.start, one.resolved.value) for one in found]
    [(9, '2022-01-11')]
    """
    folded = fold_text(text)
    if language not in LANGUAGES:
        dates = find_folded_dates(folded.text)
        return [Found(*folded.span(one.start, one.end), _full(one)) for one in dates]
    grammar = load_grammar(language)
    return [
        found for start, end in _runs(folded.text, grammar) for found in _read_run(folded, start, end, grammar, today)
    ]


def _told(found: Resolved) -> tuple[str, str, str, dt.date | None, dt.date | None]:
    return found.value, found.type, found.grain, found.earliest, found.latest


def _runs(text: str, grammar: Grammar) -> Iterator[tuple[int, int]]:
    """Cut out the runs of words that the grammar knows, if one of them can head an expression."""
    known, triggers = grammar.known, grammar.triggers
    start, end, is_hot = -1, -1, False
    for match in WORD.finditer(text):
        word = match[0]
        if word not in known and not word.isdigit():
            continue
        if start < 0 or not _BETWEEN.fullmatch(text, end, match.start()):
            if start >= 0 and (is_hot or _YEAR.search(text, start, end + 1)):
                yield start, _close(text, end)
            start, is_hot = match.start(), False
        end = match.end()
        is_hot = is_hot or word in triggers
    if start >= 0 and (is_hot or _YEAR.search(text, start, end + 1)):
        yield start, _close(text, end)


def _close(text: str, end: int) -> int:
    """Take a closing bracket or full stop into the run: اليوم (الاثنين), 10 p.m."""
    return end + (text[end : end + 1] in (")", "."))


@lru_cache(maxsize=100_000)
def _candidates(run: str, language: str) -> tuple[Candidate, ...]:
    """Match all forms against a run, longest first; news repeats itself, so each run is read once."""
    grammar = load_grammar(language)
    found = [
        Candidate(one.start, one.end, "full", 0, (Span(one.start, one.end, ()),), full=one)
        for one in find_folded_dates(run)
    ]
    found += [
        Candidate(spans[0].start, spans[-1].end, form.rule, form.sign, spans)
        for form in grammar.forms
        for match in form.pattern.finditer(run)
        for spans in [_spans(match, grammar)]
    ]
    return tuple(sorted(found, key=lambda one: (one.start - one.end, one.start, one.rule != "full")))


def _spans(match: re.Match[str], grammar: Grammar) -> tuple[Span, ...]:
    groups = match.re.groupindex
    parts = [
        (part_name(group), slot_value(grammar, part_name(group), match[group]), match.start(group))
        for group in groups
        if "__" in group and match[group] is not None
    ]
    spans = [_trimmed(match, name) for name in groups if name.startswith("span")]
    if len(spans) == 1:
        return (Span(*spans[0], tuple(parts)),)
    return _borrow([Span(*span, tuple(part for part in parts if span[0] <= part[2] < span[1])) for span in spans])


def _trimmed(match: re.Match[str], name: str) -> tuple[int, int]:
    """Give a span without the full stop that may end the sentence, not the abbreviation."""
    start, end = match.span(name)
    return start, end - len(match[name]) + len(match[name].rstrip(" .\n"))


def _borrow(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Give each end of a range what only the other says: the month of 12–15 January, the year of both."""
    first, last = spans
    said = {name for name, _, _ in first.parts} | {"day", "weekday"}
    said |= {"twin"} if "month" in said else set()
    lent = tuple(part for part in last.parts if part[0] not in said)
    has_month = any(name == "month" for name, _, _ in last.parts)
    has_day = any(name == "day" for name, _, _ in last.parts)
    back = tuple(part for part in first.parts if part[0] == "month" and has_day and not has_month)
    return first._replace(parts=first.parts + lent), last._replace(parts=last.parts + back)


def _read_run(folded: FoldedText, start: int, end: int, grammar: Grammar, today: dt.date | None) -> list[Found]:
    """Resolve the candidates of a run, the longest first; one that makes no date leaves room for the next."""
    taken: list[tuple[int, int]] = []
    kept: list[Found] = []
    for one in _candidates(folded.text[start:end], grammar.language):
        low, high = start + one.start, start + one.end
        if any(low < other_high and high > other_low for other_low, other_high in taken):
            continue
        resolved = _resolve(folded, start, one, grammar, today)
        if resolved or _contradicts(one):
            taken.append((low, high))
            kept += resolved
    return sorted(kept)


def _contradicts(one: Candidate) -> bool:
    """Tell whether a second name of the month names another one: then neither of them is believed."""
    parts = {name: value for span in one.spans for name, value, _ in span.parts}
    return parts.get("twin", parts.get("month")) != parts.get("month")


def _resolve(folded: FoldedText, shift: int, one: Candidate, grammar: Grammar, today: dt.date | None) -> list[Found]:
    low, high = shift + one.start, shift + one.end
    if one.full:
        return [Found(*folded.span(low, high), _full(one.full))]
    if _is_lower(folded, shift, one, grammar) or _is_vetoed(folded.text, low, high, one, grammar):
        return []
    situation = Situation(today, _is_future(folded.text, low, grammar), one.sign)
    found = []
    for span in one.spans:
        resolved = resolve(one.rule, {name: value for name, value, _ in span.parts}, situation)
        if resolved is None:
            return []
        found.append(Found(*folded.span(shift + span.start, shift + span.end), resolved))
    return found if is_ascending([each.resolved for each in found]) else []


def _full(found: FullDate) -> Resolved:
    day = period("day", found.date)
    if found.time is None:
        return day
    clock = found.time.isoformat("minutes" if not found.time.second else "seconds")
    return Resolved(f"{day.value}T{clock}", "TIME", "day", day.earliest, day.latest)


def _is_lower(folded: FoldedText, shift: int, one: Candidate, grammar: Grammar) -> bool:
    """Tell whether a name that must be a capital (May, March) is written small."""
    return any(
        name in grammar.capitalised and folded.original[folded.offsets[shift + start]].islower()
        for span in one.spans
        for name, _, start in span.parts
    )


def _is_vetoed(text: str, low: int, high: int, one: Candidate, grammar: Grammar) -> bool:
    surface = " ".join(text[low:high].split())
    return any(
        (surface in veto.words or one.rule in veto.rules) and _beside(text, low, high, veto) for veto in grammar.vetoes
    )


def _beside(text: str, low: int, high: int, veto: Veto) -> bool:
    words_before = _NEIGHBOUR.findall(text, max(0, low - 25), low)
    after = _NEIGHBOUR.search(text, high, high + 25)
    between = text[high : after.start()] if after else ""
    follows = after is not None and not between.strip(" \"'»") and after[0] in veto.after
    return follows or bool(words_before and words_before[-1].removeprefix("و") in veto.before)


def _is_future(text: str, low: int, grammar: Grammar) -> bool:
    """Tell whether a cue of the future (due, is to) stands before an expression in its sentence."""
    before = _SENTENCE_END.split(text[max(0, low - _CUE_REACH) : low])[-1]
    said = f" {' '.join(WORD.findall(before))} "
    return any(f" {cue} " in said for cue in grammar.future)
