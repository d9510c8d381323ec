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
#: Seconds until what only a search needs is prepared.
_WARM_AFTER = 6.0


def keeping(served: Served, *, watch: bool = True) -> Lifespan:
    """The server's lifespan in which this is done; ``watch``: files that change are taken up."""

    @contextlib.asynccontextmanager
    async def lifespan(_: object) -> AsyncIterator[None]:
        stop = threading.Event()
        # Made before anything is read, so that no change goes unseen.
        eyes = Watch(served, _say) if watch else None
        threading.Thread(target=_keep, args=(served, eyes, stop, _say), daemon=True).start()
        try:
            yield
        finally:
            stop.set()

    return lifespan


def _keep(served: Served, eyes: Watch | None, stop: threading.Event, say: Say) -> None:
    try:
        say(summary(served.site().collection))
    except OSError as error:
        say(str(error))
        return
    # Folium takes a while to import; the page asks for its script when its own are there.
    from geodash.views.map import map_module

    map_module()
    # The first text search folds every name of the gazetteer. Nobody should wait for that, and
    # the first page, which is loading now, should not share the processor with it.
    due, warmed = time.monotonic() + _WARM_AFTER, None
    while (eyes or warmed is None) and not stop.wait(PAUSE):
        if eyes:
            eyes.look()
        store = served.site().store
        if store is not warmed and time.monotonic() >= due:
            store.warm()
            warmed = store


def _say(line: str) -> None:
    print(f"geodash: {line}", flush=True)
