"""How rows add up to events: what is told of a whole and of its parts is one thing, counted once.

Which events give way is said in :mod:`geodash.domain.wholes`; every page and file says it in these words.
"""

from __future__ import annotations

from collections.abc import Callable

from geodash.words.numbers import number_of, plural


def in_rows(events: int, rows: int, count: Callable[[int, str], str] = number_of) -> str:
    """``113 events in 119 rows``; ``2 events`` where they are as many. ``count`` puts a number into words."""
    told = count(events, "event")
    return told if events == rows else f"{told} in {count(rows, 'row')}"


def rows_note(events: int, wholes: int) -> str:
    """Why ``events + wholes`` rows are so many events; blank where they are as many."""
    if not wholes:
        return ""
    tell, are = plural(wholes, "tells of a whole", "tell of wholes"), plural(wholes, "is", "are")
    return (
        f"{number_of(events + wholes, 'row')} hold {number_of(events, 'event')}: {wholes:,} {tell}"
        f" whose parts are here too and {are} not counted beside them."
    )


def alone_note(counted: int, wholes: int) -> str:
    """What choosing a kind alone adds to its count: wholes whose parts are of other kinds; or blank."""
    if not wholes:
        return ""
    more = plural(wholes, "1 whole whose parts are", f"{wholes:,} wholes whose parts are")
    return f"{number_of(counted + wholes, 'event')} alone: {counted:,} and {more} of other kinds"
