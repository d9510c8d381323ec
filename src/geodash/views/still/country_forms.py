"""How a country may be named on a map: in full, smaller, in two lines, by its code."""

from __future__ import annotations

from collections.abc import Iterator

from geodash.views.still.typeset import Label


def forms(name: str, code: str) -> Iterator[Label]:
    """How a country may be named, the fullest first; without a point."""
    yield label_of(name, "country")
    yield label_of(name, "country_small")
    if " " in name:
        cuts = [i for i, c in enumerate(name) if c == " "]
        middle = min(cuts, key=lambda i: (abs(i - len(name) / 2), i))
        yield label_of(name[:middle], "country_small", name[middle + 1 :])
    if has_code(code):
        yield label_of(code, "country_small")


def has_code(code: str) -> bool:
    """Whether a country may be named by its code: those that begin with X are nobody's own."""
    return len(code) == 3 and not code.startswith("X")


def label_of(text: str, kind: str, below: str = "") -> Label:
    """A country's name, set in a way; without a point."""
    return Label(text, 0, 0, kind, "country", 1, below=below)
