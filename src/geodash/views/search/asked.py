"""What was asked for, and how well a name answers it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geodash.geo.searched import search_key
from geodash.query.lit import Pieces, excerpt, lit
from geodash.query.params import MAX_QUERY_LENGTH, clean
from geodash.query.text import Variants, document, matches, patterns

#: Words of a question that are looked for; those after them are not.
MOST_WORDS = 12

Groups = tuple[tuple[str, ...], ...]

EXACT, BEGINS, WORDS, FOLDED, ELSEWHERE = range(5)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: ``text`` as it was understood, ``key`` folded.

    ``groups`` are its patterns with the other names of what it names, ``typed`` those without.
    """

    text: str
    key: str
    groups: Groups
    typed: Groups

    @classmethod
    def of(cls, query: str, variants: Variants) -> Asked:
        """The question that a text is, of which no more is used than a reader can mean."""
        text = clean(query[: 2 * MAX_QUERY_LENGTH])[:MAX_QUERY_LENGTH].strip()
        groups = tuple(patterns(text, variants))[:MOST_WORDS]
        typed = tuple(patterns(text, lambda _: ()))[:MOST_WORDS]
        return cls(text, search_key(text), groups, typed)

    def rank(self, names: Iterable[str]) -> int:
        """How well the names of something answer: the same, begins with it, has its words, by another name."""
        names = list(names)
        keys = [name.strip() for name in names]
        if self.key in keys:
            return EXACT
        if any(key.startswith(self.key) for key in keys):
            return BEGINS
        if any(matches(name, self.typed) for name in names):
            return WORDS
        return FOLDED if matches(" | ".join(names), self.groups) else ELSEWHERE

    def lit(self, text: str, room: int = 0) -> Pieces:
        """A text in pieces, its words lit; ``room`` cuts it to about so many characters around them."""
        return excerpt(text, lit(text, self.groups), room or len(text))

    def first_lit(self, texts: Iterable[str], room: int) -> Pieces | None:
        """The first of several texts in which something is lit, as pieces."""
        found = (self.lit(text, room) for text in texts)
        return next((p for p in found if len(p) > 1), None)


def folded(*names: str) -> tuple[str, ...]:
    """Names as :meth:`Asked.rank` takes them."""
    return tuple(document([name]) for name in names if name)
