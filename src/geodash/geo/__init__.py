"""Places, areas and base-map files: pure Python, no Streamlit."""
