"""The short forms in which a slide says what the card says at length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from geodash.domain.model import Event, PlaceRole
from geodash.domain.passage import Segment
from geodash.geo.names import PlaceNames
from geodash.views.card.content import Card
from geodash.views.card.notes import speaks_of_toll
from geodash.views.places import UNPLACED, country_of, draw, line_end, place_label, why_unplaced
from geodash.views.slides import Run, SlideView
from geodash.words.lists import listed
from geodash.words.names import bare_place
from geodash.words.precision import ABOUT, PLACE
from geodash.words.texts import QUOTE_ROOM, capital, clause_cut
from geodash.words.tolls import no_figure

#: Places named one by one; of more, the whole's own place says it better.
MOST_PLACES = 4

#: Letters in a row, and the height of a row in pixels at 1080 lines, of half a slide.
_HEAD, _QUOTE, _PLAIN = (33, 52), (50, 54), (58, 45)
_ROOM = 640

#: UCDP ``where_prec`` of marks with a soft edge, and the one that our names say with “near”.
_SOFT, _NEAR = (2, 3, 4, 5, 7), 2
_COUNTRY = f"{capital(PLACE[6].known)}: shown beside its name"
_SEAT = "The text names no place: shown at the speaker’s seat"
_SUBJECT = "No one place where it was said or done: shown at the place spoken of"


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


def where(event: Event, members: Sequence[Event], names: PlaceNames | None) -> str:
    """The place; of a whole, the towns of its parts: ``near Jermuk, Goris, Sotk``."""
    towns = [bare_place(m.place_name) for m in members]
    near = {m.where_prec for m in members}
    named = all(towns) and len(set(towns)) == len(towns) and 1 < len(towns) <= MOST_PLACES
    if named and near <= {1, 2} and event.where_prec not in (1, 2):
        return f"{'near ' if near == {2} else ''}{', '.join(towns)}"
    label = place_label(event, names)
    return label if label != UNPLACED else "place not said"


def precision(event: Event, members: Sequence[Event], names: PlaceNames | None = None) -> str:
    """What the mark's edge or standing place means, one line; blank for an exact place.

    With ``names`` also what the line from a seat is, where one is drawn.
    """
    drawn = [m for m in members if m.point] or [event]
    if not any(m.point for m in drawn):
        return f"Not on the map: {why_unplaced(event)}"
    if event.place_role is PlaceRole.SEAT:
        drawn_to = names and any(line_end(i, names) for i in event.about_places)
        return f"{_SEAT}; {ABOUT}" if drawn_to else _SEAT
    if event.place_role is PlaceRole.SUBJECT:
        return _SUBJECT
    kinds = {draw(e) for e in drawn}
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


def precision_of_many(events: Iterable[Event], names: PlaceNames) -> str:
    """The countries that stand for events known no closer: ``Armenia and Russia: no closer than the country``."""
    found = (country_of(e, names) for e in events)
    there = sorted({country.name for country in found if country})
    return f"{listed(there)}: {PLACE[6].known}" if there else ""


def figures_line(card: Card) -> str:
    """That a figure is one side's alone, where the passage gives one; blank otherwise."""
    missing = no_figure(card.table.without_toll())
    if not missing:
        return ""
    told = len({m.article_id for m in card.lookup.mentions.get(card.event.event_id, ())})
    giving = "The article gives" if told == 1 else "The articles give"
    later = speaks_of_toll(card.lookup, card.event, card.editors)
    more = "; for what was said later, see the editors’ notes" if later else ""
    return f"{giving} {missing}{more}."


def crowded(slide: SlideView) -> bool:
    """Whether an event's words want more than half of the slide to stay large."""
    said = (
        f"{a.voice} {a.text if a.asked else a.quote or a.text} {a.silent}" for a in slide.answers
    )
    more = (*said, slide.others, slide.silent, slide.figures, slide.remark, *slide.in_sight)
    texts = ((slide.heading, _HEAD), ("".join(r.text for r in slide.passage), _QUOTE))
    rows = (*texts, *((text, _PLAIN) for text in more if text))
    high = sum(-(-len(text) // letters) * row for text, (letters, row) in rows)
    return slide.role == "event" and high > _ROOM


def brief(passage: Sequence[Run], most: int = QUOTE_ROOM) -> tuple[Run, ...]:
    """A passage of more than ``most`` letters in less: its coded words and what is between them.

    These were chosen to stand alone, so nothing among them is left out; of twice as many letters,
    whole clauses are kept.
    """
    text = "".join(run.text for run in passage)
    if len(text) <= most:
        return tuple(passage)
    start, end = _coded(passage)
    last = start + clause_cut(text[start:end], 2 * most)
    more = last < end or text[last:].strip(' .!?…”’"')
    kept = list(_between(passage, start, last))
    return (*([Run("… ")] if start else []), *kept, *([Run(" …")] if more else []))


def _coded(passage: Sequence[Run]) -> tuple[int, int]:
    """Where the coded words begin and end; all of a passage without any."""
    at, spans = 0, []
    for run in passage:
        if run.coded and run.text:
            spans.append((at, at + len(run.text)))
        at += len(run.text)
    return (spans[0][0], spans[-1][1]) if spans else (0, at)


def _between(passage: Sequence[Run], start: int, end: int) -> Iterator[Run]:
    at = 0
    for run in passage:
        piece = run.text[max(0, start - at) : max(0, end - at)]
        at += len(run.text)
        if piece:
            yield Run(piece, run.coded)
