"""``/a/<article>/``: an article beside its map. Without a script its text, map, links; with one the map follows."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from geodash.domain.model import Article
from geodash.publish.edition import PAGE, Edition
from geodash.publish.event_page import NARROW_SLOT, WIDE_SLOT, with_maps
from geodash.publish.head import Told, page
from geodash.publish.leaf import Leaf, digest
from geodash.publish.maps import BESIDE, article_map
from geodash.publish.signs import drawn
from geodash.publish.stock import Stock
from geodash.views.companion.page import companion
from geodash.words.dates import date_label_short, window_label
from geodash.words.isolated import isolated
from geodash.words.numbers import number_of
from geodash.words.says import accounts

Json = dict[str, Any]


def path_of(article_id: str) -> str:
    """Where the page of an article stands."""
    return PAGE.article(article_id).removeprefix(PAGE.root)


def article_leaves(edition: Edition, stock: Stock, article_id: str) -> list[Leaf]:
    """The files of an article; raises ``KeyError`` for one that isn't there."""
    article = edition.collection.articles[article_id]
    read = companion(
        edition.collection, article_id, edition.names, edition.geodata.areas, ways=PAGE
    )
    still = article_map(edition, edition.events_of(article_id), article.title)
    html = page(
        edition,
        stock,
        _told(edition, article),
        PAGE,
        "article.html",
        here="",
        # Our own HTML, escaped where it was made.
        text=Markup(read["html"]),
        overview=Markup(read["overview"]),
        wide=WIDE_SLOT,
        narrow=NARROW_SLOT,
        span=_span(edition, article_id),
    )
    html = drawn(html, edition.collection.kinds)
    folder = f"a/{article_id}"
    return [
        Leaf(
            f"{folder}/index.html",
            digest(html, still.key),
            lambda: with_maps(html, still, BESIDE).encode(),
        )
    ]


def _span(edition: Edition, article_id: str) -> str:
    """From when to when it tells, for a page whose timeline has no script to draw it."""
    told = [e for e in edition.in_time if e.event_id in set(edition.coded[article_id])]
    dated = [e for e in told if e.interval]
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
