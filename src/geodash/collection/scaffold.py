"""``geodash new``: an empty collection that is valid and opens."""

from __future__ import annotations

import json
from pathlib import Path

from geodash.collection.load import CollectionError
from geodash.collection.read.contract import TABLES, default_contract, schema_text

README = """\
# {title}

A collection for geodash: articles, and the events they report, each with the passage that says so.

1. **Put an article in.** Copy `articles/_template.md` to `articles/<article_id>.md` (a short name
   of lower-case letters, digits and hyphens), fill in the lines between the `---`, and paste the
   text below them, word for word. Files whose names begin with `_` are not read.
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
    """Create an empty collection in ``path``; returns the files written.

    Raises ``CollectionError`` when there is anything in ``path`` already.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise CollectionError(f"{path} is not an empty folder; choose another one")
    title = title or "Untitled collection"
    descriptor = json.loads(schema_text("datapackage.json"))
    descriptor["title"] = title
    files = {
        "datapackage.json": json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n",
        "README.md": README.format(title=title),
        "articles/_template.md": TEMPLATE,
        "briefings/_template.yaml": BRIEFING,
        "wording.yaml": schema_text("wording.yaml"),
    }
    for table in TABLES:
        files[f"{table}.csv"] = ",".join(default_contract().tables[table]) + "\n"
    written = []
    for name, text in files.items():
        target = path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        written.append(target)
    return written
