"""UCDP GED: three ways of writing dates, and the edition through HDX with a line of HXL tags."""

from __future__ import annotations

from geodash.imports.form import Form

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
