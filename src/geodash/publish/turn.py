"""A site that is a link to a folder: a build makes a new folder beside that and turns the link, at one stroke."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from geodash.collection.write.whole import sync_folder
from geodash.publish.leaf import digest

T = TypeVar("T")


def in_a_new_folder(link: Path, build: Callable[[Path], T], changed: Callable[[T], bool]) -> T:
    """``build`` in a copy of the folder that a link leads to; the link is turned to it if that ``changed`` anything.

    Files that stay are the same ones (hard links where there are such), so ``build`` may put others in their places but
    never write into them. The folder before stays until the next build, for whoever still reads in it.
    """
    now = link.resolve()
    _sweep(link, now)
    fresh = _next(link, now)
    try:
        if now.exists():
            shutil.copytree(now, fresh, symlinks=True, copy_function=_same)
        else:
            fresh.mkdir(parents=True)
        done = build(fresh)
        if not changed(done):
            shutil.rmtree(fresh)
            return done
        sync_folder(fresh)
        _turn(link, fresh)
    except BaseException:
        if link.resolve() != fresh:
            shutil.rmtree(fresh, ignore_errors=True)
        raise
    return done


def _turn(link: Path, folder: Path) -> None:
    new = link.with_name(f"{folder.name}.link")
    new.unlink(missing_ok=True)
    new.symlink_to(os.path.relpath(folder, link.parent.resolve()), target_is_directory=True)
    new.replace(link)
    sync_folder(link.parent)


def _next(link: Path, now: Path) -> Path:
    numbers = [number for _, number in _ours(link, now)]
    return now.with_name(f"{_name(link)}.geodash-{max(numbers, default=0) + 1}")


def _sweep(link: Path, now: Path) -> None:
    """Takes away what killed builds and those before the last one left; folders of another name are not ours."""
    for folder, _ in list(_ours(link, now)):
        if folder != now:
            shutil.rmtree(folder)


def _ours(link: Path, now: Path) -> Iterator[tuple[Path, int]]:
    name = re.compile(rf"{re.escape(_name(link))}\.geodash-(\d+)")
    for found in now.parent.iterdir() if now.parent.is_dir() else ():
        if (match := name.fullmatch(found.name)) and found.is_dir():
            yield found, int(match[1])


def _name(link: Path) -> str:
    """A link's alone: others of its name may lead to the same place."""
    return f"{link.name}-{digest(str(link.parent.resolve()))[:8]}"


def _same(source: str, target: str) -> None:
    with contextlib.suppress(OSError):
        os.link(source, target, follow_symlinks=False)
        return
    shutil.copy2(source, target)
