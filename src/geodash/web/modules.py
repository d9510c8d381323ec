"""The pages' scripts and styles, as Streamlit serves them: here they get a validator, and are asked for early.

It sends them without one, so that a browser either loads all of them again on each visit or, after an
upgrade, runs old ones beside new ones. And it asks for a page's first module when it has started itself:
a browser would find the others level by level only then.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geodash.web.http import AGAIN, digest_tag, unchanged

ASSETS = Path(__file__).resolve().parents[1] / "assets"
_BELOW = "/_stcore/bidi-components/geodash."
_PATH = r"""['"](\.\.?/[^'"]+)['"]"""
_IMPORT = re.compile(rf"^(?:import|export)\s[^;]*?from\s+{_PATH}|^import\s+{_PATH}", re.M)


def imports(path: Path) -> list[Path]:
    """What a module imports, in its order."""
    found = (m[m.lastindex or 0] for m in _IMPORT.finditer(path.read_text("utf-8")))
    return [(path.parent / name).resolve() for name in found]


def reachable(entry: Path) -> list[Path]:
    """A module with all that it needs, itself first, each once."""
    seen: dict[Path, None] = {}
    todo = [entry]
    while todo:
        level = [path for path in todo if path not in seen]
        seen.update(dict.fromkeys(level))
        todo = [found for path in level for found in imports(path)]
    return list(seen)


@cache
def early(component: str) -> bytes:
    """Links for the head of a page that have a browser ask for all modules of its component at once."""
    below = f"{_BELOW.lstrip('/')}{component}/"
    names = (p.relative_to(ASSETS).as_posix() for p in reachable(ASSETS / f"{component}.js"))
    return "".join(f'<link rel="modulepreload" href="{below}{name}">' for name in names).encode()


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
