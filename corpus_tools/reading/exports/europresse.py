"""Exports of Europresse: several articles in one page or text.

As a page: one `<article>` for each, with classes for outlet (`DocPublicationName`), day and section (`DocHeader`),
headline (`titreArticle`, `titreArticleVisu`), author (`docAuthors`), text (`docOcurrContainer`, `DocText`) and number
(`publiC-lblNodoc`). As text: outlet; section and day in one line that ends in `543 mots` and the page; headline;
author; text; copyright; and last the number `news·20220112·LM·3243`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree, html

from corpus_tools.language.calendar import find_full_dates
from corpus_tools.reading.xml.safe import block_lines, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

Fields = dict[str, str | None]
_NUMBER = re.compile(r"\b(news|web|biblio|social)[ ]?·[ ]?(\d{8})[ ]?·[ ]?(\w+)[ ]?·[ ]?([\w-]+)", re.I)
_END = re.compile(r"^[^\n]{0,60}\bnews ?· ?\d{8} ?· ?\w+ ?· ?[\w-]+[ \t]*$", re.MULTILINE | re.IGNORECASE)
_MARK = re.compile(r"class=[\"'][^\"']*\b(?:DocPublicationName|publiC-lblNodoc|titreArticle)")
_WORDS = re.compile(r"\b\d[\d\u00a0\u202f ]* (?:mots|words|palabras)\b")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright|tous droits réservés|all rights reserved)", re.IGNORECASE)
_BYLINE = re.compile(r"^(?:par|by|de notre (?:correspondante?|envoyée?)[^:]*:?)\s+", re.IGNORECASE)
_LONGEST_AUTHOR = 60


def split_europresse(text: str) -> list[str]:
    """Cut an export as text into articles; none where the text is no such export."""
    ends = [match.end() for match in _END.finditer(text)]
    pieces = [text[start:end].strip() for start, end in zip([0, *ends], ends, strict=False)]
    return pieces if any(_WORDS.search(piece) for piece in pieces) else []


def split_page(page: str) -> Sequence[etree._Element]:
    """Find the articles of an export as a page; none where the page is another one."""
    if not _MARK.search(page):
        return []
    try:
        tree = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", page))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
    return tree.findall(".//article")


def read_europresse(piece: str) -> Fields:
    """Read one article of an export as text."""
    lines = [line.strip() for line in piece.split("\n")]
    number = _NUMBER.search(lines[-1]) if lines else None
    filled = [line for line in lines[:-1] if line]
    dated = next((place for place, line in enumerate(filled[:6]) if find_full_dates(line)), None)
    if dated is None:
        return {"title": filled[0] if filled else None, "text": "\n\n".join(filled[1:])}
    above, below = filled[:dated], filled[dated + 1 :]
    title = below.pop(0) if below else None
    author = below.pop(0) if len(below) > 1 and _is_author(below[0]) else None
    return {
        "doc_id": _identity(number),
        "source": above[0] if above else None,
        "date": _day(filled[dated]),
        "section": _section(filled[dated]),
        "title": title,
        "author": _BYLINE.sub("", author) if author else None,
        "text": "\n\n".join(line for line in below if not (_COPYRIGHT.match(line) and len(line) < 120)),
    }


def read_page_article(article: etree._Element) -> Fields:
    """Read one article of an export as a page."""
    head = _classed(article, "DocHeader") or ""
    number = _NUMBER.search(_classed(article, "publiC-lblNodoc") or "")
    author = _classed(article, "docAuthors") or _classed(article, "sm-margin-bottomNews")
    body = _find(article, "docOcurrContainer", "DocText")
    return {
        "doc_id": _identity(number),
        "source": _classed(article, "DocPublicationName"),
        "date": _day(head) or (number[2] if number else None),
        "section": _section(head),
        "title": _classed(article, "titreArticleVisu") or _classed(article, "titreArticle"),
        "author": _BYLINE.sub("", author) if author else None,
        "text": "\n\n".join(block_lines(body)) if body is not None else None,
    }


def _find(article: etree._Element, *names: str) -> etree._Element | None:
    """Find the first element with one of these classes, the first name first."""
    return next(
        (element for name in names for element in article.iter() if name in str(element.get("class", "")).split()), None
    )


def _classed(article: etree._Element, name: str) -> str | None:
    return text_of(_find(article, name))


def _identity(number: re.Match[str] | None) -> str | None:
    return "·".join(number.groups()) if number else None


def _day(line: str) -> str | None:
    dates = find_full_dates(line)
    return dates[0].date.isoformat() if dates else None


def _section(line: str) -> str | None:
    """Give what stands before the day, its weekday left out."""
    dates = find_full_dates(line)
    before = line[: dates[0].start] if dates else ""
    section = re.sub(
        r"[\s,]*\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\w+day)?[\s,]*$", "", before, flags=re.I
    )
    return section.strip(" ,;-–—•|") or None


def _is_author(line: str) -> bool:
    """Tell an author: a short line that is marked as such, or written in capitals, or names of capital letters."""
    if len(line) > _LONGEST_AUTHOR or line.endswith((".", "?", "!", ":", "»")):
        return False
    words = line.replace(",", " ").split()
    return bool(_BYLINE.match(line)) or (len(words) <= 6 and all(word[0].isupper() or word == "et" for word in words))
