"""The words of a text with where they stand; offsets count code points."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geodash.domain.passage import Block, paragraphs, sentences

#: Abbreviations with stops inside, else letters and digits, with apostrophes inside but not the possessive’s.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|(?:[^\W_]|[\u0300-\u036f])+(?:['’ʼ](?!s\b|\W)[^\W_]+)*")
_APOSTROPHES = ("'", "’", "ʼ")
#: Scripts without capitals and without blanks between words.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word: ``gap`` is what stands between it and the one before in its sentence, "" for the first."""

    start: int
    end: int
    text: str
    gap: str
    first: bool
    sentence: int
    heading: bool

    @property
    def capital(self) -> bool:
        """Whether it begins as a name does; so do words of scripts that have no capitals."""
        one = self.text[0]
        return one.isupper() or one.istitle() or (one.isalpha() and not one.islower())

    @property
    def lower(self) -> str:
        """In lower case, with one kind of apostrophe."""
        return self.text.casefold().replace("'", "’")


@dataclass(frozen=True, slots=True)
class Text:
    """A body with its sentences (``start``, ``end``, the block) and words."""

    body: str
    sentences: tuple[tuple[int, int, Block], ...]
    tokens: tuple[Token, ...]

    def at(self, start: int, end: int) -> list[Token]:
        """The words that lie in a stretch, in part or in whole."""
        return [t for t in self.tokens if t.start < end and t.end > start]


def text_of(body: str) -> Text:
    """A body taken apart."""
    found: list[Token] = []
    told: list[tuple[int, int, Block]] = []
    for block in paragraphs(body):
        for start, end in sentences(body, block):
            last = -1
            for match in _WORD.finditer(body, start, end):
                if match[0] in "sS" and body[match.start() - 1 : match.start()] in _APOSTROPHES:
                    continue  # the possessive’s: it stays in the gap
                gap = body[last : match.start()] if last >= 0 else ""
                heading = block.number is None
                for at, piece in _pieces(match[0]):
                    begin = match.start() + at
                    found.append(
                        Token(begin, begin + len(piece), piece, gap, last < 0, len(told), heading)
                    )
                    gap, last = "", match.end()
            told.append((start, end, block))
    return Text(body, tuple(told), tuple(found))


def _pieces(word: str) -> list[tuple[int, str]]:
    """A word; of a script without blanks each of its letters."""
    if word.isascii() or not _UNSPACED.search(word):
        return [(0, word)]
    return list(enumerate(word))
