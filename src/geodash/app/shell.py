"""What all pages share: the head of the page, its style, its navigation."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st

from geodash.site import current_site

ASSETS = Path(__file__).resolve().parent.parent / "assets"


def set_page() -> None:
    """Title and icon of the browser tab."""
    st.set_page_config(
        page_title=f"{current_site().collection.title} · geodash",
        page_icon=str(ASSETS / "icon.png"),
        layout="wide",
        initial_sidebar_state="collapsed",
    )


def head(pages: Sequence[st.Page]) -> None:
    """Brand, the collection's name and, once there is more than one page, links to them."""
    st.html(f"<style>{_style()}</style>")
    about = current_site().about()
    with st.container(key="gd_head", horizontal=True, vertical_alignment="center"):
        st.html(
            '<div class="gd-brand"><strong>geodash</strong> '
            f"<span>{escape(str(about['subtitle']))}</span></div>"
        )
        if len(pages) > 1:
            for page in pages:
                st.page_link(page)


def _style() -> str:
    return (ASSETS / "tokens.css").read_text("utf-8") + (ASSETS / "shell.css").read_text("utf-8")
