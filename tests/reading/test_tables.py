"""Tables of every format become articles; a broken record costs itself only."""

import datetime as dt
import json

import polars as pl
import pytest

from corpus_tools.errors import ArgumentError
from corpus_tools.reading import audit_articles, read_articles

TEXT = "بدأت في بروكسل جلسة محادثات بين روسيا والحلف."
DAY = dt.date(2022, 1, 12)


def write(folder, name, content):
    path = folder / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(content, encoding="utf-8")
    return path


def ndjson(*records):
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in records)


@pytest.mark.parametrize(
    ("title", "text", "date"),
    [
        ("title", "text", "date"),
        ("Headline", "Body", "Published"),
        ("headline", "articleBody", "datePublished"),
        ("العنوان", "النص", "التاريخ"),
        ("عنوان المقال", "نص الخبر", "تاريخ النشر"),
        ("titre", "texte", "date_publication"),
        ("Titre", "Contenu", "Publié le"),
        ("TITLE", "Full Text", "pubDate"),
    ],
)
def test_columns_are_told_by_their_names_in_three_languages(tmp_path, title, text, date):
    source = write(tmp_path, "a.ndjson", ndjson({title: "قمة", text: TEXT, date: "2022-01-12", "x": 1}))
    articles = read_articles(source)
    assert articles.select("title", "text", "date", "x").row(0) == ("قمة", TEXT, DAY, 1)
    assert articles.width == 13


def test_columns_may_be_named_by_the_user(tmp_path):
    source = write(tmp_path, "a.csv", "Corps,Chapeau,text\nLe corps de l'article,Un titre,autre\n")
    articles = read_articles(source, columns={"text": "Corps", "title": "Chapeau"})
    assert articles.select("title", "text", "text_original").row(0) == (
        "Un titre",
        "Le corps de l'article",
        "autre",
    )


def test_a_wrong_name_in_columns_is_an_error_that_names_the_nearest(tmp_path):
    source = write(tmp_path, "a.csv", "Corps,Titre\na,b\n")
    with pytest.raises(ArgumentError, match=r"got 'Corpse'. Nearest: 'Corps'"):
        read_articles(source, columns={"text": "Corpse"})
    with pytest.raises(ArgumentError, match=r"got 'txt'. Nearest: 'text'"):
        read_articles(source, columns={"txt": "Corps"})


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1256"])
def test_csv_delimiter_and_encoding_are_found(tmp_path, delimiter, encoding):
    rows = [
        ["العنوان", "النص", "عدد"],
        ["قمة", f'"{TEXT}\n\nو""ثانية"", نعم; لا"', "3"],
        ["قمة ثانية", TEXT, "4"],
    ]
    content = "\r\n".join(delimiter.join(row) for row in rows)
    articles = read_articles(write(tmp_path, "a.csv", content.encode(encoding)))
    assert articles["text"].to_list() == [f'{TEXT}\n\nو"ثانية", نعم; لا', TEXT]
    assert articles["عدد"].to_list() == [3, 4]


def test_csv_records_of_wrong_width_are_rejected_by_number(tmp_path):
    source = write(tmp_path, "a.csv", "title,text\na,one two three\nb\nc,four five six,extra\nd,seven eight\n")
    audit = audit_articles(source)
    assert audit["outcome"].to_list() == ["article", "rejected", "rejected", "article"]
    assert audit["reason"].to_list()[1:3] == [
        "1 fields where the header has 2",
        "3 fields where the header has 2",
    ]


def test_csv_with_a_body_longer_than_the_limit_of_the_standard_library(tmp_path):
    long = "كلمة " * 60_000
    articles = read_articles(write(tmp_path, "a.csv", f"title,text\nx,{long}\n"))
    assert len(articles["text"][0]) == len(long) - 1


def test_codes_with_leading_zeros_stay_strings(tmp_path):
    articles = read_articles(write(tmp_path, "a.csv", "text,code,score\nنص أول,007,1.5\nنص ثان,012,2\n"))
    assert articles["code"].to_list() == ["007", "012"]
    assert articles["score"].to_list() == [1.5, 2.0]


def test_broken_lines_are_rejected_by_line_number_and_the_rest_reads(tmp_path):
    content = '{"text": "نص أول طويل"}\n{"text": \n\n[1]\n{}\n"x"\n{"text": "نص ثان طويل"}\n{"text": "  "}'
    audit = audit_articles(write(tmp_path, "a.ndjson", content))
    assert audit["record"].to_list() == [1, 2, 4, 5, 6, 7, 8]
    assert audit["outcome"].to_list() == ["article", *["rejected"] * 4, "article", "rejected"]
    assert audit["reason"][1].startswith("broken JSON")
    assert audit["reason"][6] == "no body text"


@pytest.mark.parametrize(
    "content",
    [
        [{"text": TEXT}, {"text": TEXT}],
        {"status": "ok", "articles": [{"text": TEXT}, {"text": TEXT}]},
        {"tags": ["a"], "items": [{"text": TEXT}, {"text": TEXT}]},
    ],
)
def test_json_arrays_and_objects_that_hold_one(tmp_path, content):
    articles = read_articles(write(tmp_path, "a.json", json.dumps(content)))
    assert articles["text"].to_list() == [TEXT, TEXT]


def test_one_object_is_one_article_and_lines_under_the_wrong_name_read(tmp_path):
    assert read_articles(write(tmp_path, "a.json", json.dumps({"text": TEXT, "tags": ["a", "b"]}))).height == 1
    assert read_articles(write(tmp_path, "b.json", ndjson({"text": TEXT}, {"text": TEXT}))).height == 2
    assert read_articles(write(tmp_path, "c.ndjson", json.dumps([{"text": TEXT}], indent=1))).height == 1


def test_parquet_keeps_its_own_dtypes(tmp_path):
    when = dt.datetime(2022, 1, 12, 10, 15)
    zoned = pl.Series("published", [when]).dt.replace_time_zone("Europe/Paris")
    frame = pl.DataFrame({"id": [7], "text": [TEXT], "when": [when], "tags": [["a", "b"]]}).with_columns(zoned)
    frame.write_parquet(tmp_path / "a.parquet")
    articles = read_articles(tmp_path / "a.parquet")
    assert articles.select("doc_id", "date", "published").row(0) == ("7", DAY, when)
    assert articles.schema["tags"] == pl.List(pl.String)
    assert articles.schema["when"] == pl.Datetime("us")


def test_further_columns_of_unlike_types_become_strings(tmp_path):
    write(tmp_path, "a.ndjson", ndjson({"text": TEXT, "n": 1, "tags": ["x"], "only": True}))
    write(tmp_path, "b.ndjson", ndjson({"text": TEXT, "n": "many", "tags": "y"}))
    articles = read_articles(tmp_path)
    assert articles.select("n", "tags", "only").rows() == [("1", '["x"]', True), ("many", "y", None)]


def test_further_columns_keep_clear_of_names_in_use(tmp_path):
    record = {"text": TEXT, "path": "p", "path_original": "q", "name": "n", "count": 2, "body": "b"}
    articles = read_articles(write(tmp_path, "a.ndjson", ndjson(record)))
    assert articles.select("path_original_", "path_original", "name", "count", "body").row(0) == (
        "p",
        "q",
        "n",
        2,
        "b",
    )


def test_several_authors_and_lists_of_paragraphs_are_joined(tmp_path):
    record = {
        "body": [TEXT, "وانتهت."],
        "authors": [{"name": "سمر نجم"}, "جاد سركيس"],
        "publisher": {"name": "ميزان"},
    }
    articles = read_articles(write(tmp_path, "a.ndjson", ndjson(record)))
    row = articles.select("text", "author", "source").row(0)
    assert row == (f"{TEXT}\n\nوانتهت.", "سمر نجم, جاد سركيس", "ميزان")


def test_a_table_without_texts_says_how_to_name_them(tmp_path):
    audit = audit_articles(write(tmp_path, "a.csv", "x,y\n1,2\n3,4\n"))
    assert audit["outcome"].to_list() == ["rejected", "rejected"]
    assert audit["reason"][0] == "no column of texts among: x, y; name it with columns="


def test_the_day_of_extraction_is_no_date_of_publication(tmp_path):
    record = {"text": TEXT, "date_extracted": "2023-05-05 02:51:32"}
    articles = read_articles(write(tmp_path, "a.ndjson", ndjson(record)))
    assert articles["date"].to_list() == [None]
    assert articles["date_extracted"].to_list() == ["2023-05-05 02:51:32"]


@pytest.mark.parametrize(
    ("time", "published"),
    [
        ("2022-01-12T21:43:00+01:00", dt.datetime(2022, 1, 12, 21, 43)),
        ("21:43", dt.datetime(2022, 1, 12, 21, 43)),
        ("2022-01-13T09:00:00+01:00", None),
        ("12/01/2022", None),
    ],
)
def test_the_time_comes_from_a_column_beside_the_date(tmp_path, time, published):
    articles = read_articles(write(tmp_path, "a.ndjson", ndjson({"text": TEXT, "date": "2022-01-12", "time": time})))
    assert articles.select("date", "published").row(0) == (DAY, published)


@pytest.mark.parametrize(
    ("value", "date", "published"),
    [
        ("2022-01-12T10:15:30.123Z", DAY, dt.datetime(2022, 1, 12, 10, 15, 30)),
        ("Wed, 12 Jan 2022 10:15:00 GMT", DAY, dt.datetime(2022, 1, 12, 10, 15)),
        ("١٢ كانون الثاني ٢٠٢٢", DAY, None),
        ("12 janvier 2022 à 10h15", DAY, dt.datetime(2022, 1, 12, 10, 15)),
        (1641982530, DAY, dt.datetime(2022, 1, 12, 10, 15, 30)),
        (1641982530000, DAY, dt.datetime(2022, 1, 12, 10, 15, 30)),
        (20220112, DAY, None),
        ("20220112", DAY, None),
        ("2022-02-31", None, None),
        ("قريباً", None, None),
        (None, None, None),
    ],
)
def test_dates_of_every_kind(tmp_path, value, date, published):
    articles = read_articles(write(tmp_path, "a.ndjson", ndjson({"text": TEXT, "date": value})))
    assert articles.select("date", "published").row(0) == (date, published)


def test_one_row_decides_the_order_of_day_and_month_for_its_column(tmp_path):
    american = write(tmp_path, "us.csv", "text,date\nnews one,03/04/2022\nnews two,12/25/2021\n")
    european = write(tmp_path, "eu.csv", "text,date\nnews one,03/04/2022\nnews two,25/12/2021\n")
    assert read_articles(american)["date"].to_list() == [dt.date(2022, 3, 4), dt.date(2021, 12, 25)]
    assert read_articles(european)["date"].to_list() == [dt.date(2022, 4, 3), dt.date(2021, 12, 25)]


def test_a_date_is_read_from_the_address_where_there_is_no_other(tmp_path):
    record = {"text": TEXT, "url": "https://paper.example/world/2022/01/12/talks"}
    source = write(tmp_path, "a.ndjson", ndjson(record))
    assert read_articles(source)["date"].to_list() == [DAY]
    assert audit_articles(source)["date_from"].to_list() == ["url"]


def test_markup_in_bodies_goes_and_the_repeated_title_too(tmp_path):
    record = {"title": "قمة في بروكسل", "text": f"<p>قمة في بروكسل</p><p>{TEXT}</p><p>شارك المقال</p>"}
    assert read_articles(write(tmp_path, "a.ndjson", ndjson(record)))["text"].to_list() == [TEXT]


@pytest.mark.parametrize(
    "line",
    [
        '{"text": "\\ud800 نص \\u0000 هنا", "\\udfff": 1, "tags": ["\\ud800"]}',
        '{"text": "نص طويل هنا", "n": 123456789012345678901234567890}',
        '{"text": "نص طويل هنا", "n": NaN, "deep": {"a": [1, "x", null]}}',
        '{"text": 12345, "title": ["a"], "date": {"x": 1}, "id": {"$oid": "1"}}',
        '{"text": "نص طويل هنا", "date": 1e308, "published": -5}',
        '{"__folder__": "x", "text": "نص طويل هنا"}',
    ],
)
def test_hostile_records_read(tmp_path, line):
    source = write(tmp_path, "a.ndjson", f'{line}\n{{"text": "نص آخر", "n": 1}}')
    assert read_articles(source).height == 2
    assert audit_articles(source)["outcome"].to_list() == ["article", "article"]
