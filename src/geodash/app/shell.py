"""What all pages share: the head of the page, its style, its navigation."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st

from geodash.app import analyse, bring, code, explore, read
from geodash.app.entrance import SIGN_IN, SIGN_OUT, Visitor
from geodash.app.visit import leave
from geodash.views import drawing, symbols
from geodash.web.served import Served
from geodash.web.site import Site

ASSETS = Path(__file__).resolve().parent.parent / "assets"


def set_page(site: Site) -> None:
    """Title and icon of the browser tab."""
    st.set_page_config(
        page_title=f"{site.collection.title} · geodash",
        page_icon=str(ASSETS / "icon.png"),
        layout="wide",
        initial_sidebar_state="collapsed",
    )


def arrive(site: Site, chosen: st.Page) -> None:
    """Names the page in the tab, and lets go of what it was given on an earlier visit.

    Within a page the browser's address runs ahead of Python; on arrival it is the truth.
    """
    if chosen.url_path:
        st.set_page_config(page_title=f"{chosen.title} · {site.collection.title}")
    if st.session_state.get("page") != chosen.url_path:
        st.session_state.page = chosen.url_path
        for page in (explore.KEY, read.KEY, analyse.KEY):
            leave(page)
        code.leave()
        bring.leave()


def head(
    served: Served, site: Site, pages: Sequence[st.Page], chosen: st.Page, who: Visitor
) -> None:
    """Brand, the collection's name, links to the pages, and where there is a login who signed in.

    The links are plain ones that also work before any script; ``assets/core/nav.js`` makes them carry
    the reader's view along and changes the page without loading it anew. A page added to
    ``pages`` appears here and in the phone's menu without further work.
    """
    st.html(f"<style>{_style()}</style>")
    links = "".join(_link(page, page.url_path == chosen.url_path) for page in pages)
    with st.container(key="gd_head"):
        st.html(
            '<div class="gd-headrow"><div class="gd-brand"><strong>geodash</strong> '
            f"<span>{escape(str(site.heading['subtitle']))}</span></div>"
            f'{_who(who)}<nav class="gd-pages" aria-label="Pages" data-gd-of="{served.key}">{links}</nav>'
            '<button type="button" class="gd-head-menu" aria-label="Menu">☰</button></div>'
        )


def _link(page: st.Page, current: bool) -> str:
    """A link relative to the address of any page, since all stand side by side below the root."""
    here = ' aria-current="page"' if current else ""
    address = escape(page.url_path or "./")
    return f'<a href="{address}" data-gd-page{here}>{escape(page.title)}</a>'


def _who(who: Visitor) -> str:
    if not who.login:
        return ""
    said, link = "", f'<a href="{SIGN_IN}">Sign in</a>'
    if who.editor or who.address:
        name = who.editor.name if who.editor else f"{who.address}, to read only"
        said = f'<span>Signed in as <bdi title="{escape(name)}">{escape(name)}</bdi></span>'
        link = f'<a href="{SIGN_OUT}">Sign out</a>'
    return f'<div class="gd-who" role="group" aria-label="Editing">{said}{link}</div>'


def _style() -> str:
    sheets = (
        (ASSETS / "core" / name).read_text("utf-8")
        for name in ("tokens.css", "shell.css", "fresh.css")
    )
    return symbols.as_css() + drawing.as_css() + "".join(sheets)
