"""Our own routes, beside Streamlit in the same process: events, cards, articles, files, map, geodata.

Read-only but for what editors save, who pass one door (:mod:`geodash.web.editors`). Unknown paths below ``api/`` answer 404 in JSON; parameters that make no sense are
dropped with a notice in the answer (the page shows it) or, where nothing sensible is left, get
400 with the reason. A file that is taken away is never anything but what was asked for: there, every
such parameter is a 400. All routes are described in ``docs/api.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import anyio
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from geodash.web import (
    briefing_routes,
    code,
    event_routes,
    file_routes,
    geo_routes,
    guide,
    public_routes,
    show_routes,
)
from geodash.web.answers import Answers
from geodash.web.bundles import Bundles
from geodash.web.editors import guarded
from geodash.web.guard import Guard
from geodash.web.http import Endpoint, refused, unkept
from geodash.web.modules import Modules
from geodash.web.preview import Preview
from geodash.web.unknown import Unknown

if TYPE_CHECKING:
    from geodash.web.served import Served


def routes(served: Served, base_path: str = "") -> list[BaseRoute]:
    """The routes to mount beside Streamlit; its ``server.baseUrlPath`` doesn't cover them."""
    root = root_of(base_path)
    inner = [
        Route("/version", _version(served)),
        *event_routes.routes(served),
        *file_routes.routes(served),
        *geo_routes.routes(served),
        *guide.routes(served),
        *show_routes.api_routes(served),
        *briefing_routes.routes(served),
        *code.routes(served),
        Route("/{rest:path}", _unknown),
    ]
    squeeze = Middleware(GZipMiddleware, minimum_size=1200, compresslevel=4)
    return [
        *show_routes.routes(served, root),
        *public_routes.routes(served, root),
        Route(f"{root}/api", _unknown),
        Mount(
            f"{root}/api", routes=guarded(served, inner), middleware=[Middleware(Answers), squeeze]
        ),
    ]


def middleware(
    names: Callable[[], Sequence[str]], base_path: str = "", served: Served | None = None
) -> list[Middleware]:
    """What stands before all routes, Streamlit's too; ``names`` are those the server is known by.

    The pages say what they are about where ``served`` is given.
    """
    root = root_of(base_path)
    pages = [Middleware(Preview, served=served, root=root)] if served else []
    return [
        Middleware(Guard, names=names),
        Middleware(Answers, root=root),
        Middleware(Modules, root=root),
        Middleware(Bundles, root=root),
        *pages,
        Middleware(Unknown, root=root),
    ]


def root_of(base_path: str) -> str:
    """The path that everything is below, as ``/geo``; blank for none."""
    base = base_path.strip("/")
    return f"/{base}" if base else ""


def _version(served: Served) -> Endpoint:
    """Asked each second by every page in sight: small, and of the holder, not of one version."""

    async def endpoint(_: Request) -> Response:
        return unkept(await anyio.to_thread.run_sync(served.news))

    return endpoint


def _unknown(request: Request) -> Response:
    return refused("there is no such address below api/", 404)
