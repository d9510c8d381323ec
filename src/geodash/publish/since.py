"""What changed from one version of a collection to the next, as ``geodash diff`` says it, for those who cited the older."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from geodash.collection.load import load
from geodash.collection.versions.diff import diff
from geodash.collection.versions.opened import opened_version
from geodash.collection.versions.report import DiffItem, diff_items, sentence
from geodash.domain.model import Collection

#: Lines that are listed of a version; of more the number is told.
MOST_LINES = 400


@dataclass(frozen=True, slots=True)
class Since:
    """The way from a version to the next one.

    ``name`` is what the older is called, ``old`` and ``new`` their versions as pages cite them; ``more`` lines beside
    those listed.
    """

    name: str
    old: str
    new: str
    said: str
    items: tuple[DiffItem, ...]
    more: int = 0


def changes_since(versions: Sequence[str], newest: Collection) -> tuple[Since, ...]:
    """From each version to the next, and from the last to ``newest``; the newest first.

    ``versions`` are folders, zips or revisions, the oldest first. Raises ``CollectionError`` for what is none.
    """
    with ExitStack() as open_:
        older = [load(open_.enter_context(opened_version(v))) for v in versions]
        pairs = pairwise([*older, newest])
        return tuple(_since(v, *pair) for v, pair in zip(versions, pairs, strict=True))[::-1]


def _since(spec: str, old: Collection, new: Collection) -> Since:
    changes = diff(old, new)
    items = tuple(diff_items(changes))
    more = max(0, len(items) - MOST_LINES)
    shown = items[:MOST_LINES]
    return Since(_named(spec), old.version, new.version, sentence(changes), shown, more)


def _named(spec: str) -> str:
    """A revision or a file by its own name: where it lies on this machine is nobody's business."""
    path, at, revision = spec.rpartition("@")
    return revision if at and path else Path(spec).resolve().stem
