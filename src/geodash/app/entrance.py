"""The way to the provider of a login, and back to the page that one came from.

What ``st.login`` sends a browser to is sent here by a plain link: it works before any script, and *Back*
leads back. Streamlit leads everybody who comes from the provider to the first page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.user_info import generate_login_redirect_url

from geodash.app.login import OidcLogin
from geodash.web.editors import HERE, Editor, NoEditorError
from geodash.web.hosts import host_of, is_own_origin
from geodash.web.pages import PAGES
from geodash.web.served import Served

SIGN_IN, SIGN_OUT = "sign-in", "auth/logout"
#: Holds where one was, while one signs in.
_AFTER = "geodash_after"
_SECONDS = 600
_LONGEST = 2000
_PAGE = re.compile(rf"({'|'.join(PAGES)})(\?[!-~]*)?")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who looks at a page: an ``editor`` or not; ``login``: there is one to sign in with.

    ``address`` is that of somebody who signed in and may not edit.
    """

    editor: Editor | None = None
    login: bool = False
    address: str = ""


def visitor(served: Served) -> Visitor:
    """Who the script runs for; the cookies are those that the page was opened with."""
    if not served.edit:
        return Visitor()
    if served.login is None:
        return Visitor(HERE)
    try:
        return Visitor(served.login.editor(st.context.cookies), login=True)
    except NoEditorError as error:
        return Visitor(None, login=True, address=error.address)


def routes(login: OidcLogin, root: str) -> list[BaseRoute]:
    """``/sign-in`` below ``root`` (blank or ``/name``)."""

    async def sign_in(request: Request) -> Response:
        answer = RedirectResponse(generate_login_redirect_url(login.provider), 302)
        answer.headers["Cache-Control"] = "no-store"
        if page := _came_from(request, root):
            answer.set_cookie(
                _AFTER,
                page,
                max_age=_SECONDS,
                path=root or "/",
                httponly=True,
                samesite="lax",
            )
        return answer

    return [Route(f"{root}/{SIGN_IN}", sign_in, methods=["GET"])]


def middleware(login: OidcLogin, root: str) -> list[Middleware]:
    """Leads back, and keeps cookies off the open line."""
    return [Middleware(_Back, root=root, https=login.is_https)]


def _came_from(request: Request, root: str) -> str:
    """The page of ours that has the link, as ``code?read=road``; blank for none and for the first one."""
    try:
        page = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return ""
    host = host_of(request.headers.get("host", ""))
    if host is None or not is_own_origin(f"{page.scheme}://{page.netloc}", host):
        return ""
    name = page.path.removeprefix(root).strip("/")
    found = f"{name}?{page.query}" if page.query else name
    return found if len(found) <= _LONGEST and _PAGE.fullmatch(found) else ""


class _Back:
    """ASGI middleware: the first page leads on to where one was; with https no cookie goes without it."""

    def __init__(self, app: ASGIApp, root: str, https: bool) -> None:
        self._app, self._root, self._https = app, root, https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] in (self._root or "/", f"{self._root}/"):
            page = Request(scope).cookies.get(_AFTER, "")
            if scope["method"] == "GET" and _PAGE.fullmatch(page):
                answer = RedirectResponse(f"{self._root}/{page}", 302)
                answer.delete_cookie(_AFTER, path=self._root or "/")
                await answer(scope, receive, self._secure(send))
                return
        await self._app(scope, receive, self._secure(send))

    def _secure(self, send: Send) -> Send:
        """Streamlit leaves ``Secure`` out, as it doesn’t know where it is served."""
        if not self._https:
            return send

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                cookies = headers.getlist("set-cookie")
                if cookies:
                    del headers["set-cookie"]
                for cookie in cookies:
                    known = "secure" in {part.strip().lower() for part in cookie.split(";")}
                    headers.append("set-cookie", cookie if known else f"{cookie}; Secure")
            await send(message)

        return sending
