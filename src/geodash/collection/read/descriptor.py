"""What a collection says about itself in its ``datapackage.json``, as it stands there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geodash.collection.read.folder import home_of
from geodash.words.texts import one_line


def read_descriptor(folder: str | Path) -> dict[str, Any]:
    """The JSON object of ``datapackage.json``; empty where there is none that can be read."""
    try:
        found = json.loads((home_of(Path(folder)) / "datapackage.json").read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


@dataclass(frozen=True, slots=True)
class Licence:
    """One licence of a collection; any of the three may be blank."""

    name: str
    title: str
    path: str

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.title or self.name, self.path)))


def licences(descriptor: Mapping[str, Any]) -> tuple[Licence, ...]:
    """Its licences, as text with their addresses; what isn't shaped like one is skipped."""
    listed = descriptor.get("licenses")
    found = (_licence(entry) for entry in (listed if isinstance(listed, list) else ()))
    return tuple(licence for licence in found if licence and str(licence))


def _licence(entry: object) -> Licence | None:
    if not isinstance(entry, dict):
        return None
    words = (entry.get(key) for key in ("name", "title", "path"))
    return Licence(*(one_line(w) if isinstance(w, str) else "" for w in words))
