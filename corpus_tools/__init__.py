"""Read a folder of news articles; count terms, actors and dates in Arabic, English and French; share the charts."""

from corpus_tools.actors import (
    compare_actors,
    connect_actors,
    count_actors,
    explain_actor,
    find_actors,
    measure_network,
    profile_actor,
    suggest_actors,
)
from corpus_tools.charts import (
    chart_actor_heatmap,
    chart_actors,
    chart_events,
    chart_keyness,
    chart_network,
    chart_term_trend,
    chart_terms,
    chart_timeline,
    chart_wordcloud,
)
from corpus_tools.corpus import Corpus, build_corpus, open_corpus, save_corpus
from corpus_tools.dates import build_timeline, find_dates
from corpus_tools.gazetteer import load_actors
from corpus_tools.measures import (
    compare_terms,
    count_ngrams,
    count_over_time,
    count_terms,
    find_concordance,
    find_duplicates,
)
from corpus_tools.reading import ReadLimits, audit_articles, read_articles, read_slices
from corpus_tools.sharing import (
    render_notebooks,
    save_chart,
    save_network,
    save_table,
    setup_notebook,
    show_concordance,
)

__all__ = [
    "Corpus",
    "ReadLimits",
    "audit_articles",
    "build_corpus",
    "build_timeline",
    "chart_actor_heatmap",
    "chart_actors",
    "chart_events",
    "chart_keyness",
    "chart_network",
    "chart_term_trend",
    "chart_terms",
    "chart_timeline",
    "chart_wordcloud",
    "compare_actors",
    "compare_terms",
    "connect_actors",
    "count_actors",
    "count_ngrams",
    "count_over_time",
    "count_terms",
    "explain_actor",
    "find_actors",
    "find_concordance",
    "find_dates",
    "find_duplicates",
    "load_actors",
    "measure_network",
    "open_corpus",
    "profile_actor",
    "read_articles",
    "read_slices",
    "render_notebooks",
    "save_chart",
    "save_corpus",
    "save_network",
    "save_table",
    "setup_notebook",
    "show_concordance",
    "suggest_actors",
]
