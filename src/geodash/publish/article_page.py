"""``/a/<article>/``: an article beside its map. Without a script its text, map, links; with one the map follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from geodash.domain.kinds import AnyKind
from geodash.domain.model import Article, Event, time_order
from geodash.publish.edition import PAGE, Edition, explore_at
from geodash.publish.embed import code, embed_leaf
from geodash.publish.event_page import NARROW_SLOT, WIDE_SLOT
from geodash.publish.head import Told, page
from geodash.publish.leaf import Leaf, Makers
from geodash.publish.live import read_leaf, version_of
from geodash.publish.maps import BESIDE, NARROW, article_map, with_maps
from geodash.publish.pictures import beside_leaves, own_picture
from geodash.publish.signs import drawn
from geodash.publish.stock import Stock
from geodash.views.companion.page import companion
from geodash.words.dates import date_label_short, window_label
from geodash.words.isolated import isolated
from geodash.words.kinds import kind_label
from geodash.words.numbers import number_of
from geodash.words.says import accounts

Json = dict[str, Any]


def path_of(article_id: str) -> str:
    """Where the page of an article stands."""
    return PAGE.article(article_id).removeprefix(PAGE.root)


def companion_of(edition: Edition, article_id: str) -> Json:
    """The article beside its map, with the links of its page; raises ``KeyError`` for one that isn't there."""
    areas, ways = edition.geodata.areas, replace(PAGE, explore=explore_at(edition, PAGE))
    return companion(edition.collection, article_id, edition.names, areas, ways=ways)


def article_leaves(
    edition: Edition, stock: Stock, article_id: str, read: Json | None = None
) -> Makers:
    """The files of an article; ``read`` is its companion, where it is at hand."""
    article = edition.collection.articles[article_id]
    told, events = _told(edition, article), edition.events_of(article_id)
    still, path = article_map(edition, events, article.title), f"a/{article_id}/"

    def companion_() -> Json:
        return read or companion_of(edition, article_id)

    def whole(at: str) -> Leaf:
        slots = {WIDE_SLOT: BESIDE, NARROW_SLOT: NARROW}
        html = _page(edition, stock, told, article_id, companion_())
        return with_maps(at, html, still, slots)

    def frame(_: str) -> Leaf:
        values = {"told": told, "kinds": _kinds(events), "id": ""}
        return embed_leaf(edition, path, article.title, still, "embed_article.html", **values)

    found: Makers = {
        f"{path}index.html": whole,
        f"{path}read.json": lambda _: read_leaf(edition, article_id, companion_()),
        f"{path}embed/index.html": frame,
    }
    return found | beside_leaves(edition, told, path, still)


def _page(edition: Edition, stock: Stock, told: Told, article_id: str, read: Json) -> str:
    html = page(
        edition,
        stock,
        told,
        PAGE,
        "article.html",
        here="",
        # Our own HTML, escaped where it was made.
        text=Markup(read["html"]),
        overview=Markup(read["overview"]),
        wide=WIDE_SLOT,
        narrow=NARROW_SLOT,
        span=_span(edition, article_id),
        url=edition.at(path_of(article_id)),
        explore=explore_at(edition, PAGE, ("article", article_id))
        if edition.events_of(article_id)
        else "",
        embed=code(edition, path_of(article_id), told.heading, told.description)
        if edition.url
        else "",
        live=f"{PAGE.root}{stock.live}",
        version=version_of(read),
    )
    return drawn(html, edition.collection.kinds)


def _kinds(events: Sequence[Event]) -> list[tuple[AnyKind, str, int]]:
    counted = Counter(event.kind for event in events)
    return [(kind, kind_label(kind), n) for kind, n in counted.items()]


def _span(edition: Edition, article_id: str) -> str:
    """From when to when it tells, for a page whose timeline has no script to draw it."""
    dated = sorted((e for e in edition.events_of(article_id) if e.interval), key=time_order)
    published = window_label(edition.collection.articles[article_id])
    appeared = f"Published {published}." if published else ""
    if not dated:
        return appeared
    first, last = date_label_short(dated[0]), date_label_short(dated[-1])
    span = f"Tells of {first}" if first == last else f"Tells of {first} to {last}"
    return f"{span}. {appeared}".strip()


def _told(edition: Edition, article: Article) -> Told:
    events = edition.events_of(article.article_id)
    who = [isolated(article.publisher)] if article.publisher else []
    parts = [*who, window_label(article)]
    said = accounts(events)
    tells = f"{number_of(len(events), 'event')} on a map, each with the words that tell it"
    marked = f"; {said} are marked as such" if said and events else ""
    description = (
        f"{', '.join(filter(None, parts))}. {tells if events else 'With its text'}{marked}."
    )
    return Told(
        path_of(article.article_id),
        f"{article.title} · {edition.collection.title}",
        article.title,
        description,
        data=_data(edition, article),
        picture=own_picture(edition, path_of(article.article_id)),
    )


def _data(edition: Edition, article: Article) -> Json:
    found: Json = {"@context": "https://schema.org", "@type": "Article", "headline": article.title}
    found["inLanguage"] = article.language
    if article.publisher:
        found["publisher"] = {"@type": "Organization", "name": article.publisher}
    # A window of some days is no date.
    if article.published_earliest and article.published_earliest == article.published_latest:
        found["datePublished"] = article.published_earliest.isoformat()
    if url := edition.at(path_of(article.article_id)):
        found |= {"url": url, "@id": url}
    return found
