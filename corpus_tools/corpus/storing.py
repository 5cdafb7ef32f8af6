"""A Corpus as a folder of files with a manifest that names the newest complete ones.

Tokens are arrays (`.npy`) that are mapped into memory, so that a large corpus opens at once; articles are read when a
measure first asks for them.
"""

from __future__ import annotations

import json
import shutil
from functools import cached_property
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import IO, Any, Literal, cast
from uuid import uuid4

import numpy as np
import polars as pl

from corpus_tools.arguments import check_arguments
from corpus_tools.corpus.model import Corpus, check_corpus
from corpus_tools.errors import SourceError, explain
from corpus_tools.schema import TOKENS

_FORMAT = 3
_PREFIX = "part-"
_ARTICLES, _VOCABULARY = "articles.parquet", "vocabulary.arrow"
_TOKENS = {name: f"tokens.{name}.npy" for name in TOKENS.columns}
_FILES = (_ARTICLES, _VOCABULARY, *_TOKENS.values())


class _SavedCorpus(Corpus):
    """A corpus whose articles are read when they are first asked for: their texts are most of it."""

    _file: mmap

    def __init__(
        self, file: mmap, tokens: pl.DataFrame, vocabulary: pl.DataFrame, filters: tuple[str, ...] = ()
    ) -> None:
        parts = {"_file": file, "tokens": tokens, "vocabulary": vocabulary, "filters": filters}
        for name, value in parts.items():
            object.__setattr__(self, name, value)

    @cached_property
    def articles(self) -> pl.DataFrame:
        return pl.read_parquet(cast("IO[bytes]", self._file))

    def __reduce__(self) -> tuple[type[Corpus], tuple[pl.DataFrame | tuple[str, ...], ...]]:
        return Corpus, (self.articles, self.tokens, self.vocabulary, self.filters)


@check_arguments
def save_corpus(corpus: Corpus, path: str | Path) -> Path:
    """Save a corpus as a folder of files with a manifest.

    An interrupted save leaves the folder as it was: new files are complete before the manifest names them.

    Parameters
    ----------
    corpus
        The corpus.
    path
        Folder to write; a corpus that is there already is replaced.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    SourceError
        The folder exists and holds something else than a corpus.

    Examples
    --------
    >>> import tempfile
    >>> from corpus_tools import build_corpus
    >>> corpus = build_corpus(pl.DataFrame({"text": ["قمة في جنيف"]}))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     open_corpus(save_corpus(corpus, Path(folder) / "demo")).tokens.equals(corpus.tokens)
    True
    """
    check_corpus("save_corpus", corpus)
    folder = Path(path)
    if folder.exists() and not _is_ours(folder):
        raise SourceError(
            explain(
                "save_corpus",
                expected="a new, empty or corpus folder",
                got=str(folder),
                hint="choose another path.",
            )
        )
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{_PREFIX}{uuid4().hex[:12]}"
    part.mkdir()
    # Read in half the time of the usual zstd; texts are the smaller part of a corpus, their tokens the larger.
    corpus.articles.write_parquet(part / _ARTICLES, compression="lz4")
    corpus.vocabulary.write_ipc(part / _VOCABULARY)
    for name, file in _TOKENS.items():
        np.save(part / file, corpus.tokens[name].to_numpy())
    manifest = {
        "format": _FORMAT,
        "part": part.name,
        "articles": corpus.articles.height,
        "tokens": corpus.tokens.height,
        "filters": list(corpus.filters),
        "bytes": {name: (part / name).stat().st_size for name in _FILES},
    }
    draft = part / "manifest.json"
    draft.write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    draft.replace(folder / "manifest.json")
    for old in folder.glob(f"{_PREFIX}*"):
        if old != part:
            # Windows keeps what is open elsewhere; the next save takes it away.
            shutil.rmtree(old, ignore_errors=True)
    return folder


def _is_ours(folder: Path) -> bool:
    """Tell whether a folder is empty, holds a corpus, or what an interrupted first save left."""
    if not folder.is_dir():
        return False
    if (folder / "manifest.json").is_file():
        return "format" in _manifest(folder)
    return all(item.is_dir() and item.name.startswith(_PREFIX) for item in folder.iterdir())


def _manifest(folder: Path) -> dict[str, Any]:
    """Read the manifest; an empty one where it is no manifest of a corpus."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except ValueError:
        return {}
    return manifest if isinstance(manifest, dict) and "part" in manifest else {}


@check_arguments
def open_corpus(path: str | Path) -> Corpus:
    """Open a corpus that `save_corpus` wrote.

    Parameters
    ----------
    path
        The folder.

    Returns
    -------
    Corpus
        Equal to the one saved. Its tokens are mapped from the files, its articles are read when first asked for.

    Raises
    ------
    SourceError
        The folder is absent, holds no corpus, a damaged one, or one of another format.

    Examples
    --------
    >>> open_corpus("nowhere")
    Traceback (most recent call last):
    corpus_tools.errors.SourceError: open_corpus: expected a folder that save_corpus wrote, got 'nowhere'.
    Hint: build one: corpus-tools build FOLDER --out DIR.
    """
    folder = Path(path)
    manifest_path = folder / "manifest.json"
    hint = "build one: corpus-tools build FOLDER --out DIR."
    if not manifest_path.is_file():
        raise SourceError(explain("open_corpus", expected="a folder that save_corpus wrote", got=str(path), hint=hint))
    manifest = _manifest(folder)
    if manifest.get("format") != _FORMAT:
        raise SourceError(explain("open_corpus", expected=f"format {_FORMAT}", got=manifest.get("format"), hint=hint))
    part = folder / manifest["part"]
    for name, size in manifest.get("bytes", dict.fromkeys(_FILES)).items():
        file = part / name
        if not file.is_file() or file.stat().st_size != size:
            got = f"{'a damaged' if file.is_file() else 'no'} {name} in {part}"
            raise SourceError(explain("open_corpus", expected="the files of the corpus", got=got, hint=hint))
    with (part / _ARTICLES).open("rb") as articles:
        # Mapped now, so that the articles can be read even after the folder was written anew.
        mapped = mmap(articles.fileno(), 0, access=ACCESS_READ)
    # An array without rows cannot be mapped.
    mode: Literal["r"] | None = "r" if manifest.get("tokens") else None
    tokens = pl.DataFrame({name: np.load(part / file, mmap_mode=mode) for name, file in _TOKENS.items()})
    # Corpora of before filters were kept have none in their manifest.
    filters = tuple(map(str, manifest.get("filters", ())))
    return _SavedCorpus(mapped, tokens, pl.read_ipc(part / _VOCABULARY), filters)
