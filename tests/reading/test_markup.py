"""RSS, Atom and TEI become articles; entities are never resolved."""

import datetime as dt

import pytest

from corpus_tools.reading import audit_articles, read_articles

BODY = "بدأت في بروكسل، اليوم الأربعاء، جلسة محادثات بين روسيا وحلف شمال الأطلسي."
DAY = dt.date(2022, 1, 12)
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>ميزان</title>
<atom:link href="https://m.example/feed" rel="self"/><language>ar</language>
<item><media:title>صورة</media:title><title>قمة &amp;amp; <![CDATA[<بروكسل>]]></title><link>https://m.example/1</link>
<guid isPermaLink="false">m-1</guid><pubDate>Wed, 12 Jan 2022 10:15:00 +0300</pubDate><dc:creator>سمر نجم</dc:creator>
<category>سياسة</category><category>أوروبا</category><description>ملخص</description>
<content:encoded><![CDATA[<p>{BODY}</p><p>وقال &quot;نعم&quot;.<br/>ثم غادر.</p><script>x()</script>]]>
</content:encoded></item>
<item><title>ثان</title><description>&lt;p&gt;نص &lt;b&gt;قصير&lt;/b&gt;&lt;/p&gt;</description>
<pubDate>12 Jan 2022</pubDate></item>
<item><title>ثالث</title></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>أطلس</title><author><name>هيئة</name></author>
<entry><id>a-1</id><title type="html">قمة</title><link rel="edit" href="x"/><link href="https://a.example/1"/>
<published>2022-01-12T10:15:00Z</published><updated>2022-01-15T10:15:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{BODY}</p><p>ثانياً</p></div></content></entry>
<entry><id>a-2</id><title>ب</title><updated>2022-01-13T00:00:00Z</updated>
<summary>نص &lt;i&gt;قصير&lt;/i&gt;</summary></entry>
</feed>"""
TEI = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="t1" xml:lang="ar"><teiHeader><fileDesc>
<titleStmt><title>قمة</title>
<author>سمر نجم</author></titleStmt><publicationStmt><publisher>المكتبة</publisher>
<date when="2024-05-05"/></publicationStmt>
<sourceDesc><bibl><title level="j">ميزان</title><date when="2022-01-12">12 يناير</date></bibl></sourceDesc>
</fileDesc></teiHeader>
<text><front><p>غلاف</p></front><body><head>قمة</head><p>{BODY}<note>حاشية</note></p><div><p>ثانياً<lb/>سطر</p></div></body></text>
</TEI>"""


def read(folder, content, name="a.xml"):
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_articles(folder)


@pytest.mark.parametrize("name", ["a.rss", "a.xml", "a.txt", "feed"])
def test_rss(tmp_path, name):
    articles = read(tmp_path, RSS, name)
    first = articles.row(0, named=True)
    assert first["doc_id"] == "m-1"
    assert first["title"] == "قمة & <بروكسل>"
    assert first["text"] == f'{BODY}\n\nوقال "نعم".\n\nثم غادر.'
    assert first["published"] == dt.datetime(2022, 1, 12, 10, 15)
    assert (first["source"], first["author"], first["section"]) == ("ميزان", "سمر نجم", "سياسة, أوروبا")
    assert first["url"] == "https://m.example/1"
    assert articles.select("title", "text", "date").row(1) == ("ثان", "نص قصير", DAY)
    audit = audit_articles(tmp_path)
    assert audit.select("record", "format", "outcome", "reason").row(2) == (3, "xml", "rejected", "no body text")


def test_atom(tmp_path):
    articles = read(tmp_path, ATOM, "a.atom")
    assert articles.select("doc_id", "title", "text", "date", "source", "author", "language", "url").rows() == [
        ("a-1", "قمة", f"{BODY}\n\nثانياً", DAY, "أطلس", "هيئة", "ar", "https://a.example/1"),
        ("a-2", "ب", "نص قصير", dt.date(2022, 1, 13), "أطلس", "هيئة", "ar", None),
    ]


def test_tei_and_a_corpus_of_it(tmp_path):
    expected = ("t1", "قمة", f"{BODY}\n\nثانياً\n\nسطر", DAY, "ميزان", "سمر نجم", "ar")
    columns = ("doc_id", "title", "text", "date", "source", "author", "language")
    assert read(tmp_path, TEI).select(columns).rows() == [expected]
    corpus = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>{TEI}{TEI}</teiCorpus>'
    assert read(tmp_path, corpus).select(columns[1:]).rows() == [expected[1:]] * 2


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1256", "iso-8859-6", "utf-8-sig"])
def test_the_encoding_that_the_file_declares_is_used(tmp_path, encoding):
    declared = encoding.removesuffix("-sig")
    content = RSS.replace("UTF-8", declared).encode(encoding, errors="xmlcharrefreplace")
    assert read(tmp_path, content)["text"][0].startswith(BODY)


def doctype(entities, use="&x;"):
    item = f"<item><title>a</title><description>one {use} two</description></item>"
    return f"<!DOCTYPE rss [{entities}]><rss><channel>{item}</channel></rss>"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (doctype('<!ENTITY a "aaaaaaaaaa"><!ENTITY x "&a;&a;&a;&a;&a;&a;&a;">'), "XML entity bomb"),
        (doctype(f'<!ENTITY x "{"a" * 50_000}">', "&x;" * 1_000), "XML entity bomb"),
        ("<rss><channel>", "broken XML"),
        ("<nitf><body/></nitf>", "XML of no known kind: <nitf>"),
        ("", "empty file"),
        ("<a>" * 5_000, "broken XML"),
        ("<rss/>", "no records"),
    ],
)
def test_bombs_and_broken_xml_are_rejected(tmp_path, content, reason):
    (tmp_path / "a.xml").write_text(content, encoding="utf-8")
    (row,) = audit_articles(tmp_path).rows(named=True)
    assert row["outcome"] == "rejected"
    assert row["reason"].startswith(reason)


def test_an_external_entity_is_not_fetched(tmp_path):
    secret = tmp_path / "secret.md"
    secret.write_text("TOP SECRET", encoding="utf-8")
    articles = read(tmp_path, doctype(f'<!ENTITY x SYSTEM "{secret.as_uri()}">'))
    assert articles["text"].to_list() == ["one two"]


def test_a_feed_with_bare_ampersands_or_cut_off_is_read_as_far_as_it_goes(tmp_path):
    item = f"<item><title>AT&T&nbsp;et R&D</title><description>{BODY}</description></item>"
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>أطلس</title>{item}'
    (row,) = read(tmp_path, f"{feed}</channel></rss>").select("title", "text").rows()
    assert row == ("AT&T et R&D", BODY)
    assert read(tmp_path, f"{feed}<item><title>ب</title><descr")["text"].to_list() == [BODY]
    reasons = audit_articles(tmp_path)["reason"]
    assert reasons[0].startswith("broken XML: ")
    assert reasons[0].endswith("; read as far as it goes")
    assert reasons[1].startswith("no body text")


def test_a_list_of_articles_under_other_names_is_read_with_its_further_fields(tmp_path):
    text = f"<النص><p>{BODY}</p><p>ثانياً</p></النص>"
    article = f"<مقال><العنوان>قمة</العنوان>{text}<التاريخ>12/01/2022</التاريخ><x>7</x></مقال>"
    (row,) = read(tmp_path, f"<مقالات>{article}</مقالات>").select("title", "text", "date", "x").rows()
    assert row == ("قمة", f"{BODY}\n\nثانياً", DAY, "7")
