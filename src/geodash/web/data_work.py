"""A file is looked at, planned or taken in a thread of its own, which tells how far it is and can be ended."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from geodash.imports.shown.outcome import groups, parts
from geodash.words.numbers import number_of

if TYPE_CHECKING:
    from geodash.imports.plan import Plan

Json = dict[str, Any]
#: Seconds below which nothing is said of how far it is.
QUIET = 2.0
#: Seconds that a question for the state waits for something new.
PATIENCE = 1.0
LOOKING, PLANNING, TAKING, WRITING = "looking", "planning", "taking", "writing"
_SAID = {
    LOOKING: "Being looked at",
    PLANNING: "Compared with the collection",
    TAKING: "Being read",
    WRITING: "Being written; this can’t be cancelled any more",
}

_FAULT = "It could not be read; nothing was changed. The terminal of the server says why."


class Stopped(Exception):  # noqa: N818 – it is no error
    """Somebody cancelled."""


class Work:
    """One piece of work; ``taking`` says whether it changes the collection at its end."""

    def __init__(self, *, taking: bool = False) -> None:
        self.taking = taking
        self._news = threading.Condition()
        self._number = 0
        self._stop = False
        self.doing, self.ended, self.failed = LOOKING, "", ""
        self._rows = self._of = 0
        self._began = self._phase = time.monotonic()
        self._found: Json = {}
        self._plan: Json = {}

    @property
    def over(self) -> bool:
        """Whether it has ended, however."""
        return bool(self.ended)

    def start(self, run: Callable[[Work], None], after: Callable[[], None]) -> None:
        """Has it done; ``after`` is called when it is over, whatever came of it."""

        def thread() -> None:
            try:
                run(self)
                self._end("done")
            except Stopped:
                self._end("cancelled")
            finally:
                if not self.over:
                    self.refuse(_FAULT)
                after()

        threading.Thread(target=thread, daemon=True).start()

    def stop(self) -> bool:
        """Ends it at the next occasion; false where it is too late."""
        with self._news:
            if self.doing == WRITING or self.over:
                return False
            self._stop = True
            return True

    def wait(self, seconds: float) -> None:
        """Waits until it is over, at most so long."""
        with self._news:
            self._news.wait_for(lambda: self.over, seconds)

    # What the work says

    def phase(self, doing: str, of: int = 0) -> None:
        """Something else begins; raises :class:`Stopped`."""
        with self._news:
            if self._stop:
                raise Stopped
            self.doing, self._rows, self._of = doing, 0, of
            self._phase = time.monotonic()
            self._changed()

    def looked(self, rows: int) -> None:
        """So many rows were seen; raises :class:`Stopped`."""
        self._told(rows)

    def planned(self, plan: Plan) -> None:
        """The plan has come so far; raises :class:`Stopped`."""
        if self.taking:
            self._plan = {"parts": parts(plan), "groups": groups(plan.ledger)}
        self._told(plan.read)
        if self.taking and plan.read >= plan.brought.survey.rows:
            self.phase(WRITING)

    def found(self, **what: object) -> None:
        """Something that is shown at once."""
        with self._news:
            self._found |= what
            self._changed()

    def refuse(self, reason: str) -> None:
        """It can't be done, and why."""
        with self._news:
            self.failed = reason
            self._end("failed")

    def _told(self, rows: int) -> None:
        with self._news:
            if self._stop:
                raise Stopped
            self._rows = rows
            self._changed()

    def _end(self, how: str) -> None:
        with self._news:
            self.ended = self.ended or how
            self._changed()

    def _changed(self) -> None:
        self._number += 1
        self._news.notify_all()

    # What the page is told

    def state(self, seen: int = -1, patience: float = PATIENCE) -> Json:
        """How it stands, once something is newer than ``seen``, or after a while."""
        with self._news:
            self._news.wait_for(lambda: self._number > seen or self.over, patience)
            running = {} if self.over else self._running()
            return {
                "number": self._number,
                "ended": self.ended,
                "failed": self.failed,
                "taking": self.taking,
                **running,
                **self._found,
            }

    def _running(self) -> Json:
        now = time.monotonic()
        if now - self._began < QUIET:
            return {}
        since = now - self._phase
        speed = self._rows / since if since else 0.0
        left = (self._of - self._rows) / speed if speed and self._of else 0.0
        of = f" of {self._of:,}" if self._of else ""
        return {
            "progress": {
                "head": _left(left) if left and self.doing != WRITING else _SAID[self.doing],
                "rows": f"{self._rows:,}{of} rows",
                "speed": f"{number_of(round(speed), 'row')} a second" if speed else "",
                "share": min(1.0, self._rows / self._of) if self._of else None,
                "doing": _SAID[self.doing],
                "last": self.doing == WRITING,
                **self._plan,
            }
        }


def _left(seconds: float) -> str:
    if seconds >= 90:
        return f"About {number_of(round(seconds / 60), 'minute')} left"
    return f"About {number_of(max(1, round(seconds)), 'second')} left"
