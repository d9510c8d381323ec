"""Files that are brought lie beside the collection until the page is left, or an hour.

Nothing of a path at the other end is believed: of a file's name only what no folder is in is kept.
"""

from __future__ import annotations

import re
import secrets
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from geodash.collection.write.temporary import temporary_folder
from geodash.imports.readers.container import MOST_BYTES
from geodash.imports.shown.facts import size_of

if TYPE_CHECKING:
    from geodash.imports.recognise import Brought
    from geodash.imports.take import Taken
    from geodash.web.data_work import Work

#: Seconds that files lie here when nobody asks for them any more.
HOUR = 3600.0
#: Bytes of all files that lie in one stage, files in it, and stages.
MOST_STAGED, MOST_FILES, MOST_STAGES = MOST_BYTES, 20, 6
#: Bytes of a file's name.
_LONGEST = 120
_NO_NAME = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]')

GONE = "These files were let go of after an hour, or when the page was left. Bring them again."
FULL = "Too many bring files just now. Try again in some minutes."


def too_large() -> str:
    """What is said of files that are too large."""
    return f"The page takes up to {size_of(MOST_STAGED)} at a time; geodash import FILE in a terminal takes any size."


class StageError(Exception):
    """What is asked of a stage can't be done; the message says why, to whoever asked."""

    def __init__(self, reason: str, status: int) -> None:
        super().__init__(reason)
        self.status = status


def safe_name(name: str) -> str:
    """A file's own name, without folders and what no file should be called."""
    own = re.split(r"[/\\]", name)[-1].encode("utf-8", "replace").decode()
    own = " ".join(_NO_NAME.sub("", own).split()).lstrip(".~ ").rstrip(". ")
    stem, point, ending = own.rpartition(".")
    if not point:
        stem, ending = own, ""
    stem, ending = stem or "file", ending[:12]
    while len(f"{stem}.{ending}".encode()) > _LONGEST:
        stem = stem[:-1]
    return f"{stem}.{ending}" if ending else stem


@dataclass(slots=True)
class Stage:
    """Some files that somebody brought, and what is being done with one of them."""

    stage_id: str
    owner: str
    folder: Path
    stack: ExitStack
    sizes: dict[str, int] = field(default_factory=dict)
    used: float = field(default_factory=time.monotonic)
    work: Work | None = None
    #: What was found out of a file, by what was said of it, without answers.
    seen: tuple[object, Brought] | None = None
    taken: Taken | None = None
    #: What was planned last, by what was said and by the state of the collection: it needs but be written.
    planned: tuple[object, Taken] | None = None
    left: bool = False

    def room(self, name: str) -> tuple[Path, str]:
        """Where a file of this name can be put, and what it is called here."""
        if len(self.sizes) >= MOST_FILES:
            raise StageError(f"At most {MOST_FILES} files are brought at a time.", 413)
        wanted = safe_name(name)
        stem, point, ending = wanted.rpartition(".")
        own, n = wanted, 2
        while own.casefold() in {s.casefold() for s in self.sizes}:
            own, n = (f"{stem} ({n}).{ending}" if point else f"{wanted} ({n})"), n + 1
        self.sizes[own] = 0
        return self.folder / own, own

    @property
    def free(self) -> int:
        """Bytes that may still come."""
        return MOST_STAGED - sum(self.sizes.values())

    def file(self, name: str) -> Path:
        """One of the files, by what it is called here."""
        if name not in self.sizes:
            raise StageError("There is no such file here.", 404)
        return self.folder / name

    @property
    def busy(self) -> bool:
        """Whether something is being done."""
        return self.work is not None and not self.work.over

    def forget(self) -> None:
        """Lets go of what was planned."""
        if self.planned:
            self.planned[1].plan.close()
            self.planned = None

    def close(self) -> None:
        """Takes all of it away."""
        self.forget()
        if self.taken:
            self.taken.plan.close()
            self.taken = None
        self.seen = None
        self.stack.close()


class Stages:
    """All that lie here; each is its owner's alone."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._lock, self._clock = threading.Lock(), clock
        self._stages: dict[str, Stage] = {}
        self._timer: threading.Timer | None = None

    def begin(self, owner: str) -> Stage:
        """A new one. Raises :class:`StageError` where there is no room, ``OSError`` for a full disk."""
        self.sweep()
        with self._lock:
            if len(self._stages) >= MOST_STAGES:
                idle = [s for s in self._stages.values() if not s.busy]
                if not idle:
                    raise StageError(FULL, 503)
                self._drop(min(idle, key=lambda s: s.used))
            stack = ExitStack()
            folder = stack.enter_context(temporary_folder())
            stage = Stage(secrets.token_urlsafe(16), owner, folder, stack, used=self._clock())
            self._stages[stage.stage_id] = stage
        self._later()
        return stage

    def of(self, stage_id: str, owner: str) -> Stage:
        """One that is here; raises :class:`StageError` for what isn't, or isn't theirs."""
        self.sweep()
        with self._lock:
            stage = self._stages.get(stage_id)
            if stage is None or stage.owner != owner:
                raise StageError(GONE, 410)
            stage.used = self._clock()
            return stage

    def leave(self, stage: Stage) -> None:
        """Lets go of it: at once, or when the import that runs is done."""
        with self._lock:
            work = stage.work
            if work is not None and not work.over:
                stage.left = True
                if not work.taking:
                    work.stop()
            else:
                self._drop(stage)

    def done(self, stage: Stage) -> None:
        """Work has ended; nobody may wait for it any more."""
        with self._lock:
            if stage.left and stage.stage_id in self._stages:
                self._drop(stage)

    def sweep(self) -> None:
        """Lets go of what nobody asked for within an hour."""
        with self._lock:
            now = self._clock()
            for stage in list(self._stages.values()):
                if now - stage.used >= HOUR and not stage.busy:
                    self._drop(stage)

    def _drop(self, stage: Stage) -> None:
        self._stages.pop(stage.stage_id, None)
        stage.close()

    def _later(self) -> None:
        """Looks again when the youngest could be an hour old, as long as there are any."""
        with self._lock:
            if self._timer is not None and self._timer.is_alive():
                return
            self._timer = threading.Timer(HOUR + 1, self._swept)
            self._timer.daemon = True
            self._timer.start()

    def _swept(self) -> None:
        self.sweep()
        with self._lock:
            self._timer = None
            some = bool(self._stages)
        if some:
            self._later()
