"""Events in the order of how widely they are reported, and what is said of each as a whole."""

from __future__ import annotations

import polars as pl

from corpus_tools.arguments import check_arguments
from corpus_tools.errors import ArgumentError, explain
from corpus_tools.schema import EVENTS, RANKED_EVENTS, check_frame

# A sentence that stands for its event should be whole, and neither a scrap nor a paragraph.
_BEGUN = r"^\W*[^\p{Ll}\W]"
_ENDED = r"[.!?؟…]['\"»”’)\]]*$"
_SHORT, _LONG = 40, 260
# A year or a quarter is a frame (more than last year) rather than a place in a chronology.
_PLACES = ("day", "week", "month")

_FALLING = [True, True, True, True, False, False]


@check_arguments
def rank_events(timeline: pl.DataFrame, *, top: int | None = None) -> pl.DataFrame:
    """Make one row an event of a timeline: its date, a sentence, who reports it; the most widely reported first.

    Use it after `build_timeline`, filtered as you like: what was filtered out does not count. `articles` is
    how many articles print a sentence on the event, `accounts` how many of them print one in words of their
    own: a dispatch that ten outlets copy is ten articles and one account.

    Parameters
    ----------
    timeline
        What `build_timeline` gave.
    top
        How many events to keep; None (default) keeps all.

    Returns
    -------
    polars.DataFrame
        One row an event: those of grain day to month before those of a quarter, season or year; then by the
        smaller of `outlets` and `accounts`, accounts, articles (largest first), date:

        ============== ========= ===============================================================
        event          u32       its number in the timeline
        date           date      first day
        latest         date      last day, inclusive
        grain          str       day week month quarter season year
        direction      str       past, same_day; future where all reports look ahead; null if unknown
        text           str       the sentence that is most like the others
        outlets        u32       outlets that report it
        accounts       u32       articles with a wording of their own
        articles       u32       articles that report it, copies included
        sources        list[str] names of the outlets, the earliest first
        actors         list[str] actors of its sentences, the most often named first
        first_reported date      day of the earliest article; null if unknown
        doc_id         str       article of `text`
        sentence       u32       sentence of that article
        ============== ========= ===============================================================

    Raises
    ------
    FrameError
        `timeline` is not what `build_timeline` gives.
    ArgumentError
        `top` is not a whole number of at least 1.

    Notes
    -----
    An article whose outlet is unknown counts as an article, and in no outlet. The order uses the smaller of
    outlets and accounts so that neither a dispatch copied by many nor an outlet that repeats itself leads.

    Examples
    --------
    >>> from datetime import date
    >>> from corpus_tools import build_corpus, build_timeline
    >>> corpus = build_corpus(pl.DataFrame({"source": ["ميزان", "مدار"], "date": [date(2022, 1, 12)] * 2,
    ...     "text": ["اجتمع الوفدان الروسي والأميركي في جنيف أمس.", "التقى الوفدان الأميركي والروسي في جنيف أمس."]}))
    >>> rank_events(build_timeline(corpus)).select("date", "sources", "articles").row(0)
    (datetime.date(2022, 1, 11), ['ميزان', 'مدار'], 2)
    """
    check_frame("rank_events", timeline, EVENTS)
    if top is not None and (isinstance(top, bool) or not isinstance(top, int) or top < 1):
        raise ArgumentError(explain("rank_events", expected="top as a whole number of at least 1", got=top))
    ordered = timeline.sort("reported", nulls_last=True, maintain_order=True)
    events = (
        ordered.group_by("event", maintain_order=True)
        .agg(
            pl.col("date", "latest", "grain").first(),
            *_weights(),
            # What was announced and then happened is no longer ahead.
            direction=pl.coalesce(
                pl.col("direction").filter(pl.col("direction") != "future").first(), pl.col("direction").first()
            ),
            sources=pl.col("source").drop_nulls().unique(maintain_order=True),
            first_reported=pl.col("reported").first(),
        )
        .join(_central(ordered), on="event")
        .join(_name_actors(ordered), on="event", how="left")
        .with_columns(pl.col("actors").fill_null(pl.lit([], pl.List(pl.String))))
    )
    ranked = events.sort(*_order(), descending=_FALLING)
    return (ranked if top is None else ranked.head(top)).select(
        pl.col(name).cast(dtype) for name, dtype in RANKED_EVENTS.columns.items()
    )


def number_events(rows: pl.DataFrame) -> pl.DataFrame:
    """Give the events of a timeline new numbers, from 1, as `rank_events` sorts them."""
    weights = rows.group_by("event").agg(*_weights(), pl.col("date", "grain").first())
    numbers = weights.sort(*_order(), descending=_FALLING).select(
        "event", number=pl.int_range(1, pl.len() + 1, dtype=pl.UInt32)
    )
    joined = rows.join(numbers, on="event", maintain_order="left")
    return joined.with_columns(event="number").drop("number")


def _weights() -> list[pl.Expr]:
    own = pl.col("doc_id").filter(~pl.col("is_copy"))
    return [
        pl.col("source").drop_nulls().n_unique().alias("outlets"),
        # What is left after filtering may be copies only: they are one account.
        pl.max_horizontal(own.n_unique(), 1).alias("accounts"),
        pl.col("doc_id").n_unique().alias("articles"),
    ]


def _order() -> list[pl.Expr]:
    placed = pl.col("grain").is_in(_PLACES)
    return [placed, pl.min_horizontal("outlets", "accounts"), *map(pl.col, ("accounts", "articles", "date", "event"))]


def _central(ordered: pl.DataFrame) -> pl.DataFrame:
    """Give each event the sentence that is most like its others: a whole one of readable length if there is one."""
    text = pl.col("text")
    is_plain = text.str.len_chars().is_between(_SHORT, _LONG) & text.str.contains(_BEGUN) & text.str.contains(_ENDED)
    best = ordered.with_columns(is_plain=is_plain).sort(
        "is_plain", "is_copy", "similarity", descending=[True, False, True], nulls_last=True, maintain_order=True
    )
    return best.unique("event", keep="first", maintain_order=True).select("event", "text", "doc_id", "sentence")


def _name_actors(ordered: pl.DataFrame) -> pl.DataFrame:
    named = ordered.select("event", "actors").explode("actors", empty_as_null=True).drop_nulls()
    counts = named.group_by("event", "actors").len().sort("len", "actors", descending=[True, False])
    return counts.group_by("event", maintain_order=True).agg("actors")
