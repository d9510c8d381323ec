"""The Streamlit side: settings, what the page is given, how Python follows."""

from __future__ import annotations

import ast
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
import shipped_sample
from streamlit.testing.v1 import AppTest

from geodash.app.config import CONFIG
from geodash.app.serve import SCRIPT
from geodash.geo.layers import ATTRIBUTION
from geodash.web.settings import PATH_VARIABLE
from geodash.web.site import Site
from geodash.words.notes import BOUNDARY_NOTE

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PATH_VARIABLE, str(ROOT))


def flat(table: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    out: dict[str, Any] = {}
    for key, value in table.items():
        out |= flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: value}
    return out


def test_both_ways_to_start_have_the_same_settings() -> None:
    assert flat(tomllib.loads((ROOT / ".streamlit/config.toml").read_text())) == CONFIG


def test_nothing_is_sent_and_nothing_is_open_to_others() -> None:
    assert CONFIG["browser.gatherUsageStats"] is False
    assert CONFIG["server.address"] == "localhost"
    assert CONFIG["server.showEmailPrompt"] is False


def test_streamlit_can_find_the_app() -> None:
    """It looks for a literal ``app = st.App(...)`` in the source."""
    tree = ast.parse((ROOT / "app.py").read_text())
    calls = [
        ast.unparse(node.value.func)
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and [ast.unparse(t) for t in node.targets] == ["app"]
    ]
    assert calls == ["st.App"]


def data_of(at: AppTest) -> dict[str, Any]:
    """What the Explore component was given."""
    assert not at.exception
    (component,) = at.get("bidi_component")
    return json.loads(component.proto.json)


def run(**params: str | list[str]) -> AppTest:
    at = AppTest.from_file(str(SCRIPT), default_timeout=30)
    for key, value in params.items():
        at.query_params[key] = value
    return at.run()


def test_the_page_gets_the_view_that_the_address_asks_for() -> None:
    everything = data_of(run())["first"]
    first = data_of(run(kind="talks", **{"from": "2022-08-01"}))["first"]
    assert first["params"] == "from=2022-08-01&kind=talks"
    assert 0 < first["count"] < everything["count"]
    assert {e["kind"] for e in first["events"]} == {"talks"}
    assert first["notices"] == []


def test_repeated_parameters_arrive_whole() -> None:
    first = data_of(run(kind=["talks", "violence"]))["first"]
    assert {e["kind"] for e in first["events"]} == {"talks", "violence"}


def test_bad_parameters_become_notices() -> None:
    first = data_of(run(actor="narnia", prec="12"))["first"]
    assert first["params"] == ""
    assert len(first["notices"]) == 2


def test_a_rerun_gives_the_component_the_same_data() -> None:
    at = run(kind="talks")
    before = data_of(at)
    at.query_params["kind"] = "violence"
    assert data_of(at.run()) == before


def test_the_component_gets_no_path_of_this_machine() -> None:
    at = run()
    (component,) = at.get("bidi_component")
    assert str(ROOT) not in component.proto.json


def test_homes_come_from_the_package_and_end_with_everything() -> None:
    homes = shipped_sample.site().homes
    assert [h["name"] for h in homes] == ["Caucasus", "Aegean", "All"]


def test_the_page_names_its_sources_and_the_boundary_policy() -> None:
    data = data_of(run())
    assert data["attribution"] == ATTRIBUTION
    assert data["boundary_note"] == BOUNDARY_NOTE


@pytest.mark.parametrize(
    "views",
    ["x", [], [{}], [{"name": "a", "bounds": [1, 2, 3]}], [{"name": "a", "bounds": ["1", 0, 3, 4]}],
     [{"name": 3, "bounds": [0, 0, 1, 1]}], [{"name": "a", "bounds": [5, 0, 1, 1]}]],
)  # fmt: skip
def test_broken_views_of_a_package_are_ignored(tmp_path: Path, views: object) -> None:
    (tmp_path / "datapackage.json").write_text(json.dumps({"geodash:views": views}))
    assert [h["name"] for h in Site.open(tmp_path).homes] == ["World"]


def test_a_collection_that_cant_be_read_is_said_on_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without its path, and without the bare error that Streamlit would show."""
    monkeypatch.setenv(PATH_VARIABLE, str(tmp_path / "gone"))
    at = AppTest.from_file(str(SCRIPT), default_timeout=30).run()
    assert not at.exception
    assert "can’t be read" in at.text[0].value
    assert str(tmp_path) not in at.text[0].value


def test_each_collection_has_its_own_view_to_carry_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The browser keeps a view by what the head says (``assets/core/nav.js``)."""
    keys = []
    for name in ("one", "two", "one"):
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / "events.csv").write_text("event_id,title\n")
        monkeypatch.setenv(PATH_VARIABLE, str(tmp_path / name))
        at = AppTest.from_file(str(SCRIPT), default_timeout=30).run()
        heads = [e.proto.body for e in at.get("html")]
        keys += [h.partition('data-gd-of="')[2][:12] for h in heads if "data-gd-of" in h]
    assert keys[0] == keys[2] != keys[1]
