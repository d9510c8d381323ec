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


def collection_to_serve(path: Path | None, *, demo: bool, edit: bool) -> Path:
    """The folder or zip that a command line asks for: ``path``, the demo, or the folder one is in.

    Raises ``CollectionError`` with what to do instead.
    """
    if demo:
        if path is not None or edit:
            raise CollectionError(
                "--demo opens geodash's own collection: it takes no PATH and can't be edited"
            )
        return shipped_collection()
    if path is None and not is_collection(Path()):
        raise CollectionError(
            "there is no collection in this folder. `geodash serve PATH` opens another one, "
            "`geodash serve --demo` the one that comes with geodash; `geodash new PATH` begins one"
        )
    path = path or Path()
    if path.is_file() and edit:
        raise CollectionError(f"{path} can't be edited as it is: unpack it and serve the folder")
    return path
