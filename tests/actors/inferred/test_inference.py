"""Names that no table has: found by rules, found again, and told apart."""

from __future__ import annotations

import itertools

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tools import find_actors
from corpus_tools.actors.inferred.classes import arabic_class
from corpus_tools.actors.inferred.latin import latin_classes
from corpus_tools.schema import GAZETTEER, MENTIONS, empty_frame


@pytest.fixture(scope="session")
def inferred(corpus_of):
    """Give (surface, kind) of the names found in one text without a table."""

    def find(text, language="ar"):
        mentions = find_actors(corpus_of(text, language=language), actors=empty_frame(GAZETTEER), inferred=True)
        return mentions.select("surface", "kind").rows()

    return find


@pytest.mark.parametrize(
    ("text", "language", "surface", "kind"),
    [
        ("وصل أحمد زهران أمس إلى هنا", "ar", "أحمد زهران", "person"),
        ("قال محمد بن سالم القحطاني ذلك", "ar", "محمد بن سالم القحطاني", "person"),
        ("التقى عبد الرحمن الشمري وفدا", "ar", "عبد الرحمن الشمري", "person"),
        ("قال وزير الخارجية فرناندو كوستيرا ذلك", "ar", "فرناندو كوستيرا", "person"),
        ("التقت ومحمد زهران الوفد", "ar", "ومحمد زهران", "person"),
        ("غادر الرئيس صالح، وعاد", "ar", "صالح", "person"),
        ("في مدينة زغريتوش قرب البحر", "ar", "زغريتوش", "place"),
        ("سافر إلى فلورنسا صباحا", "ar", "فلورنسا", "place"),
        ("أعلنت شركة زغروتيك أرباحها", "ar", "زغروتيك", "organisation"),
        ("فاز نادي الهلال على ضيفه", "ar", "الهلال", "organisation"),
        ("President Angela Kowalczyk spoke", "en", "Angela Kowalczyk", "person"),
        ("a book by George F. Hauser on ships", "en", "George F. Hauser", "person"),
        ("the painter Joaquin de la Pazuela died", "en", "Joaquin de la Pazuela", "person"),
        ("he studied at the Zagrovian Institute for years", "en", "Zagrovian Institute", "organisation"),
        ("Zagroville is a village on the coast", "en", "Zagroville", "place"),
        ("they met in Yorkshire last year", "en", "Yorkshire", "place"),
        ("selon le ministre Gérard Lemoine, rien", "fr", "Gérard Lemoine", "person"),
        ("il habite en Bretagne depuis peu", "fr", "Bretagne", "place"),
    ],
)
def test_a_name_is_found_by_what_stands_around_it(inferred, text, language, surface, kind):
    assert (surface, kind) in inferred(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "وصل الوفد على متن طائرة خاصة",
        "رأيت رجلا كريما في الطريق",
        "هذا إطار جميل للصورة",
        "لم يكن رأيه من المعادي لهذا التغيير",
        "قال متحدث باسم الحكومة ذلك",
        "سيعقد الاجتماع في الأسبوع المقبل",
    ],
)
def test_ordinary_words_are_no_names(inferred, text):
    assert inferred(text) == []


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("شمل القرار آسيا وأوروبا معا", "وأوروبا"),
        ("انتقل العمل بالحجاز إلى غيره", "بالحجاز"),
        ("رحلة الشتاء للحجاز طويلة", "للحجاز"),
        ("امتدت الدولة العباسية قرونا", "الدولة العباسية"),
        ("درس في جامع القرويين سنة", "جامع القرويين"),
        ("نزح أهل ريف حماة شمالا", "ريف حماة"),
        ("سكن في حي المعادي سنة", "المعادي"),
    ],
)
def test_a_listed_place_is_found_behind_what_is_written_with_it(inferred, text, surface):
    assert (surface, "place") in inferred(text)


def test_a_letter_before_a_word_makes_no_place_of_it(inferred):
    assert inferred("يفيد الغذاء الصحي للجنين كثيرا") == []


@pytest.mark.parametrize("text", ["It was a long day. Nobody came.", "May I come in? The rich bill is high."])
def test_capitals_of_sentences_are_no_names(inferred, text):
    assert inferred(text, "en") == []


def test_without_being_asked_only_the_table_is_searched(corpus_of, package_actors):
    corpus = corpus_of("التقى أحمد زهران بوتين أمس")
    plain = find_actors(corpus, actors=package_actors)
    assert plain["actor_id"].to_list() == ["vladimir-putin"]
    assert plain["confidence"].to_list() == [1.0]


def test_what_is_inferred_changes_nothing_of_the_table(corpus_of, package_actors):
    corpus = corpus_of("التقى أحمد زهران بوتين في موسكو، وقال زهران إن حلف شمال الأطلسي بعيد. جامعة القاهرة")
    plain = find_actors(corpus, actors=package_actors)
    both = find_actors(corpus, actors=package_actors, inferred=True)
    assert both.filter(pl.col("how") != "inferred").equals(plain)
    assert both.filter(pl.col("how") == "inferred")["actor_id"].to_list() == ["person:احمد-زهران", "person:احمد-زهران"]
    assert both.filter(pl.col("how") == "inferred")["confidence"].is_between(0.05, 0.95).all()


@pytest.mark.parametrize(
    ("text", "language", "surface", "kind"),
    [
        ("فاز دينامو كييف أمس", "ar", "دينامو كييف", "organisation"),
        ("خسر ريال مدريد أمس", "ar", "ريال مدريد", "organisation"),
        ("درس في جامعة زيورخ سنوات", "ar", "جامعة زيورخ", "organisation"),
        ("انضم إلى نادي برشلونة أمس", "ar", "نادي برشلونة", "organisation"),
        ("وصلت فيكتوريا بيكهام أمس", "ar", "فيكتوريا بيكهام", "person"),
        ("the Boston Bruins won again", "en", "Boston Bruins", "organisation"),
        ("he taught at the University of Geneva then", "en", "University of Geneva", "organisation"),
        ("she met Paris Hilton again", "en", "Paris Hilton", "person"),
        ("le Paris Football Club gagne", "fr", "Paris Football Club", "organisation"),
    ],
)
def test_a_longer_name_takes_the_place_of_the_city_in_it(corpus_of, package_actors, text, language, surface, kind):
    corpus = corpus_of(text, language=language)
    mentions = find_actors(corpus, actors=package_actors, inferred=True)
    assert mentions.select("surface", "kind", "how").rows() == [(surface, kind, "inferred")]
    assert surface not in find_actors(corpus, actors=package_actors)["surface"].to_list()


@pytest.mark.parametrize(
    ("text", "language", "surface"),
    [
        ("زار محمد بغداد أمس", "ar", "بغداد"),
        ("عقد مؤتمر باريس أمس", "ar", "باريس"),
        ("عاد من جامعة بالقاهرة أمس", "ar", "بالقاهرة"),
        ("فاز فريق من مصر أمس", "ar", "مصر"),
        ("they left Boston, Police said", "en", "Boston"),
        ("he lived in Boston for years", "en", "Boston"),
    ],
)
def test_a_city_beside_another_name_stays_a_city(corpus_of, package_actors, text, language, surface):
    mentions = find_actors(corpus_of(text, language=language), actors=package_actors, inferred=True)
    assert mentions.filter(pl.col("how") != "inferred")["surface"].to_list() == [surface]


def test_a_surname_is_the_person_that_its_article_names_in_full(corpus_of):
    corpus = corpus_of("قال كوفي زغروتي كلمة. ثم غادر زغروتي القاعة.", "ثم غادر زغروتي القاعة. قال زغروتي كلمة.")
    rows = (
        find_actors(corpus, actors=empty_frame(GAZETTEER), inferred=True).select("doc_id", "surface", "actor_id").rows()
    )
    assert ("0", "زغروتي", "person:كوفي-زغروتي") in rows
    # Another article may mean another bearer of the name.
    assert ("1", "زغروتي", "person:زغروتي") in rows
    assert not any(doc == "1" and actor == "person:كوفي-زغروتي" for doc, _, actor in rows)


def test_of_two_bearers_a_surname_is_the_one_named_last(corpus_of):
    text = "John Zagrovic met Mary Zagrovic. Zagrovic spoke. John Zagrovic left. Zagrovic too."
    mentions = find_actors(corpus_of(text, language="en"), actors=empty_frame(GAZETTEER), inferred=True)
    alone = mentions.filter(pl.col("surface") == "Zagrovic")["actor_id"].to_list()
    assert alone == ["person:mary-zagrovic", "person:john-zagrovic"]


def test_a_name_found_surely_once_is_found_everywhere(corpus_of):
    corpus = corpus_of("قال الرئيس زغروت ملينكو كلمة", "أمس زغروت ملينكو هنا")
    rows = find_actors(corpus, actors=empty_frame(GAZETTEER), inferred=True).select("doc_id", "surface").rows()
    assert rows == [("0", "زغروت ملينكو"), ("1", "زغروت ملينكو")]


def test_the_display_name_has_no_proclitic(corpus_of):
    mentions = find_actors(corpus_of("التقت ومحمد زهران الوفد"), actors=empty_frame(GAZETTEER), inferred=True)
    assert mentions.select("surface", "actor").rows() == [("ومحمد زهران", "محمد زهران")]


@pytest.mark.parametrize("texts", [[], [""], ["...", None], ["12 34"]])
def test_no_words_no_names(corpus_of, texts):
    mentions = find_actors(corpus_of(*texts), actors=empty_frame(GAZETTEER), inferred=True)
    assert mentions.is_empty()
    assert dict(mentions.schema) == dict(MENTIONS.columns)


@pytest.mark.parametrize(
    ("word", "letter"),
    [
        ("محمد", "G"), ("ومحمد", "g"), ("سعيد", "H"), ("على", "X"), ("رأيت", "W"), ("وزير", "2"), ("الوزير", "T"),
        ("لوزير", "t"), ("مدينة", "+"), ("منطقة", "P"),
            ("الزغروتيك", "4"), ("وزارة", "V"), ("زغروتيك", "U"), ("سيعقد", "W"), ("بالتعاون", "l"),
    ],
)  # fmt: skip
def test_an_arabic_form_has_one_class(word, letter):
    assert arabic_class(word) == letter


def test_a_latin_form_that_is_mostly_small_has_its_capital_from_the_sentence():
    assert latin_classes(["Rich", "rich"], {"Rich": 1, "rich": 5}, "en") == ["C", "x"]
    assert latin_classes(["Rich", "rich"], {"Rich": 5, "rich": 1}, "en")[0] == "H"


WORDS = [
    "أحمد",
    "زهران",
    "الرئيس",
    "على",
    "عبد",
    "الله",
    "بن",
    "أبو",
    "وزارة",
    "العدل",
    "مدينة",
    "زغروت",
    "،",
    ".",
    "قال",
    "John",
    "12",
]


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=12), min_size=1, max_size=3))
def test_names_are_what_stands_there_in_order_and_apart(corpus_of, package_actors, articles):
    corpus = corpus_of(*map(" ".join, articles))
    few = package_actors.filter(pl.col("actor_id").is_in(["russia", "nato"]))
    mentions = find_actors(corpus, actors=few, inferred=True)
    texts = dict(corpus.articles.select("doc_id", "text").rows())
    rows = mentions.select("doc_id", "start", "end", "surface").rows()
    assert rows == sorted(rows)
    assert all(texts[doc][start:end] == surface for doc, start, end, surface in rows)
    assert all(a[2] <= b[1] for a, b in itertools.pairwise(rows) if a[0] == b[0])


def test_a_part_of_a_corpus_is_searched_like_a_whole(corpus_of):
    corpus = corpus_of("كلمات كثيرة قبل هذا كله", "وصل أحمد زهران أمس", source=["أ", "ب"])
    part = corpus.filter(pl.col("source") == "ب")
    mentions = find_actors(part, actors=empty_frame(GAZETTEER), inferred=True)
    assert mentions.select("doc_id", "surface").rows() == [("1", "أحمد زهران")]
