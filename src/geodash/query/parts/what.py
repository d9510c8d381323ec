"""What: the reader's kind, the analyst's PLOVER type, and how sure it is that it happened."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from geodash.domain.model import EventType, Kind, PlaceRole, Status
from geodash.query.params import Pairs, Reader
from geodash.query.parts.base import Clause, Part, accepted, one_of
from geodash.query.vocabulary import Vocabulary
from geodash.words.labels import KIND_PHRASES, ROLE_PHRASES, STATUS_PHRASES, type_label
from geodash.words.lists import listed, some

if TYPE_CHECKING:
    from geodash.query.filter import Filter

V = TypeVar("V", bound=StrEnum)


class EnumPart(Part, Generic[V]):
    """Any of the values of a closed vocabulary in one column."""

    field: ClassVar[str]
    key: ClassVar[str]
    column: ClassVar[str]
    values: type[V]

    def phrase(self, value: V) -> str:
        """A value in the running text."""
        raise NotImplementedError

    def sql(self, f: Filter, vocabulary: Vocabulary) -> Clause | None:
        """``column IN (…)``."""
        chosen = getattr(f, self.field)
        return one_of(f"e.{self.column}", (v.value for v in chosen)) if chosen else None

    def canonical(self, f: Filter) -> dict[str, Any]:
        """In the vocabulary's order, each once."""
        chosen = {self.values(v) for v in getattr(f, self.field)}
        return {self.field: tuple(v for v in self.values if v in chosen)}

    def params(self, f: Filter) -> Pairs:
        """In the vocabulary's order."""
        return [(self.key, v.value) for v in getattr(f, self.field)]

    def read(self, reader: Reader, vocabulary: Vocabulary | None) -> dict[str, Any]:
        """Members of the vocabulary, exactly as written there."""
        members = {v.value: v for v in self.values}
        return {self.field: reader.many(self.key, members.get, accepted(members))}

    def words(self, f: Filter, vocabulary: Vocabulary) -> str:
        """``violence or talks and support``."""
        return listed(self._phrases(f), "or") if getattr(f, self.field) else ""

    def _phrases(self, f: Filter) -> list[str]:
        return [self.phrase(v) for v in getattr(f, self.field)]


class KindPart(EnumPart[Kind]):
    """``kind``."""

    name = "kinds"
    field = "kinds"
    fields = ("kinds",)
    key = "kind"
    keys = ("kind",)
    many = ("kind",)
    column = "kind"
    told_by = "what"
    values = Kind

    def phrase(self, value: Kind) -> str:
        """``violence``."""
        return KIND_PHRASES[value]

    def short(self, f: Filter, vocabulary: Vocabulary) -> str:
        """``violence, talks and support or 2 others``."""
        return some(self._phrases(f)) if f.kinds else ""


class TypePart(EnumPart[EventType]):
    """``type``: narrows within the kinds."""

    name = "types"
    field = "types"
    fields = ("types",)
    key = "type"
    keys = ("type",)
    many = ("type",)
    column = "event_type"
    told_by = "what"
    values = EventType

    def phrase(self, value: EventType) -> str:
        """``Assault``."""
        return type_label(value)

    def words(self, f: Filter, vocabulary: Vocabulary) -> str:
        """``coded as Assault or Coerce``."""
        text = super().words(f, vocabulary)
        return f"coded as {text}" if text else ""

    def short(self, f: Filter, vocabulary: Vocabulary) -> str:
        """The same; without a kind before it ``events coded as Assault``."""
        if not f.types:
            return ""
        text = f"coded as {some(self._phrases(f))}"
        return text if f.kinds else f"events {text}"


class StatusPart(EnumPart[Status]):
    """``status``."""

    name = "statuses"
    field = "statuses"
    fields = ("statuses",)
    key = "status"
    keys = ("status",)
    many = ("status",)
    column = "status"
    told_by = "sure"
    values = Status

    def phrase(self, value: Status) -> str:
        """``told by one side only``."""
        return STATUS_PHRASES[value]


class RolePart(EnumPart[PlaceRole]):
    """``role``: why an event stands where it stands."""

    name = "roles"
    field = "roles"
    fields = ("roles",)
    key = "role"
    keys = ("role",)
    many = ("role",)
    column = "place_role"
    set_by = "sure"
    let_go = "wherever the mark stands"
    values = PlaceRole

    def phrase(self, value: PlaceRole) -> str:
        """``placed where it happened``."""
        return ROLE_PHRASES[value]
