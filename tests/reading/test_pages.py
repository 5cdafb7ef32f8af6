"""Saved pages: the body without menus, and what pages say of themselves."""

import datetime as dt

import pytest

from corpus_tools.reading import audit_articles
from corpus_tools.reading.pages.page import read_page

FIRST = (
    "بدأت في بروكسل، اليوم الأربعاء، جلسة محادثات بين روسيا وحلف شمال الأطلسي هي الأولى منذ أكثر من عامين، "
    "وسط شكوك في إمكان الخروج باتفاق بشأن الضمانات الأمنية التي تطلبها موسكو."
)
SECOND = (
    "وتستمر الجلسة نحو أربع ساعات في مقر الحلف، ويترأس الوفد الروسي نائب وزير الخارجية، على أن تليها مؤتمرات "
    "صحافية للجانبين مساء اليوم نفسه."
)
LD = """<script type="application/ld+json">{"@graph": [{"@type": "Organization", "name": "x"},
{"@type": ["NewsArticle"], "headline": "قمة في بروكسل", "datePublished": "2022-01-12T18:30:00+02:00",
"author": [{"name": "سمر نجم"}, {"name": "جاد سركيس"}], "publisher": {"name": "ميزان"}, "inLanguage": "ar",
"articleSection": "سياسة"}]}</script>"""


def page(head="", top="", bottom=""):
    return (
        f"<!DOCTYPE html><html lang='ar'><head>{head}</head><body>"
        "<nav><a href='/'>الرئيسية</a> <a href='/s'>سياسة</a></nav>"
        f"<article><h1>قمة في بروكسل</h1>{top}<p>{FIRST}</p><p>{SECOND}</p>{bottom}</article>"
        "<footer>© ميزان</footer></body></html>"
    )


def test_json_ld_gives_everything():
    found = read_page(page(LD))
    assert (found.title, found.author, found.source) == ("قمة في بروكسل", "سمر نجم, جاد سركيس", "ميزان")
    assert (found.section, found.language) == ("سياسة", "ar")
    assert found.published == dt.datetime(2022, 1, 12, 18, 30)
    assert found.text == f"{FIRST}\n\n{SECOND}"


def test_meta_elements_do_where_there_is_no_json_ld():
    head = (
        "<meta property='og:title' content='قمة في بروكسل'><meta property='og:site_name' content='ميزان'>"
        "<meta property='article:published_time' content='2022-01-12T18:30:00+02:00'>"
        "<meta name='author' content='سمر'><meta property='article:author' content='https://x.example/profile'>"
        "<link rel='canonical' href='https://mizan.example/a'>"
    )
    found = read_page(page(head))
    assert (found.source, found.author, found.url) == ("ميزان", "سمر", "https://mizan.example/a")
    assert (found.date, found.date_from) == (dt.date(2022, 1, 12), "meta")


@pytest.mark.parametrize(
    "line",
    [
        "<p class='meta'>بروكسل (بلجيكا) - وائل مراد · <time datetime='2022-01-12T20:15'>12 يناير 2022</time></p>",
        "<div class='byline'>كتب: وائل مراد <span>12 يناير 2022</span></div>",
        "<p>وائل مراد</p><p>12 يناير 2022</p>".replace("<p>", "<p class='author'>", 1),
    ],
)
def test_printed_lines_do_where_the_page_says_nothing_of_itself(line):
    found = read_page(page(top=line))
    assert (found.title, found.author, found.date) == ("قمة في بروكسل", "وائل مراد", dt.date(2022, 1, 12))
    assert found.text == f"{FIRST}\n\n{SECOND}"


def test_the_caption_leaves_the_body():
    figure = "<figure><img src='a.jpg'><figcaption>غروشكو أمام المقر (سامر/وكالة)</figcaption></figure>"
    found = read_page(page(top=figure, bottom="<p>شارك المقال</p>"))
    assert found.caption == "غروشكو أمام المقر (سامر/وكالة)"
    assert found.text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize("broken", ["", "   ", "<html></html>", "<html><body><div", "<!-- x -->", "<p></p>"])
def test_pages_without_text_give_an_empty_body(broken):
    assert read_page(broken).text == ""


def test_broken_json_ld_is_passed_over():
    found = read_page(page("<script type='application/ld+json'>{broken</script><title>قمة في بروكسل | ميزان</title>"))
    assert (found.title, found.title_from) == ("قمة في بروكسل", "h1")


def test_a_short_article_is_not_lost():
    found = read_page("<html><body><article><h1>خبر</h1><p>وصل الوفد.</p></article></body></html>")
    assert found.text == "وصل الوفد."


PARAGRAPHS = "<p>بدأت في بروكسل جلسة محادثات بين روسيا والحلف الأطلسي حول أمن القارة.</p>" * 5


def dated(head, body=""):
    found = read_page(f"<html><head>{head}</head><body>{body}{PARAGRAPHS}</body></html>")
    return str(found.date), found.date_from


@pytest.mark.parametrize("name", ["DC.date.issued", "og:published_time", "publish-date", "dcterms.created"])
def test_the_names_of_metadata_for_the_day(name):
    assert dated(f'<meta name="{name}" content="2022-01-12T10:00:00Z">') == ("2022-01-12", "meta")


def test_the_day_beside_the_heading_wins_over_those_of_a_list():
    news = '<ul><li><time datetime="2023-05-05">5</time> <a href="/x">خبر آخر</a></li></ul>'
    assert dated("", f'{news}<h1>قمة</h1><time datetime="2022-01-12">12</time>') == ("2022-01-12", "time")
    assert dated("", news) == ("2023-05-05", "time")


def test_a_day_between_line_breaks_is_found():
    body = f"<table><tr><td><b>قمة</b><br>الأربعاء 12 يناير 2022<br>{PARAGRAPHS}</td></tr></table>"
    assert dated("", body) == ("2022-01-12", "page")


def test_a_stated_day_that_cannot_be_read_is_told_from_none():
    assert dated('<meta name="date" content="منذ ساعتين">') == ("None", "unreadable")
    assert dated("") == ("None", "none")


def test_a_month_may_be_named_in_an_address():
    assert dated('<link rel="canonical" href="https://a.example/2022/jan/12/x">') == ("2022-01-12", "url")


def test_a_page_of_links_and_one_of_notices_hold_no_article(tmp_path):
    links = "".join(f'<li><a href="/{number}">عنوان الخبر رقم {number}</a></li>' for number in range(30))
    (tmp_path / "list.html").write_text(f"<html><body><h1>آخر</h1><ul>{links}</ul></body></html>", encoding="utf-8")
    notice = "<html><body><div id=root></div><noscript>Please enable JavaScript</noscript></body></html>"
    (tmp_path / "notice.html").write_text(notice, encoding="utf-8")
    assert audit_articles(tmp_path)["reason"].to_list() == ["no body text: page of links", "no body text"]


def test_without_heading_and_title_the_next_heading_is_the_title():
    found = read_page(f"<html><body><h2>قمة بروكسل</h2>{PARAGRAPHS}</body></html>")
    assert (found.title, found.title_from) == ("قمة بروكسل", "heading")
