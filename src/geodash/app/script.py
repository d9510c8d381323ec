"""The script that Streamlit runs for each visitor: one run, one version of the collection."""

from functools import partial

import streamlit as st

from geodash.app import about, analyse, bring, code, entrance, explore, present, read, shell
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
visitor = entrance.visitor(served)
editor = visitor.editor
pages = [
    st.Page(
        partial(explore.page, served, site, edit=editor is not None),
        title=PAGES["explore"],
        url_path="explore",
        default=True,
    ),
    st.Page(partial(read.page, served, site), title=PAGES["read"], url_path="read"),
    st.Page(partial(analyse.page, served, site), title=PAGES["analyse"], url_path="analyse"),
    st.Page(
        partial(present.page, served, edit=editor is not None),
        title=PAGES["present"],
        url_path="present",
    ),
    st.Page(
        partial(about.page, site, edit=editor is not None), title=PAGES["about"], url_path="about"
    ),
]
coding = st.Page(partial(code.page, served, editor), title=PAGES["code"], url_path="code")
bringing = st.Page(partial(bring.page, served, editor), title=PAGES["bring"], url_path="bring")
editing = [coding, bringing]
linked = pages if editor is None else [*pages[:-1], *editing, pages[-1]]
# Who isn't signed in can follow a link to them, and is asked to.
known = [*pages, *editing] if visitor.login and editor is None else linked
chosen = st.navigation(known, position="hidden")
shell.arrive(site, chosen)
shell.head(served, site, linked, chosen, visitor)
chosen.run()
