"""The forms in which an alias may stand in a text: inflected adjectives, folded words, letter case."""

from __future__ import annotations

import polars as pl

from corpus_tools.language import fold, tokenise

# Nisba adjectives: masculine and feminine, dual, plural, with and without the article (روسي → الروسيتين).
_NISBA = ("", "ة", "ون", "ين", "ان", "تان", "تين", "ات")
# Where a form is both (السعودية is the state and the feminine of سعودي) the fuller reading wins.
HOW_RANK = {how: rank for rank, how in enumerate(("name", "alias", "acronym", "metonym", "demonym", "short"))}


def inflect_nisba(word: str) -> list[str]:
    """Inflect a nationality adjective given as masculine singular without article.

    >>> inflect_nisba("روسي")[:4]
    ['روسي', 'الروسي', 'روسية', 'الروسية']
    """
    if not word.endswith("ي"):
        return [word, "ال" + word]
    return [article + word + ending for ending in _NISBA for article in ("", "ال")]


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
    16
    """
    rows = []
    for actor_id, alias, language, how, context in actors.select(
        "actor_id", "alias", "language", "how", "context"
    ).rows():
        spellings = inflect_nisba(alias) if how == "demonym" and language == "ar" and " " not in alias else [alias]
        for spelling in spellings:
            tokens, _ = tokenise(spelling, language=language)
            words = [fold(spelling[token.start : token.end]) for token in tokens]
            if words:
                rows.append((actor_id, how, language, context, words, _case(spelling)))
    frame = pl.DataFrame(
        rows,
        schema={
            "actor_id": pl.String,
            "how": pl.String,
            "language": pl.String,
            "context": pl.String,
            "words": pl.List(pl.String),
            "case": pl.String,
        },
        orient="row",
    )
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


def _case(alias: str) -> str:
    letters = [char for char in alias if char.isalpha()]
    if not letters or not letters[0].isupper():
        return "any"
    # US, UK, EU, UN: in lower case they are other words. Longer acronyms are also written Nato, Otan.
    return "upper" if len(letters) <= 3 and all(char.isupper() for char in letters) else "capital"
