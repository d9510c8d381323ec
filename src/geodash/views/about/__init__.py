"""About the data: what was coded, how sure it is, what is missing; written from the data alone."""

from geodash.views.about.page import about_html

__all__ = ["about_html"]
