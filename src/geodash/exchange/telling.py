"""What the formats for reading share: title, rows of the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geodash.domain.lookup import lookup_of
from geodash.domain.model import DateBasis, Event, Mention
from geodash.exchange.selection import Selection
from geodash.views.card.facts import FactTable
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
    lookup = lookup_of(selection.collection)
    for event in selection.events:
        facts = FactTable(lookup.threads, lookup.mentions, event.event_id, selection.names)
        where, who = facts.where(), facts.who()
        when = facts.when().value
        if event.interval and event.date_basis is DateBasis.INFERRED:
            when += " (inferred)"
        mention = lookup.best(event.event_id)
        yield TableRow(
            event,
            when,
            _sentences(where.value, *where.notes),
            _sentences(who.value, *who.notes) if who else "",
            facts.says().value,
            mention,
            footnote_of(lookup, mention) if mention else None,
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
