"""What every file says of itself: which view, of which version, under which terms."""

from __future__ import annotations

from geodash.exchange.selection import Selection
from geodash.words.notes import licence_note, sources_note, version_line

SHOWN, COLLECTION, ADDRESS = "What is shown", "Collection", "Address"


def about(selection: Selection) -> tuple[tuple[str, str], ...]:
    """Names and plain texts, in the order in which they should be read; nothing blank."""
    collection = selection.collection
    lines = (
        (SHOWN, selection.sentence),
        ("Rows", selection.rows_note),
        ("Sources", sources_note(a.credit for a in selection.articles.values())),
        ("Boundaries", selection.boundary_note),
        ("Licences", licence_note(selection.licences, selection.attribution)),
        (COLLECTION, version_line(collection.title, collection.version)),
        (ADDRESS, selection.link or (f"?{selection.query}" if selection.query else "")),
    )
    return tuple((name, text) for name, text in lines if text)


def about_text(selection: Selection) -> str:
    """The same as lines of text."""
    return "\n".join(about_lines(selection))


def about_lines(selection: Selection) -> list[str]:
    """The same, each ``name: text``."""
    return [f"{name}: {text}" for name, text in about(selection)]
