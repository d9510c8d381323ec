"""The pages' scripts and styles: one file of each a page, and all others as Streamlit serves them, with a validator.

Streamlit asks for a page's first module when it has started itself, and a browser would find the 190 others
level by level only then. And it sends them without a validator, so that a browser either loads all of them
again on each visit or, after an upgrade, runs old ones beside new ones.
"""

from __future__ import annotations

import gzip
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import anyio
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geodash.views.bundle import bundled_module, bundled_sheet, reader
from geodash.web.http import AGAIN, GUARD, digest_tag, takes_gzip, unchanged

ASSETS = Path(__file__).resolve().parents[1] / "assets"
_BELOW = "/_stcore/bidi-components/geodash."
#: What differs in one file of all: the server's root, up from …/_stcore/bidi-components/<name>/<page>.js.
_MADE = {"core/root.js": "export const ROOT = new URL('../../../', import.meta.url);\n"}
_KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
#: One file is put together at a time, by whoever asks first.
_MAKING = threading.Lock()
_whole: dict[tuple[str, Path], Whole] = {}


@dataclass(frozen=True, slots=True)
class Whole:
    """A page's script or style sheet with all that it imports; ``packed`` by gzip."""

    tag: str
    text: bytes
    packed: bytes
    files: tuple[str, ...]
    state: tuple[int, ...]


def whole(name: str) -> Whole:
    """``explore.js`` or ``explore.css`` in one file, made anew when one of its files has changed."""
    with _MAKING:
        found = _whole.get((name, ASSETS))
        if found is None or found.state != _state(found.files):
            found = _whole[name, ASSETS] = _made(name, ASSETS)
    return found


def _made(name: str, assets: Path) -> Whole:
    if name.endswith(".js"):
        text, files = bundled_module(name, reader(assets, _MADE))
    else:
        text, files = bundled_sheet(name, reader(assets))
    data = text.encode()
    packed = gzip.compress(data, 6, mtime=0)
    return Whole(digest_tag(text), data, packed, tuple(files), _state(files))


def _state(files: Sequence[str]) -> tuple[int, ...]:
    stats = [(ASSETS / name).stat() for name in files]
    return tuple(n for stat in stats for n in (stat.st_mtime_ns, stat.st_size))


def early(component: str) -> bytes:
    """A link for the head of a page, so that a browser asks for its script before Streamlit does."""
    href = f"{_BELOW.lstrip('/')}{component}/{component}.js"
    return f'<link rel="modulepreload" href="{href}">'.encode()


class Modules:
    """ASGI middleware: files below Streamlit's own path are asked for again, and then mostly unchanged."""

    def __init__(self, app: ASGIApp, root: str = "") -> None:
        self._app, self._below = app, root + _BELOW

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a page's own file, and 304, itself; else the file comes from Streamlit."""
        name = self._name(scope)
        if "/" not in name and (ASSETS / name).suffix in _KINDS and (ASSETS / name).is_file():
            await (await anyio.to_thread.run_sync(_answer, Request(scope), name))(
                scope, receive, send
            )
            return
        tag = self._tag(name)
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

    def _name(self, scope: Scope) -> str:
        """The file that is asked for, below the assets; blank for all other requests."""
        if scope["type"] != "http" or not scope["path"].startswith(self._below):
            return ""
        name: str = scope["path"].removeprefix(self._below).partition("/")[2].lstrip("/")
        return "" if ".." in name or "\\" in name or "\0" in name else name

    def _tag(self, name: str) -> str:
        """The ETag of a file; blank for none."""
        try:
            state = (ASSETS / name).stat() if name else None
        except OSError:
            return ""
        return digest_tag(f"{name}|{state.st_mtime_ns}|{state.st_size}") if state else ""


def _answer(request: Request, name: str) -> Response:
    found = whole(name)
    headers = {**GUARD, "ETag": found.tag, "Cache-Control": AGAIN, "Vary": "Accept-Encoding"}
    if same := unchanged(request, found.tag, headers):
        return same
    headers["Content-Type"] = _KINDS[Path(name).suffix]
    if not takes_gzip(request):
        return Response(found.text, headers=headers)
    return Response(found.packed, headers=headers | {"Content-Encoding": "gzip"})
