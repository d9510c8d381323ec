"""Two codings by name or folder, read and compared."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geodash.coding.agree.codings import MAIN, both_decided, closed, folder_of
from geodash.coding.agree.compare import Comparison, articles_coded, compare
from geodash.collection.load import load
from geodash.domain.model import Collection


@dataclass(frozen=True, slots=True)
class Agreement:
    """The comparison, and the two collections that it is of."""

    comparison: Comparison
    one: Collection
    other: Collection


def agreement(home: Path, one: str, other: str) -> Agreement:
    """The codings called ``one`` and ``other`` of the collection in ``home``, compared.

    Articles that both have coded are, or where a coding says which it has closed, those. Raises
    :class:`~geodash.coding.agree.codings.CodingError`, ``CollectionError``.
    """
    folders = folder_of(home, one), folder_of(home, other)
    both = load(folders[0]), load(folders[1])
    articles = [
        frozenset(done) if name != MAIN and done is not None else articles_coded(collection)
        for name, collection, done in zip((one, other), both, map(closed, folders), strict=True)
    ]
    found = compare(*both, (one, other), articles[0] & articles[1], both_decided(home, one, other))
    return Agreement(found, *both)
