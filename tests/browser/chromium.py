"""Finds a Chromium-like browser for the tests.

The shell that never has a window comes first where there is one: it draws the same pages and costs
a processor about a quarter less than the whole browser.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

SHELLS = ("chromium-headless-shell", "chrome-headless-shell", "headless_shell")
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
ARGS = (
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--force-color-profile=srgb",
    # Letters as wide as on paper and in the whole browser, not fitted to pixels.
    "--font-render-hinting=none",
    # Drawing in software, not through a software graphics card.
    "--disable-gpu",
    # Code that a test runs a few times earns no second compilation: a twelfth of a processor less.
    "--js-flags=--no-turbofan",
    # Tabs of one server share a process: starting one for each costs more than the page in it.
    "--process-per-site",
)
CACHES = {"darwin": "~/Library/Caches", "linux": "~/.cache", "win32": "~/AppData/Local"}
HOW = (
    "no browser for the tests: install Chrome, Chromium or Edge, "
    "or run 'playwright install chromium', or set GEODASH_BROWSER to its path"
)


def find() -> str | None:
    """The path of an installed browser, ``None`` when there is none."""
    chosen = os.environ.get("GEODASH_BROWSER")
    if chosen:
        return chosen if Path(chosen).exists() else None
    return _installed(SHELLS) or _playwrights_shell() or _with_windows()


def whole() -> str | None:
    """The same, but a browser that opens windows first: the shell, loaded, now and then opens no second one."""
    if os.environ.get("GEODASH_BROWSER"):
        return find()
    return _with_windows() or find()


def _with_windows() -> str | None:
    there = _installed(NAMES) or next((p for p in PLACES if Path(p).exists()), None)
    return there or _playwright()


def _installed(names: tuple[str, ...]) -> str | None:
    found = (shutil.which(name) for name in names)
    return next((path for path in found if path), None)


def _playwrights_shell() -> str | None:
    """Of the newest version that Playwright has installed; it tells no path of this one itself."""
    cache = CACHES.get(sys.platform, CACHES["linux"]) + "/ms-playwright"
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", cache)).expanduser()
    names = {f"{name}{end}" for name in SHELLS for end in ("", ".exe")}
    found = [p for p in folder.glob("chromium_headless_shell-*/*/*") if p.name in names]
    newest = max(found, key=lambda p: int(p.parts[-3].rpartition("-")[2]), default=None)
    return None if newest is None else str(newest)


def _playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        path = p.chromium.executable_path
    return path if path and Path(path).exists() else None


def launch_options(path: str | None = None) -> dict[str, object]:
    """Keyword arguments for ``playwright.chromium.launch``; raises ``RuntimeError`` without one."""
    path = path or find()
    if path is None:
        raise RuntimeError(HOW)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return {"executable_path": path, "args": [*ARGS, *(["--no-sandbox"] if root else [])]}
