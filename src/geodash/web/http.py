"""What all our routes share: headers, ETags, JSON answers, refusals, bodies, the page's address.

A route is a handler that is given the request and the site, so that one answer is made of one
version of the collection, whatever changes meanwhile. :func:`answering` and :func:`taking` make
endpoints of handlers.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import anyio
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

if TYPE_CHECKING:
    from geodash.web.served import Served
    from geodash.web.site import Site

Handler = Callable[[Request, "Site"], Response]
BodyHandler = Callable[[Request, "Site", bytes], Response]
Refuse = Callable[[Request, str, int], Response]
Endpoint = Callable[[Request], Awaitable[Response]]

#: On every answer.
GUARD = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
#: On every answer that is no page: nothing in it may be run or fetched.
HEADERS = {**GUARD, "Content-Security-Policy": "default-src 'none'"}
#: On a small page of ours: its own style and nothing else.
_PAGE = {**GUARD, "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}

FOREVER = "public, max-age=31536000, immutable"
AGAIN = "no-cache"
NEVER = "no-store"

_HOST = re.compile(r"([A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:[0-9]{1,5})?")


def answering(
    served: Served, handler: Handler, limiter: anyio.CapacityLimiter | None = None
) -> Endpoint:
    """An endpoint that answers in a thread; ``limiter`` holds back what would keep all threads busy."""

    async def endpoint(request: Request) -> Response:
        return await anyio.to_thread.run_sync(
            lambda: handler(request, served.site()), limiter=limiter
        )

    return endpoint


def taking(
    served: Served,
    handler: BodyHandler,
    most: int,
    limiter: anyio.CapacityLimiter | None = None,
    *,
    refuse: Refuse | None = None,
) -> Endpoint:
    """The same for requests with a body of at most ``most`` bytes; ``refuse`` tells of a larger one."""

    async def endpoint(request: Request) -> Response:
        try:
            body = await _body_of(request, most)
        except ValueError as error:
            return refuse(request, str(error), 413) if refuse else refused(str(error), 413)
        return await anyio.to_thread.run_sync(
            lambda: handler(request, served.site(), body), limiter=limiter
        )

    return endpoint


async def _body_of(request: Request, most: int) -> bytes:
    """Raises ``ValueError`` for a body that is too large or broken off."""
    parts, size = [], 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > most:
                raise ValueError(f"At most {most:,} bytes are taken.")
            parts.append(part)
    except ClientDisconnect:
        raise ValueError("The request ended too early.") from None
    return b"".join(parts)


# Answers ----------------------------------------------------------------------------------------


def json_answer(
    request: Request, version: str, make: Callable[[], object], *, cache: str = AGAIN
) -> Response:
    """JSON with an ETag of collection version and query: an unchanged view is not sent again."""
    etag = etag_of(request, version)
    headers = {**HEADERS, "ETag": etag, "Cache-Control": cache}
    return unchanged(request, etag, headers) or JSONResponse(make(), headers=headers)


def unkept(content: object) -> Response:
    """JSON that holds for this moment, or for what was sent: nobody keeps it."""
    return JSONResponse(content, headers={**HEADERS, "Cache-Control": NEVER})


def etag_of(request: Request, version: str, more: str = "") -> str:
    """An ETag of what was asked for and of the version that answers."""
    # From the scope: the URL of a request with a strange Host header can't be taken apart.
    query = request.scope.get("query_string", b"").decode("latin-1")
    return digest_tag(f"{version}|{request.scope['path']}|{query}|{more}")


def digest_tag(key: str) -> str:
    """An ETag of everything that an answer depends on."""
    return f'"{hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:24]}"'


def unchanged(request: Request, etag: str, headers: dict[str, str]) -> Response | None:
    """304 for an asker who has this version; proxies mark it as weak (``W/``) when they compress it."""
    tags = request.headers.get("if-none-match", "").split(",")
    known = any(tag.strip().removeprefix("W/") in (etag, "*") for tag in tags)
    return Response(status_code=304, headers=headers) if known else None


def cache_for(request: Request, version: str) -> str:
    """A page that names the version it was made for may keep the answer for good."""
    return FOREVER if request.query_params.get("v") == version else AGAIN


# Refusals ---------------------------------------------------------------------------------------


def refused(reason: str, status: int = 400) -> Response:
    """The reason as JSON."""
    return JSONResponse(
        {"error": reason}, status_code=status, headers={**HEADERS, "Cache-Control": AGAIN}
    )


def refused_reader(request: Request, reason: str, status: int = 400) -> Response:
    """The reason, as a small page for a browser and as JSON for everybody else."""
    if "text/html" not in request.headers.get("accept", ""):
        return refused(reason, status)
    from geodash.views.templating import render

    home = "../present" if "name" in request.path_params else "present"
    page = render("refused.html", reason=reason, home=home)
    headers = {**_PAGE, "Cache-Control": AGAIN}
    return Response(page, status, media_type="text/html; charset=utf-8", headers=headers)


# Requests ---------------------------------------------------------------------------------------


def page_address(request: Request) -> str:
    """Where the page stands that this route belongs to; blank where the request doesn't say."""
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        return ""
    root = request.scope.get("root_path", "").removesuffix("/api")
    return f"{request.scope.get('scheme', 'http')}://{host}{root}/"
