"""What all our routes share: headers, ETags, JSON answers, refusals, bodies, the page's address.

A route is a handler that is given the request and the site, so that one answer is made of one
version of the collection, whatever changes meanwhile. :func:`answering` and :func:`taking` make
endpoints of handlers.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import anyio
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from geodash.web.hosts import LOCAL_NAMES, Host, host_of, is_named, is_own_origin
from geodash.web.queues import FullError, Queue

if TYPE_CHECKING:
    from geodash.web.served import Served
    from geodash.web.site import Site

Handler = Callable[[Request, "Site"], Response]
BodyHandler = Callable[[Request, "Site", bytes], Response]
Refuse = Callable[[Request, str, int], Response]
Endpoint = Callable[[Request], Awaitable[Response]]

#: Seconds that a body has to arrive.
BODY_SECONDS = 30
#: Seconds after which to ask again when it isn't the asker's doing.
SOON = "5"
#: Ordinary requests. Fewer threads than there are, so that Streamlit's files find one.
_PROMPT = Queue(20, 200)

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

#: Why nothing is changed by a server that only shows.
READ_ONLY = "This collection is read-only here: start it with geodash serve --edit."
NO_ARTICLE = "there is no such article"

FOREVER = "public, max-age=31536000, immutable"
AGAIN = "no-cache"
NEVER = "no-store"
#: What :func:`page_address` goes by.
BY_ADDRESS = "Host, Referer, X-Forwarded-Prefix, X-Forwarded-Proto"

#: A path below which a proxy shows us, as ``/geo``.
_PREFIX = re.compile(r"(/[A-Za-z0-9._~-]{1,100}){0,10}")


def answering(served: Served, handler: Handler, queue: Queue | None = None) -> Endpoint:
    """An endpoint that answers in a thread; what takes its time has a ``queue`` of its own."""

    async def endpoint(request: Request) -> Response:
        line = queue or _PROMPT

        def work() -> Response:
            return handler(request, served.site())

        try:
            with line.place():
                return await (line.run_while_asked(request, work) if queue else line.run(work))
        except FullError:
            return _busy(request, refused_reader)

    return endpoint


def taking(
    served: Served, handler: BodyHandler, most: int, queue: Queue, *, refuse: Refuse | None = None
) -> Endpoint:
    """The same for requests with a body of at most ``most`` bytes; ``refuse`` words what is wrong."""
    told = refuse or _refused_program

    async def endpoint(request: Request) -> Response:
        try:
            # Whoever waits with a body in memory has a place in the line.
            with queue.place():
                body = await _body_of(request, most)
                return await queue.run_while_asked(
                    request, lambda: handler(request, served.site(), body)
                )
        except FullError:
            return _busy(request, told)
        except _BodyError as error:
            return told(request, str(error), error.status)

    return endpoint


class _BodyError(ValueError):
    def __init__(self, reason: str, status: int) -> None:
        super().__init__(reason)
        self.status = status


async def _body_of(request: Request, most: int) -> bytes:
    """Raises ``_BodyError`` for a body that is too large, too slow or broken off."""
    parts, size = [], 0
    try:
        with anyio.fail_after(BODY_SECONDS):
            async for part in request.stream():
                size += len(part)
                if size > most:
                    raise _BodyError(f"At most {most:,} bytes are taken.", 413)
                parts.append(part)
    except ClientDisconnect:
        raise _BodyError("The request ended too early.", 400) from None
    except TimeoutError:
        reason = f"The request took more than {BODY_SECONDS} seconds to arrive."
        raise _BodyError(reason, 408) from None
    return b"".join(parts)


# Answers ----------------------------------------------------------------------------------------


def json_answer(
    request: Request,
    version: str,
    make: Callable[[], object],
    *,
    cache: str = AGAIN,
    address: str = "",
) -> Response:
    """JSON with an ETag of collection version and query: an unchanged view is not sent again.

    ``address`` is the page's own, for an answer that names it.
    """
    etag = etag_of(request, version, address)
    headers = {**HEADERS, "ETag": etag, "Cache-Control": cache}
    if address:
        headers["Vary"] = BY_ADDRESS
    return unchanged(request, etag, headers) or JSONResponse(make(), headers=headers)


def kept_answer(
    request: Request,
    version: str,
    media_type: str,
    make: Callable[[], bytes | str],
    *,
    cache: str = AGAIN,
) -> Response:
    """A file or a picture with an ETag of version and query: an unchanged one is neither made nor sent."""
    etag = etag_of(request, version)
    headers = {**HEADERS, "ETag": etag, "Cache-Control": cache}
    if same := unchanged(request, etag, headers):
        return same
    return Response(make(), media_type=media_type, headers=headers)


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


def takes_gzip(request: Request) -> bool:
    """Whether who asks can unpack what is packed by gzip."""
    return "gzip" in request.headers.get("accept-encoding", "")


def cache_for(request: Request, version: str) -> str:
    """A page that names the version it was made for may keep the answer for good."""
    return FOREVER if request.query_params.get("v") == version else AGAIN


# Refusals ---------------------------------------------------------------------------------------


def refused(reason: str, status: int = 400) -> Response:
    """The reason as JSON."""
    return JSONResponse(
        {"error": reason}, status_code=status, headers={**HEADERS, "Cache-Control": AGAIN}
    )


def _refused_program(_: Request, reason: str, status: int) -> Response:
    return refused(reason, status)


def _busy(request: Request, refuse: Refuse) -> Response:
    answer = refuse(request, "Too many wait for this just now. Ask again in some seconds.", 503)
    answer.headers["Retry-After"] = SOON
    return answer


def refused_reader(
    request: Request,
    reason: str,
    status: int = 400,
    *,
    home: str | None = None,
    to: str = "the briefings",
) -> Response:
    """The reason, as a small page for a browser and as JSON for everybody else.

    ``home`` is where the page leads back to, which is called ``to``; by default to the briefings, blank
    for nowhere.
    """
    if "text/html" not in request.headers.get("accept", ""):
        return refused(reason, status)
    from geodash.views.templating import render

    if home is None:
        home = "../present" if "name" in request.path_params else "present"
    page = render("refused.html", reason=reason, home=home, to=to)
    headers = {**_PAGE, "Cache-Control": AGAIN}
    return Response(page, status, media_type="text/html; charset=utf-8", headers=headers)


# Requests ---------------------------------------------------------------------------------------


def page_address(request: Request) -> str:
    """Where the page stands that this route belongs to; blank where the request doesn't say."""
    named = request.headers.get("host", "")
    if (host := host_of(named)) is None:
        return ""
    root = request.scope.get("root_path", "").removesuffix("/api")
    scheme = request.scope.get("scheme", "http")
    return f"{scheme}://{named}{_prefix(request, host)}{root}/"


def shared(address: str) -> str:
    """An address that others can follow; blank for this machine's own, which leads them nowhere."""
    try:
        host = host_of(urlsplit(address).netloc)
    except ValueError:
        return ""
    return "" if host is None or is_named(host, LOCAL_NAMES) else address


def _prefix(request: Request, host: Host) -> str:
    """The path that a proxy took away before it asked us; blank for none.

    The proxy may say it. If not, the page does that asks: our pages stand side by side below it.
    """
    said = request.headers.get("x-forwarded-prefix", "").rstrip("/")
    if said:
        return said if _PREFIX.fullmatch(said) else ""
    try:
        page = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return ""
    if not is_own_origin(f"{page.scheme}://{page.netloc}", host):
        return ""
    root = request.scope.get("root_path", "").removesuffix("/api")
    folder = page.path.rpartition("/")[0].removesuffix("/show")
    found = folder.removesuffix(root)
    return found if folder.endswith(root) and _PREFIX.fullmatch(found) else ""


def json_object(body: bytes) -> dict[str, Any]:
    """What was sent as JSON; raises ``ValueError`` with a sentence for anything but an object."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ValueError("the request is no JSON") from error
    if not isinstance(found, dict):
        raise ValueError("the request is no object")
    return found


def line_of(value: object) -> str:
    """What somebody typed, on one line that a file can hold."""
    text = value if isinstance(value, str) else ""
    return " ".join(text.encode("utf-8", "replace").decode().replace("\0", "").split())
