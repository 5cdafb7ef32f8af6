import polars as pl
import pytest

from corpus_tools.charts import chart_actor_profile, chart_actor_shares
from corpus_tools.charts.theme import PALETTE
from corpus_tools.errors import FrameError
from tests.charts import frames
from tests.charts.specs import bare, layer, rows, subtitle, title


def test_a_point_and_an_interval_for_each_actor_and_side() -> None:
    spec = chart_actor_shares(frames.voices("en"), top=3, target_name="Ledger", language="en").to_dict()
    shown = rows(spec, having="share")
    assert [(row["actor"], row["group"]) for row in shown] == [
        *((name, "Ledger") for name in ("Russia", "Ukraine", "NATO")),
        *((name, "the second group") for name in ("Russia", "Ukraine", "NATO")),
    ]
    assert all(row["low"] <= row["share"] <= row["high"] for row in shown)
    assert bare(shown[0]["written"]) == "25% (21% – 29%)"
    assert subtitle(spec) == "Point: share; line: 95% interval · Shown: 3 of 12"
    assert layer(spec, "rule")["encoding"]["x2"]["field"] == "high"


def test_groups_have_colours_and_the_same_order_in_each_row() -> None:
    spec = chart_actor_shares(frames.voices_by_source("ar"), by="source", language="ar").to_dict()
    encoding = layer(spec, "circle")["encoding"]
    assert encoding["yOffset"]["sort"] == frames.OUTLETS["ar"]
    assert encoding["color"]["scale"]["range"] == list(PALETTE[:3])
    assert encoding["x"]["scale"]["reverse"] is True
    assert title(spec) == "حصة كل فاعل من الذكر بحسب المنبر"


def test_a_group_without_a_share_has_no_point() -> None:
    voices = frames.voices_by_source("en")
    gone = pl.col("source") == "Northgate"
    voices = voices.with_columns(pl.when(~gone).then(pl.col("target_share")).alias("target_share"))
    spec = chart_actor_shares(voices, by="source", language="en").to_dict()
    assert {row["group"] for row in rows(spec, having="share")} == {"Ledger"}


def test_only_so_many_groups_as_there_are_colours() -> None:
    many = pl.concat(frames.voices("en").head(2).with_columns(source=pl.lit(f"outlet {n}")) for n in range(8))
    spec = chart_actor_shares(many, by="source", language="en").to_dict()
    assert len({row["group"] for row in rows(spec, having="share")}) == 6
    assert subtitle(spec).endswith("Shown: 6 of 8")


def test_groups_have_to_be_named() -> None:
    with pytest.raises(FrameError, match=r"one row for each actor_id, got '2 rows for a0'.*by='source'"):
        chart_actor_shares(frames.voices_by_source("en"))


def test_a_profile_shows_the_surest_terms_by_their_ratio() -> None:
    profile = frames.profile("en").sample(fraction=1, shuffle=True, seed=3)
    spec = chart_actor_profile(profile, top=3, actor="NATO", language="en").to_dict()
    shown = rows(spec, having="term")
    assert [(row["term"], bare(row["number"]), row["class"]) for row in shown] == [
        ("NATO", "×181 (90)", "Adjective"),
        ("Russia", "×152 (86)", "Other word"),
        ("Ukraine (Kyiv)", "×128 (82)", "Other word"),
    ]
    assert title(spec) == "What is said near “NATO”"
    assert layer(spec, "bar")["encoding"]["color"]["scale"] == {
        "domain": ["Adjective", "Other word"],
        "range": [PALETTE[1], PALETTE[0]],
    }


def test_small_ratios_have_a_decimal() -> None:
    profile = frames.profile("fr").head(2).with_columns(log_ratio=pl.Series([0.5, 2.0]))
    spec = chart_actor_profile(profile, language="fr").to_dict()
    assert [bare(row["number"]) for row in rows(spec, having="term")] == ["×4 (86)", "×1,4 (90)"]
