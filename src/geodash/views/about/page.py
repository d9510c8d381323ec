"""The About page as escaped HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from geodash.collection.checks.fairness import open_claims, parity
from geodash.collection.read.contract import with_types
from geodash.collection.read.descriptor import licences
from geodash.domain.model import Article, Collection, Context, Event, time_order
from geodash.domain.problem import Problem
from geodash.geo.names import PlaceNames
from geodash.views.about import counts
from geodash.views.about.codebook import codebook
from geodash.views.about.corrections import MOST_SAVES, Corrected, Correction, corrections
from geodash.views.cite import date_inferred
from geodash.views.places import place_label
from geodash.views.templating import render
from geodash.words.dates import date_label_short, window_label
from geodash.words.labels import genre_label
from geodash.words.lists import listed
from geodash.words.names import actor_names
from geodash.words.wholes import rows_note

#: Lists longer than this say how many more there are; ``geodash check`` prints all.
MOST = 200


@dataclass(frozen=True, slots=True)
class About:
    """What the page is made from beside the collection itself.

    ``package`` is the collection's ``datapackage.json``, ``changed`` the last change of its files,
    ``home`` the address of Explore relative to the page, without ``?``.
    """

    package: Mapping[str, Any]
    boundary_note: str
    attribution: str
    changed: date | None = None
    home: str = ""


def about_html(collection: Collection, about: About, names: PlaceNames | None = None) -> str:
    """The whole page, every value escaped."""
    standing = counts.standing(collection)
    parts = counts.parts_of(collection)
    events = sorted(counts.counted(standing, parts), key=time_order)
    opened = [e for e in standing if e.context is Context.FOREGROUND]
    unsupported = [p for p in collection.problems if p.code.startswith("unsupported")]
    problems = [p for p in collection.problems if not p.code.startswith("unsupported")]
    line = _liner(collection, about, names)
    return render(
        "about.html",
        about=about,
        collection=collection,
        events=events,
        rows_note=rows_note(len(events), len(standing) - len(events)),
        opened=len(counts.counted(opened, parts)),
        mentions=len(collection.mentions),
        inferred=counts.inferred_dates(events),
        tables=counts.tables(collection),
        anchors=counts.anchors(collection),
        articles=_articles(collection),
        parity=parity(collection),
        claims=[
            (line(collection.events[c.event_id]), _silent(collection, c.silent))
            for c in open_claims(collection)
        ],
        unlocated=[line(e) for e in events if e.point is None][:MOST],
        undated=[line(e) for e in events if e.interval is None][:MOST],
        withdrawn=[line(e) for e in collection.events.values() if e.withdrawn],
        corrections=_corrections(collection, line),
        unsupported=unsupported[:MOST],
        problems=_worst_first(problems)[:MOST],
        more_problems=max(0, len(problems) - MOST),
        codebook=codebook(with_types(about.package, collection.kinds)),
        licences=licences(about.package),
        notes=[(a, note) for a in collection.articles.values() for note in a.notes],
        report=report_link(collection, about.package),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """An event in a list, with its address in Explore."""

    event: Event
    date: str
    place: str
    href: str
    into: Line | None = None


def _liner(
    collection: Collection, about: About, names: PlaceNames | None
) -> Callable[[Event], Line]:
    def line(event: Event) -> Line:
        href = f"{about.home}?event={quote(event.event_id, safe='')}"
        into = collection.events.get(event.replaced_by)
        return Line(
            event,
            date_label_short(event),
            place_label(event, names),
            href,
            line(into) if into else None,
        )

    return line


def _corrections(
    collection: Collection, line: Callable[[Event], Line]
) -> list[tuple[Correction, list[tuple[Line, Corrected]]]]:
    return [
        (save, [(line(c.event), c) for c in save.events])
        for save in corrections(collection)[:MOST_SAVES]
    ]


def _silent(collection: Collection, ids: tuple[str, ...]) -> str:
    return listed(actor_names(collection.actors, ids), "or")


@dataclass(frozen=True, slots=True)
class ToldArticle:
    """An article in the list: what is told of it, and the filter that shows its events."""

    article: Article
    genre: str
    window: str
    inferred: bool
    events: int
    mentions: int
    share: int
    query: str


def _articles(collection: Collection) -> list[ToldArticle]:
    ordered = sorted(
        collection.articles.values(),
        key=lambda a: (a.published_earliest or date.max, a.title.casefold()),
    )
    coded = counts.by_article(collection)
    return [
        ToldArticle(
            article=a,
            genre=genre_label(a.genre),
            window=window_label(a),
            inferred=date_inferred(a),
            events=coded[a.article_id].events,
            mentions=coded[a.article_id].mentions,
            share=coded[a.article_id].share,
            query=f"?article={quote(a.article_id, safe='')}&bg=1",
        )
        for a in ordered
    ]


def _worst_first(problems: list[Problem]) -> list[Problem]:
    order = ("error", "warning", "info")
    return sorted(problems, key=lambda p: order.index(p.severity))


def report_link(
    collection: Collection, package: Mapping[str, Any], event_id: str = "", state: str = ""
) -> str:
    """``mailto:`` with event id and collection version, to the first contributor with an e-mail.

    ``state``: of a published page, which is named instead of the collection's version.
    """
    people = package.get("contributors")
    mails = [
        str(p["email"])
        for p in (people if isinstance(people, list) else [])
        if isinstance(p, dict) and "@" in str(p.get("email", ""))
    ]
    what = f"event {event_id}" if event_id else "the collection"
    subject = f"A problem with {what} in “{collection.title}”"
    body = f"Version {state}" if state else f"Collection version {collection.version}"
    if event_id:
        body = f"Event {event_id}, {body[0].lower()}{body[1:]}"
    body += "\n\nWhat is wrong:\n\nHow it is known (source):\n"
    to = quote(mails[0], safe="@.+-_") if mails else ""
    return f"mailto:{to}?subject={quote(subject)}&body={quote(body)}"
