"""What Word's styles and lists say of a paragraph: a heading's level, the mark of an item."""

from __future__ import annotations

import re
from collections import defaultdict

from lxml import etree

from geodash.coding.intake.ooxml import Package, child, local, value

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LEVELS = 9


class Styles:
    """The styles of a Word file by id; a style has what the one it is based on has."""

    def __init__(self, package: Package) -> None:
        name = next(package.related(package.main, "styles"), "word/styles.xml")
        root = package.part(name)
        self._styles = {
            value(s, "styleId"): s
            for s in (root if root is not None else ())
            if local(s) == "style"
        }

    def _line(self, style: str) -> list[etree._Element]:
        line: list[etree._Element] = []
        while style in self._styles and len(line) < 20:
            line.append(self._styles[style])
            style = value(child(line[-1], "basedOn"))
        return line

    def named(self, paragraph: etree._Element) -> list[str]:
        """The names of a paragraph's style and of those it is based on, in lower case."""
        style = value(child(paragraph, "pPr", "pStyle"))
        return [style.lower(), *(value(child(s, "name")).lower() for s in self._line(style))]

    def level(self, paragraph: etree._Element) -> int:
        """The level of a heading from 1; 0 for other text. The title is a heading of level 0.5 to none."""
        own = value(child(paragraph, "pPr", "outlineLvl"))
        style = value(child(paragraph, "pPr", "pStyle"))
        outlines = [own, *(value(child(s, "pPr", "outlineLvl")) for s in self._line(style))]
        found = next((o for o in outlines if o), "")
        if found.isdecimal():
            return int(found) + 1 if int(found) < _LEVELS else 0
        match = next(
            (m for n in self.named(paragraph) if (m := re.fullmatch(r"heading ?(\d)", n))), None
        )
        return int(match[1]) if match else 0

    def numbering(self, paragraph: etree._Element) -> tuple[str, int]:
        """The list that a paragraph is an item of, and how deep; blank for none."""
        style = value(child(paragraph, "pPr", "pStyle"))
        for holder in (paragraph, *self._line(style)):
            numbers = child(holder, "pPr", "numPr")
            if numbers is not None:
                depth = value(child(numbers, "ilvl"))
                own = value(child(numbers, "numId"))
                return "" if own == "0" else own, min(int(depth), 8) if depth.isdecimal() else 0
        return "", 0


class Lists:
    """Counts the items of lists as Word prints them."""

    def __init__(self, package: Package) -> None:
        name = next(package.related(package.main, "numbering"), "word/numbering.xml")
        root = package.part(name)
        nodes = list(root) if root is not None else []
        kinds = {value(n, "abstractNumId"): n for n in nodes if local(n) == "abstractNum"}
        self._of = {
            value(n, "numId"): value(child(n, "abstractNumId")) for n in nodes if local(n) == "num"
        }
        self._levels = {key: [c for c in kind if local(c) == "lvl"] for key, kind in kinds.items()}
        self._counts: dict[str, list[int]] = defaultdict(lambda: [0] * _LEVELS)

    def mark(self, number: str, depth: int) -> str:
        """The mark of the next item of a list: ``-``, ``3.``, ``b)``."""
        kind = self._of.get(number, "")
        levels = {value(lvl, "ilvl"): lvl for lvl in self._levels.get(kind, ())}
        level = levels.get(str(depth))
        form = value(child(level, "numFmt")) if level is not None else "bullet"
        if form in ("bullet", "none", ""):
            return "-"
        counts = self._counts[kind]
        start = value(child(level, "start"))
        counts[depth] = (
            counts[depth] + 1 if counts[depth] else int(start) if start.isdecimal() else 1
        )
        counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)
        text = value(child(level, "lvlText")) or f"%{depth + 1}."
        forms = [value(child(levels.get(str(n)), "numFmt")) for n in range(_LEVELS)]
        return (
            re.sub(
                r"%([1-9])",
                lambda m: _number(max(1, counts[int(m[1]) - 1]), forms[int(m[1]) - 1]),
                text,
            ).strip()
            or "-"
        )


def _number(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and number < 4000:
        roman = ""
        for step, sign in _ROMAN:
            roman += sign * (number // step)
            number %= step
        return roman.upper() if form == "upperRoman" else roman
    return f"{number:02d}" if form == "decimalZero" else str(number)
