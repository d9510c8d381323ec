"""What a collection is made of: events, the mentions that support them, links, actors, articles.

The columns are those of the data contract (``datapackage.json``); every class here is one row.
Terms follow the field: event types are PLOVER's, place precision is UCDP's ``where_prec``,
mentions are W3C Web Annotation selectors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from geodash.domain.editing import CellChange, Considered, Usual
from geodash.domain.extent import Interval, Point
from geodash.domain.kinds import KINDS, AnyKind, AnyType, EventType, Kind, Kinds, kind_of
from geodash.domain.problem import Problem

if TYPE_CHECKING:
    from geodash.domain.datasets import Dataset


class Status(StrEnum):
    """Whether it happened, according to the articles (never about who did it or what to call it)."""

    REPORTED = "reported"
    CLAIMED = "claimed"
    DISPUTED = "disputed"
    PLANNED = "planned"


class PlaceRole(StrEnum):
    """Why an event stands where it stands.

    ``seat``: the text names no place, the point is the speaker's capital or headquarters;
    ``subject``: no single seat, the point is the place spoken of.
    """

    SCENE = "scene"
    SEAT = "seat"
    SUBJECT = "subject"


class DateKind(StrEnum):
    """``within``: at some time in the interval; ``throughout``: lasted the interval."""

    WITHIN = "within"
    THROUGHOUT = "throughout"


class DateBasis(StrEnum):
    """Whether the article prints the date or a coder inferred it."""

    STATED = "stated"
    INFERRED = "inferred"


class Context(StrEnum):
    """``background`` is history told in passing; hidden until asked for."""

    FOREGROUND = "foreground"
    BACKGROUND = "background"


class Fact(StrEnum):
    """The facts of an event that a mention's words can carry."""

    WHAT = "what"
    WHEN = "when"
    WHERE = "where"
    WHO = "who"
    TOLL = "toll"


class Stance(StrEnum):
    """``disputes``: this *article* contradicts another article on ``disputes_what``."""

    REPORTS = "reports"
    DISPUTES = "disputes"


class Relation(StrEnum):
    """How one event bears on another; ``part_of`` goes from member to umbrella."""

    PART_OF = "part_of"
    ABOUT = "about"
    DENIES = "denies"
    RESPONDS_TO = "responds_to"
    FOLLOWS = "follows"


class AnchorState(StrEnum):
    """How well the words of a mention were found in the article.

    ``exact``: where the selectors say; ``moved``: the same words in the same surroundings,
    elsewhere; ``fuzzy``: similar words, or the same words in other surroundings, to be looked
    at; ``ambiguous``: several passages fit equally well; ``lost``: none fits.
    """

    EXACT = "exact"
    MOVED = "moved"
    FUZZY = "fuzzy"
    AMBIGUOUS = "ambiguous"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Event:
    """One row of ``events.csv``.

    Fields are columns; ``point`` and ``interval`` are where and when, to be asked instead of the
    pairs of columns. ``extra`` keeps columns that the contract doesn't know.
    """

    event_id: str
    title: str
    date_start: date | None = None
    date_end: date | None = None
    date_kind: DateKind = DateKind.WITHIN
    date_basis: DateBasis | None = None
    date_note: str = ""
    place_name: str = ""
    place_id: str = ""
    area_id: str = ""
    latitude: float | None = None
    longitude: float | None = None
    where_prec: int | None = None
    place_role: PlaceRole | None = None
    about_places: tuple[str, ...] = ()
    event_type: AnyType | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    status: Status = Status.REPORTED
    attributed_to: tuple[str, ...] = ()
    context: Context = Context.FOREGROUND
    deaths_best: int | None = None
    deaths_low: int | None = None
    deaths_high: int | None = None
    deaths_of: tuple[str, ...] = ()
    withdrawn: date | None = None
    replaced_by: str = ""
    note: str = ""
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def kind(self) -> AnyKind:
        """The reader's kind, derived from ``event_type``."""
        return Kind.OTHER if self.event_type is None else self.event_type.kind

    @property
    def plover(self) -> EventType | None:
        """The PLOVER type; ``None`` where none fits."""
        return self.event_type.plover if self.event_type else None

    @property
    def plover_kind(self) -> Kind:
        """geodash's kind of the PLOVER type: what rules about words and deeds ask."""
        return kind_of(self.plover)

    @property
    def doerless(self) -> bool:
        """Whether it is told as happening, and not as anybody's act: an outbreak, a flood."""
        return bool(self.event_type and not self.event_type.doer and not self.actors)

    @property
    def point(self) -> Point | None:
        """Where the event stands; ``None`` for an unlocated one."""
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)

    @property
    def interval(self) -> Interval | None:
        """The days it happened on, or in; ``None`` for an undated event."""
        if self.date_start is None or self.date_end is None:
            return None
        return Interval(self.date_start, self.date_end)

    @property
    def one_sided(self) -> bool:
        """Whether only a party, not an article, says that it happened."""
        return self.status in (Status.CLAIMED, Status.DISPUTED)

    @property
    def date_prec(self) -> int | None:
        """UCDP ``date_prec`` of the interval, 1 to 5."""
        return self.interval.date_prec if self.interval else None


def time_order(event: Event) -> tuple[date, date, str]:
    """Sort key: first day, last day, id; undated last."""
    first, last = event.interval or (date.max, date.max)
    return first, last, event.event_id


@dataclass(frozen=True, slots=True)
class Mention:
    """One row of ``mentions.csv``: the words of an article that support facts of an event.

    ``start``/``end`` count Unicode code points of the article's body, end exclusive
    (W3C TextPositionSelector); ``quote``/``prefix``/``suffix`` are its TextQuoteSelector.
    """

    mention_id: str
    event_id: str
    article_id: str
    quote: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    supports: tuple[Fact, ...] = ()
    stance: Stance = Stance.REPORTS
    disputes_what: tuple[str, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the words of a mention stand in the article's body as it is now.

    ``start``/``end`` are ``None`` when ``ambiguous`` or ``lost``; ``score`` runs from 0 to 1
    (1: quote and surroundings agree in full); ``candidates`` are other passages that fit,
    best first, as ``(start, end, score)``.
    """

    state: AnchorState
    start: int | None = None
    end: int | None = None
    score: float = 0.0
    candidates: tuple[tuple[int, int, float], ...] = ()

    @property
    def found(self) -> bool:
        """Whether one passage was settled on."""
        return self.start is not None


@dataclass(frozen=True, slots=True)
class Link:
    """One row of ``links.csv``."""

    from_event: str
    to_event: str
    relation: Relation
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Actor:
    """One row of ``actors.csv``; ``country`` is ISO 3166 alpha-3, ``parent`` another actor."""

    actor_id: str
    name: str
    kind: str = "other"
    country: str = ""
    parent: str = ""
    aliases: tuple[str, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)


#: A row of one of the tables.
Row = Event | Mention | Link | Actor | Considered | CellChange


#: What an editors' note can be that always stands in sight.
ANSWER, CORRECTION = NOTE_KINDS = ("answer", "correction")


@dataclass(frozen=True, slots=True)
class EditorNote:
    """A signed, dated remark of the editors on an article.

    ``kind`` is one of :data:`NOTE_KINDS` or blank: an answer by one of the sides that the article lacks, or a
    correction of what its words assert. Such a note is never folded away.
    """

    date: str
    by: str
    text: str
    source: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """``articles/<article_id>.md``: front matter and the verbatim body.

    ``body`` is everything after the closing fence, without leading newlines and without the
    final newline; all offsets count its code points.
    """

    article_id: str
    title: str
    body: str
    publisher: str = ""
    credit: str = ""
    language: str = "en"
    genre: str = ""
    published_earliest: date | None = None
    published_latest: date | None = None
    published_basis: str = ""
    source: str = ""
    notes: tuple[EditorNote, ...] = ()


@dataclass(frozen=True)
class Collection:
    """A folder of articles and events, read and validated.

    Only good rows are in the tables; what was left out stands in ``problems``. ``version`` is
    a hash of the files' content. The mappings keep file order. ``kinds`` has geodash's kinds of events,
    or the collection's own; ``datasets`` are those that were brought into it.

    Every mention's ``quote`` is a substring of its article's body, at ``start``/``end`` unless
    several passages fit equally (both ``None``). ``anchors`` has the anchor of every mention
    whose article was read, the lost ones (not in ``mentions``) too. What was ``considered`` stands in its
    article likewise, or is left out.
    """

    path: str
    title: str
    events: Mapping[str, Event]
    mentions: tuple[Mention, ...]
    links: tuple[Link, ...]
    actors: Mapping[str, Actor]
    articles: Mapping[str, Article]
    problems: tuple[Problem, ...] = ()
    version: str = ""
    description: str = ""
    kinds: Kinds = field(default=KINDS, hash=False)
    anchors: Mapping[str, Anchor] = field(default_factory=dict, hash=False)
    considered: tuple[Considered, ...] = ()
    changes: tuple[CellChange, ...] = ()
    usual: Usual = field(default_factory=Usual)
    datasets: Mapping[str, Dataset] = field(default_factory=dict, hash=False)
