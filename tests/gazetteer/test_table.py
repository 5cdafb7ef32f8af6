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
    assert dict(package_actors.schema) == {**GAZETTEER.columns, "wikidata": pl.String}
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
        ("harbour,المرفأ,,,harbour,,,,,\n", r"kind one of .* of own\.csv, got 'harbour \(row 2, actor harbour\)'"),
        ("harbour,المرفأ,,,city,,,,,\nharbour,,,,,,الميناء,ar,nickname,\n", "how one of .*nickname"),
        ("harbour,المرفأ,,,city,,,,,\nharbour,,,,,,Hafen,de,alias,\n", "language one of .*de "),
        ("harbour,,,,city,,الميناء,ar,alias,\n", "a name and a kind for each actor, got 'harbour'"),
        ("harbour,المرفأ,,,,,الميناء,ar,alias,\n", "a name and a kind for each actor, got 'harbour'"),
        (",المرفأ,,,city,,,,,\n", r"an actor_id in each row of own\.csv, got 'المرفأ \(row 2, actor None\)'"),
        (
            "harbour,المرفأ,,,city,,,,,\nharbour,,,,,,,ar,alias,\n",
            r"no empty alias of own\.csv.*\(row 3, actor",
        ),
        ("harbour,المرفأ,,,city,,,,,\nharbour,,,,,, ,ar,alias,\n", r"no empty alias .*\(row 3, actor harbour"),
        ("harbour,المرفأ,,,city,,,,,\nharbour,,,,,,,,,\n", r"no empty alias .*\(row 3, actor harbour"),
        ("harbour,المرفأ,,,city,,,,,\nharbour,,,,,,م,ar,alias,\n", r"two letters or more .*'م \(row 3, actor harbour"),
        ("harbour,المرفأ,,,city,,,,,\nharbour,الميناء,,,city,,,,,\n", r"described once .*\(row 3, actor harbour"),
        ("harbour,المرفأ,,,city,,,,,\nharbour,المرفأ,,,city,,,,,\n", r"described once .*\(row 3, actor harbour"),
        ("x,ا ب,,,city,,ج د,ar,alias,\nx,ه و,,,city,,ز ح,ar,alias,\n", r"described once .*\(row 3, actor x"),
        (
            "harbour,المرفأ,,,city,,,,,\nharbour,,,,,,الميناء,,alias,\n",
            r"a language and how for each alias of own\.csv, got 'الميناء \(row 3, actor harbour\)'",
        ),
    ],
)
def test_a_bad_row_is_refused_by_name(write, rows, complaint):
    with pytest.raises(FrameError, match=complaint):
        load_actors(write(rows))


def test_bad_rows_are_counted_and_the_first_is_named(write):
    rows = "harbour,المرفأ,,,city,,,,,\n" + "harbour,,,,,,م,ar,alias,\n" * 3
    with pytest.raises(FrameError, match=r"row 3, actor harbour, and 2 more"):
        load_actors(write(rows))


def test_names_and_kind_may_be_repeated_on_each_row(write):
    first, second = "x,مرفأ,,,city,,ميناء,ar,alias,\n", "x,مرفأ,,,city,,رصيف,ar,alias,\n"
    assert set(of(load_actors(write(first + second)), "x")["alias"]) == {"مرفأ", "ميناء", "رصيف"}


def test_rows_without_names_add_to_a_known_actor(write, package_actors):
    actors = load_actors(write("nato,,,,,,الحلف الغربي,ar,alias,\n"))
    assert of(actors, "nato").height == of(package_actors, "nato").height + 1
    assert of(actors, "nato")["name_en"].unique().to_list() == ["NATO"]


def test_rows_without_names_change_or_take_out_an_alias(write):
    actors = of(load_actors(write("amazon,,,,,,Amazon,en,short,\namazon,,,,,,أمازون,ar,off,\n")), "amazon")
    assert actors.filter(pl.col("alias") == "Amazon").filter(pl.col("language") == "en")["how"].to_list() == ["short"]
    assert "أمازون" not in actors["alias"].to_list()
    assert "شركة أمازون" in actors["alias"].to_list()


def test_a_later_table_may_bring_back_what_an_earlier_one_took_out(write):
    gone = write("nato,,,,,,الناتو,ar,off,\n", name="gone.csv")
    back = write("nato,,,,,,الناتو,ar,alias,\n", name="back.csv")
    assert "الناتو" not in load_actors(gone)["alias"]
    assert "الناتو" in load_actors(gone, back)["alias"]


def test_a_frame_is_as_good_as_a_file(write):
    path = write("harbour,مرفأ الشمال,North Harbour,,company,LB,,,,\nharbour,,,,,,المرفأ,ar,short,\n")
    assert load_actors(pl.read_csv(path)).equals(load_actors(path))


def test_what_load_actors_gives_can_be_given_back(package_actors):
    some = package_actors.filter(pl.col("actor_id").is_in(["russia", "nato"]))
    assert of(load_actors(some), "russia").sort("alias").equals(of(package_actors, "russia").sort("alias"))


def test_rows_of_a_frame_are_counted_from_zero(write):
    frame = pl.read_csv(write("harbour,المرفأ,,,city,,,,,\nharbour,,,,,,م,ar,alias,\n"))
    with pytest.raises(FrameError, match=r"two letters or more of the frame, got 'م \(row 1, actor harbour\)'"):
        load_actors(frame)


def test_a_wikidata_id_may_stand_in_ones_own_table(write):
    path = write("harbour,المرفأ,,,city,,,,,,Q42\n", header=HEADER.replace("context", "context,wikidata"))
    assert of(load_actors(path), "harbour")["wikidata"].to_list() == ["Q42"]


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
