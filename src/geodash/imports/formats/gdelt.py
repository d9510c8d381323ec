"""GDELT 1.0 and 2.0 event tables, without a header (57, 58 or 61 tabs a row) and with one."""

from __future__ import annotations

from collections.abc import Sequence

from geodash.imports.cells import Column, matches, same
from geodash.imports.form import Form

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code",
    "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
#: The columns of 2.0, in their order.
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR), *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
#: Where 2.0 has a column that 1.0 lacks.
_ADM2 = tuple(i for i, name in enumerate(COLUMNS) if name.endswith("ADM2Code"))
WIDTHS = (57, 58, 61)
#: CAMEO's roots by PLOVER's types; a statement and an appeal have none.
ROOTS = {
    "01": "", "02": "", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID",
    "08": "CONCEDE", "09": "INVESTIGATE", "10": "DEMAND", "11": "DISAPPROVE", "12": "REJECT",
    "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE",
    "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT", "087": "RETREAT",
}  # fmt: skip
LABELS = {
    "01": "Statement", "02": "Appeal", "03": "Intent to cooperate", "04": "Consultation",
    "05": "Diplomatic cooperation", "06": "Material cooperation", "07": "Aid", "08": "Yielding",
    "09": "Investigation", "10": "Demand", "11": "Disapproval", "12": "Rejection", "13": "Threat",
    "14": "Protest", "15": "Show of force", "16": "Reduced relations", "17": "Coercion", "18": "Assault",
    "19": "Fighting", "20": "Mass violence",
}  # fmt: skip


def shape(cells: list[str]) -> list[str] | None:
    """A row of 57, 58 or 61 cells as one of 2.0; ``None`` for any other, or one that isn't GDELT's."""
    if len(cells) not in WIDTHS or not cells[0].strip().isdecimal():
        return None
    if len(cells) == len(COLUMNS):
        return cells
    wide = list(cells) + [""] * (58 - len(cells))
    for at in _ADM2:
        wide.insert(at, "")
    return wide


def widened(columns: Sequence[Column]) -> Sequence[Column] | None:
    """The same with the columns of many rows of one width."""
    if not matches(columns[0], r"^\d+$").all():
        return None
    if len(columns) == len(COLUMNS):
        return columns
    blank = same("", len(columns[0]))
    made = [*columns, *[blank] * (58 - len(columns))]
    for at in _ADM2:
        made.insert(at, blank)
    return made


GDELT = Form(
    key="gdelt",
    title="GDELT",
    fields={
        "id": ("globaleventid", "global_event_id"),
        "date": ("sqldate", "day"),
        "year": ("year",),
        "latitude": ("actiongeo_lat",),
        "longitude": ("actiongeo_long", "actiongeo_lon"),
        "where_prec": ("actiongeo_type",),
        "place": ("actiongeo_fullname",),
        "type": ("eventbasecode", "eventrootcode"),
        "actors": ("actor1name", "actor1code"),
        "recipients": ("actor2name", "actor2code"),
        "url": ("sourceurl",),
    },
    wants=(
        ("globaleventid", "global_event_id"),
        ("sqldate", "day"),
        ("eventrootcode", "eventcode"),
        ("actiongeo_lat", "quadclass"),
    ),
    codes={
        "where_prec": {"0": "", "1": "6", "2": "4", "3": "1", "4": "1", "5": "4"},
        "type": ROOTS,
        "title": LABELS,
    },
    heading=(("eventrootcode",), ("actiongeo_fullname",)),
    always_directed=True,
    first_filled=frozenset({"actors", "recipients"}),
    separators="",
    digits={"eventbasecode": 3, "eventrootcode": 2},
    licence="Free for any use, with citation and a link to the GDELT Project",
    citation="The GDELT Project, www.gdeltproject.org",
    url="https://www.gdeltproject.org",
    global_ids=True,
    loses="There is no toll and no passage, only an address; what an article says is not in the file.",
)
