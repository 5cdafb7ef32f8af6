"""Bodies of states that an article names without their state."""

from __future__ import annotations

import polars as pl
import pytest

from corpus_tools import build_corpus, find_actors


@pytest.fixture(scope="module")
def bodies():
    def find(text):
        corpus = build_corpus(pl.DataFrame({"text": [text], "language": ["ar"]}))
        mentions = find_actors(corpus, inferred=True)
        return (
            mentions.filter(pl.col("kind").is_in(["organisation", "institution"])).select("surface", "actor_id").rows()
        )

    return find


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("صادق مجلس الشيوخ على القانون", ["مجلس الشيوخ"]),
        ("رفضت محكمة النقض والمحكمة الدستورية الطعن", ["محكمة النقض", "والمحكمة الدستورية"]),
        ("أعلنت المديرية العامة للأمن الوطني ذلك", ["المديرية العامة للأمن الوطني"]),
        ("قالت اللجنة الوطنية لحقوق الإنسان ذلك", ["اللجنة الوطنية لحقوق الإنسان"]),
        ("رفضت محكمة النقض المصرية الطعن", ["محكمة النقض المصرية"]),
        ("انعقدت اللجنة الوطنية اليوم", []),
        ("قالت اللجنة لحقوق كثيرة", []),
    ],
)
def test_a_body_ends_where_its_name_does(bodies, text, names):
    assert [surface for surface, _ in bodies(text)] == names


def test_a_proclitic_is_no_part_of_the_name(bodies):
    assert [key for _, key in bodies("التقى الوزير ومجلس الشيوخ")] == ["organisation:مجلس-الشيوخ"]
    assert [key for _, key in bodies("التقى الوزير بالديوان الملكي")] == ["organisation:الديوان-الملكي"]
    assert [key for _, key in bodies("قال مدير عام للبنك الزراعي ذلك")] == ["organisation:البنك-الزراعي"]
    assert [key for _, key in bodies("خسر اليوم للمنتخب المغربي لاعب")] == ["organisation:المنتخب-المغربي"]


def test_bodies_are_less_sure_than_other_finds():
    corpus = build_corpus(pl.DataFrame({"text": ["صادق مجلس الشيوخ على القانون"], "language": ["ar"]}))
    assert find_actors(corpus, inferred=True)["confidence"].to_list() == [0.43]


def test_a_body_is_that_of_the_state_named_in_the_article(bodies):
    text = "قال مجلس النواب الأردني ذلك، ثم اجتمع مجلس النواب."
    assert [key for _, key in bodies(text)] == ["jordanian-parliament"] * 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("خسر المنتخب المغربي أمس", ["المنتخب المغربي"]),
        ("خسر المنتخب الوطني المغربي أمس", ["المنتخب الوطني المغربي"]),
        ("وصل منتخب السنغال ومنتخب مصر", ["منتخب السنغال", "ومنتخب مصر"]),
        ("وصل المنتخب صباحا إلى الفندق", []),
        ("قال الرئيس المنتخب الأمريكي ذلك", []),
    ],
)
def test_a_national_team_is_named_for_its_nation(bodies, text, names):
    assert [surface for surface, _ in bodies(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("انسحب جيش الأيوبيين ليلا", ["جيش الأيوبيين"]),
        ("عبرت الجيوش العباسية النهر", ["الجيوش العباسية"]),
        ("واجهت قوات المغول مقاومة", ["قوات المغول"]),
        ("انتشرت قوات كبيرة في المدينة", []),
    ],
)
def test_an_army_of_no_state_of_today_is_named_for_its_dynasty(bodies, text, names):
    assert [surface for surface, _ in bodies(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("أعلنت وزارة خارجية السنغال ذلك", ["وزارة خارجية السنغال"]),
        ("أنشأت مؤسسة المكتبات الرقمية موقعا", ["المكتبات الرقمية"]),
        ("قال فريق العمل إن المشروع انتهى", []),
        ("افتتح الوزير مركز عادل", []),
    ],
)
def test_a_head_needs_what_makes_it_a_name(bodies, text, names):
    assert [surface for surface, _ in bodies(text)] == names
