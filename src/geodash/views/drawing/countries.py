"""How countries are named where the base map's own places for their names are out of view or taken."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Countries:
    """Land is looked at on rows so far apart (``row``); on one a name may stand every ``step``,
    ``margin`` from the country's edge. A small one may stand out into the sea, with so much of it
    on land (``ashore``); the shortest may stand across borders with so much of it (``astride``). At the base
    map's own place for it, so much of a name is not on other countries' land (``own``).

    A country with room for its code only is named when all its neighbours are of which at least
    so much is in view, against what is of itself (``like``).

    Below ``complete_from`` most countries are smaller than any name, and none has one. From there to
    ``even_below`` room is so scarce that all are named by their code first (those without room
    before the others, for so many ``rounds``), and more fully where that leaves room; what then has a neighbour that found no room has no name either. Of a border,
    ``border`` must be in view to count. Islands so large (``island``, in square pixels) may have their
    country beside them, so far off (``beside``).
    """

    row: float = 5.0
    step: float = 20.0
    margin: float = 4.0
    ashore: float = 0.5
    astride: float = 0.6
    own: float = 0.85
    like: float = 0.2
    complete_from: float = 2.0
    even_below: float = 3.0
    rounds: int = 8
    border: float = 24.0
    island: float = 250.0
    beside: tuple[float, ...] = (2.0, 10.0, 22.0)
    #: A place that is just off the coast as it is drawn is of the land so near.
    ashore_within: tuple[float, ...] = (4.0, 9.0, 14.0)
    #: Of a country that the events shown are of, with so much land in view (square pixels), the name comes
    #: before those of others; one that the edge cuts has so much of the view (``party_fills``).
    party: float = 40.0
    party_fills: float = 0.01
    #: Without room on its land it stands on water, with a line, no further than this from it; so much of the
    #: line may lie on others' land, or as much as the country is wide.
    outside: float = 110.0
    crossed: float = 36.0


COUNTRIES = Countries()
