"""Words by which a party is named without its name."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: After the name of a country or a word for what belongs to it: its forces.
FORCES = _words(
    "forces troops army military soldiers navy artillery servicemen servicemembers militaries warplanes jets aircraft warships drones"
)
#: The like: whoever speaks and acts for the state.
OFFICES = _words("""
    government governments authorities officials official president presidents premier chancellor minister ministers ministry secretary
    spokesman spokeswoman spokesperson leader leaders leadership parliament side sides delegation counterpart counterparts diplomat diplomats
    ambassador embassy envoy administration foreign prime defense defence cabinet king queen state embassies chief authority regime
    """)
#: Between the two.
BETWEEN = _words(
    "armed security special air ground naval defence defense military foreign prime vice deputy interior of for affair economy energy peacekeeping the general state policy affairs"
)
#: Nouns of acts: with a word for what belongs to a country they name its doing.
ACTS = _words("""
    invasion attack attacks strike strikes deployment exercise exercises drill drills offensive operation operations withdrawal exit accusation accusations
    claim claims request outreach response demand demands threat threats sanctions blockade exploration supply supplies support intervention
    mediation proposal offer incursion shelling ceasefire policy absence
    """)
#: What two parties are called of whom was spoken.
BOTH = (
    "both sides", "both countries", "both nations", "both parties", "both the parties", "both states", "both neighbours", "both neighbors",
    "the two countries", "the two sides", "the two nations", "the two states", "the two neighbours", "the two neighbors", "the two parties",
    "both the countries", "both the sides", "both of them", "each other", "the warring parties", "the two governments", "both governments", "both leaders", "the two leaders",
)  # fmt: skip
#: Where organisations speak, by the id of the collection’s actor or its name; ids of GeoNames.
HOMES = {
    "eu": "geonames:2800866", "european union": "geonames:2800866", "nato": "geonames:2800866", "north atlantic treaty organization": "geonames:2800866",
    "un": "geonames:5128581", "united nations": "geonames:5128581", "united nations security council": "geonames:5128581",
    "csto": "geonames:524901", "collective security treaty organization": "geonames:524901", "osce": "geonames:2761369",
    "african union": "geonames:344979", "arab league": "geonames:360630", "asean": "geonames:1642911", "opec": "geonames:2761369", "iaea": "geonames:2761369",
    "who": "geonames:2660646", "world health organization": "geonames:2660646", "international criminal court": "geonames:2747373",
}  # fmt: skip
