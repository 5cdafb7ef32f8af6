"""Recognisers from outside: fakes that have the types, names and offsets of the four libraries."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from corpus_tools import find_actors
from corpus_tools.actors.inferred.recognizers import Recognizer, Span
from corpus_tools.errors import ArgumentError
from corpus_tools.schema import GAZETTEER, empty_frame

TEXT = "وصل زغروت ملينكو إلى قرماطة أمس"
PERSON, PLACE = (4, 16), (21, 27)


@dataclass
class SpacySpan:
    """Like `spacy.tokens.Span`: the label as a string ends with an underscore."""

    start_char: int
    end_char: int
    label_: str


@dataclass
class StanzaSpan:
    """Like `stanza.models.common.doc.Span`: the label is `type`."""

    start_char: int
    end_char: int
    type: str


@dataclass
class Document:
    """Like spaCy's Doc and Stanza's Document: the names are `ents`."""

    ents: list


class OwnRecognizer:
    def find_names(self, text):
        yield Span(*PERSON, "PER", 0.9)
        yield Span(*PLACE, "LOC", 0.7)


class Gliner:
    def predict_entities(self, text, labels, threshold=0.5):
        assert labels == ["person", "organization", "location"]
        return [
            {"start": PERSON[0], "end": PERSON[1], "text": text[4:16], "label": "person", "score": 0.9},
            {"start": PLACE[0], "end": PLACE[1], "text": text[21:27], "label": "location", "score": 0.7},
        ]


class Camel:
    def predict_sentence(self, sentence):
        tags = {"زغروت": "B-PERS", "ملينكو": "I-PERS", "قرماطة": "B-LOC"}
        return [tags.get(word, "O") for word in sentence]


def spacy_pipeline(text):
    return Document([SpacySpan(*PERSON, "PERSON"), SpacySpan(*PLACE, "GPE"), SpacySpan(28, 31, "DATE")])


def stanza_pipeline(text):
    return Document([StanzaSpan(*PERSON, "PER"), StanzaSpan(*PLACE, "LOC")])


@pytest.fixture
def recognised(corpus_of):
    def find(recognizer, *texts, actors=None):
        table = empty_frame(GAZETTEER) if actors is None else actors
        return find_actors(corpus_of(*(texts or [TEXT])), actors=table, recognizer=recognizer)

    return find


@pytest.mark.parametrize("recognizer", [OwnRecognizer(), Gliner(), Camel(), spacy_pipeline, stanza_pipeline])
def test_names_come_through(recognised, recognizer):
    rows = recognised(recognizer).select("surface", "kind", "actor_id", "how").rows()
    assert rows == [
        ("زغروت ملينكو", "person", "person:زغروت-ملينكو", "inferred"),
        ("قرماطة", "place", "place:قرماطه", "inferred"),
    ]


@pytest.mark.parametrize(("recognizer", "scores"), [(Gliner(), [0.9, 0.7]), (stanza_pipeline, [0.8, 0.8])])
def test_scores_are_the_confidence(recognised, recognizer, scores):
    assert recognised(recognizer)["confidence"].to_list() == scores


def test_the_table_goes_before_a_recogniser(recognised, package_actors):
    class Russia:
        def find_names(self, text):
            return [Span(4, 9, "LOC", 1.0)]

    rows = recognised(Russia(), "زار روسيا أمس", actors=package_actors).select("actor_id", "how").rows()
    assert rows == [("russia", "name")]


def test_a_surname_links_to_the_full_name(recognised):
    class Two:
        def find_names(self, text):
            return [Span(4, 16, "PER", 0.9), Span(22, 28, "PER", 0.6)]

    rows = recognised(Two(), "وصل زغروت ملينكو، قال ملينكو شيئا")["actor_id"].to_list()
    assert rows == ["person:زغروت-ملينكو"] * 2


@pytest.mark.parametrize("spans", [[], [(0, 0, "PER", 1.0)], [(31, 40, "PER", 1.0)], [(4, 9, "EVENT", 1.0)]])
def test_spans_that_say_nothing_give_nothing(recognised, spans):
    class Odd:
        def find_names(self, text):
            return spans

    assert recognised(Odd()).is_empty()


def test_empty_articles_are_not_asked(recognised):
    assert recognised(Camel(), "", "...").is_empty()


def test_what_is_no_recogniser_is_refused(recognised):
    with pytest.raises(ArgumentError, match=r"a recognizer with find_names\(text\).*got 'int'"):
        recognised(3)


def test_a_pipeline_without_names_is_refused(recognised):
    with pytest.raises(ArgumentError, match=r"a document with \.ents.*Hint: load it with its entity recogniser"):
        recognised(len)


def test_the_protocol_is_one_method():
    assert isinstance(OwnRecognizer(), Recognizer)
    assert not isinstance(Camel(), Recognizer)
