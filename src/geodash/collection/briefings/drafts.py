"""A briefing as the page that composes it sends it: JSON. Files are YAML, written here alone.

What a draft says is held to the same rules as a file: it is written as one and read back.
"""

from __future__ import annotations

import json

from geodash.collection.briefings.text import dump_briefing, parse_briefing
from geodash.collection.read.problems import FilePlace, ProblemLog
from geodash.domain.briefing import Briefing, Slide
from geodash.domain.problem import Problem

Found = tuple[Briefing | None, list[Problem]]
_FIX = "Send {title, subtitle, slides: [{view, heading, remark, notes}]}, all of them texts."


def parse_draft(text: str, name: str) -> Found:
    """The briefing in a JSON text, and what was wrong with it; never raises.

    ``name`` gives the id, and problems name it.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        return None, _problem(name, f"The draft is no JSON: {error}.")
    return read_draft(found, name)


def read_draft(found: object, name: str) -> Found:
    """The same from a JSON value; keys that are not a briefing's are the page's own and are left out."""
    try:
        briefing = _briefing(found)
    except ValueError as error:
        return None, _problem(name, str(error))
    return parse_briefing(dump_briefing(briefing), name)


def _briefing(found: object) -> Briefing:
    if not isinstance(found, dict):
        raise ValueError("There is no draft.")
    slides = found.get("slides", [])
    if not isinstance(slides, list) or not all(isinstance(s, dict) for s in slides):
        raise ValueError("The draft's slides are no list of slides.")
    keys = ("view", "heading", "notes", "remark")
    made = tuple(Slide(*(_text(slide, key) for key in keys)) for slide in slides)
    return Briefing("", _text(found, "title"), _text(found, "subtitle"), made)


def _text(found: dict[object, object], key: str) -> str:
    text = found.get(key, "")
    if not isinstance(text, str):
        raise ValueError(f"The draft's {key} is no text.")
    return text


def _problem(name: str, reason: str) -> list[Problem]:
    log = ProblemLog()
    log.add(FilePlace(name), "briefing", reason, _FIX)
    return list(log.all())
