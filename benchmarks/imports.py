"""Rows a second and peak memory of an import, beside pandas and GeoPandas reading the same file.

Run by hand: ``python benchmarks/imports.py [ROWS]``. The file is made here, in the columns of UCDP GED with
twenty more; every day, point and toll differs from row to row, which is the worst case for what is
worked out once for each different cell. Each reader has a process of its own. The two libraries read and
type the columns alone: they don't look for repeated ids, write nothing and say nothing of a row.
"""

from __future__ import annotations

import csv
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COLUMNS = [
    "id", "year", "type_of_violence", "dyad_name", "side_a", "side_b", "source_office", "source_headline", "where_prec",
    "where_coordinates", "adm_1", "latitude", "longitude", "country", "date_prec", "date_start", "date_end", "best", "high", "low",
]  # fmt: skip
READERS = {
    "geodash import": """
from geodash.imports.recognise import bring
from geodash.imports.take import take
taken = take(bring(path), path.parent / "collection")
rows = taken.plan.new
""",
    "geodash, survey alone": """
from geodash.imports.recognise import bring
rows = bring(path).survey.rows
""",
    "pandas": """
import pandas
frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
for name in ("date_start", "date_end"):
    frame[name] = pandas.to_datetime(frame[name], format="%m/%d/%Y %I:%M:%S %p")
for name in ("latitude", "longitude", "best", "low", "high"):
    frame[name] = pandas.to_numeric(frame[name])
frame.to_csv(path.with_suffix(".out"))
rows = len(frame)
""",
    "GeoPandas": """
import geopandas
frame = geopandas.read_file(path, engine="pyogrio", X_POSSIBLE_NAMES="longitude", Y_POSSIBLE_NAMES="latitude")
frame.to_file(path.with_suffix(".gpkg"))
rows = len(frame)
""",
}
FRAME = """
import resource, sys, time
from pathlib import Path
path = Path(sys.argv[1])
began = time.perf_counter(), time.process_time()
{body}
print(rows, time.perf_counter() - began[0], time.process_time() - began[1], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def made(path: Path, rows: int) -> None:
    """An invented file of so many rows."""
    choice = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*COLUMNS, *(f"more {n}" for n in range(20))])
        for n in range(rows):
            day = f"{choice.randint(1, 12)}/{choice.randint(1, 28)}/{choice.randint(1990, 2020)} 12:00:00 AM"
            cells = [
                n, 1993, 1, "Government of A - B", "Government of A", "B", "Example Agency",
                f"Words of event {n}, which happened near a town", 2, f"Town {n % 500}", "Province",
                f"{choice.uniform(30, 45):.4f}", f"{choice.uniform(30, 50):.4f}", "Country", 1, day, day,
                choice.randint(0, 30), 40, 0,
            ]  # fmt: skip
            writer.writerow([*cells, *[n % 7] * 20])


def main() -> None:
    """Make a file, have each reader read it, and print a table."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.csv"
        made(path, rows)
        print(f"{rows:,} rows of {len(COLUMNS) + 20} columns, {path.stat().st_size / 1e6:.0f} MB")
        print("| | rows a second | of processor time | peak MB |\n|---|---|---|---|")
        for name, body in READERS.items():
            collection = path.parent / "collection"
            collection.mkdir(exist_ok=True)
            (collection / "events.csv").write_text("event_id,title\n")
            (collection / "datapackage.json").write_text('{"name": "c"}')
            run = [sys.executable, "-c", FRAME.format(body=body), str(path)]
            out = subprocess.run(run, capture_output=True, text=True, check=True).stdout.split()
            count, wall, busy, peak = map(float, out)
            print(
                f"| {name} | {count / wall:,.0f} | {count / busy:,.0f} | {peak:,.0f} |", flush=True
            )
            time.sleep(1)


if __name__ == "__main__":
    main()
