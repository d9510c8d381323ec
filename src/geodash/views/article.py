"""The whole article as HTML: numbered paragraphs in which every coded passage can be chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from types import MappingProxyType

from geodash.domain.lookup import Lookup, lookup_of
from geodash.domain.model import Article, Collection, EditorNote, Event, Status
from geodash.domain.notes import note_paragraph, notes_on_whole
from geodash.domain.passage import Segment, paragraphs, segments
from geodash.views.cite import date_inferred
from geodash.views.companion.ways import Ways
from geodash.views.templating import render
from geodash.words.dates import window_label
from geodash.words.labels import genre_label


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading ready for the template."""

    number: int | None
    level: int
    pieces: tuple[Segment, ...]
    credit: bool = False
    notes: tuple[EditorNote, ...] = ()


def article_html(
    collection: Collection,
    article_id: str,
    only: AbstractSet[str] | None = None,
    ways: Ways | None = None,
    parts: Mapping[str, Sequence[str]] = MappingProxyType({}),
    read: str = "",
) -> str:
    """The article as escaped HTML; raises ``KeyError`` for an article that isn't there.

    ``only``: the mentions whose words are marked, where not all are; as Read has it, which folds the editors'
    notes away. ``ways``: each passage is a link to its event's page, with the event's id as its own;
    those of its ``parts`` stand there too. ``read``: where the article stands beside its map, if not on the page Read.

    Each coded stretch is a button-like element with ``data-events`` (the ids told there, the most
    specific first) and ``data-mentions``; glyphs are empty ``[data-kind]`` slots.
    """
    lookup = lookup_of(collection)
    article = collection.articles[article_id]
    blocks = _blocks(lookup, article, only)
    return render(
        "article.html",
        article=article,
        genre=genre_label(article.genre),
        window=window_label(article),
        inferred=date_inferred(article),
        blocks=blocks,
        loose=notes_on_whole(article),
        credit=article.credit if article.credit.strip() not in article.body else "",
        events=collection.events,
        titles=lambda piece: "; ".join(collection.events[i].title for i in piece.events),
        best=lambda piece: " ".join(_best_of(lookup, piece)),
        other_kinds=lambda piece: list(dict.fromkeys(m.kind for m in piece.marks))[1:2],
        anchors=lambda piece: _anchors(piece, parts),
        signs=lambda piece: _signs(collection, piece),
        basis=article.published_basis,
        folded=only is not None,
        ways=ways,
        read=read,
    )


def _blocks(lookup: Lookup, article: Article, only: AbstractSet[str] | None) -> list[Block]:
    marks = [m for m in lookup.marks(article.article_id) if only is None or m.mention_id in only]
    where = {note: note_paragraph(article, note) for note in article.notes}
    credit = article.credit.strip()
    blocks = []
    for block in paragraphs(article.body):
        text = article.body[block.start : block.end]
        notes = tuple(n for n, number in where.items() if number and number == block.number)
        pieces = tuple(segments(article.body, block.start, block.end, marks))
        is_credit = bool(credit) and text.strip() == credit
        blocks.append(Block(block.number, block.level, pieces, is_credit, notes))
    return blocks


def _best_of(lookup: Lookup, piece: Segment) -> list[str]:
    """The events whose leading passage begins here: where "Read on" goes."""
    return [m.event_id for m in piece.opens if m.mention_id == lookup.best_id(m.event_id)]


def _anchors(piece: Segment, parts: Mapping[str, Sequence[str]]) -> list[str]:
    """The events whose words begin here, each once, with those that the same words tell."""
    found = (i for m in piece.opens for i in (m.event_id, *parts.get(m.event_id, ())))
    return list(dict.fromkeys(found))


def _signs(collection: Collection, piece: Segment) -> list[Event]:
    """One event for each different mark among those whose words begin here."""
    events = (collection.events[mark.event_id] for mark in piece.opens)
    return list({(e.kind, e.one_sided, e.status is Status.PLANNED): e for e in events}.values())
