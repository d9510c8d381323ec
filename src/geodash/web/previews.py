"""The pictures of links, drawn once a view and kept for as long as their version is served."""

from __future__ import annotations

from dataclasses import replace

from geodash.exchange.link_picture import link_picture
from geodash.query import Filter
from geodash.views.frames import around_many, parties_of, seen_in
from geodash.views.pictures.card import link_card
from geodash.views.slides import Frame
from geodash.web.preview import Head, head_of
from geodash.web.recent import Recent
from geodash.web.site import Pairs, Site

#: Pictures that are kept of a version; each has some 100 KB.
_kept: Recent[Site, bytes] = Recent(64)
#: Events that are drawn; of more, the first.
_MOST_DRAWN = 400


def preview(site: Site, pairs: Pairs) -> bytes:
    """A JPEG of 1200 × 630 of what an address shows: its event, else its filter."""
    pairs = list(pairs)
    head = head_of(site, "", pairs)
    return _kept.of(site, head.query, lambda: _drawn(site, pairs, head))


def _drawn(site: Site, pairs: list[tuple[str, str]], head: Head) -> bytes:
    f, _ = Filter.from_params(pairs, site.store.vocabulary)
    frame = seen_in(pairs).frame
    chosen = [e for i in frame.selected if (e := site.collection.events.get(i)) and not e.withdrawn]
    events = site.store.select(f, _MOST_DRAWN)
    events += [e for e in chosen if e.event_id not in {x.event_id for x in events}]
    members = {i: site.store.members(i) for i in {*site.store.beside_parts(f), *frame.selected}}
    if not (chosen or frame.center):
        frame = Frame(bounds=around_many(events, site.store.vocabulary.places))
    shown = chosen if chosen and not frame.center else events
    frame = replace(frame, parties=parties_of(shown, site.collection.actors))
    card = link_card(
        site.geodata, events, head.heading, head.description, site.collection.title,
        frame=frame, members=members, home=tuple(site.homes[0]["bounds"]),
    )  # fmt: skip
    return link_picture(card)
