"""Build `geodata/` from pinned, hash-checked packages.

    python tools/build_geodata.py [--only layers,places,world,more,areas,provinces,labels,base]

Same packages in, same bytes out. See geodata/README.md for what is made and why.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(HERE))

from geodata_build import (  # noqa: E402
    areas,
    base,
    gazetteer,
    labels,
    layers,
    output,
    region,
    sources,
    world,
    world_areas,
    world_more,
)

ATTRIBUTION = (
    "Made with Natural Earth (public domain). Place names: GeoNames.org, CC BY 4.0 "
    "(subset, modified). Relief derived from NOAA NGDC GLOBE v1.0 (1999)."
)


def build_layers(root: Path, out: Path) -> None:
    """The locator; what the region's corrections moved."""
    layers.write_locator(root, out)
    for line in region.build(root).patched:
        print("  border moved:", line)


STEPS = {
    "layers": build_layers,
    "places": gazetteer.write,
    "world": world.write,
    "more": world_more.write,
    "areas": areas.write,
    "provinces": world_areas.write,
    "labels": labels.write,
    "base": base.write,
}


def main() -> None:
    """Run the chosen steps (all by default), then write the manifest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default=",".join(STEPS), help="comma-separated steps")
    parser.add_argument("--out", type=Path, default=ROOT / "geodata")
    options = parser.parse_args()
    root = sources.prepare(ROOT / ".build-cache")
    options.out.mkdir(exist_ok=True)
    for name in options.only.split(","):
        print(name)
        STEPS[name](root, options.out)
    if all((options.out / name).exists() for name in output.ORIGIN):
        output.write_manifest(options.out, ATTRIBUTION)
    for path in sorted(options.out.rglob("*.*")):
        print(f"{path.stat().st_size:9,d}  {path.relative_to(options.out)}")


if __name__ == "__main__":
    main()
