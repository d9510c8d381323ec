"""A collection of floods and disease, whose kinds are its own: the ones that ``geodash new`` offers."""

from __future__ import annotations

import json
from pathlib import Path

from collection_kit import make, table

from geodash.collection.read.contract import schema_text

ARTICLE = """\
---
title: "The Tana bursts its banks"
publisher: Example Press
language: en
genre: report
published_earliest: 2024-05-04
published_latest: 2024-05-04
published_basis: printed
---

The Tana flooded Garissa on 2 May 2024. The Kenya Red Cross evacuated 200 people from Garissa on Friday.
On 3 May 2024 an outbreak of cholera was found in Garissa. Kenya asked for help.
"""
_FACTS = {"place_name": "Garissa", "latitude": "-0.4536", "longitude": "39.646", "where_prec": "1", "place_role": "scene",
          "date_basis": "stated", "status": "reported"}  # fmt: skip
EVENTS = (
    _FACTS | {"event_id": "f1", "title": "Flood in Garissa", "event_type": "FLOOD",
              "date_start": "2024-05-02", "date_end": "2024-05-02"},
    _FACTS | {"event_id": "f2", "title": "Outbreak of cholera in Garissa", "event_type": "OUTBREAK", "recipients": "ken",
              "date_start": "2024-05-03", "date_end": "2024-05-03"},
    _FACTS | {"event_id": "f3", "title": "Red Cross evacuates people from Garissa", "event_type": "EVACUATION",
              "actors": "cross", "date_start": "2024-05-03", "date_end": "2024-05-03"},
    {"event_id": "f4", "title": "Kenya asks for help", "event_type": "DEMAND", "actors": "ken", "latitude": "-1.2833",
     "longitude": "36.8167", "place_role": "seat", "status": "reported"},
    _FACTS | {"event_id": "f5", "title": "A new county commissioner", "actors": "ken"},
)  # fmt: skip
QUOTES = {
    "f1": ("The Tana flooded Garissa on 2 May 2024", "what;when;where"),
    "f2": ("On 3 May 2024 an outbreak of cholera was found in Garissa", "what;when;where"),
    "f3": (
        "The Kenya Red Cross evacuated 200 people from Garissa on Friday",
        "what;when;where;who",
    ),
    "f4": ("Kenya asked for help", "what;who"),
    "f5": ("Kenya asked for help", "what"),
}


def disasters() -> list[dict[str, object]]:
    """The table of kinds that ``geodash new`` writes for disasters and health."""
    found: list[dict[str, object]] = json.loads(schema_text("kinds-disasters.json"))
    return found


def floods(folder: Path, kinds: object = None) -> Path:
    """The collection, with other ``kinds`` where they are given."""
    made = make(
        folder,
        article=ARTICLE,
        events=table("events", *EVENTS),
        mentions=table("mentions", *(
            {"mention_id": f"m{n}", "event_id": e, "article_id": "road", "quote": quote, "supports": supports}
            for n, (e, (quote, supports)) in enumerate(QUOTES.items())
        )),
        links=table("links"),
        actors=table("actors", {"actor_id": "ken", "name": "Kenya", "kind": "state", "country": "KEN"},
                     {"actor_id": "cross", "name": "Kenya Red Cross", "kind": "other", "country": "KEN"}),
    )  # fmt: skip
    given = disasters() if kinds is None else kinds
    descriptor = json.loads(schema_text("datapackage.json")) | {"geodash:kinds": given}
    (made / "datapackage.json").write_text(json.dumps(descriptor, indent=1), "utf-8")
    return made
