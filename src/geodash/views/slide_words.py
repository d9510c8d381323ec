"""The short forms in which a slide says what the card says at length."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geodash.domain.lookup import Lookup
from geodash.domain.model import Collection, DateBasis, Event, PlaceRole, Relation
from geodash.domain.passage import Segment
from geodash.geo.names import PlaceNames
from geodash.views.card.answers import Said
from geodash.views.card.content import Card
from geodash.views.places import UNPLACED, draw, place_label
from geodash.views.slides import Run, SlideAnswer
from geodash.words.names import bare_place
from geodash.words.precision import PLACE
from geodash.words.texts import abridged, capital

#: Places named one by one; of more, the whole's own place says it better.
MOST_PLACES = 4
#: Others who were not asked for an answer are quoted only where nobody was.
_MOST_OTHERS = 2
_MOST_QUOTED = 240
_SINGULAR = frozenset({"state", "military", "police", "igo", "company", "media"})

#: UCDP ``where_prec`` of marks with a soft edge, and the one that our names say with “near”.
_SOFT, _NEAR = (2, 3, 4, 5, 7), 2
_COUNTRY = f"{capital(PLACE[6].known)}: shown beside its name"
_SEAT = "The text names no place: shown at the speaker’s seat"
_SUBJECT = "No one place where it was said or done: shown at the place spoken of"
_NOWHERE = "Not on the map: the articles don’t say where"


def runs(pieces: Iterable[Segment], event_id: str) -> tuple[Run, ...]:
    """Text in stretches, those that are coded for the event marked; neighbours alike are one."""
    found: list[Run] = []
    for piece in pieces:
        coded = event_id in piece.events
        if found and found[-1].coded == coded:
            found[-1] = Run(found[-1].text + piece.text, coded)
        else:
            found.append(Run(piece.text, coded))
    return tuple(found)


def date_remark(event: Event) -> str:
    """``inferred``, ``year inferred`` where only the year had to be worked out, or nothing."""
    if event.interval is None:
        return ""
    if event.date_basis is DateBasis.INFERRED:
        return "inferred"
    return "year inferred" if "the year follows" in event.date_note else ""


def where(event: Event, members: Sequence[Event], names: PlaceNames | None) -> str:
    """The place; of a whole, the towns of its parts: ``near Jermuk, Goris, Sotk``."""
    towns = [bare_place(m.place_name) for m in members]
    near = {m.where_prec for m in members}
    named = all(towns) and len(set(towns)) == len(towns) and 1 < len(towns) <= MOST_PLACES
    if named and near <= {1, 2} and event.where_prec not in (1, 2):
        return f"{'near ' if near == {2} else ''}{', '.join(towns)}"
    label = place_label(event, names)
    return label if label != UNPLACED else "place not said"


def precision(event: Event, members: Sequence[Event]) -> str:
    """What the mark's edge or standing place means, one line; blank for an exact place."""
    drawn = [m for m in members if m.point] or [event]
    if event.place_role is PlaceRole.SEAT:
        return _SEAT
    if event.place_role is PlaceRole.SUBJECT:
        return _SUBJECT
    kinds = {draw(e) for e in drawn}
    if kinds == {"none"}:
        return _NOWHERE
    if kinds == {"country"}:
        return _COUNTRY
    steps = [step for step in _SOFT if any(e.where_prec == step for e in drawn)]
    if not steps:
        return ""
    if len(steps) > 1:
        return "Soft edge: place approximate"
    step = steps[0]
    known = PLACE[step].known
    if step != _NEAR:
        return f"Soft edge: {known}"
    if any(e.where_prec == _NEAR and e.place_name[:1].isupper() for e in drawn):
        return f"Soft edge: {known} of the point"  # an institution, which no town's name says
    return f"Soft edge = “near”: {known} of the town"


def answers_of(card: Card) -> tuple[SlideAnswer, ...]:
    """What the other side says; where nobody was asked, what others say or what is answered here."""
    lookup, said = card.lookup, card.answers
    home = card.passage.mention.article_id if card.passage else ""
    if said.other:
        return tuple(_worded(lookup, said.other, home))
    if card.answered:
        # What a statement merely tells of it doesn't answer.
        return tuple(
            SlideAnswer(
                "About" if s.answer.relation is Relation.ABOUT else "In answer to",
                s.answer.event.title,
                _quote(lookup, s),
            )
            for s in card.answered[:_MOST_OTHERS]
        )
    return tuple(_worded(lookup, said.rest[:_MOST_OTHERS], home))


def _worded(lookup: Lookup, said: Sequence[Said], home: str) -> Iterable[SlideAnswer]:
    before = ""
    for one in said:
        place, quote = _where_said(lookup, one, home), _quote(lookup, one)
        if one.voice and one.voice == before and one.runs_on and _is_it(lookup.collection, one):
            yield SlideAnswer("", f"It {one.title}", quote)
            continue
        voice = f"{one.voice}, {place}" if one.voice and place else one.voice
        comma = "," if one.runs_on and place else ""
        text = one.title if one.voice else capital(one.title)
        yield SlideAnswer(f"{voice}{comma}", text, quote, one.runs_on)
        before = one.voice


def _quote(lookup: Lookup, said: Said) -> str:
    """The fewest words that carry an answer: its own rather than those of a merged sentence."""
    mention = lookup.tersest(said.answer.event.event_id)
    own = abridged(mention.quote, _MOST_QUOTED) if mention else ""
    return own if own and (said.cut or len(own) < len(said.quote)) else said.quote


def _where_said(lookup: Lookup, said: Said, home: str) -> str:
    mention = lookup.tersest(said.answer.event.event_id)
    if mention is None or not home:
        return ""
    return "same article" if mention.article_id == home else "another article"


def _is_it(collection: Collection, said: Said) -> bool:
    """Whether a speaker can be called “it”: a state or an organisation, by its own name."""
    speakers = (collection.actors.get(v) for v in said.answer.voices)
    return all(a is not None and a.kind in _SINGULAR for a in speakers) and bool(said.answer.voices)
