"""The kinds of actors in a few groups that six colours can tell apart, and names that two actors share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.charts.legends import colour_names
from corpus_tools.charts.theme import PALETTE
from corpus_tools.charts.typesetting import LINE_BREAKS
from corpus_tools.charts.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable

    import altair as alt

OTHER_COLOUR = "#7D858C"
_OTHER = "kinds_other"
_GROUPS = {
    "kinds_places": (PALETTE[0], "state territory city"),
    "kinds_people": (PALETTE[1], "person"),
    "kinds_organisations": (PALETTE[2], "organisation institution"),
    "kinds_groups": (PALETTE[3], "party group"),
    "kinds_companies": (PALETTE[4], "company"),
    "kinds_media": (PALETTE[5], "media"),
    _OTHER: (OTHER_COLOUR, ""),
}
_GROUP_OF = {kind: group for group, (_, kinds) in _GROUPS.items() for kind in kinds.split()}


def name_kinds(kinds: pl.Series, *, language: str) -> pl.Series:
    """Name the group of each kind of actor in a language; kinds of a user's own are `other`.

    >>> name_kinds(pl.Series(["state", "person", "river"]), language="ar").to_list()
    ['دول وأماكن', 'أشخاص', 'أخرى']
    """
    return pl.Series(
        kinds.name,
        [word(_GROUP_OF.get(kind, _OTHER), language=language) for kind in kinds],
        dtype=pl.String,
    )


def colour_kinds(names: Iterable[str], *, language: str, field: str = "kind_name") -> alt.Color:
    """Encode the named groups as colours, each group always the same; a legend where there are several."""
    present = set(names)
    shown = {
        word(group, language=language): colour
        for group, (colour, _) in _GROUPS.items()
        if word(group, language=language) in present
    }
    return colour_names(field, shown, title=word("kind", language=language), language=language)


def tell_apart(frame: pl.DataFrame) -> pl.DataFrame:
    """Add the id to names that two actors share: they would fall on one mark."""
    ids = pl.col("actor_id").n_unique().over("actor")
    named = pl.col("actor").fill_null(pl.col("actor_id")).str.replace_all(LINE_BREAKS, " ")
    return frame.with_columns(actor=pl.when(ids > 1).then(pl.format("{} ({})", named, "actor_id")).otherwise(named))
