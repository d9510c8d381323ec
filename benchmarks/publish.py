"""How long the shipped collection takes to publish, anew and after one change, and what its pages weigh.

    python benchmarks/publish.py

Bytes are as sent gzipped, with all that a page asks for before anybody reads: style, script, Latin fonts.
"""

from __future__ import annotations

import gzip
import os
import shutil
import tempfile
import time
from pathlib import Path

from geodash.publish.hands import hands_for
from geodash.publish.stock import Stock
from geodash.publish.tree import leaves
from geodash.publish.write import manifest_of, write_site
from geodash.web.editions import edition_of
from geodash.web.site import Site

ROOT = Path(__file__).resolve().parents[1]
URL = "https://maps.example.org/cc/"
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


def main() -> None:
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


if __name__ == "__main__":
    main()
