"""What the base map costs: bytes of geometry, names and relief, and milliseconds until it is drawn.

``python benchmarks/ground.py [--rounds 5] [--tree PATH]``; needs the test extra. The shipped collection at its first
view, then steps to other continents in the same page. ``--tree`` is another checkout with an environment of its
own, to be measured beside this one.
"""

from __future__ import annotations

import argparse
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))
import chromium  # noqa: E402  (lives beside the tests that share it)

READY = ".gd-map-canvas[data-ready='1']"
STEPS = {
    "Sudan": (15.5, 32.5, 7),
    "Chile": (-33.5, -70.6, 7),
    "Japan": (35, 137, 7),
    "Norway": (62, 7, 7),
}


class Sent:
    """Bytes of the map's files, as transferred."""

    def __init__(self, page: Page) -> None:
        self._urls: dict[str, str] = {}
        self.total = 0
        cdp = page.context.new_cdp_session(page)
        cdp.send("Network.enable")
        cdp.on("Network.responseReceived", self._named)
        cdp.on("Network.loadingFinished", self._done)

    def _named(self, event: dict) -> None:
        self._urls[event["requestId"]] = event["response"]["url"]

    def _done(self, event: dict) -> None:
        if "/api/geo/" in self._urls.get(event["requestId"], ""):
            self.total += int(event["encodedDataLength"])

    def take(self) -> float:
        """Kilobytes since the last call."""
        got, self.total = self.total, 0
        return got / 1000


def measure(browser: Browser, url: str) -> tuple[float, float, dict[str, float]]:
    """Kilobytes and milliseconds of the first view, kilobytes of each step."""
    context = browser.new_context(viewport={"width": 1366, "height": 650}, reduced_motion="reduce")
    page = context.new_page()
    sent = Sent(page)
    begun = time.perf_counter()
    page.goto(url)
    page.locator(READY).wait_for(state="attached", timeout=60_000)
    first = 1000 * (time.perf_counter() - begun)
    page.wait_for_load_state("networkidle")
    size, steps = sent.take(), {}
    for name, (lat, lon, zoom) in STEPS.items():
        page.evaluate(
            "(v) => document.querySelector('.gd-explore').gd.map.setView([v[0], v[1]], v[2], { animate: false }) && null",
            [lat, lon, zoom],
        )
        page.wait_for_load_state("networkidle")
        page.wait_for_function(
            "() => document.querySelector('.gd-map-canvas').dataset.ground !== 'coming'"
        )
        steps[name] = sent.take()
    context.close()
    return size, first, steps


def main() -> None:
    """Print a line for the first view and one for each step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tree", type=Path, default=ROOT)
    options = parser.parse_args()
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    python = options.tree / ".venv/bin/python"
    command = [
        str(python if python.exists() else sys.executable),
        "-m",
        "geodash",
        "serve",
        ".",
        "--no-open",
    ]
    server = subprocess.Popen(
        [*command, "--port", str(port)],
        cwd=options.tree,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://localhost:{port}/"
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(url, timeout=2).close()
                break
            except OSError:
                time.sleep(0.05)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(**chromium.launch_options())
            found = [measure(browser, url) for _ in range(options.rounds)]
            browser.close()
    finally:
        server.terminate()
        server.wait(timeout=20)
    sizes, times, steps = zip(*found, strict=True)
    print(
        f"first view: {statistics.median(sizes):,.0f} kB, drawn after {statistics.median(times):,.0f} ms"
    )
    for name in STEPS:
        print(f"step to {name}: {statistics.median(s[name] for s in steps):,.0f} kB")


if __name__ == "__main__":
    main()
