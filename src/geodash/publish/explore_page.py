"""``explore/``: the instrument itself, with its answers made in the browser from files beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any

from geodash.geo.layers import ATTRIBUTION
from geodash.publish.edition import EXPLORE, LISTED, Edition
from geodash.publish.embed import view_frame
from geodash.publish.head import Told, page
from geodash.publish.leaf import Leaf, digest, packed
from geodash.publish.live import ground_at
from geodash.publish.query_file import QueryFile
from geodash.publish.stock import Stock
from geodash.views import told
from geodash.views.article import article_html
from geodash.views.card.panel import panel_card
from geodash.views.frames import around_event
from geodash.views.show_ground import Pieces, wanted
from geodash.views.slides import Frame
from geodash.views.still.fit import view_of
from geodash.words.dates import window_label
from geodash.words.notes import BOUNDARIES, BOUNDARY_NOTE
from geodash.words.numbers import number_of

Json = dict[str, Any]
#: Of cards there are so many in a file; the page is told.
CARDS = 40
#: Units of the map of a usual screen.
_MAP = (926.0, 466.0)


def explore_leaves(edition: Edition, stock: Stock) -> Iterator[Leaf]:
    """The page and its data, the data first; made only where anything in the collection changed."""
    made = QueryFile(edition.payloads, edition.collection.version, ("embed",))
    common = digest(
        edition.collection.version,
        edition.geodata.version,
        edition.mark,
        json.dumps([dict(edition.heading), list(map(dict, edition.homes))], default=str),
    )

    def leaf(name: str, make: Callable[[], object]) -> Leaf:
        path = f"{EXPLORE}/data/{name}.bin"
        return Leaf(path, digest(common, path), lambda: packed(_json(make())))

    yield leaf("query", made.query)
    yield leaf("events", made.events)
    yield leaf("texts", made.texts)
    yield leaf("page", partial(_page, edition))
    ids = [event.event_id for event in edition.in_time]
    for n in range(0, len(ids), CARDS):
        yield leaf(f"cards/{n // CARDS}", partial(_cards, edition, ids[n : n + CARDS]))
    for article_id in edition.collection.articles:
        yield leaf(f"articles/{article_id}", partial(_article, edition, article_id))
    yield Leaf.of(f"{EXPLORE}/index.html", _html(edition, stock).encode())


def explore_pieces(edition: Edition) -> Pieces:
    """The cells of the base map around each event and in the map's named views."""
    actors, areas = edition.collection.actors, edition.geodata.areas
    around = (around_event(e, (), edition.names, areas, actors) for e in edition.in_time)
    views = [*(b for b in around if b), *(tuple(home["bounds"]) for home in edition.homes)]
    return wanted(view_of(edition.geodata, (), Frame(bounds=v), _MAP) for v in dict.fromkeys(views))


def _page(edition: Edition) -> Json:
    base, pieces = edition.geodata.base, explore_pieces(edition)
    cells = {p: int(bool(base and base.cell(*p))) for p in pieces.ground}
    relief = [p for p in pieces.relief if base and base.relief(*p)]
    return {
        "api": "api/",
        "told": told.as_json(edition.collection, edition.geodata.areas),
        "collection": {**edition.heading, "uncoded": [], "edit": False},
        "attribution": ATTRIBUTION,
        "boundary_note": BOUNDARY_NOTE,
        "boundary_short": BOUNDARIES,
        "geo_version": edition.geodata.version,
        "problems": {"errors": 0, "warnings": 0, "infos": 0},
        "homes": list(edition.homes),
        "formats": [],
        "frame": view_frame(),
        "cards": CARDS,
        "ground_at": ground_at(edition.geodata),
        "ground": {
            "cells": {"/".join(map(str, p)): n for p, n in sorted(cells.items())},
            "relief": ["/".join(map(str, p)) for p in sorted(relief)],
        },
    }


def _cards(edition: Edition, ids: Iterable[str]) -> Json:
    return {i: _card(edition, i) for i in ids}


def _card(edition: Edition, event_id: str) -> Json:
    card = panel_card(edition.collection, event_id, edition.names, ways=LISTED)
    return {"html": card["html"], "event": edition.payloads.event(event_id)}


def _article(edition: Edition, article_id: str) -> Json:
    article = edition.collection.articles[article_id]
    return {
        "id": article_id,
        "title": article.title,
        "published": window_label(article),
        "html": article_html(edition.collection, article_id, read=LISTED.article(article_id)),
    }


def _html(edition: Edition, stock: Stock) -> str:
    title, told = edition.heading["title"], number_of(len(edition.in_time), "event")
    lead = f"{told} on one map, with filters, a timeline and the words that tell each."
    about = Told(f"{EXPLORE}/", f"Explore · {title}", title, lead, "website")
    return page(
        edition,
        stock,
        about,
        LISTED,
        "explore.html",
        here=f"{LISTED.root}{EXPLORE}/",
        sheet=f"{LISTED.root}{stock.explore_style}",
        explore=f"{LISTED.root}{stock.explore}",
        lead=lead,
        articles=edition.articles,
        # What the script asks for at once.
        soon=[f"data/{name}.bin" for name in ("page", "query", "events")],
    )


def _json(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=date.isoformat)
    return text.encode()
