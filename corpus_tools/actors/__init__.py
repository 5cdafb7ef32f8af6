"""Who is in the news: mentions found, counted and linked."""

from corpus_tools.actors.comparison import compare_actors
from corpus_tools.actors.counts import count_actors
from corpus_tools.actors.links import connect_actors
from corpus_tools.actors.mentions import find_actors
from corpus_tools.actors.network import measure_network

__all__ = ["compare_actors", "connect_actors", "count_actors", "find_actors", "measure_network"]
