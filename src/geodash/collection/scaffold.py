"""``geodash new``: an empty collection that is valid and opens."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path

from geodash.collection.read.contract import default_contract, schema_text
from geodash.collection.sources import CollectionError
from geodash.collection.write.whole import is_stale, replace_file, sweep

_FOLDERS = ("articles", "briefings")

README = """\
# {title}

A collection for geodash: articles, and the events they report, each with the passage that says so.

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


def scaffold(path: Path, title: str = "") -> list[Path]:
    """Create an empty collection in ``path``; returns its files.

    Raises ``CollectionError`` when there is anything in ``path`` but what an earlier call for the same
    title has begun to write. When the disk refuses, what was written goes again.
    """
    files = {name: text.encode() for name, text in _texts(title or "Untitled collection").items()}
    complete = (path / "datapackage.json").exists()
    begun = (
        path.is_dir() and not complete and all(_is_ours(path, p, files) for p in path.rglob("*"))
    )
    if path.exists() and not begun:
        raise CollectionError(f"{path} is not an empty folder; choose another one")
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


def _texts(title: str) -> dict[str, str]:
    descriptor = json.loads(schema_text("datapackage.json"))
    descriptor["title"] = title
    files = {
        "README.md": README.format(title=title),
        "articles/_template.md": TEMPLATE,
        "briefings/_template.yaml": BRIEFING,
        "wording.yaml": schema_text("wording.yaml"),
    }
    for table, columns in default_contract().tables.items():
        files[f"{table}.csv"] = ",".join(columns) + "\n"
    # Last: what makes the folder a collection.
    files["datapackage.json"] = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    return files


def _is_ours(root: Path, path: Path, files: Mapping[str, bytes]) -> bool:
    """Whether an earlier call, ended half-way, wrote it."""
    name = path.relative_to(root).as_posix()
    if path.is_dir() and not path.is_symlink():
        return name in _FOLDERS
    if name in files:
        return path.read_bytes() == files[name]
    return is_stale(path.name)
