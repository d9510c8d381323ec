"""What others saved of an article's events while an editor has it open, for a line on the page."""

from __future__ import annotations

from typing import Any

from geodash.coding.draft.facts import fact_of
from geodash.coding.draft.in_words import label_of
from geodash.domain.model import Collection

#: So many are told, the last ones.
MOST = 5


def meanwhile(collection: Collection, article: str, after: int) -> list[dict[str, Any]]:
    """The facts of the article's events that the log of changes has from row ``after`` on, the last first."""
    passages = {m.mention_id: m for m in collection.mentions}
    here = {m.event_id for m in passages.values() if m.article_id == article}
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for change in reversed(collection.changes[after:] if after >= 0 else ()):
        mention = passages.get(change.id) if change.table == "mentions" else None
        event_id = mention.event_id if mention else change.id
        if change.table not in ("events", "mentions") or event_id not in here:
            continue
        fact = fact_of(change.table, change.column) if change.column else "row"
        label = "a passage" if mention else label_of(fact).lower()
        title = collection.events[event_id].title
        told = {
            "event": event_id,
            "title": title,
            "fact": label,
            "by": change.by,
            "at": change.when,
        }
        found.setdefault((event_id, label), told)
        if len(found) == MOST:
            break
    return list(found.values())
