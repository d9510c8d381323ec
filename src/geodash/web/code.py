"""All routes of the pages Code and Bring data. Without ``--edit`` there is nothing of it, and what it needs is not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from geodash.web.http import READ_ONLY, refused

if TYPE_CHECKING:
    from geodash.web.served import Served

#: What is done in the collection itself, and not by who codes its articles a second time.
_KEPT = ("bring", "look", "add", "version/{rest:path}", "data/{rest:path}")


def routes(served: Served) -> list[BaseRoute]:
    """To be mounted below ``api``; each is 403 where nothing may be changed."""
    if not served.edit:
        return [Route("/code/{rest:path}", _read_only, methods=["GET", "POST"])]
    from geodash.web import (
        code_agree,
        code_bring,
        code_draft,
        code_propose,
        code_routes,
        code_versions,
        data_routes,
    )

    parts = [code_routes, code_propose, code_draft, code_agree]
    if code_agree.blind(served):
        kept = [
            Route(f"/code/{path}", _of_the_collection, methods=["GET", "POST"]) for path in _KEPT
        ]
    else:
        parts, kept = [*parts, code_bring, code_versions, data_routes], []
    return [*kept, *(route for part in parts for route in part.routes(served))]


def _of_the_collection(_: Request) -> Response:
    from geodash.web.code_agree import BLIND

    return refused(BLIND, 403)


def _read_only(_: Request) -> Response:
    """What the door says already; without it, the same."""
    return refused(READ_ONLY, 403)
