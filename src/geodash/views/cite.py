"""A footnote for one event: article, publisher, when it was published, the words, where to look."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from geodash.domain.datasets import assertion_of
from geodash.domain.lookup import lookup_of
from geodash.domain.model import Article, Collection
from geodash.domain.passage import paragraph_at
from geodash.words.dates import window_label
from geodash.words.isolated import isolated
from geodash.words.notes import version_line
from geodash.words.texts import quoted

_PRINTED = ("stated", "printed")


@dataclass(frozen=True, slots=True)
class Citation:
    """A footnote as plain text and as HTML.

    Without a link given, the text ends before it and the HTML holds an empty
    ``<a data-fill="url">``, which the page fills with its own address.
    """

    text: str
    html: Markup


def cite(collection: Collection, event_id: str, *, link: str = "", state: str = "") -> Citation:
    """The footnote of an event; raises ``KeyError`` for an event that isn't there.

    ``state`` names what its published page says, where that is cited and not the collection's version.
    """
    lookup = lookup_of(collection)
    event = collection.events[event_id]
    mention = lookup.best(event_id)
    article = collection.articles.get(mention.article_id) if mention else None
    parts = []
    if article:
        parts.append(published(article))
    if mention and article:
        mark = lookup.mark_of(mention)
        place = paragraph_at(article.body, mark.start) if mark else None
        where = f"¶{place.number}: " if place and place.number else ""
        parts.append(f"{where}{quoted(mention.quote)}")
    elif not article:
        parts.append(isolated(event.title))
        if (said := assertion_of(event, collection.datasets)) and not mention:
            own_id = f", {isolated(said.source_id)}" if said.source_id else ""
            parts.append(f"asserted by {isolated(said.dataset.cited.rstrip('.'))}{own_id}")
    if event.withdrawn:
        parts.append(f"[event withdrawn {event.withdrawn.isoformat()}]")
    version = "" if state else collection.version
    named = f"Event {event_id}, version {state}," if state else f"Event {event_id}"
    own = f"{named} in {version_line(collection.title, version)}"
    text = f"{', '.join(parts)}. {own}"
    slot = escape(link) if link else Markup('<a data-fill="url"></a>')
    return Citation(f"{text}, {link}" if link else text, Markup("{}, {}").format(text, slot))


def published(article: Article) -> str:
    """``“Title”, publisher, 13–30 September 2022 (date inferred)``."""
    parts = [quoted(article.title)]
    if article.publisher:
        parts.append(isolated(article.publisher))
    window = window_label(article)
    if window:
        parts.append(f"{window} (date inferred)" if date_inferred(article) else window)
    return ", ".join(parts)


def date_inferred(article: Article) -> bool:
    """Whether the publication date was worked out rather than printed with the text."""
    if article.published_basis.strip().lower().startswith(_PRINTED):
        return False
    return bool(article.published_basis) or article.published_earliest != article.published_latest
