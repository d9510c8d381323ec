"""About a hundred invented events in the shape of ``/api/events``, and the server of the harness page."""

from __future__ import annotations

import json
import random
import threading
from datetime import date, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import streamlit

from geodash.views.told import as_json

HERE = Path(__file__).parent
ASSETS = HERE.parents[1] / "src" / "geodash" / "assets"
FONTS = Path(streamlit.__file__).parent / "static" / "static" / "media"

COVERAGE = [
    ("a-2019", "A Summer of Letters", "2019-06-03", "2019-07-10"),
    ("a-corridor", "The Road and What Runs Beside It", "2022-08-26", "2022-09-08"),
    ("a-diplomacy", "Can Timely Talks Avert a Second Round?", "2022-09-13", "2022-09-30"),
    ("a-autumn", "An Autumn of Meetings", "2022-10-21", "2022-11-15"),
    ("a-winter", "The Blocked Road", "2022-12-12", "2022-12-31"),
]
KINDS = ["violence", "pressure", "accusation", "handover", "talks", "other"]


def _event(n: int, kind: str, start: date | None, days: int = 1, **more: object) -> dict:
    end = start + timedelta(days=days - 1) if start else None
    label = "undated"
    if start and end:
        label = f"{start:%-d %B %Y}" if days == 1 else f"{start:%-d %b %Y} – {end:%-d %b %Y}"
    return {
        "id": f"cc-{n:04d}",
        "title": f"Event {n}: a {kind} title of the usual length, says a ministry",
        "kind": kind,
        "date_start": start.isoformat() if start else None,
        "date_end": end.isoformat() if end else None,
        "date_kind": "within",
        "date_label": label,
        "one_sided": kind == "accusation" and n % 2 == 0,
        "planned": False,
        "background": False,
        "umbrella": None,
        "members": [],
        "timed": start is not None,
        **more,
    }


def _main_year(rng: random.Random) -> list[tuple]:
    rows: list[tuple] = [("handover", date(2022, 8, 26), 1), ("talks", date(2022, 8, 31), 1)]
    rows += [(rng.choice(KINDS), date(2022, 9, 13), 1) for _ in range(20)]
    rows += [("accusation", date(2022, 9, 14) + timedelta(days=i % 3), 1) for i in range(7)]
    rows += [(rng.choice(KINDS), date(2022, 9, 1), 30) for _ in range(6)]
    rows += [("talks", date(2022, 10, 6), 1), ("talks", date(2022, 10, 20), 2)]
    rows += [("accusation", date(2022, 11, 15) - timedelta(days=29), 30) for _ in range(3)]
    rows += [(rng.choice(KINDS), date(2022, 12, 10 + rng.randrange(6)), 1) for _ in range(14)]
    rows += [(rng.choice(KINDS), date(2021, 12, 31), 365) for _ in range(4)]
    rows += [
        (rng.choice(KINDS), date(2022, 3, 1) + timedelta(days=rng.randrange(150)), 1)
        for _ in range(10)
    ]
    return rows


def collection(seed: int = 7) -> dict:
    """Outliers in 2019, 2021 and 2023, twenty events on one day, intervals of 30 and 365 days."""
    rng = random.Random(seed)
    rows = [("talks", date(2019, 6, 5), 1), ("accusation", date(2019, 6, 20), 1)]
    rows += [(rng.choice(KINDS), date(2019, 7, 1), 30), ("violence", date(2019, 10, 2), 1)]
    rows += [(rng.choice(KINDS), date(2021, 5, 1 + 3 * i), 1) for i in range(6)]
    rows += _main_year(rng)
    events = [_event(i, kind, start, days) for i, (kind, start, days) in enumerate(rows, 1)]
    n = len(events)
    umbrella = _event(n + 1, "violence", date(2022, 9, 13), timed=False)
    violence = [e for e in events if e["date_start"] == "2022-09-13" and e["kind"] == "violence"]
    umbrella["members"] = [e["id"] for e in violence[:3]]
    for member in violence[:3]:
        member |= {"umbrella": umbrella["id"], "one_sided": True}
    lasting = _event(n + 2, "pressure", date(2022, 12, 12), 20, date_kind="throughout")
    planned = [
        _event(n + 3 + i, "talks", date(2023, 5, 14) + timedelta(days=9 * i), planned=True)
        for i in range(2)
    ]
    history = [
        _event(n + 10 + i, "violence", date(y, 1, 1), 365, background=True)
        for i, y in enumerate([1974, 1988, 1994, 2016])
    ]
    history.append(_event(n + 20, "talks", date(2020, 11, 9), background=True))
    undated = [_event(n + 30 + i, "accusation", None) for i in range(2)]
    events += [umbrella, lasting, *planned, *history]
    events.sort(key=lambda e: (e["date_start"], e["date_end"], e["id"]))
    return {
        "events": [*events, *undated],
        "coverage": [
            dict(zip(("article", "title", "from", "to"), c, strict=True)) for c in COVERAGE
        ],
        "denominators": {"undated": 2, "background": len(history)},
    }


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: object, answer: bytes, **kwargs: object) -> None:
        self.answer = answer
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if self.path != "/collection.json":
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(self.answer)
        return None

    def translate_path(self, path: str) -> str:
        root, _, name = path.split("?")[0].lstrip("/").partition("/")
        folder = {"assets": ASSETS, "harness": HERE, "fonts": FONTS}.get(root, HERE)
        if root == "fonts":
            return str(next(FONTS.glob(f"{name}*"), FONTS / "none"))
        return str(folder / name)

    def log_message(self, *args: object) -> None:
        """Quiet."""


def serve(data: dict | None = None) -> tuple[ThreadingHTTPServer, str]:
    """Serves the harness on a free port; the caller shuts the server down."""
    answer = json.dumps({"told": as_json(), "collection": data or collection()}).encode()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, answer=answer))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}/harness/timeline.html"
