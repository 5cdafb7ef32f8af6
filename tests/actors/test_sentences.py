from __future__ import annotations

import polars as pl
import pytest

from corpus_tools.actors.sentences import sentence_bounds


@pytest.mark.parametrize("lengths", [[1], [1, 1, 1], [2, 7, 300, 1], [64, 65, 63, 4]])
def test_every_token_knows_where_its_sentence_begins_and_ends(corpus_of, lengths):
    text = " ".join(" ".join(["كلمة"] * length) + "." for length in lengths)
    corpus = corpus_of(text, "جملة أخرى.", text)
    rows = corpus.tokens.with_row_index("row").with_columns(
        first=pl.col("row").min().over("doc", "sentence"), last=pl.col("row").max().over("doc", "sentence")
    )
    assert rows.filter(pl.col("doc") == 0)["sentence"].n_unique() == len(lengths)
    first, last = sentence_bounds(corpus, rows["row"])
    assert (first.to_list(), last.to_list()) == (rows["first"].to_list(), rows["last"].to_list())
