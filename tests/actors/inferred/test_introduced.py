"""Acronyms in brackets, and names in quotes."""

from __future__ import annotations

import polars as pl
import pytest

from corpus_tools import build_corpus, find_actors


@pytest.fixture(scope="module")
def named():
    def find(*texts):
        corpus = build_corpus(pl.DataFrame({"text": list(texts), "language": ["ar"] * len(texts)}))
        return find_actors(corpus, inferred=True).select("surface", "actor_id").rows()

    return find


@pytest.mark.parametrize("acronym", ["UPAP", "إيدسمو"])
def test_an_acronym_in_brackets_is_the_body_before_it_in_the_whole_article(named, acronym):
    found = named(f"قالت المنظمة العربية للتنمية الصناعية ({acronym}) إن {acronym} ستجتمع.")
    assert [surface for surface, _ in found] == ["المنظمة العربية للتنمية الصناعية", acronym, acronym]
    assert len({actor for _, actor in found}) == 1


def test_an_acronym_says_nothing_in_another_article(named):
    found = named("قالت المنظمة العربية للتنمية الصناعية (QZWX) ذلك.", "نشر QZWX الخبر.")
    assert [surface for surface, _ in found].count("QZWX") == 1


def test_a_word_in_brackets_is_no_acronym(named):
    found = named("قالت المنظمة العربية للتنمية الصناعية (سابقا) إن ذلك كان سابقا.")
    assert [surface for surface, _ in found] == ["المنظمة العربية للتنمية الصناعية"]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ('بثت قناة "التاسعة" الخبر', "التاسعة"),
        ("بثت قناة «التاسعة» الخبر", "التاسعة"),
        ('نشر موقع "الصباح نيوز" الخبر', "الصباح نيوز"),
        ('قالت شركة "Zoomly" ذلك', "Zoomly"),
        ("قالت منصة Zoomly ذلك", "Zoomly"),
    ],
)
def test_what_a_channel_or_firm_is_called_may_be_any_word_in_quotes(named, text, surface):
    assert named(text) == [(surface, f"organisation:{surface.lower().replace(' ', '-').replace('ة', 'ه')}")]


def test_a_comma_is_no_quote(named):
    assert named("بثت قناة، كما قيل، الخبر") == []


def test_a_nickname_stands_inside_the_name(named):
    found = named("اعتقل خواكين «الشابو» جوسمان أمس. ونقل جوسمان إلى السجن.")
    assert [surface for surface, _ in found] == ["خواكين «الشابو» جوسمان", "جوسمان"]
    assert len({actor for _, actor in found}) == 1


def test_the_last_two_words_of_a_name_are_short_for_it(named):
    found = named("قال الرئيس إنريكي بينا نييتو اليوم إنه مستعد. وأضاف بينا نييتو أنه سيسافر.")
    assert [surface for surface, _ in found] == ["إنريكي بينا نييتو", "بينا نييتو"]
    assert len({actor for _, actor in found}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "في 12 جوان الماضي وفي جوان أيضا",
        "وحق الشعب ثابت ورضوانه عليه",
        "انضوى تحت لواء التنظيمات الإرهابية",
        "هذا الحدث الفريد من نوعه",
        'غرقت سفينة "مريم" أمس',
        "حاول النيل من سمعته أمام الرأي العام",
        "هو مولود هناك أعزه الله",
    ],
)
def test_months_formulae_ships_and_ordinary_words_are_no_names(named, text):
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("على ضفتي المتوسط", "mediterranean"),
        ("قرب سواحل الأطلسي", "atlantic-ocean"),
        ("دول حلف الأطلسي", "nato"),
        ("على مياه النيل", "nile"),
    ],
)
def test_a_bare_sea_is_one_beside_words_of_sea(named, text, actor):
    assert [key for _, key in named(text)] == [actor]
