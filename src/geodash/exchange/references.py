"""What a reference manager is told of an article, and never more than is known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geodash.domain.model import Article
from geodash.exchange.selection import Selection
from geodash.views.cite import date_inferred
from geodash.words.dates import window_label
from geodash.words.numbers import number_of
from geodash.words.texts import one_line

#: What is not part of an address in running text, and nothing that would end a field or a link.
_ADDRESS = re.compile(r"https?://[^\s<>\"'{}|\\^`\x00-\x20\x7f]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published: parts of a date as far as both ends of the window agree.

    ``month`` and ``day`` have two digits; blank what is not known. ``words`` say the window and
    how it is known.
    """

    year: str = ""
    month: str = ""
    day: str = ""
    words: str = ""


def published(article: Article) -> Published:
    """The publication window as a reference manager can hold it."""
    first, last = article.published_earliest, article.published_latest
    year = month = day = ""
    if first and last and first.year == last.year:
        year = f"{first.year:04}"
        if first.month == last.month:
            month = f"{first.month:02}"
            day = f"{first.day:02}" if first == last else ""
    label = window_label(article)
    words = f"Published {label}" if first or last else "Date of publication unknown"
    if (first or last) and date_inferred(article):
        words += " (date inferred)"
    basis = one_line(article.published_basis)
    return Published(year, month, day, f"{words}. {basis}" if basis else f"{words}.")


def abstract(article: Article, selection: Selection) -> str:
    """How much of the selection it tells."""
    events = {m.event_id for m in selection.mentions if m.article_id == article.article_id}
    return f"Tells {number_of(len(events), 'event') if events else 'no event'} of the selection (geodash)."


def address(article: Article) -> str:
    """The web address that its source gives; blank without one."""
    found = _ADDRESS.search(article.source)
    return found[0].rstrip(".,;:!?") if found else ""


def source_note(article: Article) -> str:
    """Where its text was taken from, in words; blank where that is nothing but an address."""
    source = one_line(article.source)
    return "" if source == address(article) else source
