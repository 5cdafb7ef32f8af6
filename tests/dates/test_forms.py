"""Every kind of date expression in Arabic, English and French, with values worked by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus_tools.dates.find import find_in_text

TODAY = dt.date(2022, 1, 12)  # a Wednesday, 9 Jumada al-Akhira 1443


def read(text: str, *, language: str = "ar", today: dt.date | None = TODAY) -> list[str]:
    return [one.resolved.value for one in find_in_text(text, language=language, today=today)]


def read_types(text: str, *, language: str = "ar") -> list[tuple[str, str, str | None]]:
    found = find_in_text(text, language=language, today=TODAY)
    return [(one.resolved.value, one.resolved.type, one.resolved.grain) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("١٢ يناير ٢٠٢٢ و12/1/2022", ["2022-01-12", "2022-01-12"]),
        ("12-15 كانون الثاني/يناير", ["2022-01-12", "2022-01-15"]),
        ("بين 3 و5 مارس", ["2022-03-03", "2022-03-05"]),
        ("بين الأول والخامس من فبراير 2021", ["2021-02-01", "2021-02-05"]),
        ("من يناير إلى مارس 2020", ["2020-01", "2020-03"]),
        ("للفترة 2014-2016 وموسم 2014/2015", ["2014", "2016", "2014", "2015"]),
        ("الحادي والثلاثين من ديسمبر 2021", ["2021-12-31"]),
        ("منذ يوم أمس وقبل أسبوعين من الانتخابات", ["2022-01-11", "P2W"]),
        ("بعد أسبوع أو أسبوعين من البداية، وقبل يوم واحد من الجلسة", ["P1W", "P2W", "P1D"]),
        ("قبل ثلاث سنوات من الآن", ["2019"]),
        ("نفس الشهر من 2016 ونفس الفترة من السنة الماضية", ["2016-01", "2021"]),
        ("في 29 نوفمبر 2017، في ذلك اليوم من عام 1947", ["2017-11-29", "1947-11-29"]),
        ("ولد عام 2014، وفي 5 مارس من العام نفسه", ["2014", "2014-03-05"]),
        ("الأشهر الثلاثة الأولى من 2017 والستة أشهر الأخيرة من العام الماضي", ["2017-Q1", "2021-H2"]),
        ("الأشهر التسعة الأولى من العام الجاري والربع الأخير من 2016", ["P9M", "2016-Q4"]),
        ("الربع الأخير من العام المالي الماضي والسنة المالية 2015", ["FY2021-Q4", "FY2015"]),
        ("العام الدراسي الحالي ثم العام الدراسي المقبل", ["2021/2022", "2022/2023"]),
        ("نهاية شهر 5-2015 وشهر 6/2015", ["2015-05", "2015-06"]),
        (
            "الساعة 1249 بتوقيت جرينتش، 2.30 ظهرا، 15:02 ت م",
            ["2022-01-12T12:49", "2022-01-12T14:30", "2022-01-12T15:02"],
        ),
        ("على مدار السنة، طوال العام، البالغ من العمر 24 سنة، خالد (35 عاما)", ["P1Y", "P1Y", "P24Y", "P35Y"]),
        ("السجن خمس سنوات الاثنين، أمضوا سنوات، لأشهر أخرى", ["P5Y", "2022-01-10", "PXY", "PXM"]),
        ("أربعة أشهر ونصف الشهر، نصف ساعة، ربع قرن، سنة ونصف", ["P4.5M", "PT30M", "P25Y", "P1.5Y"]),
        ("دستور 2011 وأهداف التنمية 2030 ومونديال 2022 لـ 2063", ["2011", "2030", "2022", "2063"]),
        ("اليوم الأول من رمضان، أولى أيام شهر رمضان", ["2022-04-02", "2022-04-02"]),
        ("شهر رمضان لهذه السنة وفي رمضان", ["2022-04-02/2022-05-01"] * 2),
        ("يناير من العام الماضي ومارس من هذا العام", ["2021-01", "2022-03"]),
        ("أمس الجمعة", ["2022-01-07"]),
        ("تقام المباراة يوم الجمعة", ["2022-01-14"]),
        ("هجمات 11 سبتمبر وأحداث 11 سبتمبر 2012", ["2001-09-11", "2012-09-11"]),
        ("الخامسة والعشرين من مارس", ["2022-03-25"]),
        ("فاتح ماي 2021", ["2021-05-01"]),
        ("وبالأمس وكالأربعاء فالثلاثاء المقبل", ["2022-01-11", "2022-01-12", "2022-01-18"]),
        ("للسنة القادمة وللأسبوع المقبل", ["2023", "2022-W03"]),
        ("ثلاثة أيام ويومان وأسبوعان وشهرين وعامان", ["P3D", "P2D", "P2W", "P2M", "P2Y"]),
        ("خمس وعشرون سنة وتسعة وتسعين يوما", ["P25Y", "P99D"]),
        ("منذ واحد وأربعين عاما", ["P41Y"]),
        ("48 ساعة ثم نحو ثلاثين دقيقة", ["PT48H", "PT30M"]),
        ("السنوات الثلاث الماضية والعامان الماضيان والـ24 ساعة الماضية", ["P3Y", "P2Y", "PT24H"]),
        ("عدة سنوات وأياما معدودة ومنذ عقود ولمدة شهر", ["PXY", "PXD", "PXDE", "P1M"]),
        ("النصف الأول من العام الجاري والربع الثالث من 2021", ["2022-H1", "2021-Q3"]),
        ("القرن الـ21 والقرن التاسع عشر والقرن الماضي", ["20", "18", "19"]),
        ("أوائل الثمانينيات ومنتصف يوليو", ["198", "2021-07"]),
        ("هذا الصيف والشتاء الماضي", ["2021-SU", "2020-WI"]),
        ("يوميا وسنويا وكل ثلاثة أشهر وكل عامين", ["P1D", "P1Y", "P3M", "P2Y"]),
        ("الساعة العاشرة والنصف مساء أمس الثلاثاء", ["2022-01-11T22:30"]),
        ("الساعة الثامنة إلا ربعا صباحا", ["2022-01-12T07:45"]),
        ("الثانية عشرة ظهرا و12:15 ليلا", ["2022-01-12T12:00", "2022-01-12T00:15"]),
        ("شهر رمضان الماضي", ["2021-04-13/2021-05-12"]),
        ("عام 1443 وعام 1043", ["2021-08-09/2022-07-29", "1043"]),
        ("عام 1436 هـ الموافق 2015 م", ["2014-10-25/2015-10-13", "2015"]),
        ("بعد غد وأول من أمس", ["2022-01-14", "2022-01-10"]),
        ("ستجرى الانتخابات بعد شهرين", ["2022-03"]),
        ("اعتبارا من مايو", ["2022-05"]),
    ],
)
def test_arabic_kinds(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "between 3 and 5 March", ["2022-03-03", "2022-03-05"]),
        ("en", "from January to March 2020", ["2020-01", "2020-03"]),
        ("en", "in 1994, 1995", ["1994", "1995"]),
        ("en", "twenty-three years; a two-day visit", ["P23Y", "P2D"]),
        ("en", "for several years, in recent months", ["PXY", "PAST_REF"]),
        ("en", "the first half of 2021, Q1 2021", ["2021-H1", "2021-Q1"]),
        ("en", "Tuesday at 9 a.m.", ["2022-01-11T09:00"]),
        ("en", "They met 10:35 p.m. EST Friday", ["2022-01-07T22:35"]),
        ("en", "daily, every two years", ["P1D", "P2Y"]),
        ("en", "He said Friday that it will rain", ["2022-01-07"]),
        ("en", "this summer was hot", ["2021-SU"]),
        ("en", "the first three months of 2017, the last six months of 2016", ["2017-Q1", "2016-H2"]),
        ("en", "fiscal year 2015, the last fiscal year, this school year", ["FY2015", "FY2021", "2021/2022"]),
        ("en", "at 1249 GMT, half an hour, a year and a half", ["2022-01-12T12:49", "PT30M", "P1.5Y"]),
        ("en", "5 1/2 hours, all week, a week or two", ["PT5H30M", "P1W", "P1W"]),
        ("en", "a 43-year-old man, 35 years old", ["P35Y"]),
        ("en", "the same month of 2016, the same period last year", ["2016-01", "2021"]),
        ("en", "the September 11 attacks, on September 11", ["2001-09-11", "2021-09-11"]),
        ("en", "A 1996 law; in 1898; since 1783; Christmas Day 2015", ["1996", "1898", "1783", "2015-12-25"]),
        ("en", "It will talk; it on Sunday issued a warning", ["2022-01-09"]),
        ("fr", "les trois premiers mois de 2017, les six derniers mois de 2016", ["2017-Q1", "2016-H2"]),
        ("fr", "l'exercice 2015, cette année scolaire", ["FY2015", "2021/2022"]),
        (
            "fr",
            "à 12h49 GMT, une demi-heure, un an et demi, un quart de siècle",
            ["2022-01-12T12:49", "PT30M", "P1.5Y", "P25Y"],
        ),
        ("fr", "âgé de 43 ans, toute l'année", ["P43Y", "P1Y"]),
        ("fr", "le même mois de 2016, la même période de l'année dernière", ["2016-01", "2021"]),
        ("fr", "les attentats du 11 septembre, le 11 septembre", ["2001-09-11", "2021-09-11"]),
        ("fr", "la Coupe du monde 2022, en 1898, depuis 1789", ["2022", "1898", "1789"]),
        ("fr", "entre le 3 et le 5 mars", ["2022-03-03", "2022-03-05"]),
        ("fr", "de janvier à mars 2020", ["2020-01", "2020-03"]),
        ("fr", "soixante-dix-sept jours et vingt et un mois", ["P77D", "P21M"]),
        ("fr", "ces derniers mois, plusieurs années", ["PAST_REF", "PXY"]),
        ("fr", "le premier semestre 2021 et le troisième trimestre 2021", ["2021-H1", "2021-Q3"]),
        ("fr", "mardi à 9 heures, puis à 10h35", ["2022-01-11T09:00", "2022-01-11T10:35"]),
        ("fr", "ce samedi, à partir de mai", ["2022-01-15", "2022-05"]),
        ("fr", "chaque lundi et tous les deux ans", ["XXXX-WXX-1", "P2Y"]),
    ],
)
def test_english_and_french_kinds(language: str, text: str, expected: list[str]) -> None:
    assert read(text, language=language) == expected


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("ar", "قال مؤخراً", "PAST_REF"),
        ("ar", "في الآونة الأخيرة", "PAST_REF"),
        ("ar", "قبل بضعة أيام", "PAST_REF"),
        ("ar", "تجرى حالياً", "PRESENT_REF"),
        ("ar", "حتى الآن", "PRESENT_REF"),
        ("ar", "يزور البلاد قريباً", "FUTURE_REF"),
        ("ar", "خلال الأيام المقبلة", "FUTURE_REF"),
        ("en", "He recently left", "PAST_REF"),
        ("en", "It is currently closed", "PRESENT_REF"),
        ("en", "It may soon open", "FUTURE_REF"),
        ("fr", "Il a récemment quitté", "PAST_REF"),
        ("fr", "C'est actuellement fermé", "PRESENT_REF"),
        ("fr", "Il ouvrira bientôt", "FUTURE_REF"),
    ],
)
def test_vague_references_are_dates_without_grain(language: str, text: str, value: str) -> None:
    assert read_types(text, language=language) == [(value, "DATE", None)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "وصل في 5 مارس 2020، وفي اليوم التالي غادر", ["2020-03-05", "2020-03-06"]),
        ("ar", "وصل في 5 مارس 2020 ثم غادر بعد ذلك بيومين", ["2020-03-05", "2020-03-07"]),
        ("ar", "وصل في 5 مارس 2020 وعاد في العام نفسه وفي نفس الشهر", ["2020-03-05", "2020", "2020-03"]),
        ("ar", "ولد عام 2014 ومات في العام التالي", ["2014", "2015"]),
        ("en", "On 5 March 2020 he came; the next day he left. A year later", ["2020-03-05", "2020-03-06", "2021"]),
        ("en", "in 2014. Two years earlier", ["2014", "2012"]),
        ("fr", "Le 5 mars 2020 il vient, le lendemain il part.", ["2020-03-05", "2020-03-06"]),
        ("fr", "En 2014, puis deux ans plus tard", ["2014", "2016"]),
    ],
)
def test_what_leans_on_the_last_date_counts_from_it(language: str, text: str, expected: list[str]) -> None:
    assert read(text, language=language) == expected


def test_what_leans_counts_from_the_article_where_no_date_as_exact_was_named() -> None:
    assert read("في اليوم التالي") == ["2022-01-13"]
    assert read("ولد عام 2014، وفي اليوم التالي") == ["2014", "2022-01-13"]
    assert read("في اليوم التالي", today=None) == ["XXXX-XX-XX"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "الرياض \u2013 12 يناير 2022: قال أمس"),
        ("ar", "جدة 9 جمادى الآخرة 1443 هـ الموافق 12 يناير 2022 م - قال أمس"),
        ("en", "BRUSSELS, Jan 12, 2022 (Reuters) - He said yesterday"),
        ("fr", "PARIS, 12 janvier 2022 (AFP) \u2013 Il a dit hier"),
    ],
)
def test_a_dateline_stands_in_for_the_date_of_the_article(language: str, text: str) -> None:
    assert read(text, language=language, today=None)[-1] == "2022-01-11"


def test_a_date_in_the_running_text_is_no_dateline() -> None:
    assert read("ولد الشاعر في بيروت في 12 يناير 2022 وقال أمس", today=None) == ["2022-01-12", "XXXX-XX-XX"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "ملعب 5 يوليو وشارع 9 أبريل وحركة 20 فبراير وثورة 25 يناير"),
        ("ar", "نشرت اليوم السابع وكتبت عين اليوم"),
        ("ar", "اليوم الأكثر دموية، اليوم الدولي للمرأة، في الآن ذاته، 120 كلم في الساعة"),
        ("ar", "توقيع أربعة عقود بقيمة مليون دولار"),
        ("ar", "الأمين العام اشترى ساعة ثانية ثم مارس الرياضة"),
        ("ar", "الفصل الأول من الكتاب، المادة 26 من القانون 15"),
        ("ar", "بنسبة 20 في المائة وبـ12 صوتا مقابل 9، وقريبا من البيت"),
        ("ar", "من خلال عقد شراكات، وفي الآن نفسه"),
        ("ar", "31 فبراير و30 فبراير 2020 وعام 20022 و5/13/1443 هـ"),
        ("en", "the future of Europe, the Daily Mail, 60 miles per hour"),
        ("en", "31 February 2021; 2000 people; 50 percent; 3-1"),
        ("fr", "il a été élu; la fin de mois; 31 février"),
    ],
)
def test_names_ages_numbers_and_impossible_days_are_no_dates(language: str, text: str) -> None:
    assert read(text, language=language) == []


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("ar", "يوم 29 نوفمبر من كل عام", "XXXX-11-29"),
        ("ar", "كل 29 نوفمبر", "XXXX-11-29"),
        ("ar", "في مارس من كل سنة", "XXXX-03"),
        ("en", "every November 29", "XXXX-11-29"),
        ("en", "in March of each year", "XXXX-03"),
        ("fr", "chaque 29 novembre", "XXXX-11-29"),
        ("fr", "le 29 novembre de chaque année", "XXXX-11-29"),
    ],
)
def test_a_day_of_every_year_is_a_set(language: str, text: str, value: str) -> None:
    assert [row[:2] for row in read_types(text, language=language)] == [(value, "SET")]


def test_a_stadium_named_after_a_day_is_told_from_the_day_with_its_year() -> None:
    assert read("في ملعب 5 يوليو 2021") == ["2021-07-05"]
