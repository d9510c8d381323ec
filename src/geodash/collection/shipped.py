"""The collection that comes along with geodash, for whoever has none yet."""

from __future__ import annotations

from pathlib import Path

from geodash.collection.sources import MARKS, CollectionError


def is_collection(folder: Path) -> bool:
    """Whether there is anything in ``folder`` that makes it a collection, good or bad."""
    return any((folder / name).is_file() for name in MARKS)


def shipped_collection() -> Path:
    """The folder of the demo: in the installed package, or the checkout itself.

    Raises ``CollectionError`` when the package was put together without it.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "demo", package.parents[1]):
        if is_collection(folder):
            return folder
    raise CollectionError("this copy of geodash came without its demo")
