"""Gazetteer rows that GeoNames' list of settlements does not give: states, islands, waters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import areas
from . import natural_earth as ne

ADMIN1_NAMES = {
    "AZ.09": "Baku",
    "AZ.28": "Lachin",
    "AZ.61": "Khankendi",
    "AZ.64": "Khojaly",
    "AZ.55": "Shusha",
    "AZ.35": "Nakhchivan",
    "UA.11": "Crimea",
}
AREA_COUNTRY = {
    "nakhchivan": "AZE",
    "samsun": "TUR",
    "crete": "GRC",
    "south-aegean": "GRC",
    "north-aegean": "GRC",
    "catalonia": "ESP",
    "kharkiv": "UKR",
    "crimea": "UKR",
    "northern-ireland": "GBR",
    "lachin-district": "AZE",
    "kalbajar-district": "AZE",
}
# Where the admin1 of the places inside is not the area's own name.
AREA_ADMIN1 = {
    "nakhchivan": "AZ.35",
    "kharkiv": "UA.07",
    "lachin-district": "AZ.28",
    "kalbajar-district": "AZ.26",
    "samsun": "TR.55",
    "catalonia": "ES.56",
    "crimea": "UA.11",
    "northern-ireland": "GB.NIR",
}
AREA_ALIASES = {
    "syunik": ["Siunik", "Syunik Province", "Zangezur", "Սյունիք", "Сюник"],
    "vayots-dzor": ["Vayots Dzor Province", "Վայոց Ձոր", "Вайоц-Дзор"],
    "gegharkunik": ["Gegharkunik Province", "Գեղարքունիք", "Гегаркуник"],
    "nakhchivan": ["Nakhichevan", "Naxçıvan Muxtar Respublikası", "Nakhchivan", "Нахичевань"],
    "samsun": ["Samsun Province", "Samsun ili"],
    "crete": ["Kriti", "Κρήτη", "Region of Crete"],
    "south-aegean": ["Notio Aigaio", "Νότιο Αιγαίο", "Cyclades and Dodecanese"],
    "north-aegean": ["Voreio Aigaio", "Βόρειο Αιγαίο"],
    "catalonia": ["Catalunya", "Cataluña"],
    "kharkiv": ["Kharkiv region", "Kharkiv", "Харківська область", "Харьковская область"],
    "crimea": ["Krym", "Крим", "Крым", "Autonomous Republic of Crimea"],
    "lachin-district": ["Lachin District", "Laçın rayonu"],
    "kalbajar-district": ["Kalbajar District", "Kelbajar", "Kəlbəcər rayonu"],
}
COUNTRY_ALIASES = {
    "TUR": ["Turkey", "Turkiye", "Republic of Türkiye"],
    "USA": ["United States of America", "US", "USA", "America"],
    "GBR": ["UK", "Britain", "Great Britain"],
    "RUS": ["Russian Federation"],
    "IRN": ["Islamic Republic of Iran"],
    "CZE": ["Czech Republic"],
    "ARM": ["Hayastan", "Հայաստան", "Армения"],
    "AZE": ["Azərbaycan", "Азербайджан"],
    "GEO": ["Sakartvelo", "საქართველო", "Грузия"],
    "GRC": ["Hellas", "Ελλάδα", "Ellada"],
    "UKR": ["Україна", "Украина"],
    "PSE": ["Palestinian Territory"],
    "MKD": ["Macedonia"],
    "CHN": ["PRC", "People's Republic of China"],
    "PRK": ["DPRK", "North Korea"],
    "KOR": ["South Korea"],
    "MMR": ["Burma"],
    "SYR": ["Syrian Arab Republic"],
    "CYP": ["Kypros", "Κύπρος", "Kıbrıs"],
    "XKX": ["Kosova"],
}
# Key, name, a point on the island (lon, lat), aliases in the other languages of the Aegean: the row's
# point lies inside the drawn island.
ISLANDS = (
    ("kos", "Kos", 27.10, 36.82, "Κως;Cos;İstanköy"),
    ("rhodes", "Rhodes", 28.00, 36.20, "Rodos;Ródos;Ρόδος"),
    ("crete", "Crete", 24.90, 35.20, "Kriti;Κρήτη;Girit"),
    ("lesbos", "Lesbos", 26.30, 39.20, "Lesvos;Λέσβος;Midilli"),
    ("chios", "Chios", 26.05, 38.40, "Χίος;Sakız"),
    ("samos", "Samos", 26.80, 37.75, "Σάμος;Sisam"),
    ("ikaria", "Ikaria", 26.15, 37.60, "Ικαρία;Nikarya;Ahikerya"),
    ("lemnos", "Lemnos", 25.25, 39.90, "Limnos;Λήμνος;Limni"),
    ("samothrace", "Samothrace", 25.60, 40.45, "Samothraki;Σαμοθράκη;Semadirek"),
    ("karpathos", "Karpathos", 27.15, 35.60, "Κάρπαθος;Kerpe"),
    ("kalymnos", "Kalymnos", 26.98, 36.98, "Κάλυμνος;Kilimli;Kelemez"),
    ("leros", "Leros", 26.85, 37.15, "Λέρος;İleriye;Leryoz"),
    ("patmos", "Patmos", 26.55, 37.32, "Πάτμος;Batnoz"),
    ("symi", "Symi", 27.83, 36.59, "Σύμη;Sömbeki"),
    ("tilos", "Tilos", 27.37, 36.43, "Τήλος;İlyaki"),
    ("nisyros", "Nisyros", 27.17, 36.59, "Νίσυρος;İncirli"),
    ("astypalaia", "Astypalaia", 26.35, 36.55, "Αστυπάλαια;İstanbulya"),
    ("naxos", "Naxos", 25.50, 37.05, "Νάξος;Nakşa"),
)
TURKISH_ISLANDS = (
    ("gokceada", "Gökçeada", 25.87, 40.17, "Imbros;Imvros;Ίμβρος"),
    ("bozcaada", "Bozcaada", 26.04, 39.82, "Tenedos;Τένεδος"),
)
ISLAND_AREAS = {"kos": "kos", "rhodes": "rhodes", "crete": "crete"}
# id, name, lon, lat, area, aliases
WATERS = (
    ("aegean-sea", "Aegean Sea", 25.2, 38.4, "aegean-sea", "Aegean;Aigaio;Ege Denizi"),
    ("black-sea", "Black Sea", 34.5, 43.2, "black-sea", "Karadeniz;Чёрное море;Чорне море"),
    ("caspian-sea", "Caspian Sea", 50.8, 41.5, "", "Caspian;Каспийское море;Xəzər dənizi"),
    ("eastern-mediterranean", "Eastern Mediterranean", 29.5, 34.2, "eastern-mediterranean", ""),
    ("turkish-straits", "Turkish Straits", 28.2, 40.7, "turkish-straits", "Bosporus;Dardanelles"),
    ("marmara", "Sea of Marmara", 28.2, 40.7, "", "Marmara"),
    ("lake-sevan", "Lake Sevan", 45.35, 40.33, "", "Sevana lich;Սևանա լիճ"),
    ("lake-van", "Lake Van", 42.9, 38.62, "", "Van Gölü"),
    ("lake-urmia", "Lake Urmia", 45.4, 37.6, "", "Orumiyeh"),
    ("azov-sea", "Sea of Azov", 36.6, 46.0, "", "Azov"),
)
# id, name, other name, kind, country, admin1, lon, lat, aliases (research/geodata.md, section 3)
VILLAGES = (
    ("zabukh", "Zabukh", "Aghavno", 46.54333, 39.58972, "Zabux;Ağavno;Aghavnatun"),
    ("kichik-galadarasi", "Kichik Galadarasi", "Hin Shen", 46.60278, 39.63722, "Kiçik Qaladərəsi"),
    ("boyuk-galadarasi", "Boyuk Galadarasi", "Mets Shen", 46.60194, 39.65833, "Böyük Qaladərəsi"),
)
REGIONS = (
    (
        "nagorno-karabakh",
        "Nagorno-Karabakh",
        "nagorno-karabakh",
        "Karabakh;Artsakh;Qarabağ;Karabag",
    ),
    ("lachin-corridor", "Lachin corridor", "lachin-corridor-2022", "Lachin road;Lachin strip"),
)


def countries(
    root: Path, row: type, capitals: dict[str, int], join: Callable[..., str]
) -> list[Any]:
    """A row per state; its point is the capital's (or the middle of the land without one)."""
    land = ne.countries(root, "50m")
    cities, rows = ne.cities(root), []
    for code, record in sorted(ne.country_records(root).items()):
        iso3, seat = record["iso3"], cities.get(capitals.get(code, 0))
        if seat is None and iso3 not in land:
            continue
        point = areas.label_point(land[iso3]) if seat is None else None
        lat, lon = (seat["latitude"], seat["longitude"]) if seat else (point.y, point.x)
        name, other = ne.country_name(root, iso3, record["name"])
        aliases = join([record["name"], *COUNTRY_ALIASES.get(iso3, [])], [name], 8)
        key = f"geonames:{record['geonameid']}"
        rows.append(row(key, name, other, "country", iso3, "", lat, lon, "", 1, aliases))
    return rows


def islands(root: Path, row: type) -> list[Any]:
    """The larger islands of the Aegean, each with a point inside it."""
    rows = []
    for country, found in (("GRC", ISLANDS), ("TUR", TURKISH_ISLANDS)):
        for key, name, lon, lat, aliases in found:
            point = areas.label_point(areas.island(root, lon, lat, country))
            area, slug = ISLAND_AREAS.get(key, ""), f"geodash:{key}-island"
            rows.append(
                row(slug, name, "", "island", country, "", point.y, point.x, area, 3, aliases)
            )
    return rows


def waters(row: type) -> list[Any]:
    """Seas, straits and lakes: points of our own, in open water."""
    rows = []
    for key, name, lon, lat, area, aliases in WATERS:
        kind = "water" if name.startswith("Lake") else "sea"
        rows.append(row(f"geodash:{key}", name, "", kind, "", "", lat, lon, area, 3, aliases))
    return rows


def others(root: Path, row: type) -> list[Any]:
    """Villages and regions of the articles that GeoNames' list lacks."""
    drawn = {a.spec.area_id: a for a in areas.build(root)}
    rows = [
        row(f"geodash:{key}", name, other, "village", "AZE", "Lachin", lat, lon, "", 5, aliases)
        for key, name, other, lon, lat, aliases in VILLAGES
    ]
    for key, name, area, aliases in REGIONS:
        point = drawn[area].label()
        place = row(f"geodash:{key}", name, "", "region", "AZE", "", point.y, point.x, area, 3)
        place.aliases = aliases
        rows.append(place)
    return rows
