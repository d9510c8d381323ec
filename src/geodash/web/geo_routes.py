"""The map: its script, and the files of its layers."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from geodash.web.http import HEADERS, answering, cache_for, etag_of, refused, unchanged

if TYPE_CHECKING:
    from geodash.web.served import Served
    from geodash.web.site import Site

mimetypes.add_type("application/geo+json", ".geojson")


def routes(served: Served) -> list[BaseRoute]:
    """To be mounted below ``api``."""
    return [
        Route("/map.js", answering(served, _map)),
        Route("/geo/{name:path}", answering(served, _geo)),
    ]


def _map(request: Request, site: Site) -> Response:
    from geodash.views.map import map_module

    etag = etag_of(request, site.version)
    headers = {**HEADERS, "ETag": etag, "Cache-Control": cache_for(request, site.version)}
    if same := unchanged(request, etag, headers):
        return same
    return Response(map_module(), media_type="text/javascript", headers=headers)


def _geo(request: Request, site: Site) -> Response:
    name = request.path_params["name"]
    data = site.layer(name)
    if data is None:
        return refused("there is no such file", 404)
    etag = etag_of(request, site.geo_version)
    headers = {**HEADERS, "ETag": etag, "Cache-Control": cache_for(request, site.geo_version)}
    if same := unchanged(request, etag, headers):
        return same
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Response(data, media_type=kind, headers=headers)
