"""The collection as it would be with a draft saved: only the part that an article's events bear on.

The part is what the article mentions, and what is linked to that, however large the collection is. Its
rows are laid over the collection as those of a draft are, so that nothing is said here that ``geodash check``
would not say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from geodash.coding.desk.rows import Rows, Texts
from geodash.coding.desk.state import State
from geodash.coding.draft import overlay
from geodash.coding.draft.rows import Cells, Change, Draft, is_provisional
from geodash.collection.read.known_places import KnownPlaces
from geodash.domain.model import Collection
from geodash.domain.problem import Problem
from geodash.words.coding import NEW_EVENT

#: What an article tells.
_TOLD = ("events", "mentions", "links")
#: How far links are followed from the article's events: to a claim's whole, and to what answers that.
_STEPS = 3


@dataclass(frozen=True)
class Candidate:
    """The part as a collection, its rows as texts, and what is wrong by event id and column."""

    collection: Collection
    rows: Mapping[str, Mapping[str, Texts]]
    problems: Mapping[str, tuple[Problem, ...]]
    state: State
    #: The collection without the draft, all of it.
    whole: Collection

    def event_row(self, event_id: str) -> Texts:
        """The cells of an event."""
        return self.rows["events"][event_id]

    def mentions_of(self, event_id: str) -> list[Texts]:
        """The rows of an event's mentions, in file order."""
        return [m for m in self.rows["mentions"].values() if m.get("event_id") == event_id]

    def links_of(self, event_id: str) -> list[Texts]:
        """The links in which an event stands at either end."""
        ends = ("from_event", "to_event")
        return [k for k in self.rows["links"].values() if event_id in (k.get(e) for e in ends)]


def candidate(
    collection: Collection,
    rows: Rows,
    state: State,
    article_id: str,
    geodata: KnownPlaces,
    wording: bytes | None,
    besides: Iterable[str] = (),
) -> Candidate:
    """Keeps of the rows, with the draft in them, the part around an article, and lays it over the collection.

    ``besides`` are events that belong to it wherever they are told.
    """
    part = _part({t: overlaid(rows.tables[t], state.of(t)) for t in _TOLD}, article_id, besides)
    laid: dict[str, Mapping[str, Change]] = {
        table: {i: Change(None, cells) for i, cells in part[table].items()} for table in _TOLD
    }
    # Of what events name only what changed is read anew.
    laid |= {table: state.draft.of(table) for table in ("actors", "places", "areas")}
    bare = replace(collection, events={}, mentions=(), links=(), considered=(), anchors={})
    found = overlay.candidate(bare, Draft(article_id, rows=laid), geodata, wording)
    made = replace(found.collection, problems=())
    none = overlaid(rows.tables["considered"], state.of("considered"))
    shown = {**part, "considered": none}
    return Candidate(made, shown, _by_event(part, found.problems), state, collection)


def overlaid(rows: Mapping[str, Texts], changed: Mapping[str, Cells | None]) -> dict[str, Texts]:
    """The rows of a table with those of a draft in their places, new ones below."""
    now = {i: None if cells is None else dict(cells) for i, cells in changed.items()}
    return {i: cells for i, cells in {**rows, **now}.items() if cells is not None}


def _part(
    whole: dict[str, dict[str, Texts]], article_id: str, besides: Iterable[str]
) -> dict[str, dict[str, Texts]]:
    mentions, links = whole["mentions"], whole["links"]
    kept = {m["event_id"] for m in mentions.values() if m.get("article_id") == article_id}
    kept |= {i for i in whole["events"] if is_provisional(i)}
    kept.update(besides)
    for _ in range(_STEPS):
        ends = ((k["from_event"], k["to_event"]) for k in links.values())
        kept |= {e for pair in ends if kept.intersection(pair) for e in pair}
    events = {i: _titled(cells) for i, cells in whole["events"].items() if i in kept}
    return {
        "events": events,
        "mentions": {i: m for i, m in mentions.items() if m["event_id"] in events},
        "links": {
            i: k for i, k in links.items() if k["from_event"] in events and k["to_event"] in events
        },
    }


def _titled(cells: Texts) -> Texts:
    """A row without a title would be left out; the editor has only not come to it yet."""
    return cells if cells.get("title", "").strip() else {**cells, "title": NEW_EVENT}


def _by_event(
    part: Mapping[str, Mapping[str, Texts]],
    problems: Mapping[overlay.RowId, tuple[Problem, ...]],
) -> dict[str, tuple[Problem, ...]]:
    """What is wrong with events and their mentions, once each."""
    found: dict[str, dict[tuple[str, str, str], Problem]] = {}
    for (table, ident), said in problems.items():
        if table not in ("events", "mentions"):
            continue
        event_id = part[table][ident]["event_id"] if table == "mentions" else ident
        for problem in said:
            same = (problem.code, problem.column, problem.reason)
            found.setdefault(event_id, {}).setdefault(same, problem)
    return {event_id: tuple(same.values()) for event_id, same in found.items()}
