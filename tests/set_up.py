"""Gets what the tests need beside Python, a browser and LibreOffice, where there is none yet.

Run by ``make test`` before pytest. It says in a line what it installs and shows what a command
wrote only when that did not help.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "browser"))
import chromium
import office

Command = Sequence[str]


def apt(*packages: str) -> list[Command]:
    """Debian's packages, for root only."""
    if not shutil.which("apt-get") or getattr(os, "geteuid", lambda: 1)() != 0:
        return []
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    return [["apt-get", "update", "-qq"], install]


def found(what: str, find: Callable[[], str | None], how: str, *ways: Sequence[Command]) -> None:
    """Looks for a program and tries one way after the other to install it."""
    log = ""
    for way in (way for way in ways if way):
        if find() is not None:
            return
        if not log:
            print(f"Installing {what} for the tests (once) …", flush=True)
        for command in way:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            log += f"{' '.join(command)}\n{done.stdout}{done.stderr}"
    if find() is None:
        print(f"{log}{how}", flush=True)


if __name__ == "__main__":
    # The shell is smaller than the whole browser, and faster; not every system has it.
    shell = "chromium-headless-shell"
    playwright = [sys.executable, "-m", "playwright", "install", shell]
    found("a browser", chromium.find, chromium.HOW, [playwright], apt(shell), apt("chromium"))
    found("LibreOffice", office.find, office.HOW, apt(*office.PACKAGES))
