"""Stories that people made for readers: StoryMapJS, and TimelineJS 2 and 3."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geodash.imports.form import Form
from geodash.imports.readers.container import Opened
from geodash.imports.readers.objects import flat, parsed, text
from geodash.imports.table import Table, records

_FIELDS = {
    "id": ("unique_id",),
    "title": ("headline",),
    "date": ("start", "date", "startdate"),
    "date_end": ("end", "enddate"),
    "place": ("location.name",),
    "latitude": ("location.lat",),
    "longitude": ("location.lon",),
    "text": ("text",),
    "source": ("media.credit", "asset.credit"),
    "url": ("media.url", "asset.media"),
}
STORYMAP = Form(
    key="storymapjs", title="StoryMapJS", fields=_FIELDS,
    loses="The slide of the title is no event. Zoom, media and background are kept as columns.",
)  # fmt: skip
TIMELINE = Form(
    key="timelinejs", title="TimelineJS", fields=_FIELDS,
    loses="Title and eras are no events. Hours are kept, days count.",
)  # fmt: skip
Read = tuple[Table, Form] | None


def storymap(file: Opened) -> Read:
    """The slides of a StoryMapJS."""
    found = _dict(parsed(file)) if file.kind == "json" else {}
    story = _dict(found.get("storymap")) or found
    slides = story.get("slides")
    if not isinstance(slides, list) or not any(isinstance(s, dict) for s in slides):
        return None
    rows, numbers, omitted = [], [], []
    for number, slide in enumerate(slides, start=1):
        if not isinstance(slide, dict):
            omitted.append((number, text(slide)[:80], "This is no slide."))
            continue
        row = _row(slide)
        if slide.get("type") == "overview" and not (row.get("location.lat") and row.get("date")):
            omitted.append(
                (
                    number,
                    row.get("headline", ""),
                    "The slide of the title, which tells of no event.",
                )
            )
        else:
            rows.append(row)
            numbers.append(number)
    return records(file.name, rows, omitted=omitted, numbers=numbers), STORYMAP


def timeline(file: Opened) -> Read:
    """The events of a TimelineJS of either generation."""
    found = _dict(parsed(file)) if file.kind == "json" else {}
    older = _dict(found.get("timeline"))
    events = older.get("date") if older else found.get("events")
    if isinstance(events, dict):
        events = list(events.values())
    if not isinstance(events, list):
        return None
    dated = [
        e for e in events if isinstance(e, dict) and (e.get("start_date") or e.get("startDate"))
    ]
    if not dated:
        return None
    noticed = []
    if eras := (older or found).get("eras") or (older or found).get("era"):
        noticed.append(f"{len(eras)} eras are no events.")
    rows, numbers, omitted = [], [], []
    for number, event in enumerate(events, start=1):
        if isinstance(event, dict):
            rows.append(_row(event))
            numbers.append(number)
        else:
            omitted.append((number, text(event)[:80], "This is no event."))
    return records(file.name, rows, noticed, omitted, numbers), TIMELINE


def _row(item: Mapping[str, Any]) -> dict[str, str]:
    """A slide or an event; its words and dates under one name in all three formats."""
    rest = {k: v for k, v in item.items() if k not in ("text", "start_date", "end_date")}
    row = dict(flat(rest))
    words = item.get("text")
    if isinstance(words, dict):
        row["headline"], row["text"] = text(words.get("headline")), text(words.get("text"))
    else:
        row["text"] = text(words)
    for name, key in (("start", "start_date"), ("end", "end_date")):
        if isinstance(value := item.get(key), dict):
            row[name] = _date(value)
            row |= {
                f"{key}.{k}": text(v) for k, v in value.items() if k not in ("year", "month", "day")
            }
        elif value:
            row[name] = text(value)
    return row


def _date(parts: Mapping[str, Any]) -> str:
    """``2004-11-01``, as far as there are parts."""
    found = [text(parts.get(name)).strip() for name in ("year", "month", "day")]
    if found[0].isdecimal() and len(found[0]) < 4:
        found[0] = found[0].zfill(4)
    given = [found[0]]
    for part in found[1:]:
        if not part:
            break
        given.append(part.zfill(2))
    return "-".join(given)


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
