"""Where the coded words stand in a body: paragraphs, sentences, and text cut at every boundary.

All offsets count Unicode code points. Nothing after this module (templates, browser) sees one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from geodash.domain.kinds import AnyKind
from geodash.domain.model import Article, Mention

_BLOCK = re.compile(r"\S[\s\S]*?(?=\n[ \t\u00a0]*(?:\n|$)|$(?![\s\S]))")
_OPENING, _CLOSING = r"\"“‘«(\[「『（《〈【", r"\"”’»)\]」』）》〉】"
#: Marks that end a sentence before a blank and what no small letter begins; of Unicode's Sentence_Terminal those that are
#: also written within a sentence, as a full stop is (Arabic and Urdu beside the Latin ones).
_MAYBE = ".!?…؟۔"
#: Those that end one wherever they stand: Armenian, Hindi, Burmese, Tibetan, Ethiopic, Khmer, Mongolian, East Asian.
_ALWAYS = "։।॥။།༎።፧፨។៕᠃᠉。！？｡"
_SENTENCE_END = re.compile(
    rf"[{_MAYBE}]+[{_CLOSING}]*(?=\s+[{_OPENING}]*[^\W_])|[{_ALWAYS}]++[{_CLOSING}]*+(?=\s*\S)"
)
_BEGINS = re.compile(rf"[\s{_OPENING}]*(.)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Maj|Lt|Sgt|St|Jr|Sr|vs|etc|cf|No|approx|Inc|Ltd|Co)|"
    r"\b[A-Z]|\b[a-z]\.[a-z])\.$"
)


#: What may follow a clause of English: a mark, the end, or a word that opens the next.
_AFTER_CLAUSE = re.compile(
    r"[\s”’\"')\]]*(?:$|[,;:.!?…–—(]|\n|(?:and|but|while|although|though|because|whereas|who|"
    r"which|that|when|where|after|before|since|until)\b)"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the body; ``number`` counts text blocks from 1, headings have none."""

    start: int
    end: int
    number: int | None
    level: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """The place of one mention in its body."""

    mention_id: str
    event_id: str
    kind: AnyKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under one and the same set of marks; ``opens`` those that begin here."""

    text: str
    marks: tuple[Mark, ...] = ()
    opens: tuple[Mark, ...] = ()

    @property
    def events(self) -> tuple[str, ...]:
        """The events told here, the shortest passage (the most specific) first."""
        return tuple(dict.fromkeys(m.event_id for m in self.marks))


@lru_cache(maxsize=256)
def paragraphs(body: str) -> tuple[Block, ...]:
    """The blocks of a body, parted by blank lines; ``#`` lines are headings of that level."""
    blocks: list[Block] = []
    number = 0
    for match in _BLOCK.finditer(body):
        text = match.group()
        start, end = match.start(), match.start() + len(text.rstrip())
        heading = re.match(r"(#{1,6})[ \t]+", text)
        if heading and "\n" not in text.strip():
            blocks.append(Block(start + heading.end(), end, None, len(heading.group(1))))
        else:
            number += 1
            blocks.append(Block(start, end, number))
    return tuple(blocks)


def paragraph_at(body: str, offset: int) -> Block:
    """The block that holds ``offset`` (or the last one before it)."""
    found = Block(0, len(body), None)
    for block in paragraphs(body):
        if block.start > offset:
            break
        found = block
    return found


def sentence_span(body: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the whole sentence or sentences around ``start:end``, within one paragraph.

    A passage that runs over several paragraphs keeps its own bounds on that side.
    """
    first, last = paragraph_at(body, start), paragraph_at(body, max(start, end - 1))
    left = first.start
    for stop in _stops(body, first):
        if stop > start:
            break
        left = stop
    right = next((s for s in _stops(body, last) if s >= end), last.end)
    while left < start and body[left].isspace():
        left += 1
    return left, max(right, end)


def sentences(body: str, block: Block) -> list[tuple[int, int]]:
    """The bounds of the sentences of a block, in order, without the blanks between them."""
    found, left = [], block.start
    for stop in _stops(body, block):
        while left < stop and body[left].isspace():
            left += 1
        if left < stop:
            found.append((left, stop))
        left = stop
    return found


@lru_cache(4096)
def _stops(body: str, block: Block) -> tuple[int, ...]:
    """Ends of the sentences of a block, abbreviations and initials passed over."""
    text = body[block.start : block.end]
    ends = (
        block.start + m.end()
        for m in _SENTENCE_END.finditer(text)
        if m.group()[0] in _ALWAYS or not _goes_on(text, m)
    )
    return (*ends, block.end)


def _goes_on(text: str, stop: re.Match[str]) -> bool:
    """Whether a mark is that of an abbreviation, or a small letter follows: of scripts that begin sentences with capitals."""
    begins = _BEGINS.match(text, stop.end())
    small = begins is not None and begins[1] != begins[1].title()
    short = stop.group().startswith(".") and _ABBREVIATION.search(text[: stop.start() + 1][-12:])
    return small or bool(short)


def locate(article: Article, mention: Mention) -> tuple[int, int] | None:
    """Where the quote stands: its offsets if they still hold the quote, else its only occurrence."""
    body, quote, start, end = article.body, mention.quote, mention.start, mention.end
    if start is not None and end is not None and body[start:end] == quote:
        return start, end
    found = body.find(quote) if quote else -1
    if found < 0 or body.find(quote, found + 1) >= 0:
        return None
    return found, found + len(quote)


def ends_clause(body: str, end: int) -> bool:
    """Whether words that end at this offset of an English text end with a clause."""
    said = body[:end].rstrip().rstrip("”’\"')]")
    return said[-1:] in tuple(".!?…,;:") or _AFTER_CLAUSE.match(body, end) is not None


def segments(body: str, start: int, end: int, marks: Iterable[Mark]) -> list[Segment]:
    """``body[start:end]`` cut at the bounds of all marks, so that no two marks cross in a piece."""
    here = sorted(
        (m for m in marks if m.start < end and m.end > start),
        key=lambda m: (m.end - m.start, m.start),
    )
    cuts = {start, end}
    for mark in here:
        cuts.update((max(start, mark.start), min(end, mark.end)))
    bounds = sorted(cuts)
    pieces = []
    for left, right in pairwise(bounds):
        over = tuple(m for m in here if m.start <= left and m.end >= right)
        opens = tuple(m for m in over if max(m.start, start) == left)
        pieces.append(Segment(body[left:right], over, opens))
    return pieces
