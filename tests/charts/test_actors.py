import polars as pl
import pytest

from corpus_tools.charts import chart_actor_heatmap, chart_actors, chart_network, use_theme
from corpus_tools.charts.theme import PALETTE
from corpus_tools.charts.typesetting import measure_text
from corpus_tools.errors import FrameError
from tests.charts import frames
from tests.charts.specs import bare, layer, rows, subtitle, title


def test_actors_are_ranked_by_articles_and_say_their_share() -> None:
    spec = chart_actors(frames.actors("ar"), top=2, language="ar").to_dict()
    assert [(row["actor"], bare(row["number"])) for row in rows(spec, having="actor")] == [
        ("روسيا", "185 (45%)"),
        ("أوكرانيا", "95 (23%)"),
    ]
    assert title(spec) == "أكثر الفاعلين ذكراً في المقالات"


def test_a_kind_has_the_same_colour_in_every_chart() -> None:
    few = chart_actors(frames.actors("en").filter(pl.col("kind").is_in(["person", "media"])), language="en")
    scale = layer(few.to_dict(), "bar")["encoding"]["color"]["scale"]
    assert dict(zip(scale["domain"], scale["range"], strict=True)) == {
        "People": PALETTE[1],
        "Media": PALETTE[5],
    }


def test_one_kind_needs_no_legend() -> None:
    people = frames.actors("en").filter(pl.col("kind") == "person")
    assert layer(chart_actors(people, language="en").to_dict(), "bar")["encoding"]["color"]["legend"] is None


def test_the_arabic_legend_reads_from_the_right_under_the_arabic_theme_only() -> None:
    plain = layer(chart_actors(frames.actors("ar"), language="ar").to_dict(), "bar")["encoding"]["color"]
    use_theme(language="ar")
    turned = layer(chart_actors(frames.actors("ar")).to_dict(), "bar")["encoding"]["color"]
    assert turned["legend"]["labelAlign"] == "right"
    assert plain["legend"]["labelAlign"] == "left"
    assert turned["scale"]["domain"] == plain["scale"]["domain"][::-1]


def test_two_actors_of_one_name_get_a_bar_each() -> None:
    twins = frames.actors("en").head(2).with_columns(actor=pl.lit("Georgia"))
    names = [row["actor"] for row in rows(chart_actors(twins, language="en").to_dict(), having="actor")]
    assert names == ["Georgia (a0)", "Georgia (a1)"]


def test_a_kind_of_a_users_own_is_drawn_as_other() -> None:
    river = frames.actors("en").head(1).with_columns(kind=pl.lit("river"))
    assert rows(chart_actors(river, language="en").to_dict(), having="kind_name")[0]["kind_name"] == "Other"


def test_groups_are_panels_of_shares() -> None:
    spec = chart_actors(frames.actors_by_source("en"), by="source", top=3, language="en").to_dict()
    assert [panel["title"]["text"] for panel in spec["concat"]] == ["Ledger", "Northgate"]
    assert {panel["layer"][0]["encoding"]["x"]["field"] for panel in spec["concat"]} == {"share"}


def test_the_heatmap_has_a_cell_for_each_pair_and_zero_where_there_was_none() -> None:
    counts = frames.actors_by_source("ar").filter(~((pl.col("source") == "مدار") & (pl.col("actor") == "روسيا")))
    spec = chart_actor_heatmap(counts, by="source", language="ar").to_dict()
    cells = {(row["actor"], row["group"]): row["number"] for row in rows(spec, having="group")}
    assert len(cells) == 12 * 3
    assert cells["روسيا", "مدار"] == "0%"
    assert cells["روسيا", "مرايا"] == "45%"


def test_the_arabic_heatmap_begins_at_the_right() -> None:
    spec = chart_actor_heatmap(frames.actors_by_source("ar"), by="source", language="ar").to_dict()
    encoding = layer(spec, "rect")["encoding"]
    groups = list(dict.fromkeys(row["group"] for row in rows(spec, having="group")))
    assert encoding["x"]["sort"] == groups[::-1]
    assert encoding["y"]["axis"]["orient"] == "right"


def test_a_network_draws_its_strongest_pairs_once_and_says_how_many() -> None:
    edges = frames.edges("ar")
    spec = chart_network(edges, top=5, language="ar").to_dict()
    lines = rows(spec, having="npmi")
    assert [line["count"] for line in lines] == edges["count"].sort(descending=True).head(5).to_list()
    assert subtitle(spec).endswith(f"المعروض: 5 من {len(edges)}")
    assert len(rows(spec, having="strength")) == len(
        set(edges.head(5)["actor_id_1"]) | set(edges.head(5)["actor_id_2"])
    )


def test_lines_end_where_their_points_are() -> None:
    spec = chart_network(frames.edges("en"), language="en").to_dict()
    spots = {(round(row["x"], 6), round(row["y"], 6)) for row in rows(spec, having="strength")}
    for line in rows(spec, having="npmi"):
        assert (round(line["x"], 6), round(line["y"], 6)) in spots
        assert (round(line["x2"], 6), round(line["y2"], 6)) in spots


@pytest.mark.parametrize("language", ["ar", "en"])
def test_names_in_a_network_do_not_overlap_and_stay_on_the_page(language: str) -> None:
    spec = chart_network(frames.edges(language), language=language).to_dict()
    nodes = rows(spec, having="strength")
    boxes = []
    for node in nodes:
        half = measure_text(node["label"], size=13) / 2
        boxes.append((node["x"] - half, node["x"] + half, node["y"] + node["radius"], node["y"] + node["radius"] + 16))
    assert all(left >= 0 and right <= spec["width"] and below <= spec["height"] for left, right, _, below in boxes)
    for place, one in enumerate(boxes):
        for two in boxes[place + 1 :]:
            assert one[1] <= two[0] or two[1] <= one[0] or one[3] <= two[2] or two[3] <= one[2]


def test_groups_without_a_tie_stand_in_rows_near_each_other() -> None:
    pairs = [(f"a{number}", f"a{number + 1}") for number in range(9)] + [("x", "y"), ("ساحل", "جبل"), ("p", "q")]
    edges = pl.DataFrame(
        [
            {
                f"{key}_{end}": value
                for end, name in enumerate(pair, start=1)
                for key, value in (("actor_id", name), ("actor", name), ("kind", "person"))
            }
            | {"count": 2, "documents": 2, "npmi": 0.5}
            for pair in pairs
        ]
    )
    spec = chart_network(edges, language="en").to_dict()
    nodes = {row["actor"]: row for row in rows(spec, having="strength")}
    main = [row for name, row in nodes.items() if name.startswith("a")]
    small = [row for name, row in nodes.items() if not name.startswith("a")]
    assert min(row["y"] for row in small) > max(row["y"] for row in main)
    assert len({row["y"] for row in small}) == 1
    assert spec["height"] - small[0]["y"] < 60
    for one, two in pairs[-3:]:
        assert 40 < abs(nodes[one]["x"] - nodes[two]["x"]) < 120


def test_a_network_is_the_same_twice_and_in_any_order_of_rows() -> None:
    edges = frames.edges("ar")
    assert chart_network(edges).to_dict() == chart_network(edges).to_dict()
    assert chart_network(edges.reverse()).to_dict() == chart_network(edges).to_dict()


def test_one_pair_lies_on_a_level() -> None:
    nodes = rows(chart_network(frames.edges("ar").head(1)).to_dict(), having="strength")
    assert nodes[0]["y"] == pytest.approx(nodes[1]["y"], abs=3)


def test_an_actor_tied_to_itself_is_no_pair() -> None:
    edges = frames.edges("en").head(1).with_columns(actor_id_2=pl.col("actor_id_1"))
    assert chart_network(edges, language="en").to_dict()["description"].endswith("No data to show.")


def test_missing_columns_are_named() -> None:
    with pytest.raises(FrameError, match="chart_network: expected a frame with a column 'npmi'"):
        chart_network(frames.edges("ar").drop("npmi"))
    with pytest.raises(FrameError, match="expected numbers in column 'share', got 'String'"):
        chart_actors(frames.actors("ar").with_columns(pl.col("share").cast(pl.String)))


def test_a_network_is_coloured_by_community_under_the_name_of_its_foremost_actor() -> None:
    edges = frames.edges()
    ends = pl.concat([edges.select(actor_id=f"actor_id_{end}") for end in (1, 2)]).unique(maintain_order=True)
    places = ends.with_columns(community=pl.int_range(pl.len()) % 2)
    spec = chart_network(edges, actors=places, language="en").to_dict()
    colours = layer(spec, "circle")["encoding"]["color"]["scale"]["domain"]
    drawn = rows(spec, having="kind_name")
    assert len(colours) == 2
    assert {row["kind_name"] for row in drawn} == set(colours)
    assert drawn[0]["kind_name"] == drawn[0]["label"]
    assert spec["title"]["text"] == ["Who is named together, by community"]


def test_a_network_of_one_community_says_nothing_of_colours() -> None:
    edges = frames.edges()
    ends = pl.concat([edges.select(actor_id=f"actor_id_{end}") for end in (1, 2)]).unique("actor_id")
    spec = chart_network(edges, actors=ends.with_columns(community=pl.lit(1)), language="en").to_dict()
    assert spec == chart_network(edges, language="en").to_dict()
    assert spec["title"]["text"] == ["Who is named together"]


def test_the_description_of_a_heat_map_names_its_highest_cells() -> None:
    spec = chart_actor_heatmap(frames.actors_by_source(), by="source", language="en").to_dict()
    assert "Leading: روسيا – مرايا 45%, أوكرانيا – مرايا 23%" in spec["description"]
