import polars as pl
from PIL import ImageFont

from corpus_tools.charts import chart_wordcloud, font_directory
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
