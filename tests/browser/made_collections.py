"""Collections made for tests: hostile, spoiled and large ones, each written into a folder."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from geodash.collection.read.contract import default_contract, schema_text

Cells = Mapping[str, str]

#: Runs when it is taken for markup or script anywhere; the page's tripwire sees it.
TRAP = "window.__pwned=1"
#: No such address is ever asked for.
ELSEWHERE = "https://elsewhere.invalid"

HOSTILE = {
    "script": f"<script>{TRAP}</script><script src={ELSEWHERE}/a.js></script>",
    "closing": f"</script></style></textarea></title>--><script>{TRAP}</script>",
    "image": f'"><img src=x onerror="{TRAP}"><img src="{ELSEWHERE}/b.png">',
    "vector": f'\'><svg onload={TRAP}><a xlink:href="javascript:{TRAP}"><text>x</text></a></svg>',
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


def reported(folder: Path, events: Sequence[Cells], words: Sequence[str]) -> Path:
    """A collection of events that one article reports, each in a sentence of ``words``."""
    mentions = [mention(e["event_id"], w) for e, w in zip(events, words, strict=True)]
    files = {
        "events.csv": rows_csv("events", events),
        "mentions.csv": rows_csv("mentions", mentions),
        "links.csv": rows_csv("links", []),
        "actors.csv": rows_csv("actors", []),
        "articles/report.md": article(words),
    }
    return put(folder, files)


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
    mentions.append(
        mention(f"{odd} id", "An id that is markup", article_id="report", mention_id=odd)
    )
    # Cells that only certain words may fill: each of them is a problem to be told of.
    closed = ("date_start", "date_kind", "where_prec", "place_role", "event_type", "status",
              "context", "deaths_best", "withdrawn", "latitude")  # fmt: skip
    events.append(event("closed", title="Closed cells", **dict.fromkeys(closed, odd)))
    mentions.append(mention("closed", "An id that is markup", stance=odd, supports=odd, start=odd))
    mentions.append(mention(odd, odd, article_id=odd, mention_id="lost", prefix=odd, suffix=odd))
    links.append({"from_event": odd, "to_event": odd, "relation": odd})
    front = dict.fromkeys(
        ("title", "publisher", "credit", "genre", "language", "published_basis", "source"),
        HOSTILE["image"] + HOSTILE["bidi"],
    )
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
            "briefings/traps.yaml": _hostile_briefing(),
        },
    )


def _hostile_briefing() -> str:
    """A slide an event, with a heading, a remark and notes of each kind of text; JSON is YAML."""
    # YAML holds no control character, and half of one that JSON escapes is none.
    plain = ("".join(c for c in " ".join(t.split()) if c.isprintable()) for t in HOSTILE.values())
    texts = [text[:280] for text in plain]
    slides = [
        {"view": f"event=ev{n}", "heading": text, "remark": text, "notes": text}
        for n, text in enumerate(texts[:4])
    ]
    slides += [{"view": "", "heading": texts[2]}, {texts[2]: texts[2]}]
    return json.dumps(
        {"title": texts[2], "subtitle": texts[0], "slides": slides, texts[1]: "x"},
        ensure_ascii=False,
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


# Spoiled ----------------------------------------------------------------------------------------

ROAD = "On Monday the road near Goris was blocked"
TWICE = "by a crowd near Goris"
SPOILED_BODY = (
    "## A heading",
    f"{ROAD} {TWICE}. Later the square was full as well, {TWICE}, and nobody was hurt.",
    "Both governments said so. A meeting was held in Yerevan on Tuesday.",
)


def _sound_files() -> dict[str, str | bytes]:
    good = [
        event("good", title="A meeting is held in Yerevan", latitude="40.18", longitude="44.51"),
        event("road", title="The road near Goris is blocked", actors="state"),
    ]
    said = [
        mention("good", "A meeting was held in Yerevan on Tuesday"),
        mention("road", ROAD),
    ]
    return {
        "events.csv": rows_csv("events", good),
        "mentions.csv": rows_csv("mentions", said),
        "links.csv": rows_csv("links", []),
        "actors.csv": rows_csv("actors", [{"actor_id": "state", "name": "State", "kind": "state"}]),
        "articles/report.md": article(SPOILED_BODY),
    }


#: event_id → the cell that is wrong and the word by which the page's list of problems is known.
WRONG_CELLS: dict[str, tuple[dict[str, str], str]] = {
    "impossible": ({"date_start": "2022-02-30", "date_end": "2022-02-30"}, "date_start"),
    "reversed": ({"date_start": "2022-09-14", "date_end": "2022-09-13"}, "date_end"),
    "mangled": ({"date_start": "44817", "date_end": "13-Sep-22"}, "date_start"),
    "half-date": ({"date_end": ""}, "date_end"),
    "swapped": ({"latitude": "126.5", "longitude": "37.5"}, "latitude"),
    "outside": ({"latitude": "39.5", "longitude": "461"}, "longitude"),
    "null-island": ({"latitude": "0", "longitude": "0"}, "latitude"),
    "half-point": ({"longitude": ""}, "longitude"),
    "stranger": ({"actors": "nobody;state"}, "actors"),
    "nowhere": ({"area_id": "atlantis"}, "area_id"),
    "odd-type": ({"event_type": "DANCE", "status": "perhaps"}, "event_type"),
    "huge": ({"note": "a huge cell " * 20_000}, ""),
}


def spoiled(folder: Path) -> Path:
    """One good event, and one a defect of cells, references, articles and encodings."""
    files = _sound_files()
    events = [event("good", title="A meeting is held in Yerevan", actors="state")]
    events += [event(i, **cells) for i, (cells, _) in WRONG_CELLS.items()]
    events += [event("twin", title="The first twin"), event("twin", title="The second twin")]
    events += [event("untitled", title=""), event("told-twice"), event("lost"), event("cafe")]
    said = [mention(e["event_id"], ROAD) for e in events if e["event_id"] in WRONG_CELLS]
    said += [
        mention("good", "A meeting was held in Yerevan on Tuesday"),
        mention("told-twice", TWICE),
        mention("lost", "These words stand in no article at all, whoever looks for them"),
        mention("cafe", "The café was full", article_id="latin"),
        mention("good", ROAD, mention_id="m-x", article_id="missing-article"),
        mention("nobody", ROAD),
    ]
    links = [
        {"from_event": "huge", "to_event": "swapped", "relation": "part_of"},
        {"from_event": "swapped", "to_event": "huge", "relation": "part_of"},
        {"from_event": "good", "to_event": "good", "relation": "follows"},
        {"from_event": "good", "to_event": "no-such-event", "relation": "about"},
    ]
    latin = article(["The café was full on Tuesday."], title="A café").replace("\\u00e9", "é")
    broken = '---\ntitle: "never closed\n  : [\n---\n\nThe text of an article with broken facts.\n'
    actors = rows_csv("actors", [{"actor_id": "state", "name": "Staté", "kind": "state"}], delimiter=";")  # fmt: skip
    header, rest = rows_csv("links", links, ("remark", "remark2")).split("\n", 1)
    return put(
        folder,
        files
        | {
            "events.csv": b"\xef\xbb\xbf" + rows_csv("events", events, lineterminator="\r\n").encode(),
            "mentions.csv": rows_csv("mentions", said),
            "links.csv": f"{header.replace('remark2', 'remark')}\n{rest}".replace("\n", "\r"),
            "actors.csv": actors.encode("cp1252"),
            "articles/latin.md": latin.encode("cp1252"),
            "articles/broken.md": broken,
            "articles/nofront.md": "Only a text, without front matter.\n",
        },
    )  # fmt: skip


def headless(folder: Path) -> Path:
    """Events without their essential column, no actors, an empty file of links, a bad package."""
    files = _sound_files()
    files["events.csv"] = files["events.csv"].replace("title", "headline", 1)  # type: ignore[union-attr, arg-type]
    files |= {"links.csv": "", "datapackage.json": '{"title": ', "mentions.csv": "mention_id,event_id\n"}  # fmt: skip
    del files["actors.csv"]
    return put(folder, files)


# Many -------------------------------------------------------------------------------------------

TOWNS = (
    ("Yerevan", 40.18, 44.51), ("Goris", 39.51, 46.34), ("Jermuk", 39.84, 45.67),
    ("Kapan", 39.21, 46.41), ("Sotk", 40.2, 45.87), ("Baku", 40.4, 49.87),
    ("Ganja", 40.68, 46.36), ("Tabriz", 38.08, 46.29), ("Tbilisi", 41.72, 44.79),
    ("Kos", 36.89, 27.29), ("Rhodes", 36.44, 28.22), ("Prague", 50.09, 14.42),
)  # fmt: skip
TYPES = ("ASSAULT", "PROTEST", "DISAPPROVE", "AID", "CONSULT", "")
PER_ARTICLE = 1000


def many(folder: Path, n: int, *, spread: float = 1.2) -> Path:
    """``n`` events around a dozen towns over a year, each with a sentence of its own.

    ``spread`` in degrees is how far from its town an event may lie; every twelfth is a statement
    at a seat, every fifth stands exactly on its town's point.
    """
    chance = random.Random(n)
    events, mentions, files = [], [], {}
    sentences: dict[str, list[str]] = {}
    for i in range(n):
        name, lat, lon = TOWNS[i % 7 if i % 3 else i % len(TOWNS)]
        away = 0.0 if i % 5 == 0 else spread
        day = date(2022, 1, 1) + timedelta(days=min(364, int(abs(chance.gauss(200, 90)))))
        seat = i % 12 == 5
        article_id = f"part-{i // PER_ARTICLE + 1:02}"
        quote = f"Report {i:05} tells what happened near {name}."
        sentences.setdefault(article_id, []).append(quote)
        events.append(
            event(
                f"n-{i:05}",
                title=f"Event {i} near {name}",
                date_start=day.isoformat(),
                date_end=(day + timedelta(days=i % 4)).isoformat(),
                place_name="" if seat else name,
                latitude=f"{lat if seat else lat + chance.uniform(-away, away):.4f}",
                longitude=f"{lon if seat else lon + chance.uniform(-away, away):.4f}",
                where_prec="" if seat else "1",
                place_role="seat" if seat else "scene",
                event_type="DISAPPROVE" if seat else TYPES[i % len(TYPES)],
                actors=f"actor-{i % 9}",
            )
        )
        mentions.append(mention(f"n-{i:05}", quote, article_id=article_id))
    for article_id, said in sentences.items():
        files[f"articles/{article_id}.md"] = article(said, title=f"Volume {article_id}")
    actors = [{"actor_id": f"actor-{i}", "name": f"Actor {i}", "kind": "other"} for i in range(9)]
    return put(
        folder,
        files
        | {
            "events.csv": rows_csv("events", events),
            "mentions.csv": rows_csv("mentions", mentions),
            "links.csv": rows_csv("links", []),
            "actors.csv": rows_csv("actors", actors),
        },
    )
