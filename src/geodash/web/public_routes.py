"""``/a/…`` and ``/e/…`` beside the app: the pages that ``geodash publish`` writes, made when they are asked for.

A link to one says in a messenger what it is, works without a script, and is the same on a published site.
"""

from __future__ import annotations

import mimetypes
from functools import partial
from typing import TYPE_CHECKING

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from geodash.publish.head import POLICY
from geodash.publish.live import ground_leaf
from geodash.publish.stock import FOLDER, Stock
from geodash.publish.tree import is_page, leaf_at
from geodash.web.editions import edition_beside
from geodash.web.http import (
    AGAIN,
    BY_ADDRESS,
    FOREVER,
    GUARD,
    answering,
    digest_tag,
    page_address,
    refused_reader,
    unchanged,
)
from geodash.web.queues import Queue

if TYPE_CHECKING:
    from geodash.web.served import Served
    from geodash.web.site import Site

#: What stands there; all else below the root is the app's.
PAGES = ("a", "e", "corrections")
#: Pages are drawn in part: how many at a time, and how many may wait.
_AT_ONCE, _WAITING = 2, 40
_stock = Stock()
mimetypes.add_type("font/woff2", ".woff2")


def routes(served: Served, root: str = "") -> list[BaseRoute]:
    """To stand beside the app below ``root``."""
    squeeze = [Middleware(GZipMiddleware, minimum_size=1200, compresslevel=4)]
    page = answering(served, partial(_page, root), Queue(_AT_ONCE, _WAITING))
    shared = answering(served, _shared)
    return [
        Route(f"{root}/corrections", _with_slash),
        *(Route(f"{root}/{n}/{{rest:path}}", page, middleware=squeeze) for n in PAGES),
        Route(f"{root}/{FOLDER}/{{rest:path}}", shared, middleware=squeeze),
    ]


def _shared(request: Request, site: Site) -> Response:
    path = f"{FOLDER}/{request.path_params['rest']}"
    leaf = _stock.leaves.get(path) or ground_leaf(site.geodata, path)
    if leaf is None:
        return refused_reader(request, "There is no such file here.", 404, home="../", to="the map")
    headers = {**GUARD, "Cache-Control": FOREVER}
    kind = mimetypes.guess_type(leaf.path)[0] or "application/octet-stream"
    return Response(leaf.make(), media_type=kind, headers=headers)


def _page(root: str, request: Request, site: Site) -> Response:
    path = request.scope["path"].removeprefix(f"{root}/")
    edition = edition_beside(site, _address(request, root))
    leaf = leaf_at(edition, _stock, path)
    if leaf is None and not path.endswith("/") and is_page(edition, _stock, path):
        return _with_slash(request)
    if leaf is None:
        up = "../" * path.count("/")
        return refused_reader(request, "There is no such page here.", 404, home=up, to="the map")
    etag = digest_tag(f"{leaf.path}|{leaf.key}|{edition.url}")
    headers = {
        **GUARD,
        "Content-Security-Policy": POLICY,
        "ETag": etag,
        "Cache-Control": AGAIN,
        "Vary": BY_ADDRESS,
    }
    if same := unchanged(request, etag, headers):
        return same
    kind = mimetypes.guess_type(leaf.path)[0] or "text/html"
    return Response(leaf.make(), media_type=kind, headers=headers)


def _with_slash(request: Request) -> Response:
    """A page is a folder: its links count from there."""
    last = request.scope["path"].rpartition("/")[2]
    return RedirectResponse(f"./{last}/", 308)


def _address(request: Request, root: str) -> str:
    """Where the app stands, as whoever asks sees it; blank where the request doesn't say.

    The page that asks is one of these or anybody's: it says nothing of where the app is.
    """
    headers = [(k, v) for k, v in request.scope["headers"] if k != b"referer"]
    return page_address(Request({**request.scope, "headers": headers, "root_path": root}))
