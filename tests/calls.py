"""A good call of every public function, to be spoilt one argument at a time."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any

import polars as pl

import corpus_tools as ct
from tests.charts import frames, series_frames
from tests.series.frames import series_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXTS = [
    "قال الأمين العام لحلف الناتو في 12 يناير 2022 إن أوكرانيا تريد ضمانات. وأكد بوتين أن روسيا ترفض الناتو.",
    "رفضت روسيا ضمانات الناتو أمس والناتو يرد. وتحدثت مروة الحلاق عن قمة الناتو في جنيف.",
    "أسعار القمح ترتفع في تونس، وروسيا تبيع القمح.",
]


@cache
def corpus() -> ct.Corpus:
    """Three articles of two outlets."""
    days = [dt.date(2022, 1, 13), dt.date(2022, 2, 14), dt.date(2022, 3, 1)]
    published = [dt.datetime(2022, 1, 13, 8), dt.datetime(2022, 2, 14, 9), None]
    sources, titles = ["ميزان", "سهاب", "سهاب"], ["قمة", "رد", None]
    return ct.build_corpus(
        pl.DataFrame({"text": TEXTS, "date": days, "published": published, "source": sources, "title": titles})
    )


@cache
def mentions() -> pl.DataFrame:
    return ct.find_actors(corpus())


@cache
def links() -> pl.DataFrame:
    return ct.connect_actors(mentions())


@cache
def chart() -> Any:
    return ct.chart_terms(frames.terms(), language="ar")


def calls(folder: Path) -> dict[str, tuple[Callable[..., Any], dict[str, Any]]]:
    """Give each public function with the arguments of a call that works; files are written into `folder`."""
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / "one.txt").write_text(TEXTS[0], encoding="utf-8")
    shared = {"corpus": corpus()}
    voiced = shared | {"mentions": mentions()}
    series = series_of([1, 2, 9, 9, 1, 1, 2, 1], term="غاز")
    kwic = ct.find_concordance(corpus(), "الناتو")
    examples = kwic.select("before", "match", "after", "source", term=pl.lit("الناتو"))
    by_source = ct.count_terms(corpus(), by="source")
    clouds = {"counts": frames.terms(), "shape": "oval"}
    days = series_frames.published()
    given: dict[str, dict[str, Any]] = {
        "add_controls": {"chart": chart()},
        "add_panel": {"chart": chart(), "examples": examples},
        "audit_articles": {"source": folder / "in"},
        "build_corpus": {"articles": pl.DataFrame({"text": TEXTS})},
        "build_timeline": voiced,
        "chart_actor_heatmap": {"counts": frames.actors_by_source(), "by": "source"},
        "chart_actor_profile": {"profile": frames.profile()},
        "chart_actor_shares": {"voices": frames.voices()},
        "chart_actor_stream": {"series": series_frames.actors()},
        "chart_actors": {"counts": frames.actors()},
        "chart_calendar": {"series": series_frames.published(step=1)},
        "chart_cycle": {"counts": series_frames.cycle()},
        "chart_events": {"events": frames.events()},
        "chart_keyness": {"keyness": frames.keyness()},
        "chart_network": {"edges": frames.edges(), "actors": ct.measure_network(frames.edges())},
        "chart_term_trend": {"series": frames.series(["غاز"])},
        "chart_terms": {"counts": frames.terms()},
        "chart_timeline": {"series": days, "peaks": series_frames.peaks()},
        "chart_wordcloud": clouds,
        "check_actors": {"actors": ct.load_actors().head(50)},
        "compare_actors": voiced | {"target": pl.col("source") == "ميزان"},
        "compare_terms": shared | {"target": pl.col("source") == "ميزان"},
        "connect_actors": {"mentions": mentions(), "articles": corpus().articles},
        "count_actors": {"mentions": mentions(), "articles": corpus().articles, "by": "source"},
        "count_cycle": shared,
        "count_ngrams": shared,
        "count_over_time": shared | {"terms": "الناتو"},
        "count_terms": shared,
        "draw_wordcloud": clouds | {"scale": 0.5},
        "explain_actor": {"mentions": mentions(), "actor": "russia", "corpus": corpus()},
        "explore": voiced,
        "find_actors": shared,
        "find_bursts": {"series": series},
        "find_changepoints": {"series": series},
        "find_concordance": shared | {"query": "الناتو"},
        "find_dates": shared,
        "find_duplicates": {"articles": corpus().articles},
        "find_peaks": shared,
        "load_actors": {},
        "measure_contrast": {"counts": by_source, "by": "source"},
        "measure_network": {"links": links()},
        "open_corpus": {"path": ct.save_corpus(corpus(), folder / "corpus")},
        "profile_actor": voiced | {"actor": "russia", "min_count": 1, "min_log_likelihood": 0},
        "rank_events": {"timeline": frames.events()},
        "read_articles": {"source": folder / "in"},
        "read_slices": {"source": folder / "in"},
        "render_notebooks": {"corpus_path": folder / "corpus", "out": folder / "site", "notebooks": "01_articles"},
        "save_chart": {"chart": chart(), "path": folder / "chart.json"},
        "save_charts": {"charts": {"bars": chart()}, "folder": folder / "charts", "formats": "json"},
        "save_corpus": shared | {"path": folder / "again"},
        "save_network": {"links": links(), "path": folder / "network.graphml"},
        "save_table": {"frame": by_source, "path": folder / "table.csv"},
        "setup_notebook": {},
        "show_concordance": {"kwic": kwic},
        "show_forms": shared | {"term": "الناتو"},
        "suggest_actors": voiced | {"min_documents": 1},
        "use_corpus": shared,
    }
    return {name: (getattr(ct, name), arguments) for name, arguments in given.items()}
