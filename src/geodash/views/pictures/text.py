"""Words of a picture in lines that fit, measured in our own fonts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geodash.views.palette import INK
from geodash.views.still.glyphs import ours
from geodash.views.still.words import SANS, clean, number, width, xml
from geodash.words.isolated import begins_right


@dataclass(frozen=True, slots=True)
class Face:
    """How words are set; sizes in units of the picture."""

    size: float
    family: str = SANS
    weight: int = 400
    color: str = INK
    leading: float = 1.36

    def wide(self, text: str) -> float:
        """How wide a line of it is."""
        return width(text, self.size, self.family, self.weight)


def wrapped(text: str, face: Face, across: float) -> list[str]:
    """The text in lines at most ``across`` wide; a word that is wider is broken."""
    lines: list[str] = []
    line = ""
    for word in _words(clean(text), face, across):
        longer = f"{line} {word}" if line else word
        if line and face.wide(longer) > across:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line] if line else lines


def _words(text: str, face: Face, across: float) -> Iterator[str]:
    for word in text.split():
        rest = word
        while len(rest) > 1 and face.wide(rest) > across:
            most = next(
                (n for n in range(len(rest) - 1, 1, -1) if face.wide(rest[:n]) <= across), 1
            )
            yield rest[:most]
            rest = rest[most:]
        yield rest


def line(x: float, y: float, text: str, face: Face, align: str = "start") -> str:
    """One line of text on its base line; other fonts than ours keep to its measured length."""
    look = f'font-family="{face.family}" font-size="{face.size:g}" fill="{face.color}"'
    if face.weight != 400:
        look += f' font-weight="{face.weight}"'
    if align != "start":
        look += f' text-anchor="{align}"'
    if text and ours(text):
        look += f' textLength="{number(face.wide(text))}" lengthAdjust="spacingAndGlyphs"'
    if begins_right(text):
        look += ' style="unicode-bidi:plaintext"'
    return f'<text x="{number(x)}" y="{number(y)}" {look}>{xml(text)}</text>'


def block(x: float, y: float, text: str, face: Face, across: float) -> tuple[str, float]:
    """A text from the height ``y`` on; its SVG and where the next may begin."""
    step = face.size * face.leading
    parts = []
    for words in wrapped(text, face, across):
        parts.append(line(x, y + face.size, words, face))
        y += step
    return "".join(parts), y
