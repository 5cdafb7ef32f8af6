"""Options that are numbers, held against their range."""

from __future__ import annotations

import math

import numpy as np

from corpus_tools.errors import ArgumentError, explain


def check_whole(function: str, name: str, value: object, *, least: int, most: int | None = None) -> None:
    """Raise ArgumentError unless `value` is a whole number of at least so much (and at most so much)."""
    is_whole = isinstance(value, (int, np.integer)) and not isinstance(value, bool)
    if not is_whole or value < least or (most is not None and value > most):  # type: ignore[operator]
        span = f"of {least} or more" if most is None else f"from {least} to {most}"
        raise ArgumentError(explain(function, expected=f"{name} as a whole number {span}", got=value))


def check_number(function: str, name: str, value: object, *, least: float, is_open: bool = False) -> None:
    """Raise ArgumentError unless `value` is a finite number of at least so much (above it where `is_open`)."""
    is_number = isinstance(value, (int, float, np.number)) and not isinstance(value, bool) and math.isfinite(value)
    if not is_number or value < least or (is_open and value == least):  # type: ignore[operator]
        span = f"above {least}" if is_open else f"of {least} or more"
        raise ArgumentError(explain(function, expected=f"{name} {span}", got=value))
