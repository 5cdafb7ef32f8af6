"""A folder becomes articles: in order, with settled ids, languages and outlets, and an audit that closes."""

import datetime as dt
import os
import time
from pathlib import Path

import polars as pl
import pytest

from corpus_tools.errors import ArgumentError, SourceError
from corpus_tools.reading import audit_articles, read_articles
from corpus_tools.schema import ARTICLES, AUDIT, check_frame

FIRST = "بدأت في بروكسل، اليوم الأربعاء، جلسة محادثات بين روسيا وحلف شمال الأطلسي."
NEEDS_DATA = pytest.mark.skipif("CORPUS_DATA" not in os.environ, reason="CORPUS_DATA does not point to the shared data")
SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture
def folder(tmp_path):
    files = {
        "b/2022-01-12-nato.txt": f"قمة في بروكسل\n\n{FIRST}".encode("windows-1256"),
        "a/one.txt": "Talks open\n\nThe talks between Russia and the alliance opened on Wednesday.".encode("utf-16"),
        "a/two.ndjson": (f'{{"id": "x", "text": "{FIRST}"}}\n' * 2 + "{broken").encode(),
        "README.md": b"# about",
        "LICENSE.txt": b"words",
        ".hidden.txt": b"words",
        "a/.cache/c.txt": b"words",
        "picture.png": b"\x89PNG",
        "data.txt": bytes(range(32)) * 9,
        "empty.txt": b"",
        "empty.csv": b"",
        "empty.ndjson": b"\n",
        "broken.json": b"{",
        "broken.parquet": b"PAR1 and no more",
        "notes": b"words",
        "page.html": b"",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_frames_are_as_the_schema_says(folder):
    articles, audit = read_articles(folder), audit_articles(folder)
    check_frame("test", articles, ARTICLES)
    check_frame("test", audit, AUDIT)
    assert articles.columns[: len(ARTICLES.columns)] == list(ARTICLES.columns)
    assert audit.columns == list(AUDIT.columns)


def test_the_audit_has_a_row_for_every_file_and_record_and_its_articles_are_those_read(folder):
    articles, audit = read_articles(folder), audit_articles(folder)
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert set(audit["path"]) == files
    accepted = audit.filter(outcome="article")
    assert accepted.select("path", "doc_id").rows() == articles.select("path", "doc_id").rows()
    counts = dict(audit["outcome"].value_counts().rows())
    assert counts == {"article": 4, "rejected": 8, "skipped": 6}
    assert audit.filter(pl.col("outcome") != "article")["reason"].null_count() == 0


def test_reasons_say_what_is_wrong(folder):
    reasons = dict(audit_articles(folder).filter(pl.col("outcome") != "article").select("path", "reason").rows())
    assert reasons["README.md"] == reasons["LICENSE.txt"] == "describes the folder"
    assert reasons[".hidden.txt"] == reasons["a/.cache/c.txt"] == "hidden"
    assert reasons["picture.png"] == "no reader for '.png'"
    assert reasons["notes"] == "no suffix that names a format"
    assert reasons["data.txt"] == "binary, not text"
    assert reasons["empty.txt"] == reasons["empty.csv"] == reasons["page.html"] == "empty file"
    assert reasons["empty.ndjson"] == "no records"
    assert reasons["broken.json"].startswith("broken JSON")
    assert reasons["broken.parquet"].startswith("broken Parquet")


def test_articles_stand_in_the_order_of_paths_and_reading_is_repeatable(folder):
    articles = read_articles(folder)
    assert articles["path"].to_list() == [
        "a/one.txt",
        "a/two.ndjson",
        "a/two.ndjson",
        "b/2022-01-12-nato.txt",
    ]
    assert articles.equals(read_articles(str(folder)))


def test_the_date_of_the_file_name_serves_where_there_is_no_other(folder):
    assert read_articles(folder)["date"].to_list() == [None, None, None, dt.date(2022, 1, 12)]


def test_languages_are_detected_or_given(folder):
    assert read_articles(folder)["language"].to_list() == ["en", "ar", "ar", "ar"]
    assert set(read_articles(folder, language="fr")["language"]) == {"fr"}
    assert set(read_articles(folder, language="Arabic")["language"]) == {"ar"}
    with pytest.raises(ArgumentError, match="ISO 639-1 code"):
        read_articles(folder, language="?")


def test_repeated_ids_are_numbered_and_never_meet_an_id_in_use(tmp_path):
    ids = ["x", "x", "x-2", "x", ""]
    lines = [f'{{"id": "{name}", "text": "نص رقم {number} هنا"}}' for number, name in enumerate(ids)]
    (tmp_path / "a.ndjson").write_text("\n".join(lines), encoding="utf-8")
    given = read_articles(tmp_path)["doc_id"].to_list()
    assert given[:4] == ["x", "x-3", "x-2", "x-4"]
    assert len(set(given)) == 5
    assert len(given[4]) == 12


def test_ids_from_content_do_not_depend_on_other_files(tmp_path):
    (tmp_path / "b.txt").write_text(f"قمة\n\n{FIRST}", encoding="utf-8")
    alone = read_articles(tmp_path)["doc_id"].to_list()
    (tmp_path / "a.txt").write_text(f"قمة أخرى\n\n{FIRST}", encoding="utf-8")
    (tmp_path / "c.txt").write_text(f"قمة\n\n{FIRST}", encoding="utf-8-sig")
    assert read_articles(tmp_path)["doc_id"].to_list()[1:] == [*alone, f"{alone[0]}-2"]


def test_outlets_come_from_the_article_then_the_folder(tmp_path):
    for name in ("mizan", "sahel"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(f"قمة\n\n{FIRST}", encoding="utf-8")
    (tmp_path / "top.txt").write_text(f"قمة\n\n{FIRST}", encoding="utf-8")
    footer = f"قمة\n\n{FIRST}\n\nجميع الحقوق محفوظة © ميزان"
    (tmp_path / "mizan" / "b.txt").write_text(footer, encoding="utf-8")
    sources = dict(read_articles(tmp_path).select("path", "source").rows())
    assert sources == {
        "mizan/a.txt": "mizan",  # not ميزان: what another file says of itself is no word on this one
        "mizan/b.txt": "ميزان",
        "sahel/a.txt": "sahel",
        "top.txt": None,
    }


def test_a_record_without_an_outlet_has_its_folders_name(tmp_path):
    (tmp_path / "export").mkdir()
    lines = [
        '{"text": "نص أول هنا", "source": "أ"}',
        '{"text": "نص ثان هنا", "source": "ب"}',
        '{"text": "نص ثالث"}',
    ]
    (tmp_path / "export" / "a.ndjson").write_text("\n".join(lines), encoding="utf-8")
    assert read_articles(tmp_path)["source"].to_list() == ["أ", "ب", "export"]


def test_a_source_that_is_not_there_is_an_error_that_names_the_nearest(tmp_path):
    (tmp_path / "articles").mkdir()
    with pytest.raises(SourceError, match=r"expected a folder of articles or a file"):
        read_articles(tmp_path / "artikles")


def test_an_empty_folder_gives_empty_frames(tmp_path):
    assert read_articles(tmp_path).schema == pl.Schema(ARTICLES.columns)
    assert audit_articles(tmp_path).schema == pl.Schema(AUDIT.columns)


def test_links_do_not_lead_in_circles(tmp_path):
    (tmp_path / "a.txt").write_text(f"قمة\n\n{FIRST}", encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere.txt")
    outcomes = dict(audit_articles(tmp_path).select("path", "outcome").rows())
    assert outcomes == {"a.txt": "article", "dangling.txt": "rejected", "loop": "skipped"}


def test_a_page_under_the_name_of_a_text_is_read_as_a_page(tmp_path):
    (tmp_path / "a.txt").write_text(f"<html><body><h1>قمة</h1><p>{FIRST}</p></body></html>", encoding="utf-8")
    assert read_articles(tmp_path).select("title", "text").row(0) == ("قمة", FIRST)


def test_text_ruined_by_an_old_conversion_is_rejected(tmp_path):
    (tmp_path / "a.txt").write_text("??? ????? ????\n\n????? C??? ?? ???? ?????", encoding="utf-8")
    assert audit_articles(tmp_path)["reason"].to_list() == ["damaged: question marks instead of letters"]


@NEEDS_DATA
def test_the_real_article_comes_apart():
    [row] = read_articles(Path(os.environ["CORPUS_DATA"], "seeds")).to_dicts()
    assert row["title"].startswith("انطلاق جلسة مفاوضات")
    assert row["title"] not in row["text"]
    assert (row["date"], row["language"]) == (dt.date(2022, 1, 12), "ar")
    assert row["caption"].endswith("(أوليفييه هوسليه/فرانس برس)")
    assert len(row["text"].split("\n\n")) >= 12
    assert "+ الخط -" not in row["text"]
    assert "المساهمون" not in row["text"]


@NEEDS_DATA
def test_real_collections_read_whole_and_fast():
    source = Path(os.environ["CORPUS_DATA"], "data/news")
    started = time.process_time()
    audit = audit_articles(source)
    assert time.process_time() - started < 40
    counts = dict(audit["outcome"].value_counts().rows())
    assert counts == {"article": 15_339, "rejected": 41}
    assert set(audit.filter(outcome="rejected")["reason"]) == {
        "no body text",
        "damaged: question marks instead of letters",
    }


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the demo articles are not beside the package")
def test_every_demo_article_has_a_title_a_date_an_outlet_and_a_clean_body():
    articles, audit = read_articles(SEEDS), audit_articles(SEEDS)
    assert audit.filter(outcome="rejected").is_empty()
    assert articles.select(pl.col("title", "date", "source").null_count()).row(0) == (0, 0, 0)
    assert articles["date"].is_between(dt.date(2021, 11, 1), dt.date(2022, 3, 31)).all()
    assert set(articles["language"]) == {"ar", "en", "fr"}
    arabic = r"المساهمون|\+ الخط -|شارك المقال|كلمات مفتاحية.*|اقرأ أيضاً.*|جميع الحقوق.*"
    boilerplate = rf"(?m)^({arabic}|Share this.*|Read more.*|Partager .*|Lire aussi.*)$"
    assert not articles["text"].str.contains(boilerplate).any()
    assert (articles["text"].str.split("\n\n").list.len() >= 4).all()


def test_no_path_and_what_is_no_path_are_errors():
    with pytest.raises(SourceError, match=r"got ''\. Hint: '\.' reads"):
        read_articles("")
    with pytest.raises(SourceError, match="got no path"):
        read_articles([])
    with pytest.raises(ArgumentError, match="got 7"):
        read_articles(7)
    with pytest.raises(ArgumentError, match="got <generator"):
        read_articles(path for path in ["seeds"])
    with pytest.raises(ArgumentError, match="got b'seeds'"):
        audit_articles(b"seeds")
    with pytest.raises(SourceError, match="got ''"):
        read_articles([""])


def test_several_folders_and_files_are_read_in_their_order(tmp_path):
    for name in ("b/1.txt", "a/x/2.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"قمة {name}\n\nبدأت الجلسة.", encoding="utf-8")
    listed = [tmp_path / "b", str(tmp_path / "a"), tmp_path / "b" / "1.txt", tmp_path / "c.txt"]
    articles = read_articles(listed)
    assert articles["path"].to_list() == ["b/1.txt", "a/x/2.txt", "c.txt"]
    assert articles["source"].to_list() == ["b", "x", None]
    assert read_articles([tmp_path]).equals(read_articles(tmp_path))


def test_the_audit_says_which_ids_repeat(tmp_path):
    lines = ['{"id": "7", "text": "قال الوزير نعم"}', '{"id": "7", "text": "قالت الوزيرة لا"}', '{"text": "بدأت"}']
    (tmp_path / "a.ndjson").write_text("\n".join([*lines, lines[-1]]), encoding="utf-8")
    audit = audit_articles(tmp_path)
    assert audit["doc_id"].to_list()[:2] == ["7", "7-2"]
    assert audit["reason"].to_list() == [
        None,
        "its id occurs before: a number was added",
        None,
        "same title, text and date as an article before",
    ]


def test_the_audit_tells_an_unreadable_date_from_none(tmp_path):
    dates = ["2022-01-12", "منذ ساعتين", "2022-13-45", "", "NaT", "0000-00-00 00:00:00", "-"]
    rows = "".join(f"قال الوزير {number},{date}\n" for number, date in enumerate(dates))
    (tmp_path / "a.csv").write_text("text,date\n" + rows, encoding="utf-8")
    expected = ["column", "unreadable", "unreadable", "none", "none", "none", "none"]
    assert audit_articles(tmp_path)["date_from"].to_list() == expected


def test_the_audit_says_where_the_outlet_is_from(tmp_path):
    (tmp_path / "ميزان").mkdir()
    (tmp_path / "a.csv").write_text("text,source\nقال الوزير,أطلس\nقالت الوزيرة,\n", encoding="utf-8")
    (tmp_path / "ميزان" / "a.txt").write_text("قمة\n\nبدأت.", encoding="utf-8")
    footer = "قمة\n\nبدأت الجلسة.\n\nجميع الحقوق محفوظة © منبر الغد"
    (tmp_path / "ميزان" / "b.txt").write_text(footer, encoding="utf-8")
    assert audit_articles(tmp_path)["source_from"].to_list() == ["column", "none", "folder", "footer"]
