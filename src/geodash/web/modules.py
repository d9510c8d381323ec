"""The pages' scripts and styles, as Streamlit serves them: here they get a validator.

It sends them without one, so that a browser either loads all of them again on each visit or, after an
upgrade, runs old ones beside new ones.
"""

from __future__ import annotations

from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geodash.web.http import AGAIN, digest_tag, unchanged

ASSETS = Path(__file__).resolve().parents[1] / "assets"
_BELOW = "/_stcore/bidi-components/geodash."


class Modules:
    """ASGI middleware: scripts below Streamlit's own path are asked for again, and then mostly unchanged."""

    def __init__(self, app: ASGIApp, root: str = "") -> None:
        self._app, self._below = app, root + _BELOW

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers 304 itself; else the file comes from Streamlit."""
        tag = self._tag(scope)
        if not tag:
            await self._app(scope, receive, send)
            return
        headers = {"ETag": tag, "Cache-Control": AGAIN, "Vary": "Accept-Encoding"}
        if same := unchanged(Request(scope), tag, headers):
            await same(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                MutableHeaders(scope=message).update(headers)
            await send(message)

        await self._app(scope, receive, sending)

    def _tag(self, scope: Scope) -> str:
        """The ETag of the file that is asked for; blank for all other requests."""
        if scope["type"] != "http" or not scope["path"].startswith(self._below):
            return ""
        name = scope["path"].removeprefix(self._below).partition("/")[2]
        if ".." in name or "\\" in name or "\0" in name:
            return ""
        try:
            state = (ASSETS / name.lstrip("/")).stat()
        except OSError:
            return ""
        return digest_tag(f"{name}|{state.st_mtime_ns}|{state.st_size}")
