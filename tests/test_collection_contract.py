"""``datapackage.json``: valid, the same for all, and agreeing with the classes of the model."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from collection_kit import make, table

from geodash.collection.read.contract import ESSENTIAL, default_contract, schema_text
from geodash.collection.scaffold import scaffold
from geodash.domain import editing, model

ROOT = Path(__file__).resolve().parents[1]
ROWS = {
    "events": model.Event,
    "mentions": model.Mention,
    "links": model.Link,
    "actors": model.Actor,
    "considered": editing.Considered,
    "changes": editing.CellChange,
}
ENUMS = {
    "event_type": model.EventType,
    "status": model.Status,
    "place_role": model.PlaceRole,
    "date_kind": model.DateKind,
    "date_basis": model.DateBasis,
    "context": model.Context,
    "supports": model.Fact,
    "stance": model.Stance,
    "relation": model.Relation,
    "reason": editing.NoEvent,
}


def validate(folder: Path) -> list[list]:
    from frictionless import Package

    report = Package(str(folder / "datapackage.json")).validate()
    return report.flatten(["title", "rowNumber", "fieldName", "note"])


@pytest.mark.parametrize("path", [ROOT / "datapackage.json", None])
def test_descriptor_is_a_valid_data_package(path):
    text = path.read_text(encoding="utf-8") if path else schema_text("datapackage.json")
    from frictionless import Package

    report = Package.validate_descriptor(json.loads(text))
    assert report.valid, report.errors


def test_the_first_collection_has_the_default_contract():
    own = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    assert own["resources"] == json.loads(schema_text("datapackage.json"))["resources"]


@pytest.mark.parametrize("name", ROWS)
def test_columns_are_those_of_the_model(name):
    fields = [f.name for f in dataclasses.fields(ROWS[name]) if f.name != "extra"]
    assert list(default_contract().tables[name]) == fields
    assert set(ESSENTIAL[name]) <= set(fields)


@pytest.mark.parametrize("name", ROWS)
def test_columns_are_described(name):
    for column in default_contract().tables[name].values():
        assert column.title
        assert column.description.endswith("."), column.name
        if column.name in ENUMS:
            assert column.values == tuple(ENUMS[column.name])


def test_frictionless_accepts_a_new_collection(tmp_path):
    scaffold(tmp_path / "c")
    assert validate(tmp_path / "c") == []


def test_frictionless_agrees_on_good_and_bad_rows(tmp_path):
    folder = make(tmp_path, considered=table("considered"), changes=table("changes"))
    (folder / "datapackage.json").write_text(schema_text("datapackage.json"))
    assert validate(folder) == []
    bad = {"event_id": "x", "title": "t", "event_type": "RIOT", "actors": "A b", "latitude": "91"}
    (folder / "events.csv").write_text(table("events", bad))
    fields = {row[2] for row in validate(folder)}
    assert {"event_type", "actors", "latitude"} <= fields


def test_frictionless_finds_no_fault_in_the_first_collection():
    if not (ROOT / "events.csv").exists():
        pytest.skip("an installed copy has no collection of its own")
    assert validate(ROOT) == []
