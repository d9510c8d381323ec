"""A process that has imported geodash and forks a server for each collection that is asked for.

The imports are most of what a start costs, and the tests start many. Each server is the command
``geodash serve`` from its first line on. Where nothing can be forked it is started in the usual way.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import subprocess
import sys
import threading
import traceback
from pathlib import Path

# Libraries that start threads when they are imported, told not to: a fork leaves threads behind.
QUIET = {"OPENBLAS_NUM_THREADS": "1", "JE_ARROW_MALLOC_CONF": "background_thread:false"}
ENDED = "(the server has ended)"
KILL = "kill"


class Nursery:
    """Starts servers and ends them all."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def serve(self, folder: Path, arguments: list[str], log: Path) -> None:
        """Runs ``geodash serve`` in ``folder``; what it prints goes to ``log``, at last ``ENDED``."""
        if self._process is None:
            command = [sys.executable, __file__]
            told = {"stdin": subprocess.PIPE, "text": True, "env": os.environ | QUIET}
            self._process = subprocess.Popen(command, **told)
        self._tell(str(folder), arguments, str(log))

    def end(self, log: Path) -> None:
        """Ends the server that writes this log."""
        self._tell(str(log))

    def kill(self, log: Path) -> None:
        """Kills it, as a machine that loses its power would."""
        self._tell(KILL, str(log))

    def _tell(self, *told: object) -> None:
        assert self._process is not None and self._process.stdin is not None
        self._process.stdin.write(json.dumps(told) + "\n")
        self._process.stdin.flush()

    def close(self) -> None:
        """Ends the servers and waits until they are gone."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
            self._process.wait(timeout=20)


# What serving imports when it is needed: most of Streamlit, and what reads and draws a collection.
# Importing is all: a database or a page made here would have threads.
NEEDED = (
    "duckdb",
    "geodash.app.serve",
    "geodash.cli",
    "geodash.views.map",
    "geodash.web.site",
    "streamlit.components.v2.bidi_component",
    "streamlit.delta_generator",
    "streamlit.runtime",
    "streamlit.web.server.starlette",
    "uvicorn",
    "websockets",
)


def _import_what_serving_needs() -> None:
    for name in NEEDED:
        importlib.import_module(name)
    from streamlit.web import bootstrap

    from geodash.geo.layers import GeoData
    from geodash.web import keep

    packaged = GeoData(None)
    assert packaged.areas and packaged.gazetteer  # read once for all
    # Streamlit would look five times a second for each settings file that may come to be.
    bootstrap._install_config_watchers = lambda _: None
    # What is made ready for a first search costs a second of a processor, in each server and for each
    # version of a collection: here it is made when somebody searches.
    keep._WARM_AFTER = float("inf")


def _serve(folder: str, arguments: list[str], log: str) -> None:
    """In a process of its own: the command, from its first line to its last."""
    os.chdir(folder)
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream, opened in ((0, os.open(os.devnull, os.O_RDONLY)), (1, written), (2, written)):
        os.dup2(opened, stream)
    from geodash.cli import main

    sys.argv = ["geodash", "serve", *arguments]
    try:
        main()
    except BaseException:
        traceback.print_exc()
    print(ENDED, flush=True)


def _fork(folder: str, arguments: list[str], log: str) -> int:
    child = os.fork()
    if child:
        return child
    _serve(folder, arguments, log)
    os._exit(0)


def _spawn(*told: object) -> int:
    return subprocess.Popen([sys.executable, __file__, json.dumps(told)]).pid


def _end(children: list[int], seconds: float = 8) -> None:
    """Asks them all to end, and makes those end that do not in time."""
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGTERM)
    # Whoever still runs then is killed by the watch, so that nobody waits for ever.
    watch = threading.Timer(seconds, lambda: [os.kill(child, signal.SIGKILL) for child in running])
    running = set(children)
    watch.start()
    for child in children:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(child, 0)
        running.discard(child)
    watch.cancel()


if __name__ == "__main__":
    if sys.argv[1:]:
        _serve(*json.loads(sys.argv[1]))
        sys.exit()
    start = _spawn
    if sys.platform == "linux":
        _import_what_serving_needs()
        start = _fork if len([*Path("/proc/self/task").iterdir()]) == 1 else _spawn
    children: dict[str, int] = {}
    for line in iter(sys.stdin.readline, ""):
        *told, log = json.loads(line)
        if told == [KILL]:
            os.kill(children[log], signal.SIGKILL)
        elif told:
            children[log] = start(*told, log)
        else:
            os.kill(children[log], signal.SIGTERM)  # and waited for at the end
    _end([*children.values()])
