"""What was merged into a term."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.arguments import check_arguments
from corpus_tools.corpus.model import check_corpus
from corpus_tools.errors import ArgumentError, explain
from corpus_tools.measures.grouping import UNITS, is_counted, named_forms
from corpus_tools.schema import check_choice

if TYPE_CHECKING:
    from corpus_tools.corpus import Corpus


@check_arguments
def show_forms(corpus: Corpus, term: str, *, unit: str = "term") -> pl.DataFrame:
    """List the forms that were merged into a term, commonest first.

    Look here before you trust a count: a term is what the rules took for one word, and rules err. A form that does
    not belong is a reason to count with `unit="normal"` or `unit="surface"`.

    Parameters
    ----------
    corpus
        The corpus.
    term
        A term as `count_terms` labels it; or any form, spelling variant or lemma of it.
    unit
        "term" lists the whole term, "normal" the spelling variants of a word, "surface" the word itself.

    Returns
    -------
    polars.DataFrame
        One row a form of a language, sorted by count descending, then surface and language:

        ============= ==== ==========================================================================
        surface       str  the form as it stands in the texts
        lemma         str  the dictionary form that the rules gave it
        language      str  that of the articles; `und` where the form is in another script than theirs
        count         u32  tokens of the corpus
        share_of_term f64  of all tokens listed; the shares add up to 1
        is_counted    bool whether `count_terms` counts it unless asked for more: no stopword, no time word
        ============= ==== ==========================================================================

    Raises
    ------
    ArgumentError
        The corpus has no such word (the nearest are named), `term` is no word, or `unit` is unknown.
    FrameError
        `corpus` is no Corpus.

    Examples
    --------
    >>> from corpus_tools import build_corpus
    >>> corpus = build_corpus(pl.DataFrame({"text": ["روسيا ترفض، وروسيا تطلب", "رد على روسيا"]}))
    >>> show_forms(corpus, "وروسيا").select("surface", "count").rows()
    [('روسيا', 2), ('وروسيا', 1)]
    """
    check_choice("show_forms", "unit", unit, UNITS)
    check_corpus("show_forms", corpus)
    if not isinstance(term, str) or not term.strip():
        raise ArgumentError(explain("show_forms", expected="a word of the corpus", got=term))
    forms = named_forms("show_forms", corpus, term.strip(), unit=unit)
    return (
        corpus.vocabulary.join(forms.to_frame("form"), on="form", how="semi")
        .select(
            "surface",
            "lemma",
            "language",
            "count",
            share_of_term=pl.col("count") / pl.col("count").sum(),
            is_counted=is_counted(),
        )
        .sort(["count", "surface", "language"], descending=[True, False, False])
    )
