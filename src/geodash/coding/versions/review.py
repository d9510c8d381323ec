"""What a new text asks of the coding of the old one: passages that settle themselves, and questions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from geodash.coding.versions.align import How, Pair, Span, Unit, align
from geodash.domain.editing import Considered
from geodash.domain.lookup import lookup_of
from geodash.domain.model import Article, Collection, EditorNote, Mention
from geodash.domain.notes import note_spans
from geodash.domain.passage import locate


@dataclass(frozen=True, slots=True)
class Passage:
    """Coded words: where they stand in the old text, and in the new one where that is known."""

    mention: Mention
    old: Span
    new: Span | None


@dataclass(frozen=True, slots=True)
class Question:
    """Sentences that were edited, or are gone (``new`` is ``None``), with all that is coded in them.

    ``new`` spans what became of them; ``notes`` are the editors' notes, by number, on words of theirs that are no
    more.
    """

    id: str
    pairs: tuple[Pair, ...]
    passages: tuple[Passage, ...]
    notes: tuple[int, ...] = ()

    @property
    def gone(self) -> bool:
        """Whether none of its words are left."""
        return all(p.new is None for p in self.passages)

    @property
    def new(self) -> Span | None:
        """The new words, from the first to the last."""
        found = [p.new for p in self.pairs if p.new is not None]
        return (min(u.start for u in found), max(u.end for u in found)) if found else None

    @property
    def old(self) -> Span:
        """The old ones."""
        found = [p.old for p in self.pairs if p.old is not None]
        return min(u.start for u in found), max(u.end for u in found)

    @property
    def events(self) -> tuple[str, ...]:
        """The events coded here, in the text's order."""
        return tuple(dict.fromkeys(p.mention.event_id for p in self.passages))


@dataclass(frozen=True, slots=True)
class Review:
    """A new text of an article beside the coded one.

    ``loose`` are the notes whose words are gone from sentences in which nothing is coded; ``considered`` the
    words that hold no event and still stand, with their new place; ``fresh`` the sentences that nobody has read.
    """

    article: Article
    body: str
    pairs: tuple[Pair, ...]
    settled: tuple[Passage, ...]
    questions: tuple[Question, ...]
    loose: tuple[int, ...]
    considered: tuple[tuple[Considered, Span | None], ...]
    fresh: tuple[Unit, ...]


def review(collection: Collection, article_id: str, body: str) -> Review:
    """The review of a new body; raises ``KeyError`` for an article that isn't there."""
    article = collection.articles[article_id]
    pairs = align(article.body, body)
    passages = list(_passages(collection, article))
    changed = _Changed(pairs, [p.old for p in passages])
    settled: list[Passage] = []
    asked: dict[int, list[Passage]] = {}
    for passage in passages:
        group, new = changed.of(passage.old)
        found = replace(passage, new=new)
        if group is None:
            settled.append(found)
        else:
            asked.setdefault(group, []).append(found)
    gone = list(_gone_notes(article, body))
    questions = []
    for group, inside in sorted(asked.items()):
        here = changed.pairs_of(group)
        notes = tuple(n for n, spans in gone if any(_touch(p.old, s) for p in here for s in spans))
        lost = [p for p in inside if _kept(here, p.old) < _LEAST]
        rest = [p for p in inside if p not in lost]
        if rest and lost and _explained(here, lost):
            settled += rest
            rest = []
        ident = _id(here, body, article.body)
        if rest:
            questions.append(Question(ident, here, tuple(rest), notes))
        if lost:
            lost = [replace(p, new=None) for p in lost]
            questions.append(Question(f"{ident}g", here, tuple(lost), () if rest else notes))
    told = {n for q in questions for n in q.notes}
    considered = [(c, changed.of(s)) for c, s in _considered(collection, article)]
    return Review(
        article,
        body,
        pairs,
        tuple(settled),
        tuple(questions),
        tuple(n for n, _ in gone if n not in told),
        tuple((c, new if group is None else None) for c, (group, new) in considered),
        tuple(_fresh(pairs, questions)),
    )


def _passages(collection: Collection, article: Article) -> Iterator[Passage]:
    found = []
    for mention in lookup_of(collection).mentions.values():
        for one in mention:
            if one.article_id == article.article_id and (span := locate(article, one)):
                found.append(Passage(one, span, None))
    yield from sorted(found, key=lambda p: (p.old, p.mention.mention_id))


def _considered(collection: Collection, article: Article) -> Iterator[tuple[Considered, Span]]:
    for one in collection.considered:
        if one.article_id == article.article_id and one.start is not None and one.end is not None:
            yield one, (one.start, one.end)


def _kept(pairs: Sequence[Pair], span: Span) -> float:
    """The share of a passage's words that still stand there."""
    inside, same = 0, 0
    for pair in pairs:
        if pair.old is None or not _touch(pair.old, span):
            continue
        for n, token in enumerate(pair.old.tokens):
            if token.start < span[1] and span[0] < token.end and token.text[0].isalnum():
                inside += 1
                same += any(e.same and e.a <= n < e.b for e in pair.edits)
    return same / inside if inside else 0.0


def _explained(pairs: Sequence[Pair], lost: Sequence[Passage]) -> bool:
    """Whether nothing was edited but passages that were taken out, with what joined them."""
    for pair in pairs:
        for edit in pair.edits:
            if edit.same or pair.old is None:
                continue
            outside = [
                t.text.lower()
                for t in pair.old.tokens[edit.a : edit.b]
                if not any(p.old[0] < t.end and t.start < p.old[1] for p in lost)
            ]
            if edit.c < edit.d or any(word not in _JOINING for word in outside):
                return False
    return True


#: A passage that keeps less of its words is gone.
_LEAST = 0.25
_JOINING = frozenset([",", ";", ":", "-", "(", ")", "and", "but", "or", "while", "also", "as"])


class _Changed:
    """The sentences that changed, in groups that a passage holds together."""

    def __init__(self, pairs: Sequence[Pair], spans: Iterable[Span]) -> None:
        self._olds = [p for p in pairs if p.old is not None]
        self._group = list(range(len(self._olds)))
        for span in spans:
            _, changed = self._inside(span)
            for n in changed[1:]:
                self._join(changed[0], n)

    def of(self, span: Span) -> tuple[int | None, Span | None]:
        """The group of a passage, ``None`` if it settles itself; where it stands in the new text."""
        inside, changed = self._inside(span)
        new = self._carried(inside, span)
        if not changed and (new is None or not self._together(inside)):
            changed = inside
        return (self._find(changed[0]) if changed else None), new

    def pairs_of(self, group: int) -> tuple[Pair, ...]:
        """The changed sentences of a group; of one that only moved apart, it itself."""
        found = [p for n, p in enumerate(self._olds) if self._find(n) == group]
        return tuple(p for p in found if p.how in (How.EDITED, How.GONE)) or tuple(found)

    def _inside(self, span: Span) -> tuple[list[int], list[int]]:
        start, end = span
        inside = [n for n, p in enumerate(self._olds) if p.old and _touch(p.old, (start, end))]
        return inside, [n for n in inside if self._olds[n].how in (How.EDITED, How.GONE)]

    def _carried(self, inside: Sequence[int], span: Span) -> Span | None:
        found = [s for n in inside if (s := self._olds[n].carried(*span))]
        if not found:
            return None
        start, end = found[0][0], found[-1][1]
        return (start, end) if start < end else None

    def _together(self, inside: Sequence[int]) -> bool:
        """Whether sentences of one passage still follow each other."""
        new = [u.n for n in inside if (u := self._olds[n].new) is not None]
        return len(new) == len(inside) and new == list(range(new[0], new[0] + len(new)))

    def _find(self, n: int) -> int:
        while self._group[n] != n:
            n = self._group[n]
        return n

    def _join(self, one: int, other: int) -> None:
        first, last = sorted((self._find(one), self._find(other)))
        self._group[last] = first


def _touch(unit: Unit | None, span: Span) -> bool:
    return unit is not None and unit.start < span[1] and span[0] < unit.end


def _gone_notes(article: Article, body: str) -> Iterator[tuple[int, tuple[Span, ...]]]:
    """Notes on words of the old text that the new one hasn't: their number, and where the words stood."""
    after = replace(article, body=body)
    for number, note in enumerate(article.notes):
        spans = note_spans(article, note)
        if spans and len(spans) > len(_quoting(after, note)):
            yield number, spans


def _quoting(article: Article, note: EditorNote) -> tuple[Span, ...]:
    return note_spans(article, note)


def _fresh(pairs: Iterable[Pair], questions: Iterable[Question]) -> Iterator[Unit]:
    """New sentences, and edited ones in which nothing is coded."""
    asked = {p.new.n for q in questions for p in q.pairs if p.new is not None}
    found = [
        p.new
        for p in pairs
        if p.new is not None and p.how in (How.NEW, How.EDITED) and p.new.n not in asked
    ]
    return iter(sorted(found, key=lambda unit: unit.start))


def _id(pairs: Sequence[Pair], body: str, before: str) -> str:
    """Names a question by the words that it is about, so that an answer lasts as long as they do."""
    digest = hashlib.sha256()
    for pair in pairs:
        for unit, text in ((pair.old, before), (pair.new, body)):
            digest.update(f"{text[unit.start : unit.end] if unit else ''}\0".encode())
            digest.update(f"{unit.start if unit else 0}\0".encode())
    return f"q{digest.hexdigest()[:12]}"
