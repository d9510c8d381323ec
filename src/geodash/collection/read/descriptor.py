"""What a collection says about itself in its ``datapackage.json``, as it stands there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def read_descriptor(folder: str | Path) -> dict[str, Any]:
    """The JSON object of ``datapackage.json``; empty where there is none that can be read."""
    try:
        found = json.loads((Path(folder) / "datapackage.json").read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def licences(descriptor: Mapping[str, Any]) -> tuple[str, ...]:
    """Its licences in words, with their addresses; what isn't shaped like a licence is skipped."""
    listed = descriptor.get("licenses")
    found = []
    for entry in listed if isinstance(listed, list) else ():
        if not isinstance(entry, dict):
            continue
        words = [entry.get("title") or entry.get("name"), entry.get("path")]
        texts = [one_line(w) for w in words if isinstance(w, str)]
        found.append(", ".join(filter(None, texts)))
    return tuple(filter(None, found))


def one_line(text: str) -> str:
    """A text as one line that any file can hold."""
    return " ".join(text.encode("utf-8", "replace").decode().split())
