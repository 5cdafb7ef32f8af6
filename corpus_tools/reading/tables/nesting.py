"""Where the records are in a JSON document: lists at any depth, wrapped objects, and what a cut file still holds."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from corpus_tools.reading.tables.columns import match_columns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_DEEPEST = 6
_LIST_OF_OBJECTS = re.compile(r"\[\s*(?=\{)")
_COMMA = re.compile(r"\s*,?\s*(?=\{)")


def find_records(content: object) -> Sequence[object]:
    """Find the list of records in a document, the shallowest that holds texts; else the document is the record.

    >>> find_records({"hits": {"total": 2, "hits": [{"_id": 1, "_source": {"text": "قمة"}}]}})
    [{'_id': 1, 'text': 'قمة'}]
    >>> find_records([[{"text": "a"}], [{"text": "b"}]])
    [{'text': 'a'}, {'text': 'b'}]
    """
    level: list[object] = [content]
    fallback: Sequence[object] | None = None
    for _ in range(_DEEPEST):
        found = [records for item in level if (records := _records_here(item)) is not None]
        for records in found:
            if any(_has_text(record) for record in records):
                return records
        if fallback is None and len(found) == 1:
            fallback = found[0]
        level = [value for item in level for value in _values(item) if isinstance(value, (dict, list))]
    return fallback if fallback is not None else [content]


def _records_here(item: object) -> Sequence[object] | None:
    """Give the records that a list holds, or an object whose values are records; None where it holds none."""
    if isinstance(item, list):
        if item and all(isinstance(part, list) for part in item):
            item = [record for part in item for record in part]
        return [_unwrapped(record) for record in item] if any(isinstance(part, dict) for part in item) else None
    if isinstance(item, dict):
        if _has_text(item):
            return [item]
        records = [{"id": name} | value if isinstance(value, dict) else value for name, value in item.items()]
        return records if len(item) > 1 and all(_has_text(record) for record in records) else None
    return None


def _values(item: object) -> Sequence[object]:
    return list(item.values()) if isinstance(item, dict) else item if isinstance(item, list) else []


def _has_text(record: object) -> bool:
    return isinstance(record, dict) and "text" in match_columns(str(name) for name in record)


def _unwrapped(record: object) -> object:
    """Take the article out of an object that wraps it, as databases do: `{"_id": 1, "_source": {…}}`."""
    if not isinstance(record, dict) or _has_text(record):
        return record
    inner = [value for value in record.values() if _has_text(value)]
    if len(inner) != 1:
        return record
    return {name: value for name, value in record.items() if value is not inner[0]} | inner[0]


def salvage_records(text: str, *, reason: str) -> tuple[list[Mapping[str, Any]], list[tuple[int, str]]]:
    """Read the whole records of a list that breaks off or is broken in one place; give them and what is broken.

    >>> salvage_records('{"articles": [{"text": "a"}, {"text": "b', reason="broken JSON")
    ([{'text': 'a'}], [(2, 'broken JSON: cut off')])
    """
    decoder = json.JSONDecoder()
    records: list[Mapping[str, Any]] = []
    broken: list[tuple[int, str]] = []
    place, listed = _first_record(text, decoder)
    while place < len(text) and text[place] == "{":
        number = len(records) + len(broken) + 1
        try:
            record, place = decoder.raw_decode(text, place)
            records.append(record)
            comma = _COMMA.match(text, place)
            place = comma.end() if comma else place
        except (ValueError, RecursionError):
            following = _next_record(text, place, records)
            broken.append((number, reason if following else "broken JSON: cut off"))
            place = following or len(text)
    if records and not broken and (listed or text[place:].strip()):
        broken.append((len(records) + 1, "broken JSON: cut off" if listed else reason))
    return records, broken


def _first_record(text: str, decoder: json.JSONDecoder) -> tuple[int, bool]:
    """Find where the records begin: in a list, or one object after another without one."""
    start = len(text) - len(text.lstrip())
    try:
        record, _ = decoder.raw_decode(text, start)
        if isinstance(record, dict):
            return start, False
    except (ValueError, RecursionError):
        pass
    opening = _LIST_OF_OBJECTS.search(text)
    return (opening.end() if opening else len(text)), True


def _next_record(text: str, place: int, records: Sequence[Mapping[str, Any]]) -> int | None:
    """Find where the record after a broken one begins: at the key with which the others begin."""
    first = next(iter(records[0]), None) if records else None
    if first is None:
        return None
    found = re.compile(r",\s*(\{\s*" + re.escape(json.dumps(first, ensure_ascii=False)) + ")").search(text, place + 1)
    return found.start(1) if found else None
