"""What a page says of itself before any script runs: its title, and what a messenger shows of a link.

Streamlit serves the same small page for every address. Here its head is told what the address asks
for: the event, else the filter in words, with a picture from ``api/preview.jpg``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import anyio
from markupsafe import Markup, escape
from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geodash.web.http import AGAIN, page_address
from geodash.web.modules import early
from geodash.web.pages import COMPONENTS, PAGES

if TYPE_CHECKING:
    from geodash.web.served import Served
    from geodash.web.site import Site

_TITLE = re.compile(rb"<title>[^<]*</title>")
#: Pixels of the picture: what messengers ask for.
SIZE = (1200, 630)
#: Where the server is, seen from a page below it: else Streamlit asks below the page's own address first.
_BACKEND = (
    b'<script>window.__streamlit={BACKEND_BASE_URL:new URL("./",location.href).href}</script>'
)
#: In a frame of somebody's page (``?embed=view``) the head is theirs, as on a published page.
_FRAMED = b"<style>:root{--gd-head:0px}.st-key-gd_head{display:none!important}</style>"
#: Parameters that change what a picture shows beside the filter's.
_LOOK = ("event", "map")
#: What the page is asked with that would have it left out, packed or cut.
_DROPPED = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")


@dataclass(frozen=True, slots=True)
class Head:
    """What a page is about, in plain text that may be hostile; ``query`` is the canonical one."""

    title: str
    heading: str
    description: str
    query: str


class Preview:
    """ASGI middleware: the head of the pages below ``root``; all else passes as it is."""

    def __init__(self, app: ASGIApp, served: Served, root: str = "") -> None:
        self._app, self._served, self._root = app, served, root
        names = ("/", *(f"/{name}" for name in PAGES))
        self._pages = {f"{root}{name}": name.strip("/") for name in names} | {root: ""}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on what the app answers, its head told."""
        asked = scope["type"] == "http" and scope["method"] == "GET"
        if not asked or scope["path"] not in self._pages:
            await self._app(scope, receive, send)
            return
        tags = await self._tags(scope)
        headers = [(k, v) for k, v in scope["headers"] if k not in _DROPPED]
        component = COMPONENTS[self._pages[scope["path"]]]
        framed = QueryParams(scope["query_string"]).get("embed") == "view"
        told = _Told(send, tags, early(component) + (_FRAMED if framed else b""))
        await self._app({**scope, "headers": headers}, receive, told.send)

    async def _tags(self, scope: Scope) -> bytes:
        page = self._pages[scope["path"]]
        # Nobody waits for a collection that is still being read.
        if (site := self._served.present) is None:
            return b"<title>geodash</title>" + (_BACKEND if page else b"")
        request = Request({**scope, "root_path": self._root})
        return await anyio.to_thread.run_sync(self._told, request, site, page)

    def _told(self, request: Request, site: Site, page: str) -> bytes:
        found = head_of(site, page, request.query_params.multi_items())
        lines = "".join(_lines(found, page, page_address(request))).encode("utf-8", "replace")
        return lines + (_BACKEND if page else b"")


class _Told:
    """Sends an answer on; a page is held back until it is whole, and gets its head."""

    def __init__(self, send: Send, tags: bytes, last: bytes) -> None:
        self._send, self._tags, self._last = send, tags, last
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            kind = Headers(raw=message["headers"]).get("content-type", "")
            if message["status"] == 200 and kind.startswith("text/html"):
                self._start = message
                return
        if self._start is None:
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        body = _TITLE.sub(lambda _: self._tags, self._body, count=1)
        body = body.replace(b"</head>", self._last + b"</head>", 1)
        headers = MutableHeaders(scope=self._start)
        for name in ("etag", "last-modified", "accept-ranges"):
            if name in headers:
                del headers[name]
        headers["Content-Length"] = str(len(body))
        headers["Cache-Control"] = AGAIN
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})


def head_of(site: Site, page: str, pairs: list[tuple[str, str]]) -> Head:
    """What the page says of an address; what makes no sense in it is left out, as the page does."""
    from geodash.exchange.telling import in_short
    from geodash.query import Filter
    from geodash.views.card.content import card_of

    store, collection = site.store, site.collection
    f, _ = Filter.from_params(pairs, store.vocabulary)
    look = [(k, v) for k, v in dict(pairs).items() if k in _LOOK and len(v) < 100]
    query = urlencode([*f.to_params(), *look], safe=":,/")
    event = collection.events.get(dict(look).get("event", ""))
    name = PAGES.get(page, "")
    if event is not None:
        words, quote = in_short(card_of(collection, event.event_id, store.vocabulary.places))
        title = f"{event.title} · {collection.title}"
        return Head(title, event.title, f"{words} {quote}".strip(), query)
    told = store.describe(f)
    chosen = told.chosen[:1].upper() + told.chosen[1:]
    heading = chosen if f.to_params() else collection.title
    named = (heading if f.to_params() else "", "" if page in ("", "explore") else name)
    parts = [*filter(None, named), collection.title]
    title = " · ".join(parts if len(parts) > 1 else [*parts, "geodash"])
    return Head(title, heading, str(told.denominators), query)


def _lines(found: Head, page: str, address: str) -> Iterator[str]:
    """The title and the tags of Open Graph, escaped; addresses only where the request tells ours."""
    yield Markup("<title>{}</title>").format(found.title)
    said = [("og:title", found.heading), ("og:description", found.description)]
    said += [("og:type", "website"), ("og:site_name", "geodash")]
    yield Markup('<meta name="description" content="{}">').format(found.description)
    if address:
        asked = f"?{found.query}" if found.query else ""
        said += [
            ("og:url", f"{address}{page}{asked}"),
            ("og:image", f"{address}api/preview.jpg{asked}"),
            ("og:image:type", "image/jpeg"),
            ("og:image:width", str(SIZE[0])),
            ("og:image:height", str(SIZE[1])),
            ("og:image:alt", f"Map: {found.heading}"),
        ]
    for name, text in said:
        yield Markup('<meta property="{}" content="{}">').format(name, escape(text))
    yield '<meta name="twitter:card" content="summary_large_image">'
