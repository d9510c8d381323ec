"""The script that Streamlit runs for each visitor."""

import streamlit as st

from geodash.app import about, analyse, explore, present, shell

shell.set_page()
pages = [
    st.Page(explore.page, title="Explore", url_path="explore", default=True),
    st.Page(analyse.page, title="Analyse", url_path="analyse"),
    st.Page(present.page, title="Present", url_path="present"),
    st.Page(about.page, title="About the data", url_path="about"),
]
chosen = st.navigation(pages, position="hidden")
shell.arrive(chosen)
shell.head(pages, chosen)
chosen.run()
