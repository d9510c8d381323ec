"""Builds of a published site that are killed (SIGKILL) at any moment: what is left of the site.

    python benchmarks/killed.py [TRIALS] [--linked]

The pages of the shipped collection, and of one twice as large for another address, maps and pictures left out, are made
once; each trial has a process bring a copy of the one site to the other, and kills it: at any time of a build, or as soon
as it is seen to rename. In what is left no page that was there before may have a link that leads nowhere (nothing leads to
the new ones yet). Then the next build's first step is taken, which ends what was begun. ``--linked``:
the site is a link to a folder, and what is left must be the old site or the new one, with no step taken.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from unittest.mock import patch

from published_many import made as grown

from geodash.publish.crawl import crawl
from geodash.publish.leaf import Leaf
from geodash.publish.maps import StillMap
from geodash.publish.stock import Stock
from geodash.publish.tree import leaves
from geodash.publish.write import STAGE, heal, write_site
from geodash.web.editions import edition_of
from geodash.web.site import Site

ROOT = Path(__file__).resolve().parents[1]
URLS = ("https://maps.example.org/old/", "https://maps.example.org/new/")


def made(site: Site, url: str) -> list[Leaf]:
    """All files with their content."""
    with (
        patch.object(StillMap, "svg", lambda self, shape: f"<svg><!--{shape.name}--></svg>"),
        patch.object(StillMap, "beside", lambda self, words: b"a picture"),
    ):
        found = leaves(edition_of(site, url), Stock())
        return [Leaf.of(leaf.path, leaf.make()) for leaf in found]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file but what is laid ready."""
    found = (p for p in folder.rglob("*") if p.is_file() and STAGE not in p.parts)
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found}


def noted(to: Path) -> bool:
    """Whether all is made, and renaming has begun; of a link in a folder beside the one that it leads to."""
    folders = to.parent.glob(f"{to.name}.geodash-*") if to.is_symlink() else [to]
    return any((folder / STAGE / "note.json").exists() for folder in folders)


def trial(first: Path, name: Path, *, linked: bool) -> Path:
    """A copy of a site, to be written over; ``linked`` as a link to one."""
    if not linked:
        return Path(shutil.copytree(first, name))
    name.mkdir()
    shutil.copytree(first, name / "first")
    (name / "site").symlink_to("first")
    return name / "site"


def killed(
    to: Path, files: Iterable[Leaf], about: dict[str, str], wait: float, *, renaming: bool
) -> bool:
    """Whether a process that builds was killed before it was done."""
    child = os.fork()
    if not child:
        write_site(to, files, about)
        os._exit(0)
    while renaming and not noted(to) and not os.waitpid(child, os.WNOHANG)[0]:
        time.sleep(0.0005)
    time.sleep(wait)
    try:
        os.kill(child, signal.SIGKILL)
        return os.waitpid(child, 0)[1] == signal.SIGKILL
    except (ProcessLookupError, ChildProcessError):
        return False


def main() -> None:
    linked = "--linked" in sys.argv
    trials = next((int(a) for a in sys.argv[1:] if a.isdecimal()), 50)
    dice = random.Random(1)
    with tempfile.TemporaryDirectory() as name:
        grown(Path(name) / "collection", 2)
        sources = (ROOT, Path(name) / "collection")
        old, new = (
            (made(Site.open(source), url), {"url": url})
            for source, url in zip(sources, URLS, strict=True)
        )
        first, second = Path(name) / "old", Path(name) / "new"
        write_site(first, *old)
        begun = time.perf_counter()
        write_site(shutil.copytree(first, second), *new)
        took = time.perf_counter() - begun
        sites = {"the old site": contents(first), "the new site": contents(second)}
        known = {leaf.path for leaf in old[0]}
        seen: Counter[str] = Counter()
        for number in range(trials):
            to = trial(first, Path(name) / "trial", linked=linked)
            renaming = number % 2 == 1
            # Of a link so that some are turned by then.
            wait = dice.uniform(0, (took if linked else 0.02) if renaming else took)
            seen["killed" if killed(to, *new, wait, renaming=renaming) else "done before"] += 1
            now = contents(to)
            at = next((w for w, files in sites.items() if files == now), "")
            if not at:
                found = crawl(to, URLS[1])
                astray = [f for f in found if f.path in known and "leads nowhere" in f.what]
                at = f"among its renamings, {'LINKS LEAD NOWHERE' if astray else 'all links lead somewhere'}"
                print(*astray[:3], sep="\n", end="\n" if astray else "")
            if linked:
                at = at if at in sites else "HALF A SITE"
            else:
                heal(to)
            now = contents(to)
            then = next((w for w, files in sites.items() if files == now), "HALF A SITE")
            seen[f"{at}, then {then}"] += 1
            shutil.rmtree(Path(name) / "trial")
    print(f"{len(old[0])} files, {took:.2f} s a build, {trials} trials")
    for what, times in sorted(seen.items()):
        print(f"{times:4} {what}")
    sys.exit(any("HALF" in what or "NOWHERE" in what for what in seen))


if __name__ == "__main__":
    main()
