"""Ushahidi 2: reports of a crowd, as its export has them."""

from __future__ import annotations

from geodash.imports.form import Form

USHAHIDI = Form(
    key="ushahidi",
    title="Ushahidi",
    fields={
        "id": ("serial", "#"),
        "title": ("incident_title",),
        "date": ("incident_date",),
        "place": ("location",),
        "text": ("description",),
        "latitude": ("latitude",),
        "longitude": ("longitude",),
    },
    wants=(("incident_title",), ("incident_date",), ("serial", "#", "category", "approved")),
    heading=(("incident_title",),),
    loses="Categories, approval and verification are kept as columns; which kind a category is, is asked.",
)
