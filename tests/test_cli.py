from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import polars as pl
import pytest
from lxml import html

from corpus_tools.cli import main
from corpus_tools.corpus import open_corpus
from tests.sharing.notes import code, words, write, write_corpus

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "news")


def test_report_writes_the_site_and_says_where_it_is(
    tmp_path: Path, news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "terms.ipynb", words("# Terms"), code("1"), code("2"))
    options = [
        "report",
        str(news),
        "--out",
        str(tmp_path / "site"),
        "--notebook",
        str(path),
        "--language",
        "fr",
    ]
    assert main(options) == 0
    printed = capsys.readouterr()
    assert printed.out == f"{tmp_path / 'site' / 'index.html'}\n"
    assert printed.err.splitlines()[1:] == ["terms: cell 1 of 2", "terms: cell 2 of 2"]
    assert '<html lang="fr"' in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_parameters_come_from_a_file_and_the_command_line_which_wins(tmp_path: Path, news: Path) -> None:
    path = write(
        tmp_path / "terms.ipynb",
        code("top = 1\nevery = 'week'\nday = None\nnames = []", "parameters"),
        code("print(top, every, names, day)"),
    )
    (tmp_path / "mine.yaml").write_text("every: month\ntop: 5\nnames: [غاز, 'no']\nday: 2022-02-24\n", encoding="utf-8")
    report = ["report", str(news), "--out", str(tmp_path / "site"), "--notebook", str(path)]
    assert main([*report, "--parameters", str(tmp_path / "mine.yaml"), "--parameter", "top=30"]) == 0
    page = html.parse(tmp_path / "site" / "terms.html", html.HTMLParser(encoding="utf-8")).getroot()
    assert "30 month ['غاز', 'no'] 2022-02-24" in page.text_content()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--parameter", "tpo=3"], "got 'tpo'. Nearest: 'top'."),
        (["--parameter", "top"], "--parameter as top=30, got 'top'"),
        (["--parameter", "out=x"], "other than folder, language, out, got 'out'"),
        (["--parameters", "{folder}/none.yaml"], "a YAML file of parameters in"),
        (["--parameters", "{folder}/list.yaml"], "names and values in"),
        (["--parameters", "{folder}/bad.yaml"], "a YAML file of parameters in"),
    ],
)
def test_wrong_parameters_are_named_with_the_known_ones(
    tmp_path: Path, news: Path, capsys: pytest.CaptureFixture[str], options: list[str], message: str
) -> None:
    (tmp_path / "list.yaml").write_text("- a\n- b\n")
    (tmp_path / "bad.yaml").write_text("a: [1\n")
    path = write(tmp_path / "terms.ipynb", code("top: int = 1\nevery = 'week'", "parameters"))
    report = ["report", str(news), "--out", str(tmp_path / "site"), "--notebook", str(path)]
    assert main([*report, *(word.replace("{folder}", str(tmp_path)) for word in options)]) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_a_failing_notebook_is_exit_code_1(tmp_path: Path, news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "bad.ipynb", code("1 / 0"))
    assert main(["report", str(news), "--out", str(tmp_path / "site"), "--notebook", str(path)]) == 1
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith("corpus-tools: bad.ipynb, code cell 1 of 1: ZeroDivisionError: division by zero.")


def test_audit_adds_up_and_saves_the_whole(tmp_path: Path, news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", str(news), "--out", str(tmp_path / "audit.parquet")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["outcome", "count", "reason", "(examples)"]
    assert lines[1].split() == ["article", "2"]
    assert lines[2].split()[:2] == ["rejected", "1"]
    assert "vide.txt" in lines[2]
    assert lines[-1].split() == ["total", "3"]
    assert pl.read_parquet(tmp_path / "audit.parquet").height == 3


def test_build_saves_a_corpus_that_opens(tmp_path: Path, news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(news), "--out", str(tmp_path / "corpus")]) == 0
    assert open_corpus(tmp_path / "corpus").articles.height == 2
    assert capsys.readouterr().out.startswith("2 articles, ")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["audit", "لا وجود لها"], "لا وجود لها"),
        (["report", "لا وجود لها", "--out", "site"], "a folder or file of articles"),
        (["report", "{news}", "--out", "{news}/site"], "out outside the corpus"),
        (["audit", "{news}", "--out", "audit.doc"], ".csv .xlsx .parquet"),
    ],
)
def test_wrong_input_is_exit_code_2_in_one_line(
    news: Path, capsys: pytest.CaptureFixture[str], options: list[str], message: str
) -> None:
    assert main([option.replace("{news}", str(news)) for option in options]) == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith("corpus-tools: ")
    assert message in last


@pytest.mark.parametrize("options", [[], ["report"], ["report", "x"], ["nonsense"]])
def test_words_that_are_no_command_are_exit_code_2(options: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(options)


def test_the_module_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "corpus_tools", "audit", "لا وجود لها"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("corpus-tools: ")
    assert "Traceback" not in done.stderr


def test_audit_counts_articles_without_a_date(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("قمة في جنيف\n\nاجتمع الوفدان صباحا في قاعة كبيرة.", encoding="utf-8")
    assert main(["audit", str(tmp_path)]) == 0
    assert re.search(r"^undated +1 .*a\.txt", capsys.readouterr().out, flags=re.MULTILINE)


def test_build_of_a_folder_without_articles_is_wrong_input(tmp_path, capsys):
    (tmp_path / "texts").mkdir()
    assert main(["build", str(tmp_path / "texts"), "--out", str(tmp_path / "corpus")]) == 2
    assert "no article in" in capsys.readouterr().err
    assert not (tmp_path / "corpus").exists()


@pytest.mark.parametrize("command", [["audit"], ["build", "--out", "{folder}/corpus"]])
def test_columns_may_be_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    (tmp_path / "a.csv").write_text("Korpus,Kopf\nDer Gipfel beginnt heute,Gipfel\n", encoding="utf-8")
    words = [word.replace("{folder}", str(tmp_path)) for word in command]
    assert main([*words, str(tmp_path / "a.csv"), "--columns", "text=Korpus", "--columns", "title=Kopf"]) == 0
    assert " 1" in f" {capsys.readouterr().out}"
    assert main([*words, str(tmp_path / "a.csv"), "--columns", "text"]) == 2
    assert "--columns as text=Corps, got 'text'" in capsys.readouterr().err
