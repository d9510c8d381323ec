"""A page that is a document: written on the server from the data, to be read and printed."""

from __future__ import annotations

import streamlit as st

from geodash.app.shell import ASSETS
from geodash.views import told
from geodash.web.site import Site

_document = st.components.v2.component(
    "geodash.document", js="document.js", css="document_page.css", isolate_styles=False
)


def draw(site: Site, key: str, html: str, before: str = "") -> None:
    """Draws ``html``, an element of the class ``gd-doc`` with all text from data escaped; ``before`` stands above it.

    ``assets/document.css`` has its style; its links carry the view along, and a new version of the
    collection is offered as on every page.
    """
    st.html(f"<style>{(ASSETS / 'document.css').read_text('utf-8')}</style>")
    with st.container(key=f"gd_{key}"):
        st.html(before + html)
        data = {
            "api": "api/",
            "version": site.version,
            "subtitle": site.heading["subtitle"],
            "told": told.as_json(site.collection),
        }
        _document(key=key, data=data, on_fresh_change=_again)


def _again() -> None:
    """The run that follows draws the newest version."""
