"""Small frames of mentions, to be counted by hand."""

from __future__ import annotations

import polars as pl

from corpus_tools.schema import MENTIONS, empty_frame


def mentions_of(*rows):
    """One mention a row of (doc_id, sentence, actor_id); names and kinds follow from the id."""
    frame = pl.DataFrame(rows, schema={"doc_id": pl.String, "sentence": pl.UInt32, "actor_id": pl.String}, orient="row")
    named = frame.with_columns(actor=pl.col("actor_id").str.to_uppercase(), kind=pl.lit("person"), how=pl.lit("name"))
    return pl.concat([empty_frame(MENTIONS), named], how="diagonal").select(list(MENTIONS.columns))


# a and b meet in article 1, a and c in 2; c is alone in 3.
MEETING = mentions_of(
    ("1", 0, "a"), ("1", 0, "b"), ("1", 0, "b"), ("1", 1, "a"), ("2", 0, "a"), ("2", 0, "c"), ("3", 0, "c")
)
