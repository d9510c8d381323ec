"""Somebody's file read in a process of its own: a Word file, a page or a PDF may be made to last for ever."""

from __future__ import annotations

from geodash.coding.intake.brought import Brought, UnreadableError, from_json
from geodash.coding.intake.read import is_light, read
from geodash.web.jobs import Job, Limits, RefusedError, TooMuchError

#: A book of 1,000 pages takes a third of both.
LIMITS = Limits(seconds=30, memory=1024 * 2**20)


def bring(data: bytes, name: str = "") -> Brought:
    """The article in a file; raises ``UnreadableError`` with one plain sentence."""
    if is_light(data, name):
        return read(data, name)
    try:
        return from_json(Job("article", LIMITS).run((data, name)))
    except TooMuchError as error:
        raise UnreadableError(f"{error} Paste its text.") from error
    except RefusedError as error:
        raise UnreadableError(str(error)) from error
    except RuntimeError as error:  # the process fell over the file
        raise UnreadableError("The file is broken; paste its text.") from error
