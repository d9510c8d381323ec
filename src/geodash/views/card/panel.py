"""The card as the panel shows it."""

from __future__ import annotations

from typing import Any

from geodash.domain.model import Collection
from geodash.geo.names import PlaceNames
from geodash.views.card.content import Card, ToldFact, card_of
from geodash.views.companion.ways import Ways
from geodash.views.templating import render

Json = dict[str, Any]


def panel_card(
    collection: Collection,
    event_id: str,
    names: PlaceNames | None = None,
    report: str = "",
    ways: Ways | None = None,
) -> Json:
    """The panel's card of an event: ``html`` (escaped) and ``text``, its pieces as plain strings.

    Raises ``KeyError`` for an event that isn't there. Glyphs are empty ``[data-kind]`` slots and
    the footnote's address is an empty ``[data-fill=url]``, both filled by the page. ``report`` is where
    a problem with the event is reported to, a ``mailto:``. ``ways``: the card stands among published pages and leads
    to them; what only a server gives isn't offered.
    """
    card = card_of(collection, event_id, names)
    return {
        "html": render("card.html", card=card, report=report, ways=ways),
        "text": _as_text(card),
    }


def _as_text(card: Card) -> Json:
    passage = card.passage
    return {
        "kind": card.kind,
        "when": card.when,
        "title": card.event.title,
        "passage": "".join(s.text for s in passage.core) if passage else "",
        "answers": [
            {"event": s.answer.event.event_id, "voice": s.lead, "title": s.title, "quote": s.quote}
            for s in card.answers.all
        ],
        "silent": card.answers.silent,
        "no_answer": card.answers.no_answer,
        "facts": [_fact(fact) for fact in card.facts],
        "cite": card.citation.text,
    }


def _fact(fact: ToldFact) -> Json:
    row = fact.row
    return {
        "fact": row.key,
        "label": row.label,
        "value": row.value,
        "notes": list(row.notes),
        "quotes": [w.quote for w in fact.words],
    }
