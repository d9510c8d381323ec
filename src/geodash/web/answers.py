"""What every answer below ``api`` has in common, whoever makes it: headers, and JSON for whatever goes wrong.

Routes refuse in JSON themselves. Here is what they don't see: a method that isn't taken, a path that
Streamlit turns away, a redirect, a disk that is full, an error of ours.
"""

from __future__ import annotations

import logging

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geodash.web.http import HEADERS, SOON, refused, refused_reader
from geodash.web.served import UnreadableError

_LOG = logging.getLogger(__name__)

_REASONS = {
    400: "this address can’t be read",
    405: "this address doesn’t take that method",
}
_NOTHING = "there is no such address below api/"
_BROKEN = "something went wrong here; the terminal of the server says what"
_NO_FILE = "a file that is needed for this can’t be read or written on the server just now; is its disk full?"


class Answers:
    """ASGI middleware for addresses below ``root`` (``/geo``), ``None``: for all that it is given.

    Below ``/api`` programs ask, and are told in JSON; below ``/show`` browsers are told in a page.
    """

    def __init__(self, app: ASGIApp, root: str | None = None) -> None:
        self._app, self._root = app, root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what the app answers, as said above."""
        page = self._is_below(scope, "/show")
        if not (page or self._is_below(scope, "/api")):
            await self._app(scope, receive, send)
            return
        answer = _Answer(send, page=page)
        try:
            await self._app(scope, receive, answer.send)
        except HTTPException as error:
            if answer.begun:
                raise
            answer.status, answer.allow = error.status_code, (error.headers or {}).get("Allow", "")
        except Exception as error:
            if answer.begun:
                raise
            _LOG.exception("%s", scope["path"])
            answer.status = 503 if isinstance(error, OSError) else 500
            answer.reason = _reason(error)
        if answer.status:
            response = _refusal(Request(scope), answer)
            await response(scope, receive, send)

    def _is_below(self, scope: Scope, part: str) -> bool:
        if scope["type"] != "http" or self._root is None:
            return scope["type"] == "http" and part == "/api"
        return f"{scope['path']}/".startswith(f"{self._root}{part}/")


def _refusal(request: Request, answer: _Answer) -> Response:
    # A redirect would lead to where there is nothing, or out of the frame of a proxy.
    status = 404 if answer.status < 400 else answer.status
    reason = answer.reason or _REASONS.get(status, _NOTHING if status == 404 else _BROKEN)
    page = answer.page
    response = refused_reader(request, reason, status) if page else refused(reason, status)
    if answer.allow:
        response.headers["Allow"] = answer.allow
    if status == 503:
        response.headers["Retry-After"] = SOON
    return response


class _Answer:
    """What the app sends; held back when it is a refusal that isn't ours.

    ``status`` is then set, and 0 otherwise.
    """

    def __init__(self, send: Send, *, page: bool) -> None:
        self._send, self.page = send, page
        self._worded = ("application/json", "text/html") if page else ("application/json",)
        self.begun = False
        self.status, self.reason, self.allow = 0, "", ""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            status, kind = message["status"], headers.get("content-type", "")
            if status >= 300 and status != 304 and not kind.startswith(self._worded):
                self.status, self.allow = status, headers.get("allow", "")
                return
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            self.begun = True
        if not self.status:
            await self._send(message)


def _reason(error: Exception) -> str:
    if isinstance(error, UnreadableError):
        return str(error)
    return _NO_FILE if isinstance(error, OSError) else _BROKEN
