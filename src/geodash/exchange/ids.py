"""Names for things of a collection that stay the same wherever it is served."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from geodash.collection.read.descriptor import read_descriptor
from geodash.exchange.selection import Selection
from geodash.geo.fold import fold


class Names:
    """IRIs of the events, passages and articles of one collection.

    They rest on the ``name`` of its ``datapackage.json`` (else on its title) and on the thing's
    own id, so they are the same in every export, version and view.
    """

    def __init__(self, selection: Selection) -> None:
        self.collection = package_name(selection)

    def iri(self, kind: str, ident: str = "") -> str:
        """A ``urn:uuid:`` for an ``event``, ``mention``, ``article`` or ``view``."""
        return f"urn:uuid:{uuid5(NAMESPACE_URL, f'geodash:{self.collection}:{kind}:{ident}')}"


def package_name(selection: Selection) -> str:
    """The collection's own short name; its title in ASCII where it has none."""
    own = read_descriptor(selection.collection.path).get("name")
    named = slug(own) if isinstance(own, str) else ""
    # "collection" is what the packaged contract is called: nobody's own name.
    return (
        named if named and named != "collection" else slug(selection.collection.title) or "geodash"
    )


def slug(text: str) -> str:
    """ASCII letters, digits and hyphens, at most 60; empty where nothing is left."""
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in fold(text))
    return "-".join(filter(None, kept.split("-")))[:60].strip("-")
