"""The places of the world: the file, its search, and who asks it."""

from __future__ import annotations

import csv
import pickle
import sqlite3
import sys
import zlib
from collections import Counter
from pathlib import Path

import pytest
import shipped_sample
from collection_kit import EVENT, SAID, make, table
from typer.testing import CliRunner

from geodash.cli import app
from geodash.collection import load
from geodash.domain.extent import Point
from geodash.geo.gazetteer import Gazetteer, Place
from geodash.geo.layers import GeoData
from geodash.geo.place_keys import place_key, readings
from geodash.geo.place_search import Context, PlaceSearch
from geodash.geo.plain_names import plain_name
from geodash.geo.world import FILE, MORE, World, open_world
from geodash.geo.world_blocks import PER_BLOCK, SOUTH, WEST, Block
from geodash.views.named_places import context_of

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "benchmarks")]
import places as benchmark  # noqa: E402
from geodata_build.world_file import Entry, write  # noqa: E402

GEO = GeoData()
WORLD = ROOT / "geodata" / FILE
VALUES = "SELECT value FROM lists WHERE list = ?"


def ids(text: str, **context: object) -> list[str]:
    found = GEO.place_search.find(text, Context(**context))  # type: ignore[arg-type]
    return [hit.place.place_id for hit in found]


def test_the_right_place_comes_first() -> None:
    """300 names and more as articles write them, each with what else the article names."""
    cases = benchmark.cases()
    assert len(cases) >= 300
    missed = benchmark.missed(GEO.place_search, cases)
    assert len(missed) <= 0.05 * len(cases), missed


@pytest.mark.data
def test_the_file_is_small_and_holds_the_world() -> None:
    """No file of the repository is above 12 MB; packed again, this one stays at some 10 MB at most."""
    assert WORLD.stat().st_size <= 10_500_000
    assert len(zlib.compress(WORLD.read_bytes(), 1)) <= 10_200_000
    with sqlite3.connect(f"{WORLD.as_uri()}?mode=ro", uri=True) as db:
        lists = {
            name: [value for (value,) in db.execute(f"{VALUES} ORDER BY n", (name,))]
            for name in ("kind", "country")
        }
        packed = db.execute("SELECT first, texts, numbers FROM places ORDER BY first").fetchall()
    blocks = [Block(*row) for row in packed]
    assert all(len(block.numbers) == PER_BLOCK for block in blocks[:-1])
    told = [block.told(at) for block in blocks for at in range(len(block.numbers))]
    kinds, countries = Counter(lists["kind"][kind] for *_, kind, _ in told), set(lists["country"])
    strays = [row for row in told if row[0] > 2 * SOUTH or row[1] > 2 * WEST]
    numbers = [number for block in blocks for number in block.numbers]
    assert len(numbers) > 274_000 and numbers == sorted(set(numbers))
    assert kinds["village"] + kinds["town"] + kinds["city"] > 230_000
    assert kinds["province"] > 3_800 and kinds["district"] > 30_000 and kinds["country"] > 240
    assert min(kinds[k] for k in ("sea", "strait", "island", "mountain", "region", "water")) >= 40
    assert {p.country for p in GEO.gazetteer} <= countries
    assert not strays


def test_what_is_curated_is_the_same_in_both() -> None:
    """places.csv is the authority for what it holds; the world file was made after it."""
    rows = {p.place_id: p for p in Gazetteer.load(ROOT / "geodata")}
    world = World(WORLD)
    found = {p.place_id: p for i in rows if (p := world.get(i))}
    assert set(found) == set(rows)
    for ident, place in found.items():
        row = rows[ident]
        same = ("name", "name_other", "kind", "country", "admin1")
        assert [getattr(place, c) for c in same] == [getattr(row, c) for c in same]
        assert place.point is not None and row.point is not None
        assert max(abs(a - b) for a, b in zip(place.point, row.point, strict=True)) < 0.0001


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    def entries() -> list[Entry]:
        one = Entry(7, "One", "town", "AAA", "Here", (1.00004, -2.0), 4.0, main={"one"})
        two = Entry(2_000_000_000, "Two", "sea", place_id="geodash:two", name_other="Deux")
        two.main, two.keys = {"two"}, {"deux", "one"}
        return [one, two]

    write(tmp_path / "a.sqlite", entries())
    write(tmp_path / "b.sqlite", reversed(entries()))
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()
    world = World(tmp_path / "a.sqlite")
    one, two = world.get("geonames:7"), world.get("geodash:two")
    assert one == Place("geonames:7", "One", "", "town", "AAA", "Here", 1.0, -2.0, rank=4)
    assert two is not None and two.label == "Two / Deux" and two.point is None
    named = [(ranked.place, ranked.weight, main) for ranked, main in world.named("one")]
    assert named == [(one, 4.0, True), (two, 0.0, False)]
    assert world.get("geonames:8") is world.get("geonames:6") is world.get("geonames:x") is None
    assert world.named("onc") == world.named("zzz") == () and list(world.beginning("t")) == ["two"]


def test_a_place_is_found_in_whichever_block_it_lies(tmp_path: Path) -> None:
    """Also the first and the last of each, with what is told of it and no neighbour's."""
    many = [
        Entry(3 * n + 5, f"Place {n}", "town", "AAA", point=(n / 10, -n / 10), main={f"place{n}", "all"})
        for n in range(2 * PER_BLOCK + 3)
    ]  # fmt: skip
    write(tmp_path / FILE, many)
    world = World(tmp_path / FILE)
    for n, entry in enumerate(many):
        place = world.get(f"geonames:{entry.n}")
        assert place is not None and (place.name, place.point) == (
            entry.name,
            Point(*entry.point or ()),
        )
        assert [ranked.place for ranked, _ in world.named(f"place{n}")] == [place]
        assert world.get(f"geonames:{entry.n + 1}") is None
    assert [ranked.place.name for ranked, _ in world.named("all")] == [e.name for e in many]


def test_what_was_added_since_goes_first(tmp_path: Path) -> None:
    """A second file beside the first: its places, and other words for some of the first's."""
    one = Entry(7, "One", "town", "AAA", "Here", (1.0, -2.0), 4.0, main={"one", "uno"})
    again = Entry(7, "One", "town", "AAA", "Here", (1.5, -2.0), 5.0, main={"one"}, keys={"eins"})
    new = Entry(2_100_000_000, "Oneida", "island", place_id="geodash:oneida", main={"oneida"})
    write(tmp_path / FILE, [one])
    write(tmp_path / MORE, [again, new])
    world = open_world(tmp_path / FILE)
    for known in (world, pickle.loads(pickle.dumps(world))):
        place = known.get("geonames:7")
        assert place and place.point == Point(1.5, -2.0) and known.get("geodash:oneida")
        assert [ranked.weight for ranked, _ in known.named("one")] == [5.0, 4.0]
        assert [ranked.place for ranked, _ in known.named("eins")] == [place]
        assert list(known.beginning("one")) == ["one", "oneida"] == list(known.beginning("o"))
        assert list(known.beginning("", 2)) == ["eins", "one"] and known.named("zwei") == ()
    assert (ROOT / "geodata" / MORE).stat().st_size < 500_000


@pytest.mark.parametrize(
    ("text", "country", "right"),
    [("Deir al-Balah", "PSE", "town"), ("Deir al-Balah governorate", "PSE", "province"),
     ("Baramulla", "IND", "town"), ("Baramulla district", "IND", "district"), ("Antioquia", "COL", "province"),
     ("La Palma", "ESP", "island")],
)  # fmt: skip
def test_the_town_before_its_division_and_a_name_itself_before_another(
    text, country, right
) -> None:
    (first, *_) = GEO.place_search.find(text, Context((), (country,)))
    assert first.place.kind == right, first.place


@pytest.mark.parametrize(
    ("text", "near", "town"),
    [("Navlinsky District", "Bryansk", "Navlya"), ("Toguchinsky District", "Novosibirsk", "Toguchin"),
     ("Suojärvi District", "Petrozavodsk", "Suoyarvi")],
)  # fmt: skip
def test_a_district_without_a_settlement_of_its_own_is_where_its_town_is(text, near, town) -> None:
    context = context_of(GEO.place_search, [near], ["RUS"])
    (first, *_) = GEO.place_search.find(text, context)
    seat = GEO.place_search.find(town, context)[0].place
    assert first.place.kind == "district" and first.place.point == seat.point


def test_a_name_of_one_side_says_whose_the_land_is() -> None:
    (first, *_) = GEO.place_search.find("Judea and Samaria")
    assert first.place.country == "PSE" and first.place.kind == "region"


def test_a_file_of_something_else_knows_nothing(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database")
    world = World(tmp_path / FILE)
    assert world.get("geonames:7") is None and world.named("one") == ()
    assert PlaceSearch(world, Gazetteer(())).find("one") == []


def test_nothing_is_read_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geodash.geo.layers.open_world", World)
    data = GeoData()
    assert data.gazetteer.get("geonames:147625") and len(data.gazetteer) < 20_000
    assert data.world is not None and "_db" not in vars(data.world)
    masisi = data.gazetteer.get("geodash:masisi")
    assert masisi is not None and (masisi.name, masisi.country) == ("Masisi", "COD")
    assert "geodash:masisi" in data.gazetteer and "geonames:1" not in data.gazetteer
    assert data.gazetteer.get("geodash:\ud800") is None and data.gazetteer.get("") is None
    assert "geodash:masisi" not in {p.place_id for p in data.gazetteer}


@pytest.mark.parametrize(
    ("name", "country", "printed"),
    [("Khān Yūnis", "PSE", "Khan Yunis"), ("Al ‘Arīsh", "EGY", "Al Arish"), ("Muzaffarābād", "PAK", "Muzaffarabad"),
     ("Hyōgo", "JPN", "Hyogo"), ("Zol’noye", "RUS", "Zolnoye"), ("Liepāja", "LVA", "Liepāja"),
     ("Kahramanmaraş", "TUR", "Kahramanmaraş"), ("Sana'a", "YEM", "Sana'a"), ("N’Djamena", "TCD", "N’Djamena")],
)  # fmt: skip
def test_names_are_printed_without_the_marks_of_transliteration(
    name: str, country: str, printed: str
) -> None:
    assert plain_name(name, country) == printed


@pytest.mark.parametrize(
    ("one", "other"),
    [("Bab el-Mandeb", "bab el mandeb"), ("Ḩamāh", "Hamah"), ("Şuşa", "SUSA"), ("Sana'a", "Sanaa"),
     ("Tel-Aviv", "Tel Aviv"), ("Κώς", "κως")],
)  # fmt: skip
def test_keys_are_equal_however_a_name_is_written(one: str, other: str) -> None:
    assert place_key(one) == place_key(other)


def test_a_general_word_says_what_is_meant() -> None:
    assert ("idlib", "province", 0.35) in list(readings("Idlib province"))
    assert GEO.place_search.find("Idlib province")[0].place.kind == "province"
    assert GEO.place_search.find("Idlib")[0].place.kind == "city"
    assert GEO.place_search.find("Lake Kivu")[0].place.kind == "water"


def test_other_spellings_misspellings_and_beginnings_are_found_last() -> None:
    assert ids("Djermook")[0] == "geonames:174884"
    assert "geonames:174884" in ids("Jermu")
    assert not GEO.place_search.find("Djermook")[0].exact
    assert GEO.place_search.find("Jermuk")[0].exact
    assert ids("") == ids("  ") == ids("'") == [] and ids("xqzxqzxqz") == []


def test_what_else_is_known_decides() -> None:
    libya, lebanon = "geonames:2210247", "geonames:266826"
    assert ids("Tripoli")[0] == libya
    assert ids("Tripoli", countries=["LBN"])[0] == lebanon
    assert ids("Tripoli", near=[Point(33.89, 35.5)])[0] == lebanon
    assert ids("Tripoli", used={"LBN": 1.0})[0] == lebanon
    assert ids("Tripoli, Lebanon")[0] == lebanon
    assert lebanon not in ids("Tripoli, Homs, Hama, Lebanon")
    hit = GEO.place_search.find("Tripoli", Context([Point(33.89, 35.5)]))[0]
    assert hit.km is not None and 60 < hit.km < 80


def test_a_gazetteer_of_the_collections_own_is_searched_too(tmp_path: Path) -> None:
    folder = make(tmp_path / "c")
    (folder / "geodata").mkdir()
    rows = "place_id,name,aliases,country,latitude,longitude\nmine:1,Hidden Wells,Uyun,SDN,15,30\n"
    (folder / "geodata/places.csv").write_text(rows, encoding="utf-8")
    search = GeoData(folder).place_search
    assert [h.place.place_id for h in search.find("Hidden Wells")] == ["mine:1"]
    assert "mine:1" in [h.place.place_id for h in search.find("Uyun")]
    assert search.find("Khartoum")[0].place.place_id == "geonames:379252"


def test_any_place_of_the_world_gives_a_row_its_point(tmp_path: Path) -> None:
    blank = {"latitude": "", "longitude": ""}
    row = {**EVENT, **blank, "place_id": "geodash:masisi", "place_name": "Masisi"}
    c = load(make(tmp_path / "c", events=table("events", row, SAID)))
    assert c.events["e1"].point == Point(-1.4, 28.81)
    assert "gazetteer-point" in {p.code for p in c.problems}
    far = {**EVENT, "place_id": "geodash:masisi"}
    c = load(make(tmp_path / "far", events=table("events", far, SAID)))
    assert "far-from-place" in {p.code for p in c.problems}
    unknown = {**EVENT, "place_id": "geonames:1"}
    c = load(make(tmp_path / "unknown", events=table("events", unknown, SAID)))
    assert "unknown-place" in {p.code for p in c.problems}


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["place", *arguments])
    return result.exit_code, result.output


def test_the_command_line_prints_a_table(tmp_path: Path) -> None:
    code, output = run("Tripoli", "--near", "Beirut", "--near", "33.56,35.37", "--country", "lbn")
    head, first, *_ = output.splitlines()
    assert code == 0 and head.split()[:5] == ["id", "name", "kind", "within", "country"]
    assert head.endswith("km away  area")
    assert first.startswith("geonames:266826") and "LBN" in first.split()
    assert "other name" in run("Lachin")[1] and "Berdzor" in run("Lachin")[1]
    events = table("events", {**EVENT, "place_id": "geonames:276781"}, SAID)
    code, output = run("Tripoli", "-C", str(make(tmp_path, events=events)))
    assert code == 0 and output.splitlines()[1].startswith("geonames:266826")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [(["qqqqxqqq"], 1, "no place is called"), (["Goris", "--near", "95,10"], 2, "no point on Earth"),
     (["Goris", "--country", "Armenia"], 2, "no code"), (["Goris", "--near", "qqqqxqqq"], 2, "latitude"),
     (["Goris", "-C", "/no/such/folder"], 2, "not a folder")],
)  # fmt: skip
def test_the_command_line_says_what_is_wrong(arguments: list[str], code: int, words: str) -> None:
    found, output = run(*arguments)
    assert found == code and words in output


def test_the_route_answers_and_refuses() -> None:
    client = shipped_sample.asked()
    answer = client.get("/api/place", params={"q": "Goris", "near": "Kapan", "country": "ARM"})
    first = answer.json()["places"][0]
    assert (first["place_id"], first["exact"]) == ("geonames:174895", True)
    assert 30 < first["km"] < 60
    text = (ROOT / "docs/api.md").read_text("utf-8").split("### /api/place\n")[1].split("\n### ")[0]
    assert all(f"`{key}`" in text for key in (*first, *answer.json()))
    assert client.get("/api/place").json()["places"] == []
    assert client.get("/api/place?q=Goris&near=95,10").status_code == 400
    assert client.get("/api/place", params={"q": "x" * 999}).status_code == 400
    assert client.get("/api/place", params={"near": ["Goris"] * 17}).status_code == 400


def test_a_place_named_beside_brings_its_country() -> None:
    context = context_of(GEO.place_search, ["El Arish"])
    assert context.used == {"EGY": 0.5} and len(context.near) == 1


def test_the_cases_are_of_the_world() -> None:
    """Each id is in the file, and no region of the world is left out."""
    with (ROOT / "tests/places_in_context.csv").open(encoding="utf-8", newline="") as file:
        right = [GEO.gazetteer.get(row["place_id"]) for row in csv.DictReader(file)]
    assert all(right)
    assert len({p.country for p in right if p}) > 75
