"""UCDP GED: three ways of writing dates, and the edition through HDX with a line of HXL tags."""

from __future__ import annotations

from collections.abc import Sequence

from geodash.imports.form import Form

#: The columns of an edition in their order: some editions of candidate events came without a header.
COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec",
    "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low",
    "gwnoa", "gwnob",
)  # fmt: skip


def without_header(first: Sequence[str]) -> bool:
    """Whether the first row of a table is an event of this format already."""
    if len(first) != len(COLUMNS):
        return False
    cells = dict(zip(COLUMNS, map(str.strip, first), strict=True))
    return (
        cells["year"][:4].isdecimal() and cells["type_of_violence"][:1] in ("1", "2", "3")
        and cells["where_prec"][:1].isdecimal() and cells["id"][:1].isdecimal()
    )  # fmt: skip


UCDP = Form(
    key="ucdp-ged",
    title="UCDP GED",
    fields={
        "id": ("id",),
        "date": ("date_start",),
        "date_end": ("date_end",),
        "date_prec": ("date_prec",),
        "year": ("year",),
        "latitude": ("latitude",),
        "longitude": ("longitude",),
        "where_prec": ("where_prec",),
        "place": ("where_coordinates", "adm_2", "adm_1", "country"),
        "type": ("type_of_violence",),
        "actors": ("side_a",),
        "recipients": ("side_b",),
        "deaths": ("best", "best_est"),
        "deaths_low": ("low", "low_est"),
        "deaths_high": ("high", "high_est"),
        "text": ("source_headline", "source_article"),
        "source": ("source_office", "source_article"),
    },
    wants=(("type_of_violence",), ("where_prec",), ("date_start",), ("side_a",), ("best", "best_est")),
    codes={
        # Two days to six are an interval in this format already.
        "date_prec": {"1": "day", "2": "", "3": "", "4": "", "5": ""},
        "where_prec": {str(n): str(n) for n in range(1, 8)},
        "type": dict.fromkeys(("1", "2", "3"), "ASSAULT"),
    },
    heading=(("dyad_name",), ("where_coordinates", "adm_1", "country")),
    directed=("type_of_violence", frozenset({"3"})),
    licence="CC BY 4.0",
    citation="Sundberg and Melander (2013), Introducing the UCDP Georeferenced Event Dataset, Journal of Peace Research 50(4); Uppsala Conflict Data Program, Georeferenced Event Dataset (GED) Global",
    url="https://ucdp.uu.se",
    global_ids=True,
    loses="Which side began is not said; of one-sided violence side a is the actor.",
)  # fmt: skip
