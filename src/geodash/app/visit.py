"""What a page with events is given, once a visit: a changed argument would make its browser side run again.

From then on the browser asks ``api/``. It is given anew only when the reader asks for a new
version of the collection (``assets/core/fresh.js``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import streamlit as st

from geodash.geo.layers import ATTRIBUTION
from geodash.views import told
from geodash.web.served import Served
from geodash.web.site import Site
from geodash.words.notes import BOUNDARIES, BOUNDARY_NOTE

Json = dict[str, Any]
Pairs = list[tuple[str, str]]
#: The data of a page for a view: the site, and the parameters of the page's address.
Make = Callable[[Site, Pairs], Json]


def first_data(served: Served, site: Site, pairs: Pairs, first: Json | None = None) -> Json:
    """What every page with events needs to draw without a further question.

    ``first`` is its answer to the address, where that is not the filter's.
    """
    return {
        "api": "api/",
        "first": site.payload(pairs) if first is None else first,
        "told": told.as_json(site.collection, site.geodata.areas),
        "collection": {**site.heading, "key": served.key},
        "attribution": ATTRIBUTION,
        "boundary_note": BOUNDARY_NOTE,
        "boundary_short": BOUNDARIES,
    }


def given(page: str, site: Site, make: Make) -> Json:
    """The data of this visit to ``page``; made on arrival, from the address."""
    if _kept(page) not in st.session_state:
        address = st.query_params
        pairs = [(key, value) for key in address for value in address.get_all(key)]
        st.session_state[_kept(page)] = make(site, pairs)
    data: Json = st.session_state[_kept(page)]
    return data


def renew(page: str, served: Served, make: Make) -> None:
    """Makes it anew of the newest version; the page's component says for which address."""
    search = st.session_state[page].get("fresh")
    if isinstance(search, str):
        pairs = parse_qsl(search.removeprefix("?"), keep_blank_values=True)
        st.session_state[_kept(page)] = make(served.site(), pairs)


def leave(page: str) -> None:
    """Lets go of what an earlier visit was given."""
    st.session_state.pop(_kept(page), None)


def _kept(page: str) -> str:
    return f"{page}_data"
