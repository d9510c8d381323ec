"""The collection that this process serves: its newest whole version, and what is wrong with a newer one.

Pages and routes are given the holder and ask it for the site once; whatever they answer is of that one
version. A newer version takes its place as a whole and only when it is sound. Light to import: the
server should answer before pandas is loaded.
"""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodash.web.settings import EDIT_VARIABLE, PATH_VARIABLE

if TYPE_CHECKING:
    from geodash.domain.problem import Problem
    from geodash.web.site import Site

Json = dict[str, Any]

#: Problems that a page is told of a version that was refused.
MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the files as they are now are not shown: a reason, or errors that the shown version hasn't."""

    reason: str = ""
    problems: tuple[Problem, ...] = ()

    def lines(self) -> list[str]:
        """Where, what and how to mend it; a line each."""
        return [self.reason] if self.reason else [str(p) for p in self.problems]


class Served:
    """Holds the site of the collection in ``path``; ``edit`` allows changes to it."""

    def __init__(self, path: Path, *, edit: bool = False) -> None:
        self.path, self.edit = path, edit
        self.trouble: Trouble | None = None
        self._site: Site | None = None
        self._reading = threading.Lock()

    def site(self) -> Site:
        """The newest sound version; read by whoever asks first, others wait for it.

        Raises ``CollectionError`` when there is no collection.
        """
        if self._site is None:
            with self._reading:
                if self._site is None:
                    first = self._read(None)
                    _prepare(first)
                    self._site = first
        return self._site

    def renew(self, still: Callable[[], bool] = lambda: True) -> bool:
        """Reads the collection again. A sound version replaces the one that is served, else
        :attr:`trouble` says why not.

        What was read counts only if ``still`` says so afterwards; returns whether it counted.
        """
        before = self.site()
        with self._reading:
            after, trouble = self._checked(before)
            if not still():
                return False
            self.trouble = trouble
            if after is not None:
                self._site = after
            return True

    def _checked(self, before: Site) -> tuple[Site | None, Trouble | None]:
        """A newer sound version, if there is one; or why the files can't be shown."""
        try:
            after = self._read(before)
            new = _new_errors(before, after)
            if not new and after.version != before.version:
                _prepare(after, before)
        # What is half written can fail in any way, and none of them may end the watch.
        except Exception as error:
            return None, Trouble(f"The collection can’t be read: {error}")
        if new:
            return None, Trouble(problems=new)
        return (after if after.version != before.version else None), None

    def _read(self, before: Site | None) -> Site:
        from geodash.web.site import Site

        return Site.open(self.path, before)

    def news(self) -> Json:
        """What an open page wants to know again and again: the version, and what is wrong with a newer.

        ``trouble`` is ``None`` or says ``lines`` and how many ``more`` there are.
        """
        lines = self.trouble.lines() if self.trouble else []
        return {
            "version": self.site().version,
            "trouble": {"lines": lines[:MOST_TOLD], "more": len(lines[MOST_TOLD:])}
            if lines
            else None,
        }


def _prepare(site: Site, before: Site | None = None) -> None:
    """Indexes it, so that nobody waits for that; raises for geodata that can't be read."""
    if before is not None and site.geo_version != before.geo_version:
        site.geodata.check()
    site.store  # noqa: B018 - made when first asked for, and kept


def _new_errors(before: Site, after: Site) -> tuple[Problem, ...]:
    """Errors of a version that the one before had not; a row may have moved, so rows don't count."""
    known = Counter(_name(p) for p in _errors(before))
    found = []
    for problem in _errors(after):
        name = _name(problem)
        known[name] -= 1
        if known[name] < 0:
            found.append(problem)
    return tuple(found)


def _errors(site: Site) -> list[Problem]:
    every = (*site.collection.problems, *site.briefing_problems)
    return [p for p in every if p.severity == "error"]


def _name(p: Problem) -> tuple[str, str, str, str]:
    return p.file, p.code, p.column, p.value


def served_here() -> Served:
    """The holder of the collection that this process's environment names (default: the working folder).

    The script that Streamlit runs for each visitor has no other way to be told.
    """
    folder = Path(os.environ.get(PATH_VARIABLE) or ".").resolve()
    return _held(folder, bool(os.environ.get(EDIT_VARIABLE)))


@cache
def _held(path: Path, edit: bool) -> Served:
    return Served(path, edit=edit)
