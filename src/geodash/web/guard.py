"""Who may ask: one guard before Streamlit's routes and ours, for pages, files and websockets alike.

The server is meant for the pages it serves itself. A request must name the server as it is known, and a
page of another origin may do nothing but be left by a link to one of ours: not read, not send, not open a
websocket, not show us in a frame. Programs send neither ``Origin`` nor ``Sec-Fetch-Site`` and are
served, as they could send anything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geodash.web.hosts import LOCAL_NAMES, Host, host_of, is_named, is_own_origin
from geodash.web.http import refused_reader

#: On whatever has none of its own: Streamlit's pages and scripts.
_ON_PAGES = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_UNKNOWN = (
    "This server isn’t known by the name that was asked for. If it should be, name it when it is "
    "started: geodash serve --host-name NAME."
)
_FOREIGN = "Another site’s page asked for this. Only a link to it is followed."


class Guard:
    """ASGI middleware; ``names`` gives the names that the server is known by (none: this machine's)."""

    def __init__(self, app: ASGIApp, names: Callable[[], Sequence[str]]) -> None:
        self._app = app
        self._names = tuple(names()) or LOCAL_NAMES

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets the request through or answers 403; a websocket is refused before it is opened."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        reason = self._refusal(scope)
        if reason and scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": ""})
        elif reason:
            await refused_reader(Request(scope), reason, 403, home="")(scope, receive, send)
        else:
            await self._app(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope) -> str:
        """Why the request is refused; blank if it isn't."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        host = host_of(hosts[0]) if len(hosts) == 1 else None
        if host is None or not is_named(host, self._names):
            return _UNKNOWN
        return "" if _is_ours(headers, host) or _is_link(scope, headers) else _FOREIGN


def _is_ours(headers: Headers, host: Host) -> bool:
    """Whether a page of this very server asks, or none at all."""
    site = headers.get("sec-fetch-site", "")
    origins = headers.getlist("origin")
    if site not in ("", "none", "same-origin") or len(origins) > 1:
        return False
    # A form on a page that sends no referrer has no origin either; then the browser's word counts.
    if not origins or (origins[0] == "null" and site == "same-origin"):
        return True
    return is_own_origin(origins[0], host)


def _is_link(scope: Scope, headers: Headers) -> bool:
    """Whether the reader follows a link from elsewhere: it opens as a page of its own."""
    return (
        scope["type"] == "http"
        and scope["method"] in ("GET", "HEAD")
        and "origin" not in headers
        and headers.get("sec-fetch-mode") == "navigate"
        and headers.get("sec-fetch-dest", "document") == "document"
    )


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _ON_PAGES.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
