"""Whose relative a name is: after بن or another given name, a name of the table is that of a son, a wife, a namesake.

سوزان مبارك is not Hosni Mubarak, and أحمد بن محمد بن راشد not his father. But محمد حسني مبارك is, and باراك حسين أوباما
is Barack Obama, however his given name is spelt: such names are taken in.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.actors.lexicons import folded_words, given_names, given_names_latin
from corpus_tools.language import fold, is_arabic, split_proclitics

if TYPE_CHECKING:
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
    asked = _named_before(hits.with_row_index("hit").filter(pl.col("actor_id").is_in(persons.implode())), corpus)
    if asked.is_empty():
        return hits
    named = forms.filter(pl.col("actor_id").is_in(asked["actor_id"].unique().implode()))
    own = {
        actor: frozenset(words)
        for actor, words in named.group_by("actor_id").agg(pl.col("words").list.first()).iter_rows()
    }
    cases = asked.select("given", "before", "actor_id", "length").unique()
    settled = cases.with_columns(
        taken=pl.Series(
            [_words_taken(given, before, own[actor], length) for given, before, actor, length in cases.iter_rows()],
            dtype=pl.Int64,
        )
    )
    joined = asked.join(settled, on=["given", "before", "actor_id", "length"], nulls_equal=True)
    every = hits.with_row_index("hit").join(joined.select("hit", "taken"), on="hit", how="left", maintain_order="left")
    wider = pl.col("taken").fill_null(0)
    return (
        every.filter(wider >= 0)
        .with_columns(
            row=(pl.col("row") - wider).cast(pl.UInt32),
            length=(pl.col("length") + wider).cast(hits.schema["length"]),
            whole=pl.when(wider == 0).then("whole"),
        )
        .select(hits.columns)
    )


def _named_before(hits: pl.DataFrame, corpus: Corpus) -> pl.DataFrame:
    """Keep the hits behind بن or a given name (`given`), one space away, and add the word `before` that one."""
    tokens, vocabulary = corpus.tokens, corpus.vocabulary
    behind = hits.filter(pl.col("row") > 0)
    first, previous = (tokens.select(pl.all().gather(behind["row"] - shift)) for shift in (0, 1))
    beside = (first["doc"] == previous["doc"]) & (first["sentence"] == previous["sentence"])
    beside &= first["start"].cast(pl.Int64) - previous["end"].cast(pl.Int64) == 1
    near = behind.with_columns(form=previous["form"], first=first["form"]).filter(beside)
    words = vocabulary.filter(pl.col("form").is_in(near["form"].unique().implode())).select("form", "surface")
    given = {form: name for form, surface in words.iter_rows() if (name := _given_name(surface))}
    asked = near.filter(pl.col("form").is_in(list(given)))
    # بين محمد وبوتين: what carries a proclitic goes on with no name.
    whole = vocabulary.filter(pl.col("form").is_in(asked["first"].unique().implode()))
    bare = whole.filter((pl.col("bare") == pl.col("surface")) | (pl.col("language") != "ar"))["form"]
    asked = asked.filter(pl.col("first").is_in(bare.implode()))
    second = tokens["form"].gather(asked.select(pl.max_horizontal(pl.col("row").cast(pl.Int64) - 2, 0)).to_series())
    spelt = vocabulary.filter(pl.col("form").is_in(second.unique().implode())).select("form", "surface")
    names = {form: _given_name(surface) for form, surface in spelt.iter_rows()}
    return asked.with_columns(
        given=pl.Series([given[form] for form in asked["form"]], dtype=pl.String),
        before=pl.Series([names.get(form) for form in second], dtype=pl.String),
    )


@cache
def _given_name(surface: str) -> str | None:
    """Give the name that a form surely is, folded and without a proclitic, or a word for son; None for others."""
    word = fold(surface)
    if not is_arabic(surface):
        return word if word in _SONS or (surface[:1].isupper() and word in given_names_latin()[0]) else None
    known = given_names()[0] | _SONS
    return next((rest for _, rest in split_proclitics(word) if rest in known), None)


def _words_taken(given: str, before: str | None, own: frozenset[str], length: int) -> int:
    """Say how many words before a name are the actor's own; -1 is another person."""
    if given in _SONS:
        return -1
    for number, word in enumerate((given, before), start=1):
        if word and length == 1 and any(_alike(word, name) for name in own):
            return number
    return 1 if given == _BEFORE_NAMES and length > 1 else -1


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    # محمد and محمود are two names, كاثرين and كاترين one.
    if {one, other} <= folded_words("given_ar"):
        return False
    return one[:1] == other[:1] and SequenceMatcher(None, one, other).ratio() >= _ALIKE
