"""Keyness against published values.

The package's log-likelihood has two cells (Rayson and Garside 2000). The four-cell values of the literature
check it all the same: the four-cell G2 of a word is the sum of the two-cell G2 of the word and of all other words.
"""

from __future__ import annotations

import csv

import polars as pl
import pytest

from corpus_tools import Corpus, compare_terms
from corpus_tools.schema import ARTICLES, TOKENS, VOCABULARY, empty_frame


def counted(counts):
    """Make a corpus of one article in which each term occurs so many times."""
    terms = pl.DataFrame({"term": list(counts), "count": list(counts.values())}).with_row_index("form")
    forms = terms.select(pl.col("form").repeat_by("count").explode(empty_as_null=False)).with_row_index("start")
    number = pl.UInt32
    tokens = forms.select(
        doc=pl.lit(0, number), sentence=pl.lit(0, number), start=pl.col("start").cast(number),
        end=pl.col("start").cast(number) + 1, form=pl.col("form").cast(number),
    )  # fmt: skip
    special = {
        "form": pl.col("form").cast(number), "is_stopword": pl.lit(value=False),
        "is_time_word": pl.lit(value=False), "is_known": pl.lit(value=False),
        "language": pl.lit("und"), "kind": pl.lit("word"), "count": pl.col("count").cast(number),
    }  # fmt: skip
    vocabulary = terms.select(special.get(name, pl.col("term")).alias(name) for name in VOCABULARY.columns)
    article = pl.DataFrame({"doc_id": ["0"], "text": [""], "language": ["und"], "path": [""]})
    articles = pl.concat([empty_frame(ARTICLES), article], how="diagonal")
    assert tokens.columns == list(TOKENS.columns)
    return Corpus(articles, tokens, vocabulary)


def compare(a, n1, b, n2):
    frame = pl.DataFrame({"term": ["word", "rest"], "count": [b, n2 - b]})
    return compare_terms(counted({"word": a, "rest": n1 - a}), target=pl.lit(value=True), reference=frame)


@pytest.mark.parametrize(
    ("a", "n1", "b", "n2", "expected"),
    [
        # Dunning (1993), Accurate methods for the statistics of surprise and coincidence, Computational
        # Linguistics 19(1), Table 1: the cells 110 2442 111 29114, 10 0 3 31764 and 8 5 24 31740.
        (110, 2552, 111, 29225, 270.72),
        (10, 10, 3, 31767, 167.23),
        (8, 13, 24, 31764, 95.29),
    ],
)
def test_four_cell_log_likelihood_is_the_sum_over_the_word_and_the_rest(a, n1, b, n2, expected):
    assert compare(a, n1, b, n2)["log_likelihood"].sum() == pytest.approx(expected, abs=0.005)


def test_four_cell_log_likelihood_of_quanteda():
    # quanteda.textstats, textstat_keyness: 3 of 10 against 7 of 9, measure "lr" without correction.
    assert compare(3, 10, 7, 9)["log_likelihood"].sum() == pytest.approx(4.5349, abs=5e-5)


@pytest.mark.parametrize(
    ("word", "f", "f2", "expected"),
    [
        # Log ratio (Hardie 2014) of German lemmas as CQPweb gives it: f of f1 = 168,329 words in the target,
        # f2 of N = 19,720,567 words in target and reference together.
        ("eingebracht", 1189, 2157, 7.156575955874566),
        ("unionsgeführt", 49, 88, 7.189213818656465),
        ("Befragung", 150, 349, 6.452100263355738),
        ("Vertreter", 90, 1842, 2.576972230132006),
        ("viert", 10, 530, 1.1594664752624129),
    ],
)
def test_log_ratio_of_cqpweb(word, f, f2, expected):
    f1, n = 168_329, 19_720_567
    keyness = compare(f, f1, f2 - f, n - f1)
    assert keyness.filter(pl.col("term") == "word")["log_ratio"].item() == pytest.approx(expected, abs=1e-9), word


def test_log_ratio_takes_half_for_a_count_of_zero():
    # 7 of 100 against 0 of 100: log2(7 / .5) = log2 14.
    assert compare(7, 100, 0, 100).filter(pl.col("term") == "word")["log_ratio"].item() == pytest.approx(3.8073549)


def test_log_ratio_of_the_whole_published_table(corpus_data):
    with (corpus_data / "reference" / "log_ratio_gold.tsv").open(encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle, delimiter="\t"))
    f1, n = int(rows[0]["f1"]), int(rows[0]["N"])
    target = {row["lemma"]: int(row["f"]) for row in rows}
    others = {row["lemma"]: int(row["f2"]) - int(row["f"]) for row in rows}
    corpus = counted(target | {"": f1 - sum(target.values())})
    frame = pl.DataFrame({"term": [*others, ""], "count": [*others.values(), n - f1 - sum(others.values())]})
    found = dict(compare_terms(corpus, target=pl.lit(value=True), reference=frame).select("term", "log_ratio").rows())
    assert len(rows) == 599
    assert {row["lemma"]: float(row["lr"]) for row in rows} == pytest.approx(
        {row["lemma"]: found[row["lemma"]] for row in rows}
    )


def test_four_cell_log_likelihood_of_the_ucs_toolkit(corpus_data):
    # UCS signs the value by (observed - expected); f1 and f2 are the marginals of four cells.
    lines = (corpus_data / "reference" / "ucs_gold_100.ds").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t"))
    assert len(rows) > 90
    for row in rows[::7]:
        f, f1, f2, n = (int(row[name]) for name in ("f", "f1", "f2", "N"))
        two_cells = compare(f, f1, f2 - f, n - f1)["log_likelihood"].sum()
        assert two_cells == pytest.approx(abs(float(row["am.log.likelihood"])), rel=1e-6, abs=1e-9), row["l2"]
