"""What ``geodash check`` asks of briefings beyond their YAML: do their views still show anything?

Which filter a view is, is known above this floor (``geodash.query``): the caller passes it in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from urllib.parse import parse_qsl

from geodash.collection.briefings.files import BriefingFile
from geodash.collection.read.ids import Ids
from geodash.collection.read.problems import FilePlace, ProblemLog
from geodash.domain.briefing import Slide
from geodash.domain.model import Collection
from geodash.domain.problem import Problem

#: Of a view that is no single event: what can't be used of it, and how many events it shows.
ViewOf = Callable[[str], tuple[Sequence[str], int]]
#: Of a slide: the events that it shows as accusations without their other side.
BareOf = Callable[[Slide], Sequence[str]]
#: Of a slide's map: borders with a name on one side only, as names of the two countries; areas in view
#: that may not be without their name; parties to its events without a name, where others have one.
UnnamedOf = Callable[[Slide], tuple[Sequence[tuple[str, str]], Sequence[str], Sequence[str]]]
_SOURCE = re.compile(r"\b(?:says?|said|saying|according to)\b", re.IGNORECASE)


def event_of(view: str) -> str:
    """The event that a view has selected, blank for a view of a filter."""
    pairs = parse_qsl(view, keep_blank_values=True)
    return next((value for key, value in pairs if key == "event"), "")


def slide_problems(
    collection: Collection,
    files: Iterable[BriefingFile],
    view_of: ViewOf,
    bare_of: BareOf = lambda slide: (),
    unnamed_of: UnnamedOf = lambda slide: ((), (), ()),
) -> tuple[Problem, ...]:
    """Slides whose event or view is gone, and headings that give a claim without its source.

    Where it is asked, also accusations that stand on a slide without their other side (``bare_of``), and
    what its map leaves without a name that it may not (``unnamed_of``).
    """
    log = ProblemLog()
    for file in files:
        slides = file.briefing.slides if file.briefing else ()
        for slide, line in zip(slides, file.lines, strict=True):
            at = FilePlace(file.name, None, line)
            if event_id := event_of(slide.view):
                _event(collection, slide, event_id, at, log)
            else:
                _view(slide, view_of, at, log)
            for accusing in bare_of(slide):
                _bare(slide, accusing, at, log)
            pairs, areas, parties = unnamed_of(slide)
            if pairs:
                _borders(slide, pairs, at, log)
            if areas:
                _areas(slide, areas, at, log)
            if parties:
                _parties(slide, parties, at, log)
    return log.all()


def view_problems(unnamed: Mapping[str, Sequence[str]]) -> tuple[Problem, ...]:
    """The map's named views that leave areas without a name that may not be missing, by their names."""
    log = ProblemLog()
    for name, areas in unnamed.items():
        if areas:
            log.add(
                FilePlace("datapackage.json"),
                "view-unnamed",
                f"The view {name} leaves without a name: {', '.join(areas)}.",
                "Show more or less; as it is, the boundary note on Explore tells it.",
                column="geodash:views",
                severity="info",
            )
    return log.all()


def briefing_texts(files: Iterable[BriefingFile]) -> Iterator[tuple[str, str]]:
    """The texts of briefings, all of them in our voice, each with where it stands."""
    for file in files:
        if file.briefing is None:
            continue
        yield f"{file.name} title", file.briefing.title
        yield f"{file.name} subtitle", file.briefing.subtitle
        for slide, line in zip(file.briefing.slides, file.lines, strict=True):
            yield f"{file.name} line {line} heading", slide.heading
            yield f"{file.name} line {line} remark", slide.remark
            yield f"{file.name} line {line} notes", slide.notes


def _event(
    collection: Collection, slide: Slide, event_id: str, at: FilePlace, log: ProblemLog
) -> None:
    event = collection.events.get(event_id)
    if event is None:
        meant = Ids(collection.events).did_you_mean(event_id)
        log.add(
            at,
            "slide-gone",
            "There is no such event; the show leaves the slide out.",
            f"Correct the id, or remove the slide. {meant}".strip(),
            column="view",
            value=event_id,
        )
    elif event.withdrawn:
        log.add(
            at,
            "slide-gone",
            f"The event was withdrawn on {event.withdrawn}; the show leaves the slide out.",
            "Remove the slide.",
            column="view",
            value=event_id,
        )
    elif event.one_sided and slide.heading and not _SOURCE.search(slide.heading):
        log.add(
            at,
            "slide-source",
            "The heading gives as a fact what only a party says.",
            "Say who says so, or leave the heading out: the event's title does.",
            column="heading",
            value=slide.heading,
            severity="warning",
        )


def _view(slide: Slide, view_of: ViewOf, at: FilePlace, log: ProblemLog) -> None:
    notices, shown = view_of(slide.view)
    for notice in notices:
        log.add(
            at,
            "slide-gone",
            f"{notice} The show leaves the slide out.",
            "Make the view again on the page, and take its address.",
            column="view",
            value=slide.view,
        )
    if not notices and not shown:
        log.add(
            at,
            "slide-gone",
            "No event passes this view; the show leaves the slide out.",
            "Widen it, or remove the slide.",
            column="view",
            value=slide.view,
        )


def _bare(slide: Slide, event_id: str, at: FilePlace, log: ProblemLog) -> None:
    log.add(
        at,
        "slide-bare",
        f"{event_id} is shown without an answer and without a line that there is none.",
        "Link what answers it, or name as its actor the side that could answer.",
        column="view",
        value=slide.view,
    )


def _areas(slide: Slide, areas: Sequence[str], at: FilePlace, log: ProblemLog) -> None:
    log.add(
        at,
        "slide-unnamed",
        f"The map has no room for a name that may not be missing: {', '.join(areas)}.",
        "Show more or less with map=.",
        column="view",
        value=slide.view,
    )


def _parties(slide: Slide, parties: Sequence[str], at: FilePlace, log: ProblemLog) -> None:
    log.add(
        at,
        "slide-party",
        f"The map names bystanders, and has no name for a party in view: {', '.join(parties)}.",
        "Show more or less with map=.",
        column="view",
        value=slide.view,
    )


def _borders(
    slide: Slide, pairs: Sequence[tuple[str, str]], at: FilePlace, log: ProblemLog
) -> None:
    told = "; ".join(f"{one} is named, {other} is not" for one, other in pairs)
    log.add(
        at,
        "slide-border",
        f"On the map a border has a name on one side only: {told}.",
        "Show more or less with map=, or give the country a name in the geodata.",
        column="view",
        value=slide.view,
    )
