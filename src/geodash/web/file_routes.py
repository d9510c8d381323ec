"""What takes its time: a view as a file or in sentences, and what changed since an older version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from geodash.web.http import (
    AGAIN,
    HEADERS,
    Endpoint,
    answering,
    cache_for,
    etag_of,
    json_answer,
    page_address,
    refused,
    taking,
    unchanged,
    unkept,
)

if TYPE_CHECKING:
    from geodash.web.served import Served
    from geodash.web.site import Site

#: How many files are written at a time; they have threads of their own, which no page waits for.
MAX_FILES_AT_ONCE = 2


def routes(served: Served) -> list[BaseRoute]:
    """To be mounted below ``api``."""
    files = anyio.CapacityLimiter(MAX_FILES_AT_ONCE)
    return [
        Route("/events.{format}", answering(served, _file, files)),
        Route("/formats", answering(served, _formats)),
        Route("/paragraph", answering(served, _paragraph, files)),
        Route("/diff", _diff(served, files), methods=["POST"]),
    ]


def _file(request: Request, site: Site) -> Response:
    from geodash.exchange.registry import FORMATS

    name = request.path_params["format"]
    if name not in FORMATS:
        known = ", ".join(f".{other}" for other in FORMATS)
        return refused(f"there is no such format; there are {known}", 404)
    address = page_address(request)
    etag = etag_of(request, site.version, address)
    headers = {**HEADERS, "ETag": etag, "Cache-Control": AGAIN, "Vary": "Host"}
    if same := unchanged(request, etag, headers):
        return same
    try:
        found = site.export(name, request.query_params.multi_items(), address)
    except ValueError as error:
        return refused(str(error))
    headers["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return Response(found.data, media_type=found.media_type, headers=headers)


def _formats(request: Request, site: Site) -> Response:
    return json_answer(request, site.version, site.formats, cache=cache_for(request, site.version))


def _paragraph(request: Request, site: Site) -> Response:
    """``/api/paragraph?<filter>``."""
    pairs = request.query_params.multi_items()
    address = page_address(request)
    return json_answer(request, site.version, lambda: site.paragraph(pairs, address))


def _diff(served: Served, files: anyio.CapacityLimiter) -> Endpoint:
    """``POST /api/diff``: an older version as a zip; nothing of it is kept."""

    async def endpoint(request: Request) -> Response:
        from geodash.collection.versions.since import MOST_PACKAGE

        # A type that no form can send: another site's page can't have this done.
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/zip":
            return refused("an older version as a zip is needed, sent as application/zip", 415)
        return await taking(served, _changes, MOST_PACKAGE, files)(request)

    return endpoint


def _changes(_: Request, site: Site, package: bytes) -> Response:
    from geodash.collection.sources import CollectionError

    try:
        return unkept(site.diff(package))
    except CollectionError as error:
        return refused(str(error))
