"""What the formats for reading share: title, rows of the table, closing remarks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geodash.domain.model import DateBasis, Event, Mention
from geodash.exchange.selection import Selection
from geodash.views.card.content import card_of
from geodash.views.footnotes import Footnote, footnote_of
from geodash.words.texts import capital

#: Headings of the table's columns.
HEADINGS = ("When", "Event", "Where, and how closely", "Who, to or with whom", "Says who")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One event in words; ``source`` is the passage that tells it, if there is one."""

    event: Event
    when: str
    where: str
    who: str
    says: str
    mention: Mention | None = None
    source: Footnote | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts in the order of :data:`HEADINGS`."""
        return self.when, self.event.title, self.where, self.who, self.says


def table_rows(selection: Selection) -> Iterator[TableRow]:
    """Every event of the selection, in its order."""
    for event in selection.events:
        card = card_of(selection.collection, event.event_id, selection.names)
        where, who = card.table.where(), card.table.who()
        when = card.table.when().value
        if event.interval and event.date_basis is DateBasis.INFERRED:
            when += " (inferred)"
        yield TableRow(
            event,
            when,
            _sentences(where.value, *where.notes),
            _sentences(who.value, *who.notes) if who else "",
            card.table.says().value,
            card.best,
            footnote_of(card.lookup, card.best) if card.best else None,
        )


def _sentences(value: str, *notes: str) -> str:
    """``near Jermuk. Within about 25 km.``; a value alone stands without a full stop."""
    if not notes:
        return value
    return " ".join(f"{capital(note).rstrip('.')}." for note in (f"{value}.", *notes))


def heading(selection: Selection) -> str:
    """What a document is about: the filter's own words, or the collection where nothing is set."""
    return capital(selection.words.chosen) if selection.query else selection.collection.title


def denominators(selection: Selection) -> str:
    """The rest of the filter's sentence: out of how much, from whom, and what isn't shown."""
    return selection.words.denominators if selection.query else selection.sentence


def closing(selection: Selection) -> tuple[tuple[str, str], ...]:
    """Denominators, boundaries, licences, version and address, each with its name."""
    collection = selection.collection
    attribution = selection.attribution.rstrip(". ")
    places = f" Places and maps: {attribution}." if attribution else ""
    found = (
        ("What is shown", selection.sentence),
        ("Rows", selection.rows_note),
        ("Sources", _sources(selection)),
        ("Boundaries", selection.boundary_note),
        ("Licences", f"{'; '.join(selection.licences)}.{places}" if selection.licences else ""),
        ("Collection", f"“{collection.title}”, version {collection.version or 'unknown'}, geodash"),
        ("Address", selection.link or (f"?{selection.query}" if selection.query else "")),
    )
    return tuple((name, text) for name, text in found if text)


def _sources(selection: Selection) -> str:
    credits = (a.credit for a in selection.articles.values())
    credit = ". ".join(dict.fromkeys(c.rstrip(".") for c in credits if c))
    text = (
        "The articles’ words stand as they are, in quotation marks; a statement that they report is "
        "a statement, not a finding."
    )
    return f"{text} {credit}." if credit else text
