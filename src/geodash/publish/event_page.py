"""``/e/<event>/``: the sentence, who says so, the answers, the facts with their words, the map."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from geodash.domain.model import Article, DateKind, Event, Status
from geodash.exchange.telling import in_short
from geodash.publish.edition import PAGE, Edition, explore_at
from geodash.publish.embed import code, embed_leaf
from geodash.publish.head import Told, page
from geodash.publish.leaf import Leaf, Makers, digest
from geodash.publish.maps import NARROW, WIDE, event_map, with_maps
from geodash.publish.pictures import beside_leaves, own_picture, shared_picture
from geodash.publish.signs import drawn
from geodash.publish.stock import Stock
from geodash.views.about.page import report_link
from geodash.views.card.content import Card, card_of
from geodash.views.cite import cite
from geodash.views.places import draw, place_label
from geodash.views.slide_words import precision
from geodash.views.templating import render
from geodash.words.dates import date_remark
from geodash.words.names import actor_names

#: Where the maps come to stand; no value of data holds such a letter unescaped.
WIDE_SLOT, NARROW_SLOT = Markup("<!--wide-->"), Markup("<!--narrow-->")

#: Where what can be done stands: beside the app that is more, and no part of what is cited.
_ACTS = Markup("<!--acts-->")


def path_of(event_id: str) -> str:
    """Where the page of an event stands."""
    return PAGE.event(event_id).removeprefix(PAGE.root)


def event_leaves(edition: Edition, stock: Stock, event_id: str) -> Makers:
    """The files of an event: page, frame, picture; raises ``KeyError`` for one that isn't there."""
    card = card_of(edition.collection, event_id, edition.names)
    still, path = event_map(edition, card.event), f"e/{event_id}/"
    shared = shared_picture(edition, card.event)
    told = _told(edition, card, shared.path if shared else own_picture(edition, path))

    def whole(at: str) -> Leaf:
        slots = {WIDE_SLOT: WIDE, NARROW_SLOT: NARROW}
        return with_maps(at, _page(edition, stock, card, told), still, slots)

    def frame(_: str) -> Leaf:
        title = card.event.title
        return embed_leaf(edition, path, title, still, "embed_event.html", card=card, id=event_id)

    found: Makers = {f"{path}index.html": whole, f"{path}embed/index.html": frame}
    return found | beside_leaves(edition, told, path, still, shared)


def _page(edition: Edition, stock: Stock, card: Card, told: Told) -> str:
    event, collection = card.event, edition.collection
    shown = edition.app or not event.withdrawn
    explore = explore_at(edition, PAGE, ("event", event.event_id)) if shown else ""
    content = render(
        "published/_event.html",
        card=card,
        ways=PAGE,
        acts=_ACTS,
        inferred=date_remark(event),
    )
    # What is cited is what stands here: it stays the same while only others change.
    state = digest(content)[:8]
    acts = render(
        "published/_acts.html", card=card, ways=PAGE, explore=explore, embeds=bool(edition.url)
    )
    url = edition.at(path_of(event.event_id))
    before, after = edition.beside.get(event.event_id, (None, None))
    direct = [relative.event for relative in card.members]
    html = page(
        edition,
        stock,
        told,
        PAGE,
        "event.html",
        here="",
        card=card,
        content=Markup(content.replace(_ACTS, acts)),
        wide=WIDE_SLOT,
        narrow=NARROW_SLOT,
        known=precision(event, direct),
        before=before,
        after=after,
        cited=cite(collection, event.event_id, link=url, state=state),
        url=url,
        embed=code(edition, path_of(event.event_id), told.heading, told.description) if url else "",
        state=state,
        report=report_link(collection, edition.descriptor, event.event_id, state),
    )
    return drawn(html, collection.kinds)


def _told(edition: Edition, card: Card, picture: str) -> Told:
    event = card.event
    words, quote = in_short(card)
    title = f"{event.title} · {edition.collection.title}"
    if event.withdrawn:
        title = f"Withdrawn: {title}"
        words, quote = f"Withdrawn on {event.withdrawn.isoformat()}. {event.note}".strip(), ""
    return Told(
        path_of(event.event_id),
        title,
        event.title,
        f"{words} {quote}".strip(),
        data=None if event.withdrawn else _data(edition, card),
        picture=picture,
        listed=event.withdrawn is None,
    )


def _data(edition: Edition, card: Card) -> dict[str, Any]:
    """JSON-LD: an ``Event`` that is reported, a ``Claim`` of what only a party says."""
    event = card.event
    found = _claim(edition, card) if event.one_sided else _event(edition, event)
    if url := edition.at(path_of(event.event_id)):
        found |= {"url": url, "@id": url}
    return {"@context": "https://schema.org"} | found


def _claim(edition: Edition, card: Card) -> dict[str, Any]:
    event = card.event
    says = actor_names(edition.collection.actors, event.attributed_to)
    found: dict[str, Any] = {"@type": "Claim", "name": event.title}
    if says:
        found["author"] = [{"@type": "Organization", "name": name} for name in says]
    if card.passage and card.passage.article:
        found["appearance"] = [{**_article(edition, card.passage.article)}]
    return found


def _event(edition: Edition, event: Event) -> dict[str, Any]:
    """A place only where it happened there, a day only where it is one."""
    found: dict[str, Any] = {"@type": "Event", "name": event.title}
    if event.status is Status.PLANNED:
        found["eventStatus"] = "https://schema.org/EventScheduled"
    at = event.interval
    if at and (at.first == at.last or event.date_kind is not DateKind.WITHIN):
        found |= {"startDate": at.first.isoformat(), "endDate": at.last.isoformat()}
    if draw(event) in ("exact", "near", "area", "country"):
        place: dict[str, Any] = {"@type": "Place", "name": place_label(event, edition.names)}
        if draw(event) == "exact" and event.point:
            place["geo"] = {
                "@type": "GeoCoordinates",
                "latitude": event.point.latitude,
                "longitude": event.point.longitude,
            }
        found["location"] = place
    return found


def _article(edition: Edition, article: Article) -> dict[str, Any]:
    found = {"@type": "Article", "headline": article.title}
    if url := edition.at(PAGE.article(article.article_id).removeprefix(PAGE.root)):
        found["url"] = url
    return found
