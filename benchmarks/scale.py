"""A store of a Parquet file as it grows, beside pandas; run by hand: ``python benchmarks/scale.py 100000 1000000``.

Each number of rows, and each side, has a process of its own, so that memory is that side's alone. Both read the same file.
Times are medians in milliseconds but for building; *first* is the first time that anything is asked.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd
from store import FILTERS, VIEW, ZOOM, Pandas, median, synthetic

from geodash.query import Store
from geodash.views.payload import PayloadBuilder


def ours(file: Path, times: int) -> dict[str, float]:
    start, cpu = time.perf_counter(), time.process_time()
    store = Store.from_parquet(file)
    found = {"build, s": time.perf_counter() - start, "build, CPU s": time.process_time() - cpu}
    found["peak of building, MB"] = peak()
    builder = PayloadBuilder(store)
    ids = store.ids(FILTERS["no filter"], 118)
    for name, f in FILTERS.items():
        found[f"{name}: first"] = median(lambda f=f: json.dumps(builder.payload(f)), 1)
        found[f"{name}: whole answer"] = median(lambda f=f: json.dumps(builder.payload(f)), times)
        found[f"{name}: all facets"] = median(lambda f=f: store.facets(f), times)
        found[f"{name}: viewport"] = median(lambda f=f: store.clusters(f, VIEW, ZOOM), times)
        found[f"{name}: count"] = store.count(f)
    store.events(ids)
    found["118 events"] = median(lambda: store.events(ids), times)
    return {**found, "peak, MB": peak()}


def theirs(file: Path, times: int) -> dict[str, float]:
    start, cpu = time.perf_counter(), time.process_time()
    peer = Pandas(pd.read_parquet(file))
    found = {"build, s": time.perf_counter() - start, "build, CPU s": time.process_time() - cpu}
    found["peak of building, MB"] = peak()
    for name, f in FILTERS.items():
        found[f"{name}: all facets"] = median(lambda f=f: peer.kinds(f), times)
        found[f"{name}: viewport"] = median(lambda f=f: peer.clusters(f), times)
        found[f"{name}: count"] = peer.count(f)
    return {**found, "peak, MB": peak()}


def made(file: Path, times: int) -> dict[str, float]:
    """Writes the events; elsewhere than in the process that starts the others, who would inherit its peak."""
    synthetic(int(file.stem)).to_parquet(file, index=False)
    return {}


SIDES = {"made": made, "ours": ours, "theirs": theirs}


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(side: str, file: Path, times: int) -> dict[str, float]:
    """One side's figures, from a process of its own."""
    call = [sys.executable, __file__, "--side", side, "--file", str(file), "--times", str(times)]
    done = subprocess.run(call, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rows", nargs="*", type=int, default=[100_000, 1_000_000])
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.side:
        print(json.dumps(SIDES[args.side](args.file, args.times)))
        return
    with tempfile.TemporaryDirectory() as folder:
        for rows in args.rows:
            file = Path(folder, f"{rows}.parquet")
            _, store, peer = (measured(side, file, args.times) for side in SIDES)
            for name in FILTERS:
                assert store[f"{name}: count"] == peer[f"{name}: count"], name
            print(
                f"\n| {rows:,} events, {file.stat().st_size / 1e6:,.0f} MB | geodash | pandas |\n|---|---|---|"
            )
            for what, figure in store.items():
                other = f"{peer[what]:,.1f}" if what in peer else "–"
                print(f"| {what} | {figure:,.1f} | {other} |")


if __name__ == "__main__":
    main()
