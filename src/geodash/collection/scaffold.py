"""``geodash new``: an empty collection that is valid and opens."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from geodash.collection.read.contract import default_contract, schema_text, with_types
from geodash.collection.read.own_kinds import KEY as KINDS_KEY
from geodash.collection.read.own_kinds import own_kinds
from geodash.collection.read.problems import ProblemLog
from geodash.collection.read.usual import KEY as ARTICLES
from geodash.collection.sources import CollectionError
from geodash.collection.write.whole import is_stale, replace_file, sweep
from geodash.domain.editing import Usual
from geodash.geo.fold import fold
from geodash.words.texts import one_line

_FOLDERS = ("articles", "briefings")
#: What ``Wishes.kinds`` calls the kinds for disasters and health.
DISASTERS = "disasters"

README = """\
# {title}

A collection for geodash: articles, and the events they report, each with the passage that says so.

**On a page:** `geodash serve . --edit` opens it: bring an article, then code it, sentence by sentence. The rest of this
file is for the shell.

1. **Put an article in.** `geodash add FILE` takes a Word file, a saved web page, a PDF, or text
   (`geodash add -` what you paste). It asks for the title, the publisher and when it appeared, shows
   what will be stored, and writes `articles/<article_id>.md`, word for word. By hand: a copy of
   `articles/_template.md`. Files whose names begin with `_` are not read.
2. **Code an event.** Add the actors to `actors.csv`, the event to `events.csv`, and to
   `mentions.csv` a row with the words of the article that say so. `datapackage.json` explains
   every column. Then let geodash find the words: `geodash anchor .`
3. **Look.** `geodash check .` says what is wrong and how to put it right; `geodash serve .` opens
   the map.
4. **Tell it.** A briefing is a list of saved views, `briefings/<briefing_id>.yaml`: copy
   `briefings/_template.yaml` to such a name. The page “Present” makes them too.
"""

TEMPLATE = """\
---
# A copy of this file under another name, without the underscore, is an article.
title: ""
publisher: ""
credit: ""                # credit line, as printed
language: en
genre: report             # report, analysis or opinion
published_earliest:       # the first and last day on which it can have appeared,
published_latest:         # such as 2022-12-31; the same day twice when it is known
published_basis: ""       # how that is known
source: ""                # where the text was taken from
notes: []                 # remarks of the editors: {date, by, text, source}
---

"""

BRIEFING = """\
# A copy of this file under another name (lower-case letters, digits, hyphens; no underscore) is a
# briefing. Title and closing slide come by themselves.
title: ""
subtitle: ""
slides:
# A slide is a view: what stands behind the ? of the page's address. Heading and notes may be left
# out; notes are the speaker's, the audience never sees them.
- view: from=2022-01-01&to=2022-12-31
  heading: ""
  notes: ""
- view: event=an-event-id
"""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a new collection is to be; ``kinds`` is blank for geodash's own, :data:`DISASTERS`, or names of its own."""

    title: str = ""
    kinds: str | tuple[str, ...] = ""
    usual: Usual = field(default_factory=Usual)


def check_empty(path: Path) -> None:
    """Raises ``CollectionError`` where no collection can begin."""
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise _not_empty(path)


def _not_empty(path: Path) -> CollectionError:
    return CollectionError(f"{path} is not an empty folder; choose another one")


def scaffold(path: Path, title: str = "", wishes: Wishes | None = None) -> list[Path]:
    """Create an empty collection in ``path``; returns its files.

    Raises ``CollectionError`` when there is anything in ``path`` but what an earlier call for the same
    wishes has begun to write. When the disk refuses, what was written goes again.
    """
    wishes = replace(
        wishes or Wishes(), title=title or (wishes.title if wishes else "") or "Untitled collection"
    )
    files = {name: text.encode() for name, text in _texts(wishes).items()}
    complete = (path / "datapackage.json").exists()
    begun = (
        path.is_dir() and not complete and all(_is_ours(path, p, files) for p in path.rglob("*"))
    )
    if path.exists() and not begun:
        raise _not_empty(path)
    made = [p for p in (path, *(path / name for name in _FOLDERS)) if not p.exists()]
    written: list[Path] = []
    try:
        for folder in (path, *(path / name for name in _FOLDERS)):
            folder.mkdir(parents=True, exist_ok=True)
            sweep(folder)
        for name, data in files.items():
            if not (path / name).exists():
                replace_file(path / name, data, over=False)
                written.append(path / name)
    except OSError:
        for file in written:
            file.unlink(missing_ok=True)
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise
    return [path / name for name in files]


def _texts(wishes: Wishes) -> dict[str, str]:
    usual = wishes.usual
    template = TEMPLATE.replace(
        'publisher: ""', f"publisher: {json.dumps(usual.publisher, ensure_ascii=False)}"
    )
    files = {
        "README.md": README.format(title=wishes.title),
        "articles/_template.md": template.replace(
            "language: en", f"language: {usual.language or 'en'}"
        ),
        "briefings/_template.yaml": BRIEFING,
        "wording.yaml": schema_text("wording.yaml"),
    }
    for table, columns in default_contract().tables.items():
        files[f"{table}.csv"] = ",".join(columns) + "\n"
    # Last: what makes the folder a collection.
    files["datapackage.json"] = json.dumps(_descriptor(wishes), ensure_ascii=False, indent=2) + "\n"
    return files


def _descriptor(wishes: Wishes) -> dict[str, Any]:
    """What describes the tables, with what was wished for before them: there it is found."""
    packaged = json.loads(schema_text("datapackage.json"))
    tables = packaged.pop("resources")
    made = packaged | {"title": wishes.title}
    if told := {k: v for k, v in asdict(wishes.usual).items() if v}:
        made[ARTICLES] = told
    if wishes.kinds == DISASTERS:
        made[KINDS_KEY] = json.loads(schema_text("kinds-disasters.json"))
    elif wishes.kinds:
        made[KINDS_KEY] = named_kinds(wishes.kinds)
    made["resources"] = tables
    return with_types(made, own_kinds(made, ProblemLog()))


def named_kinds(names: Iterable[str]) -> list[dict[str, str]]:
    """Entries of a table of kinds with these names; raises ``ValueError`` for too many, or names that can’t be."""
    entries: list[dict[str, str]] = []
    for n, name in enumerate(names, start=1):
        key = re.sub(r"[^a-z0-9]+", "-", fold(name))[:24].strip("-")
        key = key if key[:1].isalpha() and key not in {e["kind"] for e in entries} else f"kind-{n}"
        entries.append({"kind": key, "name": one_line(name)})
    log = ProblemLog()
    own_kinds({KINDS_KEY: entries}, log)
    if wrong := log.all():
        raise ValueError(f"{wrong[0].value}: {wrong[0].reason} {wrong[0].fix}")
    return entries


def _is_ours(root: Path, path: Path, files: Mapping[str, bytes]) -> bool:
    """Whether an earlier call, ended half-way, wrote it."""
    name = path.relative_to(root).as_posix()
    if path.is_dir() and not path.is_symlink():
        return name in _FOLDERS
    if name in files:
        return path.read_bytes() == files[name]
    return is_stale(path.name)
