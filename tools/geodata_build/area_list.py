"""Which areas there are: ids, names, validity and notes, and our own hand-drawn outlines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Spec:
    """Properties of an area; `codes` and `ne_region` name the admin-1 units it is made of."""

    area_id: str
    name: str
    kind: str
    name_other: str = ""
    valid_from: str = ""
    valid_to: str = ""
    note: str = ""
    codes: tuple[str, ...] = ()
    ne_region: str = ""
    place_id: str = ""


def _province(area_id: str, name: str, gn: int, *codes: str, note: str = "", **more: str) -> Spec:
    return Spec(
        area_id, name, "province", codes=codes, place_id=f"geonames:{gn}", note=note, **more
    )


APPROXIMATE = "Generalised outline (1:10 million), about 2 km."
_NAKHCHIVAN = "Naxçıvan Autonomous Republic"
CRIMEA_NOTE = (
    "Part of Ukraine (UN General Assembly resolution 68/262); administered by Russia since 2014."
)

PROVINCES = (
    _province("syunik", "Syunik", 409314, "ARM-1732", note=APPROXIMATE),
    _province("vayots-dzor", "Vayots Dzor", 409315, "ARM-1733", note=APPROXIMATE),
    _province("ararat", "Ararat", 409313, "ARM-1671", note=APPROXIMATE),
    _province("aragatsotn", "Aragatsotn", 828259, "ARM-1553", note=APPROXIMATE),
    _province("armavir", "Armavir", 828260, "ARM-1554", note=APPROXIMATE),
    _province("gegharkunik", "Gegharkunik", 828261, "ARM-1672", note=APPROXIMATE),
    _province("kotayk", "Kotayk", 828262, "ARM-1673", note=APPROXIMATE),
    _province("lori", "Lori", 828263, "ARM-1674", note=APPROXIMATE),
    _province("shirak", "Shirak", 828264, "ARM-1555", note=APPROXIMATE),
    _province("tavush", "Tavush", 828265, "ARM-1670", note=APPROXIMATE),
    _province("yerevan", "Yerevan", 616051, "ARM-1675", note=APPROXIMATE),
    _province(
        "nakhchivan",
        "Nakhchivan Autonomous Republic",
        147435,
        ne_region=_NAKHCHIVAN,
        note="Part of Azerbaijan. " + APPROXIMATE,
    ),
    _province("samsun", "Samsun", 740263, "TUR-2296", note=APPROXIMATE),
    _province("crete", "Crete", 6697802, "GRC-2990", note=APPROXIMATE),
    _province("south-aegean", "South Aegean", 6697808, "GRC-3013", note=APPROXIMATE),
    _province("north-aegean", "North Aegean", 6697806, "GRC-2988", note=APPROXIMATE),
    _province("catalonia", "Catalonia", 3336901, ne_region="Cataluña", note=APPROXIMATE),
    _province("kharkiv", "Kharkiv Oblast", 706482, "UKR-328", note=APPROXIMATE),
    _province("crimea", "Crimea", 703883, "RUS-283", "RUS-5482", note=CRIMEA_NOTE),
    _province(
        "northern-ireland",
        "Northern Ireland",
        2641364,
        ne_region="Northern Ireland",
        note="Part of the United Kingdom. " + APPROXIMATE,
    ),
)

BORDER_DISTRICTS = (
    "AZE-1676",
    "AZE-1677",
    "AZE-1678",
    "AZE-1682",
    "AZE-1684",
    "AZE-1687",
    "AZE-1735",
    "AZE-1736",
    "AZE-1740",
)
_LIST = "Gazakh, Aghstafa, Tovuz, Gadabay, Dashkasan, Kalbajar, Lachin, Gubadli and Zangilan"

DISTRICTS = (
    Spec(
        "lachin-district",
        "Lachin District",
        "district",
        codes=("AZE-1735",),
        place_id="geonames:147626",
        note=APPROXIMATE + " Drawn so that the town of Lachin lies inside.",
    ),
    Spec(
        "kalbajar-district",
        "Kalbajar District",
        "district",
        codes=("AZE-1682",),
        place_id="geonames:586047",
        note=APPROXIMATE,
    ),
    Spec(
        "azerbaijan-border-districts",
        "Azerbaijani districts on the border with Armenia",
        "region",
        codes=BORDER_DISTRICTS,
        ne_region=_NAKHCHIVAN,
        note=f"{_LIST}, and Nakhchivan, all of it. {APPROXIMATE}",
    ),
)

# Straight legs between settlements (research/geodata.md, section 3); lon, lat.
_TEGH = (46.48054, 39.55826)
_KORNIDZOR = (46.53046, 39.54763)
_ZABUKH = (46.54333, 39.58972)
_LACHIN = (46.54977, 39.63742)
_HIN_SHEN = (46.60278, 39.63722)
_METS_SHEN = (46.60194, 39.65833)
_LISAGOR = (46.64306, 39.68750)
_SHUSHA = (46.74989, 39.76006)
_KHANKENDI = (46.75280, 39.81770)
_AHEAD = (_LISAGOR, _SHUSHA, _KHANKENDI)

CORRIDOR_NOTE = (
    "Schematic, not surveyed: a five-kilometre band around straight lines between settlements; "
    "the road itself is longer and winds. Inside Azerbaijan only. "
)
CORRIDORS = (
    (
        Spec(
            "lachin-corridor-2020",
            "Lachin corridor (route of 2020–2022)",
            "corridor",
            valid_from="2020-11-10",
            valid_to="2022-08-25",
            note=CORRIDOR_NOTE
            + "Route through Lachin / Berdzor, by the statement of 9–10 November 2020. On 26 August "
            "2022 Lachin, Zabukh and Sus were handed over to Azerbaijan.",
        ),
        (_TEGH, _ZABUKH, _LACHIN, *_AHEAD),
    ),
    (
        Spec(
            "lachin-corridor-2022",
            "Lachin corridor (route opened in August 2022)",
            "corridor",
            valid_from="2022-08-30",
            note=CORRIDOR_NOTE
            + "Southern route past Lachin / Berdzor, opened on 30 August 2022 as press reports say. "
            "26–29 August 2022: the first route was handed over on the 26th and the new road not "
            "yet open, so no route is given for these days. Near Zabukh the band may be off by "
            "one or two kilometres.",
        ),
        (_KORNIDZOR, _ZABUKH, _HIN_SHEN, _METS_SHEN, *_AHEAD),
    ),
)

# The part of the first route that lies in Lachin district, and the town's point.
STRIP = Spec(
    "lachin-strip",
    "Strip at Lachin / Berdzor",
    "corridor",
    valid_from="2020-11-10",
    valid_to="2022-08-26",
    note=CORRIDOR_NOTE
    + "The part of the first route of the Lachin corridor that lies in Lachin District, with the "
    "town of Lachin / Berdzor and the villages of Zabukh and Sus; handed over on 26 August 2022. "
    "The rest of the district had passed to Azerbaijan on 1 December 2020.",
)
STRIP_POINT = _LACHIN

ISLANDS = Spec(
    "aegean-islands",
    "Greek islands of the eastern Aegean (the larger ones)",
    "islands",
    note="The North Aegean islands, Samothrace and the Dodecanese as far as the source has them. "
    "Missing: Kastellorizo (Megisti), Fournoi, Oinousses, Lipsi, Arkoi, Agathonisi, Farmakonisi, "
    "Pserimos and smaller ones. The mark stands on open water "
    "between the islands, on none of them.",
)
#: In open water, some 40 km from the nearest land; lon, lat.
ISLANDS_POINT = (25.5, 38.05)
#: Islands of other regions that belong to the group: a point on each, lon, lat.
ISLANDS_ELSEWHERE = ((25.6, 40.45),)  # Samothrace
KOS, RHODES = (27.1, 36.82), (28.0, 36.2)

COAST = Spec(
    "turkish-coast-kos-rhodes",
    "Turkish coast by Kos and Rhodes",
    "sketch",
    note="Land of Türkiye within 25 kilometres of Kos or Rhodes: our own sketch of “the Turkish "
    "coast” near the two islands. The article names no town on it. The mark stands on the water off it, "
    "on no part of it.",
)
# Where a thing on a coast was is not said, as it is not of one on islands: both marks stand on water.
COAST_POINT = (27.55, 36.88)
COAST_KM = 25

SEA_NOTE = "A generalised sketch of the water, ours; it is no boundary of any zone or state."
# (spec, outline lon/lat around the water, simplification in degrees)
SEAS = (
    (
        Spec("aegean-sea", "Aegean Sea", "sea", note=SEA_NOTE, place_id="geodash:aegean-sea"),
        (
            (22.6, 36.5),
            (23.1, 35.95),
            (23.7, 35.5),
            (25.0, 35.32),
            (26.3, 35.2),
            (26.9, 35.4),
            (27.2, 35.7),
            (27.75, 36.0),
            (28.15, 36.4),
            (28.3, 36.75),
            (28.0, 37.1),
            (28.0, 39.0),
            (27.0, 39.7),
            (26.35, 40.05),
            (26.17, 40.02),
            (26.75, 40.5),
            (27.0, 40.9),
            (26.0, 41.1),
            (22.5, 41.0),
            (22.3, 39.0),
            (23.6, 38.2),
            (22.7, 37.9),
        ),
        0.005,
    ),
    (
        Spec("black-sea", "Black Sea", "sea", note=SEA_NOTE, place_id="geodash:black-sea"),
        (
            (27.2, 42.0),
            (28.0, 41.4),
            (29.1, 41.23),
            (31.0, 40.9),
            (36.0, 40.9),
            (42.0, 40.9),
            (42.2, 42.6),
            (39.0, 44.7),
            (36.65, 45.1),
            (36.45, 45.2),
            (35.0, 45.3),
            (33.9, 46.15),
            (31.5, 46.75),
            (29.5, 46.2),
            (28.0, 44.8),
        ),
        0.02,
    ),
    (
        Spec(
            "turkish-straits",
            "Turkish Straits",
            "sea",
            note="The Bosphorus, the Sea of Marmara and the Dardanelles. " + SEA_NOTE,
            place_id="geodash:turkish-straits",
        ),
        (
            (26.17, 40.02),
            (26.35, 39.9),
            (26.9, 40.1),
            (28.0, 40.25),
            (29.2, 40.3),
            (30.0, 40.6),
            (29.9, 40.85),
            (29.2, 40.95),
            (29.25, 41.23),
            (29.0, 41.27),
            (28.85, 41.0),
            (27.0, 41.05),
            (26.6, 40.5),
            (26.15, 40.15),
        ),
        0.006,
    ),
    (
        Spec(
            "eastern-mediterranean",
            "Eastern Mediterranean",
            "sea",
            note=SEA_NOTE,
            place_id="geodash:eastern-mediterranean",
        ),
        (
            (22.6, 36.5),
            (22.0, 36.9),
            (21.0, 36.5),
            (21.0, 32.5),
            (23.0, 31.8),
            (29.0, 30.5),
            (34.6, 31.0),
            (36.5, 34.5),
            (36.5, 37.0),
            (34.0, 37.0),
            (30.5, 37.0),
            (28.3, 36.75),
            (28.15, 36.4),
            (27.75, 36.0),
            (27.2, 35.7),
            (26.9, 35.4),
            (26.3, 35.2),
            (25.0, 35.32),
            (23.7, 35.5),
            (23.1, 35.95),
        ),
        0.02,
    ),
)
