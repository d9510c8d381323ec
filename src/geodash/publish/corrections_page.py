"""``/corrections/`` and its Atom feed: what was withdrawn or corrected, what changed since older versions, the editors' notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from geodash.domain.model import Event
from geodash.publish.edition import FRONT, LISTED, Edition
from geodash.publish.head import Told, page
from geodash.publish.leaf import Leaf
from geodash.publish.signs import drawn
from geodash.publish.stock import Stock
from geodash.views.about.corrections import corrections
from geodash.views.about.page import report_link
from geodash.views.templating import render
from geodash.words.lists import listed

#: Entries of the feed, the newest.
MOST_ENTRIES = 100
#: Lines of a version's changes that its entry tells.
MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the feed; ``updated`` is a moment as Atom writes it."""

    title: str
    id: str
    link: str
    updated: str
    summary: str


def corrections_leaf(edition: Edition, stock: Stock) -> Leaf:
    """``corrections/index.html``."""
    collection = edition.collection
    notes = [(a, note) for a in collection.articles.values() for note in a.notes]
    withdrawn = _withdrawn(edition)
    told = Told(
        "corrections/",
        f"Corrections · {collection.title}",
        "Corrections",
        f"What was withdrawn or corrected in “{collection.title}”, and the editors’ notes on its articles.",
        "website",
    )
    html = page(
        edition,
        stock,
        told,
        LISTED,
        "corrections.html",
        here="../corrections/",
        withdrawn=withdrawn,
        saves=corrections(collection),
        notes=notes,
        report=report_link(collection, edition.descriptor),
    )
    return Leaf.of("corrections/index.html", drawn(html, collection.kinds).encode())


def feed_leaf(edition: Edition) -> Leaf:
    """``corrections/feed.xml``; only where it is known where the pages stand, as a feed names them."""
    entries = sorted(_entries(edition), key=lambda e: (e.updated, e.id), reverse=True)[
        :MOST_ENTRIES
    ]
    text = render(
        "published/feed.xml",
        title=edition.heading["title"],
        author=edition.heading["publisher"] or edition.heading["title"],
        url=edition.url,
        updated=entries[0].updated if entries else _moment(None),
        entries=entries,
    )
    return Leaf.of("corrections/feed.xml", text.encode())


def _withdrawn(edition: Edition) -> list[Event]:
    found = [e for e in edition.collection.events.values() if e.withdrawn]
    return sorted(found, key=lambda e: (e.withdrawn or date.min, e.event_id), reverse=True)


def _entries(edition: Edition) -> Iterator[Entry]:
    for event in _withdrawn(edition):
        link = edition.at(FRONT.event(event.event_id))
        merged = edition.collection.events.get(event.replaced_by)
        why = f"Merged into “{merged.title}”." if merged else "Withdrawn."
        moment = _moment(event.withdrawn)
        summary = f"{why} {event.note}".strip()
        yield Entry(f"Withdrawn: {event.title}", f"{link}#withdrawn", link, moment, summary)
    for step in edition.since:
        link = f"{edition.at('corrections/')}#since-{step.old}"
        ident, moment = f"{link}-{step.new}", _moment(edition.changed)
        told = " ".join(item.text + "." for item in step.items[:MOST_TOLD])
        yield Entry(f"Since {step.name}", ident, link, moment, f"{step.said} {told}".strip())
    for number, save in enumerate(reversed(corrections(edition.collection))):
        titles = listed([f"“{c.event.title}”" for c in save.events])
        more = f" and {save.more} more" if save.more else ""
        said = "; ".join(
            f"{cell.column}: {cell.before or 'nothing'} → {cell.after or 'nothing'}"
            for corrected in save.events
            for cell in corrected.cells
        )
        link = edition.at("corrections/")
        yield Entry(
            f"Corrected: {titles}{more}",
            f"{link}#{number}",
            link,
            _written(save.moment),
            f"{save.why}. {said}" if save.why else said,
        )


def _written(moment: str) -> str:
    """A moment of the log as Atom writes it; of what is none the beginning of time."""
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return _moment(None)
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).isoformat().replace("+00:00", "Z")


def _moment(day: date | None) -> str:
    """The beginning of a day, as Atom writes a moment."""
    found = day or date(1970, 1, 1)
    return (
        datetime(found.year, found.month, found.day, tzinfo=UTC).isoformat().replace("+00:00", "Z")
    )
