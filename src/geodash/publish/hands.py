"""Who draws the maps of a site: this process, or as many beside it as the machine has room for."""

from __future__ import annotations

import multiprocessing
import os
import threading
import zlib
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from geodash.geo.layers import GeoData

T = TypeVar("T")

#: So many drawings are made here before others are asked: they take a second to begin.
_ALONE = 24
_geodata: GeoData | None = None


class Hands:
    """Draws in this process."""

    #: How many drawings are made at a time.
    at_once = 1

    def draw(self, geodata: GeoData, about: str, job: Callable[..., T], *values: object) -> T:
        """``job(geodata, *values)``; what is ``about`` the same view is best drawn by the same hand."""
        return job(geodata, *values)


class ManyHands(Hands):
    """Draws in processes beside this one, which open the geodata of a collection's folder themselves.

    A context: at its end they end. They end by themselves when this process is killed.
    """

    def __init__(self, folder: Path, many: int) -> None:
        self._folder, self._many = folder, many
        self._drawn, self._lock = 0, threading.Lock()
        self.at_once = 4 * many

    def draw(self, geodata: GeoData, about: str, job: Callable[..., T], *values: object) -> T:
        """The same, by whichever process has drawn what is ``about`` that view before."""
        with self._lock:
            self._drawn += 1
            alone = self._drawn <= _ALONE
        if alone:
            return job(geodata, *values)
        pools = self._pools
        pool = pools[zlib.crc32(about.encode()) % len(pools)]
        done: Future[T] = pool.submit(_drawn, job, values)
        return done.result()

    @cached_property
    def _pools(self) -> list[ProcessPoolExecutor]:
        """One for each process, so that a view's land and ground are worked out in one of them only."""
        # A copy of this process would have the locks of its threads, but not the threads.
        fresh = multiprocessing.get_context("spawn")
        return [ProcessPoolExecutor(1, fresh, _begin, (self._folder,)) for _ in range(self._many)]

    def __enter__(self) -> ManyHands:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for pool in self.__dict__.pop("_pools", ()):
            pool.shutdown(cancel_futures=True)


def hands_for(folder: Path) -> ManyHands:
    """As many as this process may use processors."""
    may = (
        os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    )
    return ManyHands(folder, max(1, min(8, len(may))))


def _begin(folder: Path) -> None:
    global _geodata
    _geodata = GeoData(folder)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _drawn(job: Callable[..., Any], values: tuple[object, ...]) -> Any:
    assert _geodata is not None
    return job(_geodata, *values)
