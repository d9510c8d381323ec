"""The Analyse page: one component on the same filter as Explore."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geodash.geo.layers import ATTRIBUTION
from geodash.views import told
from geodash.web.site import current_site
from geodash.words.notes import BOUNDARY_NOTE

_analyse = st.components.v2.component(
    "geodash.analyse", js="analyse.js", css="analyse.css", isolate_styles=False
)


def page() -> None:
    """Draws Analyse; like Explore it is given its data once a visit and then asks our routes."""
    if "analyse_data" not in st.session_state:
        st.session_state.analyse_data = first_data()
    with st.container(key="gd_analyse"):
        _analyse(key="analyse", data=st.session_state.analyse_data)


def first_data() -> dict[str, Any]:
    """What the page needs to begin with; the figures follow by ``api/analysis``."""
    site = current_site()
    pairs = [(key, value) for key in st.query_params for value in st.query_params.get_all(key)]
    return {
        "api": "api/",
        "first": site.payload(pairs),
        "told": told.as_json(),
        "collection": site.about(),
        "formats": site.formats(),
        "attribution": ATTRIBUTION,
        "boundary_note": BOUNDARY_NOTE,
    }
