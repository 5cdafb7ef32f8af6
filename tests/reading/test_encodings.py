"""Bytes of every encoding that news are kept in come out as the letters that were written."""

import os
from pathlib import Path

import pytest

from corpus_tools.reading import audit_articles, read_articles
from corpus_tools.reading.text.encodings import decode_bytes

ARABIC = "أعلن المتحدث باسم الكرملين، أمس الثلاثاء، أن روسيا لا تنوي مهاجمة أوكرانيا."
FRENCH = "Le président français a été reçu à l’Élysée, où l’on espérait un accord dès l’été."
RUSSIAN = "Россия не ведёт переговоров с позиции силы, заявил представитель Кремля."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ARABIC, "utf-8"),
        (ARABIC, "utf-8-sig"),
        (ARABIC, "utf-16"),
        (ARABIC, "utf-16-le"),
        (ARABIC, "utf-16-be"),
        (ARABIC, "utf-32"),
        (ARABIC, "windows-1256"),
        (ARABIC, "iso-8859-6"),
        (FRENCH, "windows-1252"),
        (FRENCH, "utf-16-le"),
        (RUSSIAN, "windows-1251"),
        ("El señor dijo que mañana volverá a España", "windows-1252"),
        ("Der Minister sprach über die Gespräche in Österreich", "windows-1252"),
        ("plain ASCII", "utf-8"),
    ],
)
def test_letters_survive_and_the_encoding_is_named(text, encoding):
    assert decode_bytes(text.encode(encoding)) == (text, encoding)


def test_arabic_with_latin_names_inside_stays_windows_1256():
    text = "قالت وكالة Reuters إن حلف NATO سيجتمع في Bruxelles يوم الأربعاء مع الوفد الروسي"
    assert decode_bytes(text.encode("windows-1256")) == (text, "windows-1256")


def test_french_word_in_arabic_page_of_windows_1256():
    text = "افتتح معرض «Cinéma» في العاصمة التونسية بحضور عدد كبير من الزوار والصحفيين"
    assert decode_bytes(text.encode("windows-1256"))[0] == text


def test_a_file_cut_inside_a_letter_is_still_utf8():
    data = (ARABIC * 3).encode()[:-2]
    text, encoding = decode_bytes(data)
    assert encoding == "utf-8"
    assert text.startswith(ARABIC)


def test_a_declared_charset_is_believed_where_the_bytes_allow_it():
    assert decode_bytes("žluťoučký kůň".encode("iso-8859-2"), declared="iso-8859-2")[0] == "žluťoučký kůň"
    assert decode_bytes(ARABIC.encode(), declared="iso-8859-1") == (ARABIC, "utf-8")
    assert decode_bytes(ARABIC.encode("windows-1256"), declared="no-such-charset") == (ARABIC, "windows-1256")


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7 text", b"PK\x03\x04rest", b"\x89PNG\r\n", bytes(range(32)) * 20, b"\x00\x01\x02\x03" * 50],
)
def test_binary_is_told(data):
    assert decode_bytes(data) is None


def test_no_bytes_are_an_empty_text():
    assert decode_bytes(b"") == ("", "utf-8")


@pytest.mark.skipif("CORPUS_DATA" not in os.environ, reason="CORPUS_DATA does not point to the shared data")
def test_every_real_windows_1256_file_with_letters_comes_out_as_arabic():
    files = sorted(Path(os.environ["CORPUS_DATA"], "data/news/ar_cp1256_txt").iterdir())
    wrong = []
    for file in files:
        data = file.read_bytes()
        arabic = sum("\u0621" <= char <= "\u064a" for char in decode_bytes(data)[0])
        # One file was ruined before it was collected: its letters are question marks.
        if data.count(b"?") < len(data) / 3 and arabic < len(data) / 2:
            wrong.append(file.name)
    assert len(files) == 82
    assert wrong == []


def test_a_few_broken_bytes_in_a_short_text_stay_utf8_and_are_told(tmp_path):
    data = f"قمة بروكسل\n\n{ARABIC}".encode()
    (tmp_path / "a.txt").write_bytes(data[:60] + b"\xff\xfe\xff" + data[60:])
    (tmp_path / "b.txt").write_bytes(data[:60] + b"\x00" + data[60:])
    articles, audit = read_articles(tmp_path), audit_articles(tmp_path)
    assert articles["title"].to_list() == ["قمة بروكسل"] * 2
    assert audit["encoding"].to_list() == ["utf-8", "utf-8"]
    assert audit["outcome"].to_list() == ["article", "article"]
    assert audit["reason"].to_list() == [
        "3 letters that could not be decoded stand as \ufffd",
        "1 NUL bytes taken out",
    ]


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("قال الوزير إن المحادثات مستمرة", "windows-1256"),
        ("L’été dernier, à Genève, l’accord était prêt", "windows-1252"),
    ],
)
def test_utf8_that_was_taken_for_a_code_page_is_taken_back(text, page):
    twice = "".join(byte.decode(page) if byte != b"\x9d" or page != "windows-1252" else "\x9d" for byte in _bytes(text))
    mixed = f"{twice}\nNew York\n{text}"
    assert decode_bytes(mixed.encode()) == (f"{text}\nNew York\n{text}", f"utf-8 over {page}")


def _bytes(text):
    return [bytes([byte]) for byte in text.encode()]


def test_letters_that_only_look_like_it_stay():
    for text in ("São Paulo e Ã são letras", "قال: ط§ حرف", "The sign â€ is a quote, é is a letter"):
        assert decode_bytes(text.encode()) == (text, "utf-8")


def test_one_line_in_another_code_page_leaves_the_rest_as_it_is():
    text = "Le préavis a été déposé à Genève, où l’été s’achève.\n".encode()
    decoded, encoding = decode_bytes(text + "Réunion reportée à février".encode("windows-1252"))
    assert (decoded.split("\n")[0], encoding) == (text.decode().strip(), "utf-8")
    assert decoded.count("\ufffd") == 4


def test_russian_in_its_two_code_pages():
    text = "Министр заявил в среду, что переговоры продолжатся в Женеве. ООН согласна."
    for page in ("koi8-r", "windows-1251"):
        assert decode_bytes(text.encode(page)) == (text, page)
