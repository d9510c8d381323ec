"""What the pages ask of the events: a view, clusters, figures, a search, cards, an article, what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from geodash.query.compare import LETTERS
from geodash.web.http import NO_ARTICLE, answering, cache_for, json_answer, kept_answer, refused

if TYPE_CHECKING:
    from geodash.web.served import Served
    from geodash.web.site import Site

MAX_CARDS = 60
_DIGITS = 8
_NEEDED = "view=west,south,east,north in degrees and zoom=0..22 are needed"
_RANGE = "view or zoom is out of range: west, south, east, north in degrees"


def routes(served: Served) -> list[BaseRoute]:
    """To be mounted below ``api``."""
    return [
        Route("/events", answering(served, _events)),
        Route("/clusters", answering(served, _clusters)),
        Route("/page", answering(served, _page)),
        Route("/search", answering(served, _search)),
        Route("/analysis", answering(served, _analysis)),
        Route("/compare", answering(served, _compare)),
        Route("/compare/{letter}.svg", answering(served, _side_map)),
        Route("/cards", answering(served, _cards)),
        Route("/article/{article_id}", answering(served, _article)),
        Route("/read", answering(served, _read)),
        Route("/problems", answering(served, _problems)),
    ]


def _events(request: Request, site: Site) -> Response:
    pairs = request.query_params.multi_items()
    return json_answer(request, site.version, lambda: site.payload(pairs))


def _analysis(request: Request, site: Site) -> Response:
    pairs = request.query_params.multi_items()
    return json_answer(request, site.version, lambda: site.analysis(pairs))


def _compare(request: Request, site: Site) -> Response:
    pairs = request.query_params.multi_items()
    return json_answer(request, site.version, lambda: site.compare(pairs))


def _side_map(request: Request, site: Site) -> Response:
    letter = request.path_params["letter"]
    if letter not in LETTERS:
        return refused("the sides are a and b", 404)
    pairs, small = request.query_params.multi_items(), "small" in request.query_params
    try:
        return kept_answer(
            request,
            site.version,
            "image/svg+xml",
            lambda: site.side_map(pairs, letter, small=small),
        )
    except ValueError as error:
        return refused(str(error))


def _clusters(request: Request, site: Site) -> Response:
    pairs = request.query_params.multi_items()
    try:
        view, zoom = _view(request)
    except ValueError as error:
        return refused(str(error))
    return json_answer(request, site.version, lambda: site.clusters(pairs, view, zoom))


def _page(request: Request, site: Site) -> Response:
    pairs = request.query_params.multi_items()
    at = request.query_params.get("at", "0")
    if not (at.isascii() and at.isdigit() and len(at) <= _DIGITS):
        return refused("at=0 or a later place in the list of events is needed")
    return json_answer(request, site.version, lambda: site.page(pairs, int(at)))


def _search(request: Request, site: Site) -> Response:
    query = request.query_params.get("q", "")
    return json_answer(request, site.version, lambda: site.search(query))


def _view(request: Request) -> tuple[tuple[float, float, float, float], int]:
    """``view=w,s,e,n`` in degrees and ``zoom``; raises ``ValueError`` with what is accepted."""
    try:
        w, s, e, n = (float(v) for v in request.query_params["view"].split(","))
        zoom = int(request.query_params["zoom"])
    except (KeyError, ValueError):
        raise ValueError(_NEEDED) from None
    if not (-180 <= w <= 180 and -180 <= e <= 180 and -90 <= s <= n <= 90 and 0 <= zoom <= 22):
        raise ValueError(_RANGE)
    return (w, s, e, n), zoom


def _cards(request: Request, site: Site) -> Response:
    ids = list(dict.fromkeys(request.query_params.getlist("id")))
    if not ids or len(ids) > MAX_CARDS:
        return refused(f"between 1 and {MAX_CARDS} id parameters are needed")
    cache = cache_for(request, site.version)
    return json_answer(request, site.version, lambda: site.cards(ids), cache=cache)


def _article(request: Request, site: Site) -> Response:
    article_id = request.path_params["article_id"]
    if article_id not in site.collection.articles:
        return refused(NO_ARTICLE, 404)
    cache = cache_for(request, site.version)
    return json_answer(request, site.version, lambda: site.article(article_id), cache=cache)


def _read(request: Request, site: Site) -> Response:
    pairs = request.query_params.multi_items()
    return json_answer(request, site.version, lambda: site.read(pairs))


def _problems(request: Request, site: Site) -> Response:
    return json_answer(request, site.version, site.problems)
