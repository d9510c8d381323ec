"""A site as what is published: for ``/a/…`` and ``/e/…`` beside the app, and for ``geodash publish``."""

from __future__ import annotations

from geodash.publish.edition import Edition
from geodash.web.build import build_mark
from geodash.web.site import Site


def edition_of(site: Site, url: str = "", *, app: bool = False) -> Edition:
    """The site's version as an edition that stands at ``url``, which ends in ``/``."""
    return Edition(
        site.collection,
        site.geodata,
        site.store,
        site.payloads,
        site.heading,
        site.homes,
        site.beside.descriptor,
        url,
        build_mark(),
        app,
    )
