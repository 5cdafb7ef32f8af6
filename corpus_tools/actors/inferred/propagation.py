"""From finds to names: what is sure in one place is found everywhere, and short forms go to the full name.

A name of several words that a rule is sure of is looked up in the whole corpus. A single word is looked up
where enough of its occurrences are part of names: the corpus itself tells بلير, nearly always a name, from
الجديد. Within an article, a lone surname is the person that the article names in full; across articles it is
not: there it stays a name of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from corpus_tools.actors.inferred.classes import bare_name
from corpus_tools.actors.inferred.ordinary import STRANGE, word_cost
from corpus_tools.actors.matching import all_hits, longest
from corpus_tools.language import fold

if TYPE_CHECKING:
    from corpus_tools.corpus import Corpus

# A find this sure is looked up elsewhere.
SURE = 0.7
# Which share of a word's occurrences must be in names for it to be one alone; and, for a word that is in the
# dictionary, to be short for a full name in the same article.
_ALONE, _SHORT = 0.15, 0.3
# The classes of words with a proclitic; a listed place (m) has none.
_SPLIT = "[a-ln-z68<:{}]"
_STRANGE = frozenset("US4")
_NAMELIKE = frozenset("GHUKSZLAWC49w")
_FAMILY = "USKZW4w9"


def name_spans(corpus: Corpus, spans: pl.DataFrame) -> pl.DataFrame:
    """Add to each span its `doc`, its folded `words` without a proclitic before the first, and how it is written."""
    tokens = corpus.tokens
    forms = (
        spans.with_row_index("span")
        .select("span", "classes", at=pl.int_ranges("row", pl.col("row") + pl.col("length")))
        .explode("at", empty_as_null=False)
    )
    forms = forms.with_columns(form=tokens["form"].gather(forms["at"]))
    named = forms.select("form").unique().join(corpus.vocabulary.select("form", "surface"), on="form")
    first = forms.group_by("span", maintain_order=True).agg(
        pl.col("form"), split=pl.col("classes").first().str.head(1).str.contains(_SPLIT)
    )
    surfaces = dict(named.iter_rows())
    bare = {form: bare_name(surfaces[form]) for form in first.filter("split")["form"].list.first().unique()}
    folded = {form: fold(surface) for form, surface in surfaces.items()}
    words, written = [], []
    for _, span_forms, split in first.iter_rows():
        head, *rest = span_forms
        name = bare[head] if split else surfaces[head]
        words.append([fold(name) if split else folded[head], *(folded[form] for form in rest)])
        written.append(" ".join([name, *(surfaces[form] for form in rest)]))
    return spans.with_columns(
        doc=tokens["doc"].gather(spans["row"]),
        words=pl.Series(words, dtype=pl.List(pl.String)),
        written=pl.Series(written, dtype=pl.String),
    )


def propagate(corpus: Corpus, spans: pl.DataFrame, folded: pl.Series) -> pl.DataFrame:
    """Add the further places of names that are sure; overlaps stay for `longest_spans`."""
    sure = spans.filter(pl.col("confidence") >= SURE)
    names = (
        sure.filter(pl.col("words").list.len() > 1)
        .group_by("words", maintain_order=True)
        .agg(pl.col("kind", "classes", "written").first(), pl.col("confidence").max())
    )
    known = names.with_columns(confidence=(pl.col("confidence") - 0.05).round(2), is_short=pl.lit(value=False))
    further = (_words_alone(corpus, spans), _family_names(known))
    every = pl.concat([known, *(names.select(known.columns) for names in further)]).with_row_index("alias_id")
    found = look_up(corpus, every, folded)
    return pl.concat([spans.with_columns(is_short=pl.lit(value=False)), found.select(*spans.columns, "is_short")])


def _family_names(names: pl.DataFrame) -> pl.DataFrame:
    """Give the last two words of longer names as a short form of them: بينا نييتو of إنريكي بينا نييتو."""
    words = pl.col("words")
    is_long = (words.list.len() > 2) & (pl.col("written").str.count_matches(" ") == words.list.len() - 1)
    # نوري علي حسن is not called علي حسن, and a name with بن or عبد has longer parts.
    is_family = (pl.col("kind") == "person") & pl.col("classes").str.contains(f"[GH].*[{_FAMILY}]{{2}}$")
    return names.filter(is_long & is_family & ~pl.col("classes").str.contains("[B^NERbne]")).with_columns(
        words=words.list.tail(2),
        written=pl.col("written").str.split(" ").list.tail(2).list.join(" "),
        classes=pl.col("classes").str.slice(-2),
        is_short=pl.lit(value=True),
    )


def look_up(corpus: Corpus, names: pl.DataFrame, folded: pl.Series) -> pl.DataFrame:
    """Find every place of some names: their columns and `row`, `length`, `doc`; `folded` is what `fold_forms` gives."""
    capital = pl.when(pl.col("written").str.contains(r"^\p{Lu}")).then(pl.lit("capital")).otherwise(pl.lit("any"))
    forms = names.select("alias_id", "words", case=capital, how=pl.lit("inferred"))
    hits = all_hits(corpus, forms, folded=folded) if forms.height else _no_hits()
    return hits.join(names, on="alias_id", maintain_order="left")


def _no_hits() -> pl.DataFrame:
    number = pl.UInt32
    return pl.DataFrame(schema={"row": number, "doc": number, "alias_id": number, "length": number})


def _words_alone(corpus: Corpus, spans: pl.DataFrame) -> pl.DataFrame:
    """Choose the single words that are a name by themselves: `words kind classes written confidence is_short`."""
    votes = _votes(spans)
    totals = _word_counts(corpus, votes["word"])
    ratio = (pl.col("len") / pl.col("total")).clip(0, 1)
    judged = votes.join(totals, on="word", how="left", maintain_order="left").with_columns(
        ratio=ratio, is_strange=_is_strange(votes)
    )
    clear = (pl.col("len") >= 0.6 * pl.col("times")) & (pl.col("weight") >= SURE) & (pl.col("word").str.len_chars() > 2)
    # A surname, or what is no other word, is short for the full name in its article, however often it stands alone.
    is_strange, is_listed = (
        pl.col("is_strange"),
        pl.col("letter").is_in(["Z", "S"]) & pl.col("text").str.starts_with("ال"),
    )
    # الرازي is named in full once, and then no more: a surname of the list that is no other word needs no share.
    is_alone = is_strange & (is_listed | (pl.col("ratio") >= _ALONE))
    usual = is_strange | pl.col("letter").is_in(["Z", "K"]) | (pl.col("ratio") >= _SHORT)
    # With a capital, a first name or a word of a surname is the person whom the article names.
    is_capital = pl.col("text").str.contains(r"^\p{Lu}")
    capital = is_capital & (pl.col("letter").is_in(["G", "H"]) | (pl.col("is_last") & (pl.col("ratio") >= _ALONE)))
    is_short = (pl.col("kind") == "person") & ((pl.col("is_last") & usual) | capital)
    chosen = judged.filter(clear & (is_alone | is_short))
    return chosen.select(
        pl.concat_list("word").alias("words"),
        "kind",
        pl.col("letter").alias("classes"),
        pl.col("text").alias("written"),
        (0.55 + 0.35 * pl.col("ratio")).round(2).alias("confidence"),
        (~is_alone).alias("is_short"),
    )


def _votes(spans: pl.DataFrame) -> pl.DataFrame:
    """Count for each word of a name what kind it is part of, and keep the commonest."""
    # A word of an organisation or a place of several words is not the name: of الصحة العالمية no part is.
    whole = (pl.col("kind") == "person") | (pl.col("words").list.len() == 1)
    # Weak finds of an Arabic word add up to a sure one; Latin capitals are many things.
    is_long = (pl.col("words").list.len() > 1) & (pl.col("kind") == "person")
    counts = (pl.col("confidence") >= SURE) | is_long | pl.col("written").str.contains(r"\p{Arabic}")
    parts = (
        spans.filter(counts & whole & (pl.col("classes") != "M"))
        .select(
            "kind",
            "confidence",
            word="words",
            letter=pl.col("classes").str.to_uppercase().str.split(""),
            text=pl.col("written").str.split(" "),
            place=pl.int_ranges(0, pl.col("words").list.len()),
            length=pl.col("words").list.len(),
        )
        .explode("word", "letter", "text", "place", empty_as_null=False)
    )
    return (
        parts.filter(pl.col("letter").is_in(list(_NAMELIKE)))
        .group_by("word", "kind", maintain_order=True)
        .agg(
            pl.len(),
            pl.col("letter", "text").last(),
            weight=pl.col("confidence").sum(),
            is_last=((pl.col("place") > 0) | (pl.col("length") == 1)).any(),
        )
        .with_columns(times=pl.col("len").sum().over("word"))
        .sort("len", "kind", descending=[True, False])
        .unique("word", keep="first", maintain_order=True)
    )


def _is_strange(votes: pl.DataFrame) -> pl.Series:
    """Tell words that can hardly be any other than a name."""
    letters = votes["letter"].is_in(list(_STRANGE)).to_list()
    names = [word.startswith("ال") and letter in "LAZ9" for word, letter in votes.select("word", "letter").iter_rows()]
    known = [name and word_cost(text) < STRANGE for name, text in zip(names, votes["text"], strict=True)]
    return pl.Series(
        [letter or (name and not other) for letter, name, other in zip(letters, names, known, strict=True)],
        dtype=pl.Boolean,
    )


def _word_counts(corpus: Corpus, words: pl.Series) -> pl.DataFrame:
    """Count the occurrences of folded words, without those that carry a proclitic: `word`, `total`."""
    wanted = set(words)
    counts: dict[str, int] = {}
    for surface, count in corpus.vocabulary.select("surface", "count").iter_rows():
        word = fold(surface)
        if word in wanted:
            counts[word] = counts.get(word, 0) + count
    return pl.DataFrame(
        {"word": list(counts), "total": list(counts.values())}, schema={"word": pl.String, "total": pl.UInt32}
    )


def longest_spans(spans: pl.DataFrame) -> pl.DataFrame:
    """Keep, from left to right, the longest of overlapping spans, and of equal ones the surest."""
    # What a rule finds by itself needs no full name in its article, though the same word elsewhere may.
    ordered = spans.sort("is_short", "confidence", "kind", descending=[False, True, False], maintain_order=True)
    best = ordered.unique(["row", "length"], keep="first", maintain_order=True).with_row_index("alias_id")
    return longest(best).drop("alias_id").sort("row")


def link_short_forms(spans: pl.DataFrame) -> pl.DataFrame:
    """Give each span its name: a lone word, or two, is the person that its article names in full with it, if one is.

    Of several it is the one named last before it, or else first after it. Dictionary words that may only be
    short for a full name are dropped where there is none.
    """
    persons = spans.filter(pl.col("kind") == "person")
    is_lone = (pl.col("length") == 1) | pl.col("is_short")
    words = pl.col("words")
    full = persons.filter(~is_lone).select(
        "doc", word=pl.concat_list("words", words.list.tail(2).list.join(" ")), full="words", full_written="written",
        full_row="row", sure="confidence",
    ).explode("word", empty_as_null=False)  # fmt: skip
    lone = persons.filter(is_lone).select("row", "doc", word=words.list.join(" "))
    distance = pl.col("row").cast(pl.Int64) - pl.col("full_row").cast(pl.Int64)
    linked = (
        lone.join(full, on=["doc", "word"], maintain_order="left")
        .with_columns(after=distance < 0, distance=distance.abs())
        .sort("row", "after", "distance", "full_row")
        .unique("row", keep="first", maintain_order=True)
        .select("row", "full", "full_written", "sure")
    )
    joined = spans.join(linked, on="row", how="left", maintain_order="left")
    return (
        joined.filter(~pl.col("is_short") | pl.col("full").is_not_null())
        .with_columns(
            words=pl.coalesce("full", "words"),
            written=pl.coalesce("full_written", "written"),
            confidence=pl.max_horizontal("confidence", (pl.col("sure") - 0.1).round(2)),
        )
        .select(spans.columns)
    )
