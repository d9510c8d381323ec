"""Second codings after a new version of an article: what of them moves along, and what does not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from geodash.coding.agree.codings import names_of
from geodash.collection.load import load
from geodash.collection.read.folder import CODINGS
from geodash.collection.reanchor import reanchor
from geodash.collection.write.table import UnwritableError
from geodash.words.numbers import number_of

_BEHIND = ("anchor-fuzzy", "anchor-ambiguous", "anchor-lost")


def behind(home: Path) -> dict[str, int]:
    """By coder how many passages don’t stand for certain in the articles as they are now; those of none are left out."""
    found = {}
    for name in names_of(home):
        try:
            problems = load(home / CODINGS / name).problems
        except OSError:
            continue
        if lost := sum(p.code in _BEHIND for p in problems):
            found[name] = lost
    return found


def follow(home: Path) -> dict[str, int]:
    """Has the passages of all codings stand where their words are now, and says as :func:`behind` what is left.

    Nothing that is in doubt is written; a coding whose file can't be written stays as it is.
    """
    for name in names_of(home):
        try:
            reanchor(home / CODINGS / name)
        except (OSError, UnwritableError):
            continue
    return behind(home)


def said(left: Mapping[str, int]) -> list[str]:
    """A line for each coding that lies behind."""
    return [
        f"The coding of {name} lies behind: {number_of(n, 'passage')} not found for certain "
        f"(geodash check {CODINGS}/{name})."
        for name, n in left.items()
    ]
