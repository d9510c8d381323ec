"""The page About the data: a document, written from the data by ``geodash.views.about``."""

from __future__ import annotations

from geodash.app.document import draw
from geodash.web.site import Site

#: For whoever may edit: how a collection grows.
_GUIDE = (
    '<p class="gd-doc gd-doc-guide">You can edit this collection: '
    '<a href="api/guide">from nothing to the first events</a>, a guide of one page.</p>'
)


def page(site: Site, *, edit: bool) -> None:
    """Draws the document, made once a collection version; to an editor with the way to the guide."""
    draw(site, "about", site.about_page, _GUIDE if edit else "")
