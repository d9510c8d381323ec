"""What `geodash check --fair` asks of slides as they are shown: does each charge have its other side?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from geodash.collection.briefings.files import BriefingFile
from geodash.collection.read.problems import FilePlace, ProblemLog
from geodash.domain.model import Status
from geodash.domain.problem import Problem
from geodash.views.slide_builder import SlideBuilder
from geodash.views.slides import SlideView


def bare_charges(builder: SlideBuilder, files: Iterable[BriefingFile]) -> tuple[Problem, ...]:
    """Slides on which a charge stands without an answer and without the line that there is none.

    It is one that nobody answers and of which nobody is silent: the charged are civilians or a
    grouping for whom nobody speaks, or what is called disputed charges no one.
    """
    log = ProblemLog()
    for file in files:
        slides = file.briefing.slides if file.briefing else ()
        for slide, line in zip(slides, file.lines, strict=True):
            made = builder.slide(slide)
            for event_id in _bare(builder, made):
                on_list = "" if made.event_id else " The list shows it as it stands."
                log.add(
                    FilePlace(file.name, None, line),
                    "slide-bare",
                    f"{event_id} is shown without an answer and without a line that there is none."
                    f"{on_list}",
                    "Link what answers it, or name as its actor the side that could answer.",
                    column="view",
                    value=slide.view,
                )
    return log.all()


def _bare(builder: SlideBuilder, slide: SlideView) -> Iterator[str]:
    # What a slide itself answers is no answer to it, unless it denies an account of the charged.
    heard = slide.silent or any(not a.asked for a in slide.answers)
    if slide.role == "event" and not heard and _charges(builder, slide.event_id):
        yield from () if builder.lookup.threads.heard(slide.event_id) else (slide.event_id,)
    below = ""
    for line in reversed(slide.rows):
        # A reply stands once, below the last of those that it answers.
        below = line.reply if line.replies_to else below
        yield from (i for i in line.events if not below and _charges(builder, i))


def _charges(builder: SlideBuilder, event_id: str) -> bool:
    event = builder.collection.events[event_id]
    return event.status is Status.DISPUTED or bool(builder.lookup.threads.accused(event_id))
