"""What was read from somebody's file: its paragraphs as they will be stored, and what was left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

#: Bytes of a file that is read at all.
LARGEST = 50 * 10**6
#: Letters of a text: a book has no more, and all that follows takes its time.
LONGEST = 2 * 10**6
#: Of a piece that was left out so much is shown; and so many pieces, the rest are counted.
SHOWN, MOST_PIECES = 300, 300
#: Blanks that only lay a text out; a no-break space is a sign of the text.
_BLANKS = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")


class UnreadableError(ValueError):
    """The file can't be read as an article; the message is one sentence that says why."""


@dataclass(frozen=True, slots=True)
class Left:
    """A piece that was left out: what it is, its words, and after how many blocks it stood."""

    what: str
    text: str = ""
    after: int = 0
    #: How many pieces this one stands for.
    count: int = 1
    #: A caption in full, which an editor may keep.
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an article besides its text; blank is not known. Days are ISO 8601."""

    title: str = ""
    publisher: str = ""
    credit: str = ""
    language: str = ""
    genre: str = ""
    published_earliest: str = ""
    published_latest: str = ""
    published_basis: str = ""
    source: str = ""

    def over(self, other: Facts) -> Facts:
        """These facts, and the other's where one is blank; the days and their basis go together."""
        blank = {k: v for k, v in asdict(other).items() if not getattr(self, k)}
        if self.published_earliest or self.published_latest:
            blank = {k: v for k, v in blank.items() if not k.startswith("published")}
        return replace(self, **blank)


@dataclass(frozen=True, slots=True)
class Brought:
    """An article as it was read: ``form`` names the kind of file, ``blocks`` are its paragraphs.

    ``headline``: the first block is its title, and isn't repeated where the title is stored.
    ``remarks`` are what an editor should know of the reading, a sentence each. ``notes`` are those of
    an article of geodash, as YAML.
    """

    form: str
    blocks: tuple[str, ...]
    facts: Facts = field(default_factory=Facts)
    headline: bool = False
    left: tuple[Left, ...] = ()
    remarks: tuple[str, ...] = ()
    notes: str = ""

    def body(self, title: str) -> str:
        """The text below the front matter, for an article of that title."""
        first = self.headline and bool(self.blocks) and words(self.blocks[0]) == words(title)
        return "\n\n".join(self.blocks[1:] if first else self.blocks)

    def keeping(self, captions: Iterable[int]) -> Brought:
        """The same with captions kept where they stood; each is the place of its piece in ``left``."""
        chosen = {n for n in captions if 0 <= n < len(self.left) and self.left[n].caption}
        blocks: list[str] = []
        left: list[Left] = []
        for at in range(len(self.blocks) + 1):
            for number, piece in enumerate(self.left):
                # What stands behind the last block stands there, wherever it says.
                if min(piece.after, len(self.blocks)) != at:
                    continue
                if number in chosen:
                    blocks.append(piece.caption)
                else:
                    left.append(replace(piece, after=len(blocks)))
            blocks += self.blocks[at : at + 1]
        return replace(self, blocks=tuple(blocks), left=tuple(left))

    def to_json(self) -> bytes:
        """For another process; read by :func:`from_json`."""
        return json.dumps(asdict(self), ensure_ascii=True).encode()


def from_json(data: bytes) -> Brought:
    """What :meth:`Brought.to_json` wrote."""
    return of_json(json.loads(data))


def of_json(found: Any) -> Brought:
    """The same from what the JSON says, whoever sent it; raises ``UnreadableError`` when it is no article."""
    try:
        brought = Brought(
            form=str(found["form"]),
            blocks=tuple(map(str, found["blocks"])),
            facts=Facts(**found["facts"]),
            headline=bool(found["headline"]),
            left=tuple(Left(**left) for left in found["left"]),
            remarks=tuple(map(str, found["remarks"])),
            notes=str(found["notes"]),
        )
    except (KeyError, TypeError) as error:
        raise UnreadableError("It is no article that was read here.") from error
    if not brought.blocks or sum(map(len, brought.blocks)) > LONGEST:
        raise UnreadableError("It is no article that was read here.")
    return brought


def words(block: str) -> list[str]:
    """The words of a block, without the marks of a heading."""
    return re.sub(r"\A#{1,6}[ \t]+", "", block).split()


def one_line(text: str) -> str:
    """A text on one line; no-break spaces stay."""
    return _BLANKS.sub(" ", text).strip(" ")


class LeftOut:
    """Gathers pieces that are left out; of a great many the rest are only counted."""

    def __init__(self) -> None:
        self._pieces: list[Left] = []
        self._more: dict[str, int] = {}

    def add(self, what: str, text: str = "", after: int = 0, caption: str = "") -> None:
        """One piece."""
        if len(self._pieces) < MOST_PIECES:
            shown = one_line(text[: 4 * SHOWN])[:SHOWN]
            self._pieces.append(Left(what, shown, after, caption=one_line(caption)))
        else:
            self._more[what] = self._more.get(what, 0) + 1

    @property
    def last(self) -> Left | None:
        """The piece that was left out last."""
        return self._pieces[-1] if self._pieces else None

    def all(self) -> tuple[Left, ...]:
        """All of them, in their order."""
        return (*self._pieces, *(Left(what, count=n) for what, n in self._more.items()))


def told(left: Iterable[Left]) -> list[str]:
    """Each kind with its count and its first words: ``3 footnotes (“See the treaty of …”)``."""
    kinds: dict[str, tuple[int, str]] = {}
    for piece in left:
        count, sample = kinds.get(piece.what, (0, ""))
        kinds[piece.what] = (count + piece.count, sample or piece.text)
    lines = []
    for what, (count, sample) in kinds.items():
        shown = sample if len(sample) <= 60 else sample[:59].rstrip() + "…"
        number = what if count == 1 else f"{count:,} {_plural(what)}"
        lines.append(f"{number} (“{shown}”)" if shown else number)
    return lines


def _plural(what: str) -> str:
    head, of, tail = what.partition(" of ")
    return head + ("es" if head.endswith("x") else "s") + of + tail
