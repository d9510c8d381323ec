"""All routes of the page Code. Without ``--edit`` there is nothing of it, and what it needs is not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from geodash.web.http import READ_ONLY, refused

if TYPE_CHECKING:
    from geodash.web.served import Served


def routes(served: Served) -> list[BaseRoute]:
    """To be mounted below ``api``; each is 403 where nothing may be changed."""
    if not served.edit:
        return [Route("/code/{rest:path}", _read_only, methods=["GET", "POST"])]
    from geodash.web import code_bring, code_draft, code_propose, code_routes, code_versions

    parts = code_routes, code_bring, code_versions, code_propose, code_draft
    return [route for part in parts for route in part.routes(served)]


def _read_only(_: Request) -> Response:
    return refused(READ_ONLY, 403)
