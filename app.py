"""Start with ``streamlit run app.py`` (or ``make run``): geodash on the collection beside this file."""

import os
import sys
from pathlib import Path

import streamlit as st

from geodash.app.serve import SCRIPT, parts
from geodash.web.served import served_here
from geodash.web.settings import PATH_VARIABLE

os.environ.setdefault(PATH_VARIABLE, str(Path(__file__).resolve().parent))

try:
    made = parts(served_here(), st.get_option("server.baseUrlPath"))
except ValueError as error:  # editing needs a login that isn't set up
    sys.exit(f"geodash: {error}")
# Streamlit finds the app by reading this file, so the call must stand here literally.
app = st.App(str(SCRIPT), **made)
