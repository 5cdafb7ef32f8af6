"""Write a file whole or not at all, in the format that its name asks for."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from corpus_tools.errors import ArgumentError, explain

if TYPE_CHECKING:
    from collections.abc import Mapping

Writer = TypeVar("Writer")


def write_atomically(path: Path, content: bytes) -> Path:
    """Write `content` to `path`, its parent folders included; if interrupted, the old file stays whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
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
