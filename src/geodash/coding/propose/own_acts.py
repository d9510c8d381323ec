"""What a collection's own types say of a text: words that propose them, and which of them stand for PLOVER's."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geodash.coding.propose.model import PlaceChoice
from geodash.domain.kinds import KINDS, Kinds, OwnType
from geodash.words.labels import type_label


@dataclass(frozen=True, slots=True)
class Signs:
    """Words of an own type, and the form of what they tell: done by somebody, or happening."""

    form: str
    type: OwnType
    pattern: re.Pattern[str]


class OwnActs:
    """The types of one collection, for whoever proposes."""

    def __init__(self, kinds: Kinds = KINDS) -> None:
        self.kinds = kinds
        self._placed = [t for types in kinds.types.values() for t in types]
        self.signs = tuple(
            Signs("do" if t.doer else "happen", t, _pattern(t.signs))
            for t in self._placed
            if isinstance(t, OwnType) and t.signs
        )

    def as_coded(self, types: tuple[str, ...]) -> tuple[str, ...]:
        """The types as the collection has them: its own beside a PLOVER type; none for what it leaves out."""
        if self.kinds is KINDS:
            return types
        found = [
            t.value
            for given in types
            if given
            for t in self._placed
            if given in (t.value, t.plover)
        ]
        return tuple(dict.fromkeys(found))


def own_title(own: OwnType, who: str, place: PlaceChoice | None) -> str:
    """``Flood in Goris``, ``Rescue by Red Cross``: the short words of the type, by whom, where."""
    said = type_label(own) + (f" by {who}" if who else "")
    if place is None:
        return said
    return f"{said} {'near' if place.where_prec == 2 else 'in'} {place.label}"


def _pattern(signs: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words; ``*`` is any ending."""
    words = sorted(signs, key=len, reverse=True)
    parts = (r"\s+".join(map(re.escape, w.split())).replace(r"\*", r"\w*") for w in words)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w])", re.IGNORECASE)
