"""Who the actors of a frame of mentions are: the name and kind they are shown with, and the one that a user names."""

from __future__ import annotations

import polars as pl

from corpus_tools.errors import ArgumentError, explain

ACTOR = ("actor_id", "actor", "kind")


def list_actors(mentions: pl.DataFrame) -> pl.DataFrame:
    """List each actor once, sorted by id, with the name and the kind that are commonest in these mentions."""
    listed = mentions.select("actor_id").unique().sort("actor_id")
    for fact in ACTOR[1:]:
        commonest = (
            mentions.group_by("actor_id", fact)
            .agg(times=pl.len())
            .sort(["times", fact], descending=[True, False])
            .unique("actor_id", keep="first", maintain_order=True)
            .select("actor_id", fact)
        )
        listed = listed.join(commonest, on="actor_id", maintain_order="left")
    return listed


def name_actor(function: str, mentions: pl.DataFrame, actor: str) -> str:
    """Give the id of the actor that a user names by id or display name; ArgumentError where it is none, or several.

    >>> frame = pl.DataFrame({"actor_id": ["nato"], "actor": ["الناتو"], "kind": ["organisation"]})
    >>> name_actor("explain_actor", frame, "الناتو")
    'nato'
    """
    known = mentions.select("actor_id", "actor").unique().sort("actor_id", "actor")
    if actor in known["actor_id"]:
        return actor
    ids = known.filter(pl.col("actor") == actor)["actor_id"].unique().sort().to_list()
    if len(ids) == 1:
        return str(ids[0])
    if ids:
        hint = "name the one you mean by its id."
        raise ArgumentError(explain(function, expected="the name of one actor", got=actor, known=ids, hint=hint))
    names = [name for row in known.rows() for name in row if name is not None]
    hint = "count_actors(mentions) lists the actors that were found."
    raise ArgumentError(
        explain(function, expected="an actor of the mentions", got=actor, known=dict.fromkeys(names), hint=hint)
    )
