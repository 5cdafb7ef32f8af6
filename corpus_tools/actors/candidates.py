"""Runs of words that look like names: capitals in Latin script, words that no dictionary knows in Arabic."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.actors.sentences import number_articles
from corpus_tools.language import fold, is_arabic, is_dictionary_word, is_stopword, split_proclitics
from corpus_tools.language.calendar_names import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from corpus_tools.corpus import Corpus

_LONGEST = 6
# What stands between the parts of a name but neither opens nor ends it.
_PARTICLES = frozenset(
    {*("of", "and", "the", "de", "du", "des", "la", "le", "et", "del", "da", "di", "van", "von", "al", "el")}
    | {"bin", "ibn", "بن", "ابن", "بنت", "آل"}
)
_ROMAN = re.compile("[IVXLCDM]+")
_USUAL = 0.8  # a word that stands first in so many of its places has its capital from there: Malheureusement
# Endings and beginnings under which an Arabic word may be a known one: what is left must be in the dictionary.
_OPENINGS = (("", "و", "ف"), ("", "ال", "بال", "كال", "لل", "ب", "ك", "ل", "س"))
_ENDINGS = (
    *("", "ه", "ها", "هم", "هن", "هما", "نا", "ك", "كم", "ي", "ين", "ون", "ان", "ات", "ة", "ية", "يا", "ا", "وا", "و"),
    *("ته", "تها", "تهم", "يين", "يون", "تين", "تان", "اته", "اتها", "اتهم", "تي", "ائه", "ائها", "ائهم", "اء"),
)
_RESTORED = ("", "ة", "ى", "ي", "ء", "اء")
_DOMINANT = 0.6  # a neighbour that stands beside so many of a name's places belongs to it: بوكو حرام


def find_candidates(corpus: Corpus, mentions: pl.DataFrame, *, least: int) -> pl.DataFrame:
    """Find runs of words that look like names and are no mention: `key`, `name`, `language`, `doc`, `sentence`.

    `name` is null where another place of the same key says how it is written (وتشيلسي, of تشيلسي). `least` is the
    number of articles below which a name does not matter.
    """
    forms = _name_forms(corpus.vocabulary, least=least)
    tokens = corpus.tokens.with_row_index("row").join(forms, on="form", maintain_order="left")
    free = _outside(tokens, mentions, corpus)
    free = free.with_columns(opens=pl.col("row").is_in(_opening_rows(corpus, free).implode()) & ~pl.col("is_arabic"))
    seldom_inside = pl.col("opens").mean().over("form") >= _USUAL
    kept = free.filter(pl.col("is_particle") | ~(pl.col("opens") & (pl.col("is_doubtful") | seldom_inside)))
    return _without_proclitics(_widen(_join_runs(kept), corpus, mentions, least=least))


def _name_forms(vocabulary: pl.DataFrame, *, least: int) -> pl.DataFrame:
    """List the forms that may be part of a name; `is_doubtful` are words of the dictionary, `is_particle` بن and of."""
    words = vocabulary.filter((pl.col("kind") == "word") & pl.col("count").is_not_null())
    # A form may be rare because it often carries a و or ب: forms with and without it count together.
    rest = pl.when(pl.col("surface").str.contains("^[وفبلك]")).then(pl.col("surface").str.slice(1))
    has_rest = rest.is_in(words["surface"].unique().implode()).fill_null(value=False)
    words = words.with_columns(has_rest=has_rest, stem=pl.when(has_rest).then(rest).otherwise("surface"))
    words = words.filter(pl.col("count").sum().over("stem") >= least)
    small = dict(words.group_by("surface").agg(pl.col("count").sum()).rows())
    rows = []
    columns = ("form", "surface", "bare", "language", "count", "is_stopword")
    for form, surface, bare, language, count, is_stop in words.select(columns).iter_rows():
        is_particle = surface in _PARTICLES
        if is_particle or (not is_stop and _is_name_word(surface, bare, language, count, small)):
            is_word = is_dictionary_word(surface.lower(), language=language)
            rows.append((form, is_particle, is_word, is_arabic(surface)))
    flags = ("is_particle", "is_doubtful", "is_arabic")
    schema = {"form": pl.UInt32, **dict.fromkeys(flags, pl.Boolean)}
    flagged = pl.DataFrame(rows, schema=schema, orient="row")
    # ويوفنتوس is a second name beside the one before it, where يوفنتوس is a word too; ويليام is none.
    carries = pl.col("has_rest") | (pl.col("bare") != pl.col("surface"))
    parts = pl.col("surface").str.starts_with("و") & carries
    facts = words.select("form", "surface", "bare", "language", is_second=parts)
    return flagged.join(facts, on="form", maintain_order="left")


def _is_name_word(surface: str, bare: str, language: str, count: int, small: dict[str, int]) -> bool:
    folded = fold(surface)
    if folded in MONTHS or folded in WEEKDAYS or len(surface) < 2:
        return False
    if is_arabic(surface):
        return language in ("ar", "und") and len(bare) > 2 and not _is_known(surface) and not _is_known(bare)
    lower = surface.lower()
    if not surface[:1].isupper() or language == "de" or is_stopword(lower, language=language):
        return False
    if _ROMAN.fullmatch(surface):
        return False
    return count > small.get(lower, 0)


def _is_known(word: str) -> bool:
    """Tell whether an Arabic word is one of the dictionary's, with whatever is attached to it."""
    heads = {word}
    for opening in map("".join, product(*_OPENINGS)):
        if opening and word.startswith(opening) and len(word) - len(opening) > 1:
            heads.add(word[len(opening) :])
            if opening.endswith("لل"):
                heads.add("ل" + word[len(opening) :])
    stems = {head.removesuffix(ending) for head in heads for ending in _ENDINGS if len(head) - len(ending) > 1}
    return any(is_dictionary_word(stem + rest, language="ar") for stem in stems | heads for rest in _RESTORED)


def _outside(tokens: pl.DataFrame, mentions: pl.DataFrame, corpus: Corpus) -> pl.DataFrame:
    """Keep the tokens that are in no mention."""
    spans = mentions.join(number_articles(corpus), on="doc_id").select("doc", "start", covers="end").unique()
    marked = tokens.filter(pl.col("surface").is_not_null()).join_asof(
        spans.sort("doc", "start"), on="start", by="doc", strategy="backward", check_sortedness=False
    )
    return marked.filter((pl.col("start") >= pl.col("covers")).fill_null(value=True)).drop("covers")


def _opening_rows(corpus: Corpus, near: pl.DataFrame) -> pl.Series:
    """Give the rows of `tokens` that open a sentence: there everybody is capitalised."""
    before = near.select("row", "doc", "sentence").filter(pl.col("row") > 0)
    previous = corpus.tokens.select("doc", "sentence").select(
        pl.all().gather(before["row"].cast(pl.Int64) - 1).name.suffix("_before")
    )
    both = before.hstack(previous)
    opens = (pl.col("doc") != pl.col("doc_before")) | (pl.col("sentence") != pl.col("sentence_before"))
    first = near.filter(pl.col("row") == 0)["row"]
    return pl.concat([first, both.filter(opens)["row"]])


def _join_runs(kept: pl.DataFrame) -> pl.DataFrame:
    """Join neighbouring tokens to runs that neither begin nor end with a particle; one row a run."""
    follows = (
        (pl.col("row").diff() == 1)
        & (pl.col("sentence") == pl.col("sentence").shift())
        & (pl.col("start") - pl.col("end").shift() == 1)
        & (pl.col("doc") == pl.col("doc").shift())
        & ~pl.col("is_second")
    )
    numbered = kept.sort("row").with_columns(run=(~follows.fill_null(value=False)).cum_sum())
    is_name = (~pl.col("is_particle")).cast(pl.Int32)
    inner = (is_name.cum_sum().over("run") > 0) & (is_name.cum_sum(reverse=True).over("run") > 0)
    runs = (
        numbered.filter(inner)
        .group_by("run", maintain_order=True)
        .agg(
            pl.col("doc", "sentence", "language", "is_doubtful").first(),
            pl.col("row").first().alias("first"),
            pl.col("row").last().alias("last"),
            words=pl.when(pl.int_range(pl.len()) == 0).then(pl.col("bare")).otherwise(pl.col("surface")),
        )
        .with_columns(length=pl.col("words").list.len())
    )
    # One dictionary word with a capital (Minister, Apple) is a name too seldom.
    name = pl.col("words").list.join(" ").str.replace("['’]s$", "")
    return runs.filter((pl.col("length") <= _LONGEST) & ((pl.col("length") > 1) | ~pl.col("is_doubtful"))).select(
        "doc", "sentence", "language", "first", "last", name=name
    )


def _widen(runs: pl.DataFrame, corpus: Corpus, mentions: pl.DataFrame, *, least: int) -> pl.DataFrame:
    """Add to Arabic names the neighbour that nearly always stands there, and give all of them their folded key."""
    keyed = runs.with_columns(key=_folded(runs["name"]))
    for side in (1, -1):
        beside = _neighbours(keyed, corpus, mentions, side=side)
        often = (
            beside.group_by("key", "word")
            .agg(times=pl.len())
            .join(keyed.group_by("key").agg(of=pl.len()), on="key")
            .filter((pl.col("times") >= least) & (pl.col("times") >= _DOMINANT * pl.col("of")))
            .select("key", "word", is_part=pl.lit(value=True))
        )
        joined = keyed.join(beside, on="first", how="left", maintain_order="left", suffix="_beside").join(
            often, on=["key", "word"], how="left", maintain_order="left"
        )
        parts = ["name", "word"] if side > 0 else ["word", "name"]
        wider = joined.with_columns(
            name=pl.when("is_part").then(pl.concat_str(parts, separator=" ")).otherwise("name"),
            first=pl.when(pl.col("is_part") & (side < 0)).then(pl.col("first") - 1).otherwise("first"),
            last=pl.when(pl.col("is_part") & (side > 0)).then(pl.col("last") + 1).otherwise("last"),
        ).select(runs.columns)
        keyed = wider.with_columns(key=_folded(wider["name"]))
    return keyed.select("key", "name", "language", "doc", "sentence")


def _neighbours(keyed: pl.DataFrame, corpus: Corpus, mentions: pl.DataFrame, *, side: int) -> pl.DataFrame:
    """Give the word beside each Arabic run, in its sentence and one space away: `first`, `key`, `word`."""
    edge = "last" if side > 0 else "first"
    arabic = keyed.filter(
        (pl.col("language") == "ar") & (pl.col(edge).cast(pl.Int64) + side).is_between(0, corpus.tokens.height - 1)
    )
    at = [arabic[edge].cast(pl.Int64), arabic[edge].cast(pl.Int64) + side]
    here, there = (corpus.tokens.select(pl.all().gather(rows)) for rows in (at if side > 0 else at[::-1]))
    gap = there["start"].cast(pl.Int64) - here["end"].cast(pl.Int64)
    fits = (here["doc"] == there["doc"]) & (here["sentence"] == there["sentence"]) & (gap == 1)
    beside = arabic.select("first", "key").with_columns(
        **{name: (there if side > 0 else here)[name] for name in ("form", "doc", "start", "end")}
    )
    words = corpus.vocabulary.filter((pl.col("kind") == "word") & ~pl.col("is_stopword"))
    if side > 0:
        words = words.filter(~pl.col("surface").str.starts_with("و"))
    words = words.select("form", surface="surface", word="bare" if side < 0 else "surface")
    return _outside(beside.filter(fits).join(words, on="form"), mentions, corpus).select("first", "key", "word")


def _folded(names: pl.Series) -> pl.Series:
    known = {name: fold(name) for name in names.unique()}
    return names.replace_strict(known, return_dtype=pl.String)


def _without_proclitics(found: pl.DataFrame) -> pl.DataFrame:
    """Count وتشيلسي with تشيلسي, where that one is no rarer."""
    counts = dict(found.group_by("key").len().rows())
    plain = {
        key: max(rests, key=lambda rest: (counts[rest], rest))
        for key in counts
        if (rests := [rest for _, rest in split_proclitics(key) if rest != key and counts.get(rest, 0) >= counts[key]])
    }
    # The name is that of the places without it; these count, but do not say how it is written.
    is_plain = ~pl.col("key").is_in(list(plain))
    return found.with_columns(pl.col("key").replace(plain), name=pl.when(is_plain).then("name"))
