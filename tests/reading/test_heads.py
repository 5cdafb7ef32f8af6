"""What the lines of a head say: labels, addresses, datelines, dates beside places and authors."""

import datetime as dt

import pytest

from corpus_tools.reading import audit_articles, read_articles
from corpus_tools.reading.text.date_lines import date_line
from corpus_tools.reading.text.datelines import read_dateline
from corpus_tools.reading.text.layouts import read_layout

FIRST = "بدأت في بروكسل، اليوم الأربعاء، جلسة محادثات بين روسيا وحلف شمال الأطلسي."
BODY = f"{FIRST}\n\nوتستمر الجلسة ثلاث ساعات."
DAY = dt.date(2022, 1, 12)


def head(*lines):
    return read_layout("\n".join(["قمة في بروكسل", *lines, "", BODY]))


@pytest.mark.parametrize(
    ("dateline", "agency", "day"),
    [
        ("PARIS, Jan 12 (Reuters) - ", "Reuters", None),
        ("PARIS (AP) — ", "AP", None),
        ("Paris, 12 janvier 2022 (AFP) - ", "AFP", DAY),
        ("القاهرة - أ ف ب: ", "أ ف ب", None),
        ("جنيف (رويترز) - ", "رويترز", None),
        ("واشنطن 12 كانون الثاني 2022 (أ ف ب) – ", "أ ف ب", DAY),
    ],
)
def test_a_dateline_names_agency_and_day_and_stays(dateline, agency, day):
    found = read_layout(f"قمة في بروكسل\n\n{dateline}{BODY}")
    assert (found.author, found.date, found.text) == (agency, day, dateline + BODY)
    assert found.date_from == ("dateline" if day else "none")


def test_what_the_head_says_wins_over_the_dateline():
    found = read_layout(f"قمة\nكتبت: سمر نجم\n12 يناير 2022\n\nباريس، 10 يناير 2022 (أ ف ب) - {BODY}")
    assert (found.author, found.date, found.date_from) == ("سمر نجم", DAY, "line")


@pytest.mark.parametrize(
    "line",
    [
        "قال الوزير (الاثنين) - نعم",
        "The film by Ana Lind and a team of twenty people from all over Europe (Reuters) - see below",
        "القمة: رويترز تنفي الخبر",
    ],
)
def test_a_sentence_is_no_dateline(line):
    assert read_dateline(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "دمشق - 12 كانون الثاني 2022",
        "الرياض 9 جمادى الآخرة 1443 هـ الموافق 12 يناير 2022 م واس",
        "12/1/22",
        "Среда, 12 января 2022 г.",
        "12. Januar 2022, 14:05 Uhr",
        "Jan. 12, 2022 Updated: Jan. 14, 2022 5:02 p.m. ET",
    ],
)
def test_lines_of_the_day(line):
    found = head(line)
    assert (found.date, found.text) == (DAY, BODY)


def test_a_title_with_a_day_stays_a_title():
    assert read_layout(f"Gipfel am 12. Januar 2022\n\n{BODY}").title == "Gipfel am 12. Januar 2022"
    assert date_line("دمشق - 12 كانون الثاني 2022") is None


@pytest.mark.parametrize(
    ("labels", "outlet"),
    [
        (("العنوان: قمة", "الكاتب: سمر نجم", "التاريخ: 12 يناير 2022", "المصدر: ميزان"), "ميزان"),
        (("Title: قمة", "Author: سمر نجم", "Date: 12 January 2022", "Source: The Post"), "The Post"),
        (("Titre : قمة", "Auteur : سمر نجم", "Date : 12 janvier 2022", "Journal : Le Soir"), "Le Soir"),
    ],
)
def test_labelled_heads(labels, outlet):
    found = read_layout("\n".join([*labels, "", BODY]))
    assert (found.title, found.author, found.date, found.source) == ("قمة", "سمر نجم", DAY, outlet)
    assert (found.source_from, found.text) == ("line", BODY)


def test_a_source_that_is_an_agency_is_the_author():
    found = head("المصدر: رويترز")
    assert (found.author, found.source, found.text) == ("رويترز", None, BODY)


def test_a_day_behind_the_author_and_a_name_without_colon():
    found = head("By Jane Smith and John O’Neil | January 12, 2022")
    assert (found.author, found.date) == ("Jane Smith and John O’Neil", DAY)
    found = head("كتبت سمر نجم", "12-01-2022")
    assert (found.author, found.date) == ("سمر نجم", DAY)
    assert head("كتبت سمر نجم").text == f"كتبت سمر نجم\n\n{BODY}"


def test_an_address_goes_into_its_column_and_dates_the_article(tmp_path):
    address = "https://a.example/2022/01/12/x.html"
    (tmp_path / "a.txt").write_text(f"قمة\n{address}\n\n{BODY}", encoding="utf-8")
    assert read_articles(tmp_path).select("url", "date", "text").row(0) == (address, DAY, BODY)
    assert audit_articles(tmp_path)["date_from"].to_list() == ["url"]


def test_buttons_go_from_the_head_only():
    found = head("12 يناير 2022", "شارك", "فيسبوك", "تويتر")
    assert (found.text, len(found.dropped)) == (BODY, 3)
    text = f"قمة\n\n{BODY}\n\nFollow us on\n\nTwitter\n\nfor more of this."
    assert "Twitter" in read_layout(text).text


def test_a_caption_may_be_labelled():
    found = head("Photo: The minister at the hall. REUTERS/Ana Lind")
    assert (found.caption, found.text) == ("Photo: The minister at the hall. REUTERS/Ana Lind", BODY)


@pytest.mark.parametrize("line", ["Source: the secret of a good story is trust", "Brexit - map: how they voted"])
def test_prose_that_begins_like_a_label_or_a_dateline_is_prose(line):
    found = read_layout(f"Talks in Brussels\n{line}\n\n{BODY}")
    assert (found.author, found.source, found.text) == (None, None, f"{line}\n\n{BODY}")
    assert read_layout(f"{line}\n\n{BODY}").title == line
