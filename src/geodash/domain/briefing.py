"""A briefing: saved views in the order in which they are told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slide:
    """A saved view: the query string of an Explore address without ``?``, and what is said of it.

    ``heading`` replaces the event's title (or the filter's sentence) when given; ``remark`` is a
    sentence of ours that the audience reads with the slide; ``notes`` are the speaker's and never
    shown to it.
    """

    view: str
    heading: str = ""
    notes: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Briefing:
    """``briefings/<briefing_id>.yaml``: saved views in the order in which they are told.

    Title and closing slide are not among ``slides``: every show has them.
    """

    briefing_id: str
    title: str
    subtitle: str = ""
    slides: tuple[Slide, ...] = ()
