"""What a serving process does beside answering: it reads the collection, prepares what is slow, watches.

Only serving starts this thread; a site that is opened to write one file needs none of it.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager

from geodash.web.heading import summary
from geodash.web.served import Served
from geodash.web.watch import Say, Watch

Lifespan = Callable[[object], AbstractAsyncContextManager[None]]

#: Seconds between two looks at the files; a change is taken up at the second look that sees it.
PAUSE = 0.4
#: Seconds until a collection that couldn't be read is tried again.
_AGAIN = 2.0
#: Open files that are enough for some thousand viewers.
MOST_FILES = 65_536
#: Seconds until what only a search needs is prepared.
_WARM_AFTER = 6.0


def keeping(served: Served, *, watch: bool = True) -> Lifespan:
    """The server's lifespan in which this is done; ``watch``: files that change are taken up."""

    @contextlib.asynccontextmanager
    async def lifespan(_: object) -> AsyncIterator[None]:
        raise_file_limit()
        stop = threading.Event()
        # Made before anything is read, so that no change goes unseen.
        eyes = Watch(served, _say) if watch else None
        threading.Thread(target=_keep, args=(served, eyes, stop, _say), daemon=True).start()
        try:
            yield
        finally:
            stop.set()

    return lifespan


def raise_file_limit() -> None:
    """As many open files as the system lets this process have: each viewer holds several connections."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    endless = hard == resource.RLIM_INFINITY
    wanted = MOST_FILES if endless else min(hard, MOST_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        # A system may allow less than it says; then it stays as it was.
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _keep(served: Served, eyes: Watch | None, stop: threading.Event, say: Say) -> None:
    if not _is_read(served, stop, say):
        return
    # Folium takes a while to import; the page asks for its script when its own are there.
    from geodash.views.map import map_module

    map_module()
    # The first search folds every name of the gazetteer and every text. Nobody should wait for that, and
    # the first page, which is loading now, should not share the processor with it.
    due, warmed = time.monotonic() + _WARM_AFTER, None
    while (eyes or warmed is None) and not stop.wait(PAUSE):
        if eyes:
            eyes.look()
        site = served.site()
        if site is not warmed and time.monotonic() >= due:
            site.warm()
            warmed = site


def _is_read(served: Served, stop: threading.Event, say: Say) -> bool:
    """Waits until the collection can be read, for as long as the server runs; says why it can't."""
    told = ""
    while not stop.is_set():
        try:
            say(summary(served.site().collection))
            return True
        except OSError as error:
            if told != str(error):
                told = str(error)
                say(told)
        stop.wait(_AGAIN)
    return False


def _say(line: str) -> None:
    print(f"geodash: {line}", flush=True)
