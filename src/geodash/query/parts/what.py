"""What: the reader's kind, the analyst's PLOVER type, and how sure it is that it happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from geodash.domain.model import EventType, Kind, PlaceRole, Status
from geodash.query.params import Pairs, Reader
from geodash.query.parts.base import Clause, Part, listed, one_of
from geodash.query.vocabulary import Vocabulary
from geodash.words.labels import (
    KIND_PHRASES,
    ROLE_PHRASES,
    STATUS_PHRASES,
    either,
    type_label,
)

if TYPE_CHECKING:
    from geodash.query.filter import Filter


class EnumPart(Part):
    """Any of the values of a closed vocabulary in one column."""

    field: ClassVar[str]
    key: ClassVar[str]
    column: ClassVar[str]
    values: ClassVar[type[StrEnum]]
    phrase: ClassVar[Callable[[StrEnum], str]]

    def sql(self, f: Filter, vocabulary: Vocabulary) -> Clause | None:
        """``column IN (…)``."""
        chosen = getattr(f, self.field)
        return one_of(f"e.{self.column}", (v.value for v in chosen)) if chosen else None

    def params(self, f: Filter) -> Pairs:
        """In the vocabulary's order."""
        return [(self.key, v.value) for v in getattr(f, self.field)]

    def read(self, reader: Reader, vocabulary: Vocabulary | None) -> dict[str, object]:
        """Members of the vocabulary, exactly as written there."""
        members: Mapping[str, StrEnum] = {v.value: v for v in self.values}
        return {self.field: reader.many(self.key, members.get, listed(members))}

    def words(self, f: Filter, vocabulary: Vocabulary) -> str:
        """``violence or talks and support``."""
        chosen = getattr(f, self.field)
        return either(type(self).phrase(v) for v in chosen) if chosen else ""


class KindPart(EnumPart):
    """``kind``."""

    name = "kinds"
    field = "kinds"
    fields = ("kinds",)
    key = "kind"
    keys = ("kind",)
    many = ("kind",)
    column = "kind"
    values = Kind
    phrase = KIND_PHRASES.__getitem__


class TypePart(EnumPart):
    """``type``: narrows within the kinds."""

    name = "types"
    field = "types"
    fields = ("types",)
    key = "type"
    keys = ("type",)
    many = ("type",)
    column = "event_type"
    values = EventType
    phrase = staticmethod(type_label)

    def words(self, f: Filter, vocabulary: Vocabulary) -> str:
        """``coded as Assault or Coerce``."""
        text = super().words(f, vocabulary)
        return f"coded as {text}" if text else ""


class StatusPart(EnumPart):
    """``status``."""

    name = "statuses"
    field = "statuses"
    fields = ("statuses",)
    key = "status"
    keys = ("status",)
    many = ("status",)
    column = "status"
    values = Status
    phrase = STATUS_PHRASES.__getitem__


class RolePart(EnumPart):
    """``role``: why an event stands where it stands."""

    name = "roles"
    field = "roles"
    fields = ("roles",)
    key = "role"
    keys = ("role",)
    many = ("role",)
    column = "place_role"
    values = PlaceRole
    phrase = ROLE_PHRASES.__getitem__
