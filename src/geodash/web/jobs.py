"""Work on a stranger's word in a process of its own, with an end to its time and its memory.

How long a small file keeps one busy can't be told by its size. A thread can't be stopped, and holds up
all others meanwhile; a process can be, and the pages go on beside it.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from starlette.requests import Request

from geodash.collection.write.temporary import temporary_folder

#: What a process says of how it went; the rest of its answer is the result or the reason.
DONE, REFUSED = b"+", b"-"
#: Exit codes: memory ran out, the disk didn't take it.
NO_MEMORY, NO_DISK = 3, 4


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds altogether, and bytes beyond what the process needs to begin.

    Bytes are those of addresses, of which DuckDB and NumPy take some gigabytes that they never fill.
    """

    seconds: float
    memory: int


class RefusedError(ValueError):
    """The work can't be done; the message says why, to whoever asked for it."""


class TooMuchError(RefusedError):
    """It took more than its limits."""


class Job:
    """One piece of work; ``task`` is one of :data:`geodash.web.worker.TASKS`."""

    def __init__(self, task: str, limits: Limits) -> None:
        self._task, self._limits = task, limits
        self._lock = threading.Lock()
        self._stopped = False
        self._process: subprocess.Popen[bytes] | None = None

    def run(self, given: object) -> bytes:
        """The result; ``given`` is what the task is given.

        Raises :class:`RefusedError` with a reason, ``OSError`` when there is no room on the disk.
        """
        # A process that is ended can't clear up after itself.
        with temporary_folder() as folder:
            return self._run(given, dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder)))

    def _run(self, given: object, folders: dict[str, str]) -> bytes:
        with self._lock:
            if self._stopped:
                raise RefusedError("Nobody waits for it any more.")
            # -P: what lies in the working folder is no module of ours.
            command = [sys.executable, "-P", "-m", "geodash.web.worker", self._task]
            process = self._process = subprocess.Popen(
                [*command, str(self._limits.seconds), str(self._limits.memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, **folders},
            )
        try:
            answer, _ = process.communicate(pickle.dumps(given), timeout=self._limits.seconds)
        except subprocess.TimeoutExpired:
            raise TooMuchError(self._too_much()) from None
        finally:
            process.kill()
            process.wait()
        return self._result(process.returncode, answer)

    def _result(self, code: int, answer: bytes) -> bytes:
        if code == NO_DISK:
            raise OSError("no room for a job's files")
        if self._stopped or code in (NO_MEMORY, *_ENDED):
            raise TooMuchError(self._too_much())
        if code or answer[:1] not in (DONE, REFUSED):
            raise RuntimeError(f"the process for {self._task} ended with {code}")
        if answer[:1] == REFUSED:
            raise RefusedError(answer[1:].decode())
        return answer[1:]

    def stop(self) -> None:
        """Ends it at once, or before it begins; from any thread."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                with suppress(OSError):
                    self._process.kill()

    def _too_much(self) -> str:
        seconds, memory = self._limits.seconds, self._limits.memory // 2**20
        return f"This takes more than {seconds:g} seconds or {memory:,} MB of memory."


#: Killed for its memory by the system, or for its time.
_ENDED = tuple(-s for name in ("SIGKILL", "SIGXCPU") if (s := getattr(signal, name, None)))


def apart(request: Request, task: str, given: object, limits: Limits) -> bytes:
    """The result of a task that ends when the asker hangs up; raises as :meth:`Job.run` does."""
    job = Job(task, limits)
    request.state.stop = job.stop
    return job.run(given)


def limit_this_process(seconds: float, memory: int) -> None:
    """From here on, in a worker: time of the processor, memory, and a place behind the pages."""
    with suppress(OSError, AttributeError):
        os.nice(5)
    try:
        import resource
    except ImportError:  # Windows has none of it; there the clock alone ends it
        return
    _limit(resource.setrlimit, resource.RLIMIT_CPU, int(seconds) + 1)
    with suppress(OSError, ValueError, IndexError):
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - no file on a disk
            now = int(file.read().split()[0]) * resource.getpagesize()
        _limit(resource.setrlimit, resource.RLIMIT_AS, now + memory)


def _limit(set_limit: Callable[[int, tuple[int, int]], None], what: int, most: int) -> None:
    with suppress(OSError, ValueError):
        set_limit(what, (most, most))
