"""Bytes → text: byte order marks, UTF-8, UTF-16, then the code pages of three scripts told apart."""

from __future__ import annotations

import codecs
import re

_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MARKS = tuple(mark for mark, _ in _MARKED)
_MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"PAR1",
)
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_SAMPLE = 65_536
_FEWEST_CONTROLS = 30  # one byte in so many: in packed data it is one in ten, in broken text a few in all
_CODE_PAGES = ("windows-1256", "iso-8859-6", "windows-1252", "windows-1251", "koi8-r")
# The commonest letters first; a wrong code page turns them into rare letters and signs. Latin: the accented
# letters of French, German, Spanish and Portuguese, quotes and dashes.
_ARABIC = "البينموترعدفهسكقحةجأشطصىخإذءضزئغظثآؤ"
_RUSSIAN = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфё"
_EXPECTED = {
    "windows-1256": _ARABIC,
    "iso-8859-6": _ARABIC,
    "windows-1252": "éèàêçôùâîûëïœÉÀÈÊÇäöüÄÖÜßáíóúñãõ",
    "windows-1251": _RUSSIAN,
    "koi8-r": _RUSSIAN,
}
# How the commonest UTF-8 sequences look in a code page: of é and ’ in windows-1252, of ا and ل in windows-1256.
_TWICE = {"windows-1252": ("\u00c3", "\u00e2\u20ac"), "windows-1256": ("\u0637\u00a7", "\u0638\u201e")}
_COMMON_SIGNS = frozenset("،؛؟«»“”‘’…–—©°\u00a0\u200c\u200d\u200e\u200f•ـًٌٍَُِّْ№€")


def decode_bytes(data: bytes, *, declared: str | None = None) -> tuple[str, str] | None:
    """Decode the bytes of a file and name the encoding; None when they are no text.

    `declared` is what the file says of itself (the charset of a page): believed where the bytes allow it.

    >>> decode_bytes("قال الوزير إن الوفد وصل".encode("windows-1256"))
    ('قال الوزير إن الوفد وصل', 'windows-1256')
    """
    if data.startswith(_MAGIC):
        return None
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), encoding
    wide = _wide_encoding(data[:_SAMPLE])
    if wide:
        return data.decode(wide, errors="replace"), wide
    sample = data[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) // _FEWEST_CONTROLS:
        return None
    decoded = _decode_utf8(data)
    return _mended(*decoded) if decoded else _decode_declared(data, declared) or _decode_code_page(data)


def _wide_encoding(sample: bytes) -> str | None:
    """Tell UTF-16 without a mark: every other byte is one of few (0 in Latin, 6 in Arabic text)."""
    if len(sample) < 4 or b"\x00" not in sample:
        return None  # spaces and newlines alone put a zero into every UTF-16 text
    even, odd = sample[0::2], sample[1::2]
    for high, encoding in ((odd, "utf-16-le"), (even, "utf-16-be")):
        if sum(high.count(byte) for byte in (0, 4, 6, 0x20)) > 0.9 * len(high):
            return encoding
    return None


def _decode_utf8(data: bytes) -> tuple[str, str] | None:
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(char > "\x7f" for char in text) - broken
    # A file cut in the middle of a letter, or with a few bytes of another code page pasted in, stays UTF-8: the
    # letters of a code page form next to no whole sequences by chance.
    return (text, "utf-8") if whole > broken else None


def _mended(text: str, encoding: str) -> tuple[str, str]:
    """Undo the mistake of a program before: UTF-8 that was taken for a code page and written as UTF-8 again.

    Line by line, and only where every letter of a line goes back to UTF-8: no line of a language does by chance.
    """
    for page, marks in _TWICE.items():
        if any(mark in text for mark in marks):
            lines = [_undone(line, page) for line in text.split("\n")]
            if any(line is not None for line in lines):
                kept = zip(lines, text.split("\n"), strict=True)
                return "\n".join(line if mended is None else mended for mended, line in kept), f"{encoding} over {page}"
    return text, encoding


def _undone(line: str, page: str) -> str | None:
    """Take a line back to the UTF-8 that it was; None where it was none."""
    if line.isascii():
        return None
    try:
        return b"".join(_byte(char, page) for char in line).decode("utf-8")
    except UnicodeError:
        return None


def _byte(char: str, page: str) -> bytes:
    # Programs keep the bytes that a code page leaves open (81, 8D, 8F, 90, 9D in windows-1252) as controls.
    return char.encode("latin-1") if "\x80" <= char <= "\x9f" else char.encode(page)


def _decode_declared(data: bytes, declared: str | None) -> tuple[str, str] | None:
    if not declared:
        return None
    try:
        return data.decode(declared), codecs.lookup(declared).name
    except (LookupError, UnicodeDecodeError):
        return None


def _decode_code_page(data: bytes) -> tuple[str, str]:
    scores = {page: _score(data[:_SAMPLE], page) for page in _CODE_PAGES}
    best = max(_CODE_PAGES, key=lambda page: scores[page])  # the first wins a tie
    return data.decode(best, errors="replace"), best


def _score(sample: bytes, page: str) -> float:
    """Weigh how well the letters beyond ASCII fit a code page: 1 for the commonest, -1 for stray signs."""
    text = sample.decode(page, errors="replace")
    letters = _EXPECTED[page]
    weights = {letter: 1.0 - index / len(letters) for index, letter in enumerate(letters)}
    weights |= {letter.upper(): weight / 2 for letter, weight in weights.items() if letter.upper() not in weights}
    weights |= dict.fromkeys(_COMMON_SIGNS, 0.0)
    beyond = [char for char in text if char > "\x7f"]
    if not beyond:
        return 0.0
    score = sum(weights.get(char, -1.0) for char in beyond) / len(beyond)
    # Arabic and Cyrillic words hold no ASCII letters, words in Western Europe hold mostly those: French é and
    # Arabic ع cannot be told by the letter alone, since windows-1256 has both.
    mixed = len(re.findall(r"[A-Za-z][^\x00-\x7f]|[^\x00-\x7f][A-Za-z]", text)) / len(beyond)
    return score + mixed if page == "windows-1252" else score - mixed
