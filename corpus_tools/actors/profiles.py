"""What is said near an actor: the terms that stand there more often than elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.actors.adjectives import is_listed_noun, looks_like_adjective
from corpus_tools.actors.roster import name_actor
from corpus_tools.actors.sentences import list_examples, number_articles
from corpus_tools.arguments import check_arguments, check_number, check_whole
from corpus_tools.corpus.model import check_corpus
from corpus_tools.language import fold, split_proclitics
from corpus_tools.measures.formulas import log_likelihood, log_ratio
from corpus_tools.measures.grouping import WORD_KINDS
from corpus_tools.schema import MENTIONS, PROFILE, check_choice, check_frame, empty_frame

if TYPE_CHECKING:
    from corpus_tools.corpus import Corpus

SPANS = ("window", "sentence")
_WIDEST = 500  # words to a side: no sentence has more
_LAYERS = ("is_stopword", "is_time_word")
_NEEDED = ["doc_id", "sentence", "start", "end", "surface", "actor_id", "actor", "kind", "how"]


@check_arguments
def profile_actor(
    corpus: Corpus,
    mentions: pl.DataFrame,
    actor: str,
    *,
    within: str = "window",
    window: int = 5,
    min_count: int = 3,
    min_log_likelihood: float = 10.83,
    top: int | None = 50,
    examples: int = 2,
    time_words: bool = False,
) -> pl.DataFrame:
    """Find the terms, adjectives among them, that stand near an actor more often than elsewhere.

    How is somebody spoken of? Filter `is_adjective` for what it is called; read the examples before you conclude.

    Parameters
    ----------
    corpus
        The corpus that was searched; `corpus.filter(...)` gives the profile in one outlet.
    mentions
        What `find_actors` gives; mentions in other articles are left out.
    actor
        The actor's id (`nato`) or its display name (`الناتو`).
    within
        "window": so many words on each side, in the same sentence. "sentence": the whole sentence.
    window
        How many words on each side; 5 reaches most of what is said of a name. Without effect on sentences.
    min_count
        Leave out terms that stand near the actor more seldom: below 3 one article decides.
    min_log_likelihood
        Leave out terms with weaker evidence; 10.83 is p < .001 for one test, 15.13 p < .0001. 0 keeps all.
    top
        At most so many terms, the surest first; None keeps all.
    examples
        How many sentences a term, each of another article.
    time_words
        Whether words of time (Wednesday, اليوم, July) and numbers are terms, too.

    Returns
    -------
    polars.DataFrame
        One row a term that is commoner near the actor, sorted by log-likelihood descending, then term:

        ===================== ========= =================================================================
        term                  str       the term
        is_adjective          bool      whether its form is that of an adjective (see Notes)
        near                  u32       tokens near the actor
        elsewhere             u32       tokens in all other places of the corpus
        near_per_million      f64       in a million words near the actor
        elsewhere_per_million f64       in a million words elsewhere
        documents             u32       articles in which it stands near the actor
        log_likelihood        f64       evidence: 0 or more
        log_ratio             f64       size: 1 is twice as frequent near the actor as elsewhere
        examples              list[str] sentences with the term near the actor
        ===================== ========= =================================================================

    Raises
    ------
    ArgumentError
        The mentions have no such actor (the nearest are named), `within` is unknown, or a number is too small.
    FrameError
        A column is missing, or `corpus` is no Corpus.

    Notes
    -----
    A token is near if it is in the span of any mention of the actor, and is counted once; the names themselves are
    neither near nor elsewhere, and parts of the names of other persons are not near. Log-likelihood and log
    ratio are those of `compare_terms`; stopwords are words, but have no row. The parts of speech are not
    analysed: `is_adjective` goes by word lists and endings (Arabic nisba, English and French suffixes), which
    take some nouns for adjectives and miss rare ones; names that are themselves mentions are left out of it. A
    term near an actor may belong to another actor of the sentence.

    References
    ----------
    Dunning, T. (1993), Accurate methods for the statistics of surprise and coincidence, Computational Linguistics
    19(1), 61-74. Baker, P. (2006), Using Corpora in Discourse Analysis, ch. 5.

    Examples
    --------
    >>> from corpus_tools import build_corpus, find_actors
    >>> corpus = build_corpus(pl.DataFrame({"text": ["الناتو القوي قال", "رفض الناتو القوي", "قمح وقمح وقمح"]}))
    >>> found = profile_actor(corpus, find_actors(corpus), "nato", min_count=2, min_log_likelihood=0)
    >>> found.select("term", "is_adjective", "near", "elsewhere").rows()
    [('القوي', True, 2, 0)]
    """
    check_corpus("profile_actor", corpus)
    check_frame("profile_actor", mentions, MENTIONS, columns=_NEEDED)
    check_choice("profile_actor", "within", within, SPANS)
    limits = {"min_count": min_count, "examples": examples, **({} if top is None else {"top": top})}
    for name, value in limits.items():
        check_whole("profile_actor", name, value, least=1)
    check_whole("profile_actor", "window", window, least=1, most=_WIDEST)
    check_number("profile_actor", "min_log_likelihood", min_log_likelihood, least=0)
    placed = mentions.join(number_articles(corpus), on="doc_id")
    own = placed.filter(pl.col("actor_id") == name_actor("profile_actor", placed, actor))
    near, inside = _near_tokens(corpus, own, within=within, window=window)
    persons = placed.filter(pl.col("kind") == "person").select("doc", "start", "end")
    left_out = pl.col("is_stopword") | (pl.lit(not time_words) & pl.col("is_time_word"))
    table = _weigh(corpus, near, inside, near_terms=_outside(near, persons).filter(~left_out), min_count=min_count)
    table = table.with_columns(is_adjective=pl.Series(_adjectives(corpus, table, mentions), dtype=pl.Boolean))
    kept = table.filter((pl.col("log_ratio") > 0) & (pl.col("log_likelihood") >= min_log_likelihood))
    kept = kept.sort(["log_likelihood", "term"], descending=[True, False]).head(top or kept.height)
    if kept.is_empty():
        return empty_frame(PROFILE)
    places = near.join(kept.select("term"), on="term", how="semi")
    quoted = list_examples(corpus, places, ["term"], most=examples)
    found = kept.join(quoted, on="term", how="left", maintain_order="left")
    return found.select(pl.col(name).cast(dtype) for name, dtype in PROFILE.columns.items())


def _near_tokens(corpus: Corpus, own: pl.DataFrame, *, within: str, window: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give the word tokens near the mentions (`doc`, `sentence`, `form`, `term`), and those inside them (`form`)."""
    words = corpus.vocabulary.filter(pl.col("kind").is_in(WORD_KINDS)).select("form", "term", *_LAYERS)
    # Only sentences with a mention matter; words are numbered within, so that a window never leaves its sentence.
    sentences = own.select("doc", "sentence").unique()
    tokens = (
        corpus.tokens.join(sentences, on=["doc", "sentence"], how="semi", maintain_order="left")
        .join(words, on="form", maintain_order="left")
        .with_row_index("row")
    )
    marked = _mark_inside(tokens, own)
    outside = marked.filter(~pl.col("is_inside"))
    if within == "window":
        numbered = marked.select("row", "doc", "sentence", "is_inside")
        inside_rows = numbered.filter("is_inside")
        reach = inside_rows.with_columns(
            row=pl.concat_list([pl.col("row").cast(pl.Int64) + step for step in range(-window, window + 1) if step])
        ).explode("row", empty_as_null=True)
        reached = reach.filter(pl.col("row") >= 0).select("doc", "sentence", row=pl.col("row").cast(pl.UInt32))
        outside = outside.join(reached.unique(), on=["row", "doc", "sentence"], how="semi", maintain_order="left")
    columns = ["doc", "sentence", "start", "form", "term", *_LAYERS]
    return outside.select(columns), marked.filter("is_inside").select("form")


def _mark_inside(tokens: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    """Tell of each token (`is_inside`) whether it is a part of a mention."""
    begun = spans.select("doc", "start", covers="end").unique().sort("doc", "start")
    covered = tokens.join_asof(begun, on="start", by="doc", strategy="backward", check_sortedness=False)
    return covered.with_columns(is_inside=(pl.col("start") < pl.col("covers")).fill_null(value=False)).drop("covers")


def _outside(tokens: pl.DataFrame, spans: pl.DataFrame) -> pl.DataFrame:
    return _mark_inside(tokens.sort("doc", "start"), spans).filter(~pl.col("is_inside"))


def _weigh(
    corpus: Corpus, near: pl.DataFrame, inside: pl.DataFrame, *, near_terms: pl.DataFrame, min_count: int
) -> pl.DataFrame:
    """Count each term near and elsewhere, and compare."""
    words = corpus.vocabulary.filter(pl.col("kind").is_in(WORD_KINDS) & pl.col("count").is_not_null())
    named = inside.join(words.select("form", "term"), on="form")
    n1 = near.height
    n2 = int(words["count"].sum()) - n1 - named.height
    counted = near_terms.group_by("term").agg(near=pl.len().cast(pl.Int64), documents=pl.col("doc").n_unique())
    counted = counted.filter(pl.col("near") >= min_count)
    all_of_it = words.group_by("term").agg(total=pl.col("count").cast(pl.Int64).sum())
    table = (
        counted.join(all_of_it, on="term")
        .join(named.group_by("term").agg(named=pl.len().cast(pl.Int64)), on="term", how="left")
        .with_columns(elsewhere=pl.col("total") - pl.col("near") - pl.col("named").fill_null(0))
    )
    a, b = pl.col("near"), pl.col("elsewhere")
    return table.with_columns(
        near_per_million=a / n1 * 1e6,
        elsewhere_per_million=b / n2 * 1e6 if n2 else pl.lit(0.0),
        log_likelihood=log_likelihood(a, b, n1, max(n2, 1)),
        log_ratio=log_ratio(a, b, n1, max(n2, 1)),
    )


def _adjectives(corpus: Corpus, table: pl.DataFrame, mentions: pl.DataFrame) -> list[bool]:
    """Tell which terms look like adjectives; names of the mentions are none, however they end (كيري, نيروبي)."""
    is_name = (pl.col("how") != "demonym") & ~pl.col("surface").str.contains(r"\s")
    surfaces = mentions.filter(is_name)["surface"].unique().to_list()
    names = {rest for surface in surfaces for _, rest in split_proclitics(fold(surface))}
    # The lemma tells تنفي, a verb, from تركي; of a language without a dictionary it is the term itself.
    commonest = corpus.vocabulary.sort("count", "language", descending=[True, False], nulls_last=True)
    asked = commonest.join(table.select("term"), on="term", how="semi", maintain_order="left")
    known = asked.unique("term", keep="first", maintain_order=True).select("term", "lemma", "language").rows()
    told = {
        term: looks_like_adjective(lemma, language=language) and not is_listed_noun(term, language=language)
        for term, lemma, language in known
    }
    return [fold(term) not in names and told[term] for term in table["term"]]
