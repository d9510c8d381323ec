"""Who names events and articles of an import by now: passages, links, dismissals, second codings, briefings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote_plus

from geodash.collection.read.folder import CODINGS
from geodash.imports.rows import rows_in, rows_of

Rows = Iterable[Mapping[str, str]]
#: Tables that are looked at: a change rests on them, too.
TABLES = ("mentions.csv", "links.csv", "considered.csv")
#: An article that a view of a briefing is narrowed to, or the event that a slide shows.
_IN_VIEW = re.compile(r"\b(article|event)=([^&\s\"']+)")


def linked_events(folder: Path) -> set[str]:
    """Events that a link joins."""
    rows = rows_of(folder, "links")
    return {row[name].strip() for row in rows for name in ("from_event", "to_event")}


def shown(folder: Path, what: str) -> set[str]:
    """The articles (``article``) or events (``event``) that a briefing's slides show."""
    return {
        unquote_plus(name)
        for briefing in (folder / "briefings").glob("*.yaml")
        for key, name in _IN_VIEW.findall(briefing.read_text("utf-8", "replace"))
        if key == what
    }


def named_articles(folder: Path, mentions: Rows) -> set[str]:
    """Articles that these passages stand in, or that something else of the collection names."""
    rows = [*mentions, *rows_of(folder, "considered")]
    for coding in (folder / CODINGS).glob("*"):
        rows += (row for table in ("mentions", "considered") for row in rows_of(coding, table))
    return {row["article_id"].strip() for row in rows} | shown(folder, "article")


class Passages:
    """The passages that an import brought, and those that are other people's: three states are compared."""

    def __init__(self, before: Path | None, after: Path | None, folder: Path) -> None:
        old = (
            {row["mention_id"].strip() for row in rows_in(before, "mentions")} if before else set()
        )
        new = rows_in(after, "mentions") if after else []
        brought = {i: row for row in new if (i := row["mention_id"].strip()) not in old}
        self.own: list[Mapping[str, str]] = []
        self.others: list[Mapping[str, str]] = []
        for row in rows_of(folder, "mentions"):
            own = brought.get(row["mention_id"].strip()) == row
            (self.own if own else self.others).append(row)

    @property
    def events(self) -> set[str]:
        """Events that have a passage which isn't the import's, or isn't as it left it."""
        return {row["event_id"].strip() for row in self.others}

    def of(self, events: set[str]) -> set[str]:
        """The import's passages of some events."""
        return {row["mention_id"].strip() for row in self.own if row["event_id"].strip() in events}
