"""Statistical recognisers as a source of names: one small protocol, and adapters for what four libraries give.

None of the libraries is imported here. A user loads the model that fits the language and hands it to
`find_actors(corpus, recognizer=…)`; which adapter it needs is told by the methods that it has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

import numpy as np
import polars as pl

from corpus_tools.errors import ArgumentError, explain
from corpus_tools.language import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from corpus_tools.corpus import Corpus

# What the common tag sets (OntoNotes, CoNLL, ANERcorp, WikiNER) call the three kinds.
_KINDS = {
    **dict.fromkeys(("PER", "PERS", "PERSON"), "person"),
    **dict.fromkeys(("LOC", "GPE", "FAC", "LOCATION", "PLACE", "CITY", "COUNTRY"), "place"),
    **dict.fromkeys(("ORG", "ORGANIZATION", "ORGANISATION", "NORP_ORG", "COMPANY"), "organisation"),
}
_GLINER_LABELS = ("person", "organization", "location")
# Of a library that gives no score, every find is held to be this sure.
_NO_SCORE = 0.8


class Span(NamedTuple):
    """A name in a text: its characters, its label, and how sure the model is (0–1)."""

    start: int
    end: int
    label: str
    score: float = _NO_SCORE


@runtime_checkable
class Recognizer(Protocol):
    """Whatever finds names in a text: the one method that a recogniser of one's own must have."""

    def find_names(self, text: str) -> Iterable[Span]:
        """Give the names of a text as (start, end, label, score), in characters of the text."""
        ...


def recognised_spans(corpus: Corpus, recognizer: object) -> pl.DataFrame:
    """Run a recogniser over the articles, and lay its names on the corpus's tokens.

    Returns one row a name, `row length kind confidence classes`; a name covers the tokens that it touches,
    labels other than persons, places and organisations are left out.
    """
    find = _adapter(recognizer)
    rows: list[tuple[int, int, str, float, str]] = []
    tokens = corpus.tokens.select("doc", "start", "end").with_row_index("row").partition_by("doc", as_dict=True)
    for doc, text in enumerate(corpus.articles["text"]):
        own = tokens.get((doc,))
        if own is None:
            continue
        first, starts, ends = own["row"][0], own["start"].to_numpy(), own["end"].to_numpy()
        for start, end, label, score in find(text):
            kind = _KINDS.get(label.rpartition("-")[2].upper())
            low, high = np.searchsorted(ends, start, side="right"), np.searchsorted(starts, end, side="left")
            if kind and high > low:
                rows.append((first + int(low), int(high - low), kind, min(max(float(score), 0.0), 1.0), "M"))
    schema = {"row": pl.UInt32, "length": pl.UInt32, "kind": pl.String, "confidence": pl.Float64, "classes": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row").unique(["row", "length"], keep="first", maintain_order=True)


def _adapter(recognizer: Any) -> Callable[[str], Iterable[Span]]:
    """Choose how a recogniser is called, by what it is made of."""
    if isinstance(recognizer, Recognizer):
        return recognizer.find_names
    if hasattr(recognizer, "predict_entities"):
        return lambda text: _from_gliner(recognizer, text)
    if hasattr(recognizer, "predict_sentence"):
        return lambda text: _from_camel(recognizer, text)
    if callable(recognizer):
        return lambda text: _from_pipeline(recognizer(text))
    raise ArgumentError(
        explain(
            "find_actors",
            expected="a recognizer with find_names(text), a spaCy or Stanza pipeline, a CAMeL or GLiNER model",
            got=type(recognizer).__name__,
            hint="give it a method find_names(text) that yields (start, end, label, score).",
        )
    )


def _from_pipeline(document: Any) -> Iterator[Span]:
    """Read the `ents` of a spaCy Doc (`label_`) or of a Stanza Document (`type`); both have character offsets."""
    entities = getattr(document, "ents", None)
    if entities is None:
        expected = "a pipeline that gives a document with .ents"
        hint = "load it with its entity recogniser (Stanza: processors='tokenize,ner')."
        raise ArgumentError(explain("find_actors", expected=expected, got=type(document).__name__, hint=hint))
    for entity in entities:
        label = getattr(entity, "label_", None) or getattr(entity, "type", "")
        yield Span(entity.start_char, entity.end_char, str(label))


def _from_gliner(model: Any, text: str) -> Iterator[Span]:
    """Read the dicts of GLiNER, which asks for its labels by name and gives a score."""
    for entity in model.predict_entities(text, list(_GLINER_LABELS)):
        yield Span(entity["start"], entity["end"], entity["label"], entity["score"])


def _from_camel(model: Any, text: str) -> Iterator[Span]:
    """Read the B-/I- tags that CAMeL Tools gives to the words of a sentence; it takes 512 pieces at most."""
    for line in _lines(text):
        words = _words(*line)
        spans: list[Span] = []
        before = "O"
        for (start, end), tag in zip(words, model.predict_sentence([text[a:b] for a, b in words]), strict=True):
            label = tag.partition("-")[2]
            if tag != "O" and tag.startswith("I-") and before.partition("-")[2] == label and spans:
                spans[-1] = spans[-1]._replace(end=end)
            elif tag != "O":
                spans.append(Span(start, end, label))
            before = tag
        yield from spans


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """Cut a text into lines with their offsets."""
    offset = 0
    for line in text.splitlines(keepends=True):
        yield line, offset
        offset += len(line)


def _words(line: str, offset: int) -> list[tuple[int, int]]:
    """Give the offsets of the words of a line, cut at spaces; empty after folding is no word."""
    words, place = [], 0
    for word in line.split():
        place = line.index(word, place)
        if fold(word):
            words.append((offset + place, offset + place + len(word)))
        place += len(word)
    return words
