"""What a part of a filter is: it knows its SQL, its parameters and its words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from geodash.query.params import MAX_VALUES, Pairs, Reader, is_clean
from geodash.query.vocabulary import Vocabulary

if TYPE_CHECKING:
    from geodash.query.filter import Filter


#: The table that has a row an event; the others have what many events share.
EVENTS = "events"


class Clause(NamedTuple):
    """A condition on the rows ``e`` of a table, with ``?`` placeholders, and their values.

    ``over`` names the smallest table that has what is asked (:mod:`geodash.query.schema`): whoever
    answers asks some thousand combinations instead of all events.
    """

    sql: str
    params: tuple[object, ...] = ()
    over: str = EVENTS

    def on_events(self) -> Clause:
        """The same condition on ``events e``."""
        if self.over == EVENTS:
            return self
        sql = f"e.{self.over} IN (SELECT e.{self.over} FROM {self.over} e WHERE {self.sql})"
        return Clause(sql, self.params)


#: Of the combinations of actors, places and articles the table that has them one by one.
LISTS = {"people": "people_actors", "sites": "sites_places", "told": "told_articles"}


class Part:
    """One dimension of a filter.

    ``fields`` are the attributes of :class:`~geodash.query.filter.Filter` that it owns; the filter
    without this part has their defaults. ``keys`` are its parameters, ``many`` those of them that
    may stand several times.

    On the page a part is told by a word of the sentence (``told_by``) or by a chip of its own;
    ``set_by`` is the word whose card sets a part that has a chip. ``let_go`` is what the sentence
    says once the part is let go of, ``widens`` whether it adds events instead of taking some away.
    """

    name: ClassVar[str]
    fields: ClassVar[tuple[str, ...]]
    keys: ClassVar[tuple[str, ...]]
    many: ClassVar[tuple[str, ...]] = ()
    told_by: ClassVar[str] = ""
    set_by: ClassVar[str] = ""
    let_go: ClassVar[str] = ""
    widens: ClassVar[bool] = False

    def canonical(self, f: Filter) -> dict[str, Any]:
        """Its fields in their one form; ``ValueError`` for what no address could carry."""
        raise NotImplementedError

    def sql(self, f: Filter, vocabulary: Vocabulary) -> Clause | None:
        """The condition, or ``None`` where the part restricts nothing."""
        raise NotImplementedError

    def params(self, f: Filter) -> Pairs:
        """Its parameters in canonical order."""
        raise NotImplementedError

    def read(self, reader: Reader, vocabulary: Vocabulary | None) -> dict[str, Any]:
        """Its fields from parameters; bad values become notices."""
        raise NotImplementedError

    def words(self, f: Filter, vocabulary: Vocabulary) -> str:
        """Its phrase in the sentence, empty where the part restricts nothing."""
        raise NotImplementedError

    def short(self, f: Filter, vocabulary: Vocabulary) -> str:
        """The same for a word or a chip of the page: long lists and names are cut."""
        return self.words(f, vocabulary)

    def brief(self, f: Filter, vocabulary: Vocabulary) -> str:
        """The same where room is shortest: on a phone."""
        return self.short(f, vocabulary)


def one_of(column: str, values: Iterable[object], over: str = EVENTS) -> Clause:
    """``column IN (?, ?, …)``."""
    values = tuple(values)
    return Clause(f"{column} IN ({marks(values)})", values, over)


def in_list(over: str, column: str, values: Iterable[object], extra: str = "") -> Clause:
    """Combinations with a row in their list (:data:`LISTS`) whose ``column`` is one of the values."""
    asked = one_of(column, values)
    return Clause(
        f"e.{over} IN (SELECT {over} FROM {LISTS[over]} WHERE {asked.sql}{extra})",
        asked.params,
        over,
    )


def both(clauses: Iterable[Clause]) -> Clause | None:
    """All conditions together; ``None`` for no condition."""
    clauses = tuple(clauses)
    return joined(clauses) if clauses else None


def joined(clauses: Iterable[Clause], word: str = "AND") -> Clause:
    """One condition of at least one; what each says inside keeps to itself.

    On their table where all have the same, else on the events.
    """
    found = tuple(clauses)
    if len(found) == 1:
        return found[0]
    if len({c.over for c in found}) > 1:
        found = tuple(c.on_events() for c in found)
    sql = f" {word} ".join(f"({c.sql})" for c in found)
    return Clause(sql, tuple(p for c in found for p in c.params), found[0].over)


def marks(values: tuple[object, ...]) -> str:
    """As many placeholders as values."""
    return ", ".join("?" * len(values))


def ids(name: str, values: Iterable[str]) -> tuple[str, ...]:
    """Ids in canonical order, each once; ``ValueError`` for too many or one that is not clean."""
    found = tuple(sorted(set(values)))
    if len(found) > MAX_VALUES or not all(map(is_clean, found)):
        raise ValueError(f"{name}: at most {MAX_VALUES} ids, each one clean line")
    return found


def accepted(values: Iterable[str]) -> str:
    """The accepted values in a notice."""
    return f"accepted are {', '.join(values)}"
