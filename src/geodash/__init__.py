"""geodash: read a body of articles as a map."""

#: The one place where it is written: `pyproject.toml` reads it here.
__version__ = "0.1.0"
