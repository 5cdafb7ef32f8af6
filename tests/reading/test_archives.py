"""Archives are read within limits; a hostile member costs itself only, and nothing is written."""

import bz2
import gzip
import io
import lzma
import os
import random
import tarfile
import zipfile

import pytest

from corpus_tools.errors import ArgumentError
from corpus_tools.reading import ReadLimits, audit_articles, read_articles

BODY = "بدأت في بروكسل، اليوم الأربعاء، جلسة محادثات بين روسيا وحلف شمال الأطلسي."
ARTICLE = f"قمة بروكسل\n12 كانون الثاني 2022\n\n{BODY}".encode()


def zipped(members, *, compression=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def tarred(members, mode="w"):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            if isinstance(data, str):
                info.type, info.linkname = tarfile.SYMTYPE, data
                archive.addfile(info)
            else:
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def outcomes(source, **options):
    return audit_articles(source, **options).select("path", "outcome", "reason").rows()


@pytest.mark.parametrize(
    ("name", "pack", "path"),
    [
        ("a.zip", zipped, "a.zip!/in/a.txt"),
        ("a.tar", tarred, "a.tar!/in/a.txt"),
        ("a.tar.gz", lambda members: tarred(members, "w:gz"), "a.tar.gz!/in/a.txt"),
        ("a.tgz", lambda members: tarred(members, "w:gz"), "a.tgz!/in/a.txt"),
        ("a.tar.bz2", lambda members: tarred(members, "w:bz2"), "a.tar.bz2!/in/a.txt"),
        ("a.tar.xz", lambda members: tarred(members, "w:xz"), "a.tar.xz!/in/a.txt"),
        ("a.txt.gz", lambda _: gzip.compress(ARTICLE), "a.txt.gz"),
        ("a.txt.bz2", lambda _: bz2.compress(ARTICLE), "a.txt.bz2"),
        ("a.txt.xz", lambda _: lzma.compress(ARTICLE), "a.txt.xz"),
        ("a.bin", zipped, "a.bin!/in/a.txt"),
        ("nested.zip", lambda members: zipped({"b.tgz": tarred(members, "w:gz")}), "nested.zip!/b.tgz!/in/a.txt"),
    ],
)
def test_an_article_in_an_archive_is_read_as_outside(tmp_path, name, pack, path):
    (tmp_path / name).write_bytes(pack({"in/a.txt": ARTICLE}))
    articles = read_articles(tmp_path)
    assert articles.select("path", "title", "text").row(0) == (path, "قمة بروكسل", BODY)
    assert str(articles["date"][0]) == "2022-01-12"
    assert articles["source"][0] == ("in" if "!" in path else None)


def test_a_folder_of_one_outlet_packed_gives_the_same_as_the_folder(tmp_path):
    lines = f'{{"text": "{BODY}"}}\n{{broken\n'.encode()
    members = {"mizan/a.txt": ARTICLE, "mizan/b.ndjson": lines, "README.md": b"x", "__MACOSX/._a.txt": b"\x00\x05"}
    (tmp_path / "all.zip").write_bytes(zipped(members))
    assert outcomes(tmp_path) == [
        ("all.zip!/README.md", "skipped", "describes the folder"),
        ("all.zip!/__MACOSX/._a.txt", "skipped", "hidden"),
        ("all.zip!/mizan/a.txt", "article", None),
        ("all.zip!/mizan/b.ndjson", "article", None),
        ("all.zip!/mizan/b.ndjson", "rejected", outcomes(tmp_path)[4][2]),
    ]
    assert read_articles(tmp_path)["source"].to_list() == ["mizan", "mizan"]


def test_names_that_climb_out_are_shown_and_nothing_is_written(tmp_path):
    inside = tmp_path / "source"
    inside.mkdir()
    names = ["../../evil.txt", "/etc/evil.txt", "..\\..\\evil.txt"]
    (inside / "a.zip").write_bytes(zipped(dict.fromkeys(names, ARTICLE)))
    (inside / "b.tar").write_bytes(tarred(dict.fromkeys(names[:2], ARTICLE)))
    before = sorted(tmp_path.rglob("*"))
    articles = read_articles(inside)
    assert articles["path"].to_list()[0] == "a.zip!/../../evil.txt"
    assert articles.height == 5
    assert not any(source == ".." for source in articles["source"])
    assert sorted(tmp_path.rglob("*")) == before


def test_a_bomb_costs_itself_only(tmp_path):
    bomb = b"\x00" * 20_000_000
    (tmp_path / "a.zip").write_bytes(zipped({"1.txt": ARTICLE, "2.txt": bomb, "3.txt": ARTICLE + b"."}))
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(b"a" * 20_000_000))
    (tmp_path / "c.tar.gz").write_bytes(tarred({"1.txt": ARTICLE + b"?", "2.txt": bomb}, "w:gz"))
    (tmp_path / "d.zip").write_bytes(
        zipped({"1.zip": zipped({"2.zip": zipped({"a.txt": bomb})}), "2.txt": ARTICLE + b"!"})
    )
    reason = "unpacks to more than 200 times its size (limits.ratio)"
    assert outcomes(tmp_path) == [
        ("a.zip!/1.txt", "article", None),
        ("a.zip!/2.txt", "rejected", reason),
        ("a.zip!/3.txt", "article", None),
        ("b.txt.gz", "rejected", reason),
        ("c.tar.gz!/1.txt", "article", None),
        ("c.tar.gz", "rejected", reason),
        ("d.zip!/1.zip!/2.zip!/a.txt", "rejected", reason),
        ("d.zip!/2.txt", "article", None),
    ]
    assert outcomes(tmp_path / "b.txt.gz", limits=ReadLimits(ratio=2_000)) == [("b.txt.gz", "article", None)]


def test_the_size_of_all_members_together_is_limited(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped({f"{n}.txt": ARTICLE + os.urandom(5).hex().encode() for n in range(9)}))
    audit = outcomes(tmp_path, limits=ReadLimits(size=4 * len(ARTICLE)))
    assert [row[1] for row in audit] == ["article"] * 3 + ["rejected"]
    assert audit[-1][0] == "a.zip"
    assert audit[-1][2].startswith("unpacks to more than")


def test_the_depth_is_limited_also_for_files_that_hold_themselves(tmp_path):
    data, shallow = ARTICLE, ARTICLE
    for _ in range(9):
        data = gzip.compress(data)
    (tmp_path / "deep.gz").write_bytes(data)
    for _ in range(3):
        shallow = zipped({"a": shallow})
    (tmp_path / "shallow.zip").write_bytes(shallow)
    audit = outcomes(tmp_path)
    assert audit[0][1:] == ("rejected", "more than 3 archives in each other (limits.depth)")
    assert outcomes(tmp_path / "shallow.zip", limits=ReadLimits(depth=2))[0][1] == "rejected"
    assert audit[1][0] == "shallow.zip!/a!/a!/a"


def test_links_in_archives_are_not_followed(tmp_path):
    info = zipfile.ZipInfo("link.txt")
    info.external_attr = 0o120777 << 16
    (tmp_path / "a.zip").write_bytes(zipped({info: "/etc/passwd", "b.txt": ARTICLE}))
    (tmp_path / "b.tar").write_bytes(tarred({"link.txt": "/etc/passwd", "loop.txt": "loop.txt", "b.txt": ARTICLE}))
    assert [row[1] for row in outcomes(tmp_path)] == ["article", "skipped", "skipped", "skipped", "article"]


def test_a_member_with_a_password_is_rejected(tmp_path):
    data = bytearray(zipped({"a.txt": ARTICLE, "b.txt": ARTICLE}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    (tmp_path / "a.zip").write_bytes(bytes(data))
    assert outcomes(tmp_path) == [
        ("a.zip!/a.txt", "rejected", "protected by a password"),
        ("a.zip!/b.txt", "article", None),
    ]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.zip", zipped({"a.txt": ARTICLE})[:40], "broken zip"),
        ("a.zip", zipped({}), "empty archive"),
        ("a.zip", b"", "empty file"),
        ("a.tar", b"no tar at all", "broken tar"),
        ("a.gz", gzip.compress(ARTICLE)[:-20], "broken gzip"),
        ("a.gz", b"not packed", "broken gzip"),
        ("a.tar.gz", gzip.compress(tarred({"a.txt": ARTICLE})[:600]), "broken tar"),
        ("a.xz", lzma.compress(ARTICLE)[:-30], "broken xz"),
    ],
    # The bytes hold the time they were packed at, and all workers must know a test by the same name.
    ids=["cut zip", "empty zip", "nothing", "no tar", "cut gzip", "no gzip", "cut tar", "cut xz"],
)
def test_a_broken_archive_says_so(tmp_path, name, data, reason):
    (tmp_path / name).write_bytes(data)
    assert "article" not in [outcome for _, outcome, _ in outcomes(tmp_path)]
    row = outcomes(tmp_path)[-1]
    assert row[:2] == (name, "rejected")
    assert row[2].startswith(reason)


def test_a_broken_member_costs_itself_only(tmp_path):
    data = bytearray(zipped({"a.txt": ARTICLE, "b.txt": ARTICLE}, compression=zipfile.ZIP_STORED))
    data[50] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(bytes(data))
    audit = outcomes(tmp_path)
    assert [row[1] for row in audit] == ["rejected", "article"]
    assert audit[0][2].startswith("broken in the archive")


def test_names_in_the_code_page_of_an_old_system_are_read(tmp_path):
    info = zipfile.ZipInfo("xxxxxxxx.txt")
    raw = zipped({info: ARTICLE}).replace(b"xxxxxxxx", "قمةقمة12".encode("windows-1256"))
    (tmp_path / "a.zip").write_bytes(raw)
    assert read_articles(tmp_path)["path"][0] == "a.zip!/قمةقمة12.txt"


def test_limits_of_nothing_are_an_error():
    with pytest.raises(ArgumentError, match="size= above 0, got 0"):
        ReadLimits(size=0)


def warc(*answers):
    """Write a web archive by hand: the library's own writer leaves temporary files open."""
    parts = [("warcinfo", "", b"software: none")]
    parts += [
        ("response", url, f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body)
        for url, status, kind, body in answers
    ]
    parts.append(("request", answers[0][0], b"GET / HTTP/1.1\r\n\r\n"))
    data = b""
    for number, (kind, url, block) in enumerate(parts):
        target = f"WARC-Target-URI: {url}\r\n" if url else ""
        content = f"Content-Type: application/{'http' if url else 'warc-fields'}\r\nContent-Length: {len(block)}"
        head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:{number}>\r\nWARC-Date: 2024-05-05T00:00:00Z\r\n"
        data += f"{head}{target}{content}\r\n\r\n".encode() + block + b"\r\n\r\n"
    return data


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "crawl.bin"])
def test_the_pages_of_a_web_archive_are_read(tmp_path, name):
    page = f"<title>قمة بروكسل</title><body><p>{BODY}</p><p>{BODY}</p>".encode()
    data = warc(
        ("https://m.example/2022/01/12/nato", "200 OK", "text/html; charset=utf-8", page),
        ("https://m.example/a.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://m.example/gone", "404 Not Found", "text/html", page),
    )
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    article = read_articles(tmp_path).row(0, named=True)
    assert (article["title"], article["url"]) == ("قمة بروكسل", "https://m.example/2022/01/12/nato")
    assert (str(article["date"]), article["source"]) == ("2022-01-12", "m.example")
    assert outcomes(tmp_path) == [
        (f"{name}!/https://m.example/2022/01/12/nato", "article", None),
        (f"{name}!/https://m.example/a.png", "skipped", "no reader for 'image/png'"),
        (f"{name}!/https://m.example/gone", "skipped", "answer of the server: 404"),
    ]


def test_a_broken_web_archive_says_so(tmp_path):
    (tmp_path / "a.warc").write_bytes(b"no archive at all\r\n")
    assert outcomes(tmp_path)[0][2].startswith("broken web archive")


def test_records_before_the_break_of_a_compressed_file_are_read(tmp_path):
    lines = [f'{{"text": "قال الوزير {number} {random.Random(number).random()}"}}' for number in range(2_000)]
    packed = gzip.compress("\n".join(lines).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(ARTICLE * 20)[:-20])
    found = outcomes(tmp_path)
    articles = [row for row in found if row[1] == "article"]
    assert len(articles) > 500
    assert {row[0] for row in articles} == {"a.jsonl.gz"}
    assert [row[0] for row in found if row[1] == "rejected"] == ["a.jsonl.gz", "a.jsonl.gz", "b.txt.gz"]
    assert any("what comes before was read" in (row[2] or "") for row in found)
