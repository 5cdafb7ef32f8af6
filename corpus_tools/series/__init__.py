"""Counts over time, and what stands out in them: bursts, lasting changes, peaks, rhythms."""

from corpus_tools.series.bursts import find_bursts
from corpus_tools.series.changes import find_changepoints
from corpus_tools.series.counts import count_over_time
from corpus_tools.series.cycles import count_cycle
from corpus_tools.series.peaks import find_peaks

__all__ = ["count_cycle", "count_over_time", "find_bursts", "find_changepoints", "find_peaks"]
