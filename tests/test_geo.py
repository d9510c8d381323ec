"""geodash.geo: folding, names, areas, layers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodash.domain.extent import Point
from geodash.geo.areas import Areas
from geodash.geo.countries import Countries
from geodash.geo.fold import fold
from geodash.geo.gazetteer import Gazetteer, Place
from geodash.geo.layers import GeoData, find_folder
from geodash.geo.per_file import per_file

ROOT = Path(__file__).resolve().parents[1]
GEO = GeoData(ROOT)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Türkiye", "turkiye"),
        ("Xankəndi", "xankandi"),
        ("Laçın", "lacin"),
        ("İZMİR", "izmir"),
        ("Ródos", "rodos"),
        ("Ρόδος", "ροδοσ"),
        ("K'arvacharr", "karvacharr"),
        ("Khankendi / Stepanakert", "khankendi stepanakert"),
        ("Vayots-Dzor", "vayots dzor"),
        ("Ծովակ", "ծովակ"),
        ("Йошкар", "йошкар"),
        ("  ", ""),
        ("’", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_fold_is_stable(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert once == once.strip()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Jermuk", 174884),
        ("Goris", 174895),
        ("Kos", 259245),
        ("Lachin", 147625),
        ("laçın", 147625),
        ("Berdzor", 147625),
        ("Stepanakert", 146970),
        ("Xankəndi", 146970),
        ("Xankendi", 146970),
        ("Ханкенди", 146970),
        ("Ստեփանակերտ", 146970),
        ("Türkiye", 298795),
        ("Turkiye", 298795),
        ("Turkey", 298795),
        ("Ródos", 400666),
        ("Rhodes", 400666),
        ("Rodos", 400666),
        ("Ρόδος", 400666),
        ("Vardenis", 616108),
        ("Syunik", 409314),
        ("Julfa", 148251),
        ("Samsun", 740264),
        ("Kharkiv", 706483),
        ("Martuni", 616438),
        ("Sotk", 616041),
        ("Armenia", 174982),
        ("Georgia", 614540),
    ],
)
def test_a_place_is_known_under_its_spellings(text: str, number: int) -> None:
    assert fold(text) in {fold(name) for name in GEO.gazetteer.get(f"geonames:{number}").names}


def test_gazetteer_reads_other_peoples_files(tmp_path: Path) -> None:
    text = "\ufeffplace_id,name,extra,latitude\nx:1,One,ignored,1.5\n,nameless,,\nx:2,Two,,\n"
    (tmp_path / "places.csv").write_text(text, encoding="utf-8")
    gazetteer = Gazetteer.load(tmp_path)
    assert list(gazetteer) == [Place("x:1", "One", latitude=1.5), Place("x:2", "Two")]
    assert "x:2" in gazetteer and gazetteer.get("x:3") is None
    assert len(Gazetteer.load(tmp_path / "missing")) == 0


def test_a_collections_own_geodata_comes_first(tmp_path: Path) -> None:
    own = tmp_path / "geodata"
    own.mkdir()
    (own / "places.csv").write_text("place_id,name\nx:1,One\n", encoding="utf-8")
    mine, packaged = GeoData(tmp_path), GeoData()
    assert len(mine.gazetteer) == 1
    assert mine.path("areas.geojson") == packaged.path("areas.geojson")
    assert mine.version != packaged.version
    assert GeoData(tmp_path).version == mine.version


@pytest.mark.parametrize("name", ["../pyproject.toml", "places.csv", "/etc/passwd", "README.md"])
def test_only_layers_are_handed_out(name: str) -> None:
    assert GEO.path(name) is None
    with pytest.raises(FileNotFoundError):
        GEO.frame(name)


def test_find_folder_needs_a_folder() -> None:
    assert (find_folder() / "places.csv").is_file()
    with pytest.raises(FileNotFoundError):
        find_folder(None, "no-such-file")


def test_areas_by_either_form_of_id() -> None:
    areas = GEO.areas
    assert areas.get("area:syunik") is areas.get("syunik")
    assert areas.name("area:syunik") == "Syunik" and areas.name("nowhere") is None
    assert areas.point("nowhere") is None and "nowhere" not in areas
    assert areas.get("armenia-iran-border").is_line
    assert len(Areas.load(ROOT / "missing.geojson")) == 0


def test_area_without_label_point_gets_one(tmp_path: Path) -> None:
    square = {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]}
    feature = {"type": "Feature", "properties": {"area_id": "a"}, "geometry": square}
    path = tmp_path / "areas.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    area = Areas.load(path).get("a")
    assert (area.name, area.latitude, area.longitude) == ("a", 1.0, 1.0)
    assert area.valid_from is None and area.valid_to is None


def test_a_file_is_read_once_for_as_long_as_it_stays_as_it_is(tmp_path: Path) -> None:
    read: list[str] = []

    @per_file
    def words(path: Path) -> tuple[str, ...]:
        read.append(path.name)
        return tuple(path.read_text("utf-8").split())

    path = tmp_path / "words"
    with pytest.raises(FileNotFoundError):
        words(path)
    path.write_text("one two")
    assert words(path) is words(path)
    path.write_text("three")
    assert words(path) == ("three",)
    path.write_bytes(b"\xff")
    for _ in range(2):
        with pytest.raises(UnicodeDecodeError):
            words(path)
    assert len(read) == 5, "what failed is not kept"
    path.unlink()
    with pytest.raises(FileNotFoundError):
        words(path)


def test_countries_around_a_point_are_those_of_the_base_map() -> None:
    """Near a border both, at sea none; the globe goes on beyond the 180th meridian and at the poles."""
    base = GEO.base
    assert base
    found = Countries(base).around(
        [Point(15.5, 32.5), Point(-1.68, 29.24), Point(0, -30), Point(-16.8, 179.99), Point(-16.8, -179.99),
         Point(89.9, 0), Point(-80, 10), Point(43.738, 7.425)]
    )  # fmt: skip
    assert found[0] == {"SDN"} and {"COD", "RWA"} <= found[1] and found[2] == frozenset()
    assert found[3] == found[4] == {"FJI"} and found[5] == frozenset() and found[6] == {"ATA"}
    assert {"MCO", "FRA"} <= found[7]
