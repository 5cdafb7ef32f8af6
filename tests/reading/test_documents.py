"""Word, OpenDocument, RTF, EPUB and PDF files become articles, their text in the order of reading."""

import datetime as dt
import io
import unicodedata

import pytest
from pypdf import PdfWriter

from corpus_tools.reading import ReadLimits, audit_articles, read_articles
from tests.reading.documents import docx, epub, odt, package, pdf, rtf

TITLE = "قمة حلف شمال الأطلسي في بروكسل"
BODY = "بدأت في بروكسل، اليوم الأربعاء، جلسة محادثات بين روسيا وحلف شمال الأطلسي (الناتو)."
MORE = "وقال إن 30 دولة شاركت."
DAY = dt.date(2022, 1, 12)
HEAD = ("كتبت: سمر نجم", "12 كانون الثاني 2022")


def read_one(folder, name, data):
    (folder / name).write_bytes(data)
    articles = read_articles(folder)
    assert articles.height == 1
    return articles.row(0, named=True)


def reason(folder, name, data, **options):
    (folder / name).write_bytes(data)
    (row,) = audit_articles(folder, **options).rows(named=True)
    assert row["outcome"] == "rejected"
    return row["reason"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("heading.docx", docx(*HEAD, BODY, MORE, heading=TITLE, title="Microsoft Word - 1.doc")),
        ("metadata.docx", docx(*HEAD, BODY, MORE, title=TITLE)),
        ("plain.docx", docx(TITLE, *HEAD, BODY, MORE)),
        ("date first.docx", docx(HEAD[1], HEAD[0], BODY, MORE, title=TITLE)),
        ("wrong suffix.txt", docx(TITLE, *HEAD, BODY, MORE)),
        ("heading.odt", odt(*HEAD, BODY, MORE, heading=TITLE)),
        ("plain.odt", odt(TITLE, *HEAD, BODY, MORE)),
        ("plain.rtf", rtf(TITLE, *HEAD, BODY, MORE)),
        ("metadata.rtf", rtf(*HEAD, BODY, MORE, title=TITLE)),
    ],
)
def test_title_author_date_and_body_are_told_apart(tmp_path, name, data):
    article = read_one(tmp_path, name, data)
    assert (article["title"], article["author"], article["date"]) == (TITLE, "سمر نجم", DAY)
    assert article["text"] == f"{BODY}\n\n{MORE}"
    assert article["language"] == "ar"


def test_the_day_of_saving_is_no_day_of_publication(tmp_path):
    assert read_one(tmp_path, "a.docx", docx(TITLE, BODY, MORE))["date"] is None


def test_markup_in_a_document_is_text(tmp_path):
    article = read_one(tmp_path, "a.docx", docx(BODY, "x < y &amp; <script>z</script>", heading="<b>قمة</b>"))
    assert (article["title"], article["text"]) == ("<b>قمة</b>", f"{BODY}\n\nx < y &amp; <script>z</script>")


def test_deleted_words_and_second_copies_stay_out_and_tables_and_boxes_stay_in(tmp_path):
    extra = (
        "<w:p><w:del><w:r><w:delText>محذوف</w:delText></w:r></w:del><w:ins><w:r><w:t>مضاف</w:t></w:r></w:ins>"
        "<w:r><w:tab/><w:t>بعد</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>خلية</w:t></w:r></w:p></w:tc></w:tr>"
        "</w:tbl>"
    )
    assert read_one(tmp_path, "a.docx", docx(TITLE, BODY, extra=extra))["text"] == f"{BODY}\n\nمضاف بعد\n\nخلية"


def test_rtf_in_code_pages_and_with_letters_beyond_the_basic_plane(tmp_path):
    spelled = "".join(f"\\'{byte:02x}" for byte in BODY.encode("windows-1256"))
    data = f"{{\\rtf1\\ansi\\ansicpg1256 Title\\par {spelled} \\u-10179?\\u-8704?}}".encode()
    assert read_one(tmp_path, "a.rtf", data)["text"] == f"{BODY} 😀"


def test_chapters_stand_in_the_order_of_the_spine(tmp_path):
    chapters = (f"<h1>{TITLE}</h1><p>{BODY}</p>", "<p>أولاً</p>", "<p>ثانياً</p>")
    article = read_one(tmp_path, "a.epub", epub(*chapters, title=TITLE, date="2022-01-12"))
    assert (article["title"], article["date"]) == (TITLE, DAY)
    assert article["text"] == f"{BODY}\n\nأولاً\n\nثانياً"


def visual(line):
    """Write a line as it looks on paper from left to right, its numbers and brackets as they are drawn."""
    words = [word if word.isdigit() else word[::-1] for word in line.split(" ")]
    return " ".join(reversed(words)).translate({40: ")", 41: "("})


@pytest.mark.parametrize("rotate", [0, 90, 180])
def test_arabic_in_a_pdf_is_put_into_the_order_of_reading(tmp_path, rotate):
    lines = [visual(line) for line in (TITLE, HEAD[1], BODY, MORE)]
    article = read_one(tmp_path, "a.pdf", pdf(*lines, rotate=rotate))
    assert (article["title"], article["date"]) == (TITLE, DAY)
    assert article["text"] == f"{BODY}\n\n{MORE}"


def test_arabic_that_a_program_wrote_in_order_stays_so(tmp_path):
    assert read_one(tmp_path, "a.pdf", pdf(TITLE, HEAD[1], BODY, title=TITLE))["text"] == BODY


def test_shaped_letters_and_ligatures_become_plain(tmp_path):
    shaped = ["ﻼ", "ﺣ", " ", "ﺔ", "ﻤ", "ﻗ"]  # قمة حلا with lam-alif as one letter
    article = read_one(tmp_path, "a.pdf", pdf(["o", "ﬃ", "c", "e"], shaped, [*visual(BODY)]))
    assert article["title"] == "office"
    assert article["text"].startswith("قمة حلا")
    assert unicodedata.is_normalized("NFKC", article["text"])


def test_lines_of_print_become_paragraphs_and_page_numbers_go(tmp_path):
    lines = (
        "Talks open in Brussels",
        "January 12, 2022",
        "The talks between Russia and the western alliance were opened on Wed-",
        "nesday in the Belgian capital, after weeks of a military build-up that",
        "nobody could explain.",
        "The ministers met for four hours, said a spokesman of the alliance who",
        "gave no details.",
        "- 1 -",
    )
    article = read_one(tmp_path, "a.pdf", pdf(*lines))
    assert article["text"].split("\n\n") == [
        "The talks between Russia and the western alliance were opened on Wednesday in the Belgian capital, after "
        "weeks of a military build-up that nobody could explain.",
        "The ministers met for four hours, said a spokesman of the alliance who gave no details.",
    ]
    assert audit_articles(tmp_path)["dropped"][0].to_list() == ["page number: - 1 -"]


def encrypted():
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


BOMB = b'<!DOCTYPE d [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><d>&b;</d>'


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.pdf", pdf(""), "PDF without a text layer"),
        ("a.pdf", b"%PDF-1.7 and no more", "broken PDF"),
        ("a.pdf", encrypted(), "protected by a password"),
        ("a.docx", b"no zip", "broken zip"),
        ("a.docx", package({"word/document.xml": b"<w:p"}), "broken XML"),
        ("a.docx", package({"word/document.xml": BOMB}), "XML entity bomb"),
        ("a.docx", package({"word/document.xml": b"<d/>", "x": b"0" * 3_000_000}), "unpacks to more than 200 times"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected by a pass"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99, "old Word format"),
        ("a.odt", package({"META-INF/manifest.xml": b"<encryption-data/>"}), "protected by a password"),
        ("a.odt", package({"mimetype": "application/vnd.oasis.opendocument.text"}), "broken document: content.xml"),
        ("a.epub", epub("x", title="x")[:200], "broken zip"),
        ("a.epub", package({"META-INF/encryption.xml": b"<EncryptionMethod/>"}), "protected by a password"),
        ("a.rtf", b"{\\rtf1 }", "no body text"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path, name, data, expected):
    assert reason(tmp_path, name, data).startswith(expected)


def test_limits_hold_for_documents(tmp_path):
    data = docx(TITLE, BODY)
    assert reason(tmp_path, "a.docx", data, limits=ReadLimits(size=100)).startswith("unpacks to more than 100 bytes")
