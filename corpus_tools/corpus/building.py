"""From articles to a Corpus: every distinct piece of text tokenised once, every form resolved once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.corpus.model import Corpus
from corpus_tools.errors import FrameError, explain
from corpus_tools.gazetteer import load_actors, protected_names
from corpus_tools.language import fold, is_arabic, is_stopword, normalise, read_forms, tokenise
from corpus_tools.language.detect import detect_language
from corpus_tools.schema import ARTICLES, VOCABULARY, check_choice

if TYPE_CHECKING:
    from collections.abc import Callable

    from polars._typing import PolarsDataType


def build_corpus(
    articles: pl.DataFrame | pl.LazyFrame, *, term: str = "lemma", actors: pl.DataFrame | None = None
) -> Corpus:
    """Tokenise articles once and resolve every word form: the start of all counting.

    Takes what `read_articles` gives, or any frame with a `text` column: absent columns are filled (a `doc_id`
    from the row number, a detected `language`), and texts are taken exactly as they are, so that offsets
    hold. Only `text` is counted, not titles.

    Parameters
    ----------
    articles
        One row an article.
    term
        The counting unit: "lemma" (وروسيا, لروسيا and روسيا are one), "normal" (spelling folded) or
        "surface".
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
        `term` is not one of the three.

    Examples
    --------
    >>> corpus = build_corpus(pl.DataFrame({"text": ["رفضت روسيا العرض. وقالت إن لروسيا مطالب."]}))
    >>> corpus
    Corpus(1 articles, 7 tokens, 7 forms)
    >>> corpus.vocabulary.filter(pl.col("term") == "روسيا")["surface"].sort().to_list()
    ['روسيا', 'لروسيا']
    """
    check_choice("build_corpus", "term", term, ("lemma", "normal", "surface"))
    if not isinstance(articles, pl.DataFrame | pl.LazyFrame):
        got, hint = type(articles).__name__, "pl.from_pandas() takes a pandas frame."
        raise FrameError(explain("build_corpus", expected="a polars frame", got=got, hint=hint))
    complete = _complete(articles.collect() if isinstance(articles, pl.LazyFrame) else articles)
    pieces = _pieces(complete)
    distinct, inner = _tokenise_distinct(pieces)
    vocabulary = _vocabulary(inner, term, protected_names(load_actors() if actors is None else actors))
    return Corpus(complete, _tokens(pieces, distinct, inner, vocabulary), vocabulary)


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
    unknown = pl.col("language").is_null()
    guess = pl.when(unknown).then("text").map_elements(detect_language, return_dtype=pl.String, skip_nulls=True)
    return complete.with_columns(language=pl.coalesce("language", guess, pl.lit("und")))


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


def _pieces(articles: pl.DataFrame) -> pl.DataFrame:
    """Cut every text at its spaces: one row a piece, with its first character's offset."""
    length = pl.col("piece").str.len_chars()
    return (
        articles.select(
            doc=pl.int_range(pl.len(), dtype=pl.UInt32),
            language=pl.col("language"),
            piece=pl.col("text").str.split(" "),
        )
        .explode("piece", empty_as_null=True)
        .with_columns(offset=((length + 1).cum_sum().over("doc") - length - 1).cast(pl.UInt32))
    )


def _tokenise_distinct(pieces: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Tokenise each distinct piece of a language once.

    Gives the distinct pieces with their sentence breaks, and one row a token of a distinct piece.
    """
    distinct = pieces.group_by("language", "piece", maintain_order=True).agg(times=pl.len()).with_row_index("piece_id")
    rows: list[tuple[int, int, int, str, str, int]] = []
    breaks = []
    for number, language, piece in distinct.select("piece_id", "language", "piece").iter_rows():
        tokens, closes = tokenise(piece, language=language)
        opened = 0
        for token in tokens:
            opened += token.opens
            rows.append((number, token.start, token.end, piece[token.start : token.end], token.kind, opened))
        breaks.append(opened + closes)
    number_type = pl.UInt32
    schema = {
        "piece_id": number_type, "inner_start": number_type, "inner_end": number_type,
        "surface": pl.String, "kind": pl.String, "inner": number_type,
    }  # fmt: skip
    inner = pl.DataFrame(rows, schema=schema, orient="row").join(
        distinct.select("piece_id", "language", "times"), on="piece_id", maintain_order="left"
    )
    return (
        distinct.with_columns(breaks=pl.Series(breaks, dtype=number_type)),
        inner.with_columns(language=_form_language()),
    )


def _vocabulary(inner: pl.DataFrame, term: str, names: frozenset[str]) -> pl.DataFrame:
    """One row a surface form of a language, commonest first, with everything that the rules know of it."""
    counted = (
        inner.group_by("surface", "language")
        .agg(pl.col("kind").first(), count=pl.col("times").sum().cast(pl.UInt32))
        .sort(["count", "surface", "language"], descending=[True, False, False])
    )
    parts = [_resolve(part, names) for part in counted.partition_by("language", maintain_order=True)]
    resolved = pl.concat(parts) if parts else _resolve(counted, names)
    ordered = resolved.sort(["count", "surface", "language"], descending=[True, False, False])
    key = {"lemma": pl.col("_key"), "normal": pl.col("normal"), "surface": pl.col("surface")}[term]
    # A stopword does not give its name to a content word with the same lemma (هو to هـ).
    group = [pl.col("language"), pl.col("is_stopword"), key]
    label = pl.col("bare") if term == "lemma" else pl.col("surface")
    # Of proclitics the reader sees nothing: والتعاون and للتعاون vote for التعاون.
    votes = ordered.with_columns(_label=label, _votes=pl.col("count").sum().over(*group, label))
    labelled = votes.with_columns(
        term=pl.col("_label").sort_by(["_votes", "_label"], descending=[True, False]).first().over(*group)
    )
    return labelled.with_row_index("form").select(list(VOCABULARY.columns))


def _form_language() -> pl.Expr:
    """Give a form its article's language, unless its script or kind says that it has none (NATO, 2022)."""
    in_arabic = pl.col("surface").str.contains(r"\p{Arabic}")
    fits = in_arabic == pl.col("language").is_in(["ar", "fa", "ur"])
    return pl.when((pl.col("kind") == "word") & fits).then("language").otherwise(pl.lit("und"))


def _resolve(part: pl.DataFrame, names: frozenset[str]) -> pl.DataFrame:
    """Add normal, lemma, stopword and grouping key to the forms of one language."""
    language = part["language"][0] if part.height else "und"
    surfaces = part["surface"].to_list()
    counts = dict(zip(surfaces, part["count"].to_list(), strict=True))
    readings = read_forms(counts, language=language, names=names)
    return part.with_columns(
        normal=_mapped(surfaces, lambda word: normalise(word, language=language) or word),
        lemma=_mapped(surfaces, lambda word: readings[word].lemma),
        is_stopword=pl.Series([_is_noise(word, language) for word in surfaces], dtype=pl.Boolean),
        bare=_mapped(surfaces, lambda word: readings[word].bare),
        _key=_mapped(surfaces, lambda word: _group_key(readings[word].lemma, language)),
    )


def _mapped(words: list[str], function: Callable[[str], str]) -> pl.Series:
    return pl.Series([function(word) for word in words], dtype=pl.String)


def _is_noise(word: str, language: str) -> bool:
    """Tell stopwords, and single letters: initials, a preposition cut off by a quotation mark (لـ«…»)."""
    return is_stopword(word, language=language) or len(normalise(word, language=language)) < 2


def _group_key(lemma: str, language: str) -> str:
    """Lemmas that differ in spelling or in the article alone are one term."""
    if language != "ar" and not is_arabic(lemma):
        return lemma
    folded = fold(lemma)
    return folded[2:] if folded.startswith("ال") and len(folded) > 4 else folded


def _tokens(
    pieces: pl.DataFrame, distinct: pl.DataFrame, inner: pl.DataFrame, vocabulary: pl.DataFrame
) -> pl.DataFrame:
    """Lay the tokens of the distinct pieces out along the texts."""
    lists = (
        inner.join(
            vocabulary.select("surface", "language", "form"),
            on=["surface", "language"],
            maintain_order="left",
        )
        .group_by("piece_id", maintain_order=True)
        .agg("form", "inner_start", "inner_end", "inner")
    )
    keys = distinct.select("language", "piece", "piece_id", "breaks").join(lists, on="piece_id", how="left")
    boundary = pl.col("before") + pl.col("inner")
    return (
        pieces.join(keys, on=["language", "piece"], how="left", maintain_order="left")
        .with_columns(before=(pl.col("breaks").cum_sum().over("doc") - pl.col("breaks")))
        .select("doc", "offset", "before", "form", "inner_start", "inner_end", "inner")
        .filter(pl.col("form").is_not_null())
        .explode("form", "inner_start", "inner_end", "inner", empty_as_null=False)
        .select(
            "doc",
            # Boundaries without a word between them ("..." on a line of its own) make no empty sentences.
            sentence=boundary.rank("dense").over("doc").cast(pl.UInt32) - 1,
            start=pl.col("offset") + pl.col("inner_start"),
            end=pl.col("offset") + pl.col("inner_end"),
            form=pl.col("form"),
        )
    )
