"""The look-up of names on integers, against the plain way."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from corpus_tools.actors import find_actors, matching
from corpus_tools.actors.context import fits_contexts
from corpus_tools.actors.matching import all_hits, by_form, fold_forms, longest
from corpus_tools.gazetteer import alias_forms
from corpus_tools.language import fold
from corpus_tools.schema import GAZETTEER


def forms_of(**aliases):
    rows = [{"actor_id": actor, "alias": alias, "language": "ar", "how": "name"} for actor, alias in aliases.items()]
    return alias_forms(pl.DataFrame(rows, schema=dict(GAZETTEER.columns)))


def hits_in(corpus, forms):
    hits = all_hits(corpus, forms).join(forms.select("alias_id", "actor_id"), on="alias_id")
    return sorted(hits.select("doc", "row", "length", "actor_id").rows())


def test_forms_are_folded_as_words_are(corpus_of):
    text = "الأمّة ﻻ آســيا ١٢ co-op Élysée STRASSE Straße don’t ΜΟΣΚΒΑ a@b.org #وسم_1 کی 3.5"
    corpus = corpus_of(text, text, language=["ar", "en"])
    vocabulary = corpus.vocabulary
    assert fold_forms(vocabulary).to_list() == [fold(surface) for surface in vocabulary["surface"]]


def test_names_of_one_and_of_several_words(corpus_of):
    corpus = corpus_of("زار بوتين بلد وادي النور الكبير. وادي", "وادي النور", "النور وبوتين")
    forms = forms_of(a="وادي النور", b="وادي النور الكبير", c="بوتين", d="النور الصغير")
    assert hits_in(corpus, forms) == [(0, 1, 1, "c"), (0, 3, 2, "a"), (0, 3, 3, "b"), (1, 7, 2, "a"), (2, 10, 1, "c")]


def test_the_end_of_a_sentence_an_article_and_a_comma_end_a_name(corpus_of):
    forms = forms_of(a="وادي النور")
    assert hits_in(corpus_of("وادي. النور", "وادي", "النور", "وادي،النور", "وادي  النور", "وادي"), forms) == []


def test_a_vocabulary_with_gaps_serves_as_well(corpus_of):
    corpus = corpus_of("قمح بوتين قمح", "بوتين")
    part = type(corpus)(corpus.articles, corpus.tokens, corpus.vocabulary.filter(pl.col("surface") != "قمح"))
    assert hits_in(part, forms_of(a="بوتين")) == hits_in(corpus, forms_of(a="بوتين"))
    assert by_form(part, part.vocabulary["surface"]).drop_nulls().to_list() == ["بوتين"]


def test_no_text_and_no_name(corpus_of):
    assert hits_in(corpus_of(), forms_of(a="بوتين")) == []
    assert all_hits(corpus_of("بوتين"), forms_of(a="بوتين").clear()).is_empty()


SPANS = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 4)), max_size=12, unique=True)


@given(SPANS)
def test_the_longest_from_left_to_right(spans):
    hits = pl.DataFrame(
        [(row, length, number) for number, (row, length) in enumerate(spans)],
        schema={"row": pl.UInt32, "length": pl.UInt32, "alias_id": pl.UInt32},
        orient="row",
    )
    kept, free = [], 0
    for row, length in sorted(spans, key=lambda span: (span[0], -span[1])):
        if row >= free:
            kept.append((row, length))
            free = row + length
    assert longest(hits).select("row", "length").rows() == kept


@pytest.mark.parametrize(
    ("rule", "text", "fits"),
    [
        ("-next:اليوم", "قالت روسيا اليوم", False),
        ("-next:اليوم", "قالت روسيا. اليوم", True),
        ("+prev:نهر|بحر", "على نهر روسيا", True),
        ("+prev:نهر|بحر", "روسيا نهر", False),
        ("+prev:نهر", "والنهر في روسيا ونهر روسيا", True),
        ("+near:نفط", "باعت روسيا في العام الماضي النفط", True),
        ("+near:نفط", "باعت روسيا. النفط", False),
        ("-near:نفط", "للنفط في روسيا سوق", False),
        ("+near:روسيا", "قالت روسيا", False),
        ("+near:روسيا", "قالت روسيا لروسيا", True),
        ("+next:@number", "روسيا 2022", True),
        ("-next:@weekday", "روسيا الأربعاء", False),
        ("+prev:قالت;-next:اليوم", "قالت روسيا أمس", True),
        ("+prev:قالت;-next:اليوم", "قالت روسيا اليوم", False),
    ],
)
def test_rules_of_context(corpus_of, rule, text, fits):
    corpus = corpus_of(text)
    first = all_hits(corpus, forms_of(a="روسيا")).sort("row", descending=True).tail(1)
    whole = all_hits(corpus, forms_of(a="روسيا")).sort("row").with_columns(context=pl.lit(rule))
    wanted = whole.tail(1) if rule == "+prev:نهر" else first.with_columns(context=pl.lit(rule))
    assert fits_contexts(corpus, wanted).to_list() == [fits]
    assert fits_contexts(corpus, wanted.clear()).to_list() == []


def test_a_large_vocabulary_is_sifted_without_losing_a_name(corpus_of, monkeypatch):
    texts = (
        "أعلنت وروسيا وللصين وبالكرملين روسياً ولفرنسا والأمم المتحدة، وكابل",
        "Putin's visit to NATO and Russia's U.N. envoy",
    )
    corpus = corpus_of(*texts, language=["ar", "en"])
    read_whole = find_actors(corpus)
    monkeypatch.setattr(matching, "_FEW", 0)
    assert read_whole.height > 8
    assert_frame_equal(find_actors(corpus), read_whole)
