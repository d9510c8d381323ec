"""The routes of the page Bring data: files are sent, looked at, compared with the collection, taken.

All counts and words are those of ``geodash import``; one import runs at a time.
"""

from __future__ import annotations

import csv
import io
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import anyio
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from geodash.exchange.formula import guard
from geodash.imports.shown.facts import size_of
from geodash.imports.shown.sentence import files_to_bring
from geodash.imports.undo import noted_imports
from geodash.web.data_import import Said, keeping, looking, noted_json, said_of, taking_in, undone
from geodash.web.data_stage import Stage, StageError, Stages, too_large
from geodash.web.data_work import Work
from geodash.web.editors import editor_of
from geodash.web.http import (
    BODY_SECONDS,
    HEADERS,
    NEVER,
    Endpoint,
    answering,
    json_object,
    refused,
    taking,
    unkept,
)
from geodash.web.queues import FullError, Queue

if TYPE_CHECKING:
    from geodash.web.served import Served
    from geodash.web.site import Site

Json = dict[str, Any]
T = TypeVar("T")
#: Bytes of what was said of a file: every column of the widest may be put elsewhere.
_MOST = 2_000_000
#: Files that arrive at a time, and more that may wait; the same of the short questions.
_FILES, _ASKED = (3, 12), (8, 80)
_PIECE = 1 << 20
#: Seconds that an answer waits for work that is soon done.
_SOON = 1.2
RUNNING = "Another import is running. Wait until it is done; nothing was changed."
_DISK = "Not imported; nothing was changed. The disk says: {why}."


def routes(served: Served) -> list[BaseRoute]:
    """To be mounted below ``api``."""
    desk = _Desk(served)
    asked = Queue(*_ASKED)

    def told(path: str, handler: Callable[[Request, Site, bytes], Response]) -> Route:
        return Route(
            f"/code/data/{path}",
            taking(served, desk.sound(handler), _MOST, asked),
            methods=["POST"],
        )

    return [
        Route("/code/data/file", desk.receiving(Queue(*_FILES)), methods=["POST"]),
        told("look", desk.look),
        told("take", desk.take),
        told("cancel", desk.cancel),
        told("leave", desk.leave),
        told("undo", desk.undo),
        told("keep", desk.keep),
        Route("/code/data/done", answering(served, desk.done, asked)),
        Route("/code/data/state", answering(served, desk.state, asked)),
        Route("/code/data/report.csv", answering(served, desk.report)),
    ]


class _Desk:
    """What the routes share: what lies here, and the one import that may run."""

    def __init__(self, served: Served) -> None:
        self.served, self.stages = served, Stages()
        self.importing = threading.Lock()

    # A file comes

    def receiving(self, queue: Queue) -> Endpoint:
        """``POST file?name=…&stage=…``: the bytes go to the disk as they come."""

        async def endpoint(request: Request) -> Response:
            try:
                with queue.place():
                    return await self._received(request)
            except FullError:
                return refused("Too many files come just now. Try again in some seconds.", 503)
            except StageError as error:
                return refused(str(error), error.status)
            except OSError as error:
                return refused(_DISK.format(why=error.strerror or "it can’t be written"), 507)

        return endpoint

    async def _received(self, request: Request) -> Response:
        owner, given = _owner(request), request.query_params.get("stage", "")
        stage = await _apart(
            lambda: self.stages.of(given, owner) if given else self.stages.begin(owner)
        )
        free = stage.free
        if _length(request) > free:
            raise _too_large()
        path, name = stage.room(request.query_params.get("name", ""))
        try:
            stage.sizes[name] = await _written(request, path, free)
        except BaseException:
            stage.sizes.pop(name, None)
            with anyio.CancelScope(shield=True):
                await _apart(lambda: path.unlink(missing_ok=True))
                if not given:
                    await _apart(lambda: self.stages.leave(stage))
            raise
        return unkept({"stage": stage.stage_id, "name": name, "files": _files(stage)})

    # What is asked about it

    def sound(
        self, handler: Callable[[Request, Site, bytes], Response]
    ) -> Callable[[Request, Site, bytes], Response]:
        """A handler whose refusals are answers."""

        def answer(request: Request, site: Site, body: bytes) -> Response:
            try:
                return handler(request, site, body)
            except StageError as error:
                return refused(str(error), error.status)
            except ValueError as error:
                return refused(f"{error}.")

        return answer

    def _said(self, request: Request, body: bytes) -> tuple[Stage, Said]:
        found = json_object(body)
        stage = self.stages.of(str(found.get("stage", "")), _owner(request))
        return stage, said_of(found, stage)

    def look(self, request: Request, site: Site, body: bytes) -> Response:
        """``POST look``: what a file is and what would come of it; what isn't soon known, ``state`` tells."""
        stage, said = self._said(request, body)
        self._end_looking(stage)
        return self._begin(
            stage, Work(), lambda work: looking(work, stage, said, self.served, site)
        )

    def take(self, request: Request, site: Site, body: bytes) -> Response:
        """``POST take``: the import itself. 409 while another runs."""
        stage, said = self._said(request, body)
        self._end_looking(stage)
        if not self.importing.acquire(blocking=False):
            raise StageError(RUNNING, 409)
        work = Work(taking=True)

        def run(work: Work) -> None:
            try:
                taking_in(work, stage, said, self.served, site)
            finally:
                self.importing.release()

        return self._begin(stage, work, run)

    def _end_looking(self, stage: Stage) -> None:
        """A new question ends the one before; an import that runs is not to be disturbed."""
        if stage.busy and stage.work:
            if stage.work.taking:
                raise StageError(RUNNING, 409)
            stage.work.stop()
            stage.work.wait(30)

    def _begin(self, stage: Stage, work: Work, run: Callable[[Work], None]) -> Response:
        stage.work = work
        work.start(run, lambda: self.stages.done(stage))
        work.wait(_SOON)
        return unkept(work.state(patience=0))

    def state(self, request: Request, _: Site) -> Response:
        """``GET state?stage=…&seen=…``: how it stands, once there is news or a second has passed."""
        try:
            stage = self.stages.of(request.query_params.get("stage", ""), _owner(request))
        except StageError as error:
            return refused(str(error), error.status)
        if stage.work is None:
            return refused("nothing is being done", 404)
        seen = request.query_params.get("seen", "")
        number = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 10 else -1
        return unkept(stage.work.state(number))

    def cancel(self, request: Request, _: Site, body: bytes) -> Response:
        """``POST cancel``: ends what is being done, unless it is being written already."""
        stage = self.stages.of(str(json_object(body).get("stage", "")), _owner(request))
        work = stage.work
        if work is None or work.over:
            return unkept({"cancelled": False})
        stopped = work.stop()
        work.wait(_SOON)
        return unkept({"cancelled": stopped})

    def leave(self, request: Request, _: Site, body: bytes) -> Response:
        """``POST leave``: the page is left; its files go, but for an import that runs to its end."""
        self.stages.leave(self.stages.of(str(json_object(body).get("stage", "")), _owner(request)))
        return unkept({"left": True})

    def done(self, _: Request, __: Site) -> Response:
        """``GET done``: the last import, if it can be undone."""
        noted = noted_imports(self.served.path)
        return unkept({"last": noted_json(noted[-1]) if noted else None})

    def undo(self, request: Request, _: Site, body: bytes) -> Response:
        """``POST undo`` the import of a ``moment``, if it is the last. 409 while another runs."""
        if not self.importing.acquire(blocking=False):
            raise StageError(RUNNING, 409)
        try:
            return unkept(
                undone(self.served, str(json_object(body).get("moment", "")), _owner(request))
            )
        finally:
            self.importing.release()

    def keep(self, request: Request, _: Site, body: bytes) -> Response:
        """``POST keep``: what the columns of a file become, for the next one of its kind."""
        stage, said = self._said(request, body)
        return unkept(keeping(stage, said, self.served))

    def report(self, request: Request, _: Site) -> Response:
        """``GET report.csv?stage=…&left=1``: every row left out or remarked on; ``left``: those left out alone."""
        try:
            stage = self.stages.of(request.query_params.get("stage", ""), _owner(request))
        except StageError as error:
            return refused(str(error), error.status)
        if stage.taken is None:
            return refused("nothing was imported", 404)
        rows = _report(stage, alone=request.query_params.get("left") == "1")
        headers = {
            **HEADERS,
            "Cache-Control": NEVER,
            "Content-Disposition": 'attachment; filename="import-report.csv"',
        }
        return StreamingResponse(rows, media_type="text/csv; charset=utf-8", headers=headers)


def _report(stage: Stage, *, alone: bool) -> Iterator[bytes]:
    """The report's lines; nothing in them is a formula."""
    if stage.taken is None:
        return
    with (stage.taken.plan.path / "report.csv").open(encoding="utf-8", newline="") as file:
        # Excel takes it for UTF-8 by this mark alone.
        yield "\ufeff".encode()
        for number, row in enumerate(csv.reader(file)):
            if alone and number and row[0] != "left out":
                continue
            out = io.StringIO()
            csv.writer(out, lineterminator="\r\n").writerow(map(guard, row))
            yield out.getvalue().encode()


async def _written(request: Request, path: Path, free: int) -> int:
    """Bytes that were written. Raises :class:`StageError` for too many, or when they stop coming."""
    size, held = 0, bytearray()
    source = request.stream().__aiter__()
    with path.open("xb") as file:
        while True:
            try:
                with anyio.fail_after(BODY_SECONDS):
                    piece = await anext(source, None)
            except TimeoutError:
                raise StageError(f"Nothing came for {BODY_SECONDS} seconds.", 408) from None
            except ClientDisconnect:
                raise StageError("The file ended too early.", 400) from None
            if piece is not None:
                size += len(piece)
                held += piece
                if size > free:
                    raise _too_large()
            if len(held) >= _PIECE or (piece is None and held):
                data = bytes(held)
                held.clear()
                await _apart(lambda data=data: file.write(data))  # type: ignore[misc]
            if piece is None:
                return size


async def _apart(work: Callable[[], T]) -> T:
    return await anyio.to_thread.run_sync(work)


def _too_large() -> StageError:
    return StageError(too_large(), 413)


def _length(request: Request) -> int:
    said = request.headers.get("content-length", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 20 else 0


def _owner(request: Request) -> str:
    return editor_of(request).name


def _files(stage: Stage) -> list[Json]:
    whole = set(files_to_bring(stage.sizes))
    return [
        {"name": name, "size": size_of(size)} for name, size in stage.sizes.items() if name in whole
    ]
