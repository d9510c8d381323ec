"""Collections made for tests: hostile, spoiled and large ones, each written into a folder."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

from geodash.collection.contract import default_contract, schema_text

Cells = Mapping[str, str]

#: Runs when it is taken for markup or script anywhere; the page's tripwire sees it.
TRAP = "window.__pwned=1"
#: No such address is ever asked for.
ELSEWHERE = "https://elsewhere.invalid"

HOSTILE = {
    "script": f"<script>{TRAP}</script><script src={ELSEWHERE}/a.js></script>",
    "closing": f"</script></style></textarea></title>--><script>{TRAP}</script>",
    "image": f'"><img src=x onerror="{TRAP}"><img src="{ELSEWHERE}/b.png">',
    "vector": f"'><svg onload={TRAP}><a xlink:href=\"javascript:{TRAP}\"><text>x</text></a></svg>",
    "frame": f'<iframe srcdoc="<script>parent.__pwned=1</script>"></iframe><object data="{ELSEWHERE}">',
    "handler": f'" autofocus onfocus="{TRAP}" onmouseover="{TRAP}" x="',
    "address": f"javascript:{TRAP} [x](javascript:{TRAP}) ![x]({ELSEWHERE}/c.png) <a href='javascript:{TRAP}'>",
    "template": "{{7*7}} ${7*7} {% raw %} #{7*7} <%= 7*7 %> %s %(a)s {0} `x` \\u003cb\\u003e &lt;b&gt; &amp;#60;",
    "style": "<style>*{display:none!important}</style><link rel=stylesheet href=" + ELSEWHERE + ">",
    "query": "'; DROP TABLE events; -- \" OR 1=1 =HYPERLINK(1) @SUM(1) | & # ? % %3Cscript%3E",
    "bidi": "\u202eesrever\u202c \u2066one\u2069 \u200f עברית العربية \u061c \u2067left open",
    "joined": "👩‍👩‍👧‍👦 🏳️‍🌈 🇦🇲🇦🇿 👍🏽 𝔊𝔢𝔬 🜃 ﷽",
    "stacked": "Z" + "\u0351\u0357\u034a\u030b\u0300\u0301" * 20 + "algo e\u0301 A\u030a",
    "control": "bell \x07 escape \x1b[31m delete \x7f next \x85 line \u2028 mark \ufeff none \ufffe tab\tend",
    "lines": "first line\nsecond line\r\nthird line\n\nfourth line",
    "unbroken": "Unbroken" * 60,
    "ten": "ten thousand letters " * 500,
}


def rows_csv(table: str, rows: Iterable[Cells], more: tuple[str, ...] = (), **dialect: str) -> str:
    """CSV text of a table: all columns of the contract, and ``more``."""
    out = io.StringIO(newline="")
    dialect.setdefault("lineterminator", "\n")
    writer = csv.DictWriter(out, [*default_contract().tables[table], *more], **dialect)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def put(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Writes files by name relative to ``folder``, text as UTF-8 with the line ends it has."""
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def event(event_id: str, **cells: str) -> dict[str, str]:
    """A row of events.csv that has nothing wrong with it; the cells given replace its own."""
    return {
        "event_id": event_id,
        "title": f"Event {event_id}",
        "date_start": "2022-09-13",
        "date_end": "2022-09-13",
        "date_kind": "within",
        "date_basis": "stated",
        "place_name": "Goris",
        "latitude": "39.51",
        "longitude": "46.34",
        "where_prec": "1",
        "place_role": "scene",
        "event_type": "CONSULT",
        "status": "reported",
        "context": "foreground",
        **cells,
    }


def mention(event_id: str, quote: str, **cells: str) -> dict[str, str]:
    """A row of mentions.csv for the words that stand behind an event."""
    return {
        "mention_id": f"m-{event_id}",
        "event_id": event_id,
        "article_id": "report",
        "quote": quote,
        "supports": "what;when;where;who",
        **cells,
    }


def article(paragraphs: Iterable[str], **front: object) -> str:
    """An article with its front matter (JSON is YAML, whatever the values hold)."""
    facts = {
        "title": "The report",
        "publisher": "Example Press",
        "genre": "report",
        "language": "en",
        "published_earliest": "2022-09-01",
        "published_latest": "2022-09-30",
        **front,
    }
    keys = "\n".join(f"{key}: {json.dumps(value)}" for key, value in facts.items())
    body = "\n\n".join(paragraphs)
    return f"---\n{keys}\n---\n\n{body}\n"


def package(title: str, description: str = "", views: list[object] | None = None) -> str:
    """A ``datapackage.json`` with the contract's tables."""
    descriptor = json.loads(schema_text("datapackage.json"))
    descriptor |= {"title": title, "description": description}
    if views is not None:
        descriptor["geodash:views"] = views
    return json.dumps(descriptor)


# Hostile ----------------------------------------------------------------------------------------


def hostile(folder: Path) -> Path:
    """An event a kind of hostile text, which fills all its cells, its actor and its passage."""
    events, mentions, actors, links, words = [], [], [], [], []
    for n, (name, text) in enumerate(HOSTILE.items()):
        said = " ".join(text.split()) if name == "lines" else text
        words.append(f"P{n} {said} Q{n}")
        actors.append(_hostile_actor(n, text))
        events.append(_hostile_event(n, text))
        # Half of the quotes cross into plain words, all hold every hostile character.
        mentions.append(
            mention(f"ev{n}", words[-1], supports="what;when;where;who;toll", mention_id=f"m{n}")
        )
        if n:
            links.append({"from_event": f"ev{n}", "to_event": "ev0", "relation": "denies"})
    odd = HOSTILE["image"]
    events.append(event(f"{odd} id", title="An event whose id is markup", latitude="39.2"))
    mentions.append(mention(f"{odd} id", "An id that is markup", article_id="report", mention_id=odd))
    # Cells that only certain words may fill: each of them is a problem to be told of.
    closed = ("date_start", "date_kind", "where_prec", "place_role", "event_type", "status",
              "context", "deaths_best", "withdrawn", "latitude")  # fmt: skip
    events.append(event("closed", title="Closed cells", **dict.fromkeys(closed, odd)))
    mentions.append(mention("closed", "An id that is markup", stance=odd, supports=odd, start=odd))
    mentions.append(mention(odd, odd, article_id=odd, mention_id="lost", prefix=odd, suffix=odd))
    links.append({"from_event": odd, "to_event": odd, "relation": odd})
    front = {
        key: HOSTILE["image"] + HOSTILE["bidi"]
        for key in ("title", "publisher", "credit", "genre", "language", "published_basis", "source")
    }
    note = {"date": odd, "by": odd, "text": f"“P3” {HOSTILE['script']}", "source": odd}
    body = [f"## {HOSTILE['script']} {HOSTILE['template']}", "An id that is markup.", *words, odd]
    views = [
        {"name": HOSTILE["image"], "bounds": [44.2, 38.75, 47.6, 40.55]},
        {"name": HOSTILE["unbroken"], "bounds": [23.2, 34.8, 29.3, 39.4]},
        {"name": "broken", "bounds": ["<script>", None, 1, 2]},
        odd,
    ]
    return put(
        folder,
        {
            "events.csv": rows_csv("events", [row | {odd: odd} for row in events], (odd,)),
            "mentions.csv": rows_csv("mentions", mentions),
            "links.csv": rows_csv("links", links),
            "actors.csv": rows_csv("actors", actors),
            "datapackage.json": package(f"T {odd}", HOSTILE["script"], views),
            "articles/report.md": article(body, notes=[note], **front),
        },
    )


def _hostile_event(n: int, text: str) -> dict[str, str]:
    listed = text.replace(";", ",")
    return event(
        f"ev{n}",
        title=f"T{n} {text}",
        date_start=f"2022-09-{n + 1:02}",
        date_end=f"2022-09-{n + 2:02}",
        date_note=f"D{n} {text}",
        place_name=f"L{n} {text}",
        place_id=text.strip() if n % 3 == 0 else "",
        area_id=text.strip() if n % 3 == 1 else "",
        about_places=f"area:{listed};geonames:{listed}" if n % 2 else "",
        latitude=f"{38.9 + 0.09 * n:.3f}",
        longitude=f"{44.6 + 0.17 * (n * 5 % 17):.3f}",
        where_prec=str(1 + n % 7),
        place_role=("scene", "seat", "subject")[n % 3],
        event_type=("ASSAULT", "DISAPPROVE", "AGREE", "")[n % 4],
        actors=f"actor{n}",
        recipients=f"{listed};actor{n // 2}",
        status=("reported", "claimed", "planned", "disputed")[n % 4],
        attributed_to=f"actor{n}",
        deaths_best="3",
        deaths_of=f"actor{n};{listed}",
        note=f"N{n} {text}",
    )


def _hostile_actor(n: int, text: str) -> dict[str, str]:
    return {
        "actor_id": f"actor{n}",
        "name": f"A{n} {text}",
        "kind": text if n % 2 else "state",
        "country": text if n % 3 == 0 else ("ARM" if n % 3 == 1 else ""),
        "parent": text if n % 4 == 3 else "",
        "aliases": text,
    }
