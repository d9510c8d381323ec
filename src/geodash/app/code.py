"""The Code page: an article beside its events; in the navigation for editors only.

The draft lives in the editor's browser, and what is shown of it comes from our own routes.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from geodash.app.for_editors import ask_to_sign_in, first_data
from geodash.web.editors import Editor
from geodash.web.served import Served

KEY = "code"
_code = st.components.v2.component(
    "geodash.code", js="code.js", css="code.css", isolate_styles=False
)


def page(served: Served, editor: Editor | None) -> None:
    """Draws Code for an editor; a new version of the collection is taken up by the page itself."""
    if editor is None:
        ask_to_sign_in()
        return
    if KEY not in st.session_state.get("code_kept", {}):
        st.session_state["code_kept"] = {KEY: _data(served) | {"editor": editor.name}}
    with st.container(key="gd_code"):
        # The first article of a collection changes what the head says of it: the script runs again.
        _code(key=KEY, data=st.session_state["code_kept"][KEY], on_stored_change=lambda: None)


def leave() -> None:
    """Lets go of what an earlier visit was given."""
    st.session_state.pop("code_kept", None)


def _data(served: Served) -> dict[str, Any]:
    # Who only shows a collection needs nothing of this.
    from geodash.coding.desk.opening import shelf

    return first_data(served) | {"shelf": shelf(served.site().collection)}
