"""Where actors are found, and where they are not."""

from __future__ import annotations

import itertools

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools import find_actors, load_actors
from corpus_tools.errors import ArgumentError, FrameError
from corpus_tools.schema import MENTIONS

HEADER = "actor_id,name_ar,name_en,name_fr,kind,country,alias,language,how,context\n"


@pytest.fixture(scope="session")
def found(corpus_of, package_actors):
    """Give (surface, actor_id, how) of the mentions in one text."""

    def find(text, language="ar", actors=package_actors):
        return (
            find_actors(corpus_of(text, language=language), actors=actors).select("surface", "actor_id", "how").rows()
        )

    return find


@pytest.fixture
def own(tmp_path):
    """Load a table of one's own on top of the package's and keep only its actors."""

    def load(rows):
        path = tmp_path / "own.csv"
        path.write_text(HEADER + rows, encoding="utf-8")
        ids = {row.split(",")[0] for row in rows.splitlines()}
        return load_actors(path).filter(pl.col("actor_id").is_in(list(ids)))

    return load


@pytest.mark.parametrize(
    ("text", "language", "surface", "actor_id", "how"),
    [
        ("اجتمع حلف شمال الأطلسي أمس", "ar", "حلف شمال الأطلسي", "nato", "name"),
        ("اجتمع حلف الاطلسى أمس", "ar", "حلف الاطلسى", "nato", "alias"),
        ("يثير قلق «الناتو» منها", "ar", "الناتو", "nato", "alias"),
        ("وقال وبالناتو وغيره", "ar", "وبالناتو", "nato", "alias"),
        ("ضمانات للناتو أولا", "ar", "للناتو", "nato", "alias"),
        ("عضو في NATO منذ سنة", "ar", "NATO", "nato", "name"),
        ("the NATO summit", "en", "NATO", "nato", "name"),
        ("the Nato summit", "en", "Nato", "nato", "name"),
        ("le sommet de l’OTAN à Bruxelles", "fr", "OTAN", "nato", "name"),
        ("the North Atlantic Treaty Organization met", "en", "North Atlantic Treaty Organization", "nato", "alias"),
        ("رسالة لبوتين وحده", "ar", "لبوتين", "vladimir-putin", "alias"),
        ("اتصل بفلاديمير بوتين صباحا", "ar", "بفلاديمير بوتين", "vladimir-putin", "name"),
        ("President Putin's visit", "en", "Putin's", "vladimir-putin", "alias"),
        ("أعلن الكرملين ذلك", "ar", "الكرملين", "russia", "metonym"),
        ("US troops arrived", "en", "US", "united-states", "acronym"),
        ("U.S. troops arrived", "en", "U.S.", "united-states", "acronym"),
        ("نقلت أ ف ب الخبر", "ar", "أ ف ب", "afp", "acronym"),
        ("نقلت (أ.ف.ب) الخبر", "ar", "أ.ف.ب", "afp", "acronym"),
        ("القوات الروسية تتقدم", "ar", "الروسية", "russia", "demonym"),
        ("les troupes russes avancent", "fr", "russes", "russia", "demonym"),
    ],
)
def test_an_actor_is_found_under_its_names(found, text, language, surface, actor_id, how):
    assert (surface, actor_id, how) in found(text, language)


@pytest.mark.parametrize(
    ("text", "language", "actor_id"),
    [
        ("gave us the news", "en", "united-states"),
        ("un accord", "fr", "united-nations"),
        ("كابل كهربائي مقطوع", "ar", "apple"),
        ("آثار بابل القديمة", "ar", "apple"),
        ("putin is no name in lower case", "en", "vladimir-putin"),
        ("الولايات، المتحدة كلمتان", "ar", "united-states"),
        ("الولايات،المتحدة كلمتان", "ar", "united-states"),
        ("في الولايات. المتحدة كلمة", "ar", "united-states"),
        ("في الولايات\nالمتحدة كلمة", "ar", "united-states"),
        ("حلف شمال (الأطلسي) بحر", "ar", "nato"),
    ],
)
def test_other_words_are_not_an_actor(found, text, language, actor_id):
    assert actor_id not in [mention[1] for mention in found(text, language)]


@pytest.mark.parametrize("name", ["ذكرت قناة روسيا اليوم ذلك", "وفق ما ذكرته «روسيا اليوم».", "أفاد موقع روسيا اليوم"])
def test_russia_today_is_a_broadcaster(found, name):
    assert [mention[1] for mention in found(name)] == ["rt"]


@pytest.mark.parametrize("day", ["الأربعاء", "الاثنين", "الإثنين", "الجمعة"])
def test_russia_on_a_weekday_is_the_state(found, day):
    assert found(f"قالت روسيا اليوم {day} إنها مستعدة") == [("روسيا", "russia", "name")]


def test_the_accusative_of_the_adjective_is_a_demonym(found):
    assert found("يكون غزواً روسياً لبلد آخر") == [("روسياً", "russia", "demonym")]
    assert found("هاجم روسيا") == [("روسيا", "russia", "name")]


def test_the_accusative_without_its_sign_is_a_demonym(found):
    assert found("أوقف جنديا أميركيا ومواطنا تونسيا") == [
        ("أميركيا", "united-states", "demonym"),
        ("تونسيا", "tunisia", "demonym"),
    ]


def test_malians_are_told_from_finances(found):
    assert [row[1] for row in found("قتل أربعة جنود ماليين")] == ["mali"]
    assert found("قال محللون ماليين ودعمته ماليا") == []


def test_demonyms_are_not_read_as_names_with_a_preposition(found):
    assert [row[1] for row in found("الوفد الفرنسي والألماني والأوكرانية")] == ["france", "germany", "ukraine"]


def test_short_forms_need_the_full_name_in_the_same_article(corpus_of, package_actors):
    corpus = corpus_of("قال الحلف إنه مستعد", "قال الناتو أمس. وأضاف الحلف أن للحلف رأيا", "دعا للحلف ثم زار الناتو")
    rows = find_actors(corpus, actors=package_actors).select("doc_id", "surface", "how").rows()
    assert rows == [
        ("1", "الناتو", "alias"), ("1", "الحلف", "short"), ("1", "للحلف", "short"),
        ("2", "للحلف", "short"), ("2", "الناتو", "alias"),
    ]  # fmt: skip


def test_an_ambiguous_surname_needs_the_full_name(found):
    assert found("Mr Sherman left.", "en") == []
    rows = found("Wendy Sherman spoke. Sherman left.", "en")
    assert rows == [("Wendy Sherman", "wendy-sherman", "name"), ("Sherman", "wendy-sherman", "short")]


def test_a_short_form_of_two_actors_is_the_one_named_last_before_it(found, own):
    actors = own(
        "sullivan-jake,,Jake Sullivan,,person,,,,,\nsullivan-jake,,,,,,Sullivan,en,short,\n"
        "sullivan-john,,John Sullivan,,person,,,,,\nsullivan-john,,,,,,Sullivan,en,short,\n"
    )
    text = "Sullivan came. John Sullivan met Jake Sullivan. Sullivan spoke. John Sullivan left. Sullivan too."
    ids = [row[1].removeprefix("sullivan-") for row in found(text, "en", actors)]
    # The first comes before any name: it is the one named first after it.
    assert ids == ["john", "john", "jake", "jake", "john", "john"]


def test_a_short_form_without_its_actor_does_not_hide_another_name(found, own):
    actors = own("harbour,المرفأ,,,company,,,,,\nboard,هيئة,,,company,,,,,\nboard,,,,,,مجلس المرفأ,ar,short,\n")
    assert found("قرر مجلس المرفأ ذلك", actors=actors) == [("المرفأ", "harbour", "name")]
    assert ("مجلس المرفأ", "board", "short") in found("قررت هيئة ذلك. قرر مجلس المرفأ ذلك", actors=actors)


def test_the_longest_of_overlapping_names_wins(found, own):
    actors = own("a,بحر,,,company,,,,,\nb,بحر جبل,,,company,,,,,\nc,جبل نهر,,,company,,,,,\n")
    assert found("بحر جبل نهر", actors=actors) == [("بحر جبل", "b", "name")]
    assert found("بحر ثم جبل نهر ثم بحر", actors=actors) == [
        ("بحر", "a", "name"),
        ("جبل نهر", "c", "name"),
        ("بحر", "a", "name"),
    ]


@pytest.mark.parametrize(
    ("rule", "text", "is_found"),
    [
        ("-next:القديم", "زرت المرفأ القديم", False),
        ("-next:القديم", "زرت المرفأ الجديد", True),
        ("-next:القديم", "زرت القديم في المرفأ", True),
        ("-next:القديم", "زرت المرفأ. القديم", True),
        ("-next:@number", "زرت المرفأ 12", False),
        ("-next:@number", "زرت المرفأ ١٢", False),
        ("-next:@weekday", "زرت المرفأ الثلاثاء", False),
        ("-prev:قرب|جوار", "زرت جوار المرفأ", False),
        ("-prev:قرب|جوار", "زرت بجوار المرفأ", False),
        ("-prev:قرب|جوار", "زرت المرفأ قرب", True),
        ("+next:التجاري", "زرت المرفأ التجاري", True),
        ("+next:التجاري", "زرت المرفأ", False),
        ("+prev:إدارة", "زرت اداره المرفأ", True),
        ("+prev:إدارة", "المرفأ إدارة", False),
        ("+near:سفينة", "رست سفينة كبيرة عند المرفأ", True),
        ("+near:سفينة", "رست سفينة. زرت المرفأ", False),
        ("-near:سفينة", "رست سفينة كبيرة عند المرفأ", False),
        ("-near:سفينة", "رست سفينة. زرت المرفأ", True),
        ("+near:سفينة;-next:القديم", "سفينة في المرفأ الجديد", True),
        ("+near:سفينة;-next:القديم", "سفينة في المرفأ القديم", False),
    ],
)
def test_context_rules(found, own, rule, text, is_found):
    actors = own(f"harbour,هيئة المرفأ,,,company,,,,,\nharbour,,,,,,المرفأ,ar,alias,{rule}\n")
    assert bool(found(text, actors=actors)) is is_found


@pytest.mark.parametrize("rule", ["next:x", "-after:x", "-next", "-next:", "-next:a||b"])
def test_a_rule_that_does_not_parse_is_refused(found, own, rule):
    actors = own(f"harbour,هيئة,,,company,,,,,\nharbour,,,,,,المرفأ,ar,alias,{rule}\n")
    with pytest.raises(FrameError, match="a context rule like -next:word"):
        found("زرت المرفأ أمس", actors=actors)


def test_a_table_of_ones_own_overrules_the_packages(corpus_of, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(HEADER + "nato,التحالف الغربي,,,group,,,,,\n", encoding="utf-8")
    rows = find_actors(corpus_of("التحالف الغربي ثم الناتو وروسيا"), actors=load_actors(path))
    assert rows.select("surface", "actor_id", "kind").rows() == [
        ("التحالف الغربي", "nato", "group"),
        ("وروسيا", "russia", "state"),
    ]


def test_the_frame_is_the_one_promised(corpus_of, package_actors):
    #                                        0         1
    #                                        0123456789012345
    mentions = find_actors(corpus_of("قمة.\nقال وبوتين", doc_id=["a"]), actors=package_actors)
    assert dict(mentions.schema) == dict(MENTIONS.columns)
    assert mentions.rows() == [("a", 1, 9, 15, "وبوتين", "vladimir-putin", "فلاديمير بوتين", "person", "alias", 1.0)]


@pytest.mark.parametrize(("language", "name"), [("ar", "روسيا"), ("en", "Russia"), ("fr", "Russie")])
def test_display_names_are_in_the_language_asked_for(corpus_of, package_actors, language, name):
    mentions = find_actors(corpus_of("روسيا", "Russia", language="ar"), actors=package_actors, language=language)
    assert mentions["actor"].to_list() == [name, name]


@pytest.mark.parametrize(("languages", "name"), [(["en", "en", "ar"], "Russia"), (["fi", "fi", "fi"], "روسيا")])
def test_display_names_are_in_the_commonest_language(corpus_of, package_actors, languages, name):
    mentions = find_actors(corpus_of("Russia", "", "", language=languages), actors=package_actors)
    assert mentions["actor"].to_list() == [name]


def test_an_unknown_language_of_names_is_refused(corpus_of):
    with pytest.raises(ArgumentError, match=r"language one of .*got 'de'"):
        find_actors(corpus_of("روسيا"), language="de")


def test_a_table_without_its_columns_is_refused(corpus_of):
    with pytest.raises(FrameError, match=r"find_actors: expected a column 'name_ar' \(one row an alias of an actor\)"):
        find_actors(corpus_of("روسيا"), actors=pl.DataFrame({"actor_id": ["russia"]}))


@pytest.mark.parametrize("texts", [[], [""], ["...", None], ["لا أحد هنا"]])
def test_nobody_to_find(corpus_of, package_actors, texts):
    mentions = find_actors(corpus_of(*texts), actors=package_actors)
    assert mentions.is_empty()
    assert dict(mentions.schema) == dict(MENTIONS.columns)


def test_an_empty_table_finds_nobody(corpus_of, package_actors):
    assert find_actors(corpus_of("قالت روسيا"), actors=package_actors.head(0)).is_empty()


PIECES = [
    "روسيا",
    "اليوم",
    "الناتو",
    "للحلف",
    "حلف",
    "شمال",
    "الأطلسي",
    "الولايات",
    "المتحدة",
    "الأربعاء",
    "،",
    ".",
    "\n",
    "😀",
    "US",
]


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=10), min_size=1, max_size=3))
def test_mentions_are_what_stands_there_in_order_and_apart(corpus_of, package_actors, articles):
    corpus = corpus_of(*map(" ".join, articles))
    few = package_actors.filter(pl.col("actor_id").is_in(["nato", "russia", "rt", "united-states"]))
    mentions = find_actors(corpus, actors=few)
    texts = dict(corpus.articles.select("doc_id", "text").rows())
    rows = mentions.select("doc_id", "start", "end", "surface").rows()
    assert all(texts[doc][start:end] == surface for doc, start, end, surface in rows)
    assert rows == sorted(rows)
    assert all(one[2] <= other[1] for one, other in itertools.pairwise(rows) if one[0] == other[0])


def test_a_part_has_the_mentions_of_the_whole(corpus_of, package_actors):
    corpus = corpus_of("قال الناتو والحلف", "روسيا وللحلف", "الحلف والناتو", source=["أ", "ب", "أ"])
    whole = find_actors(corpus, actors=package_actors).filter(pl.col("doc_id").is_in(["0", "2"]))
    assert find_actors(corpus.filter(pl.col("source") == "أ"), actors=package_actors).equals(whole)


def test_the_real_article_names_nato_at_least_thirteen_times(corpus_data, corpus_of, package_actors):
    text = next((corpus_data / "seeds").glob("*.txt")).read_text(encoding="utf-8")
    title = text.split("\n")[0]
    body = text.split("\n+ الخط -\n")[-1]
    mentions = find_actors(corpus_of(body), actors=package_actors)
    counts = dict(mentions["actor_id"].value_counts().rows())
    assert "الناتو" in title
    assert counts["nato"] >= 13
    assert {"russia", "ukraine", "united-states", "rt", "dmitry-peskov", "reuters", "vladimir-putin"} <= set(counts)
    # وفق ما ذكرته "روسيا اليوم" is the broadcaster.
    assert counts["rt"] == 1
