"""Messages and mailboxes become articles, whatever they say of their letters."""

import datetime as dt
from email.message import EmailMessage

import pytest

from corpus_tools.reading import audit_articles, read_articles

BODY = "بدأت في بروكسل، اليوم الأربعاء، جلسة محادثات بين روسيا وحلف شمال الأطلسي، وسط توقعات محدودة بشأن نتائجها."
SENT = dt.datetime(2022, 1, 12, 10, 15)
HEAD = b"From: a@b.example\nDate: Wed, 12 Jan 2022 10:15:00 +0300\nMessage-ID: <1@b>\nMIME-Version: 1.0\n"


def letter(text=BODY, *, page=None, subject="قمة بروكسل", attachment=None):
    message = EmailMessage()
    message["Subject"], message["From"] = subject, "سمر نجم <samar@mizan.example>"
    message["Date"], message["Message-ID"] = "Wed, 12 Jan 2022 10:15:00 +0300", "<m-1@mizan.example>"
    if text is not None:
        message.set_content(text)
    if page is not None:
        (message.add_alternative if text is not None else message.set_content)(page, subtype="html")
    if attachment:
        message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename=attachment)
    return message.as_bytes()


def read_one(folder, data, name="a.eml"):
    (folder / name).write_bytes(data)
    articles = read_articles(folder)
    assert articles.height == 1
    return articles.row(0, named=True)


@pytest.mark.parametrize("name", ["a.eml", "a.txt", "mail"])
def test_subject_sender_day_and_text(tmp_path, name):
    article = read_one(tmp_path, letter(), name)
    assert (article["title"], article["text"], article["published"]) == ("قمة بروكسل", BODY, SENT)
    assert (article["author"], article["language"]) == ("سمر نجم", "ar")


def test_a_page_in_a_message(tmp_path):
    cell = f"<h1>قمة بروكسل</h1><p>{BODY}</p><p>{BODY} ثانية.</p>"
    page = f"<html><body><table><tr><td>{cell}</td></tr></table></body></html>"
    article = read_one(tmp_path, letter(None, page=page))
    assert article["text"].startswith(BODY)
    assert article["text"].endswith("ثانية.")


def test_the_page_is_read_where_the_plain_part_is_a_stub(tmp_path):
    page = f"<html><body><p>{BODY * 3}</p></body></html>"
    assert read_one(tmp_path, letter("افتح الرسالة في المتصفح", page=page))["text"].startswith(BODY)
    assert read_one(tmp_path, letter(BODY * 3, page="<p>غير ذلك</p>"))["text"] == BODY * 3


def test_attachments_are_named_in_the_audit(tmp_path):
    read_one(tmp_path, letter(attachment="report.pdf"))
    assert audit_articles(tmp_path)["dropped"][0].to_list() == ["attachment, not read: report.pdf"]


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Type: text/plain; charset=windows-1256\nContent-Transfer-Encoding: 8bit\n\n",
        b"Content-Type: text/plain; charset=x-unknown\n\n",
        b"Content-Type: text/plain; charset=utf-8\n\n",
        b"\n",
    ],
)
def test_a_charset_that_is_missing_unknown_or_wrong_costs_no_letter(tmp_path, head):
    data = HEAD + "Subject: قمة\n".encode("windows-1256") + head + BODY.encode("windows-1256")
    article = read_one(tmp_path, data)
    assert (article["title"], article["text"]) == ("قمة", BODY)


def test_a_page_saved_as_a_message_has_not_the_day_of_saving(tmp_path):
    head = '<head><meta property="article:published_time" content="2021-12-17"></head>'
    page = f"<html>{head}<body><p>{BODY * 3}</p></body></html>"
    data = (
        b"From: <Saved by Blink>\nSnapshot-Content-Location: https://m.example/1\nSubject: x\n"
        b"Date: Wed, 12 Jan 2022 10:15:00 -0000\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\nContent-Type: text/html\n'
        b"Content-Transfer-Encoding: 8bit\n\n" + page.encode() + b"\n--b--\n"
    )
    article = read_one(tmp_path, data, "a.mhtml")
    assert (article["date"], article["author"], article["url"]) == (dt.date(2021, 12, 17), None, "https://m.example/1")


def test_a_mailbox_is_many_records(tmp_path):
    line = b"From MAILER-DAEMON Wed Jan 12 10:15:00 2022\n"
    quoted = HEAD + b"Subject: Second\n\nOne line.\n\n>From the beginning it was said so.\n\nFrom here on nothing.\n"
    data = b"\n\n".join(line + message for message in (letter(), quoted, HEAD + b"Subject: Third\n\n"))
    (tmp_path / "a.mbox").write_bytes(data)
    articles = read_articles(tmp_path)
    assert articles["title"].to_list() == ["قمة بروكسل", "Second"]
    assert articles["text"][1] == "One line.\n\nFrom the beginning it was said so.\n\nFrom here on nothing."
    assert articles["published"].to_list() == [SENT, SENT]
    assert articles["doc_id"].to_list() == ["m-1@mizan.example", "1@b"]
    audit = audit_articles(tmp_path)
    assert audit.select("record", "format", "reason").row(2) == (3, "mbox", "no body text")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.eml", b"", "empty file"),
        ("a.mbox", b"no mailbox", "broken mailbox"),
        ("a.eml", HEAD + b"Content-Type: multipart/mixed; boundary=x\n\n--x", "no body text"),
        ("a.eml", HEAD + b"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=", "no body text"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path, name, data, reason):
    (tmp_path / name).write_bytes(data)
    (row,) = audit_articles(tmp_path).rows(named=True)
    assert (row["outcome"], row["reason"].split(":")[0]) == ("rejected", reason)
