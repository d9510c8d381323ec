"""The script that Streamlit runs for each visitor."""

import streamlit as st

from geodash.app import explore, shell

shell.set_page()
pages = [st.Page(explore.page, title="Explore", url_path="explore", default=True)]
chosen = st.navigation(pages, position="hidden")
shell.head(pages)
chosen.run()
