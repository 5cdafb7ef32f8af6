"""The forms in which an alias may stand in a text: inflected adjectives, folded words, letter case."""

from __future__ import annotations

from functools import lru_cache

import polars as pl

from corpus_tools.language import fold, tokenise

# Nisba adjectives: masculine and feminine, dual, plural, with and without the article (روسي → الروسيتين).
_NISBA = ("", "ا", "ة", "ون", "ين", "ان", "تان", "تين", "ات")
# Where a form is both (السعودية is the state and the feminine of سعودي) the fuller reading wins.
HOW_RANK = {how: rank for rank, how in enumerate(("name", "alias", "acronym", "metonym", "demonym", "short"))}


def inflect_nisba(phrase: str) -> list[str]:
    """Inflect a nationality adjective given as masculine singular, usually without article.

    The accusative, جنديا أميركيا, mostly lacks its sign, and never has the article.

    In an adjective of several words those in ي agree (كوري شمالي); where the first does not end in ي, the article
    stands before it alone (الجنوب أفريقي).

    >>> inflect_nisba("روسي")[:4]
    ['روسي', 'الروسي', 'روسيا', 'روسية']
    >>> inflect_nisba("كوري شمالي")[3:5], inflect_nisba("جنوب أفريقي")[:2]
    (['كورية شمالية', 'الكورية الشمالية'], ['جنوب أفريقي', 'الجنوب أفريقي'])
    """
    words = phrase.split(" ")
    if not words[-1].endswith("ي"):
        return [phrase, "ال" + phrase]
    agrees = words[0].endswith("ي")
    # Where the bare adjective is the name itself (بوروندي), the definite one is given.
    articles = ("",) if phrase.startswith("ال") else ("", "ال")
    return [
        " ".join(
            (article if agrees or not place else "") + word + (ending if word.endswith("ي") else "")
            for place, word in enumerate(words)
        )
        for ending in _NISBA
        for article in (("",) if ending == "ا" else articles)
    ]


def alias_forms(actors: pl.DataFrame) -> pl.DataFrame:
    """Expand a table of actors to the word sequences to look for.

    Returns
    -------
    polars.DataFrame
        One row a form: `alias_id u32`, `actor_id`, `how`, `language`, `context`, `words list[str]` (folded),
        `case str` ("any", "capital", "upper": what the first letter, or the whole word, must be in Latin
        script).

    Examples
    --------
    >>> forms = alias_forms(pl.DataFrame({"actor_id": ["russia"], "alias": ["روسي"], "language": ["ar"],
    ...     "how": ["demonym"], "context": [None]}))
    >>> forms.height
    17
    """
    rows = []
    for actor_id, alias, language, how, context in actors.select(
        "actor_id", "alias", "language", "how", "context"
    ).rows():
        for spelling in inflect_nisba(alias) if how == "demonym" and language == "ar" else [alias]:
            if words := _words(spelling, language):
                rows.append((actor_id, how, language, context, words, _case(spelling)))
    frame = pl.DataFrame(
        rows,
        schema={
            "actor_id": pl.String,
            "how": pl.String,
            "language": pl.String,
            "context": pl.String,
            "words": pl.String,
            "case": pl.String,
        },
        orient="row",
    ).with_columns(pl.col("words").str.split(" "))
    # The same words in several languages (BBC, Moscow/Moscou aside) are one form of the actor; the laxest
    # case wins.
    order = pl.col("case").replace_strict({"any": 0, "capital": 1, "upper": 2}, return_dtype=pl.Int8)
    rank = pl.col("how").replace_strict(HOW_RANK, return_dtype=pl.UInt8)
    merged = frame.sort(order, rank, maintain_order=True).unique(
        ["actor_id", "words", "language"], keep="first", maintain_order=True
    )
    return merged.with_row_index("alias_id")


def protected_names(actors: pl.DataFrame) -> frozenset[str]:
    """Give the folded one-word Arabic names that lemmatising must not take apart.

    Nationality adjectives may be lemmatised, and names that need a context to be one (مالي) are not
    protected.
    """
    safe = actors.filter((pl.col("language") == "ar") & (pl.col("how") != "demonym") & pl.col("context").is_null())
    return frozenset(fold(alias) for alias in safe["alias"] if " " not in alias and len(fold(alias)) > 2)


@lru_cache(maxsize=100_000)
def _words(spelling: str, language: str) -> str:
    """Cut a name into folded words as texts are cut, joined by spaces.

    Where it has but letters and spaces, the spaces say where to cut: 30,000 names are looked at before the first
    article is.
    """
    parts = spelling.split()
    if all(part.isalpha() for part in parts):
        return " ".join(map(_fold, parts))
    tokens, _ = tokenise(spelling, language=language)
    return " ".join(_fold(spelling[token.start : token.end]) for token in tokens)


_fold = lru_cache(maxsize=100_000)(fold)


def _case(alias: str) -> str:
    if not next(filter(str.isalpha, alias), "").isupper():
        return "any"
    letters = [char for char in alias if char.isalpha()]
    # US, UK, EU, UN: in lower case they are other words. Longer acronyms are also written Nato, Otan.
    return "upper" if len(letters) <= 3 and all(char.isupper() for char in letters) else "capital"
