"""Spreadsheets, Arrow files and nested or broken JSON become articles."""

import datetime as dt
import io
import json

import polars as pl
import pytest
import xlsxwriter

from corpus_tools.reading import audit_articles, read_articles
from tests.reading.documents import package

TEXT = "بدأت في بروكسل جلسة محادثات بين روسيا والحلف."
DAY = dt.date(2022, 1, 12)
RECORD = {"text": TEXT, "title": "قمة"}


def workbook(*sheets):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        for rows in sheets:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                for place, value in enumerate(row):
                    is_date = isinstance(value, dt.date)
                    write = sheet.write_datetime if is_date else sheet.write
                    write(number, place, value, *([days] if is_date else []))
    return stream.getvalue()


def test_a_workbook_is_read_sheet_after_sheet_from_its_header_on(tmp_path):
    first = [
        [],
        ["Export du 12 janvier"],
        [],
        ["Titre", "Texte", "Date", "n"],
        ["قمة", TEXT, DAY, 7],
        [],
        ["b", TEXT, DAY, 8],
    ]
    second = [["العنوان", "النص", "التاريخ"], ["ج", TEXT, dt.datetime(2022, 1, 13, 10, 30)]]
    (tmp_path / "a.xlsx").write_bytes(workbook(first, [], second))
    articles = read_articles(tmp_path)
    assert articles["title"].to_list() == ["قمة", "b", "ج"]
    assert articles["date"].to_list() == [DAY, DAY, dt.date(2022, 1, 13)]
    assert articles["published"].to_list() == [None, None, dt.datetime(2022, 1, 13, 10, 30)]
    assert articles["n"].to_list() == [7, 8, None]
    audit = audit_articles(tmp_path)
    assert audit.select("record", "format", "outcome").rows() == [(n, "xlsx", "article") for n in (1, 2, 3)]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.xlsx", b"no workbook", "broken spreadsheet"),
        ("a.xlsx", workbook([["Texte"], [TEXT]])[:-60], "broken spreadsheet"),
        ("a.xlsx", workbook([]), "no records"),
        ("a.xlsx", package({"xl/workbook.xml": b"0" * 5_000_000}), "unpacks to more than 200 times"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected by a pass"),
        ("a.xlsx", workbook([["a", "b"], ["x", "y"]]), "no column of texts among: a, b"),
        ("a.arrow", b"ARROW1 and no more", "broken Arrow"),
        ("a.feather", b"FEA1", "broken Arrow"),
    ],
)
def test_what_is_wrong_with_a_table_is_said(tmp_path, name, data, reason):
    (tmp_path / name).write_bytes(data)
    (row,) = audit_articles(tmp_path).rows(named=True)
    assert row["outcome"] == "rejected"
    assert row["reason"].startswith(reason)


@pytest.mark.parametrize("write", ["write_ipc", "write_ipc_stream"])
@pytest.mark.parametrize("name", ["a.arrow", "a.feather"])
def test_arrow_files_and_streams(tmp_path, write, name):
    frame = pl.DataFrame({"headline": ["قمة"], "body": [TEXT], "date": [DAY], "tags": [["a", "b"]]})
    getattr(frame, write)(tmp_path / name)
    articles = read_articles(tmp_path)
    assert articles.select("title", "text", "date").row(0) == ("قمة", TEXT, DAY)
    assert articles["tags"].to_list() == [["a", "b"]]


@pytest.mark.parametrize(
    "content",
    [
        {"data": {"page": 1, "articles": [RECORD, RECORD]}},
        {"hits": {"total": {"value": 2}, "hits": [{"_id": "1", "_source": RECORD}, {"_id": "2", "_source": RECORD}]}},
        [[RECORD], [RECORD]],
        {"a1": RECORD, "a2": RECORD},
        {"meta": [{"page": 1}], "results": [RECORD, RECORD]},
        [{"id": n, "title": {"rendered": "قمة"}, "content": {"rendered": f"<p>{TEXT}</p>"}} for n in (1, 2)],
    ],
)
def test_records_are_found_wherever_they_are_nested(tmp_path, content):
    (tmp_path / "a.json").write_text(json.dumps(content), encoding="utf-8")
    assert read_articles(tmp_path).select("title", "text").rows() == [("قمة", TEXT)] * 2


def test_an_article_that_holds_lists_is_one_article(tmp_path):
    content = RECORD | {"images": [{"url": "x"}], "comments": [{"text": "جيد"}, {"text": "سيئ"}]}
    (tmp_path / "a.json").write_text(json.dumps(content), encoding="utf-8")
    assert read_articles(tmp_path)["text"].to_list() == [TEXT]


@pytest.mark.parametrize(
    ("content", "outcomes", "reason"),
    [
        ('[{"text": "one two"}, {"text": "three four"}, {"text": "fi', "aar", "broken JSON: cut off"),
        ('{"n": 3, "articles": [{"text": "one two"}, {"text": "three four"}', "aar", "broken JSON: cut off"),
        ('[{"text": "one two"}, {"text": broken}, {"text": "five six"}]', "ara", "broken JSON: Expecting value"),
        ('{"text": "one two"}\n\n{\n"text": "three four"\n}', "aa", None),
    ],
)
def test_what_is_whole_in_broken_json_is_read(tmp_path, content, outcomes, reason):
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    audit = audit_articles(tmp_path)
    assert "".join(outcome[0] for outcome in audit["outcome"]) == outcomes
    assert audit["record"].to_list() == list(range(1, len(outcomes) + 1))
    assert audit["reason"].drop_nulls().to_list() == ([reason] if reason else [])


def test_three_bad_lines_of_ten_cost_three_records(tmp_path):
    lines = [f'{{"text": "نص رقم {number} هنا"}}' for number in range(10)]
    for bad, line in ((2, '{"text": "cut'), (5, "\x00\x01"), (8, "{'text': 'python'}")):
        lines[bad] = line
    (tmp_path / "a.ndjson").write_text("\n".join(lines), encoding="utf-8")
    assert read_articles(tmp_path).height == 7
    assert audit_articles(tmp_path).filter(outcome="rejected")["record"].to_list() == [3, 6, 9]
