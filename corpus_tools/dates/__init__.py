"""Date expressions of the news, and the events that a corpus dates."""

from corpus_tools.dates.find import find_dates
from corpus_tools.dates.ranking import rank_events
from corpus_tools.dates.timeline import build_timeline

__all__ = ["build_timeline", "find_dates", "rank_events"]
