"""Two texts of one article beside each other: which sentence became which, and word for word how."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from geodash.domain.passage import paragraphs, sentences
from geodash.domain.typography import seen_text

#: Sentences that share less of their words are not versions of each other, …
ALIKE = 0.5
#: … nor those that stand elsewhere and share less than this.
ALIKE_ELSEWHERE = 0.66
#: Of so many pairs of sentences all are compared; of more only those that stand between the same neighbours.
_MANY = 100_000
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:[’'-]\w+)*|[^\w\s]")

_seen = lru_cache(maxsize=65536)(seen_text)

#: Where words stand in a body, in code points.
Span = tuple[int, int]


class How(StrEnum):
    """What became of a sentence."""

    SAME = "same"
    MOVED = "moved"
    EDITED = "edited"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a figure or a mark as people see it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or a heading (``paragraph`` is ``None``) of a body; the n-th of it."""

    n: int
    start: int
    end: int
    paragraph: int | None
    tokens: tuple[Token, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Its words as people see them."""
        return tuple(token.text for token in self.tokens)


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of both sentences: the tokens ``old[a:b]`` became ``new[c:d]``; ``same``: unchanged."""

    same: bool
    a: int
    b: int
    c: int
    d: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and what became of it."""

    how: How
    old: Unit | None = None
    new: Unit | None = None
    edits: tuple[Edit, ...] = ()

    def carried(self, start: int, end: int) -> Span | None:
        """Where the words at ``start:end`` of the old sentence stand in the new one; ``None`` if none do."""
        if self.old is None or self.new is None:
            return None
        inside = [n for n, t in enumerate(self.old.tokens) if t.start < end and start < t.end]
        if not inside:
            return None
        left, right = self._left(inside[0]), self._right(inside[-1])
        if left >= right:
            return None
        return self.new.tokens[left].start, self.new.tokens[right - 1].end

    def _left(self, token: int) -> int:
        for at, edit in enumerate(self.edits):
            if edit.a <= token < edit.b:
                found = edit.c + (token - edit.a if edit.same else 0)
                before = self.edits[at - 1] if at and token == edit.a else None
                # “at least”, put in before a figure, belongs to it.
                if before and before.a == before.b and self._is_hedge(before):
                    return before.c
                return found
        return 0

    def _right(self, token: int) -> int:
        for edit in self.edits:
            if edit.a <= token < edit.b:
                return edit.c + token - edit.a + 1 if edit.same else edit.d
        return 0

    def _is_hedge(self, edit: Edit) -> bool:
        assert self.new is not None
        words = [w.lower() for w in self.new.words[edit.c : edit.d]]
        return bool(words) and all(w in HEDGES for w in words)


#: Words that make a figure a bound or a guess.
HEDGES = frozenset(
    [
        "at",
        "least",
        "most",
        "up",
        "to",
        "more",
        "fewer",
        "less",
        "than",
        "over",
        "under",
        "about",
        "around",
        "some",
        "nearly",
        "almost",
        "roughly",
        "approximately",
        "no",
    ]
)


def units(body: str) -> list[Unit]:
    """The sentences and headings of a body, in order."""
    found: list[Unit] = []
    for block in paragraphs(body):
        spans = [(block.start, block.end)] if block.number is None else sentences(body, block)
        for start, end in spans:
            words = tuple(tokens(body, start, end))
            if words:
                found.append(Unit(len(found), start, end, block.number, words))
    return found


def tokens(body: str, start: int, end: int) -> Iterator[Token]:
    """The words between two offsets; what isn't seen is none."""
    for match in _TOKEN.finditer(body, start, end):
        if text := _seen(match.group()):
            yield Token(text, *match.span())


def align(old_body: str, new_body: str) -> tuple[Pair, ...]:
    """What became of every sentence, in the old text's order; then the new ones."""
    old, new = units(old_body), units(new_body)
    found = _Alignment(old, new)
    found.run()
    pairs = [found.of.get(unit.n) or Pair(How.GONE, unit) for unit in old]
    return (*pairs, *(Pair(How.NEW, None, unit) for unit in new if unit.n in found.left_new))


class _Alignment:
    def __init__(self, old: Sequence[Unit], new: Sequence[Unit]) -> None:
        self.old, self.new = old, new
        self.of: dict[int, Pair] = {}
        self.left_old = set(range(len(old)))
        self.left_new = set(range(len(new)))

    def run(self) -> None:
        matcher = SequenceMatcher(
            None, [u.words for u in self.old], [u.words for u in self.new], autojunk=False
        )
        gaps: list[tuple[range, range]] = []
        for tag, a, b, c, d in matcher.get_opcodes():
            if tag == "equal":
                for n in range(b - a):
                    self._pair(How.SAME, a + n, self.new[c + n])
            elif tag == "replace":
                gaps.append((range(a, b), range(c, d)))
        self._moved()
        for ours, theirs in gaps:
            self._alike(ours, theirs, ALIKE)
        if len(self.left_old) * len(self.left_new) <= _MANY:
            self._alike(sorted(self.left_old), sorted(self.left_new), ALIKE_ELSEWHERE)
        self._split()

    def _pair(self, how: How, old: int, unit: Unit, *more: int) -> None:
        edits = _edits(self.old[old], unit)
        self.of[old] = Pair(how, self.old[old], unit, edits)
        self.left_old.discard(old)
        self.left_new.difference_update((unit.n, *more))

    def _moved(self) -> None:
        """The very same sentence, once in each text, in another place."""
        ours = Counter(self.old[n].words for n in self.left_old)
        theirs = Counter(self.new[n].words for n in self.left_new)
        where = {self.new[n].words: n for n in self.left_new}
        for n in sorted(self.left_old):
            words = self.old[n].words
            if ours[words] == theirs[words] == 1:
                self._pair(How.MOVED, n, self.new[where[words]])

    def _alike(self, ours: Iterable[int], theirs: Iterable[int], least: float) -> None:
        """Pairs what is most alike first."""
        here = [n for n in ours if n in self.left_old]
        there = [n for n in theirs if n in self.left_new]
        if len(here) * len(there) > _MANY:
            return
        mine = [(n, _Bag(self.old[n])) for n in here]
        others = [(n, _Bag(self.new[n])) for n in there]
        found = [
            (score, -abs(a - b), a, b)
            for a, one in mine
            for b, other in others
            if (score := one.likeness(other, least)) >= least
        ]
        for _, _, a, b in sorted(found, reverse=True):
            if a in self.left_old and b in self.left_new:
                self._pair(How.EDITED, a, self.new[b])

    def _split(self) -> None:
        """A sentence that became two: the second half stands right behind or before the first."""
        for n, pair in sorted(self.of.items()):
            if pair.how is not How.EDITED or pair.new is None or pair.old is None:
                continue
            for beside in (pair.new.n + 1, pair.new.n - 1):
                other = self.new[beside] if 0 <= beside < len(self.new) else None
                if (
                    other is None
                    or beside not in self.left_new
                    or other.paragraph != pair.new.paragraph
                ):
                    continue
                joined = _joined(pair.new, other)
                if likeness(pair.old, joined) > likeness(pair.old, pair.new) + 0.05:
                    self._pair(How.EDITED, n, joined, beside)
                    break


def _joined(one: Unit, other: Unit) -> Unit:
    first, last = sorted((one, other), key=lambda u: u.start)
    return Unit(one.n, first.start, last.end, one.paragraph, (*first.tokens, *last.tokens))


class _Bag:
    """The words of a sentence, in no order, marks left out."""

    def __init__(self, unit: Unit) -> None:
        self._words = Counter(w.lower() for w in unit.words if w[0].isalnum())
        self._size = sum(self._words.values())

    def likeness(self, other: _Bag, least: float = 0.0) -> float:
        """The share of words that two sentences have in common; 0 where it can't reach ``least``."""
        both = self._size + other._size
        if not both or 2 * min(self._size, other._size) < least * both:
            return 0.0
        theirs = other._words
        common = sum(min(n, theirs[w]) for w, n in self._words.items() if w in theirs)
        return 2 * common / both


def likeness(one: Unit, other: Unit) -> float:
    """The share of words that two sentences have in common, marks left out."""
    return _Bag(one).likeness(_Bag(other))


def _edits(old: Unit, new: Unit) -> tuple[Edit, ...]:
    matcher = SequenceMatcher(None, old.words, new.words, autojunk=False)
    return tuple(Edit(tag == "equal", a, b, c, d) for tag, a, b, c, d in matcher.get_opcodes())
