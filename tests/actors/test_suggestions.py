"""Names that no table has, from the first sentence to the user's own table."""

from __future__ import annotations

import polars as pl
import pytest

from corpus_tools import find_actors, load_actors, save_table, suggest_actors
from corpus_tools.errors import ArgumentError, FrameError
from corpus_tools.schema import MENTIONS, SUGGESTIONS, empty_frame


def suggest(corpus, actors, **options):
    return suggest_actors(corpus, find_actors(corpus, actors=actors), actors=actors, **options)


def names(found):
    return found.select(pl.coalesce("name_ar", "name_en", "name_fr"), "count", "documents").rows()


def test_arabic_words_that_no_dictionary_knows(corpus_of, package_actors):
    corpus = corpus_of(
        "خسر مانشستر يونايتد أمام تشيلسي. وكان بوتين غائبا",
        "فاز مانشستر يونايتد، وتشيلسي في بيته",
        "كتاب جديد عن مانشستر يونايتد",
    )
    found = suggest(corpus, package_actors, min_documents=2)
    assert found.schema == pl.Schema(dict(SUGGESTIONS.columns))
    assert names(found) == [("مانشستر يونايتد", 3, 3), ("تشيلسي", 2, 2)]
    assert found["examples"][1].to_list() == [
        "خسر مانشستر يونايتد أمام تشيلسي.",
        "فاز مانشستر يونايتد، وتشيلسي في بيته",
    ]
    assert found["kind"].null_count() == 2


def test_a_neighbour_that_is_always_there_belongs_to_the_name(corpus_of, package_actors):
    corpus = corpus_of("هاجم مسلحو بوكو حرام القرية", "عادت بوكو حرام", "بوكو حرام من جديد")
    bare = package_actors.filter(pl.col("actor_id") != "boko-haram")
    assert names(suggest(corpus, bare)) == [("بوكو حرام", 3, 3)]


def test_capitals_inside_sentences(corpus_of, package_actors):
    corpus = corpus_of(
        "Yesterday a firm called Acme Widgets spoke. Certainly it did. The Minister left Paris on Monday.",
        "A report says Acme Widgets' rival, near Paris, lost on Monday. Certainly the Minister knew.",
        language="en",
    )
    found = suggest(corpus, package_actors, min_documents=2)
    assert names(found) == [("Acme Widgets", 2, 2)]
    assert not {"Paris", "Monday", "Certainly", "Yesterday", "Minister"} & {name for name, *_ in names(found)}
    assert found["name_fr"].null_count() == found.height


def test_french_names_stand_in_their_own_column(corpus_of, package_actors):
    corpus = corpus_of("Hier, la société Dupin-Lagarde a gagné.", "Selon Dupin-Lagarde, c'est fini.", language="fr")
    found = suggest(corpus, package_actors, min_documents=2)
    assert found.select("actor_id", "name_fr", "name_en").rows() == [("dupin-lagarde", "Dupin-Lagarde", None)]


def test_inferred_names_come_with_their_kind(corpus_of, package_actors):
    corpus = corpus_of("قال سعيد النجار", "ثم قال سعيد النجار", doc_id=["1", "2"])
    start = pl.Series([4, 7], dtype=pl.UInt32)
    inferred = pl.DataFrame({"doc_id": ["1", "2"], "surface": ["سعيد النجار"] * 2}).with_columns(
        sentence=pl.lit(0, pl.UInt32), start=start, end=start + 11,
        actor_id=pl.lit("سعيد-النجار"), actor=pl.lit("سعيد النجار"), kind=pl.lit("person"), how=pl.lit("inferred"),
    )  # fmt: skip
    found = suggest_actors(corpus, inferred, actors=package_actors, min_documents=2)
    assert found.select("name_ar", "kind", "documents").rows() == [("سعيد النجار", "person", 2)]


def test_the_saved_table_is_one_that_can_be_loaded(corpus_of, package_actors, tmp_path):
    corpus = corpus_of("خسر مانشستر يونايتد", "فاز مانشستر يونايتد")
    found = suggest(corpus, package_actors, min_documents=2)
    path = save_table(found.with_columns(kind=pl.lit("organisation")), tmp_path / "mine.csv")
    again = find_actors(corpus, actors=load_actors(path))
    assert again["surface"].to_list() == ["مانشستر يونايتد"] * 2
    assert suggest(corpus, load_actors(path), min_documents=2).is_empty()


def test_an_id_that_is_taken_gets_a_number(corpus_of, package_actors):
    corpus = corpus_of("خسر تشيلسي", "فاز تشيلسي")
    taken = package_actors.head(1).with_columns(actor_id=pl.lit("تشيلسي"))
    found = suggest_actors(corpus, empty_frame(MENTIONS), actors=taken, min_documents=2)
    assert found["actor_id"].to_list() == ["تشيلسي-2"]


def test_limits(corpus_of, package_actors):
    corpus = corpus_of("تشيلسي ويوفنتوس", "تشيلسي", "يوفنتوس وتشيلسي", "قال تشيلسي")
    assert names(suggest(corpus, package_actors)) == [("تشيلسي", 4, 4)]
    assert names(suggest(corpus, package_actors, min_documents=2)) == [("تشيلسي", 4, 4), ("يوفنتوس", 2, 2)]
    assert names(suggest(corpus, package_actors, min_documents=2, top=1)) == [("تشيلسي", 4, 4)]


def test_the_order_of_mentions_makes_no_difference(corpus_of, package_actors):
    corpus = corpus_of("بوتين في تشيلسي مع بايدن", "تشيلسي", "ماكرون في تشيلسي")
    mentions = find_actors(corpus, actors=package_actors)
    once = suggest_actors(corpus, mentions, actors=package_actors)
    assert suggest_actors(corpus, mentions.reverse(), actors=package_actors).equals(once)


def test_nothing_unknown_is_no_row(corpus_of, package_actors):
    for corpus in (corpus_of("قال الرجل"), corpus_of()):
        assert suggest_actors(corpus, empty_frame(MENTIONS), actors=package_actors).equals(empty_frame(SUGGESTIONS))


def test_bad_arguments_are_explained(corpus_of, package_actors):
    corpus = corpus_of("تشيلسي")
    none = empty_frame(MENTIONS)
    with pytest.raises(ArgumentError, match="suggest_actors: expected min_documents as a whole number of at least 1"):
        suggest_actors(corpus, none, min_documents=0)
    with pytest.raises(ArgumentError, match="top as a whole number of at least 1, got 0"):
        suggest_actors(corpus, none, top=0)
    with pytest.raises(FrameError, match="suggest_actors: expected a Corpus"):
        suggest_actors(corpus.articles, none)
    with pytest.raises(FrameError, match="suggest_actors: expected a column 'alias'"):
        suggest_actors(corpus, none, actors=package_actors.drop("alias"))
