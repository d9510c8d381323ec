"""Lines for work: some is done, some waits, and more is told to come again.

Without an end to the line, a crowd's requests would pile up until memory does; and those who gave up
long ago would still be served one after the other.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

import anyio
from starlette.requests import Request
from starlette.responses import Response

Work = Callable[[], Response]

#: Seconds between two looks whether the asker is still there.
_LOOK = 0.5


class FullError(Exception):
    """There is no room in the line."""


class Queue:
    """At most ``at_once`` at work, in threads of their own, and ``waiting`` in line."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self._threads = anyio.CapacityLimiter(at_once)
        self._most, self._here = at_once + waiting, 0

    @contextlib.contextmanager
    def place(self) -> Iterator[None]:
        """A place in the line for as long as it lasts; raises :class:`FullError`."""
        if self._here >= self._most:
            raise FullError
        self._here += 1
        try:
            yield
        finally:
            self._here -= 1

    async def run(self, work: Work) -> Response:
        """Has the work done when its turn comes."""
        return await anyio.to_thread.run_sync(work, limiter=self._threads)

    async def run_while_asked(self, request: Request, work: Work) -> Response:
        """The same, for as long as somebody waits for it.

        Whoever hangs up leaves the line. Work that has begun is stopped where it can be: it puts a
        function that does so into ``request.state.stop``.
        """
        found: list[Response | Exception] = []

        async def watch() -> None:
            while not await request.is_disconnected():
                await anyio.sleep(_LOOK)
            stop = getattr(request.state, "stop", None)
            if stop is not None:
                stop()
            tasks.cancel_scope.cancel()

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(watch)
            # What is raised within the group would come out of it in a wrapping.
            try:
                found.append(await self.run(work))
            except Exception as error:
                found.append(error)
            tasks.cancel_scope.cancel()
        # 499 is what proxies note down of such requests; nobody is there to read it.
        outcome = found[0] if found else Response(status_code=499)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome
