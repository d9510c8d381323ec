"""Pictures of every slide of a briefing, to be looked at: ``python tools/look_at_show.py ID FOLDER``.

Writes each slide at three sizes and, as over a bad link, at 640×360 in JPEG of quality 30, and one
sheet a size with all of them. ``--open FILE.html`` takes a file that exists already.
"""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))
import chromium  # noqa: E402  (lives beside the tests that share it)

SIZES = ((1920, 1080), (1280, 720), (1024, 768))
BAD_LINK, QUALITY = (640, 360), 30
#: What must lie within the window and within its own box.
CLIPPED = """() => {
  const out = [];
  const words = document.querySelector('.sh-words');
  if (words.scrollHeight > words.clientHeight + 1) out.push(`words ${words.scrollHeight - words.clientHeight} px too high`);
  for (const el of document.querySelectorAll('.sh-words *, .sh-strip > *, .sh-key, .gd-mark, .gd-seat-text, .gd-label-selected')) {
    const r = el.getBoundingClientRect();
    if (!r.width || !r.height) continue;
    if (r.left < -1 || r.top < -1 || r.right > innerWidth + 1 || r.bottom > innerHeight + 1) out.push(`${el.className} ${el.textContent.slice(0, 30)}`);
  }
  return out;
}"""


def pictures(page: Page, address: str, folder: Path) -> None:
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address)
        page.wait_for_selector("#sh-show[data-ready='1']")
        shots = []
        while True:
            n = int(page.get_attribute("#sh-show", "data-slide") or 0)
            page.evaluate(
                "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 120)))"
            )
            for wrong in page.evaluate(CLIPPED):
                print(f"{width}×{height} slide {n}: {wrong}")
            shots.append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
            shots[-1].save(folder / f"{width}x{height}-{n:02d}.png")
            page.keyboard.press("PageDown")
            if int(page.get_attribute("#sh-show", "data-slide") or 0) == n:
                break
        sheet(shots, 960).save(folder / f"sheet-{width}x{height}.png")
        if (width, height) == SIZES[0]:
            bad = [bad_link(shot, folder / f"bad-{i:02d}.jpg") for i, shot in enumerate(shots, 1)]
            sheet(bad, BAD_LINK[0]).save(folder / "sheet-bad.png")


def bad_link(shot: Image.Image, path: Path) -> Image.Image:
    shot.resize(BAD_LINK, Image.Resampling.LANCZOS).save(path, quality=QUALITY)
    return Image.open(path)


def sheet(shots: list[Image.Image], width: int, columns: int = 2) -> Image.Image:
    height = round(shots[0].height * width / shots[0].width)
    rows = -(-len(shots) // columns)
    whole = Image.new("RGB", (columns * (width + 8), rows * (height + 8)), "#777")
    for i, shot in enumerate(shots):
        at = (i % columns * (width + 8), i // columns * (height + 8))
        whole.paste(shot.resize((width, height)), at)
    return whole


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("briefing", help="id of a briefing of this collection")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--open", type=Path, help="an HTML file to look at instead")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    path = args.open
    if path is None:
        from geodash.web.site import Site

        path = args.folder / f"{args.briefing}.html"
        path.write_bytes(Site.open(ROOT).briefing_file(args.briefing, ".html"))
    print(f"{path}: {path.stat().st_size / 1e6:.2f} MB")
    with sync_playwright() as p:
        browser = p.chromium.launch(**chromium.launch_options())
        page = browser.new_context(reduced_motion="reduce").new_page()
        page.on("pageerror", lambda e: print(f"error: {e}"))
        page.on("console", lambda m: m.type == "error" and print(f"error: {m.text}"))
        pictures(page, path.resolve().as_uri(), args.folder)
        browser.close()


if __name__ == "__main__":
    main()
