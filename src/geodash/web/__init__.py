"""What serves: the site of a collection version, our routes beside Streamlit, the shows."""
