"""The collection that this process serves: its newest whole version, and what is wrong with a newer one.

Pages and routes are given the holder and ask it for the site once; whatever they answer is of that one
version. A newer version takes its place as a whole and only when it is sound. Light to import: the
server should answer before pandas is loaded.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodash.domain.problem import newly
from geodash.web.settings import EDIT_VARIABLE, ORIGIN_VARIABLE, PATH_VARIABLE

if TYPE_CHECKING:
    from geodash.domain.problem import Problem
    from geodash.web.editors import Login
    from geodash.web.site import Site

Json = dict[str, Any]

_UNREADABLE = "The collection can’t be read:"
#: Problems that a page is told of a version that was refused.
MOST_TOLD = 3


class UnreadableError(OSError):
    """There is no collection to serve; the message names no path of this machine."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the files as they are now are not shown: a reason, or errors that the shown version hasn't."""

    reason: str = ""
    problems: tuple[Problem, ...] = ()

    def lines(self) -> list[str]:
        """Where, what and how to mend it; a line each."""
        return [self.reason] if self.reason else [str(p) for p in self.problems]


class Served:
    """Holds the site of the collection in ``path``; ``edit`` allows changes to it, with a ``login`` only to
    those who signed in.

    ``origin`` is what was unpacked into ``path``, if anything was.
    """

    def __init__(
        self,
        path: Path,
        *,
        edit: bool = False,
        origin: Path | None = None,
        login: Login | None = None,
    ) -> None:
        self.path, self.edit, self.login = path, edit, login
        self._origin = origin or path
        self.trouble: Trouble | None = None
        self._site: Site | None = None
        self._reading = threading.Lock()

    def site(self) -> Site:
        """The newest sound version; read by whoever asks first, others wait for it.

        Raises :class:`UnreadableError` when there is none that can be shown.
        """
        if self._site is None:
            with self._reading:
                if self._site is None:
                    try:
                        first = self._read(None)
                        _prepare(first)
                    except Exception as error:
                        raise UnreadableError(f"{_UNREADABLE} {self._told(error)}") from error
                    self._site = first
        return self._site

    @property
    def present(self) -> Site | None:
        """The newest sound version if one was read already; for who can't wait."""
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
            return None, Trouble(f"{_UNREADABLE} {self._told(error)}")
        if new:
            return None, Trouble(problems=new)
        return (after if after.version != before.version else None), None

    def _read(self, before: Site | None) -> Site:
        from geodash.web.site import Site

        return Site.open(self.path, before)

    def _told(self, error: Exception) -> str:
        """The error for a reader, who knows no path of this machine and needs none."""
        if isinstance(error, OSError) and error.strerror:
            file = Path(str(error.filename or "")).name
            return f"{file}: {error.strerror}".removeprefix(": ")
        return self.without_path(str(error))

    def without_path(self, text: str) -> str:
        """A sentence without the path of the collection's folder on this machine."""
        return text.replace(f"{self.path}{os.sep}", "").replace(str(self.path), "its folder")

    @cached_property
    def key(self) -> str:
        """Tells collections apart in what a browser keeps for them, without naming a folder.

        It is the same when the server is started again, also on a zip.
        """
        return hashlib.sha256(str(self._origin).encode()).hexdigest()[:12]

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
    site.keep_layers()
    site.store  # noqa: B018 - made when first asked for, and kept


def _new_errors(before: Site, after: Site) -> tuple[Problem, ...]:
    """Errors of a version that the one before had not."""
    return newly(_errors(before), _errors(after))


def _errors(site: Site) -> list[Problem]:
    every = (*site.collection.problems, *site.briefing_problems)
    return [p for p in every if p.severity == "error"]


def served_here() -> Served:
    """The holder of the collection that this process's environment names (default: the working folder).

    The script that Streamlit runs for each visitor has no other way to be told.
    """
    folder = Path(os.environ.get(PATH_VARIABLE) or ".").resolve()
    origin = os.environ.get(ORIGIN_VARIABLE) or folder
    return _held(folder, bool(os.environ.get(EDIT_VARIABLE)), Path(origin))


@cache
def _held(path: Path, edit: bool, origin: Path) -> Served:
    return Served(path, edit=edit, origin=origin)
