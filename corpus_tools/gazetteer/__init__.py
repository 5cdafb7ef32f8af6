"""Which names are which actor: tables (`data/`), their loader and check, and the forms a name takes in a text."""

from corpus_tools.gazetteer.check import check_actors
from corpus_tools.gazetteer.forms import HOW_RANK, alias_forms, inflect_nisba, protected_names
from corpus_tools.gazetteer.table import NAME_LANGUAGES, load_actors

__all__ = [
    "HOW_RANK",
    "NAME_LANGUAGES",
    "alias_forms",
    "check_actors",
    "inflect_nisba",
    "load_actors",
    "protected_names",
]
