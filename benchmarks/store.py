"""The store beside plain pandas at a million events; run by hand: ``python benchmarks/store.py``.

Both answer the same questions about the same synthetic events in the same run, and their answers
are compared. Pandas gets what it needs in memory beforehand: typed columns, folded titles, one row
an actor. Times are medians in milliseconds; "first" is the first time a filter is asked, before the
store has the flags of its parts.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import time
from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd

from geodash.domain.kinds import KIND_TYPES, EventType, Kind
from geodash.query import BBox, Filter, Store
from geodash.query.text import search_key
from geodash.views.payload import PayloadBuilder

WORDS = [
    "attack",
    "talks",
    "border",
    "convoy",
    "drill",
    "summit",
    "protest",
    "drone",
    "bridge",
    "market",
    "soldiers",
    "aid",
]
PLACES = [
    "Goris",
    "Kapan",
    "Jermuk",
    "Baku",
    "Yerevan",
    "Rhodes",
    "Kos",
    "Samsun",
    "Tehran",
    "Şuşa",
    "Türkiye",
    "Moscow",
]
VIEW = BBox(35.0, 36.0, 52.0, 44.0)
ZOOM = 6


def synthetic(rows: int, seed: int = 1) -> pd.DataFrame:
    """Events with towns that attract, a third of uncertain dates, two actors each."""
    rng = np.random.default_rng(seed)
    towns = rng.uniform((36, 22), (44, 52), (400, 2))
    town = rng.zipf(1.5, rows) % 400
    spread = rng.normal(0, 0.3, (rows, 2)) * (rng.random((rows, 1)) < 0.6)
    points = towns[town] + spread
    start = np.datetime64("2015-01-01") + rng.integers(0, 3000, rows).astype("timedelta64[D]")
    length = rng.choice([0, 0, 0, 0, 2, 6, 29, 364], rows).astype("timedelta64[D]")
    actors = np.array([f"actor-{i:03d}" for i in range(150)], dtype=object)
    first, second = rng.zipf(1.4, rows) % 150, rng.integers(0, 150, rows)
    words, places = np.array(WORDS, dtype=object), np.array(PLACES, dtype=object)
    title = words[rng.integers(0, len(words), rows)] + " near " + places[rng.integers(0, 12, rows)]
    numbers = pd.Series(np.arange(rows)).astype(str).str.zfill(7)
    return pd.DataFrame(
        {
            "event_id": ("s-" + numbers).astype(object),
            "title": title,
            "date_start": start,
            "date_end": start + length,
            "latitude": points[:, 0].round(4),
            "longitude": points[:, 1].round(4),
            "where_prec": rng.integers(1, 8, rows),
            "place_role": rng.choice(np.array(["scene", "scene", "seat"], dtype=object), rows),
            "place_id": np.char.add("p:", town.astype(str)).astype(object),
            "event_type": rng.choice(np.array([t.value for t in EventType], dtype=object), rows),
            "actors": actors[first],
            "recipients": actors[second],
            "status": rng.choice(np.array(["reported", "claimed"], dtype=object), rows),
            "context": "foreground",
        }
    )


class Pandas:
    """The same questions in plain pandas."""

    def __init__(self, frame: pd.DataFrame) -> None:
        kinds = {t.value: kind.value for kind, types in KIND_TYPES.items() for t in types}
        self.frame = frame.assign(
            kind=frame["event_type"].map(kinds),
            folded=" " + frame["title"].map(search_key) + " ",
        )
        sides = [frame[["actors"]], frame[["recipients"]].set_axis(["actors"], axis=1)]
        self.actors = pd.concat(sides)["actors"]

    def select(self, f: Filter) -> pd.DataFrame:
        frame = self.frame
        keep = pd.Series(True, frame.index)
        if f.date_from:
            keep &= frame["date_end"] >= pd.Timestamp(f.date_from)
        if f.date_to:
            keep &= frame["date_start"] <= pd.Timestamp(f.date_to)
        if f.kinds:
            keep &= frame["kind"].isin([k.value for k in f.kinds])
        if f.actors:
            keep &= frame.index.isin(self.actors.index[self.actors.isin(f.actors)])
        if f.query:
            keep &= frame["folded"].str.contains(f" {search_key(f.query)}", regex=False)
        return frame[keep]

    def count(self, f: Filter) -> int:
        return len(self.select(f))

    def kinds(self, f: Filter) -> dict[str, int]:
        return self.select(f)["kind"].value_counts().to_dict()

    def bins(self, f: Filter) -> float:
        """Months by first day only: spreading intervals takes pandas far longer."""
        found = self.select(f)
        months = found["date_start"].dt.to_period("M")
        return float(found.groupby([months, "kind"]).size().sum())

    def clusters(self, f: Filter) -> int:
        found = self.select(f)
        found = found[
            found["longitude"].between(VIEW.west, VIEW.east)
            & found["latitude"].between(VIEW.south, VIEW.north)
            & (found["place_role"] != "seat")
            & (found["where_prec"] != 6)
        ]
        scale = 2**ZOOM * 4
        lat = np.radians(found["latitude"])
        y = 0.5 - np.log(np.tan(np.pi / 4 + lat / 2)) / (2 * np.pi)
        cells = [np.floor((found["longitude"] + 180) / 360 * scale), np.floor(y * scale)]
        grouped = found.groupby(cells)
        return int(grouped[["latitude", "longitude"]].mean().shape[0] and grouped.size().sum())


def median(call: Callable[[], object], times: int) -> float:
    took = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)


FILTERS = {
    "no filter": Filter(),
    "a period": Filter(date_from=date(2018, 1, 1), date_to=date(2019, 12, 31)),
    "period, actor, kind": Filter(
        date_from=date(2018, 1, 1),
        date_to=date(2019, 12, 31),
        actors=("actor-001", "actor-017"),
        kinds=(Kind.VIOLENCE, Kind.TALKS),
    ),
    "a word": Filter(query="Susa"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=5)
    args = parser.parse_args()
    frame = synthetic(args.rows)
    start = time.perf_counter()
    store = Store.from_frame(frame)
    built = time.perf_counter() - start
    start = time.perf_counter()
    pandas = Pandas(frame)
    print(f"{args.rows:,} events: store built in {built:.1f} s,", end=" ")
    print(f"pandas in {time.perf_counter() - start:.1f} s")
    builder = PayloadBuilder(store)
    head = ("filter", "events", "question", "store first", "store", "pandas")
    print("| " + " | ".join(head) + " |\n|" + "---|" * len(head))
    for name, f in FILTERS.items():
        assert store.count(Filter(query="nothing at all")) == 0
        store._memory._kept.clear()
        first = median(lambda f=f: store.count(f), 1)
        assert store.count(f) == pandas.count(f)
        kinds = {k: n for k, n in store.facets(replace_kinds(f))["kinds"].items() if n}
        assert kinds == pandas.kinds(replace_kinds(f))
        questions = {
            "count": (lambda f=f: store.count(f), lambda f=f: pandas.count(f)),
            "all facets / kinds only": (lambda f=f: store.facets(f), lambda f=f: pandas.kinds(f)),
            "bars": (lambda f=f: store.bins(f, unit="month"), lambda f=f: pandas.bins(f)),
            "clusters": (
                lambda f=f: store.clusters(f, VIEW, ZOOM),
                lambda f=f: pandas.clusters(f),
            ),
            "whole answer": (lambda f=f: json.dumps(builder.payload(f)), None),
        }
        number = store.count(f)
        for question, (ours, theirs) in questions.items():
            mine = median(ours, args.times)
            other = f"{median(theirs, args.times):,.0f}" if theirs else "–"
            shown = f"{first:,.0f}" if question == "count" else ""
            print(f"| {name} | {number:,} | {question} | {shown} | {mine:,.1f} | {other} |")
        answer = json.dumps(builder.payload(f))
        clusters = json.dumps(builder.clusters(f, VIEW, ZOOM))
        print(f"|  |  | bytes: answer {len(answer):,}, clusters {len(clusters):,} | | | |")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process, both sides together: {peak:,.0f} MB")


def replace_kinds(f: Filter) -> Filter:
    return f.without("kinds")


if __name__ == "__main__":
    main()
