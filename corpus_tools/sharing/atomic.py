"""Write a file whole or not at all, in the format that its name asks for."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from corpus_tools.errors import ArgumentError, SourceError, explain

if TYPE_CHECKING:
    from collections.abc import Mapping

Writer = TypeVar("Writer")


def write_atomically(path: Path, content: bytes, *, function: str) -> Path:
    """Write `content` to `path`, its parent folders included; if interrupted, the old file stays whole.

    Raise SourceError, in the name of `function`, where that cannot be.
    """
    try:
        return _write(path, content)
    except OSError as error:
        hint = f"the system says: {error.strerror or error}."
        raise SourceError(explain(function, expected="a file that can be written", got=str(path), hint=hint)) from error


def _write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".corpus_tools.", suffix=".part")
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        # mkstemp makes files that only their owner reads; what is shared gets what the umask allows.
        draft.chmod(0o666 & ~_umask())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return path


def take_path(function: str, path: object, *, argument: str = "path") -> Path:
    """Take a path or a text as a path, `~` as the home folder; raise ArgumentError for anything else."""
    if not isinstance(path, (str, Path)):
        raise ArgumentError(explain(function, expected=f"{argument} as a path or text", got=path))
    given = Path(path)
    return given.expanduser() if given.parts[:1] == ("~",) else given


def take_folder(function: str, folder: object, *, argument: str = "folder") -> Path:
    """Take a folder to write to, there or not; raise ArgumentError where a file has its name."""
    target = take_path(function, folder, argument=argument)
    if target.exists() and not target.is_dir():
        raise ArgumentError(explain(function, expected=f"{argument} to be a folder", got=str(target)))
    return target


def choose_writer(function: str, target: Path, writers: Mapping[str, Writer]) -> Writer:
    """Pick the writer of the suffix of `target`; raise ArgumentError for another suffix."""
    suffix = target.suffix.lower()
    if suffix not in writers:
        message = explain(
            function,
            expected="a path that ends in " + " ".join(writers),
            got=str(target.name),
            hint=f"write {target.stem or 'name'}{next(iter(writers))}.",
        )
        raise ArgumentError(message)
    return writers[suffix]


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
