"""Names that count only in quotes: a channel called by an ordinary word, and a nickname inside a person's name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from corpus_tools.corpus import Corpus

# What the rules of `spans.py` call such finds, and what they are.
QUOTED = {"quoted": "organisation", "nicknamed": "person"}
_OPENING, _CLOSING = re.compile("[\"'«“‘„] ?$"), re.compile(" ?[\"'»”’“]")


def keep_quoted(corpus: Corpus, spans: pl.DataFrame) -> pl.DataFrame:
    """Drop spans of these kinds that have no quotes: around the whole, or around what stands inside a name."""
    is_asked = spans["kind"].is_in(list(QUOTED))
    asked = spans.filter(is_asked)
    if asked.is_empty():
        return spans
    # A nickname has a word of the name before it and one behind it.
    margin = (asked["kind"] == "nicknamed").cast(pl.UInt32)
    tokens = corpus.tokens
    first, last = asked["row"] + margin, asked["row"] + asked["length"] - 1 - margin
    texts = corpus.articles["text"].gather(tokens["doc"].gather(first))
    ends = zip(texts, tokens["start"].gather(first), tokens["end"].gather(last), strict=True)
    kept = [bool(_OPENING.search(text, max(0, a - 2), a) and _CLOSING.match(text, b)) for text, a, b in ends]
    quoted = asked.filter(pl.Series(kept, dtype=pl.Boolean)).with_columns(pl.col("kind").replace(QUOTED))
    return pl.concat([quoted, spans.filter(~is_asked)])
