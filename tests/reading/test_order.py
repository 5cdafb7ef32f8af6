"""Day or month first, decided by folder."""

from __future__ import annotations

import pytest

from corpus_tools import read_articles

PAGE = "<html><body><h1>{title}</h1><p>{date}</p><p>The talks began in Geneva and lasted for hours.</p></body></html>"


def dates(folder, **files):
    for name, date in files.items():
        kind, _, number = name.partition("_")
        path = folder / f"{number}.{kind}"
        path.parent.mkdir(exist_ok=True, parents=True)
        text = (
            f"Talks begin\n\n{date}\n\nThe talks began in Geneva."
            if kind == "txt"
            else PAGE.format(title="T", date=date)
        )
        path.write_text(text, encoding="utf-8")
    return [str(moment or day) for day, moment in read_articles(folder).select("date", "published").iter_rows()]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        # No other date: day first. A clear one decides, whichever file it stands in; the majority wins.
        (["03/04/2022"], ["2022-04-03"]),
        (["03/04/2022", "12/25/2021"], ["2022-03-04", "2021-12-25"]),
        (["12/25/2021", "03-04-2022"], ["2021-12-25", "2022-03-04"]),
        (["03/04/2022", "25/12/2021"], ["2022-04-03", "2021-12-25"]),
        (["03/04/2022", "12/25/2021", "25/12/2021", "26/12/2021"],
         ["2022-04-03", "2021-12-25", "2021-12-25", "2021-12-26"]),
        (["03/04/2022", "12/25/2021", "25/12/2021"], ["2022-04-03", "2021-12-25", "2021-12-25"]),
        # A month spelled out, and a date written year first, say nothing and stay as they are.
        (["03/04/2022", "December 25, 2021"], ["2022-04-03", "2021-12-25"]),
        (["2022-04-03", "12/25/2021"], ["2022-04-03", "2021-12-25"]),
        (["٠٣/٠٤/٢٠٢٢", "١٢/٢٥/٢٠٢١"], ["2022-03-04", "2021-12-25"]),
    ],
)  # fmt: skip
def test_the_clear_dates_of_a_folder_decide(tmp_path, written, expected):
    assert dates(tmp_path, **{f"txt_{number}": date for number, date in enumerate(written)}) == expected


def test_the_time_of_day_turns_with_its_day(tmp_path):
    found = dates(tmp_path, txt_1="03/04/2022 14:35", txt_2="12/25/2021")
    assert found == ["2022-03-04 14:35:00", "2021-12-25"]


def test_pages_and_texts_of_a_folder_are_read_alike(tmp_path):
    assert dates(tmp_path, html_1="03/04/2022", txt_2="12/25/2021") == ["2022-03-04", "2021-12-25"]


def test_each_folder_has_its_own_habit(tmp_path):
    assert dates(tmp_path / "a", txt_1="03/04/2022", txt_2="12/25/2021")
    assert dates(tmp_path / "b", txt_1="03/04/2022", txt_2="25/12/2021")
    days = read_articles(tmp_path).select("date").to_series().cast(str).to_list()
    assert days == ["2022-03-04", "2021-12-25", "2022-04-03", "2021-12-25"]
