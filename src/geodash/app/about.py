"""The page About the data: a document, written from the data by ``geodash.views.about``."""

from __future__ import annotations

import streamlit as st

from geodash.app.shell import ASSETS
from geodash.web.site import Site

_head = st.components.v2.component(
    "geodash.about", js="about.js", css="core/menu.css", isolate_styles=False
)


def page(site: Site) -> None:
    """Draws the document; it is made once a collection version."""
    style = (ASSETS / "about.css").read_text("utf-8")
    st.html(f"<style>{style}</style>")
    with st.container(key="gd_about"):
        st.html(site.about_page)
        data = {"api": "api/", "version": site.version, "subtitle": site.heading["subtitle"]}
        _head(key="about", data=data, on_fresh_change=_again)


def _again() -> None:
    """The run that follows draws the newest version."""
