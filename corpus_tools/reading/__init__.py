"""Files → articles: text, pages, tables, documents, mails, feeds and archives of these, with an audit of each."""

from corpus_tools.reading.archives import ReadLimits
from corpus_tools.reading.articles import audit_articles, read_articles
from corpus_tools.reading.slices import read_slices

__all__ = ["ReadLimits", "audit_articles", "read_articles", "read_slices"]
