"""The page About the data: a document, written from the data by ``geodash.views.about``."""

from __future__ import annotations

import streamlit as st

from geodash.app.shell import ASSETS
from geodash.web.site import current_site

_head = st.components.v2.component(
    "geodash.about", js="about.js", css="core/menu.css", isolate_styles=False
)


def page() -> None:
    """Draws the document; it is made once a collection version."""
    style = (ASSETS / "about.css").read_text("utf-8")
    st.html(f"<style>{style}</style>")
    with st.container(key="gd_about"):
        st.html(current_site().about_page)
        _head(key="about", data={"api": "api/", "subtitle": current_site().about()["subtitle"]})
