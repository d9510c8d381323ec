"""What a browser has changed and not saved, as the page Code sends it whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from geodash.coding.draft.rows import Cells, Change, Draft


@dataclass(frozen=True)
class State:
    """A draft, and what was ``looked`` at in it: ``~1|where``.

    ``proposed`` are the cells that new events may begin with, by event, as they stand in the page; of a
    ``refused`` row (``~1|where``) nothing is proposed any more.
    """

    draft: Draft = field(default_factory=lambda: Draft(""))
    looked: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    proposed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def from_json(cls, given: object) -> State:
        """Raises ``ValueError`` with a sentence for what is none."""
        if given is None:
            return cls()
        draft = Draft.from_json(given)
        told = given if isinstance(given, dict) else {}
        return cls(
            draft,
            _marks(told.get("looked")),
            _marks(told.get("refused")),
            _cells(told.get("proposed")),
        )

    @property
    def done(self) -> frozenset[str]:
        """The events that may be saved."""
        return self.draft.done

    def of(self, table: str) -> Mapping[str, Cells | None]:
        """The changed rows of a table as they are now, ``None`` for one taken out."""
        return {ident: change.now for ident, change in self.draft.of(table).items()}

    def with_row(self, table: str, ident: str, now: Cells) -> State:
        """The same with a row that says this."""
        before = self.draft.of(table)
        was = before[ident].was if ident in before else None
        rows = {**self.draft.rows, table: {**before, ident: Change(was, now)}}
        return replace(self, draft=replace(self.draft, rows=rows))


def _marks(given: object) -> frozenset[str]:
    return frozenset(map(str, given)) if isinstance(given, list) else frozenset()


def _cells(given: object) -> Mapping[str, Mapping[str, str]]:
    if not isinstance(given, dict):
        return {}
    return {
        str(event): {str(column): str(text) for column, text in cells.items()}
        for event, cells in given.items()
        if isinstance(cells, dict)
    }
