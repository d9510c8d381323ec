"""The map: its script, and the files of its layers."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from geodash.web.http import HEADERS, answering, cache_for, refused

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

    headers = {**HEADERS, "Cache-Control": cache_for(request, site.version)}
    return Response(map_module(), media_type="text/javascript", headers=headers)


def _geo(request: Request, site: Site) -> Response:
    # A layer is read as a whole; a range that nobody can read would be refused in plain text.
    request.scope["headers"] = [h for h in request.scope["headers"] if h[0] != b"range"]
    path = site.geo_file(request.path_params["name"])
    if path is None:
        return refused("there is no such file", 404)
    headers = {**HEADERS, "Cache-Control": cache_for(request, site.geo_version)}
    return FileResponse(path, headers=headers)
