"""What the page Code asks while an article is coded."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from geodash.coding.desk.answers import toll
from geodash.coding.desk.answers_days import days
from geodash.coding.desk.opening import opening
from geodash.coding.desk.state import State
from geodash.coding.versions.pending import kept
from geodash.collection.write.table import UnwritableError
from geodash.geo.searched import search_key
from geodash.web.code_agree import standing
from geodash.web.desks import Desks
from geodash.web.http import NO_ARTICLE, BodyHandler, Handler, answering, refused, taking, unkept
from geodash.web.queues import Queue
from geodash.words.dates import date_label_short

if TYPE_CHECKING:
    from geodash.web.served import Served
    from geodash.web.site import Site

Given = ParamSpec("Given")
#: Bytes of a draft: an article of 10,000 words coded whole has a tenth of it.
MOST = 8_000_000
_STEPS = Queue(4, 40)
#: Characters of what is typed, digits of an offset, events found.
_LONGEST, _DIGITS, _MOST_EVENTS = 200, 9, 8
#: Characters of a cell, and cells that are pasted at once.
_LONGEST_CELL, _MOST_CELLS = 2_000, 2_000
#: Characters of an outline's corners.
_MOST_CORNERS, _MOST_WORDS = 10_000, 1_500


def routes(served: Served) -> list[BaseRoute]:
    """To be mounted below ``api``."""
    desks = Desks(served)
    return [
        Route("/code/article/{article_id}", answering(served, _sound(_article(served, desks)))),
        Route("/code/place", answering(served, _sound(_place(desks)))),
        Route("/code/country", answering(served, _sound(_country(desks)))),
        Route("/code/point", answering(served, _sound(_point(desks)))),
        Route("/code/area", answering(served, _sound(_area(desks)))),
        Route("/code/read", answering(served, _read)),
        Route("/code/events", answering(served, _events)),
        Route("/code/cells", taking(served, _sound(_cells(desks)), MOST, _STEPS), methods=["POST"]),
        Route("/code/twins", taking(served, _sound(_twins(desks)), MOST, _STEPS), methods=["POST"]),
        Route("/code/view", taking(served, _sound(_view(desks)), MOST, _STEPS), methods=["POST"]),
    ]


def _sound(handler: Callable[Given, Response]) -> Callable[Given, Response]:
    """The handler, where the files could be written back; else 409 with one sentence."""

    def checked(*given: Given.args, **named: Given.kwargs) -> Response:
        try:
            return handler(*given, **named)
        except UnwritableError as error:
            return refused(str(error), 409)

    return checked


def _article(served: Served, desks: Desks) -> Handler:
    def handler(request: Request, site: Site) -> Response:
        article_id = request.path_params["article_id"]
        if article_id not in site.collection.articles:
            return refused(NO_ARTICLE, 404)
        found = opening(site.collection, desks.of(site).rows, article_id)
        # A new version of it may wait for its review to go on.
        reviewing = kept(Path(site.collection.path), article_id) is not None
        codings = standing(served, article_id)
        return unkept(found | {"reviewing": reviewing, "codings": codings})

    return handler


def _place(desks: Desks) -> Handler:
    def handler(request: Request, site: Site) -> Response:
        asked = request.query_params
        found = desks.of(site).places.find(
            asked.get("q", "")[:_LONGEST],
            asked.get("article", ""),
            _offset(asked.get("at", "")),
            asked.get("role", ""),
            asked.get("prec", ""),
        )
        return unkept(found)

    return handler


def _offset(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < _DIGITS else None


def _country(desks: Desks) -> Handler:
    """Countries by name; ``in``: those that the name of somebody says."""

    def handler(request: Request, site: Site) -> Response:
        asked, places = request.query_params, desks.of(site).places
        if name := asked.get("in", "")[:_LONGEST]:
            return unkept({"answers": places.countries_in(name)})
        return unkept(places.countries(asked.get("q", "")[:_LONGEST]))

    return handler


def _point(desks: Desks) -> Handler:
    """A point set by hand, and how near it is known."""

    def handler(request: Request, site: Site) -> Response:
        asked = request.query_params
        found = desks.of(site).point(
            asked.get("lat", ""), asked.get("lon", ""), asked.get("km", ""), asked.get("words", "")
        )
        return unkept(found)

    return handler


def _area(desks: Desks) -> Handler:
    """An area or a line by its corners."""

    def handler(request: Request, site: Site) -> Response:
        asked = request.query_params
        corners = asked.get("corners", "")[:_MOST_CORNERS]
        return unkept(desks.of(site).area(corners, asked.get("words", "")))

    return handler


def _read(request: Request, site: Site) -> Response:
    """A day or a toll as it was typed."""
    asked = request.query_params
    text = asked.get("text", "")[:_LONGEST]
    if asked.get("what") == "toll":
        return unkept(toll(text))
    article = site.collection.articles.get(asked.get("article", ""))
    words = asked.get("words", "")[:_MOST_WORDS]
    at = _offset(asked.get("at", ""))
    return unkept(days(text, article, printed=bool(asked.get("told")), words=words, at=at))


def _events(request: Request, site: Site) -> Response:
    """Events of the whole collection by words of their titles."""
    words = search_key(request.query_params.get("q", "")[:_LONGEST]).split()
    events = (e for e in site.collection.events.values() if not e.withdrawn)
    found = (e for e in events if all(w in search_key(e.title) for w in words))
    answers = [
        {"id": e.event_id, "text": e.title, "detail": date_label_short(e), "set": {}}
        for e in islice(found, _MOST_EVENTS)
    ]
    return unkept({"answers": answers})


def _texts(found: Mapping[str, object] | None) -> dict[str, str]:
    return {str(k): str(v) for k, v in (found or {}).items()}


def _view(desks: Desks) -> BodyHandler:
    def handler(_: Request, site: Site, body: bytes) -> Response:
        try:
            asked = json.loads(body)
            state = State.from_json(asked.get("state"))
            article_id, chosen = str(asked.get("article", "")), str(asked.get("event") or "")
            actors = [_texts(actor) for actor in asked.get("ghost_actors") or ()]
        except (ValueError, AttributeError, TypeError, RecursionError) as error:
            return refused(f"This is no draft: {error}")
        if article_id not in site.collection.articles:
            return refused(NO_ARTICLE, 404)
        table = asked.get("table") is True
        return unkept(desks.of(site).view(state, article_id, chosen, actors, table=table))

    return handler


def _twins(desks: Desks) -> BodyHandler:
    """Two events of which one is told twice."""

    def handler(_: Request, site: Site, body: bytes) -> Response:
        try:
            asked = json.loads(body)
            state, article_id = State.from_json(asked.get("state")), str(asked.get("article", ""))
            one, other = str(asked["one"]), str(asked["other"])
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return refused("These are no two events of an article: article, state, one and other.")
        if article_id not in site.collection.articles:
            return refused(NO_ARTICLE, 404)
        try:
            return unkept(desks.of(site).twins(state, article_id, one, other))
        except ValueError as error:
            return refused(str(error))

    return handler


def _cells(desks: Desks) -> BodyHandler:
    """Cells of the table as they were typed or pasted."""

    def handler(_: Request, site: Site, body: bytes) -> Response:
        try:
            asked = json.loads(body)
            state, article_id = State.from_json(asked.get("state")), str(asked.get("article", ""))
            items = [
                (str(i["event"]), str(i["column"]), str(i["text"])[:_LONGEST_CELL])
                for i in asked["items"]
            ]
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return refused("These are no cells: items of event, column and text.")
        if article_id not in site.collection.articles:
            return refused(NO_ARTICLE, 404)
        if len(items) > _MOST_CELLS:
            return refused(f"At most {_MOST_CELLS:,} cells at once.")
        return unkept({"results": desks.of(site).typed(state, article_id, items)})

    return handler
