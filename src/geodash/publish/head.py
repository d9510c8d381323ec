"""What a page says of itself to browsers, messengers and search engines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from geodash.publish.edition import Edition, explore_at
from geodash.publish.stock import Stock
from geodash.views.bundle import inline_json
from geodash.views.companion.ways import Ways
from geodash.views.templating import render
from geodash.words.notes import BOUNDARIES, BOUNDARY_NOTE

Json = dict[str, Any]

#: Nothing but what stands on the same server. Inline styles are ours: drawings are set by them.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a page is about, in plain text that may be hostile.

    ``path`` is where it stands; ``kind`` Open Graph's type of it. ``data`` is its JSON-LD. ``picture`` is where
    a picture of it stands, blank where there is none. ``listed``: search engines may have it.
    """

    path: str
    title: str
    heading: str
    description: str
    kind: str = "article"
    data: Mapping[str, Any] | None = None
    picture: str = ""
    listed: bool = True


def page(
    edition: Edition, stock: Stock, told: Told, ways: Ways, template: str, **values: object
) -> str:
    """A whole page: its head, the site's own head, and what ``template`` has for it."""
    data = inline_json(told.data) if told.data else ""
    return render(
        f"published/{template}",
        edition=edition,
        told=told,
        ways=ways,
        policy=POLICY,
        # Our own JSON, in which no < is left.
        data=Markup(data),
        canonical=edition.at(told.path),
        style=f"{ways.root}{stock.style}",
        read_style=f"{ways.root}{stock.read_style}",
        script=f"{ways.root}{stock.script}",
        fonts=stock.first_fonts,
        nav=_nav(edition, ways),
        kept=[one for one in edition.kept if one.has(told.path)],
        boundaries=BOUNDARIES,
        boundary_note=BOUNDARY_NOTE,
        attribution=edition.geodata.attribution,
        **values,
    )


def _nav(edition: Edition, ways: Ways) -> list[tuple[str, str, str]]:
    """The pages that every page leads to: addresses, what they are called, what a phone leaves out of that."""
    root = ways.root or "./"
    corrections = (f"{ways.root}corrections/", "Corrections", "")
    explore = explore_at(edition, ways)
    if not edition.app:
        found = [(explore, "Explore", "")] if explore else []
        return [(root, "Articles", ""), *found, corrections]
    return [
        (explore, "Explore", ""),
        (f"{ways.root}read", "Read", ""),
        corrections,
        (f"{ways.root}about", "About", " the data"),
    ]
