"""The Present page: the collection's briefings, and the one that the reader is composing.

The draft lives in the reader's browser. What a view shows, the show and the files come from our
own routes, which save one too; Python lists the briefings.
"""

from __future__ import annotations

import streamlit as st

from geodash.app.compose import page_data
from geodash.web.served import Served

KEY = "present"
_present = st.components.v2.component(
    "geodash.present", js="present.js", css="present.css", isolate_styles=False
)


def page(served: Served, *, edit: bool = False) -> None:
    """Draws Present; an editor may save a draft (``edit``)."""
    with st.container(key="gd_present"):
        _present(key=KEY, data=page_data(served, edit=edit), on_fresh_change=_again)


def _again() -> None:
    """The run that follows lists the newest version."""
