"""The Present page: the collection's briefings, and the one that the reader is composing.

The draft lives in the reader's browser. What a view shows, the show and the files come from our
own routes; Python lists the briefings and, with ``--edit``, saves one.
"""

from __future__ import annotations

import streamlit as st

from geodash.app.compose import page_data, save

_KEY = "present"
_present = st.components.v2.component(
    "geodash.present", js="present.js", css="present.css", isolate_styles=False
)


def page() -> None:
    """Draws Present."""
    with st.container(key="gd_present"):
        _present(
            key=_KEY,
            data=page_data(st.session_state.get("present_saved")),
            on_save_change=_save,
        )


def _save() -> None:
    request = st.session_state[_KEY].get("save")
    if isinstance(request, dict):
        st.session_state.present_saved = save(request)
