"""Loading tables of actors: the package's and a user's own."""

from __future__ import annotations

import polars as pl
import pytest

from corpus_tools.errors import FrameError, SourceError
from corpus_tools.gazetteer import load_actors
from corpus_tools.schema import GAZETTEER

HEADER = "actor_id,name_ar,name_en,name_fr,kind,country,alias,language,how,context\n"


@pytest.fixture
def write(tmp_path):
    def to_file(rows, *, name="own.csv", header=HEADER, encoding="utf-8"):
        path = tmp_path / name
        path.write_text(header + rows, encoding=encoding)
        return path

    return to_file


def of(actors, actor_id):
    return actors.filter(pl.col("actor_id") == actor_id)


def test_the_frame_is_the_one_promised(package_actors):
    assert dict(package_actors.schema) == dict(GAZETTEER.columns)
    assert package_actors["actor_id"].is_sorted()
    assert package_actors.select("alias", "language", "how", "kind").null_count().row(0) == (0, 0, 0, 0)


def test_the_three_names_are_aliases_by_themselves(write):
    path = write("harbour,مرفأ الشمال,North Harbour,Port du Nord,company,LB,,,,\nharbour,,,,,,المرفأ,ar,short,\n")
    rows = of(load_actors(path), "harbour")
    assert set(rows.select("alias", "language", "how").rows()) == {
        ("مرفأ الشمال", "ar", "name"),
        ("North Harbour", "en", "name"),
        ("Port du Nord", "fr", "name"),
        ("المرفأ", "ar", "short"),
    }
    assert set(rows.select("name_en", "kind", "country").rows()) == {("North Harbour", "company", "LB")}


def test_an_actor_of_ones_own_is_added_to_the_others(write, package_actors):
    actors = load_actors(write("harbour,مرفأ الشمال,,,company,,,,,\n"))
    assert of(actors, "harbour")["alias"].to_list() == ["مرفأ الشمال"]
    assert actors.height == package_actors.height + 1


def test_an_actor_of_the_same_id_replaces_the_packages_as_a_whole(write, package_actors):
    assert of(package_actors, "nato").height > 5
    actors = load_actors(write("nato,حلف الناتو الجديد,New Nato,,organisation,,,,,\n"))
    assert sorted(of(actors, "nato")["alias"]) == ["New Nato", "حلف الناتو الجديد"]


def test_a_later_file_overrules_an_earlier_one(write):
    one = write("harbour,المرفأ,,,company,,,,,\n", name="one.csv")
    two = write("harbour,الميناء,,,city,,,,,\n", name="two.csv")
    assert of(load_actors(one, two), "harbour").select("alias", "kind").rows() == [("الميناء", "city")]
    assert of(load_actors(two, one), "harbour").select("alias", "kind").rows() == [("المرفأ", "company")]


def test_the_rule_on_the_first_row_holds_for_the_names(write):
    rows = of(load_actors(write("sidon-x,صيدا,Sidon,Saïda,city,,,,,-next:ثمينا\n")), "sidon-x")
    assert rows["context"].to_list() == ["-next:ثمينا"] * 3


def test_an_alias_row_overrules_the_plain_name(write):
    path = write("mali-x,مالي,Mali,Mali,state,,,,,\nmali-x,,,,,,مالي,ar,name,+near:باماكو\n")
    rows = of(load_actors(path), "mali-x").filter(pl.col("language") == "ar")
    assert rows.select("alias", "context").rows() == [("مالي", "+near:باماكو")]


def test_a_file_saved_by_a_spreadsheet_with_a_byte_order_mark_is_read(write):
    actors = load_actors(write("harbour,المرفأ,,,company,,,,,\n", encoding="utf-8-sig"))
    assert of(actors, "harbour")["alias"].to_list() == ["المرفأ"]


def test_an_absent_file_is_named(tmp_path):
    with pytest.raises(SourceError, match=r"load_actors: expected a CSV file, got '.*nowhere\.csv'"):
        load_actors(tmp_path / "nowhere.csv")


def test_a_missing_column_is_named_with_the_file(write):
    path = write("harbour,المرفأ\n", header="actor_id,name_ar\n")
    with pytest.raises(FrameError, match=r"column 'name_en' in own\.csv"):
        load_actors(path)


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("harbour,المرفأ,,,harbour,,,,,\n", r"kind one of .*got 'harbour \(actor harbour, own\.csv\)'"),
        ("harbour,المرفأ,,,city,,,,,\nharbour,,,,,,الميناء,ar,nickname,\n", "how one of .*nickname"),
        ("harbour,المرفأ,,,city,,,,,\nharbour,,,,,,Hafen,de,alias,\n", "language one of .*de "),
        ("harbour,,,,city,,الميناء,ar,alias,\n", "a name and a kind for each actor, got 'harbour'"),
        ("harbour,المرفأ,,,,,الميناء,ar,alias,\n", "a name and a kind for each actor, got 'harbour'"),
        (",المرفأ,,,city,,,,,\n", "an actor_id in each row"),
        (
            "harbour,المرفأ,,,city,,,,,\nharbour,,,,,,الميناء,,alias,\n",
            "a language and how for each alias of own.csv, got 'الميناء'",
        ),
    ],
)
def test_a_bad_row_is_refused_by_name(write, rows, complaint):
    with pytest.raises(FrameError, match=complaint):
        load_actors(write(rows))


def test_an_empty_file_is_refused(write):
    with pytest.raises(FrameError, match=r"load_actors: expected .*own\.csv"):
        load_actors(write("", header=""))


def test_a_file_in_another_encoding_is_refused(write):
    with pytest.raises(FrameError, match=r"a CSV in UTF-8 in own\.csv"):
        load_actors(write("harbour,المرفأ,,,city,,,,,\n", encoding="windows-1256"))


@pytest.mark.parametrize("sign", [";", "\t"])
def test_a_table_of_a_spreadsheet_is_parted_by_semicolons_or_tabs(write, sign):
    rows = "nour,نور,Nour,Nour,person,,النور,ar,alias,\n"
    actors = load_actors(write(rows.replace(",", sign), header=HEADER.replace(",", sign)))
    assert "النور" in of(actors, "nour")["alias"].to_list()
