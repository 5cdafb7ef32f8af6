from __future__ import annotations

import datetime
import io
import re
import zipfile
from typing import TYPE_CHECKING

import polars as pl
import pytest

from corpus_tools.errors import ArgumentError, FrameError
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
