"""geodash: read a body of articles as a map."""

__version__ = "0.1.0"
