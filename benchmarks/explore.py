"""Explore beside a plain streamlit-folium app of the same events, in one run and one browser.

``python benchmarks/explore.py [--rounds 9]``; needs the test extra and
``pip install streamlit-folium``. Times are taken inside the page, from the input event to the second
animation frame after the change, so the driver's own latency is not in them. The peer gets
Leaflet from its own server instead of CDNs, and none of the other libraries, which favours it.
"""

from __future__ import annotations

import argparse
import platform
import re
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))
import chromium  # noqa: E402  (lives beside the tests that share it)

# In every frame: note when the number of marks last changed and was painted, on one clock.
WATCH = """
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const SELECTOR = 'path.leaflet-interactive, .gd-mark, .gd-seat-icon, .gd-ring-icon';
  let seen = -1;
  const look = () => {
    const n = document.querySelectorAll(SELECTOR).length;
    if (n !== seen) {
      seen = n;
      requestAnimationFrame(() => { top.__marks = { n, t: now() }; });
    }
    requestAnimationFrame(look);
  };
  // A frame that is not laid out yet drops its first callbacks.
  addEventListener('load', () => requestAnimationFrame(look));
  for (const kind of ['click', 'change']) {
    addEventListener(kind, () => { top.__input = now(); }, true);
  }
  window.__now = now;
})();
"""


@dataclass
class Result:
    """Milliseconds, or kilobytes for ``sent``; each a list over the rounds."""

    cold: list[float] = field(default_factory=list)
    filter: list[float] = field(default_factory=list)
    click: list[float] = field(default_factory=list)
    pan: list[float] = field(default_factory=list)
    sent_load: list[float] = field(default_factory=list)
    sent_filter: list[float] = field(default_factory=list)
    sent_click: list[float] = field(default_factory=list)
    kept_view: bool = True


class Bytes:
    """What the server sent: bodies as transferred, and websocket payloads."""

    def __init__(self, page: Page) -> None:
        self.total = 0
        cdp = page.context.new_cdp_session(page)
        cdp.send("Network.enable")
        cdp.on("Network.loadingFinished", self._body)
        cdp.on("Network.webSocketFrameReceived", self._frame)

    def _body(self, event: dict) -> None:
        self.total += max(0, int(event["encodedDataLength"]))

    def _frame(self, event: dict) -> None:
        self.total += len(event["response"]["payloadData"]) * 3 // 4

    def take(self) -> float:
        """Kilobytes since the last call."""
        got, self.total = self.total, 0
        return got / 1024


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def leaflet_script() -> str:
    """The vendored module as the classic script that the peer expects from its CDN."""
    source = (ROOT / "src/geodash/assets/vendor/leaflet.js").read_text("utf-8")
    body, exports = re.search(r"(.*)\nexport \{(.*?)\};", source, re.S).groups()
    pairs = [part.strip().split(" as ") for part in exports.split(",")]
    names = ", ".join(f"{p[-1]}: {p[0]}" for p in pairs)
    return f"(() => {{\n{body}\nwindow.L = {{ {names} }};\n}})();"


def provide_leaflet() -> None:
    """Puts the peer's libraries beside its script, where Streamlit serves them."""
    folder = ROOT / "benchmarks" / "static"
    folder.mkdir(exist_ok=True)
    (folder / "leaflet.js").write_text(leaflet_script(), "utf-8")
    css = (ROOT / "src/geodash/assets/vendor/leaflet.css").read_text("utf-8")
    (folder / "leaflet.css").write_text(css, "utf-8")


def start(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def ours(port: int) -> list[str]:
    return [sys.executable, "-m", "geodash", "serve", ".", "--no-open", "--port", str(port)]


def peer(port: int) -> list[str]:
    return [
        *[sys.executable, "-m", "streamlit", "run", "benchmarks/peer_app.py"],
        *["--server.port", str(port), "--server.headless", "true", "--server.address", "localhost"],
        *["--browser.gatherUsageStats", "false", "--server.fileWatcherType", "none"],
        *["--server.enableStaticServing", "true"],
    ]


def wait(url: str) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"{url} did not answer")


def fresh(browser: Browser) -> tuple[Page, Bytes]:
    """An empty tab of a new visitor, watching."""
    context = browser.new_context(viewport={"width": 1366, "height": 650}, reduced_motion="reduce")
    page = context.new_page()
    page.add_init_script(WATCH)
    return page, Bytes(page)


def opened(page: Page, base: str) -> None:
    page.goto(base)
    page.wait_for_function("window.__marks && window.__marks.n > 10", timeout=60_000)


def settled(page: Page) -> None:
    """Until no marks changed and nothing was asked for half a second."""
    page.wait_for_function(
        "(() => { const m = window.__marks; return m && performance.timeOrigin"
        " + performance.now() - m.t > 500 })()",
        polling=100,
    )


def timed(page: Page, act: Callable[[], None], done: str) -> float:
    """Milliseconds from the last input event to ``done``, a JS expression for the end on our clock."""
    page.evaluate("window.__input = 0")
    act()
    page.wait_for_function(f"window.__input && ({done})", polling="raf")
    return float(page.evaluate(f"({done}) - window.__input"))


def pan(page: Page, box: dict[str, float]) -> float:
    """Mean milliseconds a frame while the map is dragged by mouse, 40 steps of 6 pixels."""
    x, y = box["x"] + box["width"] * 0.55, box["y"] + box["height"] * 0.62
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(
        "window.__frames = []; window.__panning = true; (function next(t) { window.__frames.push(t);"
        " if (window.__panning) requestAnimationFrame(next) })(performance.now())"
    )
    for i in range(40):
        page.mouse.move(x + 6 * (i if i < 20 else 40 - i), y + 2 * (i % 5))
    page.evaluate("window.__panning = false")
    page.mouse.up()
    frames = page.evaluate("window.__frames")
    return (frames[-1] - frames[0]) / (len(frames) - 1)


CHANGED = (
    "window.__marks.t > window.__input && window.__marks.n !== window.__before && window.__marks.t"
)
PASSAGE = "window.__passage && window.__passage > window.__input && window.__passage"


def watch_text(page: Page, selector: str) -> None:
    """Notes when the text of ``selector`` changed and was painted."""
    page.evaluate(
        """selector => {
          let last = document.querySelector(selector)?.innerText;
          window.__passage = 0;
          const look = () => {
            const text = document.querySelector(selector)?.innerText;
            if (text && text !== last) {
              last = text;
              requestAnimationFrame(() => { window.__passage = window.__now(); });
            }
            requestAnimationFrame(look);
          };
          look();
        }""",
        selector,
    )


def measure_ours(page: Page, sent: Bytes, r: Result, rounds: int) -> None:
    settled(page)
    r.sent_load.append(sent.take())
    page.get_by_role("button", name=re.compile("any kind")).click()
    box = page.get_by_role("dialog").get_by_role("checkbox", name=re.compile("Violence"))
    for _ in range(rounds):
        page.evaluate("window.__before = window.__marks.n")
        r.filter.append(timed(page, box.click, CHANGED))
        settled(page)
        r.sent_filter.append(sent.take())
    page.keyboard.press("Escape")
    if rounds % 2:
        page.evaluate("document.querySelector('.gd-explore').gd.state.resetFilter()")
    settled(page)
    watch_text(page, "#gd-card-title")
    for i in range(rounds):
        place = ("Jermuk", "Goris", "Sotk")[i % 3]
        mark = page.locator(f".gd-mark[aria-label*='near {place},']")
        sent.take()
        r.click.append(timed(page, mark.click, PASSAGE))
        settled(page)
        r.sent_click.append(sent.take())
    page.keyboard.press("Escape")
    box = page.locator(".gd-map-canvas").bounding_box()
    r.pan += [pan(page, box) for _ in range(3)]


def measure_peer(page: Page, sent: Bytes, r: Result, rounds: int) -> None:
    settled(page)
    r.sent_load.append(sent.take())
    choice = page.get_by_role("combobox")
    for _ in range(rounds):
        choice.click()
        option = page.get_by_role("option", name="violence")
        page.evaluate("window.__before = window.__marks.n")
        sent.take()
        r.filter.append(timed(page, option.click, CHANGED))
        settled(page)
        r.sent_filter.append(sent.take())
        page.evaluate("window.__before = window.__marks.n")
        page.locator(
            "[data-testid=stMultiSelect] [role=button], [data-testid=stMultiSelect] svg"
        ).first.click()
        page.wait_for_function("window.__marks.n !== window.__before")
        settled(page)
    frame = next(f for f in page.frames if "streamlit_folium" in f.url)
    watch_text(page, "[data-testid=stMain] blockquote")
    for i in range(rounds):
        sent.take()
        mark = frame.locator("path.leaflet-interactive").nth(3 + i)
        r.click.append(timed(page, lambda m=mark: m.dispatch_event("click"), PASSAGE))
        settled(page)
        r.sent_click.append(sent.take())
    box = page.locator("iframe[title*=folium]").bounding_box()
    r.pan += [pan(page, box) for _ in range(3)]


def cold_starts(
    browser: Browser, command: Callable[[int], list[str]], r: Result, rounds: int
) -> None:
    for _ in range(rounds):
        page, _ = fresh(browser)  # the browser is there before the program is
        port = free_port()
        began = time.time() * 1000
        process = start(command(port))
        try:
            base = f"http://localhost:{port}"
            wait(f"{base}/_stcore/health")
            opened(page, base)
            r.cold.append(float(page.evaluate("window.__marks.t")) - began)
            page.context.close()
        finally:
            process.terminate()
            process.wait()


def one(
    browser: Browser, command: Callable[[int], list[str]], measure: Callable, rounds: int
) -> Result:
    r = Result()
    cold_starts(browser, command, r, 3)
    port = free_port()
    process = start(command(port))
    try:
        base = f"http://localhost:{port}"
        wait(f"{base}/_stcore/health")
        page, sent = fresh(browser)
        opened(page, base)
        measure(page, sent, r, rounds)
        page.context.close()
    finally:
        process.terminate()
        process.wait()
    return r


ROWS = (
    ("process start → drawn", "cold", "ms"),
    ("filter → painted", "filter", "ms"),
    ("click → passage painted", "click", "ms"),
    ("pan, mean per frame", "pan", "ms"),
    ("sent: first load", "sent_load", "kB"),
    ("sent: a filter", "sent_filter", "kB"),
    ("sent: a click", "sent_click", "kB"),
)


def table(results: dict[str, Result]) -> str:
    names = list(results)
    lines = ["| | " + " | ".join(names) + " |", "|---|" + "---|" * len(names)]
    for label, key, unit in ROWS:
        cells = []
        for r in results.values():
            values = getattr(r, key)
            low, mid, high = min(values), statistics.median(values), max(values)
            cells.append(f"{mid:,.0f} {unit} ({low:,.0f}–{high:,.0f})")
        lines.append(f"| {label} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    provide_leaflet()
    with sync_playwright() as p:
        browser = p.chromium.launch(**chromium.launch_options())
        results = {
            "geodash": one(browser, ours, measure_ours, rounds),
            "streamlit-folium": one(browser, peer, measure_peer, rounds),
        }
        version = browser.version
        browser.close()
    print(table(results))
    print(f"\nChromium {version}, headless, software GL; Python {platform.python_version()};")
    print(f"median (lowest–highest) of {rounds} rounds, 3 for cold starts and pans.")


if __name__ == "__main__":
    main()
