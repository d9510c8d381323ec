"""The peer of ``explore.py``: the same events in a plain streamlit-folium app, as its docs suggest.

One marker with a tooltip an event, a multiselect for the kind, a fixed key, and the passage of the
clicked marker below the map.
"""

from __future__ import annotations

import sys
from pathlib import Path

import folium
import streamlit as st
from streamlit_folium import st_folium

from geodash.collection import load
from geodash.domain.model import Context

# Stock Folium loads ten files from CDNs, without which nothing is drawn; these suffice here.
folium.Map.default_js = [("leaflet", "/app/static/leaflet.js")]
folium.Map.default_css = [("leaflet_css", "/app/static/leaflet.css")]


@st.cache_resource
def collection(path: str):
    return load(path)


c = collection(sys.argv[1] if len(sys.argv) > 1 else str(Path(__file__).resolve().parents[1]))
located = [e for e in c.events.values() if e.point and e.context is Context.FOREGROUND]
kinds = st.multiselect("Kind", sorted({e.kind.value for e in located}))
shown = [e for e in located if not kinds or e.kind.value in kinds]

m = folium.Map(location=(39.7, 45.9), zoom_start=7, tiles=None, max_zoom=10)
for e in shown:
    folium.CircleMarker(e.point, radius=8, fill=True, tooltip=f"{e.event_id} {e.title}").add_to(m)
result = st_folium(
    m, key="map", height=420, width=900, returned_objects=["last_object_clicked_tooltip"]
)

tip = (result or {}).get("last_object_clicked_tooltip") or ""
chosen = tip.strip().split(" ")[0]
for mention in c.mentions:
    if mention.event_id == chosen:
        st.markdown(f"**{c.events[chosen].title}**")
        st.markdown(f"> {mention.quote}")
        break
