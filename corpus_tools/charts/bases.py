"""What charts are drawn from: the articles of a corpus, their days and outlets, in one line under every title."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.charts.periods import write_date
from corpus_tools.charts.setting import base_lines
from corpus_tools.charts.theme import FSI, PDI
from corpus_tools.charts.words import LANGUAGES, word
from corpus_tools.corpus.model import check_corpus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus_tools.corpus import Corpus

# Line breaks and other controls, and signs that turn the direction of what follows.
_CONTROLS = r"[\x00-\x1f\x{7f}-\x{9f}\x{061c}\x{200e}\x{200f}\x{2028}-\x{202e}\x{2066}-\x{2069}]+"
_NAMED, _MOST_LETTERS = 3, 40
# The corpus of `use_corpus`, if any.
_counted: list[Corpus] = []


def use_corpus(corpus: Corpus | None) -> None:
    """Let every chart drawn from here on say what it is drawn from: how many articles, from when, of which outlets.

    Call it after the corpus is built, and again with a sub-corpus before charts of that: the frames that charts take
    do not know their articles. The line stands under the title, and travels with the chart into pages and files.

    Parameters
    ----------
    corpus
        The corpus that is counted, filtered as for the charts; None to say nothing again.

    Returns
    -------
    None
        Charts that are drawn already stay as they are.

    Raises
    ------
    FrameError
        When `corpus` is no corpus.

    Examples
    --------
    >>> import polars as pl
    >>> from corpus_tools import build_corpus, chart_terms, count_terms
    >>> corpus = build_corpus(pl.DataFrame({"text": ["قمة الناتو"]}))
    >>> use_corpus(corpus)
    >>> chart_terms(count_terms(corpus), language="ar").to_dict()["title"]["subtitle"][1].strip("\u2067\u2069")
    'عدد المقالات: 1'
    >>> use_corpus(None)
    """
    if corpus is not None:
        check_corpus("use_corpus", corpus)
    base_lines.clear()
    _counted[:] = [] if corpus is None else [corpus]
    if corpus is not None:
        base_lines.update({language: say_base(corpus, language=language) for language in LANGUAGES})


def say_base(corpus: Corpus, *, language: str) -> str:
    """Say a corpus in one line; names and days are isolated, each in the direction of its script."""
    counted = word("base_filtered" if corpus.filters else "base", language=language, count=corpus.articles.height)
    return _say_articles(counted, corpus.articles, language=language)


def say_groups(names: Sequence[object], *, by: str | None, language: str) -> str | None:
    """Say what a chart of some outlets is drawn from, or of some values of another column of the articles.

    None where that is the whole corpus, or cannot be known.
    """
    articles = _counted[0].articles if _counted else None
    if articles is None or by is None or by not in articles.columns:
        return None
    column = pl.col(by).cast(pl.String)
    own = articles.filter(column.is_in([str(name) for name in names if name is not None]))
    if own.height in (0, articles.height):
        return None
    counted = word("base_groups", language=language, count=own.height, total=articles.height)
    return _say_articles(counted, own, language=language)


def _say_articles(counted: str, articles: pl.DataFrame, *, language: str) -> str:
    parts = [counted]
    dates = articles["date"].drop_nulls().sort()
    if len(dates):
        ends = dict.fromkeys(write_date(day, grain="day", language=language) for day in (dates[0], dates[-1]))
        parts.append(" – ".join(_hold_together(day) for day in ends))
    outlets = rank_names(articles["source"])
    if outlets:
        parts.append(_join_names(outlets, language=language))
    return " · ".join(parts)


def rank_names(names: pl.Series) -> list[str]:
    """List names, commonest first.

    >>> import polars as pl
    >>> rank_names(pl.Series("source", ["ميزان", "مرايا", "ميزان", None]))
    ['ميزان', 'مرايا']
    """
    known = names.drop_nulls().str.replace_all(_CONTROLS, " ").str.strip_chars()
    counts = known.value_counts().sort(["count", known.name], descending=[True, False])
    return counts[known.name].to_list()


def _join_names(names: Sequence[str], *, language: str) -> str:
    # One name more takes no more room than saying that there is one more.
    most = len(names) if len(names) <= _NAMED + 1 else _NAMED
    shown = [
        _hold_together(name if len(name) <= _MOST_LETTERS else name[: _MOST_LETTERS - 1] + "…") for name in names[:most]
    ]
    if len(names) > most:
        shown.append(word("base_more", language=language, count=len(names) - most).replace(" ", "\u00a0"))
    return word("and", language=language).join(shown)


def _hold_together(text: str) -> str:
    """Keep a name or a day on one line, and in its own direction."""
    return FSI + text.replace(" ", "\u00a0") + PDI
