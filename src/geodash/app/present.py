"""The Present page: the collection's briefings, and the one that the reader is composing.

The draft lives in the reader's browser. What a view shows, the show and the files come from our
own routes; Python lists the briefings and, with ``--edit``, saves one.
"""

from __future__ import annotations

import streamlit as st

from geodash.app.compose import page_data, save
from geodash.web.served import Served

KEY = "present"
_SAVED = "present_saved"
_present = st.components.v2.component(
    "geodash.present", js="present.js", css="present.css", isolate_styles=False
)


def page(served: Served) -> None:
    """Draws Present."""
    with st.container(key="gd_present"):
        _present(
            key=KEY,
            data=page_data(served, st.session_state.get(_SAVED)),
            on_save_change=lambda: _save(served),
            on_fresh_change=_again,
        )


def _save(served: Served) -> None:
    request = st.session_state[KEY].get("save")
    if isinstance(request, dict):
        st.session_state[_SAVED] = save(served, request)


def _again() -> None:
    """The run that follows lists the newest version."""
