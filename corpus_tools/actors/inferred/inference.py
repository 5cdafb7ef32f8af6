"""Who and what is named that no table has: persons, organisations and places found by rules and word lists."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from corpus_tools.actors.inferred.classes import is_other_word
from corpus_tools.actors.inferred.clubs import find_clubs
from corpus_tools.actors.inferred.institutions import find_institutions
from corpus_tools.actors.inferred.introduced import link_introduced
from corpus_tools.actors.inferred.propagation import link_short_forms, longest_spans, look_up, name_spans, propagate
from corpus_tools.actors.inferred.recognizers import recognised_spans
from corpus_tools.actors.inferred.spans import Rows, find_spans
from corpus_tools.actors.lexicons import sure_names
from corpus_tools.actors.matching import fold_forms
from corpus_tools.language import fold, split_proclitics, tokenise

if TYPE_CHECKING:
    from corpus_tools.corpus import Corpus

# How sure a name of the lists is one, and the lists.
_SURE_LISTED = 0.85
# Kinds of the table that a longer name may contain, how sure it must be, and the classes of a full name.
_PLACES = ("state", "territory", "city", "place")
_SURE_WHOLE = {"organisation": 0.7, "person": 0.75, "place": 0.75}
_FULL_NAME = "^(?:[Gg].*[GSm]|H.*S)$"
_PLACE_WITH_CITY = "^F?m+(?:[GHSUCF]?P+)?$"
_ENTRIES = {"words": pl.List(pl.String), "written": pl.String(), "kind": pl.String()}
# The rules rank finds well, but think too much of the best: by this line a confidence is about the share of finds that
# are right in kind and to the letter (`benchmarks/actors_accuracy.py` prints it against that share).
_CALIBRATION = (0.87, 0.06)
_LISTS = (
    ("organisations_ar", "organisation", "ar"),
    ("places_ar", "place", "ar"),
    ("places_latin", "place", "en"),
)


def infer_mentions(
    corpus: Corpus, hits: pl.DataFrame, forms: pl.DataFrame, *, recognizer: object = None
) -> pl.DataFrame:
    """Find names beside the `hits` of the table (`row`, `length`, `kind`, `how`), which has the `forms`.

    None overlaps a hit, but organisations and persons that are surely named for a place hold the place's hit
    (دينامو كييف): `without_parts` drops it. A recogniser takes the place of the rules and lists; its names of
    a person are linked in the same way, and hold no hit.

    Returns one row a name: `row length doc actor_id actor kind confidence`.
    """
    if recognizer is not None:
        named = name_spans(corpus, _without(recognised_spans(corpus, recognizer), _taken(corpus, hits)))
        return _identify(link_short_forms(longest_spans(named.with_columns(is_short=pl.lit(value=False)))))
    parts = hits.filter(pl.col("kind").is_in(_PLACES) & (pl.col("how") != "demonym"))
    # أبو حمزة المصري: behind a full name the adjective of a nation is a surname.
    adjectives = hits.filter((pl.col("how") == "demonym") & (pl.col("length") == 1))
    taken = _taken(corpus, hits.join(parts, on="row", how="anti").join(adjectives, on="row", how="anti"))
    folded = fold_forms(corpus.vocabulary)
    places = _spelt(corpus, _fitting(corpus, look_up(corpus, _listed(), folded), taken, parts))
    nations = _taken(corpus, adjectives)
    listed = _seats(corpus, places.filter(pl.col("kind") == "place"), _listed())
    seats = _seats(corpus, parts, forms)
    clubs = find_clubs(corpus, _towns(places, parts, (listed[0], seats[0])), nations, folded)
    clubs = _without(clubs, taken | _taken(corpus, places.filter(pl.col("kind") != "place")))
    # What is a club is no place any more.
    club = _taken(corpus, clubs)
    parts, places = _without(parts, club), _without(places, club)
    bodies = _fitting(corpus, find_institutions(corpus, nations, folded), taken, parts)
    found = _fitting(corpus, find_spans(corpus, taken | club, listed, seats, nations), taken, parts)
    named = name_spans(corpus, pl.concat([found, bodies, clubs]))
    every = pl.concat([named, places.select(named.columns)])
    spread = _fitting(corpus, propagate(corpus, every, folded), taken, parts)
    linked = link_short_forms(longest_spans(spread))
    slope, shift = _CALIBRATION
    found = _identify(linked.with_columns(confidence=(slope * pl.col("confidence") + shift).clip(0.05, 1).round(2)))
    return link_introduced(corpus, hits, found)


def without_parts(hits: pl.DataFrame, inferred: pl.DataFrame) -> pl.DataFrame:
    """Drop the hits of the table that are a part of an inferred name."""
    rows = pl.int_ranges("row", pl.col("row") + pl.col("length"))
    inside = inferred.select(row=rows).explode("row", empty_as_null=False)
    return hits.join(inside, on="row", how="anti", maintain_order="left")


def _fitting(corpus: Corpus, spans: pl.DataFrame, taken: Rows, parts: pl.DataFrame) -> pl.DataFrame:
    """Drop spans that share a token with what is taken, or with a place that they do not surely contain."""
    free = _without(spans, taken)
    apart = _without(free, _taken(corpus, parts))
    place = ["row", "length"]
    is_sure = pl.col("confidence") >= pl.col("kind").replace_strict(_SURE_WHOLE, default=2.0, return_dtype=pl.Float64)
    is_name = (pl.col("kind") == "organisation") | pl.col("classes").str.contains(_FULL_NAME)
    is_name |= (pl.col("kind") == "place") & pl.col("classes").str.contains(_PLACE_WITH_CITY)
    wholes = free.join(apart.select(place).unique(), on=place, how="anti", maintain_order="left")
    wholes = wholes.filter(is_sure & is_name).join(parts, on=place, how="anti", maintain_order="left")
    return pl.concat([apart, wholes.filter(_holds_together(corpus, wholes, parts))])


def _towns(places: pl.DataFrame, parts: pl.DataFrame, bare: tuple[Rows, Rows]) -> pl.DataFrame:
    """Give the names of places but states, and whether they stand bare: a club may be called so."""
    is_state = pl.col("kind").is_in(["state", "territory"]) & (pl.col("how") != "metonym")
    named = (places.filter(pl.col("kind") == "place"), parts.filter(~is_state))
    towns = pl.concat([frame.select("row", "length") for frame in named])
    return towns.with_columns(is_bare=pl.Series((bare[0] | bare[1])[towns["row"].to_numpy()], dtype=pl.Boolean))


def _holds_together(corpus: Corpus, wholes: pl.DataFrame, parts: pl.DataFrame) -> pl.Series:
    """Tell names that cut no place in two, and go over no comma (Paris, Police) but that of an initial."""
    within = np.zeros(corpus.tokens.height + 1, dtype=np.bool_)
    inner = pl.int_ranges(pl.col("row") + 1, pl.col("row") + pl.col("length"))
    within[parts.select(at=inner).explode("at", empty_as_null=False)["at"].to_numpy()] = True
    first = wholes["row"].to_numpy()
    last = (wholes["row"] + wholes["length"] - 1).to_numpy()
    gap = pl.col("start").cast(pl.Int64) - pl.col("end").shift().cast(pl.Int64)
    breaks = corpus.tokens.select((gap != 1).fill_null(value=True).cum_sum()).to_series().to_numpy()
    is_whole = ~within[first] & ~within[last + 1] & (breaks[last] == breaks[first])
    return pl.Series(is_whole, dtype=pl.Boolean) | wholes["classes"].str.contains("I")


def _seats(corpus: Corpus, parts: pl.DataFrame, forms: pl.DataFrame) -> tuple[Rows, Rows]:
    """Mark the words of places: of those that stand bare, and of those with a proclitic."""
    heads = frozenset(forms["words"].list.first())
    used = corpus.tokens["form"].gather(parts["row"])
    words = corpus.vocabulary.filter(pl.col("form").is_in(used.unique().implode())).select("form", "surface")
    bare = [form for form, surface in words.iter_rows() if fold(surface) in heads]
    return _taken(corpus, parts.filter(used.is_in(bare))), _taken(corpus, parts.filter(~used.is_in(bare)))


def _taken(corpus: Corpus, hits: pl.DataFrame) -> Rows:
    taken = np.zeros(corpus.tokens.height, dtype=np.bool_)
    rows = hits.select(at=pl.int_ranges("row", pl.col("row") + pl.col("length"))).explode("at", empty_as_null=False)
    taken[rows["at"].to_numpy()] = True
    return taken


def _without(spans: pl.DataFrame, taken: Rows) -> pl.DataFrame:
    """Drop spans that share a token with what is taken."""
    before = np.concatenate([[0], np.cumsum(taken, dtype=np.int64)])
    first = spans["row"].to_numpy().astype(np.int64)
    last = first + spans["length"].to_numpy()
    return spans.filter(pl.Series(before[last] == before[first], dtype=pl.Boolean))


@cache
def _listed() -> pl.DataFrame:
    """Give the listed places and organisations as names to look up."""
    rows = []
    for name, kind, language in _LISTS:
        for entry in sure_names(name):
            tokens, _ = tokenise(entry, language=language)
            rows.append(([fold(entry[token.start : token.end]) for token in tokens], entry, kind))
    return (
        pl.DataFrame(rows, schema=_ENTRIES, orient="row")
        .unique("words", keep="first", maintain_order=True)
        .with_columns(classes=pl.lit("M"), confidence=pl.lit(_SURE_LISTED))
        .with_row_index("alias_id")
    )


def _spelt(corpus: Corpus, hits: pl.DataFrame) -> pl.DataFrame:
    """Drop words that only the fold makes a listed name of (إطار is not أطار)."""
    spellings = frozenset(_listed()["written"])
    forms = corpus.tokens["form"].gather(hits["row"])
    single = forms.filter(hits["length"] == 1).unique()
    words = corpus.vocabulary.filter(pl.col("form").is_in(single.implode()) & (pl.col("language") == "ar"))
    other = [form for form, word in words.select("form", "surface").iter_rows() if not _is_spelt(word, spellings)]
    return hits.filter((pl.col("length") > 1) | ~forms.is_in(other))


def _is_spelt(word: str, spellings: frozenset[str]) -> bool:
    """Tell whether a form is a name as it is written, with what is written with it: والحجاز, but not للجنين."""
    rests = {rest for head, rest in split_proclitics(word) if rest.startswith("ال") or not head.endswith(("لل", "ال"))}
    return not spellings.isdisjoint(rests) or not is_other_word(word, spellings)


def _identify(spans: pl.DataFrame) -> pl.DataFrame:
    """Give each name its identifier and the spelling it is shown in: the commonest."""
    key = pl.concat_str("kind", pl.lit(":"), pl.col("words").list.join("-"))
    shown = pl.col("written").mode().sort().first().over("actor_id")
    return (
        spans.with_columns(actor_id=key)
        .with_columns(actor=shown)
        .select("row", "length", "doc", "actor_id", "actor", "kind", "confidence")
    )
