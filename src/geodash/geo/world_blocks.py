"""What ``world.sqlite`` holds packed: blocks of places in order of their numbers, chunks of names in order of their keys.

Whole numbers stand in columns of so many bytes each, all lowest bytes first, then the next: bytes of a like
place are more alike, so they pack better. ``tools/geodata_build/world_file.py`` writes with what stands here.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Sequence
from itertools import accumulate

#: Places of a block; keys of a chunk.
PER_BLOCK, PER_CHUNK = 256, 2048
#: Bytes of what is told of a place: its number less that of the one before, latitude, longitude, and the
#: numbers of its province, country and kind in ``lists``, weight.
WIDTHS = (4, 3, 3, 2, 2, 1, 1)
#: Bytes of a place that has a key: twice where it stands in the file, plus one where it is its main name.
REF_WIDTH = 3
#: What the file multiplies with to have whole numbers: degrees, weights.
DEGREES, WEIGHTS = 1e4, 20
#: Added to latitude and longitude so that they are above nought; nought is no point.
SOUTH, WEST = 910_000, 1_810_000


def planes(numbers: Sequence[int], width: int) -> bytes:
    """Whole numbers as a column of ``width`` bytes."""
    whole = b"".join(number.to_bytes(width, "little") for number in numbers)
    return b"".join(whole[plane::width] for plane in range(width))


def numbers_of(column: bytes, width: int) -> array[int]:
    """The numbers of a column."""
    size = len(column) // width
    whole = bytearray(4 * size)
    for plane in range(width):
        whole[plane::4] = column[plane * size : (plane + 1) * size]
    numbers = array("I", bytes(whole))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


class Block:
    """Places that lie together: their numbers, in order, and what is told of each.

    The words of a place are a line: its name, and after tabs its other name and an id that isn't GeoNames'.
    """

    def __init__(self, first: int, texts: bytes, numbers: bytes) -> None:
        self._texts = zlib.decompress(texts).decode().split("\n")
        self._numbers = zlib.decompress(numbers)
        deltas = numbers_of(self._numbers[: WIDTHS[0] * len(self._texts)], WIDTHS[0])
        self.numbers = list(accumulate(deltas, initial=first))[1:]

    def words(self, at: int) -> tuple[str, str, str]:
        """The name, the other name and the id that isn't GeoNames' of the place at ``at``, the latter two may be blank."""
        name, other, place_id, *_ = (*self._texts[at].split("\t"), "", "")
        return name, other, place_id

    def told(self, at: int) -> list[int]:
        """The columns of the place at ``at`` after its number."""
        size, start, found = len(self._texts), 0, []
        for width in WIDTHS:
            bytes_of = self._numbers[start + at : start + width * size : size]
            found.append(int.from_bytes(bytes_of, "little"))
            start += width * size
        return found[1:]


class Chunk:
    """Keys in order, and the places of each.

    A key is a line: a character for how many letters it shares with the one before (from the blank on),
    the rest of it, and after a tab how many places have it where more than one do.
    """

    def __init__(self, keys: bytes, refs: bytes) -> None:
        self.keys: list[str] = []
        self._starts, before = [0], ""
        for line in zlib.decompress(keys).decode().split("\n"):
            rest, _, many = line[1:].partition("\t")
            before = before[: ord(line[0]) - 32] + rest
            self.keys.append(before)
            self._starts.append(self._starts[-1] + int(many or 1))
        self._refs = numbers_of(zlib.decompress(refs), REF_WIDTH)

    def refs(self, at: int) -> Sequence[int]:
        """The places of the key at ``at``."""
        return self._refs[self._starts[at] : self._starts[at + 1]]
