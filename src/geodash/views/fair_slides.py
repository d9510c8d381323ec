"""What `geodash check --fair` asks of a slide as it is shown: does each charge have its other side?"""

from __future__ import annotations

from collections.abc import Iterator

from geodash.domain.briefing import Slide
from geodash.domain.model import Status
from geodash.views.slide_builder import SlideBuilder


def bare_charges(builder: SlideBuilder, slide: Slide) -> tuple[str, ...]:
    """Events that charge somebody and stand on a slide without an answer or that there is none.

    Nobody answers them and nobody is silent: the charged are civilians or a grouping for whom nobody
    speaks, or what is called disputed charges no one.
    """
    return tuple(_bare(builder, slide))


def _bare(builder: SlideBuilder, slide: Slide) -> Iterator[str]:
    made, threads = builder.slide(slide), builder.lookup.threads
    if made.role == "event" and _charges(builder, made.event_id):
        # What a slide itself answers is no answer to it, unless it denies an account of the charged.
        heard = made.silent or any(not a.asked for a in made.answers)
        if not heard and not threads.heard(made.event_id):
            yield made.event_id
    below = ""
    for line in reversed(made.rows):
        # A reply stands once, below the last of those that it answers.
        below = line.reply if line.replies_to else below
        if not below:
            yield from (i for i in line.events if _charges(builder, i))


def _charges(builder: SlideBuilder, event_id: str) -> bool:
    event = builder.collection.events[event_id]
    return event.status is Status.DISPUTED or bool(builder.lookup.threads.accused(event_id))
