"""Whose land is whose among the provinces of the world, by one rule (geodata/README.md, “Areas of the world”).

The rule: land is a division's of the state to which the United Nations count it. Where Natural Earth draws
what holds on the ground, its units are cut or joined here; where that cannot be done with its lines, there is
no outline. What is claimed or administered by another has a line that says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import geopandas as gpd
import shapely
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from . import natural_earth as ne
from . import region as rg
from .area_list import CRIMEA_NOTE

APPROXIMATE = "Generalised outline (1:10 million), good to about 5 km."
#: Units that are a part of another: what a state leases to another, and a zone of the United Nations.
JOINED = {"USG+00?": "CUB-1365", "SYR-5261": "SYR-145"}
NORTH, QUNEITRA, JERUSALEM, WEST_BANK = "ISR-3056", "SYR-145", "ISR-3058", "WEB+00?"
#: Of the Jerusalem district of Natural Earth, what lies east of the line of 1949: our own rough sketch.
EAST_JERUSALEM = Polygon(
    [(35.2, 31.9), (35.205, 31.83), (35.222, 31.8), (35.2265, 31.785), (35.2285, 31.77), (35.236, 31.757),
     (35.222, 31.745), (35.205, 31.73), (35.26, 31.71), (35.31, 31.8), (35.27, 31.9)]
)  # fmt: skip
#: The parallel that is Western Sahara's border with Morocco.
SAHARA_NORTH = 27.667
SAHARA = ("SAH+00?", "MAR-3456", "MAR-3469", "MAR-3457")
#: GeoNames' number of the territory.
SAHARA_N = 2461445
#: States whose former provinces are still said in the news, and names that the source has otherwise.
OLD = ("KEN", "COD", "ETH")
OLD_NAMES = {"ETH-3129": "Southern Nations, Nationalities and Peoples"}
#: GeoNames' codes of divisions without an outline: the source divides their land where no state's division ends.
WITHOUT = frozenset(
    ("CY.01", "CY.02", "CY.03", "CY.04", "IL.WE", "MA.10", "MA.11", "MA.12", "TW.01", "TW.04")
)
_KASHMIR = "The final status of Jammu and Kashmir has not yet been agreed upon by the parties; the outline ends at the line of control. "
_HALAIB = "The Hala’ib Triangle, administered by Egypt and claimed by Sudan, is drawn in Egypt’s Red Sea Governorate. "
#: What is said of an outline, by the code of the division or of the state: a line on the map, and a note.
NOTES = {
    "UA.11": ("Ukraine", CRIMEA_NOTE),
    "UA.20": ("Ukraine", CRIMEA_NOTE),
    "IN.12": ("administered by India", _KASHMIR),
    "IN.41": (
        "administered by India",
        _KASHMIR + "Aksai Chin, administered by China, is not in it.",
    ),
    "PK.06": ("administered by Pakistan", _KASHMIR),
    "PK.07": ("administered by Pakistan", _KASHMIR),
    "CN.13": ("", "With Aksai Chin, administered by China and claimed by India."),
    "IN.30": ("", "Administered by India; most of it is claimed by China."),
    "GE.02": ("Georgia", "Part of Georgia; not under the control of its government."),
    "GE.73": (
        "",
        "With Tskhinvali; South Ossetia is part of Georgia, not under the control of its government.",
    ),
    "PS.WE": (
        "occupied Palestinian territory",
        "With East Jerusalem, drawn roughly by us along the line of 1949. ",
    ),
    "PS.GZ": ("occupied Palestinian territory", ""),
    "IL.06": ("", "Without East Jerusalem, which is drawn with the West Bank."),
    "IL.03": ("", "Without the Golan Heights, which are drawn with Syria’s Quneitra Governorate."),
    "SY.03": (
        "",
        "With the Golan Heights, occupied by Israel (UN Security Council resolution 497).",
    ),
    "EG.02": ("", _HALAIB),
    "SD.36": ("", _HALAIB),
    "SD.50": ("", "With Abyei, whose status is undecided."),
    "RU.64": ("", "With the southern Kuril Islands, administered by Russia and claimed by Japan."),
}
NOTES["XK"] = ("Kosovo (UNSC resolution 1244)", "Status under UN Security Council resolution 1244.")
_OF_SAHARA = (
    "non-self-governing territory",
    "A territory whose decolonisation is not completed (list of the United Nations); Morocco administers most of it. No line between the two parts is drawn.",
)
_OLD = ("", "A division as Natural Earth has it; GeoNames no longer lists it.")


def told(code: str) -> tuple[str, str]:
    """The line on the map and the note of a division's outline."""
    return NOTES.get(code) or NOTES.get(code.partition(".")[0], ("", ""))


def settled(root: Path, shapes: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """The units as they are drawn: cut, joined, and without those that stand for no division."""
    found = dict(shapes)
    for part, whole in JOINED.items():
        found[whole] = _joined(found[whole], found.pop(part))
    golan = east_of_line(root, found[NORTH])
    found[NORTH] = rg.polygons(found[NORTH].difference(golan))
    found[QUNEITRA] = _joined(found[QUNEITRA], golan)
    east = rg.polygons(found[JERUSALEM].intersection(EAST_JERUSALEM))
    found[JERUSALEM] = rg.polygons(found[JERUSALEM].difference(EAST_JERUSALEM))
    found[WEST_BANK] = _joined(found[WEST_BANK], east)
    south = box(-30, 0, 0, SAHARA_NORTH)
    found["sahara"] = rg.polygons(
        shapely.union_all([found.pop(code) for code in SAHARA]).buffer(0.001).intersection(south)
    )
    return found


def _joined(one: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    """Two neighbours as one, without the hair of a gap between them."""
    return rg.polygons(shapely.union_all([one, other.buffer(1e-3)]).buffer(-1e-6))


def east_of_line(root: Path, north: BaseGeometry) -> BaseGeometry:
    """What of Israel's northern district lies on Syria's side of the line before 1967."""
    path = root / "usr/share/qgis/resources/data/world_map.gpkg"
    lines = gpd.read_file(path, layer="disputed_borders")
    line = rg.merge(list(lines[lines["name"] == "Syrian claim"].geometry))
    down = list(line.coords if line.coords[0][1] > line.coords[-1][1] else line.coords[::-1])
    (top, high), (foot, low) = down[0][:2], down[-1][:2]
    round_it = [(foot, low - 0.1), (36.2, low - 0.1), (36.2, high + 0.2), (top, high + 0.2)]
    return rg.polygons(shapely.make_valid(Polygon([*down, *round_it])).intersection(north))


def more(
    root: Path, known: set[int]
) -> Iterator[tuple[int, str, str, str, tuple[str, ...], tuple[str, str]]]:
    """Yield number, name, kind, country, units and words of areas that are no division of GeoNames' list."""
    yield SAHARA_N, "Western Sahara", "country", "ESH", ("sahara",), _OF_SAHARA
    for code, unit in sorted(ne.admin1(root).items()):
        n = int(unit["gn_id"] or 0)
        if n > 0 and n not in known and unit["adm0_a3"] in OLD:
            name = OLD_NAMES.get(code) or unit["name_en"] or unit["name"]
            iso3 = ne.ISO3.get(unit["adm0_a3"], unit["adm0_a3"])
            yield n, name, "province", iso3, (code,), _OLD
