"""Finds a Chromium-like browser for the tests."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

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
    # Drawing in software, not through a software graphics card.
    "--disable-gpu",
    # Tabs of one server share a process: starting one for each costs more than the page in it.
    "--process-per-site",
)
HOW = (
    "no browser for the tests: install Chrome, Chromium or Edge, "
    "or run 'playwright install chromium', or set GEODASH_BROWSER to its path"
)


def find() -> str | None:
    """The path of an installed browser, ``None`` when there is none."""
    chosen = os.environ.get("GEODASH_BROWSER")
    if chosen:
        return chosen if Path(chosen).exists() else None
    found = (shutil.which(name) for name in NAMES)
    installed = next((path for path in found if path), None)
    return installed or next((p for p in PLACES if Path(p).exists()), None) or _playwright()


def _playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        path = p.chromium.executable_path
    return path if path and Path(path).exists() else None


def launch_options() -> dict[str, object]:
    """Keyword arguments for ``playwright.chromium.launch``; raises ``RuntimeError`` without one."""
    path = find()
    if path is None:
        raise RuntimeError(HOW)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return {"executable_path": path, "args": [*ARGS, *(["--no-sandbox"] if root else [])]}
