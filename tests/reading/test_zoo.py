"""A folder as researchers have them: every format, encoding and flaw at once, against a table of what is true.

Each row makes one file, which gives one record: its name, its bytes, the format that the audit names, the outcome, and
for an article title, day and first words, for the others how the reason begins.
"""

import gzip
import io
import json
import random
import tarfile
from email.message import EmailMessage

import polars as pl
import pytest

from corpus_tools.reading import audit_articles, read_articles
from tests.reading.documents import docx, epub, odt, package, pdf, rtf

AR_TITLE, AR_BODY = "قمة بروكسل", "بدأت في بروكسل، اليوم الأربعاء، جلسة محادثات بين روسيا وحلف شمال الأطلسي."
EN_TITLE, EN_BODY = "Talks open", "The talks between Russia and the alliance opened in Brussels on Wednesday."
FR_TITLE, FR_BODY = (
    "Sommet à Bruxelles",
    "Les pourparlers entre la Russie et l’Alliance se sont ouverts mercredi, a déclaré un délégué.",
)
RU_TITLE, RU_BODY = (
    "Переговоры",
    "Переговоры между Россией и альянсом начались в Брюсселе в среду, заявил представитель.",
)
DAY = "2022-01-12"


def text(title=AR_TITLE, date="12 كانون الثاني 2022", body=AR_BODY, *, encoding="utf-8", newline="\n"):
    return newline.join((title, date, "", body)).encode(encoding)


def page(head="", body="", *, declared="utf-8", encoding="utf-8"):
    paragraphs = f"<p>{AR_BODY}</p><p>{AR_BODY}</p><p>{AR_BODY}</p>"
    start = f'<!DOCTYPE html><html lang="ar"><head><meta charset="{declared}">{head}</head>'
    return f"{start}<body><h1>{AR_TITLE}</h1>{body}<article>{paragraphs}</article></body></html>".encode(encoding)


def linked(**fields):
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle"} | fields)}</script>'


def record(**further):
    return {"title": AR_TITLE, "text": AR_BODY, "date": DAY} | further


def frame(write):
    stream = io.BytesIO()
    getattr(pl.DataFrame([record()]), write)(stream)
    return stream.getvalue()


def tar(name, content):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))
    return stream.getvalue()


def mail():
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = AR_TITLE, "a@b.example", "Wed, 12 Jan 2022 10:15:00 +0300"
    message["Message-ID"] = "<1@b.example>"
    message.set_content(AR_BODY)
    return message.as_bytes()


def sheet():
    stream = io.BytesIO()
    pl.DataFrame({"العنوان": [AR_TITLE], "النص": [AR_BODY], "التاريخ": [DAY]}).write_excel(stream)
    return stream.getvalue()


def locked():
    data = bytearray(package({"a.txt": text()}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    return bytes(data)


RSS = f"<rss><channel><item><title>{AR_TITLE}</title><pubDate>Wed, 12 Jan 2022 10:15:00 GMT</pubDate>"
RSS += f"<description>{AR_BODY}</description></item></channel></rss>"
ATOM = (
    f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>{AR_TITLE}</title><published>{DAY}T10:15:00Z</published>'
)
ATOM += f"<content>{AR_BODY}</content></entry></feed>"
TEI = f"<TEI><teiHeader><fileDesc><titleStmt><title>{AR_TITLE}</title></titleStmt>"
TEI += f"<sourceDesc><date when='{DAY}'/></sourceDesc></fileDesc></teiHeader>"
TEI += f"<text><body><p>{AR_BODY}</p></body></text></TEI>"
BOMB = (
    '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><item><title>x</title></item></channel></rss>'
)
NEXIS = f"{EN_TITLE}\nThe Ledger\nJanuary 12, 2022\n\nLength: 9 words\n\nBody\n\n{EN_BODY}\n\nEnd of Document\n"
FACTIVA = f"{EN_TITLE}\n9 words\n12 January 2022\nThe Ledger\nLEDGER\nEnglish\n\n{EN_BODY}\n\n"
FACTIVA += "Document LEDGER0020220112ei1c00abc\n"
EUROPRESSE = f"Le Relais\nMonde, mercredi 12 janvier 2022 9 mots\n\n{FR_TITLE}\n\n{FR_BODY}\n\nnews·20220112·RL·3243\n"
WARC_PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(linked(datePublished=DAY))
WARC = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://m.example/1\r\nWARC-Record-ID: <urn:1>\r\n"
WARC += b"WARC-Date: 2024-05-05T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
WARC += f"Content-Length: {len(WARC_PAGE)}\r\n\r\n".encode() + WARC_PAGE + b"\r\n\r\n"
GKG = "\t".join(["20220112101500-1", "20220112101500", "1", "m.example", "https://m.example/1", *[""] * 22]).encode()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
AR, EN = (AR_TITLE, DAY, "بدأت في بروكسل"), (EN_TITLE, DAY, "The talks between")
FR, RU = (FR_TITLE, DAY, "Les pourparlers"), (RU_TITLE, DAY, "Переговоры между")

ARTICLES = [
    ("utf8.txt", text(), "text", AR),
    ("bom.txt", text(encoding="utf-8-sig"), "text", AR),
    ("utf16.txt", text(encoding="utf-16"), "text", AR),
    ("utf16le.txt", text(encoding="utf-16-le"), "text", AR),
    ("utf16be.txt", text(encoding="utf-16-be"), "text", AR),
    ("utf16fr.txt", text(FR_TITLE, "12 janvier 2022", FR_BODY, encoding="utf-16-le"), "text", FR),
    ("cp1256.txt", text(encoding="windows-1256"), "text", AR),
    ("iso6.txt", text(encoding="iso-8859-6"), "text", AR),
    ("cp1252.txt", text(FR_TITLE, "12 janvier 2022", FR_BODY, encoding="windows-1252"), "text", FR),
    ("cp1251.txt", text(RU_TITLE, DAY, RU_BODY, encoding="windows-1251"), "text", RU),
    ("crlf.txt", text(newline="\r\n"), "text", AR),
    ("cr.txt", text(newline="\r"), "text", AR),
    ("title twice.txt", text(f"{AR_TITLE}\n{AR_TITLE}"), "text", AR),
    ("date first.txt", f"12/01/2022\n{AR_TITLE}\n\n{AR_BODY}\n\nشارك المقال".encode(), "text", AR),
    ("hijri.txt", text(date="9 جمادى الآخرة 1443 هـ"), "text", AR),
    ("maghreb.txt", text(date="الأربعاء ١٢ جانفي ٢٠٢٢ - 14:35"), "text", AR),
    ("levant.txt", text(date="12 يناير/ كانون الثاني 2022"), "text", AR),
    ("english.txt", text(EN_TITLE, "January 12, 2022 10:15 GMT", EN_BODY), "text", EN),
    ("2022-01-12-name.txt", f"{AR_TITLE}\n\n{AR_BODY}".encode(), "text", AR),
    ("2022/01/12/path.txt", f"{AR_TITLE}\n\n{AR_BODY}".encode(), "text", AR),
    ("shaped.txt", text("ﻗﻤﺔ ﺑﺮوﻛﺴﻞ"), "text", AR),
    ("marks.txt", text("\u202bقمة\u00a0بروكسل\u200f"), "text", AR),
    ("nul.txt", text(body=f"{AR_BODY}\x00"), "text", AR),
    ("broken bytes.txt", text() + b"\xff", "text", AR),
    ("no suffix", text(body=f"{AR_BODY} {AR_BODY} {AR_BODY}"), "text", AR),
    ("mislabelled pdf.txt", pdf(EN_TITLE, "January 12, 2022", EN_BODY), "pdf", EN),
    ("mislabelled page.txt", page(linked(datePublished=DAY)), "html", AR),
    ("json-ld.html", page(linked(headline=AR_TITLE, datePublished=f"{DAY}T10:15:00+03:00")), "html", AR),
    ("open graph.html", page(f'<meta property="article:published_time" content="{DAY}T10:15:00Z">'), "html", AR),
    ("time.htm", page(body=f'<time datetime="{DAY}">أمس</time>'), "html", AR),
    ("cp1256.html", page(linked(datePublished=DAY), declared="windows-1256", encoding="windows-1256"), "html", AR),
    ("a.csv", f"title,text,date\n{AR_TITLE},{AR_BODY},{DAY}\n".encode(), "csv", AR),
    ("semicolon.csv", f"Titre;Texte;Date\n{FR_TITLE};{FR_BODY};12/01/2022\n".encode("utf-8-sig"), "csv", FR),
    ("arabic.csv", f"العنوان,النص,التاريخ,المصدر\n{AR_TITLE},{AR_BODY},{DAY},ميزان\n".encode(), "csv", AR),
    ("a.tsv", f"headline\tbody\tpubDate\n{EN_TITLE}\t{EN_BODY}\tJan 12, 2022\n".encode(), "csv", EN),
    ("sheet.xlsx", sheet(), "xlsx", AR),
    ("array.json", json.dumps([record()]).encode(), "json", AR),
    ("nested.json", json.dumps({"data": {"items": [record()]}}).encode(), "json", AR),
    ("one.json", json.dumps(record(comments=[{"text": "x"}])).encode(), "json", AR),
    ("lines.ndjson", json.dumps(record()).encode(), "ndjson", AR),
    ("lines.jsonl", json.dumps(record()).encode("utf-16"), "ndjson", AR),
    ("a.parquet", frame("write_parquet"), "parquet", AR),
    ("a.arrow", frame("write_ipc"), "arrow", AR),
    ("a.feather", frame("write_ipc_stream"), "arrow", AR),
    ("feed.rss", RSS.encode(), "xml", AR),
    ("feed.atom", ATOM.encode(), "xml", AR),
    ("tei.xml", TEI.encode(), "xml", AR),
    ("a.docx", docx("12 يناير 2022", AR_BODY, heading=AR_TITLE), "docx", AR),
    ("a.odt", odt("12 يناير 2022", AR_BODY, heading=AR_TITLE), "odt", AR),
    ("a.rtf", rtf(FR_TITLE, "12 janvier 2022", FR_BODY), "rtf", FR),
    ("a.pdf", pdf(EN_TITLE, "January 12, 2022", EN_BODY), "pdf", EN),
    ("a.epub", epub(f"<p>{AR_BODY}</p>", title=AR_TITLE, date=DAY), "epub", AR),
    ("a.eml", mail(), "eml", AR),
    ("a.mbox", b"From a@b.example Wed Jan 12 10:15:00 2022\n" + mail(), "mbox", AR),
    ("nexis.txt", NEXIS.encode(), "text", EN),
    ("factiva.txt", FACTIVA.encode(), "text", EN),
    ("europresse.txt", EUROPRESSE.encode(), "text", FR),
    ("a.warc", WARC, "html", AR),
    ("a.txt.gz", gzip.compress(text()), "text", AR),
    ("a.zip", package({"in/a.txt": text()}), "text", AR),
    ("evil.zip", package({"../../evil.txt": text()}), "text", AR),
    ("a.tar.gz", tar("in/a.txt", text()), "text", AR),
    ("nested.zip", package({"b.zip": package({"c.docx": docx(AR_TITLE, "12 يناير 2022", AR_BODY)})}), "docx", AR),
]
REJECTED = [
    ("empty.txt", b"", "text", "empty file"),
    ("spaces.txt", b" \r\n\t \n", "text", "no body text"),
    ("junk.txt", bytes(range(256)) * 20, "text", "binary, not text"),
    ("question marks.txt", b"??? ??????? ?? ????? C??", "text", "damaged"),
    ("empty.csv", b"", "csv", "empty file"),
    ("no text.csv", b"a,b\n1,2\n", "csv", "no column of texts among: a, b"),
    ("wide.csv", b"title,text\na,b,c\n", "csv", "3 fields where the header has 2"),
    ("cut.json", b'{"text": "one tw', "json", "broken JSON"),
    ("empty.ndjson", b"\n", "ndjson", "no records"),
    ("broken.parquet", b"PAR1 and no more", "parquet", "broken Parquet"),
    ("broken.xlsx", b"PK\x03\x04 and no more", "xlsx", "broken spreadsheet"),
    ("locked.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "doc", "protected by a password"),
    ("old.doc", OLE + b"\x00" * 100, "doc", "old Word format"),
    ("scan.pdf", pdf(""), "pdf", "PDF without a text layer"),
    ("cut.pdf", pdf(EN_TITLE, EN_BODY)[:60], "pdf", "broken PDF"),
    ("bomb.xml", BOMB.encode(), "xml", "XML entity bomb"),
    ("cut.rss", RSS[:80].encode(), "xml", "broken XML"),
    ("other.xml", b"<nitf/>", "xml", "XML of no known kind"),
    ("locked.zip", locked(), None, "protected by a password"),
    ("bomb.zip", package({"a.txt": b"\x00" * 5_000_000}), None, "unpacks to more than 200 times"),
    ("bomb.txt.gz", gzip.compress(b"a" * 5_000_000), "gzip", "unpacks to more than 200 times"),
    ("cut.gz", gzip.compress(text())[:-12], "gzip", "broken gzip"),
    ("empty.zip", package({}), "zip", "empty archive"),
    ("gkg.csv", GKG, "csv", "no body text (GDELT GKG holds no article text)"),
    ("empty.html", b"<!DOCTYPE html><html><body></body></html>", "html", "no body text"),
]
SKIPPED = [
    ("README.md", b"# about", "describes the folder"),
    ("notes.md", b"# notes", "no reader for '.md'"),
    (".DS_Store", b"\x00\x00", "hidden"),
    ("photo.jpg", b"\xff\xd8\xff", "no reader for '.jpg'"),
    ("script.py", b"import os", "no reader for '.py'"),
]


@pytest.fixture(scope="module")
def zoo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("zoo")
    for name, data, *_ in (*ARTICLES, *REJECTED, *SKIPPED):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    (folder / "loop").symlink_to(folder)
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    return folder, read_articles(folder), audit_articles(folder)


def row_of(frame, name):
    (row,) = frame.filter(pl.col("path").str.split("!/").list.first() == name).rows(named=True)
    return row


@pytest.mark.parametrize(("name", "_", "kind", "told"), ARTICLES, ids=[row[0] for row in ARTICLES])
def test_an_article_comes_out_right(zoo, name, _, kind, told):
    article, audit = row_of(zoo[1], name), row_of(zoo[2], name)
    title, day, words = told
    assert (article["title"], str(article["date"])) == (title, day)
    assert article["text"].startswith(words)
    assert (audit["format"], audit["outcome"]) == (kind, "article")
    assert audit["doc_id"] == article["doc_id"]


@pytest.mark.parametrize(("name", "_", "kind", "reason"), REJECTED, ids=[row[0] for row in REJECTED])
def test_what_is_no_article_says_why(zoo, name, _, kind, reason):
    audit = row_of(zoo[2], name)
    assert (audit["format"], audit["outcome"]) == (kind, "rejected")
    assert audit["reason"].startswith(reason)


@pytest.mark.parametrize(("name", "_", "reason"), SKIPPED, ids=[row[0] for row in SKIPPED])
def test_what_is_skipped_says_why(zoo, name, _, reason):
    audit = row_of(zoo[2], name)
    assert (audit["outcome"], audit["reason"]) == ("skipped", reason)


def test_links_that_loop_end(zoo):
    assert row_of(zoo[2], "loop")["outcome"] == "skipped"
    assert row_of(zoo[2], "loop.txt")["reason"].startswith("cannot be read")


def test_the_sum_closes(zoo):
    folder, articles, audit = zoo
    counts = dict(audit["outcome"].value_counts().rows())
    assert counts == {"article": len(ARTICLES), "rejected": len(REJECTED) + 1, "skipped": len(SKIPPED) + 1}
    assert articles.height == len(ARTICLES)
    assert articles["doc_id"].n_unique() == articles.height
    files = {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()
    }
    assert {path.split("!/")[0] for path in audit["path"]} == files


def test_no_file_is_written_and_a_file_without_permission_says_so(zoo, tmp_path, monkeypatch):
    assert not list(zoo[0].parent.rglob("evil.txt"))
    (tmp_path / "a.txt").write_bytes(text())

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    monkeypatch.setattr("pathlib.Path.open", refuse)
    assert audit_articles(tmp_path)["reason"].to_list() == ["cannot be read: Permission denied"]


def test_one_line_of_fifty_megabytes_is_one_article(tmp_path):
    line = f"{AR_BODY} " * (50_000_000 // len(f"{AR_BODY} ".encode()))
    (tmp_path / "a.txt").write_text(line, encoding="utf-8")
    (row,) = audit_articles(tmp_path).rows(named=True)
    assert (row["outcome"], row["words"]) == ("article", len(line.split()))


def test_no_flaw_of_a_file_stops_a_load(tmp_path):
    """Break every file of the zoo in ways drawn by lot: whatever comes of it, each has its rows."""
    draw = random.Random(7)
    for number in range(300):
        name, data, *_ = draw.choice([*ARTICLES, *REJECTED])
        broken = bytearray(data)
        for _ in range(draw.choice((1, 3, 20)) if broken else 0):
            place = draw.randrange(len(broken))
            broken[place : place + draw.randrange(9)] = draw.randbytes(draw.randrange(1, 9))
        (tmp_path / f"{number} {name.replace('/', ' ')}").write_bytes(broken)
    articles, audit = read_articles(tmp_path), audit_articles(tmp_path)
    assert audit["path"].str.split("!/").list.first().n_unique() == 300
    assert articles.height == audit.filter(outcome="article").height
