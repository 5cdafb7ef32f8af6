"""Clubs that are called like a city or by an ordinary word: ليون الفرنسي, مضيفه برشلونة, فوز الأهلي.

Such a word is a club only where sport is the matter, and where something beside it says so: what a player, a goal or a
match has, a verb of the masculine (cities are feminine), an adjective of the masculine behind it. An article that says
so once means the club elsewhere, too, but for what only a place has (في برشلونة).
"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import polars as pl

from corpus_tools.actors.inferred.propagation import look_up, name_spans
from corpus_tools.actors.inferred.spans import SPANS
from corpus_tools.actors.kin import stand_behind
from corpus_tools.actors.lexicons import folded_words, read_lexicon
from corpus_tools.actors.matching import by_form
from corpus_tools.language import fold

if TYPE_CHECKING:
    from corpus_tools.actors.inferred.spans import Rows
    from corpus_tools.corpus import Corpus

Roles: TypeAlias = np.ndarray[tuple[int], np.dtype[np.uint16]]

# So many words of sport must stand among so many words on either side.
_LEAST, _AROUND = 2, 25
_SURE = 0.86
# What a word may be beside a club, as bits: by the list, and by its letters.
_CUES = ("sport", "before", "verb", "head", "half", "after", "beside", "place")
_SHAPES = {
    "definite": "^و?ال",
    "masculine": "^ال.*[^هت]$",
    "feminine": "^ال.*[هت]$",
    "nisba": "^ال.*ي$",
    "joined": "^و",
    "inside": "^و?ب",
}
_ROLES = {name: 1 << bit for bit, name in enumerate((*_CUES, *_SHAPES))}
# What is written together with a cue: وأمام, بفوز, سيلعب.
_HEADS = ("", "و", "ف", "ب", "ل", "لل", "وب", "ول", "س", "وس")


def find_clubs(corpus: Corpus, places: pl.DataFrame, adjectives: Rows, folded: pl.Series) -> pl.DataFrame:
    """Find clubs as spans among the `places` (`row`, `length`, `is_bare`) and the words of the list.

    `adjectives` marks those of nations (ليون الفرنسي); `folded` is what `fold_forms` gives.
    """
    by_number = by_form(corpus, folded)
    roles = _roles(by_number)[corpus.tokens["form"].to_numpy()]
    sport = roles & _ROLES["sport"] > 0
    if np.count_nonzero(sport) < _LEAST:
        return pl.DataFrame(schema=SPANS)
    listed = look_up(corpus, _listed(), folded)
    is_bare = by_number.gather(corpus.tokens["form"].gather(listed["row"])) == listed["words"].list.first()
    words = listed.select("row", "length", "strength", is_bare=is_bare)
    asked = pl.concat([words, places.select("row", "length", pl.lit("place").alias("strength"), "is_bare")])
    near = _near(corpus, asked.unique(["row", "length"], keep="first", maintain_order=True), sport)
    # A proclitic is cut off, and nothing else is told from these letters.
    classes = pl.when("is_bare").then(pl.lit("M")).otherwise(pl.lit("k"))
    spans = near.with_columns(kind=pl.lit("organisation"), confidence=pl.lit(_SURE), classes=classes)
    chosen = _chosen(_judged(corpus, name_spans(corpus, spans), roles, adjectives))
    return chosen.select(list(SPANS))


def _near(corpus: Corpus, asked: pl.DataFrame, sport: Rows) -> pl.DataFrame:
    """Keep what has words of sport around it, in its article."""
    rows = asked["row"].to_numpy().astype(np.int64)
    docs = corpus.tokens["doc"].to_numpy()
    firsts = np.searchsorted(docs, np.arange(corpus.articles.height + 1))
    counts = np.concatenate([[0], np.cumsum(sport, dtype=np.int64)])
    low, high = (np.clip(rows + by, firsts[docs[rows]], firsts[docs[rows] + 1]) for by in (-_AROUND, _AROUND))
    return asked.filter(pl.Series(counts[high] - counts[low] >= _LEAST, dtype=pl.Boolean))


def _judged(corpus: Corpus, spans: pl.DataFrame, roles: Roles, adjectives: Rows) -> pl.DataFrame:
    """Say of each span what stands beside it."""
    rows = spans["row"].to_numpy().astype(np.int64)
    behind = rows + spans["length"].to_numpy()
    is_behind, last = stand_behind(corpus.tokens, rows), np.minimum(behind, len(roles) - 1)
    before = np.where(is_behind, roles[rows - 1], 0)
    after = np.where(stand_behind(corpus.tokens, last) & (behind == last), roles[last], 0)
    # Of the masculine: ليون الفرنسي, but مدينة ليون الفرنسية.
    is_national = _has(after, "masculine") & adjectives[last]
    is_inside = _has(roles[rows], "inside") & ~spans["is_bare"].to_numpy()
    flags = {
        "is_owned": _has(before, "before", "verb"),
        "is_beside": _has(before, "beside"),
        "is_headed": _has(before, "head"),
        "is_half": _has(before, "half") | _has(after, "half"),
        # المنتخب العربي is no club's, الفريق العربي is.
        "is_quality": _has(roles[behind - 1], "nisba") & _has(before, "definite") & ~_has(before, "before", "head"),
        # الاتحاد الآسيوي, الجيش السوري, الخليج العربي
        "is_qualified": _has(after, "masculine", "feminine"),
        "is_place": _has(before, "place") | is_inside,
        "is_joined": is_behind & _has(roles[rows], "joined") & ~spans["is_bare"].to_numpy(),
        "is_told": is_national | _has(after, "after"),
    }
    return spans.with_columns(**{name: pl.Series(flag, dtype=pl.Boolean) for name, flag in flags.items()})


def _has(roles: Roles, *names: str) -> Rows:
    found: Rows = roles & sum(_ROLES[name] for name in names) > 0
    return found


def _chosen(judged: pl.DataFrame) -> pl.DataFrame:
    """Keep what is a club by itself, by what stands beside it, or by what the article says of it elsewhere."""
    is_city = pl.col("strength").is_in(["place", "foreign"])
    is_free = ~pl.col("is_quality") & ~((pl.col("strength") == "word") & pl.col("is_qualified"))
    # ملعب ليون الفرنسي: the ground is French.
    is_outside = ~(is_city & pl.col("is_place"))
    is_evident = pl.col("is_owned") | pl.col("is_headed") | (pl.col("is_told") & is_outside)
    is_evident |= (pl.col("strength") != "place") & pl.col("is_beside")
    is_known = (is_free & is_evident).any().over("doc", "words") & is_outside
    # نادي برشلونة and مانشستر سيتي are one name: the rules for heads find it.
    is_whole = ~(is_city & (pl.col("is_headed") | pl.col("is_half")))
    found = judged.filter(is_free & is_whole & (is_evident | is_known | (pl.col("strength") == "sure")))
    # تعادل السد والريان: beside a club with و stands another.
    joined = judged.filter(is_free & pl.col("is_joined")).join(
        found.select(row=pl.col("row") + pl.col("length")), on="row", how="semi"
    )
    return pl.concat([found, joined]).unique(["row", "length"], keep="first", maintain_order=True)


def _roles(folded: pl.Series) -> Roles:
    """Give what each form may be beside a club."""
    roles = np.zeros(len(folded), dtype=np.uint16)
    for name, bit in _ROLES.items():
        is_one = folded.str.contains(_SHAPES[name]) if name in _SHAPES else folded.is_in(_cues(name))
        roles[is_one.fill_null(value=False).to_numpy()] |= bit
    return roles


@cache
def _cues(name: str) -> pl.Series:
    """Give the words of one section with whatever is written together with them."""
    halves = folded_words("heads_ar", "clubhead", "clubtail")
    words = halves if name == "half" else [fold(word) for word in read_lexicon("clubs_ar")[name]]
    written = {head + word for head, word in product(_HEADS[: 1 if name == "after" else None], words)}
    return pl.Series(sorted(written)).implode()


@cache
def _listed() -> pl.DataFrame:
    """Give the listed clubs as names to look up: those that sport alone makes sure, and those that need more."""
    rows = [
        (fold(entry).split(" "), entry, section.split(" ")[0])
        for section, entries in read_lexicon("clubs_ar").items()
        if section.startswith(("sure", "word", "foreign"))
        for entry in entries
    ]
    schema = {"words": pl.List(pl.String), "written": pl.String(), "strength": pl.String()}
    names = pl.DataFrame(rows, schema=schema, orient="row").unique("words", keep="first", maintain_order=True)
    return names.with_row_index("alias_id")
