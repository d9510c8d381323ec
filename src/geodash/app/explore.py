"""The Explore page: mounts its one component with the view that the URL asks for."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from geodash.app.visit import Pairs, first_data, given, renew
from geodash.web.served import Served
from geodash.web.site import Site

KEY = "explore"
_explore = st.components.v2.component(
    "geodash.explore", js="explore.js", css="explore.css", isolate_styles=False
)


def page(served: Served, site: Site, *, edit: bool = False) -> None:
    """Draws Explore; after that it is between the browser and our routes. ``edit``: for an editor."""
    make = partial(_data, served, edit=edit)
    with st.container(key="gd_explore"):
        _explore(
            key=KEY,
            data=given(KEY, site, make),
            on_fresh_change=lambda: renew(KEY, served, make),
        )


def _data(served: Served, site: Site, pairs: Pairs, *, edit: bool) -> dict[str, Any]:
    found = first_data(served, site, pairs)
    return found | {
        "collection": found["collection"] | {"uncoded": site.uncoded, "edit": edit},
        "geo_version": site.geo_version,
        "problems": {k: n for k, n in site.problems().items() if k != "items"},
        "homes": site.homes,
        "formats": site.formats(),
    }
