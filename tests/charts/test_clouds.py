import hashlib

import numpy as np
import polars as pl
import pytest
from PIL import Image, ImageFont

from corpus_tools.charts import chart_wordcloud, draw_wordcloud, font_directory
from corpus_tools.errors import ArgumentError
from tests.charts import frames
from tests.charts.specs import rows, subtitle

FONT = str(font_directory() / "IBMPlexSansArabic-SemiBold.ttf")


def test_each_term_is_a_word_of_text_larger_where_it_is_more_frequent() -> None:
    spec = chart_wordcloud(frames.terms("ar"), language="ar").to_dict()
    shown = rows(spec, having="size")
    assert spec["mark"]["type"] == "text"
    assert {row["term"] for row in shown} == set(frames.terms("ar")["term"])
    assert [row["size"] for row in shown] == sorted((row["size"] for row in shown), reverse=True)


def test_words_are_on_the_page_and_their_ink_does_not_overlap() -> None:
    spec = chart_wordcloud(frames.terms("ar"), language="ar").to_dict()
    inked: set[tuple[int, int]] = set()
    for row in rows(spec, having="size"):
        font = ImageFont.truetype(FONT, int(row["size"]))
        left = row["x"] - font.getlength(row["term"]) / 2
        mask, (dx, dy) = font.getmask2(row["term"], mode="L", anchor="ls")
        ink = {
            (round(left) + dx + x, round(row["y"]) + dy + y)
            for x in range(mask.size[0])
            for y in range(mask.size[1])
            if mask.getpixel((x, y)) > 128
        }
        assert not ink & inked
        assert all(-1 <= x <= spec["width"] and -1 <= y <= spec["height"] for x, y in ink)
        inked |= ink


def test_a_seed_gives_the_same_picture() -> None:
    counts = frames.terms("en")
    assert chart_wordcloud(counts, seed=7).to_dict() == chart_wordcloud(counts, seed=7).to_dict()
    assert chart_wordcloud(counts, seed=7).to_dict() != chart_wordcloud(counts, seed=8).to_dict()


def test_words_for_which_there_is_no_room_are_counted_in_the_subtitle() -> None:
    counts = pl.DataFrame({"term": [f"عبارة طويلة جداً {n}" for n in range(200)]}).with_columns(
        count=pl.lit(9), documents=pl.lit(1)
    )
    spec = chart_wordcloud(counts, top=200, language="ar").to_dict()
    shown = rows(spec, having="size")
    assert 0 < len(shown) < 200
    assert subtitle(spec).endswith(f"المعروض: {len(shown)} من 200")


def test_blank_terms_and_zero_counts_are_left_out() -> None:
    counts = pl.DataFrame({"term": ["غاز", " ", "نفط"], "count": [3, 9, 0], "documents": [1, 1, 0]})
    shown = rows(chart_wordcloud(counts, language="ar").to_dict(), having="size")
    assert [row["term"] for row in shown] == ["غاز"]


@pytest.mark.parametrize("shape", ["circle", "oval", "diamond", np.tri(50, 80), "picture"])
def test_words_stay_inside_a_shape(shape, tmp_path):
    if isinstance(shape, str) and shape == "picture":
        shape = tmp_path / "half.png"
        Image.fromarray(np.repeat([[0, 255]], 40, axis=0).repeat(32, axis=1).astype(np.uint8)).save(shape)
    words = pl.DataFrame({"term": [f"كلمة {n}" for n in range(30)], "count": range(30, 0, -1), "documents": [1] * 30})
    ink = np.asarray(draw_wordcloud(words, shape=shape, scale=1))[:, :, 3] > 0
    full = np.asarray(draw_wordcloud(words, scale=1))[:, :, 3] > 0
    assert ink.any()
    assert full[:20, :120].any() or full[-20:, :].any()
    corner = ink[:25, 600:] if not isinstance(shape, np.ndarray) else ink[:60, 200:]
    assert not corner.any()


@pytest.mark.parametrize("raqm", [True, False])
def test_a_picture_is_the_same_for_the_same_seed_and_no_words_overlap(raqm, monkeypatch):
    if not raqm:
        monkeypatch.setattr(ImageFont.core, "HAVE_RAQM", False)
    elif not ImageFont.core.HAVE_RAQM:
        pytest.skip("Pillow without raqm")
    pictures = [draw_wordcloud(frames.terms("ar"), seed=seed, scale=1) for seed in (3, 3, 4)]
    marks = [hashlib.sha256(picture.tobytes()).hexdigest() for picture in pictures]
    assert marks[0] == marks[1] != marks[2]
    # The lower part of words, where all letters have ink; a pixel at the side is rounding.
    spec = chart_wordcloud(frames.terms("ar"), seed=3, language="ar").to_dict()
    boxes = []
    for row in rows(spec, having="size"):
        width = ImageFont.truetype(FONT, int(row["size"])).getlength(row["term"])
        boxes.append((row["x"] - width / 2 + 1, row["x"] + width / 2 - 1, row["y"] - row["size"] / 4, row["y"]))
    crossing = [
        (a, b)
        for n, a in enumerate(boxes)
        for b in boxes[:n]
        if a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]
    ]
    assert crossing == []


def test_colours_may_show_a_group_and_size_another_number():
    counts = frames.terms("en").with_columns(
        outlet=pl.Series([["ميزان", "Quai"][n % 2] for n in range(len(frames.terms("en")))]),
        deviation=pl.int_range(pl.len(), 0, -1).cast(pl.Float64) * 10,
    )
    spec = chart_wordcloud(counts, size="deviation", colour="outlet", language="en").to_dict()
    assert sorted(spec["encoding"]["color"]["scale"]["domain"]) == ["Quai", "ميزان"]
    assert {row["colour"] for row in rows(spec, having="size")} == {"Quai", "ميزان"}
    assert "differs from the mean" in subtitle(spec)
    many = pl.DataFrame({"term": list("abcdefg"), "count": [1] * 7, "documents": [1] * 7, "g": list("abcdefg")})
    with pytest.raises(ArgumentError, match="at most 6 names"):
        draw_wordcloud(many, colour="g")


def test_words_of_the_same_count_have_about_the_same_size() -> None:
    counts = pl.DataFrame({"term": [f"كلمة {n}" for n in range(40)], "count": [7] * 40, "documents": [1] * 40})
    sizes = [row["size"] for row in rows(chart_wordcloud(counts, language="ar").to_dict(), having="size")]
    assert len(sizes) == 40
    assert max(sizes) <= 1.3 * min(sizes)


def test_a_term_that_is_wider_than_the_page_does_not_keep_others_off_it() -> None:
    counts = pl.DataFrame({"term": ["ط" * 200, "long" * 40, "غاز"], "count": [9, 8, 3], "documents": [1] * 3})
    spec = chart_wordcloud(counts, language="ar").to_dict()
    assert [row["term"] for row in rows(spec, having="size")] == ["غاز"]
    assert subtitle(spec).endswith("المعروض: 1 من 3")
    alone = chart_wordcloud(counts.head(1), language="ar").to_dict()
    assert "لا توجد بيانات" in str(alone["datasets"])


@pytest.mark.parametrize("draw", [chart_wordcloud, draw_wordcloud])
@pytest.mark.parametrize("shape", [np.zeros((10, 10)), np.eye(200)])
def test_a_shape_without_room_is_refused(draw, shape):
    with pytest.raises(ArgumentError, match="expected a shape with room for words, got no room"):
        draw(frames.terms("ar"), shape=shape)


@pytest.mark.parametrize("shape", ["star", 3, np.zeros(4), "/etc"])
def test_an_unknown_shape_names_the_known_ones(shape):
    with pytest.raises(ArgumentError, match="circle, oval, diamond"):
        chart_wordcloud(frames.terms("ar"), shape=shape)
