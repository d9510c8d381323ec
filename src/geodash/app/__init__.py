"""The Streamlit side: pages, the component that hosts the map, and starting the server."""
