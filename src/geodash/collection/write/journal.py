"""What a write of several files will have done, noted before the first is replaced.

Whoever kills the process leaves the note behind, and the next to read or write the collection
finishes the write (``heal``): the new files lie complete beside their targets, the old ones in the
backups. Where a new file is gone the write is taken back instead.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from geodash.collection.write.lock import STATE, locked
from geodash.collection.write.whole import has_stale, replace_file, sweep, sync_folder

NAME = "journal.json"
BACKUPS = "backups"
_FOLDERS = ("briefings", "articles", "articles/_earlier", "geodata")
#: Below its own folder of state: drafts of the page Code.
DRAFTS = "drafts"


class UnfinishedError(OSError):
    """A write was interrupted here, and can't be finished."""


@dataclass(frozen=True, slots=True)
class Step:
    """One file of a write: its content before and after as hashes (blank: no file), and where both lie.

    ``staged`` lies beside the file, ``backup`` among the backups.
    """

    name: str
    old: str
    new: str
    staged: str
    backup: str = ""


@dataclass(frozen=True, slots=True)
class Healed:
    """What became of an interrupted write.

    ``names`` are its files; ``undone`` says that it was taken back; ``foreign`` are those that
    somebody has changed since and that were left; ``damaged`` that its note could not be read. In
    both of these cases the note stays, and is told of until somebody removes it.
    """

    names: tuple[str, ...] = ()
    undone: bool = False
    foreign: tuple[str, ...] = ()
    damaged: bool = False


def digest_of(data: bytes | None) -> str:
    """Names a content; blank for no file."""
    return "" if data is None else hashlib.sha256(data).hexdigest()


def content_of(path: Path) -> bytes | None:
    """A file's bytes, ``None`` where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def note(collection: Path, steps: Sequence[Step]) -> None:
    """Write down what is about to be done; from here on it will be finished."""
    listed = [asdict(step) for step in steps]
    text = json.dumps({"sum": _sum(listed), "files": listed}, indent=1)
    replace_file(collection / STATE / NAME, text.encode())


def forget(collection: Path) -> None:
    """All is done, or nothing."""
    (collection / STATE / NAME).unlink(missing_ok=True)
    sync_folder(collection / STATE)


def heal(collection: Path) -> Healed | None:
    """Finish a write that was interrupted; ``None`` where none was.

    What a killed process left besides goes too. Raises ``UnfinishedError`` when the disk won't have
    it: the tables may then be of two states.
    """
    if not (collection / STATE / NAME).exists():
        if any(map(has_stale, _folders(collection))):
            # Nothing but rubbish: where it can't be taken away it does no harm.
            with contextlib.suppress(OSError), locked(collection):
                clear(collection)
        return None
    try:
        with locked(collection):
            return finish(collection)
    except OSError as error:
        why = error.strerror or "input/output error"
        raise UnfinishedError(
            f"a write of {collection} was interrupted, so that its tables may not belong together, "
            f"and it can't be finished here ({why}); run geodash check where it can be written"
        ) from error


def finish(collection: Path) -> Healed | None:
    """The same for who holds the lock."""
    data = content_of(collection / STATE / NAME)
    if data is None:
        return None
    steps = _read(data)
    if steps is None:
        return Healed(damaged=True)
    state = {step: digest_of(content_of(collection / step.name)) for step in steps}
    foreign = tuple(s.name for s, found in state.items() if found not in (s.old, s.new))
    open_ = [s for s, found in state.items() if found == s.old != s.new]
    undone = any(digest_of(content_of(_staged(collection, s))) != s.new for s in open_ if s.new)
    if undone:
        _take_back(collection, [s for s, found in state.items() if found == s.new != s.old])
    else:
        for step in open_:
            target = (collection / step.name).resolve()
            if step.new:
                _staged(collection, step).replace(target)
            else:
                target.unlink(missing_ok=True)
            sync_folder(target.parent)
    if not foreign:
        forget(collection)
    clear(collection)
    return Healed(tuple(step.name for step in steps), undone, foreign)


def _take_back(collection: Path, done: Iterable[Step]) -> None:
    for step in done:
        target = (collection / step.name).resolve()
        if not step.old:
            target.unlink(missing_ok=True)
            continue
        data = content_of(collection / STATE / BACKUPS / Path(step.backup).name)
        if digest_of(data) != step.old or data is None:
            raise OSError(5, f"the backup of {step.name} is gone")
        replace_file(target, data)


def clear(collection: Path) -> None:
    """Take away what killed writers left; only for who holds the lock."""
    for folder in _folders(collection):
        sweep(folder)


def _folders(collection: Path) -> tuple[Path, ...]:
    """Where writers put files."""
    state = collection / STATE
    return (
        collection,
        *(collection / name for name in _FOLDERS),
        state,
        state / BACKUPS,
        state / DRAFTS,
    )


def _staged(collection: Path, step: Step) -> Path:
    return (collection / step.name).resolve().with_name(Path(step.staged).name)


def _read(data: bytes) -> list[Step] | None:
    """The steps, or ``None`` for a note that isn't whole or isn't ours."""
    try:
        found = json.loads(data)
        listed = found["files"]
        steps = [Step(**{k: str(v) for k, v in item.items()}) for item in listed]
        whole = found["sum"] == _sum(listed)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return steps if whole and all(_within(step.name) for step in steps) else None


def _sum(listed: Sequence[Mapping[str, str]]) -> str:
    return digest_of(json.dumps(listed, sort_keys=True).encode())


def _within(name: str) -> bool:
    """Whether it names a file of a collection: the folder may be a stranger's."""
    parts = name.split("/")
    return all(
        p not in ("", ".", "..") and "\\" not in p and ":" not in p for p in parts
    ) and "/".join(parts[:-1]) in ("", *_FOLDERS, STATE, f"{STATE}/{DRAFTS}")
