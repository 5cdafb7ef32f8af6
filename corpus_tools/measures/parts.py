"""Two parts of a corpus that are compared: conditions over articles, checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.errors import ArgumentError, FrameError, explain

if TYPE_CHECKING:
    from corpus_tools.corpus import Corpus


def part_articles(
    function: str, corpus: Corpus, target: pl.Expr, reference: pl.Expr | pl.DataFrame | None
) -> tuple[pl.Expr, pl.Expr]:
    """Turn target and reference into two conditions that hold an article each, and none in common.

    Without a reference it is the rest; a frame of counts as the reference needs no articles.
    """
    first = _condition(function, corpus, "target", target)
    is_rest = reference is None or isinstance(reference, pl.DataFrame)
    second = ~first if is_rest else _condition(function, corpus, "reference", reference)  # type: ignore[arg-type]
    sizes = corpus.articles.select(target=first.sum(), reference=second.sum(), both=(first & second).sum())
    for part in ("target",) if isinstance(reference, pl.DataFrame) else ("target", "reference"):
        if not sizes[part][0]:
            raise ArgumentError(
                explain(
                    function,
                    expected=f"a {part} with articles",
                    got="no article",
                    hint="check the expression.",
                )
            )
    if sizes["both"][0]:
        raise ArgumentError(
            explain(
                function,
                expected="target and reference without a common article",
                got=f"{sizes['both'][0]} common",
            )
        )
    return first, second


def _condition(function: str, corpus: Corpus, part: str, condition: pl.Expr) -> pl.Expr:
    """Check that an expression is true or false of each article; null is false."""
    hint = 'write a condition such as pl.col("source") == "ميزان".'
    expected = f"{part}= an expression that is true or false of each article"
    if not isinstance(condition, pl.Expr):
        raise ArgumentError(explain(function, expected=expected, got=condition, hint=hint))
    try:
        dtype = corpus.articles.lazy().select(condition).collect_schema().dtypes()[0]
    except pl.exceptions.ColumnNotFoundError as error:
        got, known = str(error).partition(";")[0], corpus.articles.columns
        raise FrameError(explain(function, expected=expected, got=got, known=known)) from error
    if dtype != pl.Boolean:
        raise ArgumentError(explain(function, expected=expected, got=f"one of {dtype}", hint=hint))
    return condition.fill_null(value=False)
