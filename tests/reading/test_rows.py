"""Rows of delimited text survive quotes that are not closed or not doubled."""

import pytest

from corpus_tools.reading import audit_articles, read_articles
from corpus_tools.reading.tables.rows import read_rows

HEAD = "title,text,date\n"


def fields(text, delimiter=","):
    return [row.fields for row in read_rows(text, delimiter=delimiter)]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ('A,"open,1\n', ["A", "open", "1"]),
        ('A,"open, with, commas,1\n', ["A", "open, with, commas", "1"]),
        ('A,"two\n\nparagraphs,1\n', ["A", "two\n\nparagraphs", "1"]),
        ('A,"he said "no" twice",1\n', ["A", 'he said "no" twice', "1"]),
        ('A,"he said ""no"", she "yes, yes"",1\n', ["A", 'he said "no", she "yes, yes"', "1"]),
        ('A,"open,1\r\n', ["A", "open", "1"]),
    ],
)
@pytest.mark.parametrize("following", ['B,"whole, too",2\n', "B,b,2\n", '"B","b","2"\n', 'B,"open again,2\n', ""])
def test_a_broken_quote_costs_its_own_row_nothing(record, expected, following):
    rows = read_rows(HEAD + record + following, delimiter=",")
    assert rows[1].fields == expected
    assert rows[1].note
    assert not rows[1].broken
    assert [row.fields[0] for row in rows[2:]] == (["B"] if following else [])


def test_whole_rows_are_read_as_they_are():
    assert fields('a;b\n"x\ny";"1 ""2"""\n5" pipe;"z"\n', ";") == [["a", "b"], ["x\ny", '1 "2"'], ['5" pipe', "z"]]


def test_a_row_that_cannot_be_cut_is_broken_alone():
    rows = read_rows(HEAD + 'A,"open\nB,b,2\nC,c,3\n', delimiter=",")
    assert (rows[1].broken, rows[1].note) == (True, "a quote opens and does not close")
    assert [row.fields for row in rows[2:]] == [["B", "b", "2"], ["C", "c", "3"]]


def test_many_open_quotes_are_read_one_by_one():
    lines = "".join(f'{number},"open,1\n' for number in range(3_000))
    assert len(fields(HEAD + lines)) == 3_001


def test_the_audit_says_which_row_had_an_open_quote(tmp_path):
    text = 'العنوان,النص,التاريخ\nأ,"قال الوزير نعم,2022-01-12\nب,"قالت، ""لا""",2022-01-13\n'
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    assert read_articles(tmp_path)["text"].to_list() == ["قال الوزير نعم", 'قالت، "لا"']
    assert audit_articles(tmp_path).select("record", "outcome", "reason").rows() == [
        (1, "article", "a quote opens and does not close; the row was read to its line end"),
        (2, "article", None),
    ]
