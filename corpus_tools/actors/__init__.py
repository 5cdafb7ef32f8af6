"""Who is in the news: mentions found, counted and linked."""

from corpus_tools.actors.counts import connect_actors, count_actors
from corpus_tools.actors.mentions import find_actors

__all__ = ["connect_actors", "count_actors", "find_actors"]
