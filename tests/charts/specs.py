"""Ways to look into the dictionary of a chart."""

from __future__ import annotations

from typing import Any

ISOLATES = "\u2067\u2068\u2069"


def bare(text: str) -> str:
    return text.strip(ISOLATES)


def rows(spec: dict[str, Any], *, having: str) -> list[dict[str, Any]]:
    """Give the rows of the first data set that has a column."""
    for values in spec["datasets"].values():
        if values and having in values[0]:
            return list(values)
    raise AssertionError(f"no data with a column {having!r}")


def title(spec: dict[str, Any]) -> str:
    return " ".join(bare(line) for line in spec["title"]["text"])


def subtitle(spec: dict[str, Any]) -> str:
    return " ".join(bare(line) for line in spec["title"]["subtitle"])


def layer(spec: dict[str, Any], mark: str) -> dict[str, Any]:
    return next(part for part in spec["layer"] if part["mark"]["type"] == mark)


def row_count(spec: dict[str, Any]) -> int:
    return sum(len(values) for values in spec["datasets"].values())


def find_encodings(part: dict[str, Any], channel: str) -> list[dict[str, Any]]:
    """Give the encodings of a channel, those of layers within layers too."""
    own = [part["encoding"][channel]] if channel in part.get("encoding", {}) else []
    return own + [found for inner in part.get("layer", []) for found in find_encodings(inner, channel)]
