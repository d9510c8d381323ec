"""The Streamlit side: pages, the component that hosts the map, and starting the server."""

from geodash.site import Site, current_site

__all__ = ["Site", "current_site"]
