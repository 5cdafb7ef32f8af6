"""Whose relative a name is: after بن or another given name, a name of the table is that of a son, a wife, a namesake.

سوزان مبارك is not Hosni Mubarak, and أحمد بن محمد بن راشد not his father. But محمد حسني مبارك is, and باراك حسين أوباما
is Barack Obama, however his given name is spelt: such names are taken in.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from corpus_tools.actors.lexicons import folded_words, given_names, given_names_latin
from corpus_tools.language import fold, is_arabic, split_proclitics

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corpus_tools.corpus import Corpus

_SONS = frozenset({"بن", "ابن", "بنت", "ابنه", "bin", "ibn", "ben", "bint"})
# Half the men of Egypt have it before their own name.
_BEFORE_NAMES = "محمد"
# As unlike as this, two spellings are of two names.
_ALIKE = 0.6


def settle_kin(hits: pl.DataFrame, corpus: Corpus, forms: pl.DataFrame, persons: pl.Series) -> pl.DataFrame:
    """Drop the hits of persons (`row`, `length`, `actor_id`) that are the name of a relative; take in own given names.

    `forms` has the words of all names, `persons` the ids of the actors who are persons.
    """
    is_person = np.zeros(len(persons.dtype.categories), dtype=np.bool_)  # type: ignore[attr-defined]
    is_person[persons.to_physical().to_numpy()] = True
    at = np.flatnonzero(is_person[hits["actor_id"].to_physical().to_numpy()])
    asked = _named_before(
        hits.select("row", "length", "actor_id").select(pl.all().gather(at)).with_columns(at=at), corpus
    )
    if asked.is_empty():
        return hits
    asked = _judged(asked, forms)
    wider = asked.filter(pl.col("taken") > 0)
    places = wider["at"]
    settled = hits.with_columns(
        hits["row"].scatter(places, (wider["row"] - wider["taken"]).cast(pl.UInt32)),
        hits["length"].scatter(places, (wider["length"] + wider["taken"]).cast(hits.schema["length"])),
        hits["whole"].scatter(places, None),
    )
    stays = np.ones(hits.height, dtype=np.bool_)
    stays[asked.filter(pl.col("taken") < 0)["at"].to_numpy()] = False
    return settled.filter(stays)


def _judged(asked: pl.DataFrame, forms: pl.DataFrame) -> pl.DataFrame:
    """Add how many words before each name are `taken`: -1 where it is a relative's."""
    named = forms.filter(pl.col("actor_id").is_in(asked["actor_id"].unique().implode()))
    own = {
        actor: frozenset(words)
        for actor, words in named.group_by("actor_id").agg(pl.col("words").list.first()).iter_rows()
    }
    # The same few names stand before an actor again and again: each is judged once.
    facts = asked.select("given", "before", "actor_id", "length").unique(maintain_order=True)
    judged = [_words_taken(given, before, own[actor], length) for given, before, actor, length in facts.iter_rows()]
    facts = facts.with_columns(taken=pl.Series(judged, dtype=pl.Int64))
    return asked.join(facts, on=facts.columns[:-1], how="left", nulls_equal=True, maintain_order="left")


def _named_before(hits: pl.DataFrame, corpus: Corpus) -> pl.DataFrame:
    """Keep the hits behind بن or a given name (`given`), one space away, and add the name `before` that one."""
    tokens, vocabulary = corpus.tokens, corpus.vocabulary
    rows = hits["row"].to_numpy().astype(np.int64)
    previous = np.maximum(rows - 1, 0)
    beside = stand_behind(tokens, rows)
    forms = tokens["form"].gather(previous)
    given = _given_names_of(vocabulary, forms.filter(pl.Series(beside)).unique())
    asked = hits.with_columns(form=forms, first=tokens["form"].gather(rows)).filter(
        pl.Series(beside) & forms.is_in(list(given))
    )
    # بين محمد وبوتين: what carries a proclitic goes on with no name.
    whole = vocabulary.filter(pl.col("form").is_in(asked["first"].unique().implode()))
    bare = whole.filter((pl.col("bare") == pl.col("surface")) | (pl.col("language") != "ar"))["form"]
    asked = asked.filter(pl.col("first").is_in(bare.implode()))
    ahead = np.maximum(asked["row"].to_numpy().astype(np.int64) - 1, 0)
    second = tokens["form"].gather(np.maximum(ahead - 1, 0))
    names = _given_names_of(vocabulary, second.unique())
    near = zip(second, stand_behind(tokens, ahead), strict=True)
    return asked.with_columns(
        given=pl.Series([given[form] for form in asked["form"]], dtype=pl.String),
        before=pl.Series([names.get(form) if is_near else None for form, is_near in near], dtype=pl.String),
    )


def stand_behind(tokens: pl.DataFrame, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which tokens stand one space behind another of their sentence."""
    doc, sentence, start, end = (tokens[name].to_numpy() for name in ("doc", "sentence", "start", "end"))
    previous = np.maximum(rows - 1, 0)
    same = (doc[rows] == doc[previous]) & (sentence[rows] == sentence[previous])
    is_behind: NDArray[np.bool_] = (rows > 0) & same & (start[rows].astype(np.int64) - end[previous] == 1)
    return is_behind


def _given_names_of(vocabulary: pl.DataFrame, forms: pl.Series) -> dict[int, str]:
    words = vocabulary.filter(pl.col("form").is_in(forms.implode())).select("form", "surface")
    return {form: name for form, surface in words.iter_rows() if (name := _given_name(surface))}


@cache
def _given_name(surface: str) -> str | None:
    """Give the name that a form surely is, folded and without a proclitic, or a word for son; None for others."""
    word = fold(surface)
    if not is_arabic(surface):
        return word if word in _SONS or (surface[:1].isupper() and word in given_names_latin()[0]) else None
    known = given_names()[0]
    return next((rest for _, rest in split_proclitics(word) if rest in known or rest in _SONS), None)


@cache
def _words_taken(given: str, before: str | None, own: frozenset[str], length: int) -> int:
    """Say how many words before a name are the actor's own; -1 says that the name is a relative's."""
    if given in _SONS:
        return -1
    for number, word in enumerate((given, before), start=1):
        if word and length == 1 and any(_alike(word, name) for name in own):
            return number
    if before:
        # التقى أحمد زهران بوتين: a name that is full already stands beside another.
        return 0
    return 1 if given == _BEFORE_NAMES and length > 1 else -1


@cache
def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    # محمد and محمود are two names, كاثرين and كاترين one.
    if {one, other} <= folded_words("given_ar"):
        return False
    return one[:1] == other[:1] and SequenceMatcher(None, one, other).ratio() >= _ALIKE
