"""All formats: those that are tables, and readers that make tables of what is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from geodash.imports.form import Form
from geodash.imports.formats.acled import ACLED
from geodash.imports.formats.annotations import (
    ANNOTATIONS,
    HYPOTHESIS,
    INCEPTION,
    RECOGITO,
    hypothesis,
    w3c,
    webanno,
)
from geodash.imports.formats.gdelt import GDELT
from geodash.imports.formats.geo import (
    GEOFILE,
    GEOJSON,
    JSON_ROWS,
    KML,
    geofile,
    geojson,
    json_rows,
    kml,
)
from geodash.imports.formats.stories import STORYMAP, TIMELINE, storymap, timeline
from geodash.imports.formats.timemap import TIMEMAP, timemap
from geodash.imports.formats.ucdp import UCDP
from geodash.imports.formats.ushahidi import USHAHIDI
from geodash.imports.readers.container import Opened
from geodash.imports.table import Table

#: Known by the columns of a table.
FORMS: tuple[Form, ...] = (ACLED, UCDP, GDELT, USHAHIDI, TIMEMAP, RECOGITO)
#: Known by what else a file is: by name, each gives the table and its format, or ``None``.
RECORDS: Mapping[str, Callable[[Opened], tuple[Table, Form] | None]] = {
    "w3c": w3c,
    "hypothesis": hypothesis,
    "webanno": webanno,
    "storymapjs": storymap,
    "timelinejs": timeline,
    "timemap": timemap,
    "geojson": geojson,
    "kml": kml,
    "geofile": geofile,
    "json": json_rows,
}
#: All that a file can be, for lists and documentation.
ALL: tuple[Form, ...] = (
    *FORMS,
    ANNOTATIONS,
    HYPOTHESIS,
    INCEPTION,
    STORYMAP,
    TIMELINE,
    GEOJSON,
    KML,
    GEOFILE,
    JSON_ROWS,
)
