"""Words that people marked in texts: W3C Web Annotations, Recogito, Hypothesis, INCEpTION and WebAnno."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from geodash.imports.form import Form
from geodash.imports.readers.container import Opened
from geodash.imports.readers.objects import objects, parsed, text
from geodash.imports.readers.text import letters_of
from geodash.imports.table import Refused, Table, records

_FIELDS = {
    "id": ("annotation_id",),
    "title": ("label", "comment"),
    "text": ("quote",),
    "source": ("creator",),
    "url": ("uri",),
}
_LOSES = "Each annotation is an event with its words; if its article is in the collection and has them, they become its passage. Replies and annotations of a whole page have no words."
ANNOTATIONS = Form(
    key="w3c", title="W3C Web Annotations and Recogito", fields=_FIELDS, passages=True, loses=_LOSES
)
HYPOTHESIS = Form(key="hypothesis", title="Hypothesis", fields=_FIELDS, passages=True, loses=_LOSES)
INCEPTION = Form(
    key="webanno", title="INCEpTION and WebAnno TSV", fields=_FIELDS, passages=True,
    loses=f"{_LOSES} The text itself comes along as an article. Relations and empty layers are left.",
)  # fmt: skip
RECOGITO = Form(
    key="recogito",
    title="Recogito tables",
    fields={
        "id": ("uuid",),
        "title": ("quote_transcription",),
        "place": ("vocab_label",),
        "latitude": ("lat",),
        "longitude": ("lng", "lon"),
        "text": ("comments",),
        "url": ("uri",),
    },
    wants=(("uuid",), ("quote_transcription",), ("anchor",)),
    loses="The place is that of the gazetteer which Recogito linked; anchors, tags and states are kept as columns.",
)
Read = tuple[Table, Form] | None
#: A field of WebAnno's with what follows it when an annotation spans several words.
_NUMBERED = re.compile(r"(.*)\[(\d+)\]$", re.DOTALL)
_UNIT = re.compile(r"(\d+)-(\d+)(?:\.\d+)?\t(\d+)-(\d+)\t")
_MOST = 50_000_000


def w3c(file: Opened) -> Read:
    """Annotations as JSON-LD: a list, a page, or a collection with its first page."""
    if file.kind != "json":
        return None
    found = parsed(file)
    if isinstance(found, dict) and isinstance(found.get("first"), dict):
        found = found["first"]
    items = found.get("items") if isinstance(found, dict) else found
    if isinstance(found, dict) and found.get("type") == "Annotation":
        items = [found]
    if not isinstance(items, list) or not any(_is_annotation(i) for i in items[:20]):
        return None
    rows, numbers, omitted = [], [], []
    for number, item in enumerate(items, start=1):
        row = _annotation(item) if isinstance(item, dict) else {}
        if row.get("quote"):
            rows.append(row)
            numbers.append(number)
        else:
            omitted.append((number, text(item)[:80], "This annotation has no words of a text."))
    return records(file.name, rows, omitted=omitted, numbers=numbers), ANNOTATIONS


def _is_annotation(item: object) -> bool:
    return isinstance(item, dict) and item.get("type") == "Annotation" and "target" in item


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _annotation(item: dict[str, Any]) -> dict[str, str]:
    tags, comments, event = [], [], ""
    for body in _listed(item.get("body")):
        if not isinstance(body, dict):
            comments.append(text(body))
            continue
        source = body.get("source")
        if isinstance(source, dict) and source.get("dcterms:identifier"):
            event = text(source["dcterms:identifier"])
        elif body.get("purpose") in ("tagging", "classifying", "identifying"):
            tags.append(text(body.get("value") or source))
        elif body.get("value"):
            comments.append(text(body["value"]))
    creator = item.get("creator")
    row = {
        "annotation id": text(item.get("id")),
        "label": "; ".join(filter(None, tags)) if not event else "",
        "comment": "\n".join(filter(None, comments)),
        "creator": text(creator.get("name") or creator.get("id"))
        if isinstance(creator, dict)
        else text(creator),
        "created": text(item.get("created")),
        "event": event,
    }
    for target in _listed(item.get("target")):
        row |= _target(target)
    return row


def _target(target: object) -> dict[str, str]:
    """Where the words stand, and in what."""
    if not isinstance(target, dict):
        return {"uri": text(target)}
    source = target.get("source") or target.get("id")
    row = {"uri": text(source.get("id")) if isinstance(source, dict) else text(source)}
    if isinstance(source, dict):
        row["article"] = text(source.get("dcterms:identifier") or source.get("dcterms:title"))
    for selector in _listed(target.get("selector")):
        if not isinstance(selector, dict):
            continue
        if selector.get("type") == "TextQuoteSelector":
            row |= {
                "quote" if k == "exact" else k: text(selector.get(k))
                for k in ("exact", "prefix", "suffix")
            }
        elif selector.get("type") == "TextPositionSelector":
            row |= {k: text(selector.get(k)) for k in ("start", "end")}
    return row


def hypothesis(file: Opened) -> Read:
    """What Hypothesis gives through its API, and what its client exports."""
    if file.kind != "json":
        return None
    items = objects(parsed(file))
    known = [i for i in items if "uri" in i and "target" in i and ("user" in i or "group" in i)]
    if not known or 2 * len(known) < len(items):
        return None
    rows, numbers, omitted = [], [], []
    for number, item in enumerate(items, start=1):
        row = {
            "annotation id": text(item.get("id")),
            "label": text(item.get("tags") or []),
            "comment": text(item.get("text")),
            "creator": text(item.get("user")).removeprefix("acct:"),
            "created": text(item.get("created")),
            "group": text(item.get("group")),
        }
        for target in _listed(item.get("target")):
            row |= _target(target)
        row["uri"] = text(item.get("uri")) or row.get("uri", "")
        document = item.get("document")
        row["article"] = text(document.get("title")) if isinstance(document, dict) else ""
        if row.get("quote"):
            rows.append(row)
            numbers.append(number)
        else:
            reason = "A reply, or a note on a whole page: it has no words of a text."
            omitted.append((number, row["comment"][:80], reason))
    return records(file.name, rows, omitted=omitted, numbers=numbers), HYPOTHESIS


# INCEpTION --------------------------------------------------------------------------------------


def webanno(file: Opened) -> Read:
    """A text with its annotations in WebAnno's TSV 3."""
    if file.kind != "text":
        return None
    with file.path.open("rb") as source:
        if not source.read(40).removeprefix(b"\xef\xbb\xbf").startswith(b"#FORMAT=WebAnno TSV"):
            return None
    if file.path.stat().st_size > _MOST:
        raise Refused(f"{file.name} is larger than {_MOST // 10**6} MB.")
    letters = letters_of(file.path)
    lines = file.path.read_bytes().decode(letters.encoding, letters.errors).splitlines()
    layers = [line[6:].split("|") for line in lines if line.startswith("#T_SP=")]
    body, spans = _spans(
        lines,
        [
            (name.rsplit(".", 1)[-1], feature)
            for name, *features in layers
            for feature in features or [""]
        ],
    )
    stem = re.sub(r"[^A-Za-z0-9]+", "-", unquote(Path(file.name).stem)).strip("-")[:60] or "text"
    rows = [
        {
            "annotation id": f"{stem}-{at + 1}", "label": label, "quote": body[start:end], "start": str(start),
            "end": str(end), "layer": layer, "article": stem, "prefix": body[max(0, start - 32) : start],
            "suffix": body[end : end + 32],
        }
        for at, (start, end, layer, label) in enumerate(spans)
    ]  # fmt: skip
    table = records(
        file.name,
        rows,
        [f"The text of {len(body):,} characters comes along as the article {stem}."],
    )
    return table.with_article(stem, body), INCEPTION


def _spans(
    lines: list[str], columns: list[tuple[str, str]]
) -> tuple[str, list[tuple[int, int, str, str]]]:
    """The text, and each annotation with its ends, layer and values; offsets count code points."""
    pieces: list[tuple[int, str]] = []
    found: dict[tuple[str, str, int], list[Any]] = {}
    alone = 0
    begin = None
    for line in lines:
        if line.startswith("#Text="):
            pieces.append((-1, _unescaped(line[6:])))
            begin = None
        match = _UNIT.match(line)
        if not match:
            continue
        start, end = int(match[3]), int(match[4])
        if begin is None and pieces and pieces[-1][0] < 0:
            begin = start
            pieces[-1] = (start, pieces[-1][1])
        cells = line.split("\t")[3:]
        for (layer, feature), cell in zip(columns, cells, strict=False):
            for value in cell.split("|"):
                if value in ("_", ""):
                    continue
                numbered = _NUMBERED.match(value)
                alone += 1
                name = f"#{numbered[2]}" if numbered else f"{start}:{end}:{layer}"
                label = _unescaped(numbered[1] if numbered else value)
                span = found.setdefault((layer, name, 0), [start, end, layer, {}])
                span[0], span[1] = min(span[0], start), max(span[1], end)
                if label != "*":
                    span[3][feature] = label
    return _joined(pieces), [
        (s, e, layer, "; ".join(values.values())) for s, e, layer, values in found.values()
    ]


def _joined(pieces: list[tuple[int, str]]) -> str:
    """Sentences at their offsets, which count UTF-16 in the file."""
    out = ""
    for start, piece in pieces:
        if start > len(out):
            out += "\n" * (start - len(out))
        elif out and start < 0:
            out += "\n"
        out += piece
    return out


def _unescaped(value: str) -> str:
    return re.sub(
        r"\\([\\\[\]|_\->;\t\n*nrt])",
        lambda m: {"n": "\n", "r": "\r", "t": "\t"}.get(m[1], m[1]),
        value,
    )
