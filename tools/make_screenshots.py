"""Takes the pictures of the README from the running app: ``python tools/make_screenshots.py``.

The subjects are the hand-over of Lachin, on which two articles agree, and the fighting of which each side
blames the other: no picture shows what only one side, or nobody named, says of another.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))
import chromium  # noqa: E402  (lives beside the tests that share it)

EVENT = "cc-0039"
VIEW = f"/?from=2022-08-01&to=2022-12-31&event={EVENT}"
PICTURES = {
    "explore.png": (VIEW, 1440, 780),
    "explore-phone.png": (VIEW, 390, 844),
    "present.png": ("/show/armenia-azerbaijan-2022?slide=9", 1440, 810),
}
#: What tells that a page is drawn: Explore with its card, or a show.
READY = ".gd-explore[data-ready='1'] #gd-card-title, #sh-show[data-ready='1']"


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait(url: str, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"{url} did not answer")


def take(browser: Browser, base: str, name: str, path: str, width: int, height: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(base + path)
    page.wait_for_selector(READY)
    page.evaluate("document.fonts.ready.then(() => true)")
    target = ROOT / "docs" / "images" / name
    page.screenshot(path=target)
    print(target.relative_to(ROOT), target.stat().st_size // 1024, "kB")
    context.close()


def main() -> None:
    port = free_port()
    base = f"http://localhost:{port}"
    command = [
        sys.executable,
        "-m",
        "geodash",
        "serve",
        str(ROOT),
        "--no-open",
        "--port",
        str(port),
    ]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait(f"{base}/_stcore/health")
        with sync_playwright() as p:
            browser = p.chromium.launch(**chromium.launch_options())
            for name, (path, width, height) in PICTURES.items():
                take(browser, base, name, path, width, height)
            browser.close()
    finally:
        server.terminate()
        server.wait(timeout=20)


if __name__ == "__main__":
    main()
