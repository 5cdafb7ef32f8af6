"""Arguments of public functions, held against the types in their signatures before anything is done with them."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import numpy as np
import polars as pl

from corpus_tools.errors import ArgumentError, FrameError, explain

P = ParamSpec("P")
R = TypeVar("R")


def _is_whole(value: object) -> bool:
    # Beyond 32 bits Polars and NumPy overflow, and nothing is meant by it.
    return isinstance(value, (int, np.integer)) and not isinstance(value, bool) and abs(int(value)) < 2**32


def _is_number(value: object) -> bool:
    return _is_whole(value) or (isinstance(value, (float, np.floating)) and math.isfinite(value))


def _is_list(value: object) -> bool:
    # Columns and arrays have no truth of their own, so that `by or ()` fails on them: they are turned into lists first.
    is_text = isinstance(value, (str, bytes, Mapping, pl.DataFrame, pl.LazyFrame))
    return isinstance(value, Iterable) and not is_text and not hasattr(value, "dtype")


def _is_names(value: object) -> bool:
    # What can be gone through only once is left to the function itself.
    return _is_list(value) and (not isinstance(value, Sequence) or all(isinstance(name, str) for name in value))


# Types as signatures write them: the words for each, and its test. One that is not here is its function's to check.
_KINDS: dict[str, tuple[str, Callable[[object], bool]]] = {
    "str": ("a text", lambda value: isinstance(value, str)),
    "Path": ("a path", lambda value: isinstance(value, Path)),
    "int": ("a whole number", _is_whole),
    "float": ("a finite number", _is_number),
    "bool": ("True or False", lambda value: isinstance(value, (bool, np.bool_))),
    "pl.DataFrame": ("a polars DataFrame", lambda value: isinstance(value, pl.DataFrame)),
    "pl.LazyFrame": ("a LazyFrame", lambda value: isinstance(value, pl.LazyFrame)),
    "Sequence[str]": ("a list of texts", _is_names),
    "Iterable[str]": ("a list of texts", _is_list),
    "Iterable[str | Path]": ("a list of them", _is_list),
    "Mapping[str, str]": ("a dict of texts", lambda value: isinstance(value, Mapping)),
    "None": ("None", lambda value: value is None),
}
_HINTS = {
    "pl.DataFrame": "call .collect() on a LazyFrame; pl.from_pandas() on a pandas frame.",
    "str": "write it in quotes.",
}


def check_arguments(function: Callable[P, R]) -> Callable[P, R]:
    """Let a function refuse, in words, an argument of another type than its signature names.

    >>> @check_arguments
    ... def draw(counts: pl.DataFrame, *, title: str | None = None) -> None:
    ...     print(title)
    >>> draw(pl.DataFrame(), title=3)
    Traceback (most recent call last):
    corpus_tools.errors.ArgumentError: draw: expected title as a text or None, got 3. Hint: write it in quotes.
    """
    signature = inspect.signature(function)
    named = {name: one for name, one in signature.parameters.items() if one.kind is not one.VAR_POSITIONAL}
    kinds = {name: _split(str(one.annotation)) for name, one in named.items()}
    known = {name: parts for name, parts in kinds.items() if all(part in _KINDS for part in parts)}

    @wraps(function)
    def checked(*args: P.args, **kwargs: P.kwargs) -> R:
        for name, value in signature.bind(*args, **kwargs).arguments.items():
            if name in known and not any(_KINDS[part][1](value) for part in known[name]):
                raise _refuse(function.__name__, name, value, known[name])
        return function(*args, **kwargs)

    return checked


def check_whole(function: str, name: str, value: object, *, least: int, most: int | None = None) -> None:
    """Raise ArgumentError unless `value` is a whole number of at least so much (and at most so much)."""
    if not _is_whole(value) or value < least or (most is not None and value > most):  # type: ignore[operator]
        span = f"of at least {least}" if most is None else f"from {least} to {most}"
        raise ArgumentError(explain(function, expected=f"{name} as a whole number {span}", got=value))


def check_number(function: str, name: str, value: object, *, least: float, is_open: bool = False) -> None:
    """Raise ArgumentError unless `value` is a finite number of at least so much (above it where `is_open`)."""
    if not _is_number(value) or value < least or (is_open and value == least):  # type: ignore[operator]
        span = f"above {least}" if is_open else f"of {least} or more"
        raise ArgumentError(explain(function, expected=f"{name} {span}", got=value))


def _split(annotation: str) -> list[str]:
    """Split the alternatives of a type; those inside brackets stay together."""
    parts = [""]
    for piece in annotation.split(" | "):
        parts[-1] += piece
        if parts[-1].count("[") == parts[-1].count("]"):
            parts.append("")
        else:
            parts[-1] += " | "
    return parts[:-1]


def _refuse(function: str, name: str, value: object, kinds: Sequence[str]) -> ArgumentError | FrameError:
    expected = f"{name} as " + " or ".join(_KINDS[kind][0] for kind in kinds)
    hint = next((_HINTS[kind] for kind in kinds if kind in _HINTS), None)
    if "pl.DataFrame" in kinds:
        return FrameError(explain(function, expected=expected, got=type(value).__name__, hint=hint))
    return ArgumentError(explain(function, expected=expected, got=value, hint=hint))
