"""Maps as files: GeoJSON, KML and KMZ, GeoPackage and shapefile; and plain JSON rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from geodash.imports.form import Form
from geodash.imports.readers.container import Opened
from geodash.imports.readers.geometry import (
    LATITUDE,
    LONGITUDE,
    Project,
    plain_point,
    point_cells,
)
from geodash.imports.readers.objects import entries, flat, parsed, text
from geodash.imports.table import Refused, Table, records

_PRECISION = {"where_prec": {"5": "5"}}
_SHAPES = "A line or an area stands at a point on it, as a place that isn’t exact; its shape is kept. What a property is is guessed from its name and values."
GEOJSON = Form(key="geojson", title="GeoJSON", fields={}, codes=_PRECISION, loses=_SHAPES)
KML = Form(
    key="kml",
    title="KML",
    fields={},
    codes=_PRECISION,
    loses=f"{_SHAPES} Styles are kept by name; links to other files are not followed.",
)
GEOFILE = Form(
    key="geofile", title="GeoPackage or shapefile", fields={}, codes=_PRECISION, loses=_SHAPES
)
JSON_ROWS = Form(
    key="json",
    title="JSON rows",
    fields={},
    loses="What a property is is guessed from its name and values.",
)
_BEFORE_A_COMMA = re.compile(r"\s+,")
_WGS84 = ("CRS84", "4326", "4979", "WGS84")
Read = tuple[Table, Form] | None


def geojson(file: Opened) -> Read:
    """The features of a GeoJSON; one without geometry is an event without a place."""
    if file.kind != "json":
        return None
    found = parsed(file)
    features = found.get("features") if isinstance(found, dict) else found
    if isinstance(found, dict) and found.get("type") == "Feature":
        features = [found]
    if features == [] and isinstance(found, dict) and found.get("type") == "FeatureCollection":
        raise Refused(f"{file.name} is a GeoJSON without features.")
    if not isinstance(features, list) or not features:
        return None
    if not any(isinstance(f, dict) and f.get("type") == "Feature" for f in features[:20]):
        return None
    noticed: list[str] = []
    project = _projection(found, file.name, noticed) if isinstance(found, dict) else None
    rows, numbers, omitted = [], [], []
    for number, feature in enumerate(features, start=1):
        if isinstance(feature, dict):
            rows.append(_feature(feature, project))
            numbers.append(number)
        else:
            omitted.append((number, text(feature)[:80], "This is no feature."))
    return records(file.name, rows, noticed, omitted, numbers), GEOJSON


def _projection(found: dict[str, Any], name: str, noticed: list[str]) -> Project | None:
    """What puts the file’s coordinates into degrees; ``None`` where they are."""
    crs = found.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    told = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    if not told or any(known in told for known in _WGS84):
        return None
    from pyproj import CRS, Transformer
    from pyproj.exceptions import CRSError

    try:
        transformer = Transformer.from_crs(CRS.from_user_input(told), 4326, always_xy=True)
    except CRSError as error:
        raise Refused(
            f"{name} is in {told[:60]}, which isn’t known. Save it in degrees (WGS 84)."
        ) from error
    noticed.append(f"{told[:60]} was reckoned in degrees (WGS 84).")
    return transformer.transform


def _feature(feature: dict[str, Any], project: Project | None) -> dict[str, str]:
    row = {}
    if feature.get("id") is not None:
        row["feature id"] = text(feature["id"])
    properties = feature.get("properties")
    row |= dict(flat(properties)) if isinstance(properties, dict) else {}
    return row | point_cells(feature.get("geometry"), project)


def kml(file: Opened) -> Read:
    """The placemarks of a KML or KMZ. No entity is resolved, nothing outside is asked for."""
    if file.kind != "xml":
        return None
    with file.path.open("rb") as source:
        head = source.read(65536)
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise Refused(
            f"{file.name} declares entities (DOCTYPE), which can be used for attacks; save it without."
        )
    if b"kml" not in head.lower():
        return None
    rows, links = [], 0
    try:
        folders: list[str] = []
        for action, element in etree.iterparse(
            file.path, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
        ):  # fmt: skip
            name = _local(element)
            if action == "start":
                if name in ("Folder", "Document"):
                    folders.append("")
                continue
            if name == "name" and folders and _local(element.getparent()) in ("Folder", "Document"):
                folders[-1] = " ".join((element.text or "").split())
            elif name in ("Folder", "Document"):
                folders.pop()
            elif name == "NetworkLink":
                links += 1
            elif name == "Placemark":
                rows.append(_placemark(element, folders))
                element.clear()
    except etree.XMLSyntaxError as error:
        if not rows:
            raise Refused(f"{file.name} is no XML that can be read: {str(error)[:100]}.") from error
        return records(file.name, rows, [f"The file is damaged, and was read as far as it goes: {str(error)[:100]}"], [(len(rows) + 1, "", "The file is damaged from here on.")]), KML  # fmt: skip
    noticed = [f"{links} links to other files were not followed."] if links else []
    return records(file.name, rows, noticed), KML


def _local(element: Any) -> str:
    tag = getattr(element, "tag", "")
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _placemark(mark: Any, folders: list[str]) -> dict[str, str]:
    row: dict[str, str] = {}
    if mark.get("id"):
        row["id"] = mark.get("id")
    if any(folders):
        row["folder"] = " / ".join(filter(None, folders))
    points: list[list[Any]] = []
    shapes: list[tuple[str, list[Any]]] = []
    moments: list[str] = []
    track: list[Any] = []
    for element in mark.iterdescendants():
        name, own = _local(element), (element.text or "").strip()
        if name == "when" and own and _local(element.getparent()) == "Track":
            moments.append(own)
        elif name == "coord" and own:
            track.append(own.split()[:3])
        elif (
            name
            in ("name", "description", "address", "styleUrl", "when", "begin", "end", "Snippet")
            and own
        ):
            row.setdefault(name, own)
        elif name == "Data":
            value = next((c.text or "" for c in element if _local(c) == "value"), "")
            _put(row, element.get("name") or "data", value.strip())
        elif name == "SimpleData":
            _put(row, element.get("name") or "data", own)
        elif name == "coordinates" and own:
            inside = _local(element.getparent())
            coordinates = _coordinates(own)
            if inside == "Point" and coordinates:
                # A point is one coordinate: more of them are its parts with decimal commas.
                points.append([part for parts in coordinates for part in parts])
            elif coordinates and (
                inside != "LinearRing"
                or _local(element.getparent().getparent()) != "innerBoundaryIs"
            ):
                shapes.append((inside, coordinates))
    if when := row.pop("when", "") or next(iter(moments), ""):
        row.setdefault("begin", when)
    if len(moments) > 1:
        row.setdefault("end", moments[-1])
    if len(track) > 1:
        shapes.append(("Track", track))
    else:
        points += track
    if shapes or len(points) > 1:
        return row | _shape(points, shapes)
    return row | (_point(points[0]) if points else {})


def _point(coordinates: list[Any]) -> dict[str, str]:
    """A point; with more than an altitude beside longitude and latitude it is told as it stands, to be looked at."""
    if len(coordinates) > 3:
        said = ",".join(coordinates)
        return {LATITUDE: said, LONGITUDE: said}
    return plain_point(coordinates)


def _put(row: dict[str, str], name: str, value: str) -> None:
    row[f"{name} (data)" if name in row else name] = value


def _coordinates(cell: str) -> list[list[Any]]:
    """Coordinates by their parts: blanks may stand around commas, and a comma between two coordinates."""
    pieces: list[list[Any]] = []
    going_on = False
    for word in _BEFORE_A_COMMA.sub(",", cell).split():
        parts = [p for p in word.split(",") if p]
        if going_on and (len(pieces[-1]) == 1 or len(parts) == 1):
            pieces[-1] += parts
        else:
            pieces.append(parts)
        going_on = word.endswith(",")
    return [parts for parts in pieces if len(parts) >= 2]


def _shape(points: list[list[Any]], shapes: list[tuple[str, list[Any]]]) -> dict[str, str]:
    """Lines, areas and several points as one geometry; none where a coordinate has decimal commas, which is told."""
    everything = [*points, *(c for _, coordinates in shapes for c in coordinates)]
    if too_long := next((c for c in everything if len(c) > 3), None):
        return _point(too_long)
    geometries: list[dict[str, Any]] = []
    try:
        for inside, coordinates in shapes:
            numbers = [[float(p) for p in c[:2]] for c in coordinates]
            if inside == "LinearRing" and len(numbers) > 3:
                geometries.append({"type": "Polygon", "coordinates": [numbers]})
            else:
                geometries.append({"type": "LineString", "coordinates": numbers} if len(numbers) > 1 else {"type": "Point", "coordinates": numbers[0]})  # fmt: skip
        geometries += [{"type": "Point", "coordinates": [float(p) for p in c[:2]]} for c in points]
    except ValueError:
        return {}
    return point_cells(geometries[0] if len(geometries) == 1 else {"type": "GeometryCollection", "geometries": geometries})  # fmt: skip


def geofile(file: Opened) -> Read:
    """All layers of a GeoPackage, or a shapefile, in degrees."""
    if file.kind != "geo":
        return None
    import pyogrio

    path = _whole(file)
    rows: list[dict[str, str]] = []
    noticed: list[str] = []
    try:
        layers = [str(name) for name, _ in pyogrio.list_layers(path)]
        for layer in layers:
            rows += _layer(path, layer, len(layers) > 1, noticed, file.name)
    except (
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        pyogrio.errors.FeatureError,
        ValueError,
    ) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(f"{file.name} can't be read: {str(error)[:120]}.") from error
    return records(file.name, rows, noticed), GEOFILE


def _whole(file: Opened) -> Path:
    if file.path.suffix.lower() == ".shp" and not file.path.with_suffix(".shx").exists():
        missing = [s for s in (".shx", ".dbf") if not file.path.with_suffix(s).exists()]
        raise Refused(
            f"{file.name} needs the files beside it that belong to it: {', '.join(missing)}."
        )
    return file.path


def _layer(
    path: Path, layer: str, several: bool, noticed: list[str], name: str
) -> Iterator[dict[str, str]]:
    import geopandas

    frame: Any = geopandas.read_file(path, layer=layer, engine="pyogrio")
    geometry = (
        getattr(frame, "geometry", None) if isinstance(frame, geopandas.GeoDataFrame) else None
    )
    if geometry is not None and frame.crs is not None and not frame.crs.equals("EPSG:4326"):
        noticed.append(f"{layer}: {frame.crs.name} was reckoned in degrees (WGS 84).")
        geometry = frame.to_crs(4326).geometry
    elif geometry is not None and frame.crs is None:
        west, south, east, north = geometry.total_bounds
        if not (west >= -180 and south >= -90 and east <= 180 and north <= 90) and west == west:
            raise Refused(
                f"{name} doesn’t say in which projection it is. Save it in degrees (WGS 84)."
            )
        noticed.append(f"{layer}: it doesn’t say its projection; its numbers were read as degrees.")
    columns = [c for c in frame.columns if geometry is None or c != frame.geometry.name]
    texts = [[_cell(v) for v in frame[c]] for c in columns]
    shapes = list(geometry) if geometry is not None else [None] * len(frame)
    for at, shape in enumerate(shapes):
        row = {str(c): cells[at] for c, cells in zip(columns, texts, strict=True)}
        if several:
            row["layer"] = layer
        yield row | point_cells(shape)


def _cell(value: Any) -> str:
    if value is None or value != value:
        return ""
    if hasattr(value, "isoformat"):
        found = str(value.isoformat())
        return found.removesuffix("T00:00:00")
    return text(value.item() if hasattr(value, "item") else value)


def json_rows(file: Opened) -> Read:
    """Any other JSON with a list of objects."""
    if file.kind != "json":
        return None
    found = list(enumerate(entries(parsed(file)), start=1))
    if not found:
        raise Refused(f"{file.name} is JSON without a list of events.")
    rows = [(n, dict(flat(row))) for n, row in found if isinstance(row, dict)]
    others = [(n, text(v)[:80], "This is no event.") for n, v in found if not isinstance(v, dict)]
    numbers = [n for n, _ in rows]
    return records(file.name, [row for _, row in rows], (), others, numbers), JSON_ROWS
