"""A site as what is published: for ``/a/…`` and ``/e/…`` beside the app, and for ``geodash publish``."""

from __future__ import annotations

from collections.abc import Sequence

from geodash.publish.edition import Edition
from geodash.publish.hands import Hands
from geodash.publish.kept import Kept
from geodash.publish.since import Since
from geodash.web.build import build_mark
from geodash.web.recent import Recent
from geodash.web.site import Site

#: Of a version, the editions for the last addresses by which it was asked: what they work out of it takes a while.
_kept: Recent[Site, Edition] = Recent(4)


def edition_beside(site: Site, url: str) -> Edition:
    """The edition beside the live app that is asked at ``url``, which ends in ``/``."""
    return _kept.of(site, url, lambda: edition_of(site, url, app=True))


def edition_of(
    site: Site,
    url: str = "",
    *,
    app: bool = False,
    hands: Hands | None = None,
    since: Sequence[Since] = (),
    live: str = "",
    kept: Sequence[Kept] = (),
) -> Edition:
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
        hands or Hands(),
        since,
        site.beside.changed,
        live,
        kept,
    )
