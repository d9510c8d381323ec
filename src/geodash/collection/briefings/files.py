"""``briefings/<briefing_id>.yaml``: saved views in the order in which they are told.

Reading never fails. Writing goes by ``collection.write``: whole or not at all, never over somebody
else's newer version.
"""

from __future__ import annotations

from pathlib import Path

from geodash.collection.briefings.text import (
    ID_RULE,
    MOST_BYTES,
    MOST_SLIDES,
    BriefingFile,
    briefing_id_from,
    dump_briefing,
    is_briefing_id,
    parse_briefing,
    read_briefing,
    tidy_briefing,
)
from geodash.collection.read.decoding import decode
from geodash.collection.read.problems import FilePlace, ProblemLog
from geodash.collection.write.files import write_file
from geodash.domain.briefing import Briefing
from geodash.domain.problem import Problem

__all__ = [
    "FOLDER",
    "ID_RULE",
    "MOST_BYTES",
    "MOST_FILES",
    "MOST_SLIDES",
    "BriefingFile",
    "briefing_bytes",
    "briefing_files",
    "briefing_id_from",
    "dump_briefing",
    "is_briefing_id",
    "load_briefings",
    "parse_briefing",
    "read_briefing",
    "save_briefing",
    "tidy_briefing",
]

FOLDER = "briefings"
MOST_FILES = 500


def load_briefings(folder: Path) -> tuple[dict[str, Briefing], list[Problem]]:
    """The briefings of the collection in ``folder`` by id, in order of file name; never raises."""
    files, problems = briefing_files(folder)
    briefings = [f.briefing for f in files if f.briefing is not None]
    every = [*problems, *(p for f in files for p in f.problems)]
    return {b.briefing_id: b for b in briefings}, every


def briefing_files(folder: Path) -> tuple[list[BriefingFile], list[Problem]]:
    """The files in ``briefings/``, read; and problems of files that were not.

    Those whose names begin with ``_`` or ``.`` are drafts.
    """
    log, files = ProblemLog(), []
    names = _names(folder, log)
    for name in names[:MOST_FILES]:
        files.append(_read_file(folder, f"{FOLDER}/{name}"))
    if len(names) > MOST_FILES:
        log.add(
            FilePlace(FOLDER),
            "briefing",
            f"Only the first {MOST_FILES} of {len(names):,} briefings were read.",
            "Move some elsewhere.",
        )
    return files, list(log.all())


def _names(folder: Path, log: ProblemLog) -> list[str]:
    try:
        entries = sorted(p.name for p in (folder / FOLDER).iterdir() if p.is_file())
    except OSError:
        return []
    names = []
    for name in entries:
        stem, _, ending = name.rpartition(".")
        if name[0] in "_." or ending.lower() not in ("yaml", "yml"):
            continue
        if ending == "yaml" and is_briefing_id(stem):
            names.append(name)
        else:
            log.add(
                FilePlace(f"{FOLDER}/{name}"),
                "briefing",
                "The file's name can't be an address; it was not read.",
                f"Call it {briefing_id_from(stem)}.yaml.",
            )
    return names


def _read_file(folder: Path, name: str) -> BriefingFile:
    log, path = ProblemLog(), folder / name
    try:
        # One byte more than allowed is enough to know that it is too large.
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        why = error.strerror or "input/output error"
        log.add(
            FilePlace(name),
            "unreadable",
            f"The file can't be read: {why}.",
            "Check its permissions.",
        )
        return BriefingFile(name, None, log.all())
    text = decode(data, name, log)
    if text is None:
        return BriefingFile(name, None, log.all(), data=data)
    found = read_briefing(text, name)
    return BriefingFile(name, found.briefing, (*log.all(), *found.problems), found.lines, data)


def briefing_bytes(folder: Path, briefing_id: str) -> bytes | None:
    """The file as it is now, for :func:`save_briefing`; ``None`` when there is none."""
    if not is_briefing_id(briefing_id):
        return None
    try:
        return (folder / FOLDER / f"{briefing_id}.yaml").read_bytes()
    except FileNotFoundError:
        return None


def save_briefing(folder: Path, briefing: Briefing, original: bytes | None) -> None:
    """Write the briefing into the collection; the file as it was goes to the backups.

    ``original`` is the content on which the change rests (``None``: a new briefing). Raises
    ``ChangedError`` when the file has another content by now, ``ValueError`` with the reason when
    the id or a text can't be saved, ``OSError`` when the disk won't take it.
    """
    if not is_briefing_id(briefing.briefing_id):
        raise ValueError(ID_RULE)
    name, text = f"{FOLDER}/{briefing.briefing_id}.yaml", dump_briefing(briefing)
    back, problems = parse_briefing(text, name)
    # A briefing without slides is one that somebody has just begun.
    wrong = [p for p in problems if p.severity == "error" and (briefing.slides or p.column)]
    if wrong or back is None:
        raise ValueError(str(wrong[0]) if wrong else "The briefing can't be saved.")
    (folder / FOLDER).mkdir(exist_ok=True)
    write_file(folder, name, text.encode("utf-8"), original)
