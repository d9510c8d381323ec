"""Files into the folder of a site: only what changed, and all of it or nothing.

Everything is made and laid beside the site first (in ``.geodash-publish``), and a note of what is to be done is
written last. Only then are files renamed into their places, a matter of milliseconds. A build that fails, or is
killed, leaves the site as it was; one that is killed among the renamings is finished by whoever comes next. Until then
each file is whole, the old one or the new, and what it leads to is there: new addresses come first, then what stands at
the old ones, and what nothing needs any more goes last.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from geodash.collection.write.lock import held
from geodash.collection.write.whole import replace_file, sync_folder
from geodash.publish.leaf import Leaf, digest
from geodash.publish.turn import in_a_new_folder

Json = dict[str, Any]
#: What says which files are ours, and what they were made from.
MANIFEST = "publish.json"
#: Where files lie until all of them are made.
STAGE = ".geodash-publish"
_NOTE = "note.json"
Progress = Callable[[int], None]
#: Further files, of what the site has beside the first ones (whole, by path), of those, and of the content of both.
Beside = Callable[
    [Mapping[str, list[str]], Mapping[str, list[str]], Callable[[str], bytes]], Iterable[Leaf]
]


class SiteError(ValueError):
    """A folder that is no site of ours, or can't be written."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did: files in all, written, left as they were, and taken away."""

    files: int
    written: tuple[str, ...]
    removed: tuple[str, ...]
    #: Whether anything on the disk is other than before.
    changed: bool = True

    @property
    def kept(self) -> int:
        """Files that stayed as they were."""
        return self.files - len(self.written)


def manifest_of(folder: Path) -> Json:
    """What a site says of itself; nothing of a folder that is none. Raises ``SiteError`` for a broken one."""
    try:
        found = json.loads((folder / MANIFEST).read_bytes())
        if not isinstance(found, dict) or not isinstance(found.get("files"), dict):
            raise SiteError(
                f"{folder / MANIFEST} is not what geodash publish writes; take it away to begin anew"
            )
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise SiteError(
            f"{folder / MANIFEST} can’t be read ({error}); take it away to begin anew"
        ) from error
    return found


@contextlib.contextmanager
def one_build(folder: Path) -> Iterator[None]:
    """For all that is read and written of a site that is a link: another build would take its new folder for a left one.

    Raises ``SiteError`` where another is running.
    """
    if not folder.is_symlink():
        yield
        return
    with held(folder.with_name(f".{folder.name}.geodash-lock")) as alone:
        if not alone:
            raise SiteError(f"another build of {folder} is running; begin again when it has ended")
        yield


def write_site(
    folder: Path,
    leaves: Iterable[Leaf],
    about: Mapping[str, Any],
    progress: Progress | None = None,
    at_once: int = 1,
    beside: Beside | None = None,
) -> Written:
    """Brings the files of a site up to date; ``about`` stands in its manifest beside them.

    ``progress`` is told after each file how many are done; ``at_once`` files are made at a time; ``beside`` says what
    is made of them once they are.

    Files of others in the folder are left alone. Where ``folder`` is a link to one, the link is turned to a new folder.
    Raises ``SiteError`` for a folder with something of somebody else's in the way, ``OSError`` where it can't be
    written; then nothing has changed.
    """

    def build(into: Path) -> Written:
        return _write(into, leaves, about, progress, at_once, beside)

    if not folder.is_symlink():
        return build(folder)
    return in_a_new_folder(folder, build, lambda done: done.changed)


def _write(
    folder: Path,
    leaves: Iterable[Leaf],
    about: Mapping[str, Any],
    progress: Progress | None,
    at_once: int,
    beside: Beside | None,
) -> Written:
    heal(folder)
    before: Mapping[str, list[str]] = manifest_of(folder).get("files", {})
    folder.mkdir(parents=True, exist_ok=True)
    _refuse_strangers(folder, before)
    stage = folder / STAGE
    stage.mkdir()
    try:
        files, staged = _stage(folder, stage, leaves, before, progress, at_once)
        if beside:
            more = beside(_left(folder, before, files), files, partial(_read, folder, stage))
            told, made = _stage(folder, stage, more, before)
            files, staged = files | told, staged | made
        removed = [path for path in before if path not in files]
        manifest = _manifest(about, files)
        there = folder / MANIFEST
        same = there.exists() and there.read_bytes() == manifest
        if same and not staged and not removed:
            return Written(len(files), (), (), changed=False)
        (stage / "files").mkdir(exist_ok=True)
        replace_file(stage / "files" / MANIFEST, manifest)
        new, old = (
            [path for path in staged if (folder / path).exists() is there]
            for there in (False, True)
        )
        replace_file(stage / _NOTE, _json({"write": [*new, *old, MANIFEST], "remove": removed}))
        finish(folder)
    finally:
        # After the note it is finished, not forgotten.
        if not (stage / _NOTE).exists():
            shutil.rmtree(stage, ignore_errors=True)
    return Written(len(files), tuple(staged), tuple(removed))


def heal(folder: Path) -> None:
    """Ends what a killed build left: finished where all was made, else forgotten."""
    stage = folder / STAGE
    if not stage.exists():
        return
    if (stage / _NOTE).exists():
        finish(folder)
    shutil.rmtree(stage, ignore_errors=True)


def finish(folder: Path) -> None:
    """Renames what is laid ready into its place; any number of times, however often it is interrupted."""
    stage = folder / STAGE
    todo = json.loads((stage / _NOTE).read_bytes())
    for path in todo["write"]:
        source, target = stage / "files" / path, folder / path
        if source.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            source.replace(target)
    for path in todo["remove"]:
        (folder / path).unlink(missing_ok=True)
        _prune(folder, (folder / path).parent)
    sync_folder(folder)
    (stage / _NOTE).unlink()
    shutil.rmtree(stage, ignore_errors=True)


def _stage(
    folder: Path,
    stage: Path,
    leaves: Iterable[Leaf],
    before: Mapping[str, list[str]],
    progress: Progress | None = None,
    at_once: int = 1,
) -> tuple[dict[str, list[str]], dict[str, None]]:
    """Makes what isn't there already; every file's key and digest, and the paths of the new ones."""
    files: dict[str, list[str]] = {}
    new: dict[str, None] = {}
    for number, (leaf, data) in enumerate(_made(folder, leaves, before, at_once), start=1):
        _, known, _ = _was(before, leaf)
        files[leaf.path] = [leaf.key, known if data is None else digest(data), leaf.drawn][
            : 3 if leaf.drawn else 2
        ]
        there = (folder / leaf.path).is_file()
        if data is not None and not (there and known == files[leaf.path][1]):
            target = stage / "files" / leaf.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            new[leaf.path] = None
        if progress:
            progress(number)
    return files, new


def _left(
    folder: Path, before: Mapping[str, list[str]], files: Mapping[str, object]
) -> dict[str, list[str]]:
    """What the manifest had beside the files of a build, as far as it is there."""
    return {
        path: told
        for path, told in before.items()
        if path not in files and (folder / path).is_file()
    }


def _read(folder: Path, stage: Path, path: str) -> bytes:
    """The content of a file as the build leaves it."""
    new = stage / "files" / path
    return (new if new.is_file() else folder / path).read_bytes()


def _made(
    folder: Path, leaves: Iterable[Leaf], before: Mapping[str, list[str]], at_once: int
) -> Iterator[tuple[Leaf, bytes | None]]:
    """Each file in its order, with its content unless it is there as it is; a few are made ahead, never all."""
    waiting: deque[tuple[Leaf, Future[bytes] | None]] = deque()
    with ThreadPoolExecutor(at_once) as threads:
        try:
            for leaf in leaves:
                was = _was(before, leaf)
                same = was[0] == leaf.key and (folder / leaf.path).is_file()
                waiting.append((leaf, None if same else threads.submit(_data, folder, leaf, was)))
                while len(waiting) >= at_once:
                    done, data = waiting.popleft()
                    yield done, data.result() if data else None
            while waiting:
                done, data = waiting.popleft()
                yield done, data.result() if data else None
        finally:
            threads.shutdown(wait=True, cancel_futures=True)


def _was(before: Mapping[str, list[str]], leaf: Leaf) -> tuple[str, str, str]:
    """What the manifest has of a file: its key, its digest, what it was drawn from; blank for nothing."""
    key, known, drawn = [*before.get(leaf.path, []), "", "", ""][:3]
    return key, known, drawn


def _data(folder: Path, leaf: Leaf, was: tuple[str, str, str]) -> bytes:
    """A file's content, of the file as it was where only words have changed; what somebody has touched is made anew."""
    _, known, drawn = was
    if leaf.drawn and leaf.drawn == drawn:
        with contextlib.suppress(OSError):
            old = (folder / leaf.path).read_bytes()
            if digest(old) == known and (data := leaf.remake(old)) is not None:
                return data
    return leaf.make()


def _refuse_strangers(folder: Path, before: Mapping[str, list[str]]) -> None:
    there = folder / "index.html"
    if there.exists() and "index.html" not in before:
        raise SiteError(
            f"{folder} has an index.html that geodash did not write; choose an empty folder with --to"
        )


def _prune(folder: Path, parent: Path) -> None:
    """Folders that nothing is in any more."""
    with contextlib.suppress(OSError):
        while parent != folder:
            parent.rmdir()
            parent = parent.parent


def _manifest(about: Mapping[str, Any], files: Mapping[str, list[str]]) -> bytes:
    return _json({**about, "files": dict(sorted(files.items()))})


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
