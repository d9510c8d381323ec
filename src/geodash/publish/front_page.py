"""The first page: all articles and events, as links; and the page of an address that there is none of."""

from __future__ import annotations

from itertools import groupby

from geodash.collection.read.descriptor import licences
from geodash.exchange.report import chapter_of
from geodash.publish.edition import EXPLORE, FRONT, LISTED, PAGE, Edition, explore_at
from geodash.publish.head import Told, page
from geodash.publish.leaf import Leaf
from geodash.publish.signs import drawn
from geodash.publish.stock import Stock
from geodash.views.companion.ways import Ways
from geodash.views.places import place_label
from geodash.words.dates import date_label_short, window_label
from geodash.words.names import article_names
from geodash.words.numbers import number_of
from geodash.words.says import accounts

#: Of more events the articles lead to them.
MOST_EVENTS = 5000


def front_leaf(edition: Edition, stock: Stock) -> Leaf:
    """``index.html``."""
    html = page(
        edition,
        stock,
        _told(edition),
        FRONT,
        "front.html",
        here="./",
        lead=_lead(edition),
        articles=_articles(edition),
        months=_months(edition),
        legend=_legend(edition),
        explore=explore_at(edition, FRONT),
        licences=[str(found) for found in licences(edition.descriptor)],
    )
    return Leaf.of("index.html", drawn(html, edition.collection.kinds).encode())


def missing_leaf(edition: Edition, stock: Stock) -> Leaf:
    """``404.html``: it stands in for any address, so that its links are whole where they can be."""
    told = Told(
        "404.html",
        f"Not here · {edition.collection.title}",
        "There is no such page here",
        "An event that was withdrawn keeps its page; this address never had one, or was typed wrongly.",
        listed=False,
    )
    ways = Ways(edition.url)
    return Leaf.of("404.html", page(edition, stock, told, ways, "missing.html", here="").encode())


def gone_leaf(edition: Edition, stock: Stock, path: str) -> Leaf:
    """The page of what is no longer in the collection, by its file: whoever cited it finds out."""
    folder, name = path.split("/")[:2]
    what = "article" if folder == "a" else "event"
    told = Told(
        path.removesuffix("index.html"),
        f"No longer here · {edition.collection.title}",
        f"This {what} is no longer in the collection",
        f"The {what} {name} was taken out of the collection. It is no longer counted, drawn or exported.",
        listed=False,
    )
    return Leaf.of(path, page(edition, stock, told, PAGE, "missing.html", here="").encode())


def no_explore_leaf(edition: Edition, stock: Stock) -> Leaf:
    """The page at Explore's address once there are more events than it is sent, or none: whoever linked to it finds out."""
    why = "No event stands in the collection any more."
    if edition.in_time:
        why = "There are more events than a page can be sent at once; each still has its page."
    told = Told(
        f"{EXPLORE}/",
        f"Explore · {edition.collection.title}",
        "Explore is no longer on these pages",
        why,
        "website",
        listed=False,
    )
    html = page(edition, stock, told, LISTED, "missing.html", here="")
    return Leaf.of(f"{EXPLORE}/index.html", html.encode())


def _told(edition: Edition) -> Told:
    title = edition.heading["title"]
    data = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": title,
        "description": _lead(edition),
        "version": edition.collection.version,
    } | ({"url": edition.url} if edition.url else {})
    return Told("", title, title, _lead(edition), "website", data)


def _lead(edition: Edition) -> str:
    told, articles = len(edition.in_time), len(edition.collection.articles)
    return (
        f"{number_of(articles, 'article')} and {number_of(told, 'event')} that they tell of, "
        "each with the very words that tell it, who says so, and what the other side says."
    )


def _articles(edition: Edition) -> list[dict[str, object]]:
    names = article_names(edition.collection.articles)
    return [
        {
            "article": article,
            "name": names[article.article_id],
            "window": window_label(article),
            "events": len(edition.coded[article.article_id]),
            "explore": explore_at(edition, FRONT, ("article", article.article_id)),
        }
        for article in edition.articles
    ]


def _months(edition: Edition) -> list[tuple[str, list[dict[str, object]]]]:
    events = sorted(edition.in_time, key=chapter_of)
    if len(events) > MOST_EVENTS:
        return []
    found = []
    for name, group in groupby(events, lambda e: chapter_of(e).name):
        rows = [
            {
                "event": event,
                "when": date_label_short(event),
                "place": place_label(event, edition.names),
            }
            for event in group
        ]
        found.append((name, rows))
    return found


def _legend(edition: Edition) -> str:
    said = accounts(edition.in_time)
    return f"A mark with a quotation sign: {said}." if said else ""
