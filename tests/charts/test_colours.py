"""Colours that stay apart for everybody, and words that can be read on what they stand on."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from corpus_tools.charts.kinds import _GROUPS
from corpus_tools.charts.panels import _TINT
from corpus_tools.charts.theme import INK, MUTED, PALETTE

# Machado, Oliveira & Fernandes, IEEE TVCG 15(6), 2009, table of severity 1.0; they act on linear RGB.
BLINDNESS = {
    "none": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
# Linear sRGB to XYZ (IEC 61966-2-1), and its white.
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1.0, 1.089])


def make_linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def make_lab(linear: np.ndarray) -> np.ndarray:
    ratio = TO_XYZ @ np.clip(linear, 0, 1) / WHITE
    x, y, z = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def measure_contrast(colour: str, ground: str) -> float:
    light, dark = sorted((float(TO_XYZ[1] @ make_linear(one)) + 0.05 for one in (colour, ground)), reverse=True)
    return light / dark


def test_the_formulas_agree_with_known_values() -> None:
    assert make_lab(make_linear("#FF0000")) == pytest.approx([53.24, 80.09, 67.2], abs=0.15)
    assert measure_contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("kind", BLINDNESS)
def test_every_pair_of_the_palette_stays_apart(kind: str) -> None:
    seen = {colour: make_lab(np.array(BLINDNESS[kind]) @ make_linear(colour)) for colour in PALETTE}
    apart = {pair: float(np.linalg.norm(seen[pair[0]] - seen[pair[1]])) for pair in combinations(PALETTE, 2)}
    assert min(apart.values()) >= 18, min(apart, key=lambda pair: apart[pair])


@pytest.mark.parametrize("colour", [colour for colour, _ in _GROUPS.values()])
def test_kinds_of_actors_stand_out_from_the_page(colour: str) -> None:
    assert measure_contrast(colour, "#FFFFFF") >= 3.0


@pytest.mark.parametrize("colour", [INK, MUTED])
def test_words_of_a_panel_stand_out_from_its_ground(colour: str) -> None:
    assert measure_contrast(colour, _TINT) >= 4.5
