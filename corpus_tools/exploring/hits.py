"""Where a word, a phrase or an actor stands, and what the panel shows of it."""

from __future__ import annotations

import base64
import datetime
import re
from typing import TYPE_CHECKING, Any

import polars as pl

from corpus_tools.actors import count_actors, profile_actor
from corpus_tools.charts import chart_term_trend
from corpus_tools.charts.periods import write_date
from corpus_tools.charts.setting import format_share
from corpus_tools.charts.words import format_number
from corpus_tools.corpus import Corpus
from corpus_tools.errors import ArgumentError, explain
from corpus_tools.exploring.names import ARTICLE, STAR
from corpus_tools.language import fold
from corpus_tools.measures import find_concordance
from corpus_tools.schema import check_choice
from corpus_tools.series import count_over_time
from corpus_tools.sharing.renderer import chart_picture, describe_chart
from corpus_tools.sharing.words import word

if TYPE_CHECKING:
    from corpus_tools.exploring.desk import Desk

ORDERS = ("position", "newest", "before", "after")
LINES, _LISTED, _WINDOW = 50, 10, 5
_CONTEXT = 60  # characters on each side of a mention
# Pixels: a panel in which the chart keeps its width, the narrowest plot, and what stands beside a plot.
_WIDE, _NARROWEST, _BESIDE = 760, 160, 150
# Periods, the longest stretch of time that is drawn by each, and their own length, in days.
_STRETCHES = (("day", 70, 1), ("week", 550, 7), ("month", 5500, 30.4), ("year", 10**9, 365.25))
_ENOUGH = 8  # articles a period on average: with fewer the line jumps between nothing and all
_STAND_IN = "qzx{}qzx"  # a word that no text has, for the words that a star stands for


def find_hits(desk: Desk, name: str, actor_id: str | None) -> pl.DataFrame:
    """Find a word or phrase, or the mentions of an actor: a row a hit, as `find_concordance` gives them."""
    if actor_id is not None:
        return _mention_lines(desk, actor_id)
    corpus, query = _read_stars(desk, name) if STAR in name else (desk.corpus, name)
    try:
        return find_concordance(corpus, query)
    except ArgumentError:  # a word that the corpus does not have
        return find_concordance(corpus.filter(pl.lit(value=False)), re.compile(" "))


def _read_stars(desk: Desk, name: str) -> tuple[Corpus, str]:
    """Make one term of all words that a star stands for (ضمان*), with a name that can be searched.

    A star alone stands for no word. A word that two parts of a phrase stand for belongs to the last.
    """
    vocabulary, pieces = desk.corpus.vocabulary, [piece for piece in name.split() if piece.strip(STAR)]
    for number, piece in enumerate(pieces):
        if STAR in piece:
            pattern = r"\w*".join(map(re.escape, fold(piece).split(STAR)))
            is_meant = pl.col("key").str.contains(f"^(?:{ARTICLE})?{pattern}$")
            forms = desk.spellings.filter(is_meant)["form"].unique()
            pieces[number] = _STAND_IN.format(number)
            term = pl.when(pl.col("form").is_in(forms.implode())).then(pl.lit(pieces[number])).otherwise("term")
            vocabulary = vocabulary.with_columns(term=term)
    return Corpus(desk.corpus.articles, desk.corpus.tokens, vocabulary), " ".join(pieces)


def order_hits(hits: pl.DataFrame, order: str) -> pl.DataFrame:
    """Sort the hits as a reader asks; ties stay in the order of the articles."""
    check_choice("explore", "order", order, ORDERS)
    keys = {
        "position": [],
        "newest": [pl.col("date")],
        "before": [pl.col("before").str.split(" ").list.reverse().list.join(" ")],
        "after": [pl.col("after").str.strip_chars_start(" ،؛.,;:»\"'")],
    }[order]
    return hits.sort(keys, descending=order == "newest", nulls_last=True, maintain_order=True) if keys else hits


def _mention_lines(desk: Desk, actor_id: str) -> pl.DataFrame:
    mentions = desk.mentions.filter(pl.col("actor_id") == actor_id)
    if mentions.is_empty():
        known = desk.mentions["actor_id"].unique().to_list()
        raise ArgumentError(explain("explore", expected="an actor of the mentions", got=actor_id, known=known))
    articles = desk.corpus.articles.select("doc_id", "date", "source", "text")
    placed = mentions.join(articles, on="doc_id", maintain_order="left")
    first = (pl.col("start").cast(pl.Int64) - _CONTEXT).clip(lower_bound=0)
    text = pl.col("text")
    # A word that the cut has broken is left out; where the text begins there was no cut.
    before = text.str.slice(first, pl.col("start") - first)
    before = pl.when(first > 0).then(before.str.replace(r"^\S*\s", "")).otherwise(before)
    after = text.str.slice(pl.col("end"), _CONTEXT)
    is_cut = pl.col("end") + _CONTEXT < text.str.len_chars()
    after = pl.when(is_cut).then(after.str.replace(r"\s\S*$", "")).otherwise(after)
    return placed.select(
        "doc_id", "date", "source", before=_tidy(before), match="surface", after=_tidy(after),
        sentence="sentence", start="start", end="end",
    )  # fmt: skip


def _tidy(text: pl.Expr) -> pl.Expr:
    return text.str.replace_all(r"\s+", " ").str.strip_chars()


def list_lines(desk: Desk, hits: pl.DataFrame, first: int) -> list[dict[str, Any]]:
    """Give the lines from `first` on, each with the title of its article."""
    titles = desk.corpus.articles.select("doc_id", title=pl.col("title").str.slice(0, 160))
    shown = hits.slice(first, LINES).join(titles, on="doc_id", how="left", maintain_order="left")
    columns = ("doc_id", "title", "source", "before", "match", "after")
    return [row | {"date": _write_day(row["date"], desk.language)} for row in shown.select(*columns, "date").to_dicts()]


def _write_day(day: datetime.date | None, language: str) -> str:
    return "" if day is None else write_date(day, grain="day", language=language)


def sum_up(desk: Desk, hits: pl.DataFrame) -> str:
    """Say how many hits there are, in how many of the articles."""
    documents, articles = hits["doc_id"].n_unique(), desk.corpus.articles.height
    numbers = {"hits": hits.height, "documents": documents, "articles": articles}
    written = {key: format_number(value, language=desk.language) for key, value in numbers.items()}
    share = format_share(documents / articles if articles else None, language=desk.language)
    return word("explore_sum", language=desk.language).format(**written, share=share)


def draw_trend(desk: Desk, hits: pl.DataFrame, name: str, *, room: int) -> dict[str, Any] | None:
    """Draw the share of articles with a hit over time, in `room` pixels; None where no article has a date."""
    days = desk.corpus.articles["date"]
    first, last = days.min(), days.max()
    if not (isinstance(first, datetime.date) and isinstance(last, datetime.date)):
        return None
    every = choose_period((last - first).days + 1, articles=days.count())
    marked = hits.select("doc_id", actor=pl.lit(name))
    series = count_over_time(desk.corpus, every=every, actors=marked)
    chart = chart_term_trend(series.rename({"actor": "term"}), language=desk.language)
    if 0 < room < _WIDE:
        chart = chart.properties(width=max(_NARROWEST, room - _BESIDE))
    spec = chart.to_dict()
    picture, width, height = chart_picture(spec)
    text = describe_chart(spec, language=desk.language)
    source = "data:image/png;base64," + base64.b64encode(picture).decode("ascii")
    return {"source": source, "width": width, "height": height, "text": text}


def choose_period(days: int, *, articles: int) -> str:
    """Choose the shortest period that gives neither too many points nor less than three, each of enough articles."""
    fitting = [(name, length) for name, longest, length in _STRETCHES if 3 * length <= days <= longest] or [("day", 1)]
    return next((name for name, length in fitting if articles * length >= _ENOUGH * days), fitting[-1][0])


def list_sources(desk: Desk, hits: pl.DataFrame) -> list[dict[str, Any]]:
    """Give the outlets whose articles have a hit most often, with the share of their articles."""
    marked = desk.corpus.articles.select("source", has=pl.col("doc_id").is_in(hits["doc_id"].unique().implode()))
    counts = marked.drop_nulls().group_by("source").agg(count=pl.col("has").sum(), total=pl.len())
    shares = counts.filter(pl.col("count") > 0).with_columns(share=pl.col("count") / pl.col("total"))
    ranked = shares.sort(["share", "count", "source"], descending=[True, True, False]).head(_LISTED)
    said = [
        f"{format_share(row['share'], language=desk.language)} ({format_number(row['count'], language=desk.language)})"
        for row in ranked.to_dicts()
    ]
    return _bars(ranked, "source", "share", said)


def list_neighbours(desk: Desk, hits: pl.DataFrame) -> list[dict[str, Any]]:
    """Give the words that stand near the hits more often than elsewhere: the surest, by how often."""
    marks = {"actor_id": "hit", "actor": "hit", "kind": "hit", "how": "hit"}
    placed = hits.select(
        "doc_id", "sentence", "start", "end", surface="match", **{k: pl.lit(v) for k, v in marks.items()}
    )
    if placed.is_empty():
        return []
    surest = profile_actor(desk.corpus, placed, "hit", window=_WINDOW, top=_LISTED, examples=1)
    found = surest.sort("near", descending=True, maintain_order=True)
    said = [format_number(count, language=desk.language) for count in found["near"]]
    return _bars(found, "term", "near", said)


def list_companions(desk: Desk, hits: pl.DataFrame, actor_id: str | None) -> list[dict[str, Any]]:
    """Give the actors that are named in the sentences of the hits, those in whose names the hits stand apart."""
    places = hits.select("doc_id", "sentence", "start", "end")
    sentences = places.select("doc_id", "sentence").unique()
    near = desk.mentions.join(sentences, on=["doc_id", "sentence"], how="semi", maintain_order="left")
    crossing = near.join(places, on=["doc_id", "sentence"], suffix="_hit").filter(
        pl.col("start") < pl.col("end_hit"), pl.col("start_hit") < pl.col("end")
    )
    other = pl.col("actor_id") != (actor_id or "")
    near = near.filter(other).join(crossing, on=["doc_id", "start", "end"], how="anti", maintain_order="left")
    counted = count_actors(near).sort("count", descending=True, maintain_order=True).head(_LISTED)
    said = [format_number(count, language=desk.language) for count in counted["count"]]
    return _bars(counted, "actor", "count", said, ids=counted["actor_id"].to_list())


def _bars(
    frame: pl.DataFrame, name: str, size: str, said: list[str], ids: list[str] | None = None
) -> list[dict[str, Any]]:
    """Give names with what is said of them, and lengths of bars from 0 to 1."""
    sizes = [float(value) for value in frame[size]]
    longest = max(sizes, default=1.0) or 1.0
    names = frame[name].to_list()
    keys: list[str] | list[None] = ids or [None] * len(names)
    rows = zip(names, said, sizes, keys, strict=True)
    return [{"name": n, "said": text, "length": value / longest, "actor_id": key} for n, text, value, key in rows]


def open_article(desk: Desk, hits: pl.DataFrame, doc_id: str) -> dict[str, Any]:
    """Give an article in pieces, each with whether it is a hit: the browser counts characters differently."""
    found = desk.corpus.articles.filter(pl.col("doc_id") == doc_id)
    if found.is_empty():
        raise ArgumentError(explain("explore", expected="the id of an article", got=doc_id))
    article = found.row(0, named=True)
    text, pieces, at = article["text"], [], 0
    for start, end in (
        hits.filter(pl.col("doc_id") == doc_id).select("start", "end").unique().sort("start", "end").rows()
    ):
        if start >= at:
            pieces += [[text[at:start], False], [text[start:end], True]]
            at = end
    pieces.append([text[at:], False])
    facts = [_write_day(article["date"], desk.language), article["source"], article["author"]]
    url = article["url"] or ""
    return {
        "title": article["title"] or "",
        "facts": [fact for fact in facts if fact],
        "url": url if url.startswith(("https://", "http://")) else "",
        "pieces": [piece for piece in pieces if piece[0]],
    }
