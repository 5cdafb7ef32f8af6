import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tools.charts.typesetting import measure_text, shorten_text, spread_apart, wrap_text

SENTENCE = "أعلن الأمين العام لحلف شمال الأطلسي (الناتو) أن الاجتماع استمر أربع ساعات، وشمل 50% من المطالب."


def test_lines_keep_every_word_in_order_and_fit() -> None:
    lines = wrap_text(SENTENCE, width=180, size=14)
    assert len(lines) > 2
    assert " ".join(lines) == SENTENCE
    assert all(measure_text(line, size=14) <= 180 for line in lines)


def test_what_is_beyond_the_last_line_becomes_an_ellipsis_that_fits() -> None:
    lines = wrap_text(SENTENCE, width=180, size=14, most_lines=2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert measure_text(lines[1], size=14) <= 180


def test_a_word_wider_than_the_line_is_cut_in_pieces() -> None:
    address = "https://example.org/" + "a" * 120
    lines = wrap_text(address, width=120, size=13)
    assert "".join(lines) == address
    assert all(measure_text(line, size=13) <= 120 for line in lines)


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_nothing_is_one_empty_line(text: str) -> None:
    assert wrap_text(text, width=100, size=13) == [""]


def test_short_text_is_left_and_a_long_single_word_is_shortened() -> None:
    assert shorten_text("غاز", width=200, size=13) == "غاز"
    short = shorten_text("a" * 80, width=60, size=13)
    assert short.endswith("…")
    assert measure_text(short, size=13) <= 60


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_spread_labels_keep_their_order_and_distance(values: list[float]) -> None:
    placed = spread_apart(values, gap=0.1, low=0.0, high=1.0)
    pairs = sorted(zip(values, placed, strict=True))
    gaps = [later - earlier for earlier, later in zip(sorted(placed), sorted(placed)[1:], strict=False)]
    assert all(gap >= 0.1 - 1e-9 for gap in gaps)
    assert [place for _, place in pairs] == sorted(placed) or len(set(values)) < len(values)
    assert min(placed) >= -1e-9
    assert max(placed) <= 1 + 1e-9


def test_labels_that_are_far_enough_apart_stay() -> None:
    assert spread_apart([0.1, 0.5, 0.9], gap=0.2, low=0.0, high=1.0) == [0.1, 0.5, 0.9]
