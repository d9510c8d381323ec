"""Streamlit's own scripts and fonts, sent small.

It sends its scripts unpacked and its fonts whole, some four megabytes before anything of ours. Here the
scripts are packed once a process, and the fonts that geodash carries a cut of (``tools/build_fonts.py``)
stand for the whole ones. Its page asks for our modules as soon as it is read, and not one after the
other when Streamlit has started.
"""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path

import anyio
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geodash.web.http import FOREVER, GUARD, takes_gzip

FONTS = Path(__file__).resolve().parents[1] / "assets" / "vendor" / "fonts"
#: The beginnings of Streamlit's names of fonts, and our cut of each.
_CUTS = {
    "SourceSansVF-Upright.": "sans.woff2",
    "SourceSerifVariable-Roman.": "serif.woff2",
    "SourceSerifVariable-Italic.": "serif-italic.woff2",
    "MaterialSymbols-Rounded.": "symbols.woff2",
}
#: A name with a digest in it, so that the file behind it never changes.
_SCRIPT = re.compile(r"/static/(js|css)/[A-Za-z0-9_.-]+\.[A-Za-z0-9_-]{8}\.(js|css)")
_LEVEL = 6


class Bundles:
    """ASGI middleware: what Streamlit serves below ``static/``, packed or cut."""

    def __init__(self, app: ASGIApp, root: str = "") -> None:
        self._app, self._root = app, root
        self._packed: dict[str, Response] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers scripts and known fonts itself; all else passes."""
        asked = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        path = scope["path"].removeprefix(self._root) if asked else ""
        if asked and (name := _cut_for(path)):
            await _font(name)(scope, receive, send)
        elif asked and _SCRIPT.fullmatch(path) and _takes_packed(scope):
            await self._script(path, scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _script(self, path: str, scope: Scope, receive: Receive, send: Send) -> None:
        if path not in self._packed:
            whole = await _asked_of(self._app, scope, receive)
            if whole.status_code != 200:
                await whole(scope, receive, send)
                return
            self._packed[path] = await anyio.to_thread.run_sync(_pack, whole)
        await self._packed[path](scope, receive, send)


def _cut_for(path: str) -> str:
    """Our file for a font of Streamlit's; blank for what is none, or of which there is no cut."""
    before, _, name = path.rpartition("/")
    if before != "/static/media" or not name.endswith(".woff2"):
        return ""
    return next((cut for begin, cut in _CUTS.items() if name.startswith(begin)), "")


@cache
def _font(name: str) -> Response:
    headers = {**GUARD, "Cache-Control": FOREVER}
    return Response((FONTS / name).read_bytes(), media_type="font/woff2", headers=headers)


def _takes_packed(scope: Scope) -> bool:
    request = Request(scope)
    return takes_gzip(request) and "range" not in request.headers


async def _asked_of(app: ASGIApp, scope: Scope, receive: Receive) -> Response:
    """The whole answer of ``app``, of its file as it is: not packed and not left out."""
    dropped = (b"accept-encoding", b"if-none-match", b"if-modified-since")
    headers = [(k, v) for k, v in scope["headers"] if k not in dropped]
    found = Response()
    body = bytearray()

    async def keep(message: Message) -> None:
        if message["type"] == "http.response.start":
            found.status_code = message["status"]
            found.raw_headers = list(message["headers"])
        else:
            body.extend(message.get("body", b""))

    await app({**scope, "method": "GET", "headers": headers}, receive, keep)
    found.body = bytes(body)
    return found


def _pack(whole: Response) -> Response:
    kind = whole.headers.get("content-type", "text/javascript")
    headers = {**GUARD, "Cache-Control": FOREVER, "Vary": "Accept-Encoding"}
    headers["Content-Encoding"] = "gzip"
    packed = gzip.compress(bytes(whole.body), _LEVEL, mtime=0)
    return Response(packed, headers=headers | {"Content-Type": kind})
