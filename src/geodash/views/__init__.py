"""Pure builders of what people see: no Streamlit, no I/O."""
