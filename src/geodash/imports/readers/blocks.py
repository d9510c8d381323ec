"""A text in blocks of whole lines, and a block cut into columns at once where each of its lines is a row."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import BinaryIO

import pyarrow as pa
import pyarrow.csv

from geodash.imports.cells import Column, filled, has_any
from geodash.imports.readers.quotes import suspect
from geodash.imports.readers.text import Letters

#: Bytes of a block; shorter than the longest cell that is read.
BLOCK = 3 << 20
#: Bytes of the blocks into which one is taken apart that has a row to be looked at.
SMALL = 1 << 16
_END = re.compile(rb"\r\n|\n|\r(?!\Z)")
_BARE = re.compile(rb"\r(?!\n)")
_UTF8 = frozenset({"utf-8", "utf-8-sig"})


class Lines:
    """The lines of a file as bytes: UTF-8, but for the stray ones of a file that is nearly so."""

    def __init__(self, file: BinaryIO, letters: Letters, above: int) -> None:
        self._utf8 = letters.encoding in _UTF8
        self._file, self._held, self._at, self._ended = file, b"", 0, False
        self.errors = letters.errors if self._utf8 else "strict"
        self._decoder = codecs.getincrementaldecoder(letters.encoding)(letters.errors)
        if letters.encoding == "utf-8-sig":
            self._held = file.read(len(codecs.BOM_UTF8)).removeprefix(codecs.BOM_UTF8)
        for _ in islice(self.texts(), above):
            pass

    def block(self, size: int) -> bytes:
        """Whole lines of about ``size`` bytes, at least one; none at the end of the file."""
        self._fill(size)
        while (cut := self._cut(size)) < 0:
            size *= 2
            self._fill(size)
        block, self._at = self._held[self._at : cut], cut
        return block

    def back(self, block: bytes) -> None:
        """Takes a block back, to be cut into others."""
        self._held, self._at = block + self._held[self._at :], 0

    def texts(self) -> Iterator[str]:
        """Line by line, with its end; what isn't asked for stays."""
        while True:
            size = SMALL
            self._fill(size)
            while (end := _END.search(self._held, self._at)) is None and not self._ended:
                size *= 2
                self._fill(size)
            cut = end.end() if end else len(self._held)
            if cut == self._at:
                return
            line, self._at = self._held[self._at : cut], cut
            yield line.decode("utf-8", self.errors)

    def _cut(self, size: int) -> int:
        """Where a block ends; below zero where no line of it does yet."""
        held, at = self._held, self._at
        cut = held.rfind(b"\n", at, at + size) + 1
        # Bare carriage returns; at the very end of what is held one may be half an end.
        cut = cut or held.rfind(b"\r", at, min(at + size, len(held) - 1)) + 1
        # Never between the two halves of an end.
        cut += bool(cut and held[cut - 1 : cut + 1] == b"\r\n")
        return cut or (len(held) if self._ended else -1)

    def _fill(self, size: int) -> None:
        if len(self._held) - self._at >= size or self._ended:
            return
        pieces = [self._held[self._at :]]
        there = len(pieces[0])
        while there < size and not self._ended:
            piece = self._file.read(max(size - there, BLOCK))
            self._ended = not piece
            if not self._utf8:
                piece = self._decoder.decode(piece, final=self._ended).encode("utf-8", "replace")
            pieces.append(piece)
            there += len(piece)
        self._held, self._at = b"".join(pieces), 0


def texts_of(block: bytes, errors: str) -> Iterator[str]:
    """The lines of a block."""
    return iter(io.StringIO(block.decode("utf-8", errors), newline=""))


#: Makes columns of those that a block has; ``None`` where a row isn't as it should be.
Wide = Callable[[Sequence[Column]], Sequence[Column] | None]


def cut(block: bytes, delimiter: str, width: int, *, quoted: bool) -> list[Column] | None:
    """The columns of a block in which each line is a row of so many cells; ``None`` where one isn't.

    What Arrow reads in another way than Python’s ``csv`` is not cut: bare carriage returns, NUL, bytes that
    are no UTF-8, a last cell that doesn’t end; nor what both read without its quotation marks.
    """
    lines = block.count(b"\n")
    if not block.endswith(b"\n") or b"\0" in block or _BARE.search(block):
        return None
    if quoted and suspect(block, delimiter):
        return None
    names = [str(i) for i in range(width)]
    text = pa.string()
    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(block),
            read_options=pyarrow.csv.ReadOptions(
                column_names=names, block_size=len(block) + 1, use_threads=False
            ),
            parse_options=pyarrow.csv.ParseOptions(
                delimiter=delimiter,
                quote_char='"' if quoted and b'"' in block else False,
                newlines_in_values=True,
                ignore_empty_lines=False,
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, text), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    if table.num_rows != lines:
        return None
    columns = [chunks.combine_chunks() for chunks in table.columns]
    # A line’s end within a cell: a quotation mark was never closed.
    if has_any(columns[-1].slice(lines - 1), (b"\n", b"\r")) or _blank_row(columns):
        return None
    return columns


def _blank_row(columns: Sequence[Column]) -> bool:
    """Whether some row has nothing in any cell."""
    blank = ~filled(columns[0])
    for column in columns[1:]:
        if not blank.any():
            return False
        blank &= ~filled(column)
    return bool(blank.any())
