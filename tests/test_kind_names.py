"""What kinds are called: one home, everywhere the same, and a collection may set its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from collection_kit import EVENT, SAID, codes, make, table

from geodash.collection import load
from geodash.collection.read.contract import schema_text
from geodash.domain.kinds import Kind
from geodash.domain.model import Collection
from geodash.views import told
from geodash.web.site import Site
from geodash.words.kinds import LONGEST, kind_label, kind_phrase


def named(folder: Path, kinds: object) -> Path:
    descriptor = json.loads(schema_text("datapackage.json")) | {"geodash:kinds": kinds}
    made = make(folder, events=table("events", EVENT, SAID))
    (made / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    return made


def own_names(collection: Collection) -> dict[str, str]:
    return {kind.value: kind.called for kind in collection.kinds if kind.called}


def test_a_name_is_true_of_every_type_under_it() -> None:
    assert kind_label(Kind.ACCUSATION) == "Demands, accusations, refusals, threats"
    assert kind_label(Kind.HANDOVER) == "Hand-overs, supplies, cooperation"
    labels = [kind_label(kind) for kind in Kind]
    assert len(set(labels)) == len(labels) and max(map(len, labels)) <= LONGEST


def test_a_collection_sets_its_own_names_everywhere(tmp_path: Path) -> None:
    site = Site.open(named(tmp_path, {"accusation": "Charges  made", "pressure": "NATO’s moves"}))
    assert own_names(site.collection) == {
        "accusation": "Charges made",
        "pressure": "NATO’s moves",
    }
    assert not codes(site.collection) & {"kinds"}
    answer = site.payload([("kind", "accusation"), ("kind", "violence")])
    assert answer["params"] == "kind=violence&kind=accusation", "an address keeps the values"
    assert "violence or charges made" in answer["sentence"]
    facet = {k["value"]: k["label"] for k in answer["facets"]["kinds"]}
    assert (facet["accusation"], facet["violence"]) == ("Charges made", "Violence")
    assert "<span>Charges made" in site.cards(["e2"])["e2"]["html"]
    kinds = told.as_json(site.collection)["symbols"]["kinds"]
    assert (kinds["accusation"]["label"], kinds["accusation"]["phrase"]) == (
        "Charges made",
        "charges made",
    )
    assert kinds["pressure"]["phrase"] == "NATO’s moves"
    assert kinds["talks"]["phrase"] == kind_phrase(Kind.TALKS) == "talks and support"


@pytest.mark.parametrize(
    ("kinds", "told_of", "kept"),
    [
        ("Charges", "no object", {}),
        ({"charge": "Charges"}, "no such kind; there are violence, pressure", {}),
        ({"accusation": ""}, "not blank", {}),
        ({"accusation": 3, "talks": "Talk"}, "not blank", {"talks": "Talk"}),
        ({"accusation": "x" * (LONGEST + 1)}, "longer than 48", {}),
        ({"accusation": "Violence"}, "violence is called so too", {}),
        ({"accusation": "Words", "talks": "words"}, "called so too", {}),
    ],
)
def test_a_wrong_name_is_reported_and_geodashs_own_stands(
    tmp_path: Path, kinds: object, told_of: str, kept: dict[str, str]
) -> None:
    collection = load(named(tmp_path, kinds))
    assert own_names(collection) == kept
    found = [p for p in collection.problems if p.code == "kinds"]
    assert found and found[0].file == "datapackage.json"
    assert any(told_of in p.reason for p in found), found
    assert "geodash:kinds" in found[0].fix
