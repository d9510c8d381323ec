"""What rows say about other rows: unknown ids, links, and mentions in their articles.

Works on the tables in place: rows and values that refer to nothing are taken out and reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from geodash.collection.anchors.anchor import anchor_of, fill
from geodash.collection.read.cells import RowCells
from geodash.collection.read.ids import Ids
from geodash.collection.read.known_places import KnownPlaces
from geodash.collection.read.problems import ProblemLog, shorten
from geodash.domain.model import (
    Actor,
    Anchor,
    AnchorState,
    Article,
    Event,
    Link,
    Mention,
    Relation,
)
from geodash.domain.typography import differences, other_characters, seen_text


@dataclass(slots=True)
class Tables:
    """The rows read so far, each with the cells it came from; and the articles.

    ``beside`` has the files that aren't taken for articles, by what their id would be.
    """

    events: list[tuple[Event, RowCells]]
    mentions: list[tuple[Mention, RowCells]]
    links: list[tuple[Link, RowCells]]
    actors: list[tuple[Actor, RowCells]]
    articles: Mapping[str, Article]
    beside: Mapping[str, str] = field(default_factory=dict)


def resolve(tables: Tables, geodata: KnownPlaces, log: ProblemLog) -> dict[str, Anchor]:
    """Take out what refers to nothing, find every mention's words; returns their anchors."""
    actors = Ids(
        (a.actor_id for a, _ in tables.actors),
        {a.actor_id: ";".join((a.name, *a.aliases)) for a, _ in tables.actors},
    )
    tables.actors = [(_parents(a, cells, actors), cells) for a, cells in tables.actors]
    tables.actors = _acyclic_parents(tables.actors)
    places = Ids(geodata.places or (), geodata.names)
    tables.events = [
        (_places(_actors(e, cells, actors), cells, geodata, places), cells)
        for e, cells in tables.events
    ]
    events = Ids(e.event_id for e, _ in tables.events)
    _say_alike(tables, events)
    tables.links = _links(tables.links, events)
    return _mentions(tables, events)


def _say_alike(tables: Tables, events: Ids) -> None:
    """Ids that people, or a spreadsheet, take for one another; of an event, the later one."""
    before: set[str] = set()
    for event, cells in tables.events:
        if like := [ident for ident in events.alike(event.event_id) if ident in before]:
            cells.problem(
                "event_id",
                "id-alike",
                f"It looks like “{shorten(like[0], 40)}”: a spreadsheet or a reader takes them for one.",
                "If it is the same event, keep one row; else leave it, and mind the difference.",
                "warning",
            )
        before.add(event.event_id)


def _parents(actor: Actor, cells: RowCells, known: Ids) -> Actor:
    if not actor.parent or (actor.parent in known and actor.parent != actor.actor_id):
        return actor
    cells.problem(
        "parent",
        "unknown-actor",
        "There is no such other actor; it was left blank.",
        f"Add it to actors.csv or correct the id. {known.did_you_mean(actor.parent)}".strip(),
    )
    return replace(actor, parent="")


def _acyclic_parents(actors: list[tuple[Actor, RowCells]]) -> list[tuple[Actor, RowCells]]:
    parent = {a.actor_id: a.parent for a, _ in actors}
    kept = []
    for actor, cells in actors:
        seen, at = {actor.actor_id}, parent[actor.actor_id]
        while at and at not in seen:
            seen.add(at)
            at = parent.get(at, "")
        if at == actor.actor_id:
            cells.problem(
                "parent", "cycle", "The actors are parts of each other; it was left blank.",
                "Leave the parent of the topmost one empty.",
            )  # fmt: skip
            parent[actor.actor_id] = ""
            actor = replace(actor, parent="")
        kept.append((actor, cells))
    return kept


def _actors(event: Event, cells: RowCells, known: Ids) -> Event:
    """``event`` without the ids that aren't in actors.csv."""

    def kept(column: str, ids: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [i for i in ids if i not in known]
        meant = known.did_you_mean(unknown[0]) if unknown else ""
        if unknown:
            cells.problem(
                column,
                "unknown-actor",
                f"There is no actor “{shorten(unknown[0], 40)}” in actors.csv; it was left out.",
                f"Add it to actors.csv or correct the id. {meant}".strip(),
            )
        return tuple(i for i in ids if i in known)

    return replace(
        event,
        actors=kept("actors", event.actors),
        recipients=kept("recipients", event.recipients),
        attributed_to=kept("attributed_to", event.attributed_to),
        deaths_of=kept("deaths_of", event.deaths_of),
    )


def _places(event: Event, cells: RowCells, geodata: KnownPlaces, places: Ids) -> Event:
    """``event`` without areas that can't be drawn; unknown places are kept and reported."""
    if event.area_id and geodata.areas is not None and event.area_id not in geodata.areas:
        cells.problem(
            "area_id",
            "unknown-area",
            "There is no such area in areas.geojson; it was left blank.",
            "Add the area or correct the id.",
        )
        event = replace(event, area_id="")
    if event.place_id and geodata.places is not None and event.place_id not in geodata.places:
        cells.problem(
            "place_id",
            "unknown-place",
            "There is no such place in places.csv; the id was kept.",
            f"Add the place or correct the id. {places.did_you_mean(event.place_id)}".strip(),
            "warning",
        )
    event = _with_point(event, cells, geodata)
    about = tuple(a for a in event.about_places if _known_about(a, cells, geodata))
    return event if about == event.about_places else replace(event, about_places=about)


def _with_point(event: Event, cells: RowCells, geodata: KnownPlaces) -> Event:
    """``event`` at its place in the gazetteer, if its coordinates are blank."""
    point = (geodata.places or {}).get(event.place_id)
    blank = not any(cells.row.cells.get(c, "").strip() for c in ("latitude", "longitude"))
    if point is None or not blank:
        return event
    cells.problem(
        "latitude",
        "gazetteer-point",
        f"There are no coordinates; those of {event.place_id} were taken.",
        f"Nothing to do; to have them in the table, write {point[0]} and {point[1]}.",
        "info",
    )
    return replace(event, latitude=point[0], longitude=point[1])


def _known_about(ident: str, cells: RowCells, geodata: KnownPlaces) -> bool:
    """Whether to keep one of ``about_places``."""
    area = ident.startswith("area:")
    known = geodata.areas if area else geodata.places
    if known is None or ident.removeprefix("area:" if area else "") in known:
        return True
    cells.problem(
        "about_places",
        "unknown-area" if area else "unknown-place",
        f"“{shorten(ident, 40)}” is not in {'areas.geojson' if area else 'places.csv'}; "
        "it was left out.",
        "Write areas as area:<area_id> and places as <gazetteer>:<id>; correct the id.",
    )
    return False


def _links(links: list[tuple[Link, RowCells]], events: Ids) -> list[tuple[Link, RowCells]]:
    """The links whose ends exist and that don't close a circle of parts."""
    kept = []
    whole: dict[str, set[str]] = {}
    for link, cells in links:
        missing = next(
            (c for c in ("from_event", "to_event") if getattr(link, c) not in events), ""
        )
        if missing:
            asked = events.did_you_mean(getattr(link, missing))
            cells.problem(
                missing, "unknown-event", "There is no such event; the link was left out.",
                f"Correct the id or remove the row. {asked}".strip(),
            )  # fmt: skip
            continue
        if link.from_event == link.to_event:
            cells.problem(
                "to_event", "self-link", "The event is linked to itself; the link was left out.",
                "Correct one of the ids.",
            )  # fmt: skip
            continue
        if link.relation is Relation.PART_OF:
            if _reaches(whole, link.to_event, link.from_event):
                cells.problem(
                    "to_event", "cycle",
                    "The events would be parts of each other; the link was left out.",
                    "Link the member to the whole only.",
                )  # fmt: skip
                continue
            whole.setdefault(link.from_event, set()).add(link.to_event)
        kept.append((link, cells))
    return kept


def _reaches(whole: Mapping[str, set[str]], start: str, goal: str) -> bool:
    """Whether ``goal`` is ``start`` or one of the wholes it is part of."""
    open_, seen = [start], set()
    while open_:
        at = open_.pop()
        if at == goal:
            return True
        if at not in seen:
            seen.add(at)
            open_.extend(whole.get(at, ()))
    return False


def _mentions(tables: Tables, events: Ids) -> dict[str, Anchor]:
    """Anchor the mentions in memory; the lost ones and those of nothing are taken out."""
    anchors, kept = {}, []
    articles = Ids(tables.articles, {a.article_id: a.title for a in tables.articles.values()})
    for mention, cells in tables.mentions:
        mention = _of_article(mention, cells, articles)
        article = tables.articles.get(mention.article_id)
        if mention.event_id not in events:
            cells.problem(
                "event_id", "unknown-event", "There is no such event; the mention was left out.",
                f"Correct the id or remove the row. {events.did_you_mean(mention.event_id)}".strip(),
            )  # fmt: skip
        elif article is None:
            cells.problem(
                "article_id",
                "unknown-article",
                "There is no such article; the mention was left out.",
                f"{tables.beside[mention.article_id]} is there, but not taken: see what is said of it."
                if mention.article_id in tables.beside
                else f"Add articles/{shorten(mention.article_id, 60)}.md or correct the id. "
                f"{articles.did_you_mean(mention.article_id)}".strip(),
            )
        else:
            found = anchors[mention.mention_id] = anchor_of(mention, article.body)
            if found.state is not AnchorState.EXACT:
                _say_anchor(found, mention, article, cells)
            if quote := _said_often(found, mention, article):
                kept.append((replace(mention, quote=quote, start=None, end=None), cells))
            elif found.found:
                kept.append((fill(mention, article.body, found), cells))
    tables.mentions = kept
    return anchors


def _of_article(mention: Mention, cells: RowCells, articles: Ids) -> Mention:
    """``mention`` with its article's name as the file has it, where the two look alike."""
    name = articles.find(mention.article_id)
    if not name or name == mention.article_id:
        return mention
    cells.problem(
        "article_id", "article-name", "The file’s name looks the same, but is written otherwise.",
        "Copy it from the file’s name.", "info",
    )  # fmt: skip
    return replace(mention, article_id=name)


def _said_often(found: Anchor, mention: Mention, article: Article) -> str:
    """The quote, in the article's characters, if it stands there more than once; else blank."""
    if found.state is not AnchorState.AMBIGUOUS:
        return ""
    if mention.quote in article.body:
        return mention.quote
    passages = (article.body[start:end] for start, end, _ in found.candidates)
    wanted = seen_text(mention.quote)
    return next((p for p in passages if seen_text(p) == wanted), "")


def _say_anchor(found: Anchor, mention: Mention, article: Article, cells: RowCells) -> None:
    passage = article.body[found.start : found.end] if found.found else ""
    if found.state is AnchorState.MOVED and passage != mention.quote:
        how = other_characters(mention.quote, passage) or "other blanks"
        cells.problem(
            "quote", "anchor-typography", f"The article writes these words with {how}.",
            "Run `geodash anchor` to write them as the article does.", "info",
        )  # fmt: skip
    elif found.state is AnchorState.MOVED:
        cells.problem(
            "start", "anchor-moved", "The passage has moved in the article.",
            "Run `geodash anchor` to write its new position.", "info",
        )  # fmt: skip
    elif found.state is AnchorState.FUZZY:
        differs = shorten(differences(mention.quote, passage), 160)
        reason = "The passage now stands in other surroundings." if not differs else (
            f"These words are not in the article; taken instead: “{shorten(passage, 120)}” "
            f"({differs})."
        )  # fmt: skip
        fix = f"If it is the passage, run `geodash anchor --accept {mention.mention_id}`."
        cells.problem("quote", "anchor-fuzzy", reason, fix, "warning")
    elif found.state is AnchorState.AMBIGUOUS:
        cells.problem(
            "quote",
            "anchor-ambiguous",
            f"Several passages of the article fit ({len(found.candidates)}); none was chosen.",
            "Lengthen the quote, or write the words before it into prefix.",
        )
    else:
        cells.problem(
            "quote",
            "anchor-lost",
            "These words are not in the article; the mention was left out.",
            _copy_again(found, mention, article),
        )


def _copy_again(found: Anchor, mention: Mention, article: Article) -> str:
    if not found.candidates:
        return "Copy the quote from the article again."
    start, end, _ = found.candidates[0]
    near = article.body[start:end]
    differs = differences(mention.quote, near)
    return (
        f"Copy the quote from the article again; nearest is “{shorten(near, 120)}”"
        + (f" ({shorten(differs, 120)})" if differs else "")
        + "."
    )
