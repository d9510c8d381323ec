"""What a cell of ``base.sqlite`` holds and how it is packed; the browser's twin is ``map/cell.js``.

The world in Web Mercator is a square, cut into ``4**z`` cells. A cell is a column of whole numbers, then its
names as JSON. Numbers are LEB128 (seven bits a byte, the lowest first); points are steps from the point
before, twice their size and odd where they are negative. In this order stand, each after how many of them there are:

- lands: the three letters of a country (blanks: nobody's), polygons of rings of points,
- lakes: polygons,
- great rivers, then lesser ones: lines of points,
- province lines: lines of points,
- borders: 1 where it is disputed, the letters of the two countries, lines of points.

A ring says its first point once. ``tools/geodata_build/base_file.py`` writes with what stands here.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

#: Bytes that tell how long the column of numbers is.
HEAD = 4
#: Kinds of names by the letter that stands for each.
KINDS = {"t": "town", "p": "province", "w": "water", "r": "river"}

Points = npt.NDArray[np.int64]
Rings = list[Points]


@dataclass
class Cell:
    """Points are in units from its north-west corner, ``extent`` of them along an edge."""

    extent: int
    lands: list[tuple[str, list[Rings]]] = field(default_factory=list)
    lakes: list[Rings] = field(default_factory=list)
    rivers: list[Points] = field(default_factory=list)
    streams: list[Points] = field(default_factory=list)
    provinces: list[Points] = field(default_factory=list)
    borders: list[tuple[bool, str, str, list[Points]]] = field(default_factory=list)
    #: Kind (its first letter), text, where it stands, zoom from which it does, rank.
    names: list[tuple[str, str, int, int, int, int]] = field(default_factory=list)


def packed(cell: Cell) -> bytes:
    """A cell as it stands in the file; equal cells give equal bytes."""
    numbers = [cell.extent]
    last = [0, 0]

    def put(line: Points) -> None:
        numbers.append(len(line))
        for point in line.tolist():
            for axis in (0, 1):
                step = point[axis] - last[axis]
                numbers.append(2 * step if step >= 0 else -2 * step - 1)
            last[:] = point

    def put_all(lines: Sequence[Points]) -> None:
        numbers.append(len(lines))
        for line in lines:
            put(line)

    def put_polygons(polygons: Sequence[Rings]) -> None:
        numbers.append(len(polygons))
        for rings in polygons:
            put_all(rings)

    numbers.append(len(cell.lands))
    for code, polygons in cell.lands:
        numbers.extend(_letters(code))
        put_polygons(polygons)
    put_polygons(cell.lakes)
    for lines in (cell.rivers, cell.streams, cell.provinces):
        put_all(lines)
    numbers.append(len(cell.borders))
    for disputed, left, right, lines in cell.borders:
        numbers.extend((int(disputed), *_letters(left), *_letters(right)))
        put_all(lines)
    column = b"".join(map(_leb128, numbers))
    names = json.dumps(cell.names, ensure_ascii=False, separators=(",", ":")).encode()
    return gzip.compress(len(column).to_bytes(HEAD, "little") + column + names, 9, mtime=0)


def unpacked(data: bytes) -> Cell:
    """The cell; raises ``ValueError`` or ``OSError`` for what is none."""
    raw = gzip.decompress(data)
    size = int.from_bytes(raw[:HEAD], "little")
    read = _Reader(raw[HEAD : HEAD + size])
    cell = Cell(read.number(), names=[tuple(n) for n in json.loads(raw[HEAD + size :])])
    cell.lands = [(read.code(), read.polygons()) for _ in read.each()]
    cell.lakes = read.polygons()
    cell.rivers, cell.streams, cell.provinces = (read.lines() for _ in range(3))
    cell.borders = [
        (bool(read.number()), read.code(), read.code(), read.lines()) for _ in read.each()
    ]
    return cell


class _Reader:
    """Takes one number after the other from a column."""

    def __init__(self, column: bytes) -> None:
        found = np.frombuffer(column, np.uint8).astype(np.int64)
        ends = np.flatnonzero(found < 128)
        starts = np.concatenate(([0], ends[:-1] + 1)) if len(ends) else ends
        place = np.arange(len(found)) - np.repeat(starts, ends - starts + 1)
        parts = (found & 127) << (7 * place)
        self._numbers = np.add.reduceat(parts, starts) if len(ends) else parts
        self._at, self._last = 0, np.zeros(2, np.int64)

    def number(self) -> int:
        self._at += 1
        return int(self._numbers[self._at - 1])

    def each(self) -> Iterator[int]:
        yield from range(self.number())

    def code(self) -> str:
        return "".join(chr(self.number()) for _ in range(3)).strip()

    def line(self) -> Points:
        n = self.number()
        zigzag = self._numbers[self._at : self._at + 2 * n].reshape(n, 2)
        self._at += 2 * n
        steps = (zigzag >> 1) ^ -(zigzag & 1)
        points: Points = np.cumsum(steps, axis=0) + self._last
        if n:
            self._last = points[-1]
        return points

    def lines(self) -> list[Points]:
        return [self.line() for _ in self.each()]

    def polygons(self) -> list[Rings]:
        return [self.lines() for _ in self.each()]


def _letters(code: str) -> bytes:
    return code.ljust(3).encode("ascii")


def _leb128(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)
