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
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))
import chromium

ROOT = Path(__file__).resolve().parents[2]
# A condition is waited for as long on a busy machine as an element is; what holds is seen at once.
expect.set_options(timeout=20_000)
SIZES = {"laptop": (1366, 650), "desk": (1440, 780), "wide": (1920, 950), "phone": (390, 844)}


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


class Watched:
    """A page with everything it asked for and everything that went wrong in it."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.context, self.base = context, base
        self.external: list[str] = []
        self.errors: list[str] = []
        self.page: Page = context.new_page()
        self.page.set_default_timeout(20_000)
        self.page.on("request", self._request)
        self.page.on("pageerror", lambda e: self.errors.append(str(e)))
        self.page.on("console", self._console)

    def _request(self, request: object) -> None:
        url = request.url  # type: ignore[attr-defined]
        if not url.startswith((self.base, self.base.replace("http", "ws"), "data:", "blob:")):
            self.external.append(url)

    def _console(self, message: object) -> None:
        if message.type == "error":  # type: ignore[attr-defined]
            self.errors.append(message.text)  # type: ignore[attr-defined]

    def open(self, path: str = "/") -> Page:
        """Opens a path of the app and waits until everything on it is drawn."""
        self.page.goto(self.base + path)
        # The first visitor waits for the server to have read the collection, too.
        self.page.wait_for_selector(".gd-explore[data-ready='1']", timeout=60_000)
        return self.page


# A new tab in a browser that has the app's files already: what another tab kept is no longer there.
_FORGET = """if (!sessionStorage.getItem('forgotten')) {
  localStorage.clear();
  sessionStorage.setItem('forgotten', '1');
}"""


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """One browser window a size for all tests that ask for nothing of their own."""
    kept: dict[str, BrowserContext] = {}
    yield kept
    for context in kept.values():
        context.close()


def window(browser: Browser, size: str, **options: object) -> BrowserContext:
    width, height = SIZES[size]
    return browser.new_context(
        viewport={"width": width, "height": height},
        has_touch=size == "phone",
        reduced_motion="reduce",
        **options,
    )


@pytest.fixture
def visit(
    browser: Browser, serve: Callable[..., str], windows: dict[str, BrowserContext]
) -> Iterator[Callable[..., Watched]]:
    """``visit(size='laptop', path=…)`` → a visitor who kept nothing, nothing opened yet.

    Visitors of one size share the browser's cache, which is most of the time a visit takes; one
    with ``options`` or who is ``alone`` (for permissions, scripts, an empty cache) shares nothing.
    """
    alone_: list[BrowserContext] = []
    opened: list[Watched] = []

    def make(
        size: str = "laptop", collection: Path = ROOT, *, alone: bool = False, **options: object
    ) -> Watched:
        if alone or options:
            context = window(browser, size, **options)
            alone_.append(context)
        else:
            if size not in windows:
                windows[size] = window(browser, size)
            context = windows[size]
        opened.append(Watched(context, serve(collection)))
        if context not in alone_:
            opened[-1].page.add_init_script(_FORGET)
        return opened[-1]

    yield make
    for context in alone_:
        context.close()
    for context in {id(w.context): w.context for w in opened if w.context not in alone_}.values():
        for page in context.pages:
            page.close()
