"""Ids and names that look alike: a reference written otherwise than what it refers to."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from geodash.domain.typography import seen_text
from geodash.geo.fold import fold


class Alike:
    """Finds an id among ``ids``, also one that merely looks the same: ``é`` composed or not."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = dict.fromkeys(ids)
        self._seen: dict[str, list[str]] | None = None

    def find(self, ident: str) -> str:
        """The id itself or the only one that looks like it; blank if there is none."""
        if ident in self._ids:
            return ident
        if self._seen is None:
            self._seen = {}
            for known in self._ids:
                self._seen.setdefault(seen_text(known), []).append(known)
        found = self._seen.get(seen_text(ident), [])
        return found[0] if len(found) == 1 else ""

    def suggestion(self, ident: str) -> str:
        """`` Did you mean “…”?``, or blank: case, blanks and a few letters may differ."""
        if len(ident) > 200 or len(self._ids) > 20_000:
            return ""
        keys = {_key(known): known for known in reversed(self._ids)}
        near = get_close_matches(_key(ident), keys, 1, 0.8)
        return f" Did you mean “{keys[near[0]]}”?" if near else ""


def _key(ident: str) -> str:
    return fold(ident.replace("_", " "))
