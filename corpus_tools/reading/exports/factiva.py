"""Exports of Factiva: several articles in one text, each ended by `Document LBA0000020220112ei1c00abc`.

With field codes, each part begins with two or three capitals: `HD` headline, `BY` author, `WC` words, `PD` day, `ET`
time, `SN` outlet, `SE` section, `LA` language, `LP` and `TD` text, `AN` number. Without codes: headline, author where
there is one, `543 words`, day, time, outlet, code of the outlet, language, copyright, then the text.
"""

from __future__ import annotations

import re

from corpus_tools.reading.days.fields import begins_with_date
from corpus_tools.reading.tables.columns import language_code

Fields = dict[str, str | None]
_END = re.compile(r"^[ \t]*(?:AN[ \t]+)?Document[ \t]+([A-Za-z0-9]{15,40})[ \t]*$", re.MULTILINE)
_CODE = re.compile(
    r"^[ \t]*(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN|CLM|ART|CX)"
    r"(?:[ \t]+(\S.*))?$"
)
_WORDS = re.compile(r"[\d.,\u00a0\u202f ]+(?:words|mots|palabras|Wörter|parole|palavras|слов|كلمة|كلمات)")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?: ?[AP]M)?|\d{1,2}h\d{2}", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:copyright|©|\(c\)|all rights reserved|tous droits)", re.IGNORECASE)
_OUTLET_CODE = re.compile(r"[A-Z0-9]{2,10}")
_FURTHER = re.compile(r"(?:Vol\.?|Volume|Page|Pg\.?|Edition|Issue|Ausgabe)\b.*|\d{1,4}|[A-Z]?\d{1,3}", re.IGNORECASE)
_BYLINE = re.compile(r"^(?:by|par|von|por)\s+", re.IGNORECASE)


def split_factiva(text: str) -> list[str]:
    """Cut an export into articles, each with the number at its end; none where the text is no such export."""
    ends = [match.end() for match in _END.finditer(text)]
    pieces = [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    whole = [piece for piece in pieces if _is_article(piece)]
    return pieces if whole else []


def _is_article(piece: str) -> bool:
    lines = [line.strip() for line in piece.split("\n")]
    return (
        any(_WORDS.fullmatch(line) for line in lines)
        or sum(line.startswith(("HD ", "PD ", "SN ")) for line in lines) > 1
    )


def read_factiva(piece: str) -> Fields:
    """Read one article, with codes or without."""
    number = _END.findall(piece)
    lines = [line.strip() for line in _END.sub("", piece).split("\n")]
    coded = sum(line.startswith(("HD ", "PD ", "SN ", "LP", "TD")) for line in lines) > 1
    fields = _read_coded(lines) if coded else _read_plain(lines)
    return {"doc_id": number[-1] if number else None} | fields


def _read_coded(lines: list[str]) -> Fields:
    parts: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        match = _CODE.fullmatch(line)
        if match:
            code, line = match[1], match[2] or ""
        parts.setdefault(code, []).append(line)
    one = {name: " ".join(" ".join(found).split()) or None for name, found in parts.items()}
    clock = one.get("ET")
    body = "\n".join([*parts.get("LP", []), "", *parts.get("TD", [])])
    return {
        "title": one.get("HD"),
        "author": _BYLINE.sub("", one.get("BY") or "") or None,
        "date": f"{one.get('PD')} {clock}" if one.get("PD") and clock else one.get("PD"),
        "source": one.get("SN"),
        "section": one.get("SE"),
        "language": one.get("LA"),
        "text": _body(body),
    }


def _read_plain(lines: list[str]) -> Fields:
    filled = [line for line in lines if line]
    words = next((place for place, line in enumerate(filled) if _WORDS.fullmatch(line)), 0)
    above, below = filled[:words], filled[words + 1 :]
    dated = next((place for place, line in enumerate(below[:4]) if begins_with_date(line)), None)
    after = below if dated is None else below[dated + 1 :]
    clock = after.pop(0) if after and _CLOCK.fullmatch(after[0]) else None
    source = after.pop(0) if after else None
    while after and _is_further(after[0]):
        after = after[1:]
    language = next((code for line in below[:8] if len(line) < 20 and (code := language_code(line))), None)
    # The empty lines of the text part its paragraphs: it is taken from the lines as they were.
    start = lines.index(after[0]) if after else len(lines)
    day = below[dated] if dated is not None else None
    return {
        "title": " ".join(above[:1]) or None,
        "author": _BYLINE.sub("", " ".join(above[1:])) or None,
        "date": f"{day} {clock}" if day and clock else day,
        "source": source,
        "section": None,
        "language": language,
        "text": _body("\n".join(lines[start:])),
    }


def _is_further(line: str) -> bool:
    """Tell a line between outlet and text: codes, language, page, edition, copyright."""
    named = len(line) < 20 and language_code(line) is not None
    patterns = (_OUTLET_CODE, _FURTHER)
    return named or bool(_COPYRIGHT.match(line)) or any(pattern.fullmatch(line) for pattern in patterns)


def _body(text: str) -> str:
    """Part paragraphs at empty lines, or at every line where there are none."""
    text = text.strip()
    return "\n\n".join(
        " ".join(part.split()) for part in re.split(r"\n{2,}" if "\n\n" in text else r"\n", text) if part.strip()
    )
