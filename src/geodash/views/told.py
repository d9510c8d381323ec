"""What a page's JavaScript is told once, with its first data, so that nothing is said again there.

``core/told.js`` keeps it; every page and the show tell it before anything is drawn.
"""

from __future__ import annotations

from typing import Any

from geodash.query.filter import KNOWN_PARAMS, LOOK_PARAMS, MANY_PARAMS, UI_PARAMS
from geodash.views import symbols
from geodash.words.days import LONG_MONTHS, SHORT_MONTHS


def as_json() -> dict[str, Any]:
    """``symbols`` (how things are drawn), ``months`` (their names, January first), ``params``.

    ``params`` names the parameters of an address: the filter's ``keys`` in canonical order, the
    ``many`` of them that may stand several times, and the page's own, of which those of ``look``
    say how Analyse looks at the events.
    """
    return {
        "symbols": symbols.as_json(),
        "months": {"long": LONG_MONTHS[1:], "short": SHORT_MONTHS[1:]},
        "params": {
            "keys": KNOWN_PARAMS,
            "many": MANY_PARAMS,
            "page": UI_PARAMS,
            "look": LOOK_PARAMS,
        },
    }
