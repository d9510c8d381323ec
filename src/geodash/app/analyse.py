"""The Analyse page: one component on the same filter as Explore."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from geodash.app.visit import Pairs, first_data, given, renew
from geodash.web.served import Served
from geodash.web.site import Site

KEY = "analyse"
_analyse = st.components.v2.component(
    "geodash.analyse", js="analyse.js", css="analyse.css", isolate_styles=False
)


def page(served: Served, site: Site) -> None:
    """Draws Analyse; its figures come by ``api/analysis``."""
    make = partial(_data, served)
    with st.container(key="gd_analyse"):
        _analyse(
            key=KEY,
            data=given(KEY, site, make),
            on_fresh_change=lambda: renew(KEY, served, make),
        )


def _data(served: Served, site: Site, pairs: Pairs) -> dict[str, Any]:
    return first_data(served, site, pairs) | {"formats": site.formats()}
