"""Takes the pictures of the README and of the guide for editors from the running app: ``python tools/make_screenshots.py``.

The subjects are the hand-over of Lachin, on which two articles agree, and the fighting of which each side
blames the other: no picture shows what only one side, or nobody named, says of another.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))
sys.path.insert(0, str(ROOT / "tests"))
import chromium  # noqa: E402  (lives beside the tests that share it)
from flood_sample import floods  # noqa: E402

EVENT = "cc-0039"
VIEW = f"/?from=2022-08-01&to=2022-12-31&event={EVENT}"
PICTURES = {
    "explore.png": (VIEW, 1440, 780),
    "explore-phone.png": (VIEW, 390, 844),
    # The fighting along the border.
    "present.png": ("/show/armenia-azerbaijan-2022?slide=10", 1440, 810),
}
#: What tells that a page is drawn: Explore with its card, or a show.
READY = ".gd-explore[data-ready='1'] #gd-card-title, #sh-show[data-ready='1']"


CODE = ".gd-code[data-ready='1']"
IMAGES = ROOT / "docs" / "images"


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


def for_editors(browser: Browser, base: str, folder: Path) -> None:
    """The dialog that brings an article, and the page Code with an event: an invented flood."""
    context = browser.new_context(viewport={"width": 1366, "height": 650}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{base}/code?read=road")
    page.wait_for_selector(CODE)
    page.get_by_role("button", name="Flood in Garissa").last.click()
    page.wait_for_selector(".gd-cc-kind")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=IMAGES / "editors-code.png")
    page.get_by_role("button", name="Bring an article").click()
    text = folder / "story.txt"
    text.write_text("After the flood\n\nThe Tana fell below the marks on Friday. Schools in Garissa opened again "
                    "on 13 May 2024.\n\nKenya asked for seed and tents.\n", "utf-8")  # fmt: skip
    page.locator("dialog.gd-br input[type=file]").set_input_files(text)
    page.get_by_text("What will be stored").wait_for()
    page.get_by_text("¶1").last.wait_for()
    page.screenshot(path=IMAGES / "editors-bring.png")
    context.close()
    for picture in ("editors-code.png", "editors-bring.png"):
        # A page of few colours: 256 of them show it as well in a third of the bytes.
        Image.open(IMAGES / picture).convert("RGB").quantize(256).save(
            IMAGES / picture, optimize=True
        )


def serving(folder: Path, *options: str) -> tuple[subprocess.Popen[bytes], str]:
    """A server of a collection, and its address."""
    port = free_port()
    base = f"http://localhost:{port}"
    command = [sys.executable, "-m", "geodash", "serve", str(folder), "--no-open", "--port", str(port), *options]  # fmt: skip
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait(f"{base}/_stcore/health")
    return server, base


def main() -> None:
    """All, or those for editors alone (``--editors``)."""
    with sync_playwright() as p, tempfile.TemporaryDirectory() as name:
        browser = p.chromium.launch(**chromium.launch_options())
        folder = floods(Path(name))
        jobs = [(folder, ("--edit",), lambda base: for_editors(browser, base, folder))]
        if "--editors" not in sys.argv:
            jobs.append((ROOT, (), lambda base: [take(browser, base, n, *v) for n, v in PICTURES.items()]))  # fmt: skip
        for where, options, draw in jobs:
            server, base = serving(where, *options)
            try:
                draw(base)
            finally:
                server.terminate()
                server.wait(timeout=20)
        browser.close()


if __name__ == "__main__":
    main()
