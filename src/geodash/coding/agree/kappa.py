"""Agreement of two coders beyond chance: Cohen's kappa, plain and weighted, with its interval.

Cohen (1960) for values without an order, Cohen (1968) with weights for steps; the standard error is that of
Fleiss, Cohen and Everitt (1969) for a kappa that is not zero, the interval of 95 % is the normal one, cut at 1.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

V = TypeVar("V", bound=Hashable)
#: How alike two values are, from 0 to 1; 1 for a value and itself.
Weight = Callable[[V, V], float]
#: The quantile of the normal distribution for 95 %.
_Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Kappa:
    """``n`` pairs of values, the share ``same`` of equal ones, and ``kappa`` with its interval.

    ``kappa`` is ``None`` where chance alone would agree always: both used one and the same value.
    """

    n: int
    same: float
    kappa: float | None = None
    low: float | None = None
    high: float | None = None


def same(one: Hashable, other: Hashable) -> float:
    """The weight of values without an order."""
    return float(one == other)


def steps(order: Sequence[str]) -> Weight[str]:
    """Linear weights for values in an order: the further apart, the less alike; others are like themselves only."""
    at = {value: n for n, value in enumerate(order)}

    def weight(one: str, other: str) -> float:
        if one in at and other in at:
            return 1 - abs(at[one] - at[other]) / max(1, len(order) - 1)
        return same(one, other)

    return weight


def kappa(pairs: Sequence[tuple[V, V]], weight: Weight[V] = same) -> Kappa:
    """The agreement of two coders on the same things, each pair one's and the other's value."""
    n = len(pairs)
    if not n:
        return Kappa(0, 0.0)
    share = sum(a == b for a, b in pairs) / n
    # In an order of their own, so that the last digit does not depend on that of the rows.
    cells = sorted(((a, b, k / n) for (a, b), k in Counter(pairs).items()), key=repr)
    mine, theirs = (_margin(pairs, side) for side in (0, 1))
    chance = math.fsum(p * q * weight(a, b) for a, p in mine.items() for b, q in theirs.items())
    if math.isclose(chance, 1.0, abs_tol=1e-12):
        return Kappa(n, share)
    seen = math.fsum(p * weight(a, b) for a, b, p in cells)
    value = (seen - chance) / (1 - chance)
    of_mine = {a: math.fsum(q * weight(a, b) for b, q in theirs.items()) for a in mine}
    of_theirs = {b: math.fsum(p * weight(a, b) for a, p in mine.items()) for b in theirs}
    spread = math.fsum(
        p * (weight(a, b) - (of_mine[a] + of_theirs[b]) * (1 - value)) ** 2 for a, b, p in cells
    )
    variance = (spread - (value - chance * (1 - value)) ** 2) / (n * (1 - chance) ** 2)
    reach = _Z * math.sqrt(max(0.0, variance))
    return Kappa(n, share, value, max(-1.0, value - reach), min(1.0, value + reach))


def _margin(pairs: Sequence[tuple[V, V]], side: int) -> dict[V, float]:
    counted = Counter(pair[side] for pair in pairs)
    return {value: counted[value] / len(pairs) for value in sorted(counted, key=repr)}
