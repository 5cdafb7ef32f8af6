import polars as pl
import pytest

from corpus_tools import build_corpus, count_terms
from corpus_tools.errors import FrameError
from corpus_tools.measures import measure_contrast


def test_deviation_and_common_by_hand():
    texts = {"text": ["gas gas oil", "gas wheat wheat wheat"], "source": ["a", "b"], "language": ["en", "en"]}
    counts = count_terms(build_corpus(pl.DataFrame(texts)), by="source")
    found = {row["term"]: row for row in measure_contrast(counts, by="source").iter_rows(named=True)}
    million = 1_000_000
    assert found["gas"]["source"] == "a"
    assert found["gas"]["deviation"] == pytest.approx(million * (2 / 3 - (2 / 3 + 1 / 4) / 2))
    assert found["gas"]["common"] == pytest.approx(million / 4)
    assert (found["wheat"]["source"], found["wheat"]["common"]) == ("b", 0)
    assert found["wheat"]["deviation"] == pytest.approx(million * (3 / 4 - 3 / 8))
    assert (found["gas"]["count"], found["gas"]["documents"]) == (3, 2)


def test_an_empty_frame_gives_none_and_order_does_not_matter():
    counts = pl.DataFrame(
        {"source": ["أ", "ب"], "term": ["غاز"] * 2, "count": [4, 4], "per_million": [9.0, 9.0], "documents": [1, 1]}
    )
    assert measure_contrast(counts, by="source").rows() == [("غاز", "أ", 8, 2, 0.0, 9.0)]
    assert measure_contrast(counts.reverse(), by="source").equals(measure_contrast(counts, by="source"))
    assert measure_contrast(counts.clear(), by="source").is_empty()


def test_a_missing_column_is_named():
    with pytest.raises(FrameError, match="'source' of count_terms"):
        measure_contrast(pl.DataFrame({"term": ["a"]}), by="source")
