"""What changed between two versions of a collection: rows by id, passages by where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import TypeVar

from geodash.domain.model import (
    Anchor,
    AnchorState,
    Article,
    Collection,
    Link,
    Mention,
    Row,
)

T = TypeVar("T", bound=Row | Article)

#: Fields that follow from others, or have a place of their own in :class:`Changes`.
_SKIPPED = frozenset({"extra", "withdrawn", "prefix", "suffix", "start", "end"})
_SURE = (AnchorState.EXACT, AnchorState.MOVED)


@dataclass(frozen=True, slots=True)
class Field:
    """One field that says something else; values as the files write them, blank for none."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that is in both versions and differs; ``title`` is its name in the newer one."""

    id: str
    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class MovedPassage:
    """A mention whose words stand elsewhere or are in doubt.

    ``what``: ``moved`` (surely found, at another place), ``unsure`` (fuzzy or ambiguous now),
    ``lost``, or ``found`` (again). ``old`` and ``new`` are offsets of the quote's start in the
    article's body, ``None`` where it isn't settled.
    """

    mention_id: str
    event_id: str
    article_id: str
    what: str
    quote: str
    old: int | None = None
    new: int | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one table: ids that came and went, and rows that differ."""

    added: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference from ``old_version`` to ``new_version``.

    ``events`` lists the rest of what differs in an event that was also withdrawn; ``reinstated``
    stand again. ``titles`` has the title of every event named, ``links`` read
    ``cc-0007 denies cc-0006``.
    """

    old_version: str
    new_version: str
    events: Rows = Rows()
    withdrawn: tuple[str, ...] = ()
    reinstated: tuple[str, ...] = ()
    mentions: Rows = Rows()
    passages: tuple[MovedPassage, ...] = ()
    links: Rows = Rows()
    actors: Rows = Rows()
    articles: Rows = Rows()
    titles: Mapping[str, str] | None = None

    def __bool__(self) -> bool:
        """Whether anything differs."""
        tables = (self.events, self.mentions, self.links, self.actors, self.articles)
        return any(tables) or bool(self.withdrawn or self.reinstated or self.passages)


def diff(old: Collection, new: Collection) -> Changes:
    """What changed from ``old`` to ``new``, each list in the order of the newer files."""
    events = _rows(old.events, new.events, lambda e: e.title)
    both = [(old.events[i], e) for i, e in new.events.items() if i in old.events]
    return Changes(
        old.version,
        new.version,
        events,
        tuple(n.event_id for o, n in both if n.withdrawn and not o.withdrawn),
        tuple(n.event_id for o, n in both if o.withdrawn and not n.withdrawn),
        _mentions(old, new),
        tuple(_passages(old, new)),
        _links(old.links, new.links),
        _rows(old.actors, new.actors, lambda a: a.name),
        _rows(old.articles, new.articles, lambda a: a.title),
        {i: e.title for i, e in {**old.events, **new.events}.items()},
    )


def _rows(old: Mapping[str, T], new: Mapping[str, T], title: Callable[[T], str]) -> Rows:
    changed = []
    for ident, row in new.items():
        if ident in old and (found := _fields(old[ident], row)):
            changed.append(Changed(ident, title(row), found))
    return Rows(
        tuple(i for i in new if i not in old),
        tuple(changed),
        tuple(i for i in old if i not in new),
    )


def _fields(old: Row | Article, new: Row | Article) -> tuple[Field, ...]:
    """The fields that differ, columns of others' own included; an article's body is ``text``."""
    found = []
    for field in fields(new):
        if field.name not in _SKIPPED:
            before, after = getattr(old, field.name), getattr(new, field.name)
            if before != after:
                found.append(_field(field.name, before, after))
    own, others = _extra(old), _extra(new)
    for name in dict.fromkeys((*own, *others)):
        if own.get(name, "") != others.get(name, ""):
            found.append(Field(name, own.get(name, ""), others.get(name, "")))
    return tuple(found)


def _extra(row: Row | Article) -> Mapping[str, str]:
    return {} if isinstance(row, Article) else row.extra


def _field(name: str, old: object, new: object) -> Field:
    if name == "body":
        return Field("text", *(f"{len(str(body)):,} characters" for body in (old, new)))
    return Field(name, _written(old), _written(new))


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ";".join(getattr(item, "text", None) or str(item) for item in value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _mentions(old: Collection, new: Collection) -> Rows:
    """Mentions by id; one whose words were lost is still there, and stands among the passages."""
    before = {m.mention_id: m for m in old.mentions}
    after = {m.mention_id: m for m in new.mentions}
    rows = _rows(before, after, lambda m: m.quote)
    return Rows(
        tuple(i for i in rows.added if i not in old.anchors),
        rows.changed,
        tuple(i for i in rows.removed if i not in new.anchors),
    )


def _passages(old: Collection, new: Collection) -> Iterable[MovedPassage]:
    mentions = {m.mention_id: m for m in (*old.mentions, *new.mentions)}
    for ident, anchor in new.anchors.items():
        before, mention = old.anchors.get(ident), mentions.get(ident)
        if before is None or mention is None:
            continue
        what = _moved(before, anchor, _same_text(old.articles, new.articles, mention))
        if what:
            place = mention.event_id, mention.article_id
            yield MovedPassage(ident, *place, what, mention.quote, before.start, anchor.start)


def _same_text(old: Mapping[str, Article], new: Mapping[str, Article], mention: Mention) -> bool:
    before, after = old.get(mention.article_id), new.get(mention.article_id)
    return before is not None and after is not None and before.body == after.body


def _moved(before: Anchor, after: Anchor, same_text: bool) -> str:
    """What became of a passage; in an unchanged text another place is another quote."""
    if after.state is AnchorState.LOST:
        return "" if before.state is AnchorState.LOST else "lost"
    if before.state is AnchorState.LOST:
        return "found"
    if after.state not in _SURE:
        return "unsure" if before.state in _SURE else ""
    return "moved" if before.start != after.start and not same_text else ""


def _links(old: Sequence[Link], new: Sequence[Link]) -> Rows:
    before, after = (
        {f"{k.from_event} {k.relation} {k.to_event}": k for k in links} for links in (old, new)
    )
    return Rows(
        tuple(i for i in after if i not in before), (), tuple(i for i in before if i not in after)
    )


def event_title(changes: Changes, event_id: str) -> str:
    """The title of an event named in the changes; its id where there is none."""
    return (changes.titles or {}).get(event_id, event_id)
