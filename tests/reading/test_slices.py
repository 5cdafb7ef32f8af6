"""Slices hold what the whole load holds: rows, order, columns, ids."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from corpus_tools import read_articles, read_slices
from corpus_tools.errors import ArgumentError, SourceError

SEEDS = Path(__file__).parent.parent.parent / "seeds"


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text if isinstance(text, str) else "\n".join(map(json.dumps, text)), encoding="utf-8")


@pytest.mark.parametrize("size", [1, 5, 22, 66, 10_000])
def test_slices_of_the_demo_corpus_are_its_articles(size):
    whole = read_articles(SEEDS)
    parts = list(read_slices(SEEDS, size=size))
    assert [part.height for part in parts[:-1]] == [size] * (len(parts) - 1)
    assert 0 < parts[-1].height <= size
    assert pl.concat(parts).equals(whole)


def test_what_only_the_whole_can_tell_is_told_in_every_slice(tmp_path):
    # Ids that repeat across files, a column of unlike kinds, one that comes late,
    # and an order of day and month that only the last file shows.
    write(
        tmp_path, "a/1.ndjson", [{"id": "x", "text": "قال الوزير", "n": 1}, {"id": "x", "text": "قالت الوزيرة", "n": 2}]
    )
    write(tmp_path, "a/2.ndjson", [{"id": "x-2", "text": "قال الحلف", "n": "many"}])
    write(tmp_path, "a/3.ndjson", [{"id": "x", "text": "قال الوفد", "extra": True, "n": 2.5}])
    for number in (1, 2):
        write(tmp_path, f"b/{number}.txt", "Talks begin\n\n03/04/2022\n\nThe talks began on Sunday.")
    write(tmp_path, "b/8.txt", "Talks end\n\n12/25/2021\n\nThe talks ended on Sunday.\n\nThe same day all left.")
    write(tmp_path, "b/9.html", '<meta property="og:site_name" content="The Post"><h1>T</h1><p>The talks go on.</p>')
    whole = read_articles(tmp_path)
    assert whole["doc_id"].head(4).to_list() == ["x", "x-3", "x-2", "x-4"]
    assert whole["source"].to_list()[4:] == ["b", "b", "b", "The Post"]
    assert [str(day) for day in whole["date"].to_list()[4:7]] == ["2022-03-04", "2022-03-04", "2021-12-25"]
    for size in (1, 3):
        assert pl.concat(read_slices(tmp_path, size=size)).equals(whole)


def test_options_are_those_of_read_articles(tmp_path):
    write(tmp_path, "1.ndjson", [{"Corps": "Le ministre a parlé.", "text": "no"}])
    whole = read_articles(tmp_path, language="fr", columns={"text": "Corps"})
    assert pl.concat(read_slices(tmp_path, language="fr", columns={"text": "Corps"})).equals(whole)


def test_a_source_without_articles_has_no_slice(tmp_path):
    write(tmp_path, "empty.txt", "")
    assert list(read_slices(tmp_path)) == []


def test_an_iterator_left_alone_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    slices = read_slices(SEEDS, size=5)
    next(slices)
    assert list(tmp_path.iterdir()) != []
    slices.close()
    assert list(tmp_path.iterdir()) == []


def test_bad_arguments_are_refused_at_the_call(tmp_path):
    with pytest.raises(ArgumentError, match="read_slices: expected size of 1 or more, got 0"):
        read_slices(tmp_path, size=0)
    with pytest.raises(SourceError, match="expected a folder of articles or a file"):
        read_slices(tmp_path / "nowhere")
    with pytest.raises(ArgumentError, match="language="):
        read_slices(tmp_path, language="klingon")
