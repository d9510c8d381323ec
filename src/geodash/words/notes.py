"""What every map, page and file says of itself: borders, sources, licences, version."""

from __future__ import annotations

from collections.abc import Iterable

from geodash.words.isolated import isolated

BOUNDARY_NOTE = (
    "Boundaries, names and designations shown do not imply endorsement or acceptance, nor any "
    "view on the status of a territory. Lines are generalised and approximate."
)
#: The same where there is room for a line.
BOUNDARIES = "Borders approximate; no endorsement implied"
_STATEMENTS = (
    "The articles’ words stand as they are, in quotation marks; a statement that they report is a "
    "statement, not a finding."
)


def version_line(title: str, version: str) -> str:
    """``“The collection”, collection version 0123abcd, geodash``, without the version if blank."""
    return f"“{isolated(title)}”{f', collection version {version}' if version else ''}, geodash"


def editors_note(text: str) -> str:
    """What an editors' note says, within a text of ours."""
    return f"Editors’ note: {isolated(text)}"


def sources_note(credits: Iterable[str]) -> str:
    """Whose words they are; each credit once."""
    credit = ". ".join(dict.fromkeys(c.rstrip(".") for c in credits if c))
    return f"{_STATEMENTS} {credit}." if credit else _STATEMENTS


def licence_note(licences: Iterable[str], attribution: str) -> str:
    """The licences, and where places and maps are from; blank without a licence."""
    terms = "; ".join(licences)
    places = attribution.rstrip(". ")
    return f"{terms}.{f' Places and maps: {places}.' if places else ''}" if terms else ""
