"""The page About the data: a document, written from the data by ``geodash.views.about``."""

from __future__ import annotations

from geodash.app.document import draw
from geodash.web.site import Site


def page(site: Site) -> None:
    """Draws the document; it is made once a collection version."""
    draw(site, "about", site.about_page)
