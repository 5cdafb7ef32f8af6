"""Measures: a Corpus in, a tidy frame out."""

from corpus_tools.measures.concordance import find_concordance
from corpus_tools.measures.contrasts import measure_contrast
from corpus_tools.measures.duplicates import find_duplicates
from corpus_tools.measures.forms import show_forms
from corpus_tools.measures.keyness import compare_terms
from corpus_tools.measures.terms import count_ngrams, count_terms

__all__ = [
    "compare_terms",
    "count_ngrams",
    "count_terms",
    "find_concordance",
    "find_duplicates",
    "measure_contrast",
    "show_forms",
]
