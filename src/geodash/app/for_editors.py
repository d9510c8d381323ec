"""What the pages for editors share: whom they turn away, and what each is given first."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geodash.app.entrance import SIGN_IN
from geodash.views import told
from geodash.web.served import Served
from geodash.words.notes import BOUNDARIES, BOUNDARY_NOTE


def ask_to_sign_in() -> None:
    """What a reader sees instead of the page."""
    st.html(f'<p class="gd-closed">This page is for editors. <a href="{SIGN_IN}">Sign in</a></p>')


def first_data(served: Served) -> dict[str, Any]:
    """The collection, its version, and where the page's small map begins."""
    site = served.site()
    return {
        "api": "api/",
        "told": told.as_json(site.collection, site.geodata.areas),
        "collection": {**site.heading, "key": served.key},
        "version": site.version,
        "geo_version": site.geo_version,
        "boundary_note": BOUNDARY_NOTE,
        "boundary_short": BOUNDARIES,
        "home": site.homes[0]["bounds"],
    }
