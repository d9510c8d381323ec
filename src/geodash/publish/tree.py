"""All that is published of an edition, file by file; and one of them, for a server that is asked for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from geodash.domain.model import Event
from geodash.publish.article_page import article_leaves, companion_of
from geodash.publish.article_page import path_of as article_path
from geodash.publish.corrections_page import corrections_leaf, feed_leaf
from geodash.publish.edition import EXPLORE, Edition, has_explore
from geodash.publish.event_page import event_leaves
from geodash.publish.event_page import path_of as event_path
from geodash.publish.explore_page import CARDS, explore_leaves, explore_pieces
from geodash.publish.front_page import front_leaf, gone_leaf, missing_leaf, no_explore_leaf
from geodash.publish.kept import is_page_file
from geodash.publish.leaf import Leaf, Makers
from geodash.publish.live import ground_leaf, ground_leaves, pieces_of
from geodash.publish.stock import FOLDER, Stock


def leaves(edition: Edition, stock: Stock, before: Iterable[str] = ()) -> Iterator[Leaf]:
    """Every file, those first that others need.

    ``before`` are the paths of the site as it is: a page whose event or article is in no table any more stays, and
    says so, and so does Explore where there is none any more.
    """
    known = set[str]()
    for leaf in _leaves(edition, stock):
        # Events of one place may have their picture in common.
        if leaf.path not in known:
            known.add(leaf.path)
            yield leaf
    for path in before:
        if path in known:
            continue
        if is_page_file(path):
            yield gone_leaf(edition, stock, path)
        elif path == f"{EXPLORE}/index.html":
            yield no_explore_leaf(edition, stock)


def _leaves(edition: Edition, stock: Stock) -> Iterator[Leaf]:
    yield from stock.leaves.values()
    # One place after another, and those that look alike: whoever draws has what maps have in common at hand.
    for event in sorted(edition.collection.events.values(), key=_looks):
        yield from _all(event_leaves(edition, stock, event.event_id))
    pieces = []
    for article_id in edition.collection.articles:
        read = companion_of(edition, article_id)
        pieces.append(pieces_of(edition, read))
        yield from _all(article_leaves(edition, stock, article_id, read))
    if has_explore(edition):
        pieces.append(explore_pieces(edition))
        yield from explore_leaves(edition, stock)
    yield from ground_leaves(edition, pieces)
    yield corrections_leaf(edition, stock)
    yield missing_leaf(edition, stock)
    if edition.url:
        yield feed_leaf(edition)
        yield Leaf.of("sitemap.xml", _sitemap(edition).encode())
    yield Leaf.of("robots.txt", _robots(edition).encode())
    yield front_leaf(edition, stock)


def _looks(event: Event) -> tuple[tuple[float, ...], str]:
    look = (event.event_type, event.status, event.where_prec, event.place_role)
    return tuple(event.point or ()), repr(look)


def _all(makers: Makers) -> Iterator[Leaf]:
    return (make(path) for path, make in makers.items())


def count(edition: Edition, stock: Stock) -> int:
    """About how many files there are: which pieces of the map, only the articles say."""
    collection = edition.collection
    each, beside = (4, 6) if edition.url else (2, 4)
    articles = len(collection.articles)
    beside += len(collection.articles) + len(collection.events) // CARDS + 6
    return len(stock.leaves) + each * len(collection.events) + (each + 1) * articles + beside


def leaf_at(edition: Edition, stock: Stock, path: str) -> Leaf | None:
    """The file at a path below the root; of a folder its ``index.html``; ``None`` where there is none."""
    parts = path.split("/")
    if parts[0] == FOLDER:
        return stock.leaves.get(path) or ground_leaf(edition.geodata, path)
    path = f"{path}index.html" if path.endswith("/") or not path else path
    if parts[0] == "corrections":
        found = [corrections_leaf(edition, stock), feed_leaf(edition)]
        return next((leaf for leaf in found if leaf.path == path), None)
    make = _makers(edition, stock, path).get(path)
    return make(path) if make else None


def is_page(edition: Edition, stock: Stock, path: str) -> bool:
    """Whether a page of an article or event stands in the folder of this path, which has no slash at its end."""
    return f"{path}/index.html" in _makers(edition, stock, f"{path}/")


def _makers(edition: Edition, stock: Stock, path: str) -> Makers:
    """The files of the event or article to which a path belongs."""
    kind, _, rest = path.partition("/")
    ident, slash, _ = rest.partition("/")
    if slash and kind == "e" and ident in edition.collection.events:
        return event_leaves(edition, stock, ident)
    if slash and kind == "a" and ident in edition.collection.articles:
        return article_leaves(edition, stock, ident)
    return {}


def _sitemap(edition: Edition) -> str:
    """The pages that search engines may have."""
    collection = edition.collection
    paths = ["", *([f"{EXPLORE}/"] if has_explore(edition) else []), "corrections/"]
    paths += map(article_path, collection.articles)
    paths += [event_path(i) for i, e in collection.events.items() if not e.withdrawn]
    urls = "".join(f"<url><loc>{escape(edition.at(path))}</loc></url>\n" for path in paths)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    )


def _robots(edition: Edition) -> str:
    lines = ["User-agent: *", "Allow: /"]
    return "\n".join(
        [*lines, *([f"Sitemap: {edition.at('sitemap.xml')}"] if edition.url else []), ""]
    )
