"""A Corpus as a folder of Parquet files with a manifest that names the newest complete ones."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any
from uuid import uuid4

import polars as pl

from corpus_tools.corpus.model import Corpus
from corpus_tools.errors import SourceError, explain

_FORMAT = 1
_PREFIX = "part-"
_PARTS = ("articles", "tokens", "vocabulary")


def save_corpus(corpus: Corpus, path: str | Path) -> Path:
    """Save a corpus as a folder of Parquet files with a manifest.

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
    for name in _PARTS:
        getattr(corpus, name).write_parquet(part / f"{name}.parquet")
    manifest = {
        "format": _FORMAT,
        "part": part.name,
        "articles": corpus.articles.height,
        "tokens": corpus.tokens.height,
    }
    draft = part / "manifest.json"
    draft.write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    draft.replace(folder / "manifest.json")
    for old in folder.glob(f"{_PREFIX}*"):
        if old != part:
            shutil.rmtree(old)
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


def open_corpus(path: str | Path) -> Corpus:
    """Open a corpus that `save_corpus` wrote.

    Parameters
    ----------
    path
        The folder.

    Returns
    -------
    Corpus
        Equal to the one saved.

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
    for name in _PARTS:
        if not (part / f"{name}.parquet").is_file():
            got = f"no {name}.parquet in {part}"
            raise SourceError(explain("open_corpus", expected="the files of the corpus", got=got, hint=hint))
    return Corpus(*(pl.read_parquet(part / f"{name}.parquet") for name in _PARTS))
