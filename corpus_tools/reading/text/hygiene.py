"""Text as readers see it: one kind of newline and space, no invisible marks, letters in one encoding each."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Callable

# Every line end there is: CRLF, CR, vertical tab, form feed, next line, line and paragraph separator.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_OTHER_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SPACES = re.compile(" {2,}")
_BLANK_LINES = re.compile(r"\n{3,}")
# Zero-width space, bidi marks, embeddings, isolates, word joiner, byte order mark, soft hyphen; further the
# controls, the lone surrogates and the non-characters, which no file format can carry.
_SIGNS = (
    "\u200b\u200e\u200f\u061c\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad"
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff"
)
_INVISIBLE = re.compile(f"[{_SIGNS}\ud800-\udfff]")
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
# The other way round, for columns: a text of these characters alone is composed and clean, but for its two ends.
_PLAIN = (
    "\n -~\u00a1-\u00ac\u00ae-\u02ff\u0391-\u03a1\u03a3-\u03a9\u03b1-\u03c9\u0400-\u045f\u0600-\u061b"
    "\u061d-\u0652\u0656-\u06ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u3001-\u3020\u3041-\u3096"
    "\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3\ufffd\U0001f300-\U0001faff"
)
# Marks on one letter have an order in composed text: of two that newsrooms write together, shadda is the second.
_VOWELS, _SHADDA = "\u064b-\u0650", "\u0651"
_OTHER_MARKS = "\u0610-\u061a\u0652\u0656-\u065f\u0670\u06d6-\u06ed"
_NOT_COMPOSED = (
    f"[^{_PLAIN}]|[{_SHADDA}{_OTHER_MARKS}][{_VOWELS}{_SHADDA}{_OTHER_MARKS}]|[{_VOWELS}][{_VOWELS}{_OTHER_MARKS}]"
)
_NOT_PLAIN = f"{_NOT_COMPOSED}|  | \n|\n |\n\n\n"
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
    text = _unshape(text)
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    if _JOINERS.search(text) and not _JOINING.search(text):
        text = _JOINERS.sub("", text)
    text = _OTHER_SPACES.sub(" ", unicodedata.normalize("NFC", text))
    lines = (_SPACES.sub(" ", text) if "  " in text else text).split("\n")
    return _BLANK_LINES.sub("\n\n", "\n".join(line.strip() for line in lines)).strip()


def _unshape(text: str) -> str:
    return _SHAPED.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text) if _SHAPED.search(text) else text


def clean_column(texts: pl.Series) -> pl.Series:
    r"""Clean a column of texts as `clean_text` cleans one; only the texts that are not plain are worked on.

    >>> clean_column(pl.Series([" قال\u00a0الوزير ", "Oui\r\n", None])).to_list()
    ['قال الوزير', 'Oui', None]
    """
    edged = texts.str.contains(r"^\s") | texts.str.contains(r"\s$")
    plain = select_text(texts, pl.col("text").str.strip_chars()) if edged.any() else texts.clone()
    places = find_places(texts, _NOT_PLAIN)
    if not len(places):
        return plain
    text = pl.col("text")
    joined = pl.when(text.str.contains(_JOINING.pattern)).then(text).otherwise(_replace(text, _JOINERS.pattern, ""))
    visible = _replace(_replace(text, _LINE_ENDS.pattern, "\n"), f"[{_SIGNS}]", "")
    ordered = _replace(visible, f"{_SHADDA}([{_VOWELS}])", f"${{1}}{_SHADDA}")
    tidy = _replace(_replace(_replace(text, " {2,}", " "), " ?\n ?", "\n"), "\n{3,}", "\n\n")
    steps = pl.LazyFrame({"text": _mapped(texts.gather(places), _unshape, where=_SHAPED.pattern)})
    spaced = steps.select(ordered).select(joined).select(_replace(text, _OTHER_SPACES.pattern, " ")).collect()["text"]
    composed = _mapped(spaced, _compose, where=_NOT_COMPOSED)
    cleaned = pl.LazyFrame({"text": composed}).select(tidy.str.strip_chars()).collect()["text"]
    return plain.scatter(places, cleaned)


def _compose(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _replace(text: pl.Expr, pattern: str, value: str) -> pl.Expr:
    return text.str.replace_all(pattern, value)


def select_text(texts: pl.Series, expression: pl.Expr) -> pl.Series:
    """Evaluate an expression over the column `text`: a frame does so on all cores, a series on one."""
    return texts.to_frame("text").select(expression).to_series()


def find_places(texts: pl.Series, pattern: str) -> pl.Series:
    """Give the rows of the texts in which a pattern is found."""
    return select_text(texts, pl.col("text").str.contains(pattern).fill_null(value=False)).arg_true()


def _mapped(texts: pl.Series, function: Callable[[str], str], *, where: str) -> pl.Series:
    """Apply a function to the texts in which a pattern is found."""
    places = find_places(texts, where)
    if not len(places):
        return texts
    return texts.clone().scatter(places, pl.Series(list(map(function, texts.gather(places))), dtype=pl.String))


def strip_markup_column(texts: pl.Series) -> pl.Series:
    """Clean a column of texts as `strip_markup` cleans one."""
    return clean_column(_mapped(texts, strip_markup, where=f"{_MARKUP.pattern}|{_ENTITY.pattern}"))


def clean_line(text: str | None) -> str | None:
    """Clean a text and put it on one line; nothing left is None."""
    return " ".join(strip_markup(text).split()) or None if text else None


def clean_lines(texts: pl.Series) -> pl.Series:
    """Clean a column of lines as `clean_line` cleans one."""
    lines = strip_markup_column(texts).str.replace_all("\n+", " ")
    return lines.set(lines == "", None)


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
