"""The script that Streamlit runs for each visitor."""

import streamlit as st

from geodash.app import explore, present, shell

shell.set_page()
pages = [
    st.Page(explore.page, title="Explore", url_path="explore", default=True),
    st.Page(present.page, title="Present", url_path="present"),
]
chosen = st.navigation(pages, position="hidden")
shell.arrive(chosen)
shell.head(pages, chosen)
chosen.run()
