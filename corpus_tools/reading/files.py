"""The files of a source in a fixed order, each with the reader for it or the reason why there is none."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from corpus_tools.errors import ArgumentError, SourceError, explain

if TYPE_CHECKING:
    from collections.abc import Iterator

# What is read: a folder or a file, or several of them.
Source: TypeAlias = str | Path | Sequence[str | Path]

_CLOSED = "folder that may not be opened, or a link to one"
_ABOUT = ("readme", "license", "licence", "copying", "changelog", "makefile")
# Formats that no article is read from: told by the suffix, so that a film is not opened to find out.
_OTHERS = re.compile(
    r"\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?|ico|heic|mp[34]|wav|ogg|m4a|avi|mov|mkv|webm|css|js|woff2?|[ot]tf|exe|dll"
    r"|so|pyc|md|rst|ds_store|db|7z|rar)"
)


class SourceFile(NamedTuple):
    """A file of a source: where it lies, its path below the source with slashes, and why it cannot be opened."""

    place: Path
    path: str
    closed: str | None = None


def list_files(source: Source) -> list[SourceFile]:
    """List the files of a folder with all its sub-folders, or the one file, sorted by path.

    Several of them are listed in their order, each file once; paths are then relative to the folder above all.
    Raises SourceError where there is nothing.
    """
    if isinstance(source, str | os.PathLike):
        return _list_one(source)[1]
    if isinstance(source, bytes) or not isinstance(source, Sequence):
        raise ArgumentError(explain("read_articles", expected="a folder of articles or a file", got=source))
    for part in source:
        if not isinstance(part, str | os.PathLike):
            raise ArgumentError(explain("read_articles", expected="paths of folders or files", got=part))
    listed = [_list_one(part) for part in source]
    if not listed:
        raise SourceError(explain("read_articles", expected="folders of articles or files", got="no path"))
    root = os.path.commonpath([folder.resolve() for folder, _ in listed])
    found: dict[str, SourceFile] = {}
    for folder, files in listed:
        below = folder.resolve().relative_to(root)
        for file in files:
            path = _shown((below / file.path).as_posix())
            found.setdefault(path, file._replace(path=path))
    return list(found.values())


def _list_one(source: str | os.PathLike[str]) -> tuple[Path, list[SourceFile]]:
    place = Path(source)
    if source == "":  # which the system would take for the folder that the program runs in
        expected = "a folder of articles or a file"
        hint = "'.' reads the working directory."
        raise SourceError(explain("read_articles", expected=expected, got=source, hint=hint))
    if not place.exists():
        there = sorted(child.name for child in place.parent.iterdir()) if place.parent.is_dir() else []
        expected = "a folder of articles or a file"
        raise SourceError(explain("read_articles", expected=expected, got=str(source), known=there))
    if place.is_file():
        return place.parent, [SourceFile(place, _shown(place.name))]
    return place, sorted(_walk(str(place), ""), key=lambda file: file.path)


def _walk(folder: str, below: str) -> Iterator[SourceFile]:
    try:
        with os.scandir(folder) as listing:
            # A link to a folder above would never end: links to folders are listed, not followed.
            children = [(entry, entry.is_dir(follow_symlinks=False)) for entry in listing]
    except OSError:
        # A folder that may not be opened gets a row of its own.
        yield SourceFile(Path(folder), _shown(below.rstrip("/")), _CLOSED)
        return
    for entry, is_folder in children:
        if is_folder:
            yield from _walk(entry.path, f"{below}{entry.name}/")
        else:
            yield SourceFile(Path(entry.path), _shown(below + entry.name), _closed(entry))


def _closed(entry: os.DirEntry[str]) -> str | None:
    """Say why what is no folder cannot be opened either; a link that leads nowhere fails when it is opened."""
    try:
        if entry.is_file() or (entry.is_symlink() and not entry.is_dir()):
            return None
        return _CLOSED if entry.is_dir() else "no regular file"
    except OSError:
        return None


def _shown(path: str) -> str:
    """Replace what is no Unicode in a path."""
    return path if path.isascii() else path.encode("utf-8", errors="replace").decode("utf-8")


def name_reason(path: str) -> str | None:
    """Say why a file of this path, in a folder or in an archive, is no article; None where it may be one."""
    parts = path.split("/")
    if any(part.startswith(".") and part.strip(".") for part in parts) or "__MACOSX" in parts:
        return "hidden"
    if parts[-1].startswith("~$"):
        return "mark of an office program that the file beside it is open"
    stem, suffix = split_suffix(parts[-1].lower())
    if stem.startswith(_ABOUT) and suffix in ("", ".txt", ".md", ".rst"):
        return "describes the folder"
    return no_reader(path) if _OTHERS.fullmatch(suffix) else None


def no_reader(path: str) -> str:
    """Say that nothing reads a format."""
    suffix = split_suffix(path.rpartition("/")[2].lower())[1]
    return f"no reader for {suffix!r}" if suffix else "no suffix that names a format"


def split_suffix(name: str) -> tuple[str, str]:
    """Part the name of a file from its suffix.

    >>> split_suffix("news.tar.gz"), split_suffix(".hidden"), split_suffix("notes")
    (('news.tar', '.gz'), ('.hidden', ''), ('notes', ''))
    """
    stem, dot, suffix = name.rpartition(".")
    return (stem, dot + suffix) if stem.strip(".") and suffix else (name, "")


def folder_name(path: str) -> str | None:
    """Name the folder that a file lies in; None directly in the source."""
    return path.split("/")[-2] if "/" in path else None
