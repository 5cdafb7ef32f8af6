"""Articles that are printed more than once: exact copies, and copies with edits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from corpus_tools.arguments import check_arguments
from corpus_tools.errors import ArgumentError, FrameError, explain
from corpus_tools.measures.shingles import candidate_pairs, compare_pairs, shingle_texts, sketch_texts, without_empty
from corpus_tools.schema import ARTICLES, check_frame

if TYPE_CHECKING:
    from numpy.typing import NDArray


@check_arguments
def find_duplicates(articles: pl.DataFrame, *, threshold: float = 0.8) -> pl.DataFrame:
    """Find articles whose texts are the same or nearly so: wire copy, reprints, pages scraped twice.

    Use it before counting: an agency's dispatch that ten outlets print counts ten times. Whether it should is
    the researcher's question (what was printed: yes; what was written: no), so nothing is removed here.

    Parameters
    ----------
    articles
        An articles frame, or `corpus.articles`; `doc_id` and `text` are needed, `date` is used where it is.
    threshold
        How alike two texts must be, above 0 and at most 1. 0.8 is a copy with single words edited, or with up
        to a fifth cut; 0.5 also finds one of which almost half was cut. Articles of their own on the same
        event stay below 0.3.

    Returns
    -------
    polars.DataFrame
        One row an article that has a copy; articles without one have no row. Groups stand in the order of
        their first articles, and articles in a group by date (undated ones last), then as in `articles`.

        ========== ======= ====================================================================
        column     dtype   meaning
        ========== ======= ====================================================================
        doc_id     String  the article
        group      String  `doc_id` of the first article of its group
        similarity Float64 with the article of the group that is most alike, threshold to 1
        is_first   Boolean whether it is the first of its group
        ========== ======= ====================================================================

    Raises
    ------
    FrameError
        `articles` lacks `doc_id` or `text`, or a `doc_id` is null or occurs twice.
    ArgumentError
        `threshold` is not above 0 and at most 1.

    Notes
    -----
    The similarity of two texts is the Jaccard index of their sets of word pairs, |A ∩ B| / |A ∪ B|, computed
    exactly for every pair of articles that is put into a group. Words are folded (case, accents, hamza seats,
    ة and ه, vowel marks, tatweel, digits of all scripts); punctuation, line ends and titles play no part, so
    the measure needs no language. Pairs of words, rather than longer runs, because each word edited changes n
    runs of n words: with 5 % of the words edited, copies are 0.82 alike in pairs and 0.63 in runs of five,
    while articles of their own share few pairs. A text of one word is that word; texts without a word are
    no copies of each other.

    Why not containment, |A ∩ B| / min(|A|, |B|), which is 1 however much was cut: a round-up contains two
    briefs that have nothing in common, and would join them. 1 − Jaccard is a distance, so texts that are
    joined through a third are still alike: 0.6 through one other at a threshold of 0.8. Groups are the
    connected components of the pairs, and hence do not depend on the order of the articles; lowering the
    threshold only merges groups.

    Pairs to compare are found by MinHash (128 numbers a text) and banding. Of pairs just as alike as the
    threshold at least 99.5 % are found, of more similar ones practically all. Where more than 17 texts share
    a bucket (weather reports from one form), each is compared with the first and its neighbours only.
    Reports made from a form are alike in fact, and are found as copies; look at a group before dropping it.

    References
    ----------
    Broder, A. Z. (1997). On the resemblance and containment of documents. Compression and Complexity of
    Sequences, 21-29. https://doi.org/10.1109/SEQUEN.1997.666900

    Examples
    --------
    >>> texts = ["أعلن الحلف موقفه اليوم", "أعلن الحلف موقفه، اليوم.", "محادثات في جنيف"]
    >>> articles = pl.DataFrame({"doc_id": ["a", "b", "c"], "text": texts})
    >>> copies = find_duplicates(articles)
    >>> copies.rows()
    [('a', 'a', 1.0, True), ('b', 'a', 1.0, False)]
    >>> articles.join(copies.filter(~pl.col("is_first")), on="doc_id", how="anti")["doc_id"].to_list()
    ['a', 'c']
    """
    if not 0 < threshold <= 1:
        raise ArgumentError(explain("find_duplicates", expected="threshold above 0 and at most 1", got=threshold))
    rows = _checked(articles)
    # Sorted, so that all that follows is the same in whatever order the articles come.
    texts = rows["text"].unique().sort()
    shingles, worded = without_empty(shingle_texts(texts))
    texts = texts.filter(worded)
    pairs = candidate_pairs(sketch_texts(shingles), threshold=threshold)
    similarity = compare_pairs(shingles, pairs)
    alike = similarity >= threshold
    pairs, similarity = pairs[alike], similarity[alike]
    best = np.zeros(len(texts))
    for side in pairs.T:
        np.maximum.at(best, side, similarity)
    found = pl.DataFrame({"text": texts, "part": _components(len(texts), pairs), "best": best})
    return _members(rows.join(found, on="text"))


def _checked(articles: pl.DataFrame) -> pl.DataFrame:
    """Check the frame, and keep what is needed of it: place in the frame, id, date, text."""
    check_frame("find_duplicates", articles, ARTICLES, columns=["doc_id"])
    if articles.schema.get("text") != pl.String:
        got = str(articles.schema["text"]) if "text" in articles.columns else "no such column"
        raise FrameError(
            explain("find_duplicates", expected="a column 'text' of strings", got=got, known=articles.columns)
        )
    if articles["doc_id"].is_duplicated().any():
        twice = articles["doc_id"].filter(articles["doc_id"].is_duplicated())[0]
        raise FrameError(explain("find_duplicates", expected="a doc_id of its own for each article", got=twice))
    date = pl.col("date") if "date" in articles.columns else pl.lit(None, pl.Date).alias("date")
    return articles.select("doc_id", date, "text", place=pl.int_range(pl.len())).drop_nulls("text")


def _components(size: int, pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give each text the smallest number of those that it hangs together with."""
    labels = np.arange(size)
    while True:
        lowest = labels[pairs].min(axis=1) if len(pairs) else labels[:0]
        before = labels.copy()
        for side in pairs.T:
            # The label's own text is lowered with it: whole trees hang over, so few rounds are needed.
            np.minimum.at(labels, before[side], lowest)
        labels = labels[labels]
        if (labels == before).all():
            return labels


def _members(rows: pl.DataFrame) -> pl.DataFrame:
    """Keep the articles that share a group; name it by its first."""
    ordered = rows.sort("date", "place", nulls_last=True).with_columns(rank=pl.int_range(pl.len()))
    same = pl.col("text").is_duplicated()  # one text of several articles: its copy is exact
    return (
        ordered.filter(pl.len().over("part") > 1)
        .with_columns(first=pl.col("rank").min().over("part"))
        .sort("first", "rank")
        .select(
            "doc_id",
            group=pl.col("doc_id").first().over("part"),
            similarity=pl.when(same).then(1.0).otherwise("best"),
            is_first=pl.col("rank") == pl.col("first"),
        )
    )
