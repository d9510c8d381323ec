"""What `geodash check` asks of slides as they are shown.

Do they show anything? And, with `--fair`: has each accusation its other side, each border on the map
a name on both sides or on neither, each area its name that may not be without, each party its name
before bystanders have theirs?
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from geodash.collection.briefings.checks import slide_problems, view_problems
from geodash.collection.briefings.files import BriefingFile
from geodash.domain.briefing import Slide
from geodash.domain.model import Collection, Context
from geodash.domain.problem import Problem
from geodash.geo.layers import GeoData
from geodash.query import Filter, Store
from geodash.views.card.missing import missing_answer
from geodash.views.fair_lines import nobody_named, unsaid
from geodash.views.frames import parties_of
from geodash.views.homes import homes_of
from geodash.views.slide_builder import SlideBuilder
from geodash.views.slides import Frame, SlideView
from geodash.views.still import unnamed

#: The size of a slide's map in pixels.
SizeOf = Callable[[SlideView], tuple[int, int]]
#: Of the map on Explore, on a screen of 1366 × 650 and on a phone of 390 × 844, in pixels.
HOMES = ((926, 422), (390, 305))


def gone(
    collection: Collection, store: Store, files: Sequence[BriefingFile]
) -> tuple[Problem, ...]:
    """Slides that show nothing, as the pages' own store answers."""
    return slide_problems(collection, files, lambda view: _answered(store, view))


def shown_problems(
    collection: Collection,
    files: Sequence[BriefingFile],
    size_of: SizeOf,
    descriptor: Mapping[str, Any] | None = None,
) -> tuple[Problem, ...]:
    """What is wrong with what is shown; what slides show is asked as the pages ask it.

    With ``descriptor`` (``datapackage.json``): whether it is fair, of the lines on missing answers and of
    the map's named views too.
    """
    geodata = GeoData(collection.path)
    store = Store(collection, geodata.gazetteer, geodata.areas)

    if descriptor is None:
        return gone(collection, store, files)
    builder = SlideBuilder(collection, store, areas=geodata.areas)
    slides = slide_problems(
        collection,
        files,
        lambda view: _answered(store, view),
        lambda slide: bare_accusations(builder, slide),
        lambda slide: _unnamed(builder, geodata, slide, size_of),
    )
    homes = homes_of(collection, descriptor, store.vocabulary.places)
    return (
        *slides,
        *unsaid(builder),
        *nobody_named(builder.lookup),
        *_homes(collection, geodata, homes),
    )


def _answered(store: Store, view: str) -> tuple[Sequence[str], int]:
    """The notices on a view and how many events it has."""
    f, notices = Filter.from_params(view, store.vocabulary)
    return notices, store.count(f)


def bare_accusations(builder: SlideBuilder, slide: Slide) -> tuple[str, ...]:
    """Events that want an answer and stand on a slide without it and without the line that there is none."""
    return tuple(_bare(builder, slide))


def _homes(
    collection: Collection, geodata: GeoData, homes: Iterable[Mapping[str, Any]]
) -> tuple[Problem, ...]:
    """What the named views leave without a name that it may not, on a screen and on a phone."""
    events = [
        e
        for e in collection.events.values()
        if not e.withdrawn and e.context is not Context.BACKGROUND
    ]
    own, found = parties_of(events, collection.actors), {}
    for home in homes:
        west, south, east, north = home["bounds"]
        frame = Frame(bounds=(west, south, east, north), parties=own)
        maps = (unnamed(geodata, events, frame=frame, size=size, scale=1) for size in HOMES)
        found[str(home["name"])] = sorted({area for each in maps for area in each.areas})
    return view_problems(found)


def _unnamed(
    builder: SlideBuilder, geodata: GeoData, slide: Slide, size_of: SizeOf
) -> tuple[Sequence[tuple[str, str]], Sequence[str], Sequence[str]]:
    """Borders on a slide's map with a name on one side only, areas that may not be nameless, and parties
    without a name beside bystanders with one.
    """
    made = builder.slide(slide)
    if not made.frame.events:
        return (), (), ()
    found = unnamed(
        geodata,
        builder.drawn(made),
        frame=made.frame,
        size=size_of(made),
        scale=2,
        members=builder.members(made),
    )
    return found.borders, found.areas, found.parties


def _bare(builder: SlideBuilder, slide: Slide) -> Iterator[str]:
    made = builder.slide(slide)
    if made.role == "event":
        said = [made.silent, *("x" for a in made.answers if not a.asked)]
        if not _beside(builder, made.event_id, made.silent, any(said)):
            yield made.event_id
    below = ""
    for line in reversed([line for page in builder.pages(slide) for line in page.rows]):
        # A reply stands once, below the last of those that it answers.
        below = line.reply if line.replies_to else below
        bare = (i for i in line.events if not _beside(builder, i, below, bool(below)))
        yield from bare


def _beside(builder: SlideBuilder, event_id: str, line: str, answered: bool) -> bool:
    """Whether what stands with an event has its answer, or the line on the lack of one."""
    missing = missing_answer(builder.lookup.threads, event_id)
    if missing:
        # Where several stand together, the first letter may be small.
        return missing[1:] in line
    heard = builder.lookup.threads.heard(event_id)
    return answered or not heard
