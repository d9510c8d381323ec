"""The tables of a collection while their rows are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from geodash.collection.read.cells import RowCells
from geodash.domain.model import Actor, Article, Event, Link, Mention


@dataclass(slots=True)
class Tables:
    """The rows read so far, each with the cells it came from; and the articles.

    ``beside`` has the files that aren't taken for articles, by what their id would be; ``left_out``
    the rows of events that could not stand, by their ids.
    """

    events: list[tuple[Event, RowCells]]
    mentions: list[tuple[Mention, RowCells]]
    links: list[tuple[Link, RowCells]]
    actors: list[tuple[Actor, RowCells]]
    articles: Mapping[str, Article]
    beside: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, int | None] = field(default_factory=dict)

    def say_no_event(self, cells: RowCells, column: str, ident: str, what: str, asked: str) -> None:
        """``what`` refers to an event that isn't there: its row has a fault, or there is none."""
        if ident in self.left_out:
            cells.problem(
                column, "left-out",
                f"Its event was left out (events.csv row {self.left_out[ident]}), and so was the "
                f"{what}.", "Mend that row.", "info",
            )  # fmt: skip
            return
        cells.problem(
            column, "unknown-event", f"There is no such event; the {what} was left out.",
            f"Correct the id or remove the row. {asked}".strip(),
        )  # fmt: skip
