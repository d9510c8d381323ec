"""The page Read: an article beside the map that follows it."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from geodash.app.visit import Pairs, first_data, given, renew
from geodash.web.served import Served
from geodash.web.site import Site

KEY = "read"
_read = st.components.v2.component(
    "geodash.read", js="read.js", css="read.css", isolate_styles=False
)


def page(served: Served, site: Site) -> None:
    """Draws Read; other articles come by ``api/read``."""
    make = partial(_data, served)
    with st.container(key="gd_read"):
        _read(
            key=KEY,
            data=given(KEY, site, make),
            on_fresh_change=lambda: renew(KEY, served, make),
        )


def _data(served: Served, site: Site, pairs: Pairs) -> dict[str, Any]:
    return first_data(served, site, pairs, site.read(pairs)) | {
        "geo_version": site.geo_version,
        "homes": site.homes,
    }
