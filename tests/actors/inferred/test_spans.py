"""Where the name of a person begins and ends: the rules over the classes of words."""

from __future__ import annotations

import pytest

from corpus_tools import find_actors


@pytest.fixture(scope="session")
def persons(corpus_of, package_actors):
    """Give the persons found in one text by table and rules."""

    def find(text):
        mentions = find_actors(corpus_of(text), actors=package_actors, inferred=True)
        return mentions.filter(mentions["kind"] == "person")["surface"].to_list()

    return find


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("قال عبد الكريم الزغبي إن المعرض تأجل", ["عبد الكريم الزغبي"]),
        ("افتتح نور الدين الصيرفي المعرض", ["نور الدين الصيرفي"]),
        ("هنأ سعد بن محمد بن سعد الشلالي الفائزين", ["سعد بن محمد بن سعد الشلالي"]),
        ("حضر الحفل وليد السيد وتامر فهمي", ["وليد السيد", "وتامر فهمي"]),
        ("وصل الخطاط دغمش بن عبد العزيز المطيري مساء", ["دغمش بن عبد العزيز المطيري"]),
        ("كتب الحارث بن حلزة معلقته", ["الحارث بن حلزة"]),
        ("زار البابا إنوسنت الثالث عشر المدينة", ["إنوسنت الثالث عشر"]),
        ("توج الملك هنري الثامن في القصر", ["هنري الثامن"]),
        ("سجل باولو دل بييرو هدفا", ["باولو دل بييرو"]),
        ("استقبل الشيخ حمد بن خليفة آل ثاني الوفد", ["الشيخ حمد بن خليفة آل ثاني"]),
        ("هنأ الأمير محمد بن سلمان بن عبدالعزيز آل سعود الفائزين", ["الأمير محمد بن سلمان بن عبدالعزيز آل سعود"]),
        ("شارك الدكتور عبد العزيز الزنكوي في الندوة", ["عبد العزيز الزنكوي"]),
    ],
)
def test_a_name_goes_on_to_its_last_surname(persons, text, names):
    assert persons(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("فاز اللاعب عبد الله المرزوقي والعماني أيمن الكندري", ["عبد الله المرزوقي", "أيمن الكندري"]),
        ("رحل الهولندي يوهان فان دربيك والكولومبي كارلوس فالديراما", ["يوهان فان دربيك", "كارلوس فالديراما"]),
        ("بعد أن هرب بن سعيد من المدينة", []),
        ("كما هو معروف فإن الأخطاء كثيرة", []),
        ("تأهل الفريق بفوزه على ضيفه", []),
        ("طالب الوفد بحل سلمي للأزمة", []),
        ("أعلن الخليفة موعد العيد", []),
        ("افتتح مركز عبد العزيز التاريخي أمس", ["عبد العزيز"]),
        ("زار قرية عبد الكريم الاقتصادية أمس", []),
        ("مطبوعات مدرسة أم القرى كثيرة", []),
    ],
)
def test_a_name_stops_where_the_next_begins(persons, text, names):
    assert persons(text) == names


@pytest.mark.parametrize("spelling", ["غولدوني", "جولدوني"])
def test_a_foreign_name_is_found_as_egypt_spells_it(persons, spelling):
    assert persons(f"التقى غابرييل {spelling} الوفد") == [f"غابرييل {spelling}"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("كتب أفلاطون عن أثينا", ["أفلاطون"]),
        ("ألف موتسارت أوبرا جديدة", ["موتسارت"]),
        ("ألف موتسارت وبيتهوفن كثيرا", ["موتسارت", "وبيتهوفن"]),
        ("نشر هايزنبرج بحثه", ["هايزنبرج"]),
        ("قدم فالديراما كرة طويلة", ["فالديراما"]),
    ],
)
def test_a_surname_of_the_world_stands_alone(persons, text, names):
    assert persons(text) == names


def test_a_word_of_the_dictionary_is_a_surname_only_where_it_is_seldom_anything_else(corpus_of, package_actors):
    match = "مرر كارلوس كرة طويلة. سدد روبرتو كرة قوية. أبعد الحارس كرة خطرة. ضاعت كرة سهلة. عادت كرة بعيدة."
    film = "كتب كارلوس غرابة فيلما. قال روبرتو غرابة كلمة."
    for text, names in ((match, ["كارلوس", "روبرتو"]), (film, ["كارلوس غرابة", "روبرتو غرابة"])):
        mentions = find_actors(corpus_of(text), actors=package_actors, inferred=True)
        assert mentions.filter(mentions["kind"] == "person")["surface"].to_list() == names
