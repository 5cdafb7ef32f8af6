"""The Corpus: articles tokenised once, every word form resolved once; built, filtered, saved, opened."""

from corpus_tools.corpus.building import build_corpus
from corpus_tools.corpus.model import Corpus
from corpus_tools.corpus.storing import open_corpus, save_corpus

__all__ = ["Corpus", "build_corpus", "open_corpus", "save_corpus"]
