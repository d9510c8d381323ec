"""What a page's JavaScript is told once, with its first data, so that nothing is said again there.

``core/told.js`` keeps it; every page and the show tell it before anything is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from geodash.domain.kinds import KINDS
from geodash.domain.model import Collection
from geodash.geo.areas import Area
from geodash.query.filter import KNOWN_PARAMS, LOOK_PARAMS, MANY_PARAMS, UI_PARAMS
from geodash.views import drawing, symbols
from geodash.views.area_names import area_name
from geodash.words.days import LONG_MONTHS, SHORT_MONTHS
from geodash.words.precision import ABOUT, MOVED, NO_SCENE, PLACE, RING, SEAT, SPOKEN
from geodash.words.terms import TERMS


def as_json(collection: Collection | None = None, areas: Iterable[Area] = ()) -> dict[str, Any]:
    """``symbols`` and ``drawing`` (how things are drawn), ``areas`` (what is written on each of
    them, by id), ``months`` (their names, January first), ``terms`` (what is explained where it stands),
    ``places`` (how closely a place is known that has no scene, and what leads to that of a moved mark), ``params``.

    ``params`` names the parameters of an address: the filter's ``keys`` in canonical order, the
    ``many`` of them that may stand several times, and the page's own, of which those of ``look``
    say how Analyse looks at the events.
    """
    return {
        "symbols": symbols.as_json(collection.kinds if collection else KINDS),
        "drawing": drawing.as_json(),
        "areas": {area.area_id: area_name(area)._asdict() for area in areas},
        "months": {"long": LONG_MONTHS[1:], "short": SHORT_MONTHS[1:]},
        "terms": TERMS,
        "places": {
            "country": PLACE[6].known,
            "seat": SEAT,
            "no_scene": NO_SCENE,
            "spoken": SPOKEN,
            "ring": RING,
            "moved": MOVED,
            "about": ABOUT,
        },
        "params": {
            "keys": KNOWN_PARAMS,
            "many": MANY_PARAMS,
            "page": UI_PARAMS,
            "look": LOOK_PARAMS,
        },
    }
