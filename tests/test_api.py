"""The routes: what they answer, what they refuse, what they never do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import shipped_sample
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tries import tries

from geodash.web.event_routes import MAX_CARDS

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def client() -> TestClient:
    """The routes over the shipped collection."""
    return shipped_sample.asked()


def test_events_answer_the_filter(client: TestClient) -> None:
    everything = client.get("/api/events").json()
    some = client.get("/api/events", params={"actor": "IRN"}).json()
    assert 0 < some["count"] < everything["count"]
    assert some["params"] == "actor=IRN"
    assert all(isinstance(e["title"], str) for e in some["events"])


def test_bad_parameters_are_dropped_with_a_notice(client: TestClient) -> None:
    answer = client.get("/api/events?actor=narnia&from=2022-13-45&kind=talks")
    assert answer.status_code == 200
    assert answer.json()["params"] == "kind=talks"
    assert any("narnia" in notice for notice in answer.json()["notices"])
    assert any("2022-13-45" in notice for notice in answer.json()["notices"])


def test_cards_come_for_known_ids_only(client: TestClient) -> None:
    some = [e["id"] for e in client.get("/api/events").json()["events"][:3]]
    answer = client.get("/api/cards", params={"id": [*some, "no-such-event"]}).json()
    assert list(answer) == some
    assert all(answer[i]["event"]["id"] == i and answer[i]["html"] for i in some)
    many = client.get("/api/cards", params={"id": [f"x{i}" for i in range(MAX_CARDS + 1)]})
    assert many.status_code == 400
    assert str(MAX_CARDS) in many.json()["error"]


@pytest.mark.parametrize(
    "path",
    [
        "/api/article/no-such-article",
        "/api/geo/../pyproject.toml",
        "/api/geo/%2e%2e/pyproject.toml",
        "/api/geo/places.csv",
        "/api/nothing/here",
        "/api/",
    ],
)
def test_unknown_addresses_are_404_in_json(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.json()["error"]


@pytest.mark.parametrize(
    "query", ["", "view=1,2,3", "view=a,b,c,d&zoom=3", "view=0,0,400,1&zoom=3", "view=0,0,1,1"]
)
def test_clusters_need_a_view(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/clusters?{query}")
    assert answer.status_code == 400
    assert "view" in answer.json()["error"]


def test_clusters_count_what_is_in_view(client: TestClient) -> None:
    answer = client.get("/api/clusters?view=-180,-85,180,85&zoom=2").json()
    located = [e for e in client.get("/api/events").json()["events"] if e["lat"] is not None]
    assert 0 < sum(c["count"] for c in answer["clusters"]) <= len(located)


def test_an_unchanged_view_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/events?kind=talks")
    again = client.get("/api/events?kind=talks", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert not again.content


def test_answers_are_compressed_and_guarded(client: TestClient) -> None:
    answer = client.get("/api/events", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_the_map_is_a_module_without_any_address(client: TestClient) -> None:
    answer = client.get("/api/map.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "export default" in answer.text
    assert "http" not in answer.text


def test_routes_stand_below_the_base_path() -> None:
    client = shipped_sample.asked("/maps/")
    assert client.get("/maps/api/problems").status_code == 200
    assert client.get("/api/problems").status_code == 404


_text = st.text(max_size=40)
_keys = st.sampled_from(
    ["from", "to", "when", "actor", "actors", "side", "kind", "type", "article", "status", "role",
     "prec", "place", "bbox", "q", "bg", "event", "map", "id", "v", "view", "zoom", "x"]
) | _text  # fmt: skip


@settings(max_examples=tries(120))
@given(
    path=st.sampled_from(["events", "clusters", "cards", "problems", "article/x", "geo/x"]),
    pairs=st.lists(st.tuples(_keys, _text), max_size=8),
)
def test_no_query_breaks_a_route(
    client: TestClient, path: str, pairs: list[tuple[str, str]]
) -> None:
    answer = client.get(f"/api/{path}", params=[(k, v) for k, v in pairs])
    assert answer.status_code in (200, 400, 404)
    json.loads(answer.content)


@pytest.mark.apart
def test_an_older_version_is_compared_and_bad_ones_are_refused(client: TestClient) -> None:
    """A page of another site can't ask (415); what is no zip, or too large, is told so."""
    package = client.get("/api/events.zip?bg=1").content
    as_zip = {"content-type": "application/zip"}
    found = client.post("/api/diff", content=package, headers=as_zip)
    assert found.status_code == 200 and found.json()["sentence"]
    assert client.post("/api/diff", content=package).status_code == 415
    refused = client.post("/api/diff", content=b"PK not a zip", headers=as_zip)
    assert refused.status_code == 400
    assert "/tmp" not in refused.json()["error"]
    large = client.post("/api/diff", content=bytes(20 * 2**20 + 1), headers=as_zip)
    assert large.status_code == 413
    assert client.get("/api/diff").status_code in (404, 405)


def test_a_paragraph_has_a_note_behind_every_mark(client: TestClient) -> None:
    told = client.get("/api/paragraph?from=2022-12-01&to=2022-12-31").json()
    marks = [n for piece in told["pieces"] for _, numbers in piece for n in numbers]
    assert marks == list(range(1, len(told["notes"]) + 1))
    assert len(marks) >= 6
    assert any(line.startswith("Collection: ") for line in told["closing"])
