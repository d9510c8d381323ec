"""A browser for the whole run, a served geodash per collection, and a page that watches itself."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))
import chromium
from visitors import Watched
from windows import ROOT, Windows

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


def wait_for(url: str, process: subprocess.Popen[str], seconds: float = 60) -> None:
    """Returns when ``url`` answers; fails with the server's own words when it ends before."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"the server ended: {process.stdout.read() if process.stdout else ''}")
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            process.poll()
    pytest.fail(f"{url} did not answer within {seconds} s")


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Starts ``geodash serve PATH`` once a path and gives its address."""
    running: dict[tuple[str, ...], tuple[subprocess.Popen[str], str]] = {}

    def start(path: Path = ROOT, *args: str) -> str:
        key = (str(path), *args)
        if key not in running:
            port = free_port()
            command = [sys.executable, "-m", "geodash", "serve", str(path), "--no-open"]
            process = subprocess.Popen(
                [*command, "--port", str(port), *args],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                cwd=path,
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
            )
            url = f"http://localhost:{port}"
            running[key] = (process, url)
            wait_for(f"{url}/_stcore/health", process)
        return running[key][1]

    yield start
    for process, _ in running.values():
        process.terminate()
    for process, _ in running.values():
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Iterator[Windows]:
    """The windows of the whole run."""
    opened = Windows(browser)
    yield opened
    for context in opened.shared.values():
        context.close()


@pytest.fixture
def visit(serve: Callable[..., str], windows: Windows) -> Iterator[Callable[..., Watched]]:
    """``visit('laptop', collection=…)`` → a visitor who kept nothing, nothing opened yet.

    Their page is one that is loaded already, mounted anew: see ``visitors.py``. Who is ``fresh``
    loads it in a new tab, for a test of how it loads, of other tabs, or that leaves the page; who
    is ``alone`` (for permissions, an empty cache) shares no window either. ``script`` runs before
    any other in each page; further options are a window's.
    """
    opened: list[Watched] = []

    def make(
        size: str = "laptop",
        collection: Path = ROOT,
        *args: str,
        alone: bool = False,
        fresh: bool = False,
        **options: object,
    ) -> Watched:
        base = serve(collection, *args)
        if alone:
            windows.alone.append(windows.new(size, **options))
            visitor = Watched(windows.alone[-1], base)
        else:
            visitor = Watched(windows.of(size, **options), base, windows.shelf, fresh=fresh)
        opened.append(visitor)
        return visitor

    yield make
    for visitor in opened:
        if visitor.context not in windows.alone:
            visitor.leave()
    windows.tidy()
