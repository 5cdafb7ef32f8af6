"""The files of a source in a fixed order, each with the reader for it or the reason why there is none."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, TypeAlias

from corpus_tools.errors import ArgumentError, SourceError, explain

if TYPE_CHECKING:
    from collections.abc import Iterator

# What is read: a folder or a file, or several of them.
Source: TypeAlias = str | Path | Sequence[str | Path]

_ABOUT = ("readme", "license", "licence", "copying", "changelog", "makefile")
# Formats that no article is read from: told by the suffix, so that a film is not opened to find out.
_OTHERS = re.compile(
    r"\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?|ico|heic|mp[34]|wav|ogg|m4a|avi|mov|mkv|webm|css|js|woff2?|[ot]tf|exe|dll"
    r"|so|pyc|md|rst|ds_store|db|7z|rar)"
)


def list_files(source: Source) -> tuple[Path, list[Path]]:
    """List the files of a folder with all its sub-folders, or the one file, sorted by path.

    Several of them are listed in their order, each file once; paths are then relative to the folder above all.
    Gives the folder that paths are relative to, and the files. Raises SourceError where there is nothing.
    """
    if isinstance(source, str | os.PathLike):
        return _list_one(source)
    if isinstance(source, bytes) or not isinstance(source, Iterable):
        raise ArgumentError(explain("read_articles", expected="a folder of articles or a file", got=source))
    listed = [list_files(part) for part in source]
    if not listed:
        raise SourceError(explain("read_articles", expected="folders of articles or files", got="no path"))
    root = Path(os.path.commonpath([folder.resolve() for folder, _ in listed]))
    return root, list(dict.fromkeys(_absolute(file) for _, files in listed for file in files))


def _absolute(file: Path) -> Path:
    # The folder is resolved, not the file: a link stays the file that was listed.
    return file.parent.resolve() / file.name


def _list_one(source: str | os.PathLike[str]) -> tuple[Path, list[Path]]:
    path = Path(source)
    if source == "":  # which the system would take for the folder that the program runs in
        expected = "a folder of articles or a file"
        hint = "'.' reads the working directory."
        raise SourceError(explain("read_articles", expected=expected, got=source, hint=hint))
    if not path.exists():
        there = sorted(child.name for child in path.parent.iterdir()) if path.parent.is_dir() else []
        expected = "a folder of articles or a file"
        raise SourceError(explain("read_articles", expected=expected, got=str(source), known=there))
    if path.is_file():
        return path.parent, [path]
    return path, sorted(_walk(path), key=lambda file: _below(file, path).as_posix())


@lru_cache(maxsize=8)  # each file is asked for several times in a row
def _below(file: Path, root: Path) -> PurePath:
    return file.relative_to(root)


def _walk(folder: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as listing:
            # A link to a folder above would never end: links to folders are listed, not followed.
            children = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in listing]
    except OSError:
        yield folder  # a folder that may not be opened gets a row of its own
        return
    for name, is_folder in children:
        if is_folder:
            yield from _walk(folder / name)
        else:
            yield folder / name


def skip_reason(file: Path, *, root: Path) -> str | None:
    """Say why a file is no article; None where it may be one."""
    if not file.is_file():
        if file.is_dir():
            return "folder that may not be opened, or a link to one"
        if not file.is_symlink():
            return "no regular file"
    return name_reason(_below(file, root))


def name_reason(path: PurePath) -> str | None:
    """Say why a file of this name, in a folder or in an archive, is no article; None where it may be one."""
    if any(part.startswith(".") and part.strip(".") for part in path.parts) or "__MACOSX" in path.parts:
        return "hidden"
    if path.name.startswith("~$"):
        return "mark of an office program that the file beside it is open"
    if path.stem.lower().startswith(_ABOUT) and path.suffix.lower() in ("", ".txt", ".md", ".rst"):
        return "describes the folder"
    return no_reader(path) if _OTHERS.fullmatch(path.suffix.lower()) else None


def no_reader(path: PurePath) -> str:
    """Say that nothing reads a format."""
    return f"no reader for {path.suffix.lower()!r}" if path.suffix else "no suffix that names a format"


def shown_path(file: Path, *, root: Path) -> str:
    """Write the path below the source, with slashes; what is no Unicode in it is replaced."""
    return _below(file, root).as_posix().encode("utf-8", errors="replace").decode("utf-8")


def folder_name(file: Path, *, root: Path) -> str | None:
    """Name the folder that a file lies in; None directly in the source."""
    return shown_path(file, root=root).split("/")[-2] if file.parent != root else None
