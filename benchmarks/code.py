"""The page Code with an article of 10,000 words: how long it takes to open, and each key to be painted.

``python benchmarks/code.py [--rounds 9]``; needs the test extra. Times are taken inside the page, from a key's own time
stamp to the frame after the next, when what it changed is on the screen; ``known`` is when the server's answer
(marks, card, problems) is drawn too. Budgets: 1 s to open, 50 ms a key.
"""

from __future__ import annotations

import argparse
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))
import chromium  # noqa: E402  (lives beside the tests that share it)

SOURCE, LONG, WORDS = "timely-diplomacy", "long-text", 10_000
OPEN, KEY = 1_000, 50
# Of each key: when it was pressed, when its frame was painted.
WATCH = """() => {
  window.__keys = [];
  addEventListener('keydown', (ev) => {
    const at = ev.timeStamp;
    requestAnimationFrame(() => requestAnimationFrame(() => window.__keys.push(performance.now() - at)));
  }, true);
}"""
ROOT_NODE = "document.querySelector('.gd-code').gd"


def collection(folder: Path) -> int:
    """The shipped one with a long article, of which as much is coded; returns its words."""
    for file in [*ROOT.glob("*.csv"), ROOT / "datapackage.json", ROOT / "wording.yaml"]:
        shutil.copy(file, folder)
    shutil.copytree(ROOT / "articles", folder / "articles")
    front, body = (folder / "articles" / f"{SOURCE}.md").read_text("utf-8").split("\n---\n", 1)
    times = -(-WORDS // len(body.split()))
    front = re.sub(r"(?m)^title: .*$", "title: A long text", front).split("notes:")[0].rstrip()
    (folder / "articles" / f"{LONG}.md").write_text(
        f"{front}\n---\n\n" + "\n\n".join([body] * times), "utf-8"
    )
    return len(body.split()) * times


def serve(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """A server of the collection, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "geodash", "serve", str(folder), "--edit", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    base = f"http://localhost:{port}"
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{base}/api/code/article/{LONG}", timeout=5).close()
            break
        except OSError:
            time.sleep(0.5)
    return server, base


def opening(page: Page, rounds: int) -> list[float]:
    """Milliseconds until the article is on the page with its marks, opened from another one."""
    found = []
    for _ in range(rounds):
        page.evaluate(f"{ROOT_NODE}.open('{SOURCE}')")
        page.locator(".gd-code[data-ready='1']").wait_for()
        found.append(
            page.evaluate(
                """async ([id]) => {
                  const root = document.querySelector('.gd-code');
                  delete root.dataset.ready;
                  const at = performance.now();
                  root.gd.open(id);
                  while (!root.dataset.ready) await new Promise(requestAnimationFrame);
                  return performance.now() - at;
                }""",
                [LONG],
            )
        )
    return found


def keys(page: Page, pressed: list[str]) -> list[float]:
    """Milliseconds of each key, one after the other, the page at rest between them."""
    page.evaluate("window.__keys = []")
    for n, key in enumerate(pressed, start=1):
        page.keyboard.press(key)
        page.wait_for_function("(n) => window.__keys.length >= n", arg=n)
        page.wait_for_timeout(150)
    return page.evaluate("window.__keys")


def measured(page: Page, rounds: int) -> dict[str, list[float]]:
    """Milliseconds by what is done."""
    found = {"open the article": opening(page, rounds)}
    page.evaluate(WATCH)
    page.evaluate(f"{ROOT_NODE}.caret.go({ROOT_NODE}.desk.sentences.length >> 1)")
    page.locator(".gd-ct").focus()
    found["↓ the next sentence"] = keys(page, ["ArrowDown"] * rounds)
    found["Shift → select a word"] = keys(page, ["Shift+ArrowRight"] * rounds)
    found["Escape"] = keys(page, ["Escape"])
    begin, undo, typed = [], [], []
    for _ in range(rounds):
        page.locator(".gd-ct").focus()
        begin += keys(page, ["n"])
        page.locator(".gd-kind-ask").wait_for()
        page.keyboard.press("Escape")
        page.locator(".gd-cc-title").focus()
        typed += keys(page, ["a"])
        page.locator(".gd-ct").focus()
        undo += keys(page, ["Control+z", "Control+z"])
    found |= {"N a new event": begin, "a letter of the title": typed, "Ctrl Z undo": undo}
    page.locator(".gd-cb-modes [data-mode=table]").click()
    page.evaluate(f"{ROOT_NODE}.open('{SOURCE}')")
    page.locator(".gd-code[data-ready='1']").wait_for()
    page.locator(".gd-cb-modes [data-mode=table]").click()
    page.locator(".gd-tb-cell.is-at").wait_for()
    found["↓ in the table"] = keys(page, ["ArrowDown"] * rounds)
    found["Shift ↓ a range in the table"] = keys(page, ["Shift+ArrowDown"] * rounds)
    found["Ctrl D fill down"] = keys(page, ["Control+d"])
    return found


def main() -> None:
    """Prints a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as temporary:
        words = collection(Path(temporary))
        server, base = serve(Path(temporary))
        try:
            with sync_playwright() as play:
                browser = play.chromium.launch(**chromium.launch_options())
                page = browser.new_page(viewport={"width": 1440, "height": 780})
                page.goto(f"{base}/code?read={SOURCE}")
                page.locator(".gd-code[data-ready='1']").wait_for(timeout=60_000)
                found = measured(page, rounds)
                browser.close()
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)
    print(f"An article of {words:,} words; milliseconds, median and worst of {rounds} rounds.\n")
    print("| | median | worst | budget |\n|---|---|---|---|")
    for what, times in found.items():
        budget = OPEN if what.startswith("open") else KEY
        print(f"| {what} | {statistics.median(times):.0f} | {max(times):.0f} | {budget} |")


if __name__ == "__main__":
    main()
