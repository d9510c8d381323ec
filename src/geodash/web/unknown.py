"""Addresses that are no page: a small page says so and leads back.

Streamlit answers every address that it doesn't know with its own page, whose scripts are then looked for
below that address and not found: a reader who mistyped an address would see nothing at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from geodash.web.http import refused_reader
from geodash.web.pages import PAGES
from geodash.web.public_routes import PAGES as PUBLIC

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Who says themselves what they don't know: our routes.
_OURS = ("api", "show", *PUBLIC)


class Unknown:
    """ASGI middleware: what a browser asks for below ``root`` that only Streamlit's page would answer."""

    def __init__(self, app: ASGIApp, root: str = "") -> None:
        self._app, self._root = app, root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what the app answers, but its page for addresses that have one."""
        names = self._names(scope)
        if names is None:
            await self._app(scope, receive, send)
            return
        instead = _Instead(send)
        await self._app(scope, receive, instead.send)
        if instead.needed:
            answer = _answer(Request(scope), names)
            await answer(scope, receive, send)

    def _names(self, scope: Scope) -> list[str] | None:
        """The parts of an address that is no page of ours, asked for to be read."""
        path = scope.get("path", "")
        if scope["type"] != "http" or scope["method"] != "GET" or not path.startswith(self._root):
            return None
        names = path.removeprefix(self._root).strip("/").split("/")
        is_page = len(names) == 1 and names[0] in ("", *PAGES)
        if is_page or names[0] in _OURS or names[0].startswith("_"):
            return None
        return names if "text/html" in Headers(scope=scope).get("accept", "") else None


class _Instead:
    """Sends an answer on, unless it is a page."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.needed = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            kind = Headers(raw=message["headers"]).get("content-type", "")
            self.needed = message["status"] == 200 and kind.startswith("text/html")
        if not self.needed:
            await self._send(message)


def _answer(request: Request, names: list[str]) -> Response:
    page = names[0] if names[0] in PAGES else ""
    home = "../" * (len(names) - 1) + (page or ".")
    reason = f"There is no page “{'/'.join(names)}” here."
    return refused_reader(request, reason, 404, home=home, to=PAGES[page or "explore"])
