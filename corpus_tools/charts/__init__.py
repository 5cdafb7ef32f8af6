"""Charts that a newspaper could print, right to left where people read so."""

from corpus_tools.charts.actors import chart_actor_heatmap, chart_actors
from corpus_tools.charts.bases import use_corpus
from corpus_tools.charts.calendars import chart_calendar
from corpus_tools.charts.chronicles import chart_events
from corpus_tools.charts.clouds import chart_wordcloud, draw_wordcloud
from corpus_tools.charts.contrasts import chart_keyness
from corpus_tools.charts.controls import add_controls
from corpus_tools.charts.cycles import chart_cycle
from corpus_tools.charts.networks import chart_network
from corpus_tools.charts.panels import add_panel
from corpus_tools.charts.portraits import chart_actor_profile
from corpus_tools.charts.streams import chart_actor_stream
from corpus_tools.charts.terms import chart_terms
from corpus_tools.charts.theme import (
    chart_css,
    font_css,
    font_directory,
    is_rtl,
    theme_language,
    use_theme,
)
from corpus_tools.charts.timelines import chart_timeline
from corpus_tools.charts.trends import chart_term_trend
from corpus_tools.charts.voices import chart_actor_shares

__all__ = [
    "add_controls",
    "add_panel",
    "chart_actor_heatmap",
    "chart_actor_profile",
    "chart_actor_shares",
    "chart_actor_stream",
    "chart_actors",
    "chart_calendar",
    "chart_css",
    "chart_cycle",
    "chart_events",
    "chart_keyness",
    "chart_network",
    "chart_term_trend",
    "chart_terms",
    "chart_timeline",
    "chart_wordcloud",
    "draw_wordcloud",
    "font_css",
    "font_directory",
    "is_rtl",
    "theme_language",
    "use_corpus",
    "use_theme",
]
