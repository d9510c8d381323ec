"""Our own routes, beside Streamlit in the same process: events, cards, articles, map, geodata.

Read-only. Unknown paths below ``api/`` answer 404 in JSON; parameters that make no sense are
dropped with a notice in the answer (the page shows it) or, where nothing sensible is left, get
400 with the reason. A file that is taken away is never anything but what was asked for: there, every
such parameter is a 400. All routes are described in ``docs/api.md``.
"""

from __future__ import annotations

import hashlib
import mimetypes
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import anyio
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from geodash.web import show_routes

if TYPE_CHECKING:
    from geodash.web.site import Site

MAX_CARDS = 60
#: How many files are written at a time.
MAX_FILES_AT_ONCE = 2
_files = anyio.CapacityLimiter(MAX_FILES_AT_ONCE)
_HOST = re.compile(r"([A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:[0-9]{1,5})?")
_FOREVER = "public, max-age=31536000, immutable"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'",
}

mimetypes.add_type("application/geo+json", ".geojson")


def current_site() -> Site:
    """The served site; imported late, because the server should answer before pandas is loaded."""
    from geodash.web import site

    return site.current_site()


def routes(base_path: str = "") -> list[BaseRoute]:
    """The routes to mount beside Streamlit; its ``server.baseUrlPath`` doesn't cover them."""
    base = base_path.strip("/")
    root = f"/{base}" if base else ""
    prefix = f"{root}/api"
    inner = [
        Route("/events", _events),
        Route("/events.{format}", _export),
        Route("/formats", _formats),
        Route("/clusters", _clusters),
        Route("/analysis", _analysis),
        Route("/paragraph", _paragraph),
        Route("/diff", _diff, methods=["POST"]),
        Route("/cards", _cards),
        Route("/article/{article_id}", _article),
        Route("/problems", _problems),
        Route("/map.js", _map),
        Route("/geo/{name:path}", _geo),
        *show_routes.api_routes(),
        Route("/{rest:path}", _unknown),
    ]
    squeeze = Middleware(GZipMiddleware, minimum_size=1200, compresslevel=4)
    return [*show_routes.routes(root), Mount(prefix, routes=inner, middleware=[squeeze])]


def _json(request: Request, site: Site, make: Callable[[], object], *, cache: str) -> Response:
    """JSON with an ETag of collection version and query: an unchanged view is not sent again."""
    etag = _etag(request, site)
    headers = {**_HEADERS, "ETag": etag, "Cache-Control": cache}
    if _known(request, etag):
        return Response(status_code=304, headers=headers)
    return JSONResponse(make(), headers=headers)


def _etag(request: Request, site: Site, more: str = "") -> str:
    # From the scope: the URL of a request with a strange Host header can't be taken apart.
    query = request.scope.get("query_string", b"").decode("latin-1")
    key = f"{site.version}|{request.scope['path']}|{query}|{more}"
    return f'"{hashlib.sha256(key.encode()).hexdigest()[:24]}"'


def _known(request: Request, etag: str) -> bool:
    """Whether the asker has this version; proxies mark it as weak (``W/``) when they compress it."""
    tags = request.headers.get("if-none-match", "").split(",")
    return any(tag.strip().removeprefix("W/") in (etag, "*") for tag in tags)


def _refuse(reason: str, status: int = 400) -> Response:
    return JSONResponse({"error": reason}, status_code=status, headers=_HEADERS)


def _events(request: Request) -> Response:
    site = current_site()
    pairs = request.query_params.multi_items()
    return _json(request, site, lambda: site.payload(pairs), cache="no-cache")


def _analysis(request: Request) -> Response:
    site = current_site()
    pairs = request.query_params.multi_items()
    return _json(request, site, lambda: site.analysis(pairs), cache="no-cache")


async def _paragraph(request: Request) -> Response:
    """``/api/paragraph?<filter>``: takes its time as files do."""
    return await anyio.to_thread.run_sync(_told, request, limiter=_files)


def _told(request: Request) -> Response:
    site = current_site()
    pairs = request.query_params.multi_items()
    address = _page_address(request)
    return _json(request, site, lambda: site.paragraph(pairs, address), cache="no-cache")


async def _diff(request: Request) -> Response:
    """``POST /api/diff``: an older version as a zip; nothing of it is kept."""
    from geodash.collection.load import CollectionError
    from geodash.collection.versions.since import MOST_PACKAGE

    # A type that no form can send: another site's page can't have this done.
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/zip":
        return _refuse("an older version as a zip is needed, sent as application/zip", 415)
    try:
        package = await show_routes.body_of(request, MOST_PACKAGE)
    except ValueError as error:
        return _refuse(str(error), 413)
    site = current_site()
    try:
        found = await anyio.to_thread.run_sync(site.diff, package, limiter=_files)
    except CollectionError as error:
        return _refuse(str(error))
    return JSONResponse(found, headers={**_HEADERS, "Cache-Control": "no-store"})


async def _export(request: Request) -> Response:
    """Files take seconds where pages take milliseconds: they have threads of their own."""
    return await anyio.to_thread.run_sync(_file, request, limiter=_files)


def _file(request: Request) -> Response:
    from geodash.exchange.registry import FORMATS

    site = current_site()
    name = request.path_params["format"]
    if name not in FORMATS:
        known = ", ".join(f".{other}" for other in FORMATS)
        return _refuse(f"there is no such format; there are {known}", 404)
    address = _page_address(request)
    etag = _etag(request, site, address)
    headers = {**_HEADERS, "ETag": etag, "Cache-Control": "no-cache", "Vary": "Host"}
    if _known(request, etag):
        return Response(status_code=304, headers=headers)
    try:
        found = site.export(name, request.query_params.multi_items(), address)
    except ValueError as error:
        return _refuse(str(error))
    headers["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return Response(found.data, media_type=found.media_type, headers=headers)


def _page_address(request: Request) -> str:
    """Where the page stands that this route belongs to; blank where the request doesn't say."""
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        return ""
    root = request.scope.get("root_path", "").removesuffix("/api")
    return f"{request.scope.get('scheme', 'http')}://{host}{root}/"


def _formats(request: Request) -> Response:
    site = current_site()
    return _json(request, site, site.formats, cache=_cache(request, site))


def _clusters(request: Request) -> Response:
    site = current_site()
    pairs = request.query_params.multi_items()
    try:
        view, zoom = _view(request)
    except ValueError as error:
        return _refuse(str(error))
    return _json(request, site, lambda: site.clusters(pairs, view, zoom), cache="no-cache")


def _view(request: Request) -> tuple[tuple[float, float, float, float], int]:
    """``view=w,s,e,n`` in degrees and ``zoom``; raises ``ValueError`` with what is accepted."""
    try:
        w, s, e, n = (float(v) for v in request.query_params["view"].split(","))
        zoom = int(request.query_params["zoom"])
    except (KeyError, ValueError):
        raise ValueError(
            "view=west,south,east,north in degrees and zoom=0..22 are needed"
        ) from None
    if not (-180 <= w <= 180 and -180 <= e <= 180 and -90 <= s <= n <= 90 and 0 <= zoom <= 22):
        raise ValueError("view or zoom is out of range: west, south, east, north in degrees")
    return (w, s, e, n), zoom


def _cards(request: Request) -> Response:
    site = current_site()
    ids = list(dict.fromkeys(request.query_params.getlist("id")))
    if not ids or len(ids) > MAX_CARDS:
        return _refuse(f"between 1 and {MAX_CARDS} id parameters are needed")
    cache = _cache(request, site)
    return _json(request, site, lambda: site.cards(ids), cache=cache)


def _article(request: Request) -> Response:
    site = current_site()
    article_id = request.path_params["article_id"]
    if article_id not in site.collection.articles:
        return _refuse("there is no such article", 404)
    return _json(request, site, lambda: site.article(article_id), cache=_cache(request, site))


def _cache(request: Request, site: Site) -> str:
    """A page that names the version it was made for may keep the answer for good."""
    return _FOREVER if request.query_params.get("v") == site.version else "no-cache"


def _problems(request: Request) -> Response:
    site = current_site()
    return _json(request, site, site.problems, cache="no-cache")


def _map(request: Request) -> Response:
    from geodash.views.map import map_module

    headers = {**_HEADERS, "Cache-Control": _cache(request, current_site())}
    return Response(map_module(), media_type="text/javascript", headers=headers)


def _geo(request: Request) -> Response:
    site = current_site()
    # A layer is read as a whole; a range that nobody can read would be refused in plain text.
    request.scope["headers"] = [h for h in request.scope["headers"] if h[0] != b"range"]
    path = site.geo_file(request.path_params["name"])
    if path is None:
        return _refuse("there is no such file", 404)
    fresh = request.query_params.get("v") == site.geo_version
    headers = {**_HEADERS, "Cache-Control": _FOREVER if fresh else "no-cache"}
    return FileResponse(path, headers=headers)


def _unknown(request: Request) -> Response:
    return _refuse("there is no such address below api/", 404)
