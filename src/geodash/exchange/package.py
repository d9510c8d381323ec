"""A data package: the selection as a collection of its own, in a zip.

``geodash check`` and ``geodash serve`` take it as it is. Its tables are the collection's own rows,
word for word (not guarded against spreadsheets: a quote must stay what the article says).
"""

from __future__ import annotations

import copy
import filecmp
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from geodash.collection.briefings.files import briefing_files
from geodash.collection.read.articles import read_article
from geodash.collection.read.contract import TABLES, default_contract, with_types
from geodash.collection.read.descriptor import read_descriptor
from geodash.collection.read.problems import ProblemLog
from geodash.domain.model import Article, Row
from geodash.exchange.about import about
from geodash.exchange.cells import columns, csv_text, encoded, row
from geodash.exchange.ids import package_name
from geodash.exchange.selection import Selection
from geodash.geo.folders import packaged_folders
from geodash.geo.layers import LAYER_FILES, PIECES
from geodash.words.numbers import number_of
from geodash.words.texts import one_line

_STAMP = (1980, 1, 1, 0, 0, 0)
_GEODATA = ("places.csv", *LAYER_FILES, *PIECES, "MANIFEST.json", "README.md")
_MARKUP = re.compile(r"[\\`*_\[\]<>|]|&(?=#?\w+;)")
_SELECTED = ": a selection"
Json = dict[str, Any]


def write(selection: Selection) -> bytes:
    """The zip; equal selections of one version give equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in files(selection):
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()


def files(selection: Selection) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the collection's files, always in the same order."""
    folder = Path(selection.collection.path)
    rows = _rows(selection)
    names = {table: columns(table, rows[table]) for table in rows}
    yield "README.md", encoded(_readme(selection))
    yield "datapackage.json", encoded(_json(_descriptor(selection, names)))
    for table in rows:
        cells = (row(item, names[table]) for item in rows[table])
        yield f"{table}.csv", encoded(csv_text(names[table], cells, "\n"))
    for article in selection.articles.values():
        yield f"articles/{article.article_id}.md", _article(folder, article)
    for path in _earlier(folder) if selection.whole else ():
        yield path.relative_to(folder).as_posix(), path.read_bytes()
    for briefing in briefing_files(folder)[0] if selection.whole else ():
        yield briefing.name, briefing.data
    wording = folder / "wording.yaml"
    if wording.is_file():
        yield "wording.yaml", wording.read_bytes()
    for name in _own_geodata(folder):
        yield f"geodata/{name}", (folder / "geodata" / name).read_bytes()


def _rows(selection: Selection) -> dict[str, list[Row]]:
    """The tables of the package; those that a collection may do without, where they have rows.

    The log of changes is that of the whole.
    """
    collection = selection.collection
    found: dict[str, list[Row]] = {
        "events": list(selection.events),
        "mentions": list(selection.mentions),
        "links": list(selection.links),
        "actors": list(selection.actors.values()),
        "considered": [c for c in collection.considered if c.article_id in selection.articles],
        "changes": list(collection.changes) if selection.whole else [],
    }
    return {table: items for table, items in found.items() if items or table in TABLES}


def _article(folder: Path, article: Article) -> bytes:
    """The article's own file; written anew where that isn't what was read any more."""
    name = f"articles/{article.article_id}.md"
    try:
        data = (folder / name).read_bytes()
    except OSError:
        data = b""
    if data and read_article(article.article_id, data, name, ProblemLog()) == article:
        return data
    return encoded(_article_text(article))


def _article_text(article: Article) -> str:
    front: Json = {"title": article.title}
    for name in ("publisher", "credit", "language", "genre"):
        front[name] = getattr(article, name)
    for name in ("published_earliest", "published_latest"):
        day = getattr(article, name)
        front[name] = day.isoformat() if day else ""
    front |= {"published_basis": article.published_basis, "source": article.source}
    front["notes"] = [
        {"date": n.date, "by": n.by, "text": n.text, "source": n.source}
        | ({"kind": n.kind} if n.kind else {})
        for n in article.notes
    ]
    text = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=100)
    return f"---\n{text}---\n\n{article.body}\n"


def _earlier(folder: Path) -> list[Path]:
    """The texts of articles before a new version was taken."""
    return sorted(p for p in (folder / "articles" / "_earlier").glob("*.md") if p.is_file())


def _own_geodata(folder: Path) -> Iterator[str]:
    """Geodata files that the collection doesn't share with geodash itself."""
    own = folder / "geodata"
    packaged = [p for p in packaged_folders() if p.is_dir()]
    if any(own.resolve() == p.resolve() for p in packaged):
        return
    for name in _GEODATA:
        path = own / name
        if path.is_file() and not any(_same(path, p / name) for p in packaged):
            yield name


def _same(path: Path, other: Path) -> bool:
    return other.is_file() and filecmp.cmp(path, other, shallow=False)


# The description ------------------------------------------------------------------------------


def _descriptor(selection: Selection, names: dict[str, list[str]]) -> Json:
    """The collection's own description, cut to these tables, and the view that it is now."""
    own = copy.deepcopy(read_descriptor(selection.collection.path))
    own.pop("resources", None)
    default = copy.deepcopy(dict(default_contract().descriptor))
    made = {
        **{k: v for k, v in default.items() if k in ("$schema",)},
        **own,
        "name": package_name(selection),
        "title": _title(selection),
        "description": f"{selection.sentence} {selection.rows_note}".strip(),
        "geodash:source": {
            "title": selection.collection.title,
            "description": selection.collection.description,
            "version": selection.version,
            "filter": selection.query,
            "link": selection.link,
            "attribution": selection.attribution,
            "boundary_note": selection.boundary_note,
        },
        "resources": [_resource(default, selection, table, names[table]) for table in names],
    }
    return with_types(made, selection.collection.kinds)


def _title(selection: Selection) -> str:
    """The collection's title, which says so when this is not all of it."""
    title = one_line(selection.collection.title)
    standing = sum(not e.withdrawn for e in selection.collection.events.values())
    if len(selection.events) == standing or title.endswith(_SELECTED):
        return title
    return title + _SELECTED


def _resource(default: Json, selection: Selection, table: str, names: Iterable[str]) -> Json:
    """A table's description: the contract's columns, and those of the collection's own."""
    resource: Json = next(r for r in default["resources"] if r["name"] == table)
    known = {f["name"]: f for f in resource["schema"]["fields"]}
    own = _own_fields(selection, table)
    resource["schema"]["fields"] = [
        own.get(n) or known.get(n) or {"name": n, "type": "string"} for n in names
    ]
    return resource


def _own_fields(selection: Selection, table: str) -> Json:
    """The fields as the collection describes them, by name."""
    resources = read_descriptor(selection.collection.path).get("resources")
    for resource in resources if isinstance(resources, list) else ():
        if isinstance(resource, dict) and resource.get("name") == table:
            schema = resource.get("schema")
            fields = schema.get("fields") if isinstance(schema, dict) else None
            listed = fields if isinstance(fields, list) else ()
            return {f["name"]: f for f in listed if isinstance(f, dict) and "name" in f}
    return {}


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


# The README -----------------------------------------------------------------------------------


def _readme(selection: Selection) -> str:
    terms = "\n".join(f"- **{label}**: {_plain(text)}" for label, text in about(selection))
    listed = "\n".join(
        f"- `articles/{a.article_id}.md`: {_plain(a.title)}" for a in selection.articles.values()
    )
    has = ", ".join(
        number_of(len(items), noun)
        for items, noun in (
            (selection.events, "event"),
            (selection.mentions, "mention"),
            (selection.links, "link"),
            (selection.actors, "actor"),
            (selection.articles, "article"),
        )
    )
    return _README.format(
        title=_plain(_title(selection)), terms=terms, has=has, articles=listed or "- none"
    )


def _plain(text: str) -> str:
    """One line that Markdown shows as it is, HTML and all."""
    return _MARKUP.sub(r"\\\g<0>", one_line(text))


_README = """\
# {title}

{terms}

{has}. Withdrawn events are left out; a link is here when both its events are.

## Opening it

Without unpacking: `geodash serve FILE.zip` shows it, `geodash check FILE.zip` checks it. Unpacked it is
a collection like any other, and a Frictionless Data Package: `datapackage.json` describes every column.

The tables hold the words as they are. A spreadsheet may take a cell that begins with `=`, `+`, `-` or
`@` for a formula: to look at the events in one, use the Excel or CSV export, which guard against it.

## Articles

{articles}

Their texts are here word for word and remain under their publishers' terms.
"""
