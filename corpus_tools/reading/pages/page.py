"""Saved web pages: the body by trafilatura, the rest from what pages say of themselves in their markup."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import trafilatura
from lxml import etree, html

from corpus_tools.language.calendar import find_full_dates
from corpus_tools.reading.article import Found
from corpus_tools.reading.days.order import written_order
from corpus_tools.reading.pages.dates import LONGEST_HEAD_LINE, find_page_date, short_lines
from corpus_tools.reading.tables.columns import language_code
from corpus_tools.reading.text.date_lines import date_line
from corpus_tools.reading.text.heads import author_of
from corpus_tools.reading.text.hygiene import clean_line, clean_text
from corpus_tools.reading.text.lines import drop_lines, line_key, match_line
from corpus_tools.reading.xml.safe import block_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


_ARTICLE_TYPES = (
    "NewsArticle",
    "Article",
    "ReportageNewsArticle",
    "BlogPosting",
    "OpinionNewsArticle",
    "WebPage",
)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]+)", re.IGNORECASE)
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_SPLIT_TITLE = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}$")
_AUTHOR = ("author", "article:author", "dc.creator", "parsely-author", "byl")
_SECTION = ("article:section", "section", "parsely-section")
_BETWEEN = " -–—|,،·•/"
_FEWEST_CHARACTERS = 200
_FEWEST_LINKS = 8
_LINKED = 0.8  # of the lines: a page of which so many are links is a list of articles, not one


def declared_charset(data: bytes) -> str | None:
    """Find the charset that a page declares in its first bytes."""
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii") if match else None


def is_page(text: str) -> bool:
    """Tell a page by its beginning, whatever the name of its file."""
    return text[:500].lstrip().lower().startswith(("<!doctype html", "<html"))


def read_page(text: str) -> Found:
    """Take a saved page apart.

    Title, date, author, section and outlet come from JSON-LD or meta elements, else from the page itself.
    """
    tree = _parse(text)
    if tree is None:
        return Found(text="")
    stated, meta = _json_ld(tree), _meta(tree)
    title, title_from = _title(tree, stated, meta)
    url = clean_line(_address(tree, meta, text))
    (date, published), date_from, written = find_page_date(tree, _named(stated.get("datePublished")), meta, url)
    captions = _captions(tree)
    source, source_from = _source(stated, meta)
    section = clean_line(_named(stated.get("articleSection")) or _first(meta, _SECTION))
    author = clean_line(_named(stated.get("author")) or _first_name(meta)) or _printed_author(tree)
    extracted = _without_notices(_body(tree, text), tree)
    listed = _is_list(extracted, tree)
    body, dropped, outlet = drop_lines("" if listed else extracted)
    body, heads = _without_head(body, title=title, author=author, section=section, captions=captions)
    return Found(
        text=body,
        title=title,
        date=date,
        published=published,
        source=source or outlet,
        source_from=source_from if source else "footer",
        author=author,
        section=section,
        language=language_code(tree.get("lang") or _named(stated.get("inLanguage"))),
        url=url,
        caption=next(iter(captions), None),
        title_from=title_from,
        date_from=date_from,
        dropped=heads + dropped,
        note="page of links" if listed else None,
        order=written_order(written, date),
    )


def _parse(text: str) -> html.HtmlElement | None:
    # lxml refuses an encoding declaration in a string, and an empty one altogether.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        return html.document_fromstring(text) if text.strip() else None
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _json_ld(tree: html.HtmlElement) -> Mapping[str, Any]:
    """Find the JSON-LD object of the article, also inside lists and `@graph`."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            content = json.loads(script.text or "", strict=False)
        except (json.JSONDecodeError, RecursionError):
            continue
        found = list(_objects(content))
        for kind in _ARTICLE_TYPES:
            for item in found:
                if kind in _as_list(item.get("@type")):
                    return item
    return {}


def _objects(content: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(content, list):
        for item in content:
            yield from _objects(item)
    elif isinstance(content, dict):
        yield content
        yield from _objects(content.get("@graph"))


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _named(value: object) -> str | None:
    """Give the names of a JSON-LD value: a string, an object with a name, or several of those."""
    names = [item.get("name") if isinstance(item, dict) else item for item in _as_list(value)]
    return ", ".join(name for name in names if isinstance(name, str) and name.strip()) or None


def _meta(tree: html.HtmlElement) -> dict[str, str]:
    """Collect meta elements; the first of a name that says something stays."""
    found: dict[str, str] = {}
    for element in tree.iterfind(".//meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name if name == "datePublished" else name.lower(), content)
    return found


def _first(meta: Mapping[str, str], names: Iterable[str]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _first_name(meta: Mapping[str, str]) -> str | None:
    """Give the author of the meta elements; some sites put the address of a profile there."""
    return next((meta[name] for name in _AUTHOR if name in meta and "://" not in meta[name]), None)


def _title(tree: html.HtmlElement, stated: Mapping[str, Any], meta: Mapping[str, str]) -> tuple[str | None, str]:
    for found, where in ((meta.get("og:title"), "meta"), (_named(stated.get("headline")), "json-ld")):
        if found:
            return clean_line(found), where
    headings = [clean_line(str(element.text_content())) for element in tree.iterfind(".//h1")]
    if any(headings):
        return max((heading for heading in headings if heading), key=len), "h1"
    title = clean_line(tree.findtext(".//title"))
    if title:
        return _SPLIT_TITLE.sub("", title), "title"
    below = next(
        (line for element in tree.iterfind(".//h2") if (line := clean_line(str(element.text_content())))), None
    )
    return below, "heading" if below else "none"


def _source(stated: Mapping[str, Any], meta: Mapping[str, str]) -> tuple[str | None, str]:
    site = clean_line(meta.get("og:site_name"))
    return (site, "meta") if site else (clean_line(_named(stated.get("publisher"))), "json-ld")


def _address(tree: html.HtmlElement, meta: Mapping[str, str], text: str) -> str | None:
    canonical = tree.find(".//link[@rel='canonical']")
    stated = canonical.get("href") if canonical is not None else None
    saved = _SAVED_FROM.search(text[:2000])
    return stated or meta.get("og:url") or (saved[1] if saved else None)


def _printed_author(tree: html.HtmlElement) -> str | None:
    for element in tree.xpath("//*[contains(@class, 'byline') or contains(@class, 'author') or @rel='author']"):
        line = clean_line(str(element.text_content()))
        if line and len(line) <= 60:
            for found in reversed(find_full_dates(line)):
                line = line[: found.start].strip(_BETWEEN)
            return author_of(line) or line or None
    for line in short_lines(tree):
        if match_line(line, "byline", where="top"):
            return author_of(line)
        dates = find_full_dates(line)
        placed = author_of(line[: dates[0].start].strip(_BETWEEN)) if dates else None
        if placed:
            return placed
    return None


def _captions(tree: html.HtmlElement) -> list[str]:
    found = [clean_line(str(element.text_content())) for element in tree.iterfind(".//figcaption")]
    return [caption for caption in found if caption]


def _body(tree: html.HtmlElement, text: str) -> str:
    """Extract the paragraphs of the article; where nothing like one is found, those of the whole page."""
    extracted = trafilatura.extract(text, include_comments=False, include_tables=True, favor_recall=False) or ""
    body = "\n\n".join(line for line in clean_text(extracted).split("\n") if line)
    if len(body) >= _FEWEST_CHARACTERS:
        return body
    for path in (".//article//p", ".//main//p", ".//p"):
        paragraphs = [clean_line(str(element.text_content())) for element in tree.iterfind(path)]
        whole = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
        if len(whole) > len(body):
            return whole
    return body


def _without_notices(body: str, tree: html.HtmlElement) -> str:
    """Take out of a body what a page says to browsers without scripts."""
    said = {line for element in tree.iterfind(".//noscript") for line in block_lines(element)}
    return "\n\n".join(line for line in body.split("\n\n") if line not in said) if said else body


def _is_list(body: str, tree: html.HtmlElement) -> bool:
    """Tell a page of a section: nearly every line of it is a link."""
    lines = [line.lstrip("- ") for line in body.split("\n\n") if line]
    if len(lines) < _FEWEST_LINKS:
        return False
    links = {clean_line(str(element.text_content())) for element in tree.iterfind(".//a[@href]")}
    return sum(line in links for line in lines) >= _LINKED * len(lines)


def _without_head(
    body: str, *, title: str | None, author: str | None, section: str | None, captions: list[str]
) -> tuple[str, tuple[str, ...]]:
    """Take out of a body the short lines that say again what the article's own columns say."""
    said = {line_key(value) for value in (title, author, section, *captions) if value}
    kept: list[str] = []
    dropped: list[str] = []
    for place, line in enumerate(body.split("\n\n")):
        again = line_key(line) in said or (place < 6 and len(line) <= LONGEST_HEAD_LINE and _is_head(line, author))
        (dropped if again else kept).append(line)
    return "\n\n".join(kept), tuple(f"said in a column: {line}" for line in dropped)


def _is_head(line: str, author: str | None) -> bool:
    """Tell a by-line or a date line of a page: it holds the author's name or a date, and is no sentence."""
    if line.endswith((".", "!", "؟", "?", "…", "»", '"', "”", ":")):
        return False
    named = author is not None and line_key(author) in line_key(line)
    return named or date_line(line) is not None or match_line(line, "byline", where="top") is not None
