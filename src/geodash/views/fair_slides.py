"""What `geodash check` asks of slides as they are shown.

Do they show anything? And, with `--fair`: has each charge its other side, each border on the map a name on
both sides or on neither?
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from geodash.collection.briefings.checks import slide_problems
from geodash.collection.briefings.files import BriefingFile
from geodash.domain.briefing import Slide
from geodash.domain.model import Collection, Status
from geodash.domain.problem import Problem
from geodash.geo.layers import GeoData
from geodash.query import Filter, Store
from geodash.views.slide_builder import SlideBuilder
from geodash.views.slides import SlideView
from geodash.views.still import one_sided_borders

#: The size of a slide's map in pixels.
SizeOf = Callable[[SlideView], tuple[int, int]]


def checked_slides(
    collection: Collection, files: Sequence[BriefingFile], size_of: SizeOf, *, fair: bool
) -> tuple[Problem, ...]:
    """What is wrong with slides; what they show is asked as the pages ask it."""
    geodata = GeoData(collection.path)
    store = Store(collection, geodata.gazetteer, geodata.areas)

    def view_of(view: str) -> tuple[Sequence[str], int]:
        f, notices = Filter.from_params(view, store.vocabulary)
        return notices, store.count(f)

    if not fair:
        return slide_problems(collection, files, view_of)
    builder = SlideBuilder(collection, store, areas=geodata.areas)
    return slide_problems(
        collection,
        files,
        view_of,
        lambda slide: bare_charges(builder, slide),
        lambda slide: one_sided_map(builder, geodata, slide, size_of),
    )


def bare_charges(builder: SlideBuilder, slide: Slide) -> tuple[str, ...]:
    """Events that charge somebody and stand on a slide without an answer or that there is none.

    Nobody answers them and nobody is silent: the charged are civilians or a grouping for whom nobody
    speaks, or what is called disputed charges no one.
    """
    return tuple(_bare(builder, slide))


def one_sided_map(
    builder: SlideBuilder,
    geodata: GeoData,
    slide: Slide,
    size_of: SizeOf,
) -> list[tuple[str, str]]:
    """Borders on a slide's map with a name on one side only: countries with a name and without."""
    made = builder.slide(slide)
    if not made.frame.events:
        return []
    return one_sided_borders(
        geodata,
        builder.drawn(made),
        frame=made.frame,
        size=size_of(made),
        scale=2,
        members=builder.members(made),
    )


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
