"""Proposals that an editor refused: they stay refused at their spot, and there alone.

A spot is the words and the how manieth time they stand in the article, so that it outlives edits elsewhere in the text.
Lines of JSON in ``.geodash/refused.jsonl``, only ever added to; the last line of a spot counts.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from geodash.coding.propose.model import Proposal, Proposals, line
from geodash.collection.write.lock import STATE, locked

FILE = "refused.jsonl"
WHATS = ("place", "date", "actor", "happening")
_LONGEST = 5_000


@dataclass(frozen=True, slots=True)
class Spot:
    """What was proposed where."""

    article_id: str
    what: str
    quote: str
    occurrence: int

    @classmethod
    def of(cls, article_id: str, told: object) -> Spot:
        """From JSON; raises ``ValueError`` with a sentence for anything else."""
        if not isinstance(told, dict):
            raise ValueError("A spot has what, quote and occurrence.")
        what, quote, occurrence = told.get("what"), told.get("quote"), told.get("occurrence", 1)
        words = isinstance(quote, str) and 0 < len(quote) <= _LONGEST
        counted = (
            isinstance(occurrence, int) and not isinstance(occurrence, bool) and occurrence > 0
        )
        if what not in WHATS or not words or not counted:
            raise ValueError(
                "A spot has what (place, date, actor or happening), quote and occurrence."
            )
        return cls(article_id, str(what), str(quote), int(occurrence))


class Refused:
    """The refused spots of one collection."""

    def __init__(self, collection: Path) -> None:
        self._collection = collection

    def put(self, spot: Spot, *, refused: bool = True) -> None:
        """Notes a spot as refused, or as refused no more. Raises ``OSError``."""
        told = {
            "article": spot.article_id,
            "what": spot.what,
            "quote": spot.quote,
            "occurrence": spot.occurrence,
            "refused": refused,
        }
        told["at"] = datetime.now(UTC).isoformat(timespec="seconds")
        data = (json.dumps(told, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")
        with locked(self._collection), (self._collection / STATE / FILE).open("a+b") as file:
            # A torn last line of a killed process must not swallow this one.
            file.seek(0, os.SEEK_END)
            if file.tell():
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":
                    data = b"\n" + data
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def of(self, article_id: str) -> set[Spot]:
        """The refused spots of an article."""
        found: dict[Spot, bool] = {}
        for told in self._lines():
            if told.get("article") == article_id:
                try:
                    found[Spot.of(article_id, told)] = told.get("refused") is not False
                except ValueError:
                    continue
        return {spot for spot, refused in found.items() if refused}

    def _lines(self) -> Iterator[dict[str, object]]:
        try:
            data = (self._collection / STATE / FILE).read_bytes()
        except OSError:
            return
        for row in data.decode("utf-8", "replace").splitlines():
            try:
                told = json.loads(row)
            except ValueError:
                continue
            if isinstance(told, dict):
                yield told


def spot_of(article_id: str, one: Proposal) -> Spot:
    """Where a proposal stands."""
    return Spot(article_id, line(one)["what"], one.span.quote, one.span.occurrence)


def without(found: Proposals, spots: Set[Spot]) -> Proposals:
    """The proposals without those that were refused."""
    if not spots:
        return found

    def kept(one: Proposal) -> bool:
        return spot_of(found.article_id, one) not in spots

    return replace(
        found,
        places=tuple(filter(kept, found.places)),
        dates=tuple(filter(kept, found.dates)),
        actors=tuple(filter(kept, found.actors)),
        happenings=tuple(filter(kept, found.happenings)),
    )
