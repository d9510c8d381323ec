"""What is proposed: stretches of an article with what they seem to say. Nothing of it is coding until somebody takes it.

Offsets count code points of the body, the end exclusive. Values are those of the columns of the contract.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the body: ``quote`` are its very words, ``occurrence`` the how manieth time (from 1) they stand there."""

    start: int
    end: int
    quote: str
    occurrence: int = 1


@dataclass(frozen=True, slots=True)
class PlaceChoice:
    """A place or an area that a name may mean; ``km`` from the nearest place of the same sentence, if there is one."""

    place_id: str
    area_id: str
    label: str
    kind: str
    country: str
    latitude: float | None
    longitude: float | None
    where_prec: int
    km: float | None = None


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A place that the text names. ``choices`` are what it may be, the likeliest first; none: no gazetteer knows it, and
    ``about`` is where it may lie."""

    span: Span
    choices: tuple[PlaceChoice, ...]
    reason: str
    about: PlaceChoice | None = None

    @property
    def first(self) -> PlaceChoice | None:
        """The likeliest."""
        return self.choices[0] if self.choices else None


@dataclass(frozen=True, slots=True)
class DateFound:
    """Days that the text tells, as ISO dates, with how they follow (a ``date_note``).

    ``needs`` is "published" where they can't be told before it is known when the article appeared; the days are then blank.
    """

    span: Span
    date_start: str
    date_end: str
    date_kind: str
    date_basis: str
    date_note: str
    needs: str = ""


@dataclass(frozen=True, slots=True)
class NewActor:
    """A party that the text names and the collection lacks."""

    actor_id: str
    name: str
    kind: str
    country: str


@dataclass(frozen=True, slots=True)
class ActorFound:
    """Who the text names: ids, and those of ``new`` that the collection lacks.

    ``refers`` are the words that these point back to (“both sides”).
    """

    span: Span
    actors: tuple[str, ...]
    reason: str
    refers: tuple[Span, ...] = ()
    new: tuple[NewActor, ...] = ()


@dataclass(frozen=True, slots=True)
class Happening:
    """Something done or said, as a row would begin.

    ``span`` are the words that tell it, ``trigger`` those that say what it is. ``types`` are up to three PLOVER types, the
    likeliest first. ``place`` is where it was, or for words the ``seat`` of who speaks; ``about`` are places spoken of.
    """

    span: Span
    trigger: Span
    types: tuple[str, ...]
    title: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    status: str
    attributed_to: tuple[str, ...]
    place: PlaceChoice | None
    place_words: Span | None
    place_role: str
    about: tuple[PlaceChoice, ...]
    date: DateFound | None
    refers: tuple[ActorFound, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposals:
    """All that is proposed of one article, each list in the text's order; ``engine`` says what found it."""

    article_id: str
    engine: str
    places: tuple[PlaceFound, ...] = ()
    dates: tuple[DateFound, ...] = ()
    actors: tuple[ActorFound, ...] = ()
    happenings: tuple[Happening, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def all(self) -> list[PlaceFound | DateFound | ActorFound | Happening]:
        """One list, in the text's order; of what begins alike, the longest first."""
        found: Iterable[PlaceFound | DateFound | ActorFound | Happening] = (
            *self.happenings, *self.places, *self.dates, *self.actors,
        )  # fmt: skip
        return sorted(found, key=lambda p: (p.span.start, -p.span.end))


_WHAT = {PlaceFound: "place", DateFound: "date", ActorFound: "actor", Happening: "happening"}
Proposal = PlaceFound | DateFound | ActorFound | Happening


def line(one: Proposal) -> dict[str, Any]:
    """One proposal as JSON: what it is, its words and where they stand, and the rest of it."""
    told = asdict(one)
    span = told.pop("span")
    return {"what": _WHAT[type(one)], **span, **told}


class Spans:
    """Makes the spans of one body."""

    def __init__(self, body: str) -> None:
        self._body = body

    def of(self, start: int, end: int) -> Span:
        """The stretch from ``start`` to ``end``."""
        quote = self._body[start:end]
        return Span(start, end, quote, occurrence(self._body, quote, start))


def occurrence(body: str, quote: str, start: int) -> int:
    """The how manieth time (from 1) a quote stands at ``start``; overlapping ones count."""
    count, at = 1, body.find(quote) if quote else -1
    while 0 <= at < start:
        count, at = count + 1, body.find(quote, at + 1)
    return count
