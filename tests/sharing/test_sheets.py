from __future__ import annotations

import datetime
import io
import re
import zipfile
from typing import TYPE_CHECKING

import polars as pl
import pytest

from corpus_tools.errors import ArgumentError, FrameError, SourceError
from corpus_tools.sharing import save_table

if TYPE_CHECKING:
    from pathlib import Path


def sheet_of(path: Path) -> str:
    with zipfile.ZipFile(path) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


def strings_of(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as book:
        return re.findall(r"<t[^>]*>([^<]*)</t>", book.read("xl/sharedStrings.xml").decode())


def test_csv_opens_in_excel_and_runs_no_formula(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "term": ["=1+1", "+966", "-5", "@name", "\tx", "\rx", "الناتو", None],
            "count": [-1, 2, 3, 4, 5, 6, 7, 8],
            "names": [["=a", "b"], [], None, ["قطر", None], ["x"], ["x"], ["x"], ["x"]],
        }
    )
    content = save_table(frame, tmp_path / "terms.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    back = pl.read_csv(io.BytesIO(content), schema_overrides={"term": pl.String})
    assert back["term"].to_list() == ["'=1+1", "'+966", "'-5", "'@name", "'\tx", "'\rx", "الناتو", None]
    assert back["count"].to_list() == frame["count"].to_list()
    assert back["names"].head(4).to_list() == ["'=a; b", "", None, "قطر"]


def test_a_heading_of_a_csv_is_no_formula_either(tmp_path: Path) -> None:
    text = save_table(pl.DataFrame({"=cmd": [1]}), tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert text == "'=cmd\n1\n"


def test_an_arabic_sheet_runs_from_right_to_left(tmp_path: Path) -> None:
    arabic = pl.DataFrame({"term": ["الناتو", "روسيا", "NATO"], "count": [3, 2, 1]})
    french = pl.DataFrame({"term": ["l’Otan", "الناتو", "Russie"], "count": [3, 2, 1]})
    assert 'rightToLeft="1"' in sheet_of(save_table(arabic, tmp_path / "ar.xlsx"))
    assert "rightToLeft" not in sheet_of(save_table(french, tmp_path / "fr.xlsx"))


def test_xlsx_keeps_texts_as_texts_and_cuts_what_excel_cannot_hold(tmp_path: Path) -> None:
    frame = pl.DataFrame({"text": ["=SUM(1)", "https://example.org", "م" * 40_000], "who": [["أ", "ب"], [], None]})
    path = save_table(frame, tmp_path / "texts.xlsx")
    assert "<f>" not in sheet_of(path)
    texts = strings_of(path)
    assert {"=SUM(1)", "https://example.org", "أ; ب"} <= set(texts)
    longest = max(texts, key=len)
    assert (len(longest), longest[-1]) == (32_767, "…")


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "parquet"])
@pytest.mark.parametrize(
    "frame",
    [
        pl.DataFrame(),
        pl.DataFrame(schema={"term": pl.String, "names": pl.List(pl.String)}),
        pl.DataFrame({"day": [datetime.date(2022, 1, 12), None], "share": [float("nan"), float("inf")]}),
        pl.DataFrame({"record": [{"a": 1, "b": "ب"}], "records": [[{"a": 1}]], "kind": ["x"]}).cast(
            {"kind": pl.Categorical}
        ),
    ],
)
def test_every_frame_can_be_saved(tmp_path: Path, frame: pl.DataFrame, suffix: str) -> None:
    assert save_table(frame, tmp_path / f"table.{suffix}").stat().st_size >= 3


def test_parquet_keeps_every_type(tmp_path: Path) -> None:
    frame = pl.DataFrame({"term": ["=الناتو"], "names": [["a", "b"]], "day": [datetime.date(2022, 1, 12)]})
    assert pl.read_parquet(save_table(frame, tmp_path / "table.parquet")).equals(frame)


def test_the_same_table_gives_the_same_file(tmp_path: Path) -> None:
    frame = pl.DataFrame({"term": ["الناتو"], "count": [3]})
    for suffix in ("csv", "xlsx", "parquet"):
        one, two = (save_table(frame, tmp_path / f"{name}.{suffix}").read_bytes() for name in ("one", "two"))
        assert one == two, suffix


def test_save_table_refuses_other_things(tmp_path: Path) -> None:
    with pytest.raises(FrameError, match=r"got 'LazyFrame'.*collect"):
        save_table(pl.LazyFrame({"a": [1]}), tmp_path / "a.csv")  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match=r"\.csv \.xlsx \.parquet"):
        save_table(pl.DataFrame({"a": [1]}), tmp_path / "a.txt")


def read_sheet(path: Path) -> pl.DataFrame:
    return pl.read_excel(path, engine="calamine")


@pytest.mark.parametrize("start", ["\n", " ", "\ufeff", "\u200f", "\u2067", "\t \u202b"])
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝"])
def test_a_formula_behind_invisible_signs_is_none_either(tmp_path: Path, start: str, sign: str) -> None:
    content = save_table(pl.DataFrame({"term": [f"{start}{sign}1+1"]}), tmp_path / "a.csv").read_bytes()
    back = pl.read_csv(io.BytesIO(content), infer_schema=False)
    assert back["term"].to_list() == [f"'{start}{sign}1+1"]


def test_headings_that_differ_in_case_only_are_numbered_in_a_sheet(tmp_path: Path) -> None:
    frame = pl.DataFrame({"Term": ["a"], "term": ["b"], "TERM": ["c"], "x" * 400: ["d"]})
    back = read_sheet(save_table(frame, tmp_path / "a.xlsx"))
    assert back.columns == ["Term", "term 2", "TERM 3", "x" * 255]
    assert back.row(0) == ("a", "b", "c", "d")


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([datetime.date(1853, 10, 4), None], ["1853-10-04", None]),
        ([datetime.datetime(1853, 10, 4, 1, 2)], ["1853-10-04 01:02:00.000000"]),
        ([2**60 + 1, 2], ["1152921504606846977", "2"]),
        ([10**15, 2], ["1000000000000000", "2"]),
        ([10**15 - 1, 2], [10**15 - 1, 2]),
        ([float("nan"), float("inf"), float("-inf")], [None, "inf", "-inf"]),
        ([datetime.timedelta(hours=30)], ["P1DT6H"]),
        (["\U0001f600" * 20_000], ["\U0001f600" * 16_382 + "…"]),
        (["a\x00b\x0b", "_x0041_", "\u202eabc"], ["a\x00b\x0b", "_x0041_", "\u202eabc"]),
    ],
)
def test_what_excel_cannot_hold_as_a_value_is_text(tmp_path: Path, values: list[object], shown: list[object]) -> None:
    frame = pl.DataFrame({"value": values, "row": range(len(values))})
    assert read_sheet(save_table(frame, tmp_path / "a.xlsx"))["value"].to_list() == shown


def test_a_point_in_time_keeps_the_hour_of_its_zone(tmp_path: Path) -> None:
    frame = pl.DataFrame({"published": [datetime.datetime(2022, 1, 1, 21, 30)]})
    zoned = frame.select(pl.col("published").dt.replace_time_zone("Asia/Damascus"))
    assert read_sheet(save_table(zoned, tmp_path / "a.xlsx")).equals(frame, null_equal=True)


def test_a_point_in_time_has_room_in_a_sheet_and_no_t_in_a_csv(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {"at": [datetime.datetime(2022, 1, 1, 21, 30), datetime.datetime(2022, 1, 1, 0, 0, 0, 500_000)]}
    )
    width = re.search(r'<col min="1" max="1" width="([\d.]+)"', sheet_of(save_table(frame, tmp_path / "a.xlsx")))
    assert width
    assert float(width[1]) > len("2022-01-01 21:30")
    text = save_table(frame, tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert text.split("\n")[1:3] == ["2022-01-01 21:30:00", "2022-01-01 00:00:00.500"]


def test_an_absent_record_is_an_empty_cell(tmp_path: Path) -> None:
    frame = pl.DataFrame({"n": [1, 2], "record": [{"a": 1}, None]})
    assert save_table(frame, tmp_path / "a.csv").read_text(encoding="utf-8-sig") == 'n,record\n1,"{""a"":1}"\n2,\n'


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder.csv").mkdir()
    for path in (tmp_path / "file" / "a.csv", tmp_path / "folder.csv", tmp_path / ("x" * 300 + ".csv")):
        with pytest.raises(SourceError, match=f"save_table: expected a file that can be written, got '{path}'"):
            save_table(pl.DataFrame({"n": [1]}), path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder.csv"]


def test_the_home_folder_may_be_a_tilde(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert save_table(pl.DataFrame({"n": [1]}), "~/a.csv") == tmp_path / "a.csv"


def test_a_sheet_shows_numbers_as_the_tables_of_pages_do(tmp_path: Path) -> None:
    frame = pl.DataFrame({"year": [2021, 2022], "count": [12345, 2], "share": [0.5, 0.25], "odds": [0.0001, 0.0002]})
    path = save_table(frame, tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as book:
        styles = book.read("xl/styles.xml").decode()
    named = dict(re.findall(r'numFmtId="(\d+)" formatCode="([^"]*)"', styles))
    numbers = re.findall(r'<xf numFmtId="(\d+)"', styles.split("<cellXfs")[1])
    used = [numbers[int(style)] for style in re.findall(r'<c r="[ABC]2" s="(\d+)"', sheet_of(path))]
    assert [named.get(number, number) for number in used] == ["0", "#,##0", "#,##0.000"]


def test_a_frame_too_wide_for_a_sheet_is_refused(tmp_path: Path) -> None:
    frame = pl.DataFrame({f"c{number}": [1] for number in range(16_385)})
    with pytest.raises(ArgumentError, match=r"16384 columns, got '1 rows, 16385 columns'.*parquet"):
        save_table(frame, tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []
