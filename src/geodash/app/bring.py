"""The page Bring data: files of other people's events; in the navigation for editors only.

Files go from the browser to our own routes, and nothing of them through Streamlit.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from geodash.app.for_editors import ask_to_sign_in, first_data
from geodash.web.editors import Editor
from geodash.web.served import Served

KEY = "bring"
_KEPT = "bring_kept"
_bring = st.components.v2.component(
    "geodash.bring", js="bring.js", css="bring.css", isolate_styles=False
)


def page(served: Served, editor: Editor | None) -> None:
    """Draws Bring data for an editor; an import that makes a new version doesn't draw it anew."""
    if editor is None:
        ask_to_sign_in()
        return
    if _KEPT not in st.session_state:
        st.session_state[_KEPT] = _data(served)
    with st.container(key="gd_bring"):
        _bring(key=KEY, data=st.session_state[_KEPT])


def leave() -> None:
    """Lets go of what an earlier visit was given."""
    st.session_state.pop(_KEPT, None)


def _data(served: Served) -> dict[str, Any]:
    # Who only shows a collection needs nothing of this.
    from geodash.web.data_stage import MOST_STAGED, too_large

    return first_data(served) | {"most": MOST_STAGED, "too_large": too_large()}
