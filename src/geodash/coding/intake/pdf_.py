"""PDFs: paragraphs put together from printed lines, columns in their order, margins left out and named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from geodash.coding.intake.body import heading
from geodash.coding.intake.brought import Brought, Facts, LeftOut, UnreadableError, one_line
from geodash.coding.intake.pdf_layout import Line, columns, leading, lines, rows
from geodash.coding.intake.pdf_words import Sheet, Word, sheets

SCANNED = "This PDF holds pictures of text; paste it."
_UNTOLD = (
    "The fonts of this PDF don’t say which letters they are; copy its text and look, or type it."
)
#: Running heads and feet stand in this part of the page, above and below.
_MARGIN = 0.12
_FOLIO = re.compile(
    r"(?:[Pp]age )?[-–—\[( ]*(?:\d{1,4}|[ivxl]{1,6})[-–—\]) ]*(?:(?:/|of|von) ?\d{1,4})?"
)
_STOP = re.compile(r"[.!?…:;。！？؟][\"'”’»)\]]*\d{0,3}\Z")
_ITEM = re.compile(r"(?:[•▪‣◦●■–—-]|\(?\d{1,2}[.)])\s")
_HYPHEN = re.compile(r"\w[-\u2010\u00ad]\Z")
_SAMPLES = 8
#: The title is one of so many blocks at the beginning.
_TOP = 8
#: Fewer letters on a page beside pictures are stamps on a scan.
_FEW = 20


@dataclass(slots=True)
class _Block:
    """A paragraph that is being put together."""

    lines: list[Line] = field(default_factory=list)
    text: str = ""


def read_pdf(data: bytes) -> Brought:
    """The text of a PDF; raises ``UnreadableError`` when it is locked, broken, or has none."""
    pages = list(sheets(data))
    letters = sum(len(w.text) for page in pages for w in page.words)
    unknown = sum(page.unknown for page in pages)
    if letters == 0 or (letters < _FEW * len(pages) and any(page.pictures for page in pages)):
        raise UnreadableError(SCANNED)
    if unknown * 10 > letters:
        raise UnreadableError(_UNTOLD)
    reader = _Reader(pages)
    reader.read()
    blocks, title, first = reader.finished()
    if not blocks:
        raise UnreadableError(SCANNED)
    return Brought(
        "PDF",
        tuple(blocks),
        Facts(title=title),
        first,
        reader.left.all(),
        tuple(reader.remarks(unknown)),
    )


class _Reader:
    """Puts the lines of all pages together."""

    def __init__(self, pages: list[Sheet]) -> None:
        self.pages = pages
        self.left = LeftOut()
        self._blocks: list[_Block] = []
        self._hyphens: list[str] = []
        self._columned = False
        self._size = _usual_size(pages)
        self._margins = _margins(pages)

    def read(self) -> None:
        """All pages, in their order."""
        for number, page in enumerate(self.pages):
            for row in self._margins[number]:
                text = Line(row).text
                self._leave("page number" if _FOLIO.fullmatch(text) else "running head", text)
            gone = {id(w) for row in self._margins[number] for w in row}
            own = [w for w in page.words if id(w) not in gone]
            for _ in range(page.pictures):
                self._leave("picture", "")
            if not own and page.pictures:
                self._leave("page that is a picture", f"page {number + 1}")
            if page.turned:
                self._leave("turned text", page.turned)
            parts = columns(own)
            self._columned |= len(parts) > 1
            for part in parts:
                self._column(self._without_notes(lines(part), page.height))

    def _leave(self, what: str, text: str) -> None:
        self.left.add(what, text, len(self._blocks))

    def _without_notes(self, found: list[Line], height: float) -> list[Line]:
        """A column without the small print at its foot."""
        cut = len(found)
        while (
            cut
            and found[cut - 1].size <= 0.88 * self._size
            and found[cut - 1].middle < 0.5 * height
        ):
            cut -= 1
        notes = found[cut:]
        if not cut or not notes or not re.match(r"[\d*†‡\[(]", notes[0].text):
            return found
        self._leave("footnote", " ".join(line.text for line in notes))
        return found[:cut]

    def _column(self, found: list[Line]) -> None:
        step = leading(found)
        before: Line | None = None
        for line in found:
            if before is None:
                begins = not self._blocks or self._begins_over(self._blocks[-1], line)
            else:
                begins = _begins(before, line, step)
            if begins:
                self._blocks.append(_Block())
            self._add(self._blocks[-1], line)
            before = line

    def _begins_over(self, block: _Block, line: Line) -> bool:
        """Whether a column's first line begins a paragraph, or goes on with the last column's."""
        last = block.lines[-1]
        widths = sorted(right - left for left, right in (last.column, line.column))
        if _differs(last, line) or _ITEM.match(line.text) or widths[1] > 1.5 * widths[0]:
            return True
        if not _STOP.search(block.text):
            return False
        return not line.text[:1].islower()

    def _add(self, block: _Block, line: Line) -> None:
        text = line.text
        if not block.text:
            block.text = text
        elif _HYPHEN.search(block.text):
            begin = len(block.text)
            block.text += text
            self._hyphens.append(_around(block.text, begin))
        else:
            block.text += f" {text}"
        block.lines.append(line)

    def finished(self) -> tuple[list[str], str, bool]:
        """The blocks with their headings; the title, the largest heading near the top; whether it comes first."""
        kinds = [self._level(block) for block in self._blocks]
        top = [n for n, level in enumerate(kinds[:_TOP]) if level]
        title = max(top, key=lambda n: self._blocks[n].lines[0].size, default=None)
        out = [
            heading(block.text, 0 if n == title == 0 else level) if level else block.text
            for n, (block, level) in enumerate(zip(self._blocks, kinds, strict=True))
        ]
        return out, "" if title is None else one_line(self._blocks[title].text), title == 0

    def _level(self, block: _Block) -> int:
        """1 for a heading: larger or bold, short, and no sentence."""
        large = block.lines[0].size >= 1.15 * self._size
        bold = all(line.bold for line in block.lines) and not self._all_bold()
        short = len(block.text) <= (250 if large else 120) and len(block.lines) <= 4
        return int(
            short
            and (large or (bold and not _STOP.search(block.text)))
            and not _ITEM.match(block.text)
        )

    def _all_bold(self) -> bool:
        found = [line.bold for block in self._blocks for line in block.lines]
        return 2 * sum(found) > len(found)

    def remarks(self, unknown: int) -> Iterator[str]:
        """What to know of the reading."""
        yield "A PDF holds printed lines, not paragraphs: look where they begin and end."
        if self._columned:
            yield "It is printed in columns; they were read one after the other."
        if self._hyphens:
            shown = ", ".join(f"“{word}”" for word in self._hyphens[:_SAMPLES])
            more = (
                f" and {len(self._hyphens) - _SAMPLES} more"
                if len(self._hyphens) > _SAMPLES
                else ""
            )
            one = len(self._hyphens) == 1
            yield f"{'A hyphen' if one else 'Hyphens'} at the end of a line {'is' if one else 'are'} kept: {shown}{more}."
        if unknown:
            yield f"{unknown:,} sign{'s' * (unknown > 1)} can’t be told; “\ufffd” stands there."


def _begins(before: Line, line: Line, step: float) -> bool:
    """Whether a line begins a paragraph, by what is above it in its column."""
    left, right = line.column
    em = line.size
    if _differs(before, line) or _ITEM.match(line.text):
        return True
    # Lines of a heading are as far apart as their size asks for.
    far = max(1.3 * step, 1.7 * em if em > 0.95 * step else 0)
    if step and before.middle - line.middle > far:
        return True
    indented = line.left - left > 0.7 * em and before.left - left <= 0.7 * em
    ends = _STOP.search(before.text) is not None
    if indented and (ends or not line.text[:1].islower()):
        return True
    return (
        ends
        and before.right < right - max(2.5 * em, 0.12 * (right - left))
        and not line.text[:1].islower()
    )


def _differs(one: Line, other: Line) -> bool:
    """Whether two lines are not of one paragraph by their letters."""
    if max(one.size, other.size) > 1.12 * min(one.size, other.size):
        return True
    return one.bold != other.bold


def _around(text: str, at: int) -> str:
    """The word around the place where two lines meet."""
    begin = max(text.rfind(" ", 0, at), 0)
    end = text.find(" ", at)
    return text[begin : end if end >= 0 else len(text)].strip(' ,.;:()“”"')[:40]


def _usual_size(pages: Sequence[Sheet]) -> float:
    """The size of most letters."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for word in page.words:
            sizes[round(word.size * 2) / 2] += len(word.text)
    return sizes.most_common(1)[0][0]


def _margins(pages: Sequence[Sheet]) -> list[list[list[Word]]]:
    """Running heads and feet of each page: page numbers, and lines that stand at the edge of several pages."""
    edges: list[list[tuple[str, list[Word]]]] = []
    for page in pages:
        found = rows(page.words)
        outer = [*found[:2], *found[2:][-2:]]
        near = [
            r
            for r in outer
            if not _MARGIN * page.height < r[0].middle < (1 - _MARGIN) * page.height
        ]
        edges.append(
            [(re.sub(r"\d+", "#", Line(sorted(r, key=lambda w: w.left)).text), r) for r in near]
        )
    often = Counter(text for page in edges for text in {text for text, _ in page})
    least = 2 if len(pages) < 6 else 3
    return [
        [
            sorted(row, key=lambda w: w.left)
            for text, row in page
            if often[text] >= least or _alone(text)
        ]
        for page in edges
    ]


def _alone(text: str) -> bool:
    """Whether a line at the edge is a page number and nothing else."""
    return _FOLIO.fullmatch(text.replace("#", "1")) is not None
