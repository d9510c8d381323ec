"""What a part of the world is called that events lie in: by the places that they name, never by outlines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from geodash.domain.model import Event
from geodash.geo.gazetteer import Place
from geodash.geo.names import COUNTRY, PlaceNames, area_key
from geodash.geo.spread import tally

#: A country, a province or a water counts from this part of the events on.
_SHARE = 0.1
#: What stands in a chip; a longer name of two countries gives way to that of their region.
MOST_LETTERS = 26
_WATERS = ("sea", "strait")
#: A town so near says in which country a point is.
_NEAR_KM = 150.0
#: Events of a part that are asked for their places; of more, every so many-th.
_ENOUGH = 200

#: Regions as the news name them, and the sub-regions of the United Nations (M49), the smallest first.
REGIONS: tuple[tuple[str, str], ...] = (
    ("Taiwan Strait", "CHN TWN HKG"),
    ("Korea", "KOR PRK"),
    ("Benelux", "BEL NLD LUX"),
    ("Baltic States", "EST LVA LTU"),
    ("South Caucasus", "ARM AZE GEO"),
    ("Great Lakes", "BDI COD RWA UGA"),
    ("Guianas", "GUF GUY SUR"),
    ("Maghreb", "DZA LBY MAR TUN ESH MRT"),
    ("Levant", "ISR JOR LBN PSE SYR"),
    ("Horn of Africa", "DJI ERI ETH SOM"),
    ("Sahel", "BFA MLI MRT NER TCD"),
    ("Nile", "EGY SDN SSD"),
    ("Lake Chad", "CMR NER NGA TCD"),
    ("Central Asia", "KAZ KGZ TJK TKM UZB AFG"),
    ("Central America", "BLZ CRI GTM HND NIC PAN SLV MEX"),
    ("Gulf", "ARE BHR IRN IRQ KWT OMN QAT SAU"),
    ("Arabia", "ARE BHR KWT OMN QAT SAU YEM"),
    ("Nordic countries", "DNK FIN ISL NOR SWE FRO ALA SJM"),
    ("Great Lakes", "BDI COD RWA UGA TZA KEN ZMB MWI"),
    ("Balkans", "ALB BGR BIH GRC HRV MKD MNE ROU SRB SVN XKX TUR"),
    ("Black Sea", "BGR GEO ROU RUS TUR UKR MDA"),
    ("Andes", "BOL CHL COL ECU PER VEN"),
    ("Southern Cone", "ARG CHL PRY URY"),
    ("Himalayas", "BTN CHN IND NPL PAK"),
    ("Central Europe", "AUT CHE CZE DEU HUN LIE POL SVK SVN"),
    ("Eastern Africa", "BDI COM DJI ERI ETH KEN MDG MOZ MUS MWI MYT REU RWA SOM SSD SYC TZA UGA ZMB ZWE"),
    ("Central Africa", "AGO CAF CMR COD COG GAB GNQ STP TCD"),
    ("Southern Africa", "AGO BWA LSO MOZ MWI NAM SWZ ZAF ZMB ZWE"),
    ("Western Africa", "BEN BFA CIV CPV GHA GIN GMB GNB LBR MLI MRT NER NGA SEN SLE TGO"),
    ("Northern Africa", "DZA EGY ESH LBY MAR SDN TUN"),
    ("Caribbean", "AIA ATG ABW BHS BRB CUB CUW CYM DMA DOM GLP GRD HTI JAM KNA LCA MSR MTQ PRI TCA TTO VCT VGB VIR"),
    ("North America", "BMU CAN GRL MEX SPM USA"),
    ("South America", "ARG BOL BRA CHL COL ECU FLK GUF GUY PER PRY SUR URY VEN"),
    ("East Asia", "CHN HKG JPN KOR MAC MNG PRK TWN"),
    ("South Asia", "AFG BGD BTN IND LKA MDV NPL PAK"),
    ("South-East Asia", "BRN IDN KHM LAO MMR MYS PHL SGP THA TLS VNM"),
    ("Middle East", "ARE BHR CYP EGY IRN IRQ ISR JOR KWT LBN OMN PSE QAT SAU SYR TUR YEM"),
    ("Eastern Mediterranean", "CYP EGY GRC ISR LBN LBY PSE SYR TUR"),
    ("Eastern Europe", "BGR BLR CZE HUN MDA POL ROU RUS SVK UKR"),
    ("Northern Europe", "ALA DNK EST FIN FRO GBR IRL ISL LTU LVA NOR SWE SJM"),
    ("Southern Europe", "ALB AND BIH ESP GIB GRC HRV ITA MKD MLT MNE PRT SMR SRB SVN VAT XKX"),
    ("Western Europe", "AUT BEL CHE DEU ESP FRA GBR IRL LIE LUX MCO NLD PRT"),
    ("Mediterranean", "ALB CYP DZA EGY ESP FRA GRC HRV ISR ITA LBN LBY MAR MLT MNE PSE SVN SYR TUN TUR"),
    ("South Pacific", "AUS ASM COK FJI FSM GUM KIR MHL MNP NCL NIU NRU NZL PLW PNG PYF SLB TON TUV VUT WLF WSM"),
)  # fmt: skip
_CONTINENTS = (
    ("Africa", "AGO BDI BEN BFA BWA CAF CIV CMR COD COG DJI DZA EGY ERI ESH ETH GAB GHA GIN GMB GNB GNQ KEN LBR LBY "
     "LSO MAR MDG MLI MOZ MRT MWI NAM NER NGA RWA SDN SEN SLE SOM SSD SWZ TCD TGO TUN TZA UGA ZAF ZMB ZWE"),
    ("Europe", "ALB AND AUT BEL BGR BIH BLR CHE CYP CZE DEU DNK ESP EST FIN FRA GBR GRC HRV HUN IRL ISL ITA LIE LTU "
     "LUX LVA MCO MDA MKD MLT MNE NLD NOR POL PRT ROU RUS SMR SRB SVK SVN SWE TUR UKR VAT XKX"),
    ("Americas", "ARG BHS BLZ BOL BRA CAN CHL COL CRI CUB DOM ECU GTM GUY HND HTI JAM MEX NIC PAN PER PRI PRY SLV SUR "
     "TTO URY USA VEN"),
    ("Asia", "AFG ARE ARM AZE BGD BHR BRN BTN CHN CYP GEO HKG IDN IND IRN IRQ ISR JOR JPN KAZ KGZ KHM KOR KWT LAO LBN "
     "LKA MAC MDV MMR MNG MYS NPL OMN PAK PHL PRK PSE QAT RUS SAU SGP SYR THA TJK TKM TLS TUR TWN UZB VNM YEM"),
)  # fmt: skip


def countries_in(events: Sequence[Event], names: PlaceNames) -> frozenset[str]:
    """The codes of the countries in which a good part of the events is, by the places that they name."""
    return frozenset(_frequent([row.country for row in _rows(events, names)]))


def part_name(events: Sequence[Event], names: PlaceNames, *, closer: bool = False) -> str:
    """The name of the smallest that holds events: province, country, water, two countries, region.

    ``closer``: no country and nothing larger, since another part of the view is in the same. Blank where
    the events name nothing that is known.
    """
    rows = _rows(events, names)
    countries = _frequent([row.country for row in rows])
    if len(countries) == 1 or closer:
        inside = _frequent([row.admin1 for row in rows])
        told = [row.admin1 for row in rows if row.admin1]
        whole = any(row.kind == COUNTRY for row in rows) or 2 * len(told) < len(rows)
        if len(set(told)) == 1 and not whole:
            return told[0]
        if closer:
            return _joined(inside[:2]) or _first([row.admin1 or row.name for row in rows])
        return _country(countries[0], names)
    waters = [row.name for row in rows if row.kind in _WATERS]
    waters = [name for name in waters if waters.count(name) >= _SHARE * len(rows)]
    return _first(waters) or _of_many(countries, names)


def _rows(events: Sequence[Event], names: PlaceNames) -> list[Place]:
    """The places of events: those that they name, of others the nearest town as far as its country goes."""
    found: list[Place] = []
    for event in events[:: math.ceil(len(events) / _ENOUGH) or 1]:
        row = names.place(event.place_id) or names.place(names.canonical(area_key(event.area_id)))
        if row is None and event.point:
            near = names.nearest(event.point, _NEAR_KM)
            row = replace(near, admin1="") if near else None
        found += [row] if row else []
    return found


def _joined(both: Sequence[str]) -> str:
    """Two names as one, if that is short; blank if it isn't."""
    text = " and ".join(sorted(both))
    return text if len(text) <= MOST_LETTERS else ""


def _of_many(countries: Sequence[str], names: PlaceNames) -> str:
    """Two countries by their names where that is short, else the region that holds all."""
    if not countries:
        return ""
    both = _joined([_country(code, names) for code in countries])
    # Side by side as two states, they would be a statement.
    if len(countries) == 2 and both and set(countries) != {"CHN", "TWN"}:
        return both
    wanted = set(countries)
    held = (name for name, codes in (*REGIONS, *_CONTINENTS) if wanted <= set(codes.split()))
    return next(held, "")


def _frequent(values: Sequence[str]) -> list[str]:
    """The values that a good part of all has."""
    found = tally(values)
    total = sum(count for _, count in found)
    return [value for value, count in found if count >= _SHARE * total]


def _first(values: Sequence[str]) -> str:
    return next((value for value, _ in tally(values)), "")


def _country(code: str, names: PlaceNames) -> str:
    row = names.country(code)
    return row.name if row else code
