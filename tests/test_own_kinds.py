"""A collection's own kinds and types are everywhere, and what nobody does needs no doer."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from collection_kit import codes
from flood_sample import disasters, floods
from pptx import Presentation

from geodash.coding.desk.opening import choices
from geodash.coding.propose.ask import Asking
from geodash.coding.propose.program import as_input
from geodash.collection import load
from geodash.domain.briefing import Briefing, Slide
from geodash.domain.kinds import KINDS, EventType, OwnType
from geodash.domain.model import Collection
from geodash.exchange.pptx import pptx_bytes
from geodash.exchange.registry import FORMATS
from geodash.exchange.select import select
from geodash.query import Filter
from geodash.views import told
from geodash.views.symbols import symbol_of
from geodash.web.desks import Desks
from geodash.web.served import Served
from geodash.web.site import Site
from geodash.words.coding import TYPES, TypeWords, type_words
from geodash.words.labels import coded_as

Json = dict[str, Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return floods(tmp_path_factory.mktemp("floods"))


@pytest.fixture(scope="module")
def served(folder: Path) -> Served:
    return Served(folder, edit=True)


@pytest.fixture(scope="module")
def site(served: Served) -> Site:
    return served.site()


def file_of(site: Site, name: str) -> bytes:
    return FORMATS[name].write(select(site.store, site.collection, site.geodata, Filter()))


def test_the_offered_table_is_sound(site: Site) -> None:
    assert not codes(site.collection) & {"kinds", "value"}
    kinds = site.collection.kinds
    assert [k.value for k in kinds][-2:] == ["talks", "other"]
    assert len({k.color for k in kinds}) == len({(k.color, k.shape) for k in kinds}) == len(kinds)
    assert {t.value for t in EventType} <= set(kinds.by_type), "PLOVER's may be used still"


def test_legend_filter_sentence_and_facets_follow(site: Site) -> None:
    answer = site.payload([("kind", "hazard"), ("kind", "violence")])
    assert [e["id"] for e in answer["events"]] == ["f1"]
    assert "floods, storms, quakes, fires" in answer["sentence"]
    assert any("kind=“violence”" in n and "hazard" in n for n in answer["notices"])
    facets = site.payload([])["facets"]
    assert [(k["value"], k["count"]) for k in facets["kinds"] if k["count"]] == [
        ("hazard", 1), ("health", 1), ("response", 1), ("statement", 1), ("other", 1),
    ]  # fmt: skip
    types = {t["value"]: t for t in facets["types"]}
    assert (types["EVACUATION"]["label"], types["EVACUATION"]["kind"]) == ("Evacuation", "response")
    assert types["DEMAND"]["kind"] == "statement"
    typed = site.payload([("type", "OUTBREAK"), ("type", "FLOOD")])
    assert [e["id"] for e in typed["events"]] == ["f1", "f2"]
    assert typed["params"] == site.payload([("type", "FLOOD"), ("type", "OUTBREAK")])["params"]
    assert "coded as Flood or Outbreak" in typed["sentence"]
    kinds = told.as_json(site.collection)["symbols"]["kinds"]
    assert list(kinds) == [k.value for k in site.collection.kinds]
    assert kinds["hazard"]["hue"] == "teal" and kinds["other"]["hue"] == "grey"


def test_bars_and_clusters_count_by_own_kinds(site: Site) -> None:
    bins = [b for b in site.store.bins(Filter())[1] if b.kinds]
    assert sum(b.kinds.get("hazard", 0) for b in bins) == pytest.approx(1)
    assert {k.value for b in bins for k in b.kinds} == {"hazard", "health", "response"}


def test_files_and_pictures_follow(site: Site) -> None:
    assert b",teal" not in file_of(site, "csv") and b",hazard," in file_of(site, "csv")
    sheet = openpyxl.load_workbook(BytesIO(file_of(site, "xlsx")))["Events"]
    rows = [[c.value for c in row] for row in sheet.iter_rows()]
    head = next(row for row in rows if "event_id" in row)
    first = next(row for row in rows if "f1" in row)
    assert first[head.index("kind (derived)")] == "Floods, storms, quakes, fires"
    assert not first[head.index("who (derived)")]
    with zipfile.ZipFile(BytesIO(file_of(site, "zip"))) as package:
        name = next(n for n in package.namelist() if n.endswith("datapackage.json"))
        descriptor = json.loads(package.read(name))
    events = next(r for r in descriptor["resources"] if r["name"] == "events")
    column = next(f for f in events["schema"]["fields"] if f["name"] == "event_type")
    assert "FLOOD" in column["constraints"]["enum"] and descriptor["geodash:kinds"]
    report = file_of(site, "html").decode()
    flood = symbol_of(site.collection.events["f1"].kind)
    assert flood.path in report and "Floods, storms, quakes, fires" in report
    slides = [Slide(view="kind=hazard&kind=health"), Slide(view="event=f1")]
    deck = pptx_bytes(site.shows.builder.slides(Briefing("b", "Floods", "", tuple(slides))))
    colors = {
        str(shape.fill.fore_color.rgb)
        for slide in Presentation(BytesIO(deck)).slides
        for shape in slide.shapes
        if shape.shape_type == 1 and shape.fill.type == 1
    }
    assert flood.color.lstrip("#") in colors


def test_the_card_leaves_nothing_open_where_nobody_acts(site: Site) -> None:
    flood, outbreak, other = (site.cards([i])[i]["html"] for i in ("f1", "f2", "f5"))
    assert "left open" not in flood and "<dt>Who" not in flood
    assert "Concerns" in outbreak and "Kenya" in outbreak and "left open" not in outbreak
    assert "f1 · type FLOOD ·" in flood
    assert "gd-k-teal" in flood and "Floods, storms, quakes, fires" in flood
    assert "Who" in other


def test_a_type_says_whose_it_is(site: Site) -> None:
    types = site.collection.kinds.by_type
    assert [coded_as(types[t]) for t in ("FLOOD", "RESCUE", "AID")] == [
        "type FLOOD", "type RESCUE (PLOVER AID)", "PLOVER AID",
    ]  # fmt: skip


def test_pairs_leave_out_what_nobody_does_and_say_so(site: Site) -> None:
    pairs = site.analysis([])["pairs"]
    assert {row["pair"] for row in pairs["rows"]} == {"KEN>"}
    assert (pairs["doerless"]["n"], pairs["doerless"]["ids"]) == (2, ["f1", "f2"])
    assert not site.payload([("pair", ">KEN")])["events"]
    assert {e["id"] for e in site.payload([("actor", "ken")])["events"]} == {"f2", "f4", "f5"}


def test_code_asks_for_no_doer_of_what_nobody_does(served: Served) -> None:
    site = served.site()
    offered = choices(site.collection)["kinds"]
    assert [(k["key"], k["kind"]) for k in offered][:2] == [("1", "hazard"), ("2", "health")]
    flood = offered[0]["types"][0]
    assert (flood["key"], flood["words"], flood["doer"]) == (
        "1",
        "water floods land or houses",
        False,
    )
    demand = next(t for t in offered[5]["types"] if t["type"] == "DISAPPROVE")
    assert (demand["words"], demand["short"]) == ("blames, complains", "Blames")

    def gaps(event_type: str) -> list[str]:
        event = {
            "event_id": "~1",
            "title": "Flood in Garissa",
            "event_type": event_type,
            "status": "reported",
        }
        state = {"rows": {"events": {"~1": {"was": None, "now": event}}}}
        card = Desks(served).of(site).view(_state(state), "road", "~1")["card"]
        assert ("Floods" in card["kind_words"]) == (event_type == "FLOOD")
        return [g["row"] for g in card["gaps"]]

    assert "who" not in gaps("FLOOD") and "who" in gaps("EVACUATION")


def _state(told: Json) -> Any:
    from geodash.coding.desk.state import State

    return State.from_json(told)


def test_proposals_know_the_collections_types(site: Site) -> None:
    asking = Asking(site.collection, site.geodata)
    found = {h.trigger.quote: h for h in asking.own("road").happenings}
    flood = found["flooded"]
    assert (flood.types, flood.actors, flood.title) == (("FLOOD",), (), "Flood in Garissa")
    assert flood.date and flood.date.date_start == "2024-05-02"
    assert found["outbreak"].types[0] == "OUTBREAK" and not found["outbreak"].actors
    assert found["evacuated"].types[0] == "EVACUATION"
    known = {t.value for types in site.collection.kinds.types.values() for t in types}
    assert {t for h in found.values() for t in h.types} <= known, "no type that has no kind here"
    body = site.collection.articles["road"].body
    ghost = asking.ghost("road", 0, body.index(".") + 1)
    assert ghost["types"] == [{"event_type": "FLOOD", "kind": "hazard"}]
    types = {
        t["type"]: t for t in as_input(site.collection, site.collection.articles["road"])["types"]
    }
    assert types["FLOOD"]["doer"] is False and types["DEMAND"]["kind"] == "statement"
    line = {
        "what": "happening",
        "quote": "The Tana flooded Garissa",
        "occurrence": 1,
        "title": "Flood",
        "event_type": "FLOOD",
    }
    checked = asking.checker("road").check([json.dumps(line)], "x")
    assert [h.types for h in checked.happenings] == [("FLOOD",)], checked.notes


@pytest.mark.parametrize(
    ("change", "line_of", "told_of", "kept"),
    [
        (lambda t: t[0].update(color="red"), '"kind": "hazard"', "no such colour", "wine"),
        (lambda t: t[2].update(color="violet"), '"kind": "accident"', "Another kind has it", None),
        (lambda t: t[1]["types"][0].update(doer="no"), '"type": "OUTBREAK"', "neither true nor", None),
        (lambda t: t[0]["types"][0].update(type="flood"), '"type": "flood"', "key of capitals", None),
        (lambda t: t[3]["types"][0].update(type="FLOOD"), '"words": "houses', "stands there twice", None),
        (lambda t: t[1]["types"][0].update(plover="OUTBREAK"), '"type": "OUTBREAK"', "no PLOVER type", None),
        (lambda t: t[1]["types"][0].update(plover=["AID"]), '"type": "OUTBREAK"', "no PLOVER type", None),
        (lambda t: t[1]["types"][0].update(sings=[]), '"type": "OUTBREAK"', "has no “sings”", None),
        (lambda t: t[1].update(name="accidents"), '"kind": "accident"', "called so too", None),
        (lambda t: t.append({"kind": "hazard", "name": "Twice"}), '"name": "Twice"', "twice", None),
        (lambda t: t.append(7), "  7", "an object with a kind", None),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_told_with_its_line(
    tmp_path: Path, change: Any, line_of: str, told_of: str, kept: str | None
) -> None:
    table = disasters()
    change(table)
    collection = load(floods(tmp_path, table))
    found = [p for p in collection.problems if p.code == "kinds"]
    (said,) = found
    assert told_of in said.reason and said.fix
    lines = (tmp_path / "datapackage.json").read_text("utf-8").split("\n")
    assert said.line
    assert any(line_of in line for line in lines[said.line - 1 : said.line + 3]), said
    assert len(collection.kinds) == 8
    if kept:
        assert collection.kinds.kind("hazard").color not in {"red"}  # type: ignore[union-attr]


@pytest.mark.parametrize("kinds", ["Floods", 3, [], [{}], [{"kind": "A b"}]])
def test_a_table_that_holds_nothing_leaves_geodashs(tmp_path: Path, kinds: object) -> None:
    collection = load(floods(tmp_path, kinds))
    assert collection.kinds is KINDS
    assert "kinds" in codes(collection)
    assert collection.events["f4"].plover is EventType.DEMAND


def test_a_kind_needs_no_more_than_a_key_and_a_name(tmp_path: Path) -> None:
    many = [{"kind": f"k{n}", "name": f"Kind {n}"} for n in range(10)]
    collection = load(floods(tmp_path, [*many, {"kind": "other", "name": "The rest"}]))
    kinds = list(collection.kinds)
    assert [k.value for k in kinds] == [*(f"k{n}" for n in range(8)), "other"]
    assert kinds[-1].called == "The rest" and collection.events["f5"].kind == "other"
    assert collection.kinds.types[kinds[0]] == ("K0",)
    assert sum("more than 8" in p.reason for p in collection.problems) == 2
    assert collection.events["f4"].event_type == "DEMAND", (
        "PLOVER's types may be used, under “other”"
    )
    assert collection.events["f4"].kind == "other"


@pytest.mark.parametrize("name", [None, 7])
def test_a_kind_without_a_name_is_told_once(tmp_path: Path, name: object) -> None:
    collection = load(floods(tmp_path, [{"kind": "storm", "name": name}]))
    (said,) = [p for p in collection.problems if p.code == "kinds"]
    assert "name" in said.reason
    storm = collection.kinds.by_type["STORM"]
    assert isinstance(storm, OwnType) and storm.words == "Storm"


def test_a_type_without_words_keeps_its_own_short_words_and_hint() -> None:
    given = TYPES[EventType.AID].words
    own = OwnType("RELIEF", plover=EventType.AID, words=("", "Relief", "food, tents"))
    assert type_words(own) == TypeWords(given, "Relief", "food, tents")
    assert type_words(OwnType("RELIEF", plover=EventType.AID)) == TYPES[EventType.AID]
    alone = OwnType("HEAT_WAVE", words=("", "", "days"))
    assert type_words(alone) == TypeWords("heat wave", "Heat wave", "days")


def test_an_own_type_counts_as_the_plover_type_beside_it(tmp_path: Path) -> None:
    table = [{"kind": "words", "name": "Words", "types": [
        {"type": "APPEAL", "plover": "DEMAND", "words": "appeals", "signs": ["pleaded*"]}, "DISAPPROVE"]}]  # fmt: skip
    collection: Collection = load(floods(tmp_path, table))
    appeal = collection.kinds.by_type["APPEAL"]
    assert appeal.plover is EventType.DEMAND
    text = Asking(collection).own("road")
    assert [h.types for h in text.happenings if h.trigger.quote.startswith("asked")] == [
        ("APPEAL",)
    ]
