import polars as pl

from corpus_tools.charts import chart_keyness
from tests.charts import frames
from tests.charts.specs import bare, layer, rows, subtitle, title


def small(*, ratios: list[float], evidence: list[float] | None = None) -> pl.DataFrame:
    size = len(ratios)
    return pl.DataFrame(
        {
            "term": [f"t{number}" for number in range(size)],
            "target": [8] * size,
            "reference": [4] * size,
            "target_per_million": [80.0] * size,
            "reference_per_million": [40.0] * size,
            "log_likelihood": evidence or [5.0] * size,
            "log_ratio": ratios,
        }
    )


def test_sides_have_two_colours_and_the_names_that_were_given() -> None:
    chart = chart_keyness(frames.keyness("ar"), target_name="مرايا", reference_name="مدار", language="ar")
    spec = chart.to_dict()
    assert title(spec) == "ما يميز «مرايا» عن «مدار»"
    assert len(set(layer(spec, "bar")["encoding"]["color"]["scale"]["range"])) == 2
    heads = [values[0]["head"] for values in spec["datasets"].values() if "head" in values[0]]
    assert sorted(map(bare, heads)) == ["أكثر في: مدار", "أكثر في: مرايا"]


def test_the_targets_bars_point_where_reading_ends() -> None:
    arabic = layer(chart_keyness(frames.keyness("ar"), language="ar").to_dict(), "bar")["encoding"]["x"]["scale"]
    english = layer(chart_keyness(frames.keyness("en"), language="en").to_dict(), "bar")["encoding"]["x"]["scale"]
    assert (arabic["reverse"], english["reverse"]) == (True, False)
    assert arabic["domain"][0] == -arabic["domain"][1]


def test_the_surest_terms_of_each_side_are_shown() -> None:
    frame = small(ratios=[1.0, 3.0, 2.0, -1.0, -4.0], evidence=[90.0, 1.0, 80.0, 70.0, 2.0])
    spec = chart_keyness(frame, top=1, language="en").to_dict()
    assert [row["term"] for row in rows(spec, having="times")] == ["t0", "t3"]
    assert subtitle(spec).endswith("Shown: 2 of 5")


def test_a_ratio_is_written_as_times() -> None:
    frame = small(ratios=[6.0, 0.5, -1.0])
    times = {row["term"]: row["times"] for row in rows(chart_keyness(frame, language="fr").to_dict(), having="times")}
    assert times == {"t0": "×64", "t1": "×1,4", "t2": "×2"}


def test_a_term_that_one_side_lacks_has_a_finite_bar_and_says_so() -> None:
    frame = small(ratios=[float("inf"), 2.0, float("-inf")]).with_columns(
        reference=pl.Series([0, 4, 4]), target=pl.Series([8, 8, 0])
    )
    shown = rows(chart_keyness(frame, language="ar").to_dict(), having="times")
    assert [(row["bar"], bare(row["times"])) for row in shown] == [
        (2.0, "هنا فقط"),
        (2.0, "×4"),
        (-2.0, "هنا فقط"),
    ]


def test_terms_without_a_difference_are_left_out() -> None:
    frame = small(ratios=[0.0, float("nan")])
    assert "No data" in chart_keyness(frame, language="en").to_dict()["description"]


def test_the_description_names_the_terms_of_both_sides() -> None:
    spec = chart_keyness(frames.keyness(), target_name="A", reference_name="B", language="en").to_dict()
    assert "Leading: A: الناتو ×64, A: روسيا ×45, B: كييف ×32, B: الحدود ×23." in spec["description"]
