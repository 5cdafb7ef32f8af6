"""Read a folder of news articles; count terms, actors and dates in Arabic, English and French; share the charts."""

from corpus_tools.corpus import Corpus, build_corpus, open_corpus, save_corpus
from corpus_tools.measures import compare_terms, count_ngrams, count_over_time, count_terms, find_concordance

__all__ = [
    "Corpus",
    "build_corpus",
    "compare_terms",
    "count_ngrams",
    "count_over_time",
    "count_terms",
    "find_concordance",
    "open_corpus",
    "save_corpus",
]
