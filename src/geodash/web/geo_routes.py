"""The map: its script, and the files of its layers; places by name."""

from __future__ import annotations

import gzip
import mimetypes
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from geodash.query.params import MAX_QUERY_LENGTH
from geodash.web.http import (
    HEADERS,
    answering,
    cache_for,
    json_answer,
    kept_answer,
    refused,
    takes_gzip,
)

if TYPE_CHECKING:
    from geodash.web.served import Served
    from geodash.web.site import Site

#: Names of places beside the one asked for.
MOST_NEAR = 8
mimetypes.add_type("application/geo+json", ".geojson")


def routes(served: Served) -> list[BaseRoute]:
    """To be mounted below ``api``."""
    return [
        Route("/map.js", answering(served, _map)),
        Route("/geo/base/{z:int}/{x:int}/{y:int}", answering(served, _cell)),
        Route("/geo/relief/{z:int}/{x:int}/{y:int}", answering(served, _relief)),
        Route("/geo/area/{area_id}", answering(served, _area)),
        Route("/geo/{name:path}", answering(served, _geo)),
        Route("/place", answering(served, _place)),
    ]


def _map(request: Request, site: Site) -> Response:
    from geodash.views.map import map_module

    cache = cache_for(request, site.version)
    return kept_answer(request, site.version, "text/javascript", map_module, cache=cache)


def _geo(request: Request, site: Site) -> Response:
    name = request.path_params["name"]
    data = site.layer(name)
    if data is None:
        return refused("there is no such file", 404)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    cache = cache_for(request, site.geo_version)
    return kept_answer(request, site.geo_version, kind, lambda: data, cache=cache)


def _cell(request: Request, site: Site) -> Response:
    """A cell of the base map, as it stands in the file: packed by gzip."""
    data = site.base.cell(*_place_of(request)) if site.base else None
    packed = takes_gzip(request)
    answer = _piece(request, site, "application/octet-stream", data, packed)
    if data is not None and packed and answer.status_code == 200:
        answer.headers["Content-Encoding"] = "gzip"
    return answer


def _relief(request: Request, site: Site) -> Response:
    return _piece(
        request,
        site,
        "image/webp",
        site.base.relief(*_place_of(request)) if site.base else None,
        True,
    )


def _place_of(request: Request) -> tuple[int, int, int]:
    z, x, y = (int(request.path_params[name]) for name in "zxy")
    return z, x, y


def _piece(request: Request, site: Site, kind: str, data: bytes | None, packed: bool) -> Response:
    """A piece that never changes; of what is empty only that."""
    cache = cache_for(request, site.geo_version)
    if data is None:
        return Response(status_code=204, headers={**HEADERS, "Cache-Control": cache})
    make = (lambda: data) if packed else (lambda: gzip.decompress(data))
    return kept_answer(request, site.geo_version, kind, make, cache=cache)


def _area(request: Request, site: Site) -> Response:
    area_id = request.path_params["area_id"]
    feature = site.area(area_id) if len(area_id) <= MAX_QUERY_LENGTH else None
    if feature is None:
        return refused("there is no such area", 404)
    cache = cache_for(request, site.geo_version)
    return json_answer(request, site.geo_version, lambda: feature, cache=cache)


def _place(request: Request, site: Site) -> Response:
    asked = request.query_params
    texts = [asked.get("q", ""), *asked.getlist("near"), *asked.getlist("country")]
    if len(texts) > 1 + 2 * MOST_NEAR or any(len(text) > MAX_QUERY_LENGTH for text in texts):
        return refused("that is too much to ask in one go")
    try:
        places = site.places(texts[0], asked.getlist("near"), asked.getlist("country"))
    except ValueError as error:
        return refused(str(error))
    return json_answer(request, site.version, lambda: {"version": site.version, "places": places})
