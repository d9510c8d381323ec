"""The difference of two versions in English, line by line and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from geodash.collection.read.contract import default_contract
from geodash.collection.read.problems import shorten
from geodash.collection.report import plain
from geodash.collection.versions.diff import Changed, Changes, Rows, event_title
from geodash.words.numbers import number_of

_LONG = 90
_PASSAGES = {
    "moved": "moved in its article, surely found",
    "unsure": "no longer surely found: look at it",
    "lost": "no longer in the article",
    "found": "found again",
}


def sentence(changes: Changes) -> str:
    """``Changed since version 0123456789abcdef: 2 events added, 1 changed; 3 passages moved.``"""
    since = f"since version {changes.old_version}"
    if not changes:
        return f"Nothing has changed {since}."
    moved = {what: sum(p.what == what for p in changes.passages) for what in _PASSAGES}
    parts = [
        _counted(
            "event",
            added=len(changes.events.added),
            changed=len(changes.events.changed),
            withdrawn=len(changes.withdrawn),
            reinstated=len(changes.reinstated),
            removed=len(changes.events.removed),
        ),
        _counted(
            "passage",
            added=len(changes.mentions.added),
            changed=len(changes.mentions.changed),
            removed=len(changes.mentions.removed),
            **{"found again" if k == "found" else k: n for k, n in moved.items()},
        ),
        *(_table(name, rows) for name, rows in _others(changes)),
    ]
    return f"Changed {since}: {'; '.join(part for part in parts if part)}."


@dataclass(frozen=True, slots=True)
class DiffItem:
    """One difference in plain text that is safe to show.

    ``details`` are the cells that changed, ``event_id`` the event that it speaks of, or blank.
    """

    text: str
    details: tuple[str, ...] = ()
    event_id: str = ""


def diff_lines(changes: Changes) -> Iterator[str]:
    """The whole report, line by line."""
    yield plain(sentence(changes))
    for item in diff_items(changes):
        yield item.text
        yield from (f"    {detail}" for detail in item.details)


def diff_items(changes: Changes) -> Iterator[DiffItem]:
    """The report below its sentence."""
    yield from _events(changes)
    yield from _passages(changes)
    for name, rows in (("Passage", changes.mentions), *_others(changes)):
        name = name.capitalize()
        yield from (DiffItem(plain(f"{name} added: {ident}")) for ident in rows.added)
        yield from (_changed(f"{name} changed", c, name.lower()) for c in rows.changed)
        yield from (DiffItem(plain(f"{name} removed: {ident}")) for ident in rows.removed)


def as_json(changes: Changes) -> dict[str, Any]:
    """Everything, with the sentence; keys are those of :class:`Changes`."""
    found = asdict(changes)
    named = {*changes.events.added, *changes.events.removed, *changes.withdrawn}
    named |= {*changes.reinstated, *(c.id for c in changes.events.changed)}
    named |= {p.event_id for p in changes.passages}
    found["titles"] = {i: event_title(changes, i) for i in sorted(named)}
    return {"sentence": sentence(changes), **found}


def _others(changes: Changes) -> tuple[tuple[str, Rows], ...]:
    return ("link", changes.links), ("actor", changes.actors), ("article", changes.articles)


def _table(name: str, rows: Rows) -> str:
    counts = {"added": rows.added, "changed": rows.changed, "removed": rows.removed}
    return _counted(name, **{word: len(found) for word, found in counts.items()})


def _counted(noun: str, **counts: int) -> str:
    """``2 events added, 1 changed``; blank when there are none."""
    parts: list[str] = []
    for word, count in counts.items():
        if count:
            many = f"{count:,}" if parts else number_of(count, noun)
            parts.append(f"{many} {word}")
    return ", ".join(parts)


def _events(changes: Changes) -> Iterator[DiffItem]:
    for word, ids in (
        ("added", changes.events.added),
        ("withdrawn", changes.withdrawn),
        ("reinstated", changes.reinstated),
        ("removed", changes.events.removed),
    ):
        for ident in ids:
            text = plain(f"Event {word}: {ident} “{event_title(changes, ident)}”")
            yield DiffItem(text, event_id=ident)
    for changed in changes.events.changed:
        yield replace(_changed("Event changed", changed, "event"), event_id=changed.id)


def _passages(changes: Changes) -> Iterator[DiffItem]:
    for passage in changes.passages:
        text = plain(
            f"Passage {passage.mention_id} of {passage.event_id} "
            f"“{event_title(changes, passage.event_id)}”: {_PASSAGES[passage.what]} "
            f"({passage.article_id}: “{shorten(passage.quote)}”)"
        )
        yield DiffItem(text, event_id=passage.event_id)


def _changed(lead: str, changed: Changed, table: str) -> DiffItem:
    details = []
    for field in changed.fields:
        old, new = (f"“{shorten(v, _LONG)}”" if v else "blank" for v in (field.old, field.new))
        details.append(plain(f"{column_title(table, field.name)}: was {old}, now {new}"))
    return DiffItem(plain(f"{lead}: {changed.id} “{shorten(changed.title)}”"), tuple(details))


def column_title(table: str, name: str) -> str:
    """A column as the codebook calls it, such as ``first day``; its name where it has no title."""
    tables = {"event": "events", "passage": "mentions", "actor": "actors"}
    column = default_contract().tables.get(tables.get(table, ""), {}).get(name)
    title = column.title if column else name.replace("_", " ")
    return title[:1].lower() + title[1:]
