"""Date expressions of the news, and the events that a corpus dates."""

from corpus_tools.dates.find import find_dates

__all__ = ["find_dates"]
