"""Files → articles: text, pages, tables, documents, mails, feeds and archives of these, with an audit of each.

`reader` makes the one pass: it lists `files`, tells their `kinds`, takes the reader from `formats`, judges the `drafts`
and lets the whole load `settle` what one file cannot. Each room beside them reads one kind: `tables`, `documents`,
`pages`, `xml`, `exports`, `packed`; `text` and `days` serve them all.
"""

from corpus_tools.reading.articles import audit_articles, read_articles
from corpus_tools.reading.packed.archives import ReadLimits
from corpus_tools.reading.slices import read_slices

__all__ = ["ReadLimits", "audit_articles", "read_articles", "read_slices"]
