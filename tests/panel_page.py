"""Serves the panel's modules, cards and articles to a browser page without a server."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import streamlit

from geodash.domain.model import Collection, Event, Status
from geodash.domain.threads import Threads
from geodash.views import symbols, told
from geodash.views.article import article_html
from geodash.views.card.panel import panel_card
from geodash.views.places import place_label
from geodash.words.dates import date_brief, date_label

ORIGIN = "http://panel.test"
_HERE = Path(__file__).parent
_ASSETS = _HERE.parent / "src" / "geodash" / "assets"
_FONTS = Path(streamlit.__file__).parent / "static" / "static" / "media"
_FACES = {
    "serif.woff2": "SourceSerifVariable-Roman",
    "serif-italic.woff2": "SourceSerifVariable-Italic",
    "sans.woff2": "SourceSansVF-Upright",
}
_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".html": "text/html",
    ".woff2": "font/woff2",
}


def event_data(collection: Collection, threads: Threads, event: Event) -> dict:
    """An event as ``/api/events`` sends it, as far as the panel reads it."""
    told = (m.article_id for m in collection.mentions if m.event_id == event.event_id)
    start, end = event.date_start, event.date_end
    return {
        "id": event.event_id,
        "title": event.title,
        "kind": event.kind.value,
        "one_sided": event.one_sided,
        "planned": event.status is Status.PLANNED,
        "date_start": start.isoformat() if start else None,
        "date_end": end.isoformat() if end else None,
        "date_label": date_label(event),
        "date_brief": date_brief(event),
        "place": place_label(event),
        "role": event.place_role.value if event.place_role else None,
        "umbrella": next(iter(threads.umbrellas(event.event_id)), None),
        "members": list(threads.members(event.event_id)),
        "counted": not threads.members(event.event_id),
        "date_open": False,
        "articles": list(dict.fromkeys(told)),
        "background": event.context.value == "background",
        "withdrawn": event.withdrawn.isoformat() if event.withdrawn else None,
    }


def payload(collection: Collection) -> dict:
    """The first payload: every event that stands, in time order."""
    threads = Threads(collection)
    events = [
        event_data(collection, threads, e) for e in collection.events.values() if not e.withdrawn
    ]
    events.sort(key=lambda e: (e["date_start"] or "9999", e["date_end"] or "9999", e["id"]))
    return {
        "version": collection.version,
        "params": "",
        "notices": [],
        "count": len([e for e in events if not e["members"]]),
        "total": len(events),
        "events": events,
    }


class PanelPage:
    """Answers every request of a page under ``ORIGIN``; ``asked`` records the paths."""

    def __init__(
        self, collection: Collection, data: dict | None = None, resolver: object = None
    ) -> None:
        self.collection = collection
        self.data = data or payload(collection)
        self.resolver = resolver
        self.asked: list[str] = []
        self.fonts = False
        self.fail_cards = False
        self.hold_cards = False
        self._held: list = []

    def install(self, page) -> None:
        page.route("**/*", self._answer)

    def release(self) -> None:
        """Answers the requests for cards that were held back."""
        self.hold_cards = False
        held, self._held = self._held, []
        for route in held:
            self._answer(route)

    def _answer(self, route) -> None:
        url = urlsplit(route.request.url)
        self.asked.append(url.geturl())
        if f"{url.scheme}://{url.netloc}" != ORIGIN:
            route.abort()
            return
        path, query = unquote(url.path), parse_qs(url.query)
        if path == "/api/cards" and self.hold_cards:
            self._held.append(route)
        elif path == "/":
            self._file(route, _HERE / "js" / "panel.html")
        elif path == "/kinds.css":
            route.fulfill(body=symbols.as_css(), content_type="text/css")
        elif path.startswith("/assets/"):
            self._file(route, _ASSETS / path.removeprefix("/assets/"))
        elif path.startswith("/fonts/") and not self.fonts:
            route.abort()
        elif path.startswith("/fonts/"):
            face = _FACES[path.removeprefix("/fonts/")]
            self._file(route, next(_FONTS.glob(f"{face}*.woff2")))
        else:
            self._json(route, path, query)

    def _json(self, route, path: str, query: dict) -> None:
        if path == "/data":
            about = {"title": self.collection.title, "events": len(self.collection.events)}
            body = {"first": self.data, "told": told.as_json(), "collection": about}
        elif path == "/api/cards" and not self.fail_cards:
            body = {i: self._card(i) for i in query["id"] if i in self.collection.events}
        elif path.startswith("/api/article/"):
            body = {"html": article_html(self.collection, path.removeprefix("/api/article/"))}
        else:
            route.fulfill(status=404, body="{}", content_type="application/json")
            return
        route.fulfill(body=json.dumps(body), content_type="application/json")

    def _card(self, event_id: str) -> dict:
        event = self.collection.events[event_id]
        data = event_data(self.collection, Threads(self.collection), event)
        return {"html": panel_card(self.collection, event_id, self.resolver)["html"], "event": data}

    @staticmethod
    def _file(route, path: Path) -> None:
        if not path.is_file():
            route.fulfill(status=404, body="")
            return
        route.fulfill(body=path.read_bytes(), content_type=_TYPES.get(path.suffix, "text/plain"))
