"""What: the reader's kind, the analyst's PLOVER type, and how sure it is that it happened."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from geodash.domain.kinds import KINDS, AnyType, EventType, Kind, OwnKind, OwnType, ordered
from geodash.domain.model import PlaceRole, Status
from geodash.query.params import Pairs, Reader
from geodash.query.parts.base import Clause, Part, accepted, one_of
from geodash.query.vocabulary import Vocabulary
from geodash.words.kinds import kind_phrase
from geodash.words.labels import ROLE_PHRASES, STATUS_PHRASES, type_label
from geodash.words.lists import listed, some

if TYPE_CHECKING:
    from geodash.query.filter import Filter


class EnumPart(Part):
    """Any of the values of a closed vocabulary in one column: one field, one parameter."""

    column: ClassVar[str]
    values: ClassVar[type[StrEnum]]
    phrases: ClassVar[Mapping[Any, str]]

    def canonical(self, f: Filter) -> dict[str, Any]:
        """In the vocabulary's order, each once."""
        chosen = {self.values(v) for v in self._chosen(f)}
        return {self.fields[0]: tuple(v for v in self.values if v in chosen)}

    def sql(self, f: Filter, vocabulary: Vocabulary) -> Clause | None:
        """``column IN (…)``."""
        chosen = [v.value for v in self._chosen(f)]
        return one_of(f"e.{self.column}", chosen, "closed") if chosen else None

    def params(self, f: Filter) -> Pairs:
        """In the vocabulary's order."""
        return [(self.keys[0], v.value) for v in self._chosen(f)]

    def read(self, reader: Reader, vocabulary: Vocabulary | None) -> dict[str, Any]:
        """Members of the vocabulary, exactly as written there."""
        members: Mapping[str, StrEnum] = {v.value: v for v in self.values}
        return {self.fields[0]: reader.many(self.keys[0], members.get, accepted(members))}

    def words(self, f: Filter, vocabulary: Vocabulary) -> str:
        """``violence or talks and support``."""
        return listed(self._phrases(f, vocabulary), "or")

    def _chosen(self, f: Filter) -> tuple[StrEnum, ...]:
        chosen: tuple[StrEnum, ...] = getattr(f, self.fields[0])
        return chosen

    def _phrases(self, f: Filter, vocabulary: Vocabulary) -> list[str]:
        return [self.phrases[v] for v in self._chosen(f)]


class KindPart(Part):
    """``kind``: geodash's or the collection's own."""

    name = "kinds"
    fields = ("kinds",)
    keys = many = ("kind",)
    told_by = "what"

    def canonical(self, f: Filter) -> dict[str, Any]:
        """In the order of the legend, each once."""
        kinds = ordered(k if isinstance(k, OwnKind) else Kind(k) for k in f.kinds)
        return {"kinds": tuple(kinds)}

    def sql(self, f: Filter, vocabulary: Vocabulary) -> Clause | None:
        """``kind IN (…)``."""
        return one_of("e.kind", [k.value for k in f.kinds], "closed") if f.kinds else None

    def params(self, f: Filter) -> Pairs:
        """In the order of the legend."""
        return [("kind", k.value) for k in f.kinds]

    def read(self, reader: Reader, vocabulary: Vocabulary | None) -> dict[str, Any]:
        """Keys of the collection's kinds, exactly as written there."""
        kinds = vocabulary.kinds if vocabulary else KINDS
        return {"kinds": reader.many("kind", kinds.kind, accepted(k.value for k in kinds))}

    def words(self, f: Filter, vocabulary: Vocabulary) -> str:
        """``violence or talks and support``."""
        return listed(map(kind_phrase, f.kinds), "or")

    def short(self, f: Filter, vocabulary: Vocabulary) -> str:
        """``violence, talks and support or 2 others``."""
        return some([kind_phrase(k) for k in f.kinds])


class TypePart(Part):
    """``type``: narrows within the kinds."""

    name = "types"
    fields = ("types",)
    keys = many = ("type",)
    told_by = "what"

    def canonical(self, f: Filter) -> dict[str, Any]:
        """In PLOVER's order and then the collection's, each once."""
        types = dict.fromkeys(t if isinstance(t, OwnType) else EventType(t) for t in f.types)
        order = list(EventType)

        def place(t: AnyType) -> tuple[int, int, str]:
            return order.index(EventType(t)) if t in order else len(order), t.kind.order, t.value

        return {"types": tuple(sorted(types, key=place))}

    def sql(self, f: Filter, vocabulary: Vocabulary) -> Clause | None:
        """``event_type IN (…)``."""
        return one_of("e.event_type", [t.value for t in f.types], "closed") if f.types else None

    def params(self, f: Filter) -> Pairs:
        """In the same order."""
        return [("type", t.value) for t in f.types]

    def read(self, reader: Reader, vocabulary: Vocabulary | None) -> dict[str, Any]:
        """Keys of types, exactly as the table has them."""
        types = (vocabulary.kinds if vocabulary else KINDS).by_type
        return {"types": reader.many("type", types.get, accepted(types))}

    def words(self, f: Filter, vocabulary: Vocabulary) -> str:
        """``coded as Assault or Coerce``."""
        return f"coded as {listed(map(type_label, f.types), 'or')}" if f.types else ""

    def short(self, f: Filter, vocabulary: Vocabulary) -> str:
        """The same; without a kind before it ``events coded as Assault``."""
        if not f.types:
            return ""
        text = f"coded as {some([type_label(t) for t in f.types])}"
        return text if f.kinds else f"events {text}"


class StatusPart(EnumPart):
    """``status``."""

    name = "statuses"
    fields = ("statuses",)
    keys = many = ("status",)
    column = "status"
    told_by = "sure"
    values = Status
    phrases = STATUS_PHRASES


class RolePart(EnumPart):
    """``role``: why an event stands where it stands."""

    name = "roles"
    fields = ("roles",)
    keys = many = ("role",)
    column = "place_role"
    set_by = "sure"
    let_go = "wherever the mark stands"
    values = PlaceRole
    phrases = ROLE_PHRASES
