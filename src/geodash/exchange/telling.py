"""What the formats for reading share: title, rows of the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from geodash.domain.model import DateBasis, Event, Mention
from geodash.domain.notes import cautions, notes_on_whole
from geodash.exchange.references import address
from geodash.exchange.selection import Selection
from geodash.views.card.content import Card, card_of
from geodash.views.card.short import short_reply
from geodash.views.footnotes import Footnote, footnote_of
from geodash.words.dates import window_label
from geodash.words.isolated import isolated
from geodash.words.notes import editors_note
from geodash.words.texts import capital, clauses, one_line, quoted

#: Headings of the table's columns.
HEADINGS = ("When", "Event", "Where, and how closely", "Who, to or with whom", "Says who")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One event in words; ``source`` is the passage that tells it, if there is one.

    ``says`` has the other side after whoever says so: no accusation stands in a table without it.
    """

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
    """Every event of the selection, in its order; of a comparison each with its side."""
    for event in selection.events:
        row = _row(card_of(selection.collection, event.event_id, selection.names))
        if selection.sides:
            row = replace(row, when=f"{selection.sides.of(event.event_id)}: {row.when}")
        yield row


def _row(card: Card) -> TableRow:
    where, when = card.table.where(), card.table.when().value
    if card.event.interval and card.event.date_basis is DateBasis.INFERRED:
        when += " (inferred)"
    return TableRow(
        card.event,
        when,
        _sentences(where.value, *where.notes),
        who_words(card),
        " ".join(filter(None, (card.table.says().value, short_reply(card)))),
        card.best,
        footnote_of(card.lookup, card.best) if card.best else None,
    )


def in_short(card: Card) -> tuple[str, str]:
    """When, where and on whose word, with what the other side says of it; and the article's words, with whose they are."""
    row = _row(card)
    said = ". ".join(t.rstrip(".") for t in (row.when, capital(row.where), capital(row.says)) if t)
    quote = clauses(row.mention.quote) if row.mention else ""
    article = card.lookup.collection.articles.get(row.mention.article_id) if row.mention else None
    notes = map(editors_note, cautions(article, quote) if article else ())
    return f"{capital(said)}.", " ".join((quoted(quote), *notes)) if quote else ""


@dataclass(frozen=True, slots=True)
class Told:
    """An article that a document rests on: what it is, and where its text is from.

    ``link`` is the address in ``source``, blank where it has none. ``notes`` are the editors' notes on the
    article as a whole: they stand with no passage.
    """

    what: str
    source: str
    link: str
    notes: tuple[str, ...] = ()

    @property
    def pieces(self) -> tuple[str, str, str]:
        """The source before its address, the address, and after it."""
        return self.source.partition(self.link) if self.link else (self.source, "", "")


def articles_told(selection: Selection) -> Iterator[Told]:
    """The articles of the selection, in the order of the collection."""
    for article in selection.articles.values():
        title = f"“{isolated(one_line(article.title))}”"
        publisher = isolated(one_line(article.publisher))
        what = ", ".join(filter(None, (title, publisher, window_label(article))))
        notes = tuple(one_line(note.text) for note in notes_on_whole(article))
        yield Told(what, one_line(article.source), address(article), notes)


def who_words(card: Card) -> str:
    """Who acted, to or with whom; that it is inferred, or left open; blank for what nobody does."""
    who = card.table.who()
    if who is None:
        return ""
    return _sentences(who.value, *who.notes)


def _sentences(value: str, *notes: str) -> str:
    """``near Jermuk. Within about 25 km.``; a value alone stands without a full stop."""
    if not notes:
        return value
    return " ".join(f"{capital(note).rstrip('.')}." for note in (f"{value}.", *notes))


def heading(selection: Selection) -> str:
    """What a document is about: the filter's own words, or the collection where nothing is set."""
    return capital(selection.words.chosen) if selection.query else selection.collection.title


def opening(selection: Selection) -> str:
    """With what a paragraph begins: what was asked, and out of how much it is told."""
    words = selection.words
    told = ", ".join(filter(None, (words.amount, words.sources)))
    return f"{capital(words.chosen)}, the articles tell of {told}."


def denominators(selection: Selection) -> str:
    """The rest of the filter's sentence: out of how much, from whom, and what isn't shown."""
    return selection.words.denominators if selection.query else selection.sentence
