"""Word sequences looked up on the corpus's integer index: every place where they stand, and the longest of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from corpus_tools.language import fold, split_proclitics
from corpus_tools.language.folding import TANWIN_FATH

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corpus_tools.corpus import Corpus

    Numbers = NDArray[np.int64]
    Mask = NDArray[np.bool_]

# Only these may stand before a name: the article belongs to the name itself or is listed with it.
_PROCLITICS = frozenset({"", "و", "ف", "ب", "ك", "ل", "لل", "وب", "ول", "وك", "فب", "فل", "ولل", "فلل"})
_FEW = 5_000
_BREAK = r"[,،;؛:|/()\[\]]"
# What `normalise` and `fold` make alike: Arabic letters without marks, and small letters, digits and signs of ASCII.
_FOLDED = "^(?:[\u0620-\u063f\u0641-\u064a\u066e-\u06d3]+|[!-@\\[-~]+)$"


def all_hits(corpus: Corpus, forms: pl.DataFrame, *, folded: pl.Series | None = None) -> pl.DataFrame:
    """Every place where the words of a form follow each other: `row`, `length`, `doc`, `alias_id`, `whole`.

    `whole` is a name of several words as it is written, null for one word. `folded` is what `fold_forms` gives, where a
    caller has it already.

    Of the tokens only those are looked at that may begin a name, and of these, for names of several words, those
    whose next word is the name's second.
    """
    folded = fold_forms(corpus.vocabulary) if folded is None else folded
    firsts = _first_words(corpus.vocabulary, folded, forms)
    words = forms["words"].explode(empty_as_null=True).unique(maintain_order=True)
    known = words.to_frame("word").with_row_index("id")
    ids_of = folded.to_frame("word").join(known, on="word", how="left", maintain_order="left")["id"]
    ids = forms.select("alias_id", "words", length=pl.col("words").list.len()).with_columns(
        words=pl.col("words").list.eval(pl.element().replace_strict(known["word"], known["id"], return_dtype=pl.UInt32))
    )
    heads = firsts.join(ids, on="alias_id", maintain_order="left")
    short, long = heads.filter(pl.col("length") == 1), heads.filter(pl.col("length") > 1)
    long = long.with_columns(second=pl.col("words").list.get(1, null_on_oob=True))
    word_ids = by_form(corpus, ids_of)
    single, double = _candidates(corpus, short["form"], long["form"], word_ids.is_in(long["second"].unique().implode()))
    single = single.join(short.select("form", "alias_id", "length"), on="form", maintain_order="left")
    hits = pl.concat([single.select("row", "length", "alias_id"), _complete(corpus, double, long, word_ids)])
    hits = hits.select(pl.all().gather(pl.Series(np.argsort(hits["row"].to_numpy(), kind="stable"))))
    hits = hits.with_columns(doc=corpus.tokens["doc"].gather(hits["row"]))
    return _unbroken(corpus, hits.select("row", "doc", "alias_id", "length"))


def _candidates(
    corpus: Corpus, short: pl.Series, long: pl.Series, is_second: pl.Series
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give the tokens that are a name of one word, and those that may be the first of several: `row`, `form`.

    The tokens are gone through once: each is a byte that says what its form may be in a name.
    """
    roles = np.zeros(count_forms(corpus), dtype=np.uint8)
    roles[: len(is_second)] = is_second.fill_null(value=False).to_numpy() * np.uint8(4)
    roles[short.unique().to_numpy()] |= 1
    roles[long.unique().to_numpy()] |= 2
    tokens = roles[corpus.tokens["form"].to_numpy()]
    # As truth values: these are looked through three times as fast as numbers.
    single, double = (tokens & 1).view(np.bool_), ((tokens[:-1] >> 1) & (tokens[1:] >> 2)).view(np.bool_)
    return _at(corpus, np.flatnonzero(single)), _at(corpus, np.flatnonzero(double))


def _at(corpus: Corpus, rows: Numbers) -> pl.DataFrame:
    at = pl.Series("row", rows.astype(np.uint32), dtype=pl.UInt32)
    return pl.DataFrame({"row": at, "form": corpus.tokens["form"].gather(at)})


def _complete(corpus: Corpus, places: pl.DataFrame, long: pl.DataFrame, word_ids: pl.Series) -> pl.DataFrame:
    """Keep of the places where a name of several words may begin those where all its words follow.

    Numbers of words are compared first: few tokens are left whose place must be looked at.
    """
    last = corpus.tokens.height - 1
    seconds = word_ids.gather(corpus.tokens["form"].gather(places["row"] + 1))
    # Form and second word as one number: far quicker to join than two columns.
    both = pl.col("form").cast(pl.UInt64) * 2**32 + pl.col("second")
    places = places.with_columns(second=seconds).select("row", both=both)
    places = places.join(long.select("alias_id", "length", "words", both=both), on="both")
    places = places.filter(_follows(corpus, places["row"]))
    complete = [places.clear()]
    for i in range(2, max(long["length"].to_list(), default=1) + 1):
        complete.append(places.filter(pl.col("length") == i))
        places = places.filter((pl.col("length") > i) & (pl.col("row") + i <= last))
        words = word_ids.gather(corpus.tokens["form"].gather(places["row"] + i))
        places = places.filter(words == places["words"].list.get(i, null_on_oob=True))
        places = places.filter(_follows(corpus, places["row"] + (i - 1)))
    return pl.concat(complete).select("row", "length", "alias_id")


def fold_forms(vocabulary: pl.DataFrame) -> pl.Series:
    """Fold every form; that is its `normal` already where it is of Arabic letters, or of ASCII without capitals."""
    normal = vocabulary["normal"]
    is_folded = (vocabulary["kind"] == "word") & normal.str.contains(_FOLDED)
    rest = (~is_folded).arg_true()
    by_rule = pl.Series([fold(surface) for surface in vocabulary["surface"].gather(rest)], dtype=pl.String)
    place = pl.int_range(len(normal), dtype=pl.UInt32, eager=True)
    place = place.scatter(rest, pl.int_range(len(rest), dtype=pl.UInt32, eager=True) + len(normal))
    return pl.concat([normal, by_rule], rechunk=True).gather(place)


def by_form(corpus: Corpus, values: pl.Series) -> pl.Series:
    """Set one value a row of the vocabulary at the place of its form, where a user has left out forms."""
    vocabulary, size = corpus.vocabulary, count_forms(corpus)
    if vocabulary.height == size:
        return values
    every = pl.DataFrame({"form": pl.int_range(size, dtype=pl.UInt32, eager=True)})
    own = pl.DataFrame({"form": vocabulary["form"], "value": values})
    return every.join(own, on="form", how="left", maintain_order="left")["value"]


def count_forms(corpus: Corpus) -> int:
    """Say how many numbers of forms there are, left-out ones too: the length of an array with a place for each."""
    highest = (frame["form"].max() for frame in (corpus.vocabulary, corpus.tokens))
    return max((number + 1 for number in highest if isinstance(number, int)), default=0)


def begin_rows(corpus: Corpus, forms: pl.Series) -> pl.DataFrame:
    """Give the rows of the tokens that have one of the forms: `row`, `form`."""
    mask = np.zeros(count_forms(corpus), dtype=bool)
    mask[forms.to_numpy()] = True
    return _at(corpus, np.flatnonzero(mask[corpus.tokens["form"].to_numpy()]))


def _follows(corpus: Corpus, rows: pl.Series) -> pl.Series:
    """Tell of each row whether the next token belongs to the same run of words."""
    tokens = corpus.tokens
    if not rows.len():
        return pl.Series([], dtype=pl.Boolean)
    # The last token of all has no next one: it is compared with itself, and is none by its row.
    after = (rows + 1).clip(upper_bound=tokens.height - 1)
    near = tokens["start"].gather(after).cast(pl.Int64) - tokens["end"].gather(rows).cast(pl.Int64) <= 1
    same = [tokens[name].gather(after) == tokens[name].gather(rows) for name in ("doc", "sentence")]
    return near & same[0] & same[1] & (after > rows)


def _unbroken(corpus: Corpus, hits: pl.DataFrame) -> pl.DataFrame:
    """Drop names with a comma or the like between their words, set without a space (الاتحاد،الأوروبي)."""
    several = (hits["length"] > 1).arg_true()
    whole = cut_names(corpus, hits.select(pl.all().gather(several)))
    place = pl.Series(np.full(hits.height, -1), dtype=pl.Int64).scatter(several, np.arange(len(several)))
    placed = hits.with_columns(whole=whole.gather(place.replace(-1, None)))
    return placed.filter(~pl.col("whole").str.contains(_BREAK).fill_null(value=False))


def cut_names(corpus: Corpus, hits: pl.DataFrame) -> pl.Series:
    """Cut the names of hits (`row`, `length`, `doc`) out of the texts."""
    start = corpus.tokens["start"].gather(hits["row"])
    end = corpus.tokens["end"].gather(hits["row"] + hits["length"] - 1)
    spans = pl.DataFrame({"text": corpus.articles["text"].gather(hits["doc"]), "start": start, "length": end - start})
    return spans.select(pl.col("text").str.slice("start", "length")).to_series()


def _first_words(vocabulary: pl.DataFrame, folded: pl.Series, forms: pl.DataFrame) -> pl.DataFrame:
    """Say for each vocabulary form which aliases it may begin: `form`, `alias_id`."""
    aliases = forms.select(
        "alias_id", "case", first=pl.col("words").list.first(), is_demonym=pl.col("how") == "demonym"
    )
    firsts = aliases["first"].unique()
    known, rows = frozenset(firsts), []
    # To read a few thousand forms is quicker than to write out what each first word may look like.
    likely = vocabulary
    if vocabulary.height > _FEW:
        likely = vocabulary.filter(_may_begin(vocabulary["surface"], folded, firsts))
    for form, surface, language, is_known in likely.select("form", "surface", "language", "is_known").iter_rows():
        keys, is_accusative = _keys(surface, language)
        chosen = _likeliest([key for key in keys if key[1] in known], is_word=is_known)
        # The letters say which aliases in Latin script it may be: those of any case, with a capital, or of capitals.
        fitting = surface[:1].isupper(), surface.replace(".", "").isupper()
        rows += [(form, first, is_accusative, *fitting) for _, first in chosen]
    flags = dict.fromkeys(("is_accusative", "is_capital", "is_upper"), pl.Boolean)
    readings = pl.DataFrame(rows, schema={"form": pl.UInt32, "first": pl.String, **flags}, orient="row")
    fits = (
        pl.when(pl.col("case") == "upper").then("is_upper").otherwise((pl.col("case") == "any") | pl.col("is_capital"))
    )
    pairs = readings.join(aliases, on="first", maintain_order="left_right").filter(
        fits & (pl.col("is_demonym") | ~pl.col("is_accusative"))
    )
    return pairs.select("form", "alias_id").unique(maintain_order=True)


def _may_begin(surfaces: pl.Series, folded: pl.Series, firsts: pl.Series) -> pl.Series:
    """Tell which forms are a first word with or without something attached: few of all, and only these are read."""
    bare = firsts.filter(firsts.str.starts_with("ال")).str.slice(2)
    written = pl.concat([head + words for head in sorted(_PROCLITICS) for words in (firsts, bare)])
    known = written.unique().implode()
    found = folded.is_in(known)
    # What may stand behind a name is rare: a second look at these only.
    tail = folded.str.ends_with("ا") & ~found
    tail = tail.scatter(tail.arg_true(), surfaces.filter(tail).str.contains(f"{TANWIN_FATH}.?$"))
    ending = tail | (folded.str.ends_with("'s") & ~found)
    rest = folded.filter(ending).str.strip_suffix("'s").str.strip_suffix("ا")
    return found.scatter(ending.arg_true(), rest.is_in(known))


def _keys(surface: str, language: str) -> tuple[list[tuple[str, str]], bool]:
    """Read a form as (proclitics, folded rest), whole word first; say whether it is an accusative (روسياً, of روسي)."""
    folded = fold(surface)
    if language != "ar":
        return [("", folded), ("", folded.removesuffix("'s"))], False
    is_accusative = TANWIN_FATH in surface[-2:]
    if is_accusative and folded.endswith("ا"):
        folded = folded[:-1]
    return [(head, rest) for head, rest in split_proclitics(folded) if head in _PROCLITICS], is_accusative


def _likeliest(keys: list[tuple[str, str]], *, is_word: bool) -> list[tuple[str, str]]:
    """Choose among the readings of a form that begin a name.

    A whole word goes before a split one: كابل is Kabul before it is ك + أبل. And a dictionary word is not split to
    make a name of it (بسوريا is none, كابل, a cable, is), unless the article shows the seam.
    """
    whole = [key for key in keys if not key[0]]
    if whole or not keys:
        return whole[:1]
    shown = [(head, rest) for head, rest in keys if rest.startswith("ال") or head.endswith("لل")]
    return shown if len(shown) < len(keys) and is_word else keys


def longest(hits: pl.DataFrame) -> pl.DataFrame:
    """Keep, from left to right, the longest of overlapping hits; several actors of one span stay for now."""
    if hits.is_empty():
        return hits
    rows, lengths = (hits[name].to_numpy().astype(np.int64) for name in ("row", "length"))
    # One number a span, the longest of a row first: far quicker to sort than two columns.
    spans = rows * (lengths.max() + 1) + (lengths.max() - lengths)
    # Hits are in order but for a few: a stable sort merges what is sorted already.
    order = np.argsort(spans, kind="stable")
    spans, rows, ends = spans[order], rows[order], (rows + lengths)[order]
    # If the longest of a row cannot stand, no other of that row can.
    is_first = np.concatenate([[True], rows[1:] != rows[:-1]])
    is_kept = _from_left(rows[is_first], ends[is_first])
    place = np.cumsum(is_first) - 1
    chosen = pl.Series(order[is_kept[place] & (spans == spans[is_first][place])])
    return hits.select(pl.all().gather(chosen))


def _from_left(starts: Numbers, ends: Numbers) -> Mask:
    """Tell which spans stand when each, from left to right, takes its place where it is free; `starts` ascend."""
    is_kept = np.concatenate([[True], starts[1:] >= np.maximum.accumulate(ends)[:-1], [True]])
    # Those that reach no earlier one stand; from each of them leads a way over the next ones that do not overlap it.
    front = np.flatnonzero(is_kept[:-1] & ~is_kept[1:])
    while front.size:
        front = np.searchsorted(starts, ends[front])
        front = front[~is_kept[front]]
        is_kept[front] = True
    return is_kept[:-1]
