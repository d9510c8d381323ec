"""How a build grows with a collection: the shipped one so many times over, each copy with ids of its own.

    python benchmarks/published_many.py TIMES [--without-maps] [--by-place]

Ten copies have their places in common, the next ten stand a bit aside: in large collections many events are of one place.
``--by-place``: pictures of links as of more than 2,000 events, however few there are.

Prints articles, events, files, seconds of the clock and of the processors, and the most memory of this process and of the
largest beside it. ``--without-maps`` leaves out what draws, which grows by the event.
"""

from __future__ import annotations

import csv
import resource
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

from publish import ROOT, build

from geodash.publish.maps import StillMap

#: The columns of each table that hold ids of the kind that a copy has of its own.
IDS = {
    "events": ("event_id", "replaced_by"),
    "mentions": ("mention_id", "event_id", "article_id"),
    "links": ("from_event", "to_event"),
}


def rows(name: str) -> list[dict[str, str]]:
    with (ROOT / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, found: list[Mapping[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(found[0]))
        out.writeheader()
        out.writerows(found)


def made(folder: Path, times: int) -> None:
    (folder / "articles").mkdir(parents=True)
    shutil.copytree(ROOT / "geodata", folder / "geodata")
    for name in ("actors.csv", "datapackage.json", "wording.yaml"):
        shutil.copy(ROOT / name, folder / name)
    names: list[Callable[[str], str]] = [
        lambda ident, n=n: f"{ident}-{n}" if ident and n else ident for n in range(times)
    ]
    for name, columns in IDS.items():
        found = []
        for n, own in enumerate(names):
            for row in rows(name):
                found.append(row | {c: own(row[c]) for c in columns if c in row})
                for c in ("latitude", "longitude"):
                    if row.get(c):
                        found[-1][c] = f"{float(row[c]) + n // 10 * 0.003:.4f}"
        write(folder / f"{name}.csv", found)
    for article in (ROOT / "articles").glob("*.md"):
        for own in names:
            shutil.copy(article, folder / "articles" / f"{own(article.stem)}.md")


def main() -> None:
    times = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name) / "collection"
        made(folder, times)
        if "--without-maps" in sys.argv:
            stack.enter_context(patch.object(StillMap, "svg", lambda self, shape: "<svg/>"))
            stack.enter_context(patch.object(StillMap, "beside", lambda self, words: b"x"))
        if "--by-place" in sys.argv:
            stack.enter_context(patch("geodash.publish.pictures.MOST_OF_THEIR_OWN", 0))
        wall, cpu, files = build(folder, Path(name) / "site")
        again = build(folder, Path(name) / "site")
    most = [
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    print(
        f"{9 * times} articles, {len(rows('events')) * times} events, {files} files: {wall:.0f} s, {cpu:.0f} CPU s; "
        f"once more {again[0]:.1f} s, {again[1]:.1f} CPU s; {most[0]:.0f} and {most[1]:.0f} MB"
    )


if __name__ == "__main__":
    main()
