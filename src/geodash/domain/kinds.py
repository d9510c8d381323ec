"""What happened, in types for analysts and in kinds for readers: geodash's own, or those of a collection.

A type is PLOVER's or a collection's own (:class:`OwnType`), which may name the PLOVER type that it is beside. Rules
that ask what an act *is* (words or deeds, who is accused) ask :attr:`plover`; whoever shows, counts or
filters takes the type and the kind as the collection has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType


class Kind(StrEnum):
    """What a reader sees instead of the PLOVER type; the value is used in URLs."""

    VIOLENCE = "violence"
    PRESSURE = "pressure"
    ACCUSATION = "accusation"
    HANDOVER = "handover"
    TALKS = "talks"
    OTHER = "other"

    @property
    def order(self) -> int:
        """Its place in legends and lists."""
        return list(Kind).index(self)

    @property
    def called(self) -> str:
        """The name that a collection gives it: none."""
        return ""

    @property
    def color(self) -> str:
        """What its colour is called, here and in style sheets."""
        return _MARKS[self][0]

    @property
    def shape(self) -> str:
        """What its shape is called."""
        return _MARKS[self][1]


_MARKS: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {
        Kind.VIOLENCE: ("wine", "diamond"),
        Kind.PRESSURE: ("amber", "hexagon"),
        Kind.ACCUSATION: ("violet", "triangle"),
        Kind.HANDOVER: ("teal", "square"),
        Kind.TALKS: ("green", "circle"),
        Kind.OTHER: ("grey", "circle"),
    }
)


class OwnKind(str):
    """A kind as a collection has it; as a text its key, which is used in URLs.

    ``color`` and ``shape`` name one of :data:`COLORS` and of :data:`SHAPES`; ``called`` is blank where
    geodash's name for it stands.
    """

    called: str
    order: int
    color: str
    shape: str

    def __new__(
        cls,
        value: str,
        called: str = "",
        order: int = 0,
        color: str = "grey",
        shape: str = "circle",
    ) -> OwnKind:
        """``order`` is its place in legends and lists."""
        self = super().__new__(cls, value)
        self.called, self.order, self.color, self.shape = called, order, color, shape
        return self

    @property
    def value(self) -> str:
        """Its key."""
        return str(self)


AnyKind = Kind | OwnKind

#: What the colours and shapes are called that a collection may choose from for its kinds; drawn by
#: :mod:`geodash.views.symbols`. Each can be given once: colours that everyone tells from one another are few.
COLORS = (
    "wine", "amber", "violet", "teal", "green", "pink", "brown", "lavender", "slate", "plum",
)  # fmt: skip
SHAPES = (
    "diamond", "hexagon", "triangle", "square", "circle", "pentagon", "star", "cross", "drop", "wedge",
)  # fmt: skip
#: Beside “other”, and types of each: an editor presses a digit for either.
MOST_KINDS, MOST_TYPES = 8, 9


class EventType(StrEnum):
    """PLOVER event types; an event for which none fits has no type."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    INVESTIGATE = "INVESTIGATE"
    DEMAND = "DEMAND"
    DISAPPROVE = "DISAPPROVE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    SANCTION = "SANCTION"
    PROTEST = "PROTEST"
    CRIME = "CRIME"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"

    @property
    def plover(self) -> EventType:
        """Itself."""
        return self

    @property
    def kind(self) -> AnyKind:
        """The reader's kind."""
        return _KIND_OF_TYPE[self]

    @property
    def doer(self) -> bool:
        """Whether somebody does it."""
        return True


class OwnType(str):
    """A type as a collection has it; as a text its key, as the column ``event_type`` has it.

    Blank: the type of events for which none fits. ``words``, ``short`` and ``hint`` are an editor's
    (:class:`~geodash.words.coding.TypeWords`), blank where those of the PLOVER type stand; ``signs`` are
    words of an article that propose it.
    """

    kind: AnyKind
    plover: EventType | None
    doer: bool
    words: str
    short: str
    hint: str
    signs: tuple[str, ...]

    def __new__(
        cls,
        value: str,
        kind: AnyKind = Kind.OTHER,
        plover: EventType | None = None,
        *,
        doer: bool = True,
        words: tuple[str, str, str] = ("", "", ""),
        signs: tuple[str, ...] = (),
    ) -> OwnType:
        """``doer``: false where it happens without anybody doing it: an outbreak, a flood."""
        self = super().__new__(cls, value)
        self.kind, self.plover, self.doer, self.signs = kind, plover, doer, signs
        self.words, self.short, self.hint = words
        return self

    @property
    def value(self) -> str:
        """Its key."""
        return str(self)


AnyType = EventType | OwnType

#: The types of each kind, in the order of the keys that an editor presses.
KIND_TYPES: Mapping[Kind, tuple[EventType, ...]] = MappingProxyType(
    {
        Kind.VIOLENCE: (EventType.ASSAULT,),
        Kind.PRESSURE: (
            EventType.PROTEST,
            EventType.MOBILIZE,
            EventType.COERCE,
            EventType.SANCTION,
            EventType.CRIME,
        ),
        Kind.ACCUSATION: (
            EventType.DEMAND,
            EventType.DISAPPROVE,
            EventType.REJECT,
            EventType.THREATEN,
        ),
        Kind.HANDOVER: (
            EventType.RETREAT,
            EventType.AID,
            EventType.COOPERATE,
            EventType.INVESTIGATE,
        ),
        Kind.TALKS: (
            EventType.CONSULT,
            EventType.AGREE,
            EventType.SUPPORT,
            EventType.CONCEDE,
        ),
        Kind.OTHER: (),
    }
)
_KIND_OF_TYPE = {t: kind for kind, types in KIND_TYPES.items() for t in types}


def kind_of(plover: EventType | None) -> Kind:
    """geodash's kind for a PLOVER type; ``OTHER`` where there is none."""
    return _KIND_OF_TYPE[plover] if plover else Kind.OTHER


def ordered(kinds: Iterable[AnyKind]) -> list[AnyKind]:
    """Each once, in the order of the legend."""
    return sorted(dict.fromkeys(kinds), key=lambda kind: kind.order)


@dataclass(frozen=True)
class Kinds:
    """The kinds of a collection in the order of its legend, with their types in the order of their keys.

    ``none`` is what an event has for which no type fits; ``further`` are types that events may have,
    though no kind holds them: PLOVER's that a table of own kinds leaves out.
    """

    types: Mapping[AnyKind, tuple[AnyType, ...]]
    none: OwnType | None = None
    further: tuple[AnyType, ...] = ()

    def __iter__(self) -> Iterator[AnyKind]:
        return iter(self.types)

    def __len__(self) -> int:
        return len(self.types)

    def kind(self, value: str) -> AnyKind | None:
        """A kind by its key."""
        return next((k for k in self.types if k == value), None)

    def type_of(self, value: str) -> AnyType | None:
        """A type by its key; :attr:`none` for a blank or unknown one."""
        return self.by_type.get(value, self.none)

    @cached_property
    def beside_plover(self) -> bool:
        """Whether a type is called otherwise than PLOVER's."""
        return any(not t.plover or t.value != t.plover.value for t in self.by_type.values())

    @cached_property
    def doerless(self) -> tuple[str, ...]:
        """The types of what happens without anybody doing it."""
        return tuple(t.value for t in self.by_type.values() if not t.doer)

    @cached_property
    def by_type(self) -> dict[str, AnyType]:
        """All types by their keys: those of PLOVER in its own order, then the collection's."""
        found = {
            t.value: t for t in (*(t for ts in self.types.values() for t in ts), *self.further)
        }
        order = [t.value for t in EventType if t.value in found]
        return {t: found[t] for t in (*order, *(t for t in found if t not in order))}


#: geodash's own.
KINDS = Kinds(dict[AnyKind, tuple[AnyType, ...]](KIND_TYPES.items()))
