"""How long the shipped collection takes to publish, anew and after one change, and what its pages weigh.

    python benchmarks/publish.py
    python benchmarks/publish.py --site DIR    # of a site that is there already: only how its pages open

Bytes are as sent gzipped, with all that a page asks for before anybody reads: style, script, Latin fonts. Pages are
opened at 1 Mbit/s with 100 ms to the server and a quarter of the processor (needs the test extra).
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from geodash.publish.hands import hands_for
from geodash.publish.stock import Stock
from geodash.publish.tree import leaves
from geodash.publish.write import manifest_of, write_site
from geodash.web.editions import edition_of
from geodash.web.site import Site

ROOT = Path(__file__).resolve().parents[1]
URL = "https://maps.example.org/cc/"
sys.path.insert(0, str(ROOT / "tests" / "browser"))
import chromium  # noqa: E402  (lives beside the tests that share it)

PARTS = ("articles", "geodata", "*.csv", "datapackage.json", "wording.yaml")


def spent() -> float:
    """CPU seconds of this process and of those that it started and saw the end of."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def build(folder: Path, to: Path) -> tuple[float, float, int]:
    """Wall and CPU seconds of a build as ``geodash publish`` makes it, and the files that it wrote."""
    wall, cpu = time.perf_counter(), spent()
    before = manifest_of(to).get("files", {})
    with hands_for(folder) as hands:
        edition = edition_of(Site.open(folder), URL, hands=hands)
        done = write_site(to, leaves(edition, Stock(), before), {"url": URL}, at_once=hands.at_once)
    return time.perf_counter() - wall, spent() - cpu, len(done.written)


def squeezed(path: Path) -> int:
    data = path.read_bytes()
    return len(data) if path.suffix in (".woff2", ".jpg", ".bin") else len(gzip.compress(data, 6))


class Squeezing(SimpleHTTPRequestHandler):
    """Sends text gzipped, as servers of the world do."""

    protocol_version = "HTTP/1.1"
    text = (".html", ".css", ".js", ".json")

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in self.text:
            data = gzip.compress(data, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing."""


class Line:
    """A tab at the end of a slow line; ``sent`` are the bytes it got."""

    def __init__(self, browser: Browser, width: int, height: int) -> None:
        self.page: Page = browser.new_context(
            viewport={"width": width, "height": height}
        ).new_page()
        self.sent = self.asked = 0
        self.cdp: CDPSession = self.page.context.new_cdp_session(self.page)
        self.cdp.send("Network.enable")
        self.cdp.on("Network.loadingFinished", self._got)

    def _got(self, event: dict[str, float]) -> None:
        self.sent += int(event["encodedDataLength"])
        self.asked += 1

    def slow(self, processor: int) -> None:
        line = {"latency": 100, "downloadThroughput": 125_000, "uploadThroughput": 125_000}
        self.cdp.send("Network.emulateNetworkConditions", {"offline": False, **line})
        self.cdp.send("Emulation.setCPUThrottlingRate", {"rate": processor})


FILTERS = (
    {"kind": ["violence"]},
    {"kind": []},
    {"from": "2022-09-01"},
    {"from": None},
    {"actor": ["ARM"]},
    {"actor": []},
)
#: Milliseconds from the change of a filter to the second frame after its answer is there.
PAINTED = """async (patch) => {
  const { state } = document.querySelector('.gd-explore').gd;
  const begun = performance.now();
  const done = new Promise((found) => { const off = state.on('data', () => { off(); found(); }); });
  state.setFilter(patch);
  await done;
  await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
  return performance.now() - begun;
}"""


def explored(browser: Browser, address: str, width: int, height: int, processor: int) -> None:
    """Explore: until it is drawn, and how long a filter takes from then on."""
    line = Line(browser, width, height)
    line.slow(processor)
    line.page.goto(address, wait_until="commit")
    line.page.locator(".gd-explore[data-ready='1']").wait_for(timeout=120_000)
    ready = line.page.evaluate("performance.getEntriesByName('gd-ready')[0].startTime")
    sent, asked = line.sent, line.asked
    line.page.wait_for_load_state("networkidle")
    taken = [line.page.evaluate(PAINTED, patch) for patch in FILTERS * 2]
    print(
        f"explore {width}x{height} ÷{processor}: drawn after {ready / 1000:.1f} s, {sent / 1000:.0f} kB and {asked} files; "
        f"{line.sent / 1000:.0f} kB when all is there; filter → painted {statistics.median(taken):.0f} ms, {max(taken):.0f} at most"
    )
    line.page.context.close()


def opened(browser: Browser, address: str, width: int, height: int) -> None:
    """A page of text: until it is painted, and how much it moves."""
    line = Line(browser, width, height)
    line.page.add_init_script(
        "window.moved = 0; window.painted = 0;"
        "new PerformanceObserver((l) => l.getEntries().forEach((e) => { moved += e.value })).observe({type: 'layout-shift', buffered: true});"
        "new PerformanceObserver((l) => l.getEntries().forEach((e) => { painted = e.startTime })).observe({type: 'largest-contentful-paint', buffered: true});"
    )
    line.slow(4)
    line.page.goto(address, wait_until="networkidle")
    painted, moved = line.page.evaluate("[painted, moved]")
    kind = "/".join(address.split("/")[-3:-1])
    print(
        f"{kind:32} {width}x{height} ÷4: {painted / 1000:.1f} s, {line.sent / 1000:.0f} kB, moved {moved:.3f}"
    )
    line.page.context.close()


def browse(site: Path) -> None:
    """How the pages of a site open, below a path."""
    folder = Path(tempfile.mkdtemp())
    (folder / "maps").symlink_to(site.resolve())

    def handler(*args: object) -> Squeezing:
        return Squeezing(*args, directory=str(folder))  # type: ignore[arg-type]

    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}/maps/"
    with sync_playwright() as play:
        browser = play.chromium.launch(**chromium.launch_options())  # type: ignore[arg-type]
        explored(browser, f"{base}explore/", 1440, 780, 1)
        explored(browser, f"{base}explore/", 390, 844, 4)
        for path in ("a/lachin-corridor-blocked/", "e/cc-0041/"):
            opened(browser, base + path, 390, 844)
        browser.close()
    server.shutdown()
    shutil.rmtree(folder)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--site", type=Path)
    if site := asked.parse_args().site:
        browse(site)
        return
    with tempfile.TemporaryDirectory() as name:
        folder, to = Path(name) / "collection", Path(name) / "site"
        folder.mkdir()
        for part in PARTS:
            for found in ROOT.glob(part):
                copy = shutil.copytree if found.is_dir() else shutil.copy
                copy(found, folder / found.name)
        print("anew           {:5.1f} s, {:5.1f} CPU s, {} files".format(*build(folder, to)))
        events = folder / "events.csv"
        old = "Lachin road blocked by groups"
        events.write_text(events.read_text("utf-8").replace(old, f"The {old}", 1), "utf-8")
        print("one title      {:5.1f} s, {:5.1f} CPU s, {} files".format(*build(folder, to)))
        print("nothing        {:5.1f} s, {:5.1f} CPU s, {} files".format(*build(folder, to)))
        shared = sum(
            squeezed(p)
            for p in (to / "_").iterdir()
            if p.is_file() and (p.name.startswith("page-") or "latin" in p.name)
        )
        for kind in ("a/*/index.html", "e/*/index.html", "e/*/embed/index.html"):
            sizes = sorted(squeezed(p) for p in to.glob(kind))
            beside = 0 if "embed" in kind else shared
            middle, most = sizes[len(sizes) // 2] + beside, sizes[-1] + beside
            print(f"{kind:22} {middle / 1000:5.0f} kB in the middle, {most / 1000:.0f} kB at most")
        live = sum(squeezed(p) for p in (to / "_").glob("live-*"))
        read = max(squeezed(p) for p in to.glob("a/*/read.json"))
        print(
            f"woken              {(live + read) / 1000:5.0f} kB more, and the ground of its views"
        )
        browse(to)


if __name__ == "__main__":
    main()
