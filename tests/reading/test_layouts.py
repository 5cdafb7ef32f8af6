"""Scraped layouts come apart into head and body; nothing of the body is lost."""

import datetime as dt

import polars as pl
import pytest

from corpus_tools.reading.text.date_lines import date_line
from corpus_tools.reading.text.heads import author_of
from corpus_tools.reading.text.layouts import is_caption, read_layout, read_layouts
from corpus_tools.reading.text.lines import drop_lines, drop_lines_of_all, load_rules, match_line

FIRST = "بدأت في بروكسل، اليوم الأربعاء، جلسة محادثات بين روسيا وحلف شمال الأطلسي."
SECOND = "وتستمر الجلسة ثلاث ساعات في مقر الحلف."
BODY = f"{FIRST}\n\n{SECOND}"
DAY = dt.date(2022, 1, 12)


def test_layout_with_title_twice_caption_and_buttons():
    found = read_layout(
        "قمة في بروكسل\n\nقمة في بروكسل\n\n12 يناير 2022\nغروشكو أمام المقر (سامر الحلبي/وكالة سحاب)\n"
        f"+ الخط -\n\n{BODY}\n\nالمساهمون"
    )
    assert (found.title, found.date, found.published) == ("قمة في بروكسل", DAY, None)
    assert found.caption == "غروشكو أمام المقر (سامر الحلبي/وكالة سحاب)"
    assert found.text == BODY
    assert [line.split(":")[0] for line in found.dropped] == ["title again", "font size", "contributors"]


def test_caption_without_credit_is_known_by_its_place():
    found = read_layout(f"قمة في بروكسل\n\n12 يناير 2022\nغروشكو أمام مقر الحلف\n+ الخط -\n\n{BODY}")
    assert (found.caption, found.text) == ("غروشكو أمام مقر الحلف", BODY)


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("كتبت: سمر نجم", "سمر نجم"),
        ("كتب: جاد سركيس", "جاد سركيس"),
        ("كتب – حمد بن ناصر -", "حمد بن ناصر"),
        ("بقلم: نديم الأشقر", "نديم الأشقر"),
        ("بيروت - ريما حداد", "ريما حداد"),
        ("بروكسل - سحاب", "سحاب"),
    ],
)
def test_layout_with_byline_date_and_lines_between(byline, author):
    found = read_layout(
        f"قمة في بروكسل\n{byline}\nالأربعاء 12 كانون الثاني 2022 - 14:35\n\n"
        f"{FIRST}\n\nاقرأ أيضاً: عشية القمة\n\n{SECOND}\n\nشارك المقال\nكلمات مفتاحية: روسيا، الناتو"
    )
    assert (found.title, found.author) == ("قمة في بروكسل", author)
    assert found.published == dt.datetime(2022, 1, 12, 14, 35)
    assert found.text == BODY
    assert [line.split(":")[0] for line in found.dropped] == ["read also", "share", "tags"]


@pytest.mark.parametrize("line", ["نُشر في: ١٢ جانفي ٢٠٢٢", "آخر تحديث: 12/01/2022", "تاريخ النشر: 2022-01-12"])
def test_layout_with_section_and_date_above_the_title(line):
    found = read_layout(f"سياسة\n{line}\nقمة في بروكسل\n\n{BODY}\n\nجميع الحقوق محفوظة © صوت الأطلس الجديد")
    assert (found.section, found.date, found.title) == ("سياسة", DAY, "قمة في بروكسل")
    assert (found.source, found.text) == ("صوت الأطلس الجديد", BODY)


def test_a_section_that_no_list_has_is_known_by_the_labelled_date_below():
    found = read_layout(f"شؤون مغاربية\nنُشر في: ١٢ جانفي ٢٠٢٢\nقمة في بروكسل\n\n{BODY}")
    assert (found.section, found.title) == ("شؤون مغاربية", "قمة في بروكسل")


def test_english_and_french_layouts_keep_the_dateline_of_the_agency():
    english = read_layout(
        "Talks open\nPublished: January 12, 2022 10:15 GMT\nBy Anna Calder\n\n"
        "GENEVA, Jan 12 (Sahab) - Talks opened.\n\nMore came.\n\nShare this article\nRead more: Another story"
    )
    french = read_layout(
        "Ouverture\nPublié le 12 janvier 2022 à 10h15\nPar Luc Fontanel\n\n"
        "GENÈVE, 12 janv (Sahab) - Début.\n\nPartager cet article\nLire aussi : Autre sujet"
    )
    assert (english.author, french.author) == ("Anna Calder", "Luc Fontanel")
    assert english.published == french.published == dt.datetime(2022, 1, 12, 10, 15)
    assert english.text == "GENEVA, Jan 12 (Sahab) - Talks opened.\n\nMore came."
    assert french.text == "GENÈVE, 12 janv (Sahab) - Début."


def test_publication_wins_over_a_change_whichever_stands_first():
    found = read_layout(f"Updated: January 13, 2022\nPublished: January 12, 2022\nTalks open\n\n{BODY}")
    assert (found.date, found.title) == (DAY, "Talks open")


def test_where_nothing_is_recognised_the_title_is_the_first_line():
    found = read_layout(f"عنوان بسيط\n\n{BODY}")
    assert (found.title, found.text, found.date) == ("عنوان بسيط", BODY, None)
    assert (found.title_from, found.date_from, found.dropped) == ("first line", "none", ())


@pytest.mark.parametrize("text", ["", FIRST])
def test_a_single_line_is_a_body_without_title(text):
    assert (read_layout(text).text, read_layout(text).title) == (text, None)


def test_a_first_paragraph_is_no_title():
    long = "كلمة " * 100
    assert read_layout(f"{long.strip()}\n\n{SECOND}").title is None


def test_an_article_is_never_all_head():
    found = read_layout("قمة في بروكسل\n12 يناير 2022\nغروشكو أمام المقر (رويترز)")
    assert found.text == "غروشكو أمام المقر (رويترز)"


@pytest.mark.parametrize(
    "sentence",
    [
        "شارك المقاتلون في العرض العسكري.",
        "share on sales of 40.8 mln dlrs.",
        "Share prices fell in Moscow.",
        "المساهمون في الشركة رفضوا العرض.",
        "طباعة العملة تتواصل في موسكو.",
        "Related events took place in Kyiv.",
        "Par ailleurs, le Kremlin dément.",
        "By Friday the talks had failed.",
        "اقرأ أيضاً ما كتبه المؤرخ عن الحرب الأولى، فهو يشرح الكثير.",
    ],
)
def test_sentences_that_begin_like_boilerplate_stay(sentence):
    assert drop_lines(f"{FIRST}\n\n{sentence}\n\n{SECOND}") == (
        f"{FIRST}\n\n{sentence}\n\n{SECOND}",
        (),
        None,
    )


def test_a_footer_counts_only_at_the_bottom():
    lines = "\n".join(f"سطر {number}" for number in range(10))
    assert drop_lines(f"© ميزان\n{lines}")[0].startswith("© ميزان")
    assert drop_lines(f"{lines}\n© ميزان")[0] == lines


def test_a_column_loses_the_lines_that_each_of_its_texts_loses():
    rules = [rule for rule in load_rules("drop", "read", "outlet") if rule.where != "top"]
    lines = [rule.key.replace("*", " شيء ").strip()[: rule.longest] for rule in rules]
    spelt = [line.upper().replace("ا", "أ").replace("ي", "ى").replace(" ", "  ").replace(":", " :") for line in lines]
    marked = ["".join(f"{letter}\u064e" if letter.isalpha() else letter for letter in line) for line in lines]
    texts = [f"{FIRST}\n\n{line}\n\n{SECOND}" for line in (*lines, *spelt, *marked, "", "سطر آخر")]
    bodies, dropped, outlets = drop_lines_of_all(pl.Series(texts))
    expected = [drop_lines(text) for text in texts]
    assert sum(map(bool, dropped)) > 2 * len(rules)
    assert list(zip(bodies, map(tuple, dropped), outlets, strict=True)) == expected


def test_texts_read_together_are_read_as_each_alone():
    texts = [f"قمة في بروكسل\n12 يناير 2022\n+ الخط -\n\n{FIRST}\n\nشارك المقال", FIRST, "", f"Talks\n\n{SECOND}"]
    assert read_layouts(texts) == [read_layout(text) for text in texts]


def test_every_rule_takes_a_line_written_by_its_pattern_and_has_a_reason():
    rules = load_rules("drop", "read", "outlet", "byline")
    assert len(rules) > 80
    for rule in rules:
        line = rule.key.replace("*", "abc")
        assert match_line(line, rule.kind, where=rule.where) is not None, rule.key
        assert rule.reason
        assert not rule.key.startswith("*")


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("12 يناير 2022", DAY),
        ("الأربعاء ١٢ كانون الثاني ٢٠٢٢ - 14:35", DAY),
        ("Published: January 12, 2022 10:15 GMT", DAY),
        ("Publié le 12 janvier 2022 à 10h15", DAY),
        ("الأربعاء 12 جانفي 2022 الساعة 10:47:22 بتوقيت تونس العاصمة", DAY),
        ("عقد الاجتماع في 12 يناير 2022 ببروكسل", None),
        ("12 يناير", None),
        ("Talks of January 12, 2022 in Brussels", None),
    ],
)
def test_a_date_line_holds_a_date_and_nothing_else(line, date):
    found = date_line(line)
    assert (found.date if found else None) == date


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("غروشكو أمام المقر (أوليفييه هوسليه/فرانس برس)", True),
        ("قصر الأمم في جنيف (رويترز)", True),
        ("Families at the border. Photograph: Ilinca Dobre/Sahab", True),
        ("حلف شمال الأطلسي (الناتو)", False),
        ("القاهرة- (رويترز)", False),
        ("وقال الوزير إن الاجتماع أُجّل. (رويترز)", False),
        ("وقال الوزير إن الاجتماع أُجّل (رويترز).", False),
    ],
)
def test_a_caption_ends_in_a_credit(line, expected):
    assert is_caption(line) is expected


def test_author_of_a_line_without_one_is_none():
    assert author_of("اجتماع في بروكسل اليوم مع وفد روسي كبير") is None
