"""From articles to a Corpus: columns completed, texts tokenised, forms resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.arguments import check_arguments
from corpus_tools.corpus.layout import lay_out_tokens
from corpus_tools.corpus.model import Corpus
from corpus_tools.corpus.pieces import cut_texts, tokenise_pieces
from corpus_tools.corpus.vocabulary import make_vocabulary
from corpus_tools.errors import ArgumentError, FrameError, explain
from corpus_tools.gazetteer import load_actors, protected_names
from corpus_tools.language.detect import fill_languages
from corpus_tools.schema import ARTICLES, GAZETTEER, check_frame

if TYPE_CHECKING:
    from collections.abc import Iterable

    from polars._typing import PolarsDataType


@check_arguments
def build_corpus(
    articles: pl.DataFrame | pl.LazyFrame, *, stopwords: Iterable[str] = (), actors: pl.DataFrame | None = None
) -> Corpus:
    """Tokenise articles once and resolve every word form: the start of all counting.

    Takes what `read_articles` gives, or any frame with a `text` column: absent columns are filled (a `doc_id`
    from the row number, a detected `language`), and texts are taken exactly as they are, so that offsets
    hold. Only `text` is counted, not titles.

    Parameters
    ----------
    articles
        One row an article.
    stopwords
        Words that measures leave out besides those of the language's own list; one with a minus before it ("-said")
        is taken off the list, and counted. A word stands for all forms of its term.
    actors
        Table of actors whose names are not taken apart (default: `load_actors()`).

    Returns
    -------
    Corpus
        See `Corpus`. Articles stand in the order given.

    Raises
    ------
    FrameError
        There is no `text` column of strings, a column does not cast to its type (a date that is a string or a
        number), or two articles have the same `doc_id`.
    ArgumentError
        `stopwords` is one string, or holds what is no word.

    Notes
    -----
    What is counted, a surface form, its spelling or its term, is chosen by `unit=` of each measure; so is whether
    stopwords and time words count.

    Examples
    --------
    >>> corpus = build_corpus(pl.DataFrame({"text": ["رفضت روسيا العرض. وقالت إن لروسيا مطالب."]}))
    >>> corpus
    Corpus(1 articles, 7 tokens, 7 forms)
    >>> corpus.vocabulary.filter(pl.col("term") == "روسيا")["surface"].sort().to_list()
    ['روسيا', 'لروسيا']
    """
    changes = _check_stopwords(stopwords)
    if not isinstance(articles, pl.DataFrame | pl.LazyFrame):
        got, hint = type(articles).__name__, "pl.from_pandas() takes a pandas frame."
        raise FrameError(explain("build_corpus", expected="a polars frame", got=got, hint=hint))
    complete = _complete(articles.collect() if isinstance(articles, pl.LazyFrame) else articles)
    distinct, cuts = cut_texts(complete)
    table, inner = tokenise_pieces(distinct)
    if actors is not None:
        check_frame("build_corpus", actors, GAZETTEER, columns=["language", "how", "context", "alias"])
    names = protected_names(load_actors() if actors is None else actors)
    vocabulary, numbered = make_vocabulary(inner, names=names, stopwords=changes)
    # Gone before the tokens take their memory.
    del distinct, inner
    return Corpus(complete, lay_out_tokens(cuts, table, numbered), vocabulary)


def _check_stopwords(stopwords: Iterable[str]) -> list[str]:
    words = [stopwords] if isinstance(stopwords, str) else list(stopwords)
    wrong = [word for word in words if not isinstance(word, str) or not word.strip(" -")]
    if isinstance(stopwords, str) or wrong:
        expected, got = "stopwords as a list of words", stopwords if isinstance(stopwords, str) else wrong[0]
        hint = 'stopwords=["Reuters", "-said"] adds one and takes one off.'
        raise ArgumentError(explain("build_corpus", expected=expected, got=got, hint=hint))
    return words


def _complete(articles: pl.DataFrame) -> pl.DataFrame:
    if articles.schema.get("text") != pl.String:
        got = str(articles.schema["text"]) if "text" in articles.columns else "no such column"
        raise FrameError(
            explain("build_corpus", expected="a column 'text' of strings", got=got, known=articles.columns)
        )
    number = pl.int_range(pl.len()).cast(pl.String)
    complete = _typed(articles).with_columns(
        pl.col("text", "path").fill_null(""),
        pl.col("doc_id").fill_null(number),
        # ar-EG and AR are ar: rules are kept by ISO 639-1 codes.
        pl.col("language").str.to_lowercase().str.extract(r"^([a-z]{2,3})\b"),
    )
    _check_ids(complete["doc_id"])
    return complete.with_columns(language=fill_languages(complete["language"], complete["text"]))


def _typed(articles: pl.DataFrame) -> pl.DataFrame:
    """Give the columns of an article their types, absent ones as nulls; further columns stand behind as they are."""
    typed = [
        _cast(articles[name], dtype) if name in articles.columns else pl.Series(name, [None] * articles.height, dtype)
        for name, dtype in ARTICLES.columns.items()
    ]
    return pl.DataFrame(typed).hstack(articles.select(pl.exclude(*ARTICLES.columns)))


def _cast(column: pl.Series, dtype: PolarsDataType) -> pl.Series:
    try:
        # 20220112 would become a day in the year 57333.
        if dtype.is_temporal() and column.dtype.is_numeric():
            raise pl.exceptions.InvalidOperationError
        return column.cast(dtype)
    except pl.exceptions.PolarsError as error:
        name = column.name
        parse = {"date": "to_date()", "published": "to_datetime()"}.get(name)
        hint = f'pl.col("{name}").cast(pl.String).str.{parse} parses it.' if parse else f'articles.drop("{name}").'
        expected = f"column {name!r} as {dtype}, or what casts to it"
        raise FrameError(explain("build_corpus", expected=expected, got=str(column.dtype), hint=hint)) from error


def _check_ids(ids: pl.Series) -> None:
    """Raise FrameError where two articles have one id: counts of articles would take them for one."""
    twice = ids.filter(ids.is_duplicated()).unique(maintain_order=True)
    if len(twice):
        shown = ", ".join(map(repr, twice.head(3)))
        raise FrameError(
            explain(
                "build_corpus",
                expected="a doc_id of its own for each article",
                got=f"{len(twice)} ids used more than once ({shown})",
                hint='articles.unique("doc_id", keep="first"), or drop the column to number them.',
            )
        )
