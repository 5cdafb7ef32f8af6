"""How much more the periods of a series differ than chance makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

# So many of the differences of neighbours, the greatest, may be news and no noise (two at least: edges of a burst);
# what is left of χ² with one degree of freedom has this mean.
_LEFT_OUT, _MEAN_OF_KEPT = 0.05, 0.7588


def measure_dispersion(count: Numbers, total: Numbers, *, is_share: bool) -> float:
    """Give the mean squared difference of neighbouring periods in units of binomial (Poisson) chance; 1 at least.

    Differences of neighbours, so that trends and bursts are no noise but at their edges, which the greatest
    twentieth, left out, covers.

    >>> measure_dispersion(np.array([4.0, 16.0, 4.0, 16.0, 4.0]), np.full(5, 100.0), is_share=True).__round__(2)
    10.54
    """
    level = (count[1:] + count[:-1]) / (total[1:] + total[:-1])
    chance = level * (1 - level if is_share else 1.0) * (1 / total[1:] + 1 / total[:-1])
    # Neighbours without a count do not differ.
    squares = np.divide(np.diff(count / total) ** 2, chance, out=np.zeros_like(chance), where=chance > 0)
    kept = np.sort(squares)[: len(squares) - max(2, round(_LEFT_OUT * len(squares)))]
    return max(1.0, float(kept.mean()) / _MEAN_OF_KEPT) if kept.size else 1.0
