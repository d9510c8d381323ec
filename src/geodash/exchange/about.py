"""What every file says of itself: which view, of which version, under which terms."""

from __future__ import annotations

from geodash.exchange.selection import Selection


def about(selection: Selection) -> tuple[tuple[str, str], ...]:
    """Labels and plain texts, in the order in which they should be read; nothing blank."""
    lines = [
        ("Selection", selection.sentence),
        ("Rows", selection.rows_note),
        ("Collection", selection.collection.title),
        ("Version", selection.version),
        ("Filter", selection.query),
        ("Address", selection.link),
        *(("Licence", text) for text in selection.licences),
        ("Attribution", selection.attribution),
        ("Boundaries", selection.boundary_note),
    ]
    return tuple((label, text) for label, text in lines if text)


def about_text(selection: Selection) -> str:
    """The same as lines of text."""
    return "\n".join(f"{label}: {text}" for label, text in about(selection))
