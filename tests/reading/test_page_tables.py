"""Tables under other names: pages of spreadsheets, text files with columns."""

import datetime as dt

import pytest

from corpus_tools.reading import audit_articles, read_articles
from corpus_tools.reading.kinds import find_kind

TEXT = "بدأت في بروكسل جلسة محادثات، ثم انتهت."
ROW = ("قمة", TEXT, dt.date(2022, 1, 12), "أطلس")


def read(folder, name, content, encoding="utf-8"):
    (folder / name).write_text(content, encoding=encoding)
    return read_articles(folder).select("title", "text", "date", "source").rows()


@pytest.mark.parametrize("head", ["العنوان النص التاريخ الصحيفة", "Titre Texte Date Média", "title text date outlet"])
def test_a_page_called_xls_is_the_table_in_it(tmp_path, head):
    cells = "".join(f"<th>{name}</th>" for name in head.split())
    row = "".join(f"<td>{value}</td>" for value in ROW)
    table = f"<html><body><table><tr>{cells}</tr><tr>{row}</tr><tr><td>ناقص</td></tr></table></body></html>"
    assert read(tmp_path, "a.xls", table) == [ROW]
    assert audit_articles(tmp_path)["reason"].to_list() == [None, "1 fields where the header has 4"]


def test_a_page_laid_out_in_tables_is_a_page(tmp_path):
    page = f"<html><body><table><tr><td>News</td><td>Story</td></tr><tr><td>{TEXT}</td></tr></table></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert audit_articles(tmp_path)["record"].to_list() == [None]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "windows-1256"])
@pytest.mark.parametrize("sign", ["\t", ";", "|"])
def test_a_text_file_with_columns_is_a_table(tmp_path, encoding, sign):
    rows = (("العنوان", "النص", "التاريخ", "الصحيفة"), (ROW[0], TEXT, "12/01/2022", "أطلس"))
    assert read(tmp_path, "a.txt", "\r\n".join(map(sign.join, rows)), encoding) == [ROW]


def test_a_title_with_a_comma_makes_no_table():
    assert find_kind("a.txt", "نص، خبر\nقال الوزير نعم".encode()) == "text"
    assert find_kind("a.txt", b"Text, lies and videotape\nThe film opens, at last.") == "text"
    assert find_kind("a.txt", b"title, text and date\nThe film opens, at last.") == "text"


def test_a_page_called_doc_is_a_page(tmp_path):
    (tmp_path / "a.doc").write_text(f"<html><body><h1>قمة</h1><p>{TEXT}</p></body></html>", encoding="utf-8")
    assert read_articles(tmp_path).select("title", "text").row(0) == ("قمة", TEXT)


def test_the_mark_of_an_open_document_is_skipped(tmp_path):
    (tmp_path / "~$a.docx").write_bytes(b"\x04Desk" + bytes(50))
    assert audit_articles(tmp_path)["outcome"].to_list() == ["skipped"]
