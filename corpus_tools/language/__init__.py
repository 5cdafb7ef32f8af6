"""What is known of a language: spelling, tokens, stopwords, lemmas, months. Pure functions and data."""

from corpus_tools.language.arabic.lemmas import Reading
from corpus_tools.language.arabic.words import split_proclitics
from corpus_tools.language.folding import fold, is_arabic, normalise, strip_marks
from corpus_tools.language.lemmas import is_dictionary_word, lemmatise, read_forms
from corpus_tools.language.registry import (
    Language,
    get_language,
    is_stopword,
    is_time_word,
    list_languages,
    read_changes,
    read_words,
)
from corpus_tools.language.tokens import Token, tokenise

__all__ = [
    "Language",
    "Reading",
    "Token",
    "fold",
    "get_language",
    "is_arabic",
    "is_dictionary_word",
    "is_stopword",
    "is_time_word",
    "lemmatise",
    "list_languages",
    "normalise",
    "read_changes",
    "read_forms",
    "read_words",
    "split_proclitics",
    "strip_marks",
    "tokenise",
]
