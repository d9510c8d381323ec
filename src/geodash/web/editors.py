"""Who may change the collection: one door before every route that could, and before all of the page Code.

On this machine whoever sits at it is an editor. A server that is known by another name has a
:class:`Login`, and then a request is an editor’s by the cookie of a sign-in alone: nothing that a
proxy or a page says of itself counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING, Protocol

from starlette.requests import HTTPConnection, Request
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from geodash.web.http import READ_ONLY, refused

if TYPE_CHECKING:
    from geodash.web.served import Served

#: Routes that are sent something and change nothing; all others that are sent something need an editor.
READING = frozenset({"/diff", "/slides"})
#: All below it is the editors’, read or written.
DESK = "/code/"
_READS = frozenset({"GET", "HEAD"})
#: Only a proxy says these, and whatever begins with ``x-forwarded-``.
_FORWARDED = frozenset({"forwarded", "via", "x-real-ip"})
_ELSEWHERE = (
    "Without a login only this machine itself may edit, and this came from elsewhere. Whoever runs "
    "the server finds in docs/login.md how editors sign in."
)
_FOREIGN = "This was not sent by a page of {origin}, where the collection is edited."


@dataclass(frozen=True, slots=True)
class Editor:
    """Somebody who may edit, as the log of changes calls them; without a name whoever sits at this machine."""

    name: str = ""


#: Who edits where no login is needed: they say themselves who they are.
HERE = Editor()


class NoEditorError(Exception):
    """Who asks may not edit: 401 for nobody who is known, 403 for somebody who may not; ``address`` is theirs."""

    def __init__(self, reason: str, status: int, address: str = "") -> None:
        super().__init__(reason)
        self.status, self.address = status, address


class Login(Protocol):
    """Knows editors by what they signed in with."""

    @property
    def origin(self) -> str:
        """Where the pages stand that editors use: ``https://geo.example.org``."""

    def editor(self, cookies: Mapping[str, str]) -> Editor:
        """Whose cookies these are; raises :class:`NoEditorError`."""


def guarded(served: Served, routes: Iterable[BaseRoute]) -> list[BaseRoute]:
    """The routes, with the door before each that isn’t known to change nothing.

    ``TypeError`` for what is no plain route: nobody would stand before it.
    """
    found = list(routes)
    for route in found:
        if not isinstance(route, Route):
            raise TypeError(f"no door can be put before {route!r}")
        if needs_editor(route):
            route.app = Door(route.app, served)
    return found


def needs_editor(route: Route) -> bool:
    """Whether only editors may ask it; a route that is new is taken to change something."""
    if route.path.startswith(DESK):
        return True
    # A route that names no methods takes all of them.
    return route.path not in READING and (
        route.methods is None or bool(set(route.methods) - _READS)
    )


def editor_of(request: Request) -> Editor:
    """Who asks, once the door has let them through."""
    found = request.scope.get("state", {}).get("editor", HERE)
    return found if isinstance(found, Editor) else HERE


class Door:
    """Lets editors through and answers all others 401 or 403, in words."""

    def __init__(self, app: ASGIApp, served: Served) -> None:
        self._app, self._served = app, served

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""
        try:
            editor = admitted(self._served, Request(scope))
        except NoEditorError as error:
            await refused(str(error), error.status)(scope, receive, send)
            return
        scope.setdefault("state", {})["editor"] = editor
        await self._app(scope, receive, send)


def admitted(served: Served, request: Request) -> Editor:
    """Who asks, if they may edit; raises :class:`NoEditorError`."""
    if not served.edit:
        raise NoEditorError(READ_ONLY, 403)
    if served.login is None:
        if _came_from_elsewhere(request):
            raise NoEditorError(_ELSEWHERE, 403)
        return HERE
    # The door before all pages has turned away what another site’s page asks; of what changes
    # something the browser must have said that it comes from ours.
    if request.method not in _READS and not _sent_from(request, served.login.origin):
        raise NoEditorError(_FOREIGN.format(origin=served.login.origin), 403)
    return served.login.editor(request.cookies)


def _came_from_elsewhere(request: HTTPConnection) -> bool:
    """Whether another machine asks, or a proxy for one: it may name this machine as the one that is asked."""
    names = request.headers.keys()
    if any(name in _FORWARDED or name.startswith("x-forwarded-") for name in names):
        return True
    if request.client is None:  # by a socket that a proxy holds
        return True
    try:
        return not ip_address(request.client.host).is_loopback
    except ValueError:  # no address: a program in this process
        return False


def _sent_from(request: HTTPConnection, origin: str) -> bool:
    said = request.headers.getlist("origin")
    if said:
        return said == [origin]
    return request.headers.get("sec-fetch-site") == "same-origin"
