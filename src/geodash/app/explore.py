"""The Explore page: mounts its one component with the view that the URL asks for."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geodash.geo.layers import ATTRIBUTION
from geodash.views import told
from geodash.web.site import current_site
from geodash.words.notes import BOUNDARY_NOTE

_KEY = "explore"
_explore = st.components.v2.component(
    "geodash.explore", js="explore.js", css="explore.css", isolate_styles=False
)


def page() -> None:
    """Draws Explore.

    The component is given its data once a visit: a changed argument would make the browser side
    run again. From then on the browser asks ``/api`` and Python only follows.
    """
    if "explore_data" not in st.session_state:
        st.session_state.explore_data = first_data()
    with st.container(key="gd_explore"):
        _explore(
            key=_KEY,
            data=st.session_state.explore_data,
            on_view_change=_follow,
        )


def first_data() -> dict[str, Any]:
    """What the page needs to draw without a further question to the server."""
    site = current_site()
    pairs = [(key, value) for key in st.query_params for value in st.query_params.get_all(key)]
    return {
        "api": "api/",
        "first": site.payload(pairs),
        "geo_version": site.geo_version,
        "told": told.as_json(),
        "collection": site.about(),
        "problems": {k: n for k, n in site.problems().items() if k != "items"},
        "homes": site.homes,
        "attribution": ATTRIBUTION,
        "boundary_note": BOUNDARY_NOTE,
    }


def _follow() -> None:
    """Keeps the filter that the browser last showed, for the links to other pages."""
    st.session_state.view = st.session_state[_KEY].get("view", "")
