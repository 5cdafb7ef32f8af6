"""No unit of time, with whatever word before or behind it, stops the reading of a text."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest

from corpus_tools.dates.find import find_in_text

PHRASES = {
    "ar": (
        ("الثانية", "الدقيقة", "الساعة", "اليوم", "الليلة", "الأسبوع", "الشهر", "العام", "السنة", "العقد", "القرن"),
        ("في {} نفسها", "في {} نفسه", "نفس {}", "في {} التالي", "في {} السابقة", "{} الماضي", "{} المقبلة", "هذه {}"),
    ),
    "en": (
        ("second", "minute", "hour", "day", "night", "week", "month", "quarter", "season", "year", "decade", "century"),
        ("the same {}", "the following {}", "the {} before", "three {}s ago", "last {}", "next {}", "two {}s later"),
    ),
    "fr": (
        ("seconde", "minute", "heure", "jour", "nuit", "semaine", "mois", "trimestre", "année", "décennie", "siècle"),
        ("à la même {}", "la {} suivante", "le {} précédent", "il y a 3 {}s", "cette {}", "la {} prochaine"),
    ),
}


@pytest.mark.parametrize("today", [None, dt.date(1, 1, 1), dt.date(2022, 1, 12), dt.date(9999, 12, 31)])
@pytest.mark.parametrize("language", PHRASES)
def test_no_unit_is_fatal(language: str, today: dt.date | None) -> None:
    units, frames = PHRASES[language]
    for unit, frame in product(units, frames):
        text = f"2020-03-12. {frame.format(unit)}."
        found = find_in_text(text, language=language, today=today)
        assert text[found[0].start : found[0].end] == "2020-03-12", text
        assert all(one.resolved.value for one in found)


def test_the_same_hour_is_no_date_for_none_says_which() -> None:
    for language, text in (("en", "He left the same hour."), ("fr", "La minute suivante, il partit.")):
        assert not find_in_text(text, language=language, today=dt.date(2022, 1, 12))
