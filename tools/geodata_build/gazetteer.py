"""The gazetteer: geodata/places.csv, from GeoNames, names curated in data/names.csv."""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from dataclasses import astuple, dataclass, fields
from functools import cache
from pathlib import Path

from . import areas, gazetteer_extra
from . import natural_earth as ne
from .area_list import DISTRICTS, PROVINCES

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))
from geodash.geo.fold import fold
from geodash.geo.plain_names import plain_name

DATA = Path(__file__).parent / "data"
FOCUS = ("AM", "AZ", "GE", "TR", "GR")  # full aliases
SMALLEST = {"AM": 500, "AZ": 500, "GE": 500}
SMALLEST |= dict.fromkeys(("TR", "GR", "IR", "TJ", "AF", "CY", "BE", "CZ"), 5_000)
WORLD = 100_000
# Coordinates that lie kilometres inside another state: the source is wrong, leave them out.
DROPPED = {97473}
PROVINCE_STATES = ("ARM", "AZE", "GEO", "TUR", "GRC", "IRN", "UKR", "TJK", "AFG", "CYP")
SCRIPTS = ("LATIN", "ARMENIAN", "CYRILLIC", "GEORGIAN", "GREEK", "ARABIC")
MAX_ALIASES = {True: 14, False: 3}
AZERI = {"ç": "ch", "ş": "sh", "ə": "a", "ı": "i", "ö": "o", "ü": "u", "ğ": "gh", "x": "kh"}


@dataclass
class Row:
    """One line of places.csv; the order of the fields is the order of the columns."""

    place_id: str
    name: str
    name_other: str = ""
    kind: str = ""
    country: str = ""
    admin1: str = ""
    latitude: float = 0.0
    longitude: float = 0.0
    area_id: str = ""
    rank: int = 5
    aliases: str = ""


@cache
def curated() -> dict[int, dict[str, str]]:
    """data/names.csv: GeoNames id -> our name, other name, kind, rank, label zoom, aliases."""
    with (DATA / "names.csv").open(encoding="utf-8") as file:
        return {int(row["place_id"]): row for row in csv.DictReader(file)}


def join_aliases(names: list[str], known: list[str], limit: int) -> str:
    """Aliases that add a new folded form, at most `limit`, joined by semicolons."""
    seen, kept = {fold(n) for n in known if n}, []
    for name in names:
        key = fold(name)
        if key and key not in seen and ";" not in name and len(name) <= 40:
            seen.add(key)
            kept.append(name)
    return ";".join(kept[:limit])


def _usable(name: str, scripts: tuple[str, ...]) -> bool:
    """A spelling worth keeping: known script, no machine transliteration, no airport code."""
    letters = [c for c in name if c.isalpha()]
    if len(letters) < 2 or name.isupper():
        return False
    script = unicodedata.name(letters[0], "").split(" ")[0]
    return script in scripts and not (script == "LATIN" and letters[0].islower())


def _english(record: dict, own: dict[str, str]) -> str:
    """The curated name, else GeoNames', else (Azerbaijan) its usual Latin transliteration."""
    if own.get("name"):
        return own["name"]
    name = record["name"]
    if record["countrycode"] == "AZ" and not name.isascii():
        plain = "".join(AZERI.get(c, c) for c in name.lower().replace("i̇", "i"))
        for other in record["alternatenames"]:
            if fold(other) == fold(plain) and other.isascii():
                return other
    return name


def _kind(population: int, capital: bool) -> tuple[str, int]:
    if capital:
        return "capital", 1
    for floor, kind, rank in ((1_000_000, "city", 2), (100_000, "city", 3), (5_000, "town", 4)):
        if population >= floor:
            return kind, rank
    return "village", 5


def capitals(root: Path) -> dict[str, int]:
    """ISO 3166 alpha-2 -> GeoNames id of the capital, found by name inside its country."""
    named: dict[tuple[str, str], tuple[int, int]] = {}
    for key, c in ne.cities(root).items():
        for name in {fold(c["name"]), *map(fold, c["alternatenames"])}:
            best = named.get((c["countrycode"], name), (0, -1))
            exact = c["population"] + (10**9 if name == fold(c["name"]) else 0)
            if exact > best[1]:
                named[c["countrycode"], name] = (key, exact)
    found = {}
    for code, country in ne.country_records(root).items():
        hit = named.get((code, fold(country["capital"] or "-")))
        if hit:
            found[code] = hit[0]
    return found


def settlements(root: Path, admin1: dict[str, str]) -> list[Row]:
    """Populated places by the rule of the module head, the curated ones and all capitals."""
    iso3, seats = ne.iso3_of(root), set(capitals(root).values())
    rows = []
    for key, c in ne.cities(root).items():
        code, own = c["countrycode"], curated().get(key, {})
        wanted = c["population"] >= SMALLEST.get(code, WORLD) or code in ("AM", "AZ", "GE")
        if not (wanted or own or key in seats) or key in DROPPED:
            continue
        kind, rank = _kind(c["population"], key in seats)
        name = _english(c, own)
        full = code in FOCUS
        scripts = SCRIPTS if full else ("LATIN",)
        extra = [a for a in own.get("aliases", "").split(";") if a]
        spare = [a for a in c["alternatenames"] if _usable(a, scripts)]
        keep = full or own or kind == "capital"
        names = [*extra, c["name"], *(spare if keep else [])]
        rows.append(
            Row(
                f"geonames:{key}",
                name,
                own.get("name_other", ""),
                own.get("kind") or kind,
                iso3[code],
                admin1.get(f"{code}.{c['admin1code']}", ""),
                round(c["latitude"], 5),
                round(c["longitude"], 5),
                "",
                int(own.get("rank") or rank),
                join_aliases(names, [name, own.get("name_other", "")], MAX_ALIASES[full]),
            )
        )
    return rows


def divisions(root: Path, admin1: dict[str, str]) -> list[Row]:
    """Provinces and districts; the point lies inside the (largest part of the) area."""
    specs = {s.place_id: s for s in (*PROVINCES, *DISTRICTS) if s.place_id}
    drawn = {a.spec.area_id: a for a in areas.build(root)}
    rows, done = [], set()
    for code, unit in sorted(ne.admin1(root).items()):
        place_id = f"geonames:{unit['gn_id']}"
        iso3 = "UKR" if code in ne.CRIMEA else unit["adm0_a3"]
        usable = iso3 in PROVINCE_STATES and (unit["gn_id"] or 0) > 0
        if not usable or place_id in specs or place_id in done:
            continue
        done.add(place_id)
        point = areas.label_point(areas.unit_shape(root, (code,)))
        own = admin1.get(unit["gn_a1_code"], "")
        english = admin1.get(unit["gn_a1_code"]) or unit["name_en"] or unit["name"]
        kind = "district" if iso3 == "AZE" else "province"
        other = [unit["name"], unit["name_en"] or ""]
        row = Row(place_id, english, "", kind, iso3, own, point.y, point.x, "", 4)
        row.aliases = join_aliases(other, [english], 4)
        rows.append(row)
    for place_id, spec in sorted(specs.items()):
        point = drawn[spec.area_id].label()
        iso3 = gazetteer_extra.AREA_COUNTRY.get(spec.area_id, "ARM")
        name, _, other = (spec.name_other or spec.name).partition(" / ")
        own = admin1.get(gazetteer_extra.AREA_ADMIN1.get(spec.area_id, ""), spec.name)
        row = Row(place_id, name, other, spec.kind, iso3, own, point.y, point.x, spec.area_id, 3)
        row.aliases = join_aliases(
            [spec.name, *gazetteer_extra.AREA_ALIASES.get(spec.area_id, [])], [name, other], 12
        )
        rows.append(row)
    return rows


def build(root: Path) -> list[Row]:
    """All rows, named as the sources have it; sorted by kind of row, then by id, so that a rebuild gives the same bytes."""
    text = (root / "package/admin1.json").read_text("utf-8")
    admin1 = {item["code"]: item["name"] for item in json.loads(text)}
    admin1 |= gazetteer_extra.ADMIN1_NAMES
    towns = settlements(root, admin1)
    rows = [
        *gazetteer_extra.countries(root, Row, capitals(root), join_aliases),
        *divisions(root, admin1),
        *gazetteer_extra.islands(root, Row),
        *gazetteer_extra.waters(Row),
        *gazetteer_extra.others(root, Row),
        *sorted(towns, key=lambda r: int(r.place_id.split(":")[1])),
    ]
    for row in rows:
        row.latitude, row.longitude = round(row.latitude, 5), round(row.longitude, 5)
    return rows


def printed(root: Path) -> list[Row]:
    """All rows, named as they are printed. Of `world.sqlite` that is done by whoever reads it."""
    rows = build(root)
    for row in rows:
        row.name, row.admin1 = (plain_name(text, row.country) for text in (row.name, row.admin1))
    return rows


def write(root: Path, out: Path) -> None:
    """Write places.csv."""
    with (out / "places.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([f.name for f in fields(Row)])
        writer.writerows(astuple(row) for row in printed(root))
