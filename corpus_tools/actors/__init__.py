"""Who is in the news: mentions found, counted and linked."""

from corpus_tools.actors.audit import explain_actor
from corpus_tools.actors.comparison import compare_actors
from corpus_tools.actors.counts import count_actors
from corpus_tools.actors.links import connect_actors
from corpus_tools.actors.mentions import find_actors
from corpus_tools.actors.network import measure_network
from corpus_tools.actors.profiles import profile_actor
from corpus_tools.actors.suggestions import suggest_actors

__all__ = [
    "compare_actors",
    "connect_actors",
    "count_actors",
    "explain_actor",
    "find_actors",
    "measure_network",
    "profile_actor",
    "suggest_actors",
]
