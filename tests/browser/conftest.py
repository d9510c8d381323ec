"""A browser for the whole run, a served geodash per collection, and a page that watches itself."""

from __future__ import annotations

import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))
import chromium
import made_collections
from nursery import ENDED, Nursery
from visitors import Look, Watched
from windows import ROOT, SIZES, Windows

from geodash.collection.scaffold import scaffold

# A condition is waited for as long on a busy machine as an element is; what holds is seen at once.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all browser tests; a missing one fails with how to get it."""
    try:
        options = chromium.launch_options()
    except RuntimeError as error:
        pytest.fail(str(error), pytrace=False)
    with sync_playwright() as p:
        launched = p.chromium.launch(**options)
        yield launched
        launched.close()


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(url: str, log: Path, seconds: float = 60) -> None:
    """Returns when ``url`` answers; fails with the server's own words when it has ended."""
    deadline = time.monotonic() + seconds
    between = threading.Event()
    while time.monotonic() < deadline:
        said = log.read_text("utf-8", "replace") if log.exists() else ""
        if ENDED in said:
            pytest.fail(f"the server ended: {said}")
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            between.wait(0.02)  # a processor for the server meanwhile
    pytest.fail(f"{url} did not answer within {seconds} s")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
            return True
    except OSError:
        return False


class Servers:
    """Starts ``geodash serve PATH`` for each path and gives its address.

    A server costs a processor something while nobody asks it, so only those asked for last run on.
    """

    MOST = 5

    def __init__(self, logs: Path) -> None:
        self._logs, self._nursery = logs, Nursery()
        self._running: dict[tuple[str, ...], tuple[str, Path]] = {}
        self.ended: list[str] = []  # addresses

    def __call__(self, path: Path = ROOT, *args: str) -> str:
        key = (str(path), *args)
        url, log = self._running.pop(key, None) or self._start(path, *args)
        self._running[key] = url, log
        for old in [*self._running][: -self.MOST]:
            url_of_old, its_log = self._running.pop(old)
            self._nursery.end(its_log)
            self.ended.append(url_of_old)
        return url

    def _start(self, path: Path, *args: str) -> tuple[str, Path]:
        port = free_port()
        log = self._logs / f"{port}.log"
        self._nursery.serve(path, [str(path), "--no-open", "--port", str(port), *args], log)
        url = f"http://localhost:{port}"
        wait_for(f"{url}/_stcore/health", log)
        return url, log

    def killed(self, path: Path, *args: str) -> Callable[[], None]:
        """Kills the server of a path where it stands; what comes back starts it again at its address."""
        key = (str(path), *args)
        url, log = self._running.pop(key)
        self._nursery.kill(log)
        between = threading.Event()
        while _answers(url):
            between.wait(0.02)

        def again() -> None:
            anew = log.with_suffix(".again.log")
            port = url.rpartition(":")[2]
            self._nursery.serve(path, [str(path), "--no-open", "--port", port, *args], anew)
            wait_for(f"{url}/_stcore/health", anew)
            self._running[key] = url, anew

        return again

    def close(self) -> None:
        """Ends them all."""
        self._nursery.close()


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """``serve(path, '--edit')`` → the address of a server of it, started where none runs."""
    servers = Servers(tmp_path_factory.mktemp("servers"))
    yield servers
    servers.close()


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection of 6,000 events."""
    return made_collections.many(tmp_path_factory.mktemp("large") / "c", 6000)


@pytest.fixture(scope="session")
def traps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection whose every text would be markup, script or a trap for layout."""
    return made_collections.hostile(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
def scaffolded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection as ``geodash new`` makes it."""
    folder = tmp_path_factory.mktemp("new") / "new"
    scaffold(folder, "A new collection")
    return folder


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Iterator[Windows]:
    """The windows of the whole run."""
    opened = Windows(browser)
    yield opened
    for context in opened.shared.values():
        context.close()


@pytest.fixture
def visit(serve: Servers, windows: Windows) -> Iterator[Callable[..., Watched]]:
    """``visit('laptop', collection=…)`` → a visitor who kept nothing, nothing opened yet.

    Their page is one that is loaded already, mounted anew: see ``visitors.py``. Who is ``fresh``
    loads it in a new tab, for a test of how it loads, of other tabs, or that leaves the page; who
    is ``alone`` (for permissions, an empty cache) shares no window either, nor who has ``options``
    of the window. ``script`` runs before any other in each page.
    """
    opened: list[Watched] = []

    def make(
        size: str = "laptop",
        collection: Path = ROOT,
        *args: str,
        alone: bool = False,
        fresh: bool = False,
        color_scheme: Literal["light", "dark"] = "light",
        script: str = "",
        **options: object,
    ) -> Watched:
        base = serve(collection, *args)
        look = Look(*SIZES[size], color_scheme)
        if alone or options:
            context = windows.new(size, **options)
            windows.alone.append(context)
            visitor = Watched(context, base, look=look)
        else:
            context = windows.of(size, script)
            visitor = Watched(context, base, windows.shelf, look=look, fresh=fresh)
        opened.append(visitor)
        return visitor

    yield make
    for visitor in opened:
        if visitor.context not in windows.alone:
            visitor.leave()
    windows.shelf.forget(serve.ended)
    windows.tidy()
