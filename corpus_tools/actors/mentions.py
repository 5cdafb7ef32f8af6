"""Where actors are named: the gazetteer's forms looked up on the corpus's integer index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.actors.context import fits_context
from corpus_tools.corpus.model import check_corpus
from corpus_tools.gazetteer import HOW_RANK, NAME_LANGUAGES, alias_forms, load_actors
from corpus_tools.language import fold, is_dictionary_word, split_proclitics
from corpus_tools.language.folding import TANWIN_FATH
from corpus_tools.schema import GAZETTEER, MENTIONS, check_choice, check_frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus_tools.corpus import Corpus

# Only these may stand before a name: the article belongs to the name itself or is listed with it.
_PROCLITICS = frozenset({"", "و", "ف", "ب", "ك", "ل", "لل", "وب", "ول", "وك", "فب", "فل", "ولل", "فلل"})
_BREAK = r"[,،;؛:|/()\[\]]"
# A short form (الحلف, a bare surname) is its actor only in an article that names the actor in one of these
# ways.
_FULL = ("name", "alias", "acronym")


def find_actors(corpus: Corpus, *, actors: pl.DataFrame | None = None, language: str | None = None) -> pl.DataFrame:
    """Find every mention of the actors of a table, in Arabic, English and French.

    The start of all questions of who: count mentions with `count_actors`, link them with `connect_actors`.

    Parameters
    ----------
    corpus
        The corpus.
    actors
        Table of actors as `load_actors` gives it; None takes the package's own.
    language
        Language of the display names, `ar`, `en` or `fr`; None takes the commonest of the corpus, Arabic
        where that is another. All mentions of an actor have one display name, whatever the language of the
        article.

    Returns
    -------
    polars.DataFrame
        One row a mention, sorted by article and position; mentions do not overlap, the longest name wins:

        ======== ==== =================================================================================
        doc_id   str  article
        sentence u32  sentence of the article, from 0
        start    u32  first character of the name in `text`, proclitics included
        end      u32  the character after its last
        surface  str  the name as it stands: `text[start:end]`
        actor_id str  slug of the actor
        actor    str  display name in `language`
        kind     str  kind of actor
        how      str  name, alias, acronym, metonym (موسكو), demonym (روسي) or short (الحلف)
        ======== ==== =================================================================================

    Raises
    ------
    ArgumentError
        `language` is another one.
    FrameError
        The table lacks a column, a context rule in it cannot be read, or `corpus` is no Corpus.

    Notes
    -----
    Arabic names are compared folded (hamza seats, ى, ة, marks) and may carry و ف ب ك ل and لل. An alias with
    a context rule counts only where the rule holds; a short form only in an article that names its actor
    otherwise, and where two actors share it, it is the one named last before it. Leave metonyms or demonyms
    out with `mentions.filter(pl.col("how") != "demonym")`: a capital is often just a place.

    Examples
    --------
    >>> from corpus_tools import build_corpus
    >>> corpus = build_corpus(pl.DataFrame({"text": ["التقى بوتين وفد الناتو، وقال إن للحلف رأيا."]}))
    >>> find_actors(corpus).select("surface", "actor_id", "how").rows()
    [('بوتين', 'vladimir-putin', 'alias'), ('الناتو', 'nato', 'alias'), ('للحلف', 'nato', 'short')]
    """
    check_corpus("find_actors", corpus)
    table = load_actors() if actors is None else actors
    check_frame("find_actors", table, GAZETTEER)
    if language is not None:
        check_choice("find_actors", "language", language, NAME_LANGUAGES)
    forms = alias_forms(table)
    hits = _longest(_without_loose_short(_filter_context(_all_hits(corpus, forms), corpus, forms)))
    return _describe(_resolve_short(hits), corpus, table, language or _commonest_language(corpus))


def _commonest_language(corpus: Corpus) -> str:
    known = corpus.articles.filter(pl.col("language").is_in(NAME_LANGUAGES))["language"]
    return str(known.mode().sort()[0]) if known.len() else NAME_LANGUAGES[0]


def _all_hits(corpus: Corpus, forms: pl.DataFrame) -> pl.DataFrame:
    """Every place where the words of a form follow each other: `row`, `length`, `doc`, `alias_id`."""
    firsts = _first_words(corpus.vocabulary, forms)
    lengths = forms.select("alias_id", "words", length=pl.col("words").list.len())
    places = (
        corpus.tokens.select("doc", "form")
        .with_row_index("row")
        .join(firsts, on="form", maintain_order="left")
        .join(lengths, on="alias_id", maintain_order="left")
    )
    follows, words = _followers(corpus)
    complete = [places.filter(pl.col("length") == 1)]
    for i in range(1, max(lengths["length"].to_list(), default=1)):
        rows = places.filter((pl.col("length") > i) & (pl.col("row") + i < corpus.tokens.height))
        next_row, this_row = rows["row"] + i, rows["row"] + (i - 1)
        fits = follows.gather(this_row) & (words(next_row) == rows["words"].list.get(i))
        places = rows.filter(fits)
        complete.append(places.filter(pl.col("length") == i + 1))
    return _unbroken(corpus, pl.concat(complete).select("row", "doc", "alias_id", "length"))


def _unbroken(corpus: Corpus, hits: pl.DataFrame) -> pl.DataFrame:
    """Drop names with a comma or the like between their words, set without a space (الاتحاد،الأوروبي)."""
    last = hits["row"] + hits["length"] - 1
    start, end = corpus.tokens["start"].gather(hits["row"]), corpus.tokens["end"].gather(last)
    text = corpus.articles["text"].gather(hits["doc"])
    spans = pl.DataFrame({"text": text, "start": start, "length": end - start, "words": hits["length"]})
    broken = pl.col("text").str.slice("start", "length").str.contains(_BREAK)
    return hits.filter(spans.select((pl.col("words") == 1) | ~broken).to_series())


def _followers(corpus: Corpus) -> tuple[pl.Series, Callable[[pl.Series], pl.Series]]:
    """Whether the next token belongs to the same run of words, and the folded words at given rows."""
    near = pl.col("start").shift(-1) - pl.col("end") <= 1
    same = (pl.col("doc").shift(-1) == pl.col("doc")) & (pl.col("sentence").shift(-1) == pl.col("sentence"))
    follows = corpus.tokens.select((near & same).fill_null(value=False)).to_series()
    folded = corpus.vocabulary.select("form", word=pl.col("surface").map_elements(fold, return_dtype=pl.String))

    def words(rows: pl.Series) -> pl.Series:
        return pl.DataFrame({"form": corpus.tokens["form"].gather(rows)}).join(
            folded, on="form", maintain_order="left"
        )["word"]

    return follows, words


def _first_words(vocabulary: pl.DataFrame, forms: pl.DataFrame) -> pl.DataFrame:
    """Say for each vocabulary form which aliases it may begin: `form`, `alias_id`."""
    by_first: dict[str, list[tuple[int, str, str]]] = {}
    for alias_id, words, case, how in forms.select("alias_id", "words", "case", "how").iter_rows():
        by_first.setdefault(words[0], []).append((alias_id, case, how))
    rows = []
    for form, surface, language in vocabulary.select("form", "surface", "language").iter_rows():
        keys, is_accusative = _keys(surface, language)
        for key in _likeliest([key for key in keys if key[1] in by_first], surface):
            rows += [
                (form, alias_id)
                for alias_id, case, how in by_first[key[1]]
                if _fits_case(surface, case) and (how == "demonym" or not is_accusative)
            ]
    return pl.DataFrame(rows, schema={"form": pl.UInt32, "alias_id": pl.UInt32}, orient="row").unique(
        maintain_order=True
    )


def _keys(surface: str, language: str) -> tuple[list[tuple[str, str]], bool]:
    """Read a form as (proclitics, folded rest), whole word first; say whether it is an accusative (روسياً, of روسي)."""
    folded = fold(surface)
    if language != "ar":
        return [("", folded), ("", folded.removesuffix("'s"))], False
    is_accusative = TANWIN_FATH in surface[-2:]
    if is_accusative and folded.endswith("ا"):
        folded = folded[:-1]
    return [(head, rest) for head, rest in split_proclitics(folded) if head in _PROCLITICS], is_accusative


def _likeliest(keys: list[tuple[str, str]], surface: str) -> list[tuple[str, str]]:
    """Choose among the readings of a form that begin a name.

    A whole word goes before a split one: كابل is Kabul before it is ك + أبل. And a dictionary word is not split to
    make a name of it (بسوريا is none, كابل, a cable, is), unless the article shows the seam.
    """
    whole = [key for key in keys if not key[0]]
    if whole or not keys:
        return whole[:1]
    shown = [(head, rest) for head, rest in keys if rest.startswith("ال") or head.endswith("لل")]
    return shown if len(shown) < len(keys) and is_dictionary_word(surface, language="ar") else keys


def _fits_case(surface: str, case: str) -> bool:
    if case == "upper":
        return surface.replace(".", "").isupper()
    return case == "any" or surface[:1].isupper()


def _filter_context(hits: pl.DataFrame, corpus: Corpus, forms: pl.DataFrame) -> pl.DataFrame:
    """Drop the hits whose alias has a context rule that does not hold there."""
    ruled = forms.filter(pl.col("context").is_not_null()).select("alias_id", "context")
    plain = hits.join(ruled, on="alias_id", how="anti")
    tested = hits.join(ruled, on="alias_id", maintain_order="left")
    sentences = _sentences(corpus, tested)
    keep = [
        fits_context(context, *sentences[row], length)
        for row, length, context in tested.select("row", "length", "context").iter_rows()
    ]
    return pl.concat([plain, tested.filter(pl.Series(keep, dtype=pl.Boolean)).drop("context")]).join(
        forms.select("alias_id", "actor_id", "how"), on="alias_id"
    )


def _sentences(corpus: Corpus, hits: pl.DataFrame) -> dict[int, tuple[list[str], int]]:
    """Give the words of the sentence around each hit, and the hit's place among them."""
    tokens = corpus.tokens.select("doc", "sentence", "form").with_row_index("row")
    wanted = tokens.join(hits.select("row").unique(), on="row", how="semi").select("doc", "sentence").unique()
    sentences = (
        tokens.join(wanted, on=["doc", "sentence"], how="semi", maintain_order="left")
        .join(corpus.vocabulary.select("form", "surface"), on="form", maintain_order="left")
        .group_by("doc", "sentence", maintain_order=True)
        .agg(pl.col("row").first(), pl.col("surface"))
    )
    starts, words = sentences["row"].to_list(), sentences["surface"].to_list()
    rows = hits["row"].unique().sort()
    at = (pl.Series(starts, dtype=pl.UInt32).search_sorted(rows, side="right") - 1).to_list()
    return {row: (words[i], row - starts[i]) for row, i in zip(rows.to_list(), at, strict=True)}


def _longest(hits: pl.DataFrame) -> pl.DataFrame:
    """Keep, from left to right, the longest of overlapping hits; several actors of one span stay for now."""
    ordered = hits.sort(["row", "length", "alias_id"], descending=[False, True, False])
    ends, spans = -1, []
    for row, length in ordered.select("row", "length").unique(maintain_order=True).iter_rows():
        if row > ends:
            spans.append((row, length))
            ends = row + length - 1
    kept = pl.DataFrame(spans, schema={"row": pl.UInt32, "length": pl.UInt32}, orient="row")
    return ordered.join(kept, on=["row", "length"], how="semi", maintain_order="left")


def _without_loose_short(hits: pl.DataFrame) -> pl.DataFrame:
    """Drop short forms where the article does not name their actor in full, before they hide other names."""
    certain = pl.col("how") != "short"
    full = _longest(hits.filter(certain)).filter(pl.col("how").is_in(_FULL)).select("doc", "actor_id").unique()
    return pl.concat([hits.filter(certain), hits.filter(~certain).join(full, on=["doc", "actor_id"], how="semi")])


def _resolve_short(hits: pl.DataFrame) -> pl.DataFrame:
    """Give each span one actor; a short form the one named last before it, or else first after it."""
    certain = pl.col("how") != "short"
    rank = pl.col("how").replace_strict(HOW_RANK, return_dtype=pl.UInt8)
    sure = hits.filter(certain).sort("row", rank, "actor_id").unique("row", keep="first", maintain_order=True)
    named = sure.filter(pl.col("how").is_in(_FULL)).select("doc", "actor_id", named_row="row")
    candidates = (
        hits.filter(~certain)
        .join(sure, on="row", how="anti")
        .join(named, on=["doc", "actor_id"])
        .with_columns(distance=pl.col("row").cast(pl.Int64) - pl.col("named_row").cast(pl.Int64))
        .with_columns(after=pl.col("distance") < 0, distance=pl.col("distance").abs())
        .sort("row", "after", "distance", "actor_id")
        .unique("row", keep="first", maintain_order=True)
    )
    return pl.concat([sure, candidates.select(sure.columns)]).sort("row")


def _describe(hits: pl.DataFrame, corpus: Corpus, table: pl.DataFrame, language: str) -> pl.DataFrame:
    """Turn token rows into offsets, surfaces and display names."""
    tokens = corpus.tokens.with_row_index("row")
    articles = corpus.articles.select("doc_id", "text", doc=pl.int_range(pl.len(), dtype=pl.UInt32))
    names = table.unique("actor_id", keep="first", maintain_order=True).select(
        "actor_id",
        "kind",
        actor=pl.coalesce(f"name_{language}", *(f"name_{code}" for code in NAME_LANGUAGES)),
    )
    return (
        hits.with_columns(last=pl.col("row") + pl.col("length") - 1)
        .join(tokens.select("row", "sentence", "start"), on="row", maintain_order="left")
        .join(tokens.select(last="row", end="end"), on="last", maintain_order="left")
        .join(articles, on="doc", maintain_order="left")
        .join(names, on="actor_id", maintain_order="left")
        .with_columns(surface=pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start")))
        .select(list(MENTIONS.columns))
    )
