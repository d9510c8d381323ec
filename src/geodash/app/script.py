"""The script that Streamlit runs for each visitor: one run, one version of the collection."""

from functools import partial

import streamlit as st

from geodash.app import about, analyse, code, explore, present, shell
from geodash.web.pages import PAGES
from geodash.web.served import UnreadableError, served_here

served = served_here()
try:
    site = served.site()
except UnreadableError as error:
    st.title("This can’t be shown")
    st.text(str(error))
    st.stop()
shell.set_page(site)
pages = [
    st.Page(
        partial(explore.page, served, site),
        title=PAGES["explore"],
        url_path="explore",
        default=True,
    ),
    st.Page(partial(analyse.page, served, site), title=PAGES["analyse"], url_path="analyse"),
    st.Page(partial(present.page, served), title=PAGES["present"], url_path="present"),
    st.Page(partial(about.page, site), title=PAGES["about"], url_path="about"),
]
if served.edit:
    coding = st.Page(partial(code.page, served), title=PAGES["code"], url_path="code")
    pages.insert(len(pages) - 1, coding)
chosen = st.navigation(pages, position="hidden")
shell.arrive(site, chosen)
shell.head(served, site, pages, chosen)
chosen.run()
