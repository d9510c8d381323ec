"""Proposals for the articles of a collection, for whoever asks: by geodash, and by a program where one is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from geodash.coding.propose import spacy_
from geodash.coding.propose.checked import Checker
from geodash.coding.propose.engine import OWN, Proposer, Read, proposals_of
from geodash.coding.propose.ghost import ghost
from geodash.coding.propose.model import Happening, PlaceChoice, Proposals, line
from geodash.coding.propose.program import as_input, run
from geodash.coding.propose.refused import Refused, Spot, without
from geodash.collection.checks.context import collection_wording
from geodash.domain.model import Actor, Collection
from geodash.geo.layers import GeoData

Json = dict[str, Any]
_KEPT = 8


class Asking:
    """One version of a collection, ready to be asked; articles that were read are kept."""

    def __init__(self, collection: Collection, geodata: GeoData | None = None) -> None:
        self.collection = collection
        engine = spacy_.engine_name()
        self._proposer = Proposer(
            collection,
            geodata,
            labels=spacy_.labels if engine else None,
            engine=f"{OWN} with {engine}" if engine else OWN,
        )
        self._refused = Refused(Path(collection.path))
        self.read = lru_cache(_KEPT)(self._read)
        self._among = lru_cache(_KEPT)(self._with)
        self._left = lru_cache(_KEPT)(self._without)
        self._own = lru_cache(_KEPT)(self._proposals)

    def _read(self, article_id: str) -> Read:
        return self._proposer.read(self.collection.articles[article_id])

    def _with(self, article_id: str, also: tuple[Actor, ...]) -> Read:
        return self._proposer.among(
            self.read(article_id), self.collection.articles[article_id], also
        )

    def _without(self, article_id: str, spots: frozenset[Spot], also: tuple[Actor, ...]) -> Read:
        read = self._among(article_id, also)
        return self._proposer.without(read, self.collection.articles[article_id], spots)

    def _proposals(self, article_id: str, also: tuple[Actor, ...]) -> Proposals:
        return proposals_of(self._among(article_id, also), self.collection.articles[article_id])

    def own(self, article_id: str, also: tuple[Actor, ...] = ()) -> Proposals:
        """What geodash proposes, without what was refused; raises ``KeyError`` for an unknown article.

        ``also`` are actors that the collection is only about to have.
        """
        return self._kept(self._own(article_id, also))

    def by(self, article_id: str, command: str) -> Proposals:
        """What a program proposes, each line checked; raises ``ProgramError`` when it can't be run, ``KeyError``."""
        answer = run(command, as_input(self.collection, self.collection.articles[article_id]))
        return self.checker(article_id).check(answer.lines, command, answer.notes)

    def checker(self, article_id: str) -> Checker:
        """What looks at the lines of a program; raises ``KeyError``."""
        stems = collection_wording(Path(self.collection.path))
        article = self.collection.articles[article_id]
        return Checker(
            article, self._proposer.parties.knows, self.choice, stems, self.collection.kinds
        )

    def kept(self, found: Proposals) -> Proposals:
        """The same without what was refused meanwhile."""
        return self._kept(found)

    def _kept(self, found: Proposals) -> Proposals:
        return without(found, self._refused.of(found.article_id))

    def ghost(
        self,
        article_id: str,
        start: int,
        end: int,
        given: Proposals | None = None,
        also: tuple[Actor, ...] = (),
    ) -> Json:
        """What a new event of some words may begin with; raises ``ValueError`` for no words, ``KeyError``.

        ``given`` are a program’s proposals: where one tells just these words, it goes first. ``also`` as for :meth:`own`.
        """
        read = self._left(article_id, frozenset(self._refused.of(article_id)), also)
        if given:
            read = replace(read, given=given.happenings, engine=given.engine)
        return ghost(read, article_id, start, end)

    def choice(self, place_id: str, area_id: str) -> PlaceChoice | None:
        """A place or an area by its id; ``None`` for one that nobody knows."""
        return self._proposer.finder.by_id(place_id, area_id)


def _also(first: Json, told: Json) -> None:
    """Another place of the same happening, once."""
    there = [first, *first.setdefault("also", [])]
    if all(told["place"] != one["place"] for one in there):
        first["also"].append({k: told[k] for k in ("place", "place_words", "title")})


def as_json(found: Sequence[Proposals]) -> Json:
    """Proposals of one article by several engines as one list; each says by whom. What two say alike is said once.

    Of a happening that is told of several places (“near Jermuk, Goris and Sotk”) the others stand with the first, as ``also``.
    """
    lines: list[Json] = []
    seen: dict[tuple[object, ...], Json] = {}
    for one in found:
        for proposal in one.all():
            told = line(proposal)
            key = (
                told["what"],
                told["start"],
                told["end"],
                str(told.get("types", "")),
                str(told.get("actors", "")),
            )
            if key not in seen:
                seen[key] = {**told, "by": one.engine}
                lines.append(seen[key])
            elif isinstance(proposal, Happening) and proposal.place_words:
                _also(seen[key], told)
    lines.sort(key=lambda p: (p["start"], -p["end"]))
    notes = [note for one in found for note in one.notes]
    return {
        "article": found[0].article_id,
        "engines": [one.engine for one in found],
        "notes": notes,
        "proposals": lines,
    }
