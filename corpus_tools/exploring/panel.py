"""The panel itself: the questions that the browser asks, and the answers it gets."""

from __future__ import annotations

from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from corpus_tools.arguments import check_arguments
from corpus_tools.charts.theme import theme_language
from corpus_tools.errors import ArgumentError, CorpusToolsError, explain
from corpus_tools.exploring.desk import Desk, prepare_desk
from corpus_tools.exploring.hits import (
    ORDERS,
    draw_trend,
    find_hits,
    list_companions,
    list_lines,
    list_neighbours,
    list_sources,
    open_article,
    order_hits,
    sum_up,
)
from corpus_tools.exploring.names import suggest_actors, suggest_alike, suggest_names
from corpus_tools.measures import count_terms
from corpus_tools.schema import check_choice
from corpus_tools.sharing.renderer import text_direction
from corpus_tools.sharing.tables import table_html
from corpus_tools.sharing.words import LANGUAGES, check_language, list_words, word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import polars as pl

    from corpus_tools.corpus import Corpus

    Hits = Callable[[str, str | None], pl.DataFrame]

_DATA = Path(__file__).parent / "data"
KINDS = ("suggest", "search", "beside", "trend", "article")
_LONGEST = 200
_FALLBACK_ROWS = 20


@check_arguments
def explore(corpus: Corpus, mentions: pl.DataFrame | None = None, *, language: str | None = None) -> Explorer:
    """Open a panel to look around in a corpus without code: search, see the trend, read, open articles.

    For the last line of a notebook cell in JupyterLab. Type a word, a phrase or the name of an actor, with or
    without hamza, or the beginning of a word and a star (ضمان*): the panel shows how the share of articles with it
    changes, which outlets have it, what stands near it, and each place with its context; a click opens the article
    with the places marked.

    Parameters
    ----------
    corpus
        The corpus; `corpus.filter(...)` gives a panel of a part of it.
    mentions
        What `find_actors` gives: actors are suggested and counted too. None: words only.
    language
        `ar`, `en` or `fr`: the language of the panel, not of the articles. None: that of `setup_notebook`, else
        English.

    Returns
    -------
    Explorer
        The panel. It needs the running notebook: on a page without one there is a sentence that says so, and the
        commonest terms.

    Raises
    ------
    ArgumentError
        `language` is another one.
    FrameError
        `corpus` is no Corpus, or `mentions` lacks a column.

    Notes
    -----
    All numbers are those of the functions that code calls: `find_concordance` for words and phrases,
    `count_over_time`, `profile_actor` for what stands within five words (p < .001), `count_actors` for the actors
    of the same sentences. The script and the style come with the package, and nothing from the network.

    Examples
    --------
    >>> import polars as pl
    >>> from corpus_tools import build_corpus
    >>> panel = explore(build_corpus(pl.DataFrame({"text": ["قمة الناتو في بروكسل"]})), language="ar")
    >>> [answer["sum"] for answer in panel.ask({"kind": "search", "name": "الناتو"}) if "sum" in answer]
    ['مرات الورود: 1 · المقالات: 1 من 1 (100%)']
    """
    if language is None:
        preset = theme_language()
        language = preset if preset in LANGUAGES else "en"
    check_language("explore", language)
    return Explorer(prepare_desk(corpus, mentions, language=language))


class Explorer(anywidget.AnyWidget):
    """The widget that `explore` gives; `ask` answers a question of the browser, and needs no browser."""

    _esm = (_DATA / "explore.js").read_text(encoding="utf-8")
    _css = (_DATA / "explore.css").read_text(encoding="utf-8")
    language = traitlets.Unicode().tag(sync=True)
    direction = traitlets.Unicode().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    def __init__(self, desk: Desk) -> None:
        words = list_words("explore_", language=desk.language)
        super().__init__(language=desk.language, direction=text_direction(desk.language), words=words)
        self._desk = desk
        self._hits: Hits = lru_cache(maxsize=2)(partial(find_hits, desk))
        self.on_msg(self._hear)

    def __repr__(self) -> str:
        return f"Explorer({self._desk.corpus!r})"

    def ask(self, question: object) -> Iterator[dict[str, Any]]:
        """Answer a question in parts; what cannot be answered is answered with the reason."""
        number = question.get("number") if isinstance(question, dict) else None
        try:
            for answer in _answer(self._desk, self._hits, question):
                yield {"number": number, **answer}
        except CorpusToolsError as error:
            yield {"number": number, "error": str(error)}
        except Exception as error:  # the panel outlives whatever was asked
            yield {"number": number, "error": f"{type(error).__name__}: {error}"[:500]}

    def _hear(self, _widget: object, question: object, _buffers: object) -> None:
        for answer in self.ask(question):
            self.send(answer)

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """Add what a page without the running notebook shows."""
        bundle = super()._repr_mimebundle_(**options)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        if data is not None:
            data["text/html"] = _fallback(self._desk)
            data["text/plain"] = repr(self)
        return bundle


def _fallback(desk: Desk) -> str:
    note = word("explore_needs_notebook", language=desk.language)
    table = table_html(count_terms(desk.corpus, top=_FALLBACK_ROWS), language=desk.language)
    return f'<p dir="{text_direction(desk.language)}">{note}</p>{table}'


def _answer(desk: Desk, hits: Hits, question: object) -> Iterator[dict[str, Any]]:
    """Answer one kind of question; the browser asks for what takes longer by itself, so that a click need not wait."""
    if not isinstance(question, dict):
        raise ArgumentError(explain("explore", expected="a question", got=type(question).__name__))
    kind = question.get("kind", "")
    check_choice("explore", "kind", kind, KINDS)
    if kind == "suggest":
        yield {"suggestions": suggest_names(desk, _text(question, "typed"))}
        return
    name, actor_id = _text(question, "name"), _text(question, "actor_id") or None
    found = hits(name, actor_id)
    if kind == "article":
        yield {"article": open_article(desk, found, _text(question, "doc_id"))}
    elif kind == "beside":
        yield {"sources": list_sources(desk, found), "companions": list_companions(desk, found, actor_id)}
        yield {"neighbours": list_neighbours(desk, found)}
    elif kind == "trend":
        yield {"trend": draw_trend(desk, found, name, room=_number(question, "room"))}
    elif found.is_empty():
        yield {"alike": suggest_alike(desk, name)}
    else:
        first, ordered = _number(question, "first"), order_hits(found, _text(question, "order") or ORDERS[0])
        lines = list_lines(desk, ordered, first)
        more = first + len(lines) < found.height
        actors = suggest_actors(desk, name) if actor_id is None else []
        yield {"sum": sum_up(desk, found), "actors": actors, "lines": lines, "first": first, "more": more}


def _text(question: Mapping[str, Any], key: str) -> str:
    """Read a short text of a question; absent is empty."""
    value = question.get(key) or ""
    if not isinstance(value, str) or len(value) > _LONGEST:
        got = value if not isinstance(value, str) else f"{len(value)} characters"
        raise ArgumentError(explain("explore", expected=f"{key} of at most {_LONGEST} characters", got=got))
    return value


def _number(question: Mapping[str, Any], key: str) -> int:
    value = question.get(key, 0)
    if not isinstance(value, int) or value < 0:
        raise ArgumentError(explain("explore", expected=f"{key} of 0 or more", got=value))
    return value
