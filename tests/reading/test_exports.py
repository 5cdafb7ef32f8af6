"""Exports of press archives are cut into their articles."""

import datetime as dt

import pytest

from corpus_tools.reading import audit_articles, read_articles
from tests.reading.documents import docx, rtf

DAY, EVE = dt.date(2022, 1, 12), dt.date(2022, 1, 11)
FIRST = "BRUSSELS — The talks between the alliance and Russia opened on Wednesday."
SECOND = "No date was set for another round: both sides will report home."
COLUMNS = ("title", "source", "date", "author", "text")

NEXIS_UNI = f"""Talks Open in Brussels
The Northgate Times
January 12, 2022 Wednesday
Late Edition - Final

Copyright 2022 The Northgate Times Company

Section: Section A; Column 0; Foreign Desk; Pg. 1
Length: 1,043 words
Byline: By ANNA CALDER
Dateline: BRUSSELS

Body


{FIRST}

{SECOND}

Graphic

PHOTO: The hall.

Classification

Language: ENGLISH
Publication-Type: Newspaper
Load-Date: January 13, 2022

End of Document

Ein Gipfel
Der Bote
11 janvier 2022

Length: 20 words

Body

{SECOND}

Load-Date: January 14, 2022

End of Document
"""

LEXIS = f"""                               1 of 2 DOCUMENTS


                              The Northgate Times

                           January 12, 2022 Wednesday
                              Late Edition - Final

Talks Open in Brussels

BYLINE: By ANNA CALDER

SECTION: Section A; Pg. 1

LENGTH: 1043 words

DATELINE: BRUSSELS

BODY:
  BRUSSELS — The talks between the alliance and
Russia opened on Wednesday.

  {SECOND}

LOAD-DATE: January 13, 2022

LANGUAGE: ENGLISH

                 Copyright 2022 The Northgate Times Company

                               2 of 2 DOCUMENTS


                                 The Ledger

                               January 11, 2022

Second

LENGTH: 20 words

{SECOND}

LANGUAGE: ENGLISH
"""

FACTIVA = f"""Talks Open in Brussels
By Anna Calder
543 words
12 January 2022
10:15
Northgate News
NGNEWS
English
Copyright 2022 Northgate. All Rights Reserved.

{FIRST}

{SECOND}

Document NGNEWS0020220112ei1c00abc

Sommet à Bruxelles
20 mots
11 janvier 2022
Le Relais
RELAIS
12
Français
(c) 2022 Le Relais

{SECOND}

Document RELAIS0020220111ei1b0001x
"""

FACTIVA_CODES = f"""SE   World
HD   Talks Open in Brussels
BY   By Anna Calder
WC   543 words
PD   12 January 2022
ET   10:15
SN   Northgate News
SC   NGNEWS
LA   English
CY   Copyright 2022 Northgate

LP
{FIRST}

TD
{SECOND}

NS   gdip : International Relations
PUB  Northgate
AN   Document NGNEWS0020220112ei1c00abc

HD   Second
PD   11 January 2022
SN   The Ledger

LP
{SECOND}

AN   Document LEDGER0020220111ei1b0001x
"""

EUROPRESSE = f"""Le Relais
International, mercredi 12 janvier 2022 543 mots, p. 3

Sommet à Bruxelles
Luc Fontanel

{FIRST}

{SECOND}

© 2022 Le Relais. Tous droits réservés.
news·20220112·RL·3243

Le Phare
mardi 11 janvier 2022 20 mots

Deuxième

{SECOND}

news·20220111·PH·17
"""


def pages(*articles):
    body = "".join(
        f'<article><header><span class="DocPublicationName">{source}</span><span class="DocHeader">{head}</span>'
        f'<div class="titreArticle"><p class="titreArticleVisu rdp__articletitle">{title}</p></div>'
        f'<p class="sm-margin-bottomNews">{author}</p></header>'
        f'<div class="DocText clearfix"><div class="docOcurrContainer"><p>{FIRST}</p><p>{SECOND}</p></div></div>'
        f'<footer><div class="publiC-lblNodoc">{number}</div></footer></article>'
        for source, head, title, author, number in articles
    )
    return f"<!DOCTYPE html><html><body>{body}</body></html>"


def read(folder, name, content):
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_articles(folder)


@pytest.mark.parametrize(
    ("name", "content", "author", "second"),
    [
        ("nexis.txt", NEXIS_UNI, "ANNA CALDER", ("Ein Gipfel", "Der Bote", EVE)),
        ("nexis.docx", docx(*NEXIS_UNI.splitlines()), "ANNA CALDER", ("Ein Gipfel", "Der Bote", EVE)),
        ("nexis.rtf", rtf(*NEXIS_UNI.splitlines()), "ANNA CALDER", ("Ein Gipfel", "Der Bote", EVE)),
        ("nexis.txt", NEXIS_UNI.replace("\n", "\r\n"), "ANNA CALDER", ("Ein Gipfel", "Der Bote", EVE)),
        ("lexis.txt", LEXIS, "ANNA CALDER", ("Second", "The Ledger", EVE)),
        ("factiva.txt", FACTIVA, "Anna Calder", ("Sommet à Bruxelles", "Le Relais", EVE)),
        (
            "factiva.rtf",
            rtf(*FACTIVA.splitlines()),
            "Anna Calder",
            ("Sommet à Bruxelles", "Le Relais", EVE),
        ),
        ("codes.txt", FACTIVA_CODES, "Anna Calder", ("Second", "The Ledger", EVE)),
        ("europresse.txt", EUROPRESSE, "Luc Fontanel", ("Deuxième", "Le Phare", EVE)),
    ],
)
def test_an_export_is_cut_into_articles(tmp_path, name, content, author, second):
    articles = read(tmp_path, name, content)
    assert articles.height == 2
    first = articles.row(0, named=True)
    assert first["title"] == ("Sommet à Bruxelles" if name == "europresse.txt" else "Talks Open in Brussels")
    assert (first["date"], first["author"]) == (DAY, author)
    assert first["text"] == f"{FIRST}\n\n{SECOND}"
    assert articles.select("title", "source", "date", "text").row(1) == (*second, SECOND)
    assert audit_articles(tmp_path)["record"].to_list() == [1, 2]


def test_factiva_keeps_number_language_and_time(tmp_path):
    first = read(tmp_path, "a.txt", FACTIVA).row(0, named=True)
    assert (first["doc_id"], first["language"]) == ("NGNEWS0020220112ei1c00abc", "en")
    assert first["published"] == dt.datetime(2022, 1, 12, 10, 15)


def test_europresse_as_a_page(tmp_path):
    content = pages(
        (
            "Le Relais",
            "International, mercredi 12 janvier 2022 543 mots, p. 3",
            "Sommet",
            "Luc Fontanel",
            "news·20220112·RL·3",
        ),
        ("Le Phare", "", "Deuxième", "", "news·20220111·PH·17"),
    )
    articles = read(tmp_path, "export.html", content)
    assert articles.select("doc_id", "source", "date", "section", "title", "author").rows() == [
        ("news·20220112·RL·3", "Le Relais", DAY, "International", "Sommet", "Luc Fontanel"),
        ("news·20220111·PH·17", "Le Phare", EVE, None, "Deuxième", None),
    ]
    assert articles["text"].to_list() == [f"{FIRST}\n\n{SECOND}"] * 2


def test_an_article_that_mentions_the_end_of_a_document_is_one_article(tmp_path):
    text = (
        f"Talks\n\n{FIRST}\n\nDocument signed by all. End of Document was the title of the play, 3 of 5 DOCUMENTS read."
    )
    assert read(tmp_path, "a.txt", text)["title"].to_list() == ["Talks"]


def test_gdelt_and_media_cloud_hold_no_texts(tmp_path):
    row = ["20220112101500-1", "20220112101500", "1", "mizan.example", "https://mizan.example/1", *[""] * 22]
    (tmp_path / "20220112101500.gkg.csv").write_text("\t".join(row) + "\n" + "\t".join(row[:9]) + "\n")
    header = "id,indexed_date,language,media_name,media_url,publish_date,title,url"
    (tmp_path / "mediacloud.csv").write_text(
        f"{header}\n1,2022-01-13,en,The Ledger,l.example,2022-01-12,Talks,https://l/1\n"
    )
    reasons = audit_articles(tmp_path).select("path", "reason").rows()
    assert reasons == [
        ("20220112101500.gkg.csv", "no body text (GDELT GKG holds no article text)"),
        ("20220112101500.gkg.csv", "9 fields where GDELT GKG has 27"),
        (
            "mediacloud.csv",
            "no body text (Media Cloud holds titles and addresses; columns={'text': 'title'} takes those)",
        ),
    ]
    articles = read_articles(tmp_path / "mediacloud.csv", columns={"text": "title"})
    assert articles.select("text", "date", "source").rows() == [("Talks", DAY, "The Ledger")]


def test_media_cloud_with_texts_is_read(tmp_path):
    content = f"stories_id,publish_date,title,url,media_name,text\n7,2022-01-12,Talks,https://l/1,The Ledger,{FIRST}\n"
    articles = read(tmp_path, "a.csv", content)
    assert articles.select("doc_id", *COLUMNS[:3], "text").rows() == [("7", "Talks", "The Ledger", DAY, FIRST)]


def test_nexis_with_hours_cover_and_german_days(tmp_path):
    cover = "User Name: = X\nJob Number: = 1\nDocuments (1)\n1. Talks Open\nClient/Matter: -None-\nPage 1 of 2\n"
    head = "Talks Open\nThe Northgate Times (London)\nJanuary 12, 2022 Wednesday 8:31 AM GMT\n\nBody\n"
    german = "Ein Gipfel\nDer Bote\n12. Januar 2022 Mittwoch\n\nLength: 9 words\n\nBody\n"
    end = f"\n{SECOND}\n\nLoad-Date: January 14, 2022\n\nEnd of Document\n"
    (tmp_path / "a.txt").write_text(f"{cover}\n{head}{end}\n{german}{end}", encoding="utf-8")
    articles = read_articles(tmp_path)
    assert articles["title"].to_list() == ["Talks Open", "Ein Gipfel"]
    assert articles["source"].to_list() == ["The Northgate Times (London)", "Der Bote"]
    assert articles["date"].to_list() == [DAY, DAY]
    assert articles["text"].to_list() == [SECOND, SECOND]


def test_lexis_with_the_place_below_the_length(tmp_path):
    head = "1 of 1 DOCUMENTS\n\nThe Bote\n\nJanuary 12, 2022\n\nTalks\n\nLENGTH: 9 words\n\nDATELINE: GENEVA"
    (tmp_path / "a.txt").write_text(f"{head}\n\n\n{SECOND}\n", encoding="utf-8")
    assert read_articles(tmp_path).select("title", "text").row(0) == ("Talks", SECOND)


def test_factiva_as_a_page(tmp_path):
    lines = ["Ana Lind", "12 words", "12 January 2022", "The Bote", "BOTE", "English", "(c) 2022 The Bote"]
    article = "<div class='article enArticle'><div><span class='enHeadline'>Talks</span></div>"
    article += "".join(f"<div>{line}</div>" for line in lines)
    article += f"<p class='articleParagraph'>{SECOND}</p><p>Document BOTE000020220112ei1c0000%d</p></div>"
    (tmp_path / "a.html").write_text(f"<html><body>{article % 1}{article % 2}</body></html>", encoding="utf-8")
    articles = read_articles(tmp_path)
    assert articles.select(COLUMNS).rows() == [("Talks", "The Bote", DAY, "Ana Lind", SECOND)] * 2
