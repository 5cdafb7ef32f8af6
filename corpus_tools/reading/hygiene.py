"""Text as readers see it: one kind of newline and space, no invisible marks, letters in one encoding each."""

from __future__ import annotations

import html
import re
import unicodedata

# Every line end there is: CRLF, CR, vertical tab, form feed, next line, line and paragraph separator.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_OTHER_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SPACES = re.compile(" {2,}")
_BLANK_LINES = re.compile(r"\n{3,}")
# Zero-width space, bidi marks, embeddings, isolates, word joiner, byte order mark, soft hyphen; further the
# controls, the lone surrogates and the non-characters, which no file format can carry.
_INVISIBLE = re.compile(
    "[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad"
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_JOINERS = re.compile("[\u200c\u200d]")
# Persian and Urdu spell with the zero-width non-joiner, so it stays where their ya and kaf occur, and the
# joiner stays where emoji are built with it; in Arabic both are dust of typesetting.
_JOINING = re.compile("[\u06cc\u06a9\u2600-\u27bf\U0001f000-\U0001faff]")
# Shaped Arabic letters (as PDF and old systems write them) and Latin ligatures; not the ornate brackets.
_SHAPED = re.compile("[\ufb00-\ufb06\ufb50-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc]+")
# Whatever of the above a text may hold: most texts hold none of it, and one look tells.
_UNUSUAL = re.compile(
    "[\t\r\x0b\x0c\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u2069\u3000\ufeff\u00ad\u061c"
    "\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufb00-\ufb06\ufb50-\ufdfb\ufe70-\ufefc\ufffe\uffff]"
)
_UNTIDY = ("  ", " \n", "\n ", "\n\n\n")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}[0-9]{0,2}|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});")
# Only tags that HTML has: a company name between angle brackets (<CH>) is text.
_BLOCK_TAG = re.compile(r"</?(?:p|br|div|h[1-6]|ul|ol|li|tr|table|blockquote|figure|figcaption)\b[^<>]*>", re.I)
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|em|font|i|img|s|small|span|strong|sub|sup|u|td|th|tbody|iframe|center)\b[^<>]*>", re.I
)
# Tags count as tags where one is closed: agencies write share symbols as <A>, <TD>, <P>.
_MARKUP = re.compile(r"</[a-zA-Z]+\s*>|<br\b|<p>|<p ")
_SCRIPT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.I | re.S)


def clean_text(text: str) -> str:
    r"""Clean a text without changing what a reader sees of it: vowel marks and tatweel stay.

    >>> clean_text("\ufeffقال\u00a0الوزير\u200f:\r\n\r\n\r\n\r\nنعم ")
    'قال الوزير:\n\nنعم'
    """
    if not _UNUSUAL.search(text) and not any(gap in text for gap in _UNTIDY):
        return unicodedata.normalize("NFC", text).strip()
    if _SHAPED.search(text):
        text = _SHAPED.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    if _JOINERS.search(text) and not _JOINING.search(text):
        text = _JOINERS.sub("", text)
    text = _OTHER_SPACES.sub(" ", unicodedata.normalize("NFC", text))
    lines = (_SPACES.sub(" ", text) if "  " in text else text).split("\n")
    return _BLANK_LINES.sub("\n\n", "\n".join(line.strip() for line in lines)).strip()


def clean_line(text: str | None) -> str | None:
    """Clean a text and put it on one line; nothing left is None."""
    return " ".join(strip_markup(text).split()) or None if text else None


def strip_markup(text: str) -> str:
    r"""Clean a text that may hold HTML tags and entities, as bodies in database exports often do.

    >>> strip_markup("<p>قال &quot;لا&quot;</p><p>AT&amp;T <CH></p>")
    'قال "لا"\n\nAT&T <CH>'
    """
    if "<" in text and _MARKUP.search(text):
        text = _INLINE_TAG.sub("", _BLOCK_TAG.sub("\n", _SCRIPT.sub("", text)))
        text = re.sub(r"\n[ \t]*\n", "\n\n", text)
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return clean_text(text)
