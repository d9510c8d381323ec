"""ACLED: the export of 2016, the export tool's, today's, and one row per actor."""

from __future__ import annotations

from geodash.imports.form import Form

_ASSAULT = (
    "battles", "battle-no change of territory", "battle-government regains territory",
    "battle-non-state actor overtakes territory", "explosions/remote violence", "remote violence",
    "violence against civilians", "mob violence",
)  # fmt: skip
#: Types and sub-types by PLOVER's; a sub-type that is here stands before its type.
TYPES = {
    **dict.fromkeys(_ASSAULT, "ASSAULT"),
    "protests": "PROTEST",
    "riots": "PROTEST",
    "riots/protests": "PROTEST",
    "agreement": "AGREE",
    "arrests": "COERCE",
    "abduction/forced disappearance": "COERCE",
    "looting/property destruction": "COERCE",
    "headquarters or base established": "MOBILIZE",
    "non-violent transfer of territory": "RETREAT",
    # Types that say that something happened, not what.
    "strategic developments": "",
    "strategic development": "",
}
ACLED = Form(
    key="acled",
    title="ACLED",
    fields={
        "id": ("event_id_cnty", "event_id_no_cnty", "data_id"),
        "date": ("event_date",),
        "date_prec": ("time_precision",),
        "year": ("year",),
        "latitude": ("latitude",),
        "longitude": ("longitude",),
        "where_prec": ("geo_precision",),
        "place": ("location", "admin2", "admin1", "country"),
        "type": ("sub_event_type", "event_type"),
        "actors": ("actor1", "assoc_actor_1", "ally_actor_1"),
        "recipients": ("actor2", "assoc_actor_2", "ally_actor_2"),
        "deaths": ("fatalities",),
        "text": ("notes",),
        "source": ("source",),
    },
    wants=(
        ("event_id_cnty", "event_id_no_cnty", "data_id"),
        ("event_date",),
        ("event_type",),
        ("actor1",),
        ("fatalities", "inter1", "geo_precision"),
    ),
    codes={
        "date_prec": {"1": "day", "2": "week", "3": "month"},
        "where_prec": {"1": "1", "2": "2", "3": "4"},
        "type": TYPES,
    },
    heading=(("sub_event_type", "event_type"), ("location", "admin1", "country")),
    directed=("event_type", frozenset({"violence against civilians"})),
    differ=frozenset(
        {
            "actor1",
            "assoc_actor_1",
            "ally_actor_1",
            "inter1",
            "actor2",
            "assoc_actor_2",
            "ally_actor_2",
            "inter2",
            "interaction",
            "data_id",
            "event_id_no_cnty",
        }
    ),
    stamp="timestamp",
    licence="ACLED’s terms of use: rows may not be redistributed",
    citation="Raleigh, Linke, Hegre and Karlsen (2010), Introducing ACLED: An Armed Conflict Location and Event Dataset, Journal of Peace Research 47(5); www.acleddata.com",
    url="https://acleddata.com",
    global_ids=True,
    loses="Who acted on whom is not said by the order of the actors, but for violence against civilians. The day given is the middle of a week, and the middle or an end of a month: a week is the seven days around it, a month the calendar month; the interval counts as inferred.",
)
