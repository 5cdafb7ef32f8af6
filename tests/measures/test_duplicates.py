"""Copies of articles: similarities worked by hand, groups, and what must always hold."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools import find_duplicates, read_articles
from corpus_tools.errors import ArgumentError, FrameError
from corpus_tools.measures.shingles import compare_pairs, shingle_texts

SEEDS = Path(__file__).parent.parent.parent / "seeds"
WIRE = "أعلن الحلف في بروكسل أنه يرفض المطالب الروسية وقال إن الباب سيبقى مفتوحا أمام كل دولة"
WIRE_FR = "L'OTAN a rejeté mercredi à Bruxelles les demandes de la Russie et laisse sa porte ouverte"
TEXTS = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=8).map(" ".join)


def frame(*texts, **columns):
    ids = [f"n{number}" for number in range(len(texts))]
    return pl.DataFrame(
        {"doc_id": ids, "text": list(texts), **columns}, schema_overrides={"doc_id": pl.String, "text": pl.String}
    )


def groups(found):
    return {frozenset(ids) for ids in found.group_by("group").agg("doc_id")["doc_id"].to_list()}


def similarity(one, other):
    return compare_pairs(shingle_texts(pl.Series([one, other])), np.array([[0, 1]]))[0]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # Pairs: ab bc cd | ab bc ce: 2 shared of 4.
        ("a b c d", "a b c e", 2 / 4),
        # The last word cut: 3 of 4. The first word moved to the end: bc cd de of 5.
        ("a b c d e", "a b c d", 3 / 4),
        ("a b c d e", "b c d e a", 3 / 5),
        # ab ba are a set of two however often they occur.
        ("a b a b a b", "a b a", 1.0),
        ("a", "a", 1.0),
        ("a", "b", 0.0),
        # One word and two words share no pair; neither does a text repeated in the other order.
        ("a", "a b", 0.0),
        ("a b", "b a", 0.0),
        ("رفض الحلف المطالب", "رفض الحلف العرض", 1 / 3),
        ("L’Élysée, mercredi 12", "l'elysee — MERCREDI ١٢!", 1.0),
        ("إلى أُورُوبّا غـــدًا", "الي اوروبا غدا", 1.0),
        ("قالت\nالوزارة", "قالت  الوزارة", 1.0),
        # Every character of Chinese is a word: 北约 约拒 拒绝 | 北约 约同 同意.
        ("北约拒绝", "北约同意", 1 / 5),
    ],
)
def test_similarity_by_hand(one, other, expected):
    assert similarity(one, other) == pytest.approx(expected)
    assert similarity(other, one) == pytest.approx(expected)


@given(TEXTS.filter(bool), TEXTS.filter(bool))
def test_similarity_is_the_jaccard_index_of_the_sets(one, other):
    first, second = (
        set(itertools.pairwise(words)) if len(words) > 1 else {tuple(words)} for words in (one.split(), other.split())
    )
    assert similarity(one, other) == pytest.approx(len(first & second) / len(first | second))


def test_a_copy_with_edits_is_found_and_its_first_article_named():
    articles = frame(
        WIRE + " الباب", "محادثات في جنيف بين روسيا والولايات المتحدة", WIRE,
        date=[dt.date(2022, 1, 13), dt.date(2022, 1, 12), dt.date(2022, 1, 12)],
    )  # fmt: skip
    found = find_duplicates(articles)
    # 16 words make 15 pairs, all of them in the copy's 16.
    assert found.rows() == [("n2", "n2", 15 / 16, True), ("n0", "n2", 15 / 16, False)]
    assert found.schema == {"doc_id": pl.String, "group": pl.String, "similarity": pl.Float64, "is_first": pl.Boolean}


def test_copies_in_french_differ_in_typography_alone():
    found = find_duplicates(frame(WIRE_FR, "Autre chose.", WIRE_FR.upper().replace("'", "’")))
    assert found.rows() == [("n0", "n0", 1.0, True), ("n2", "n0", 1.0, False)]


def test_undated_articles_come_after_dated_ones():
    found = find_duplicates(frame(WIRE, WIRE, WIRE, date=[None, dt.date(2022, 1, 2), dt.date(2022, 1, 1)]))
    assert found.select("doc_id", "is_first").rows() == [("n2", True), ("n1", False), ("n0", False)]
    assert set(found["group"]) == {"n2"}


def test_articles_joined_through_a_third_are_one_group():
    # Of 20, 17 and 14 words: 16/19, 13/16, and 13/19 between the longest and the shortest.
    words = [f"w{number}" for number in range(20)]
    found = find_duplicates(frame(" ".join(words[:14]), " ".join(words), " ".join(words[:17])))
    assert groups(found) == {frozenset({"n0", "n1", "n2"})}
    assert dict(found.select("doc_id", "similarity").rows()) == {"n0": 13 / 16, "n1": 16 / 19, "n2": 16 / 19}


def test_a_round_up_does_not_join_the_briefs_in_it():
    other = "انطلقت في جنيف محادثات بين روسيا والولايات المتحدة حول الضمانات الأمنية بعد أسابيع من التوتر"
    assert find_duplicates(frame(WIRE, other, f"{WIRE}. {other}.")).is_empty()


@pytest.mark.parametrize(
    "texts", [(), ("",), ("", ""), (None, None), ("...", "!", " "), ("نعم",), ("", None, WIRE), ("one", "two")]
)
def test_nothing_to_find(texts):
    found = find_duplicates(frame(*texts))
    assert found.is_empty()
    assert found.columns == ["doc_id", "group", "similarity", "is_first"]


def test_texts_of_one_word_are_copies_where_the_word_is_the_same():
    assert groups(find_duplicates(frame("نعم", "لا", "نعم.", None, ""))) == {frozenset({"n0", "n2"})}


def test_many_copies_of_one_form_are_one_group():
    # A hundred reports that differ in one number: more than a bucket's neighbours.
    reports = [f"{WIRE} درجة الحرارة {number} مئوية غدا في العاصمة" for number in range(100)]
    assert groups(find_duplicates(frame(*reports, "شيء آخر"))) == {frozenset(f"n{number}" for number in range(100))}


@given(st.lists(TEXTS, max_size=12), st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_the_order_of_the_articles(texts, random):
    articles = frame(*texts)
    order = list(range(len(texts)))
    random.shuffle(order)
    one, other = find_duplicates(articles, threshold=0.5), find_duplicates(articles[order], threshold=0.5)
    assert groups(one) == groups(other)
    assert one.sort("doc_id")["similarity"].to_list() == other.sort("doc_id")["similarity"].to_list()


@given(st.lists(TEXTS, max_size=12))
def test_a_lower_threshold_only_merges_groups(texts):
    strict, loose = (groups(find_duplicates(frame(*texts), threshold=threshold)) for threshold in (0.9, 0.5))
    assert all(any(group <= wider for wider in loose) for group in strict)


@given(st.lists(TEXTS, max_size=12), st.sampled_from([0.4, 0.8, 1.0]))
def test_every_group_has_a_first_and_members_alike(texts, threshold):
    found = find_duplicates(frame(*texts), threshold=threshold)
    assert found["doc_id"].is_unique().all()
    assert found["similarity"].is_between(threshold, 1).all()
    sizes = found.group_by("group").agg(pl.len(), pl.col("is_first").sum())
    assert (sizes["len"] >= 2).all()
    assert (sizes["is_first"] == 1).all()
    assert found.filter("is_first").select((pl.col("group") == pl.col("doc_id")).all()).item()
    # Ids grow with the place in the frame: the first of a group is its smallest.
    assert found.select(
        (pl.col("group").str.slice(1).cast(int) <= pl.col("doc_id").str.slice(1).cast(int)).all()
    ).item()


def test_the_same_call_gives_the_same_frame():
    texts = [f"{WIRE} {number // 2} {WIRE_FR}" for number in range(40)]
    assert find_duplicates(frame(*texts)).equals(find_duplicates(frame(*texts)))


@pytest.mark.parametrize("share", [0.05, 0.1])
def test_copies_among_many_articles_are_found(share):
    random = np.random.default_rng(3)
    texts = [" ".join(f"w{word}" for word in random.zipf(1.3, 200) % 50_000) for _ in range(300)]
    cut = [" ".join(text.split()[: round(200 * (1 - share))]) for text in texts[:100]]
    found = find_duplicates(frame(*texts, *cut))
    assert groups(found) == {frozenset({f"n{number}", f"n{300 + number}"}) for number in range(100)}


@pytest.mark.parametrize("threshold", [0, -1, 1.01])
def test_bad_thresholds(threshold):
    with pytest.raises(ArgumentError, match="find_duplicates: expected threshold above 0 and at most 1, got"):
        find_duplicates(frame(WIRE), threshold=threshold)


@pytest.mark.parametrize(
    ("articles", "complaint"),
    [
        (pl.DataFrame({"text": [WIRE]}), "a column 'doc_id'"),
        (pl.DataFrame({"doc_id": ["a"]}), "a column 'text' of strings, got no such column"),
        (pl.DataFrame({"doc_id": ["a"], "text": [1]}), "a column 'text' of strings, got 'Int64'"),
        (pl.DataFrame({"doc_id": ["a", "a"], "text": [WIRE, WIRE]}), "a doc_id of its own for each article, got 'a'"),
        (frame(WIRE).lazy(), "articles as a polars DataFrame, got 'LazyFrame'"),
    ],
)
def test_bad_frames(articles, complaint):
    with pytest.raises(FrameError, match=f"find_duplicates: expected {complaint}"):
        find_duplicates(articles)


def test_the_wire_copies_of_the_demo_corpus():
    demo_articles = read_articles(SEEDS)
    found = find_duplicates(demo_articles).join(demo_articles, on="doc_id", maintain_order="left")
    assert found.select("source", "date").rows() == [
        ("مرايا الغد", dt.date(2021, 12, 17)), ("بريد الساحل", dt.date(2021, 12, 18)),
        ("The Harbour Ledger", dt.date(2022, 1, 10)), ("Northgate Dispatch", dt.date(2022, 1, 11)),
        ("المدار العربي", dt.date(2022, 1, 12)), ("مرايا الغد", dt.date(2022, 1, 12)),
        ("ميزان", dt.date(2022, 1, 12)), ("وكالة سحاب للأنباء", dt.date(2022, 1, 12)),
        ("المدار العربي", dt.date(2022, 2, 28)), ("بريد الساحل", dt.date(2022, 3, 1)),
        ("صوت الأطلس الجديد", dt.date(2022, 2, 28)), ("وكالة سحاب للأنباء", dt.date(2022, 2, 28)),
    ]  # fmt: skip
    assert found["group"].n_unique() == 6


def test_copies_in_real_news(corpus_data):
    news = pl.read_ndjson(corpus_data / "data" / "news" / "ar_ant_dev.ndjson", infer_schema_length=None)
    found = find_duplicates(news.select("text", doc_id="id"))
    texts = news.filter(pl.col("text").str.contains(r"\w") & pl.col("text").is_duplicated())["id"]
    assert set(texts) <= set(found.filter(pl.col("similarity") == 1)["doc_id"])
    assert 150 <= found.height <= 260
