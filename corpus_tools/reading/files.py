"""The files of a source in a fixed order, each with the reader for it or the reason why there is none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from corpus_tools.errors import SourceError, explain

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
}
_ABOUT = ("readme", "license", "licence", "copying", "changelog")


def list_files(source: str | Path) -> tuple[Path, list[Path]]:
    """List the files of a folder with all its sub-folders, or the one file, sorted by path.

    Gives the folder that paths are relative to, and the files. Raises SourceError where there is nothing.
    """
    path = Path(source)
    if not path.exists():
        there = sorted(child.name for child in path.parent.iterdir()) if path.parent.is_dir() else []
        expected = "a folder of articles or a file"
        raise SourceError(explain("read_articles", expected=expected, got=str(source), known=there))
    if path.is_file():
        return path.parent, [path]
    return path, sorted(_walk(path), key=lambda file: file.relative_to(path).as_posix())


def _walk(folder: Path) -> Iterator[Path]:
    try:
        children = list(folder.iterdir())
    except OSError:
        children = [folder]  # a folder that may not be opened gets a row of its own
    for child in children:
        # A link to a folder above would never end: links to folders are listed, not followed.
        if child.is_dir() and not child.is_symlink() and child != folder:
            yield from _walk(child)
        else:
            yield child


def skip_reason(file: Path, *, root: Path) -> str | None:
    """Say why a file is no article; None where it may be one."""
    if file.is_dir():
        return "folder that may not be opened, or a link to one"
    if not file.is_file() and not file.is_symlink():
        return "no regular file"
    if any(part.startswith(".") for part in file.relative_to(root).parts):
        return "hidden"
    if file.stem.lower().startswith(_ABOUT) and file.suffix.lower() in ("", ".txt", ".md", ".rst"):
        return "describes the folder"
    if file.suffix.lower() not in FORMATS:
        return f"no reader for {file.suffix.lower()!r}" if file.suffix else "no suffix that names a format"
    return None


def file_format(file: Path) -> str:
    """Name the format that a suffix stands for."""
    return FORMATS[file.suffix.lower()]


def shown_path(file: Path, *, root: Path) -> str:
    """Write the path below the source, with slashes; what is no Unicode in it is replaced."""
    return file.relative_to(root).as_posix().encode("utf-8", errors="replace").decode("utf-8")


def folder_name(file: Path, *, root: Path) -> str | None:
    """Name the folder that a file lies in; None directly in the source."""
    return shown_path(file, root=root).split("/")[-2] if file.parent != root else None
