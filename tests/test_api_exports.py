"""The routes that give files: exactly the view, under a telling name, or a reason why not."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import shipped_sample
from collection_kit import make
from export_kit import ROOT, SMALL_PICTURES, cut, site_of
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geodash.exchange import registry
from geodash.exchange.registry import FORMATS
from geodash.exchange.sheets import STATE
from geodash.exchange.xlsx_state import State, read_state
from geodash.web.api import routes
from geodash.web.served import Served


@pytest.fixture(scope="module")
def client() -> TestClient:
    return shipped_sample.asked()


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_an_attachment_of_the_view(
    client: TestClient, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(*SMALL_PICTURES)
    query = "from=2022-08-01&to=2022-12-31&actor=ARM"
    answer = client.get(f"/api/events.{name}?{query}")
    assert answer.status_code == 200
    # A file that comes back has a mark of its own.
    mark = state_of(answer.content).mark if FORMATS[name].returns else ""
    assert bool(mark) == (name == "xlsx") == answer.headers["etag"].startswith("W/")
    wanted = replace(cut(ROOT, query, f"http://testserver/?{query}"), mark=mark)
    assert answer.content == FORMATS[name].write(wanted)
    assert answer.headers["content-type"] == FORMATS[name].media_type
    assert answer.headers["content-disposition"] == (
        'attachment; filename="caucasus-center_2022-08-01_2022-12-31_ARM_'
        f'{site_of(ROOT).collection.version[:8]}.{name}"'
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "default-src 'none'"


def state_of(workbook: bytes) -> State:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook))[STATE]
    return read_state(list(sheet.iter_rows(values_only=True)))


@pytest.mark.parametrize("query", ["", "kind=violence", "bg=1&status=claimed", "q=road"])
def test_the_rows_are_the_number_on_the_page(client: TestClient, query: str) -> None:
    page = client.get(f"/api/events?{query}").json()
    rows = pd.read_csv(io.BytesIO(client.get(f"/api/events.csv?{query}").content))
    assert rows["counted"].sum() == page["count"] > 0
    assert list(rows["event_id"]) == [e["id"] for e in page["events"]]
    assert len(rows) == page["count"] + page["denominators"]["umbrellas"]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("from=2022-13-45", "from=“2022-13-45” can’t be used: accepted is a date like"),
        ("actor=narnia", "actor=“narnia” can’t be used"),
        ("kind=talks&kind=wars", "kind=“wars” can’t be used"),
        ("from=2022-12-01&to=2022-01-01", "ends before it begins"),
        ("colour=red", "“colour” is not known; known are from, to"),
        ("bg=2", "bg=“2” can’t be used"),
        ("q=" + "x" * 300, "q was cut"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_reason(
    client: TestClient, query: str, reason: str
) -> None:
    answer = client.get(f"/api/events.csv?{query}")
    assert answer.status_code == 400
    assert reason in answer.json()["error"]
    assert "content-disposition" not in answer.headers
    # The page itself goes on, and says what it left out.
    assert client.get(f"/api/events?{query}").json()["notices"]


def test_the_pages_own_parameters_are_no_reason_to_refuse(client: TestClient) -> None:
    page = "event=cc-0001&map=39.5,46.3,8&read=road&v=1"
    assert client.get(f"/api/events.csv?kind=talks&{page}").status_code == 200


def test_an_unknown_format_says_which_there_are(client: TestClient) -> None:
    for path in ("/api/events.pdf", "/api/events.CSV", "/api/events.", "/api/events.csv.zip"):
        answer = client.get(path)
        assert answer.status_code == 404
    assert ".geojson" in client.get("/api/events.pdf").json()["error"]


def test_an_unchanged_file_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/events.geojson?kind=talks")
    etag = first.headers["etag"]
    for known in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        again = client.get("/api/events.geojson?kind=talks", headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
    other = client.get("/api/events.geojson?kind=talks", headers={"If-None-Match": '"other"'})
    assert other.status_code == 200
    assert client.get("/api/events.geojson?kind=violence").headers["etag"] != etag
    elsewhere = client.get("/api/events.geojson?kind=talks", headers={"Host": "maps.example"})
    assert elsewhere.headers["etag"] != etag
    assert elsewhere.json()["link"] == "http://maps.example/?kind=talks"


def test_head_answers_without_the_file(client: TestClient) -> None:
    full, head = (client.request(m, "/api/events.csv?kind=talks") for m in ("GET", "HEAD"))
    assert head.status_code == 200
    assert head.content == b""
    for name in ("etag", "content-type", "content-disposition"):
        assert head.headers[name] == full.headers[name]
    assert client.head("/api/events.csv?kind=wars").status_code == 400


def test_text_is_compressed_on_its_way(client: TestClient) -> None:
    answer = client.get("/api/events.csv", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert {v.strip().lower() for v in answer.headers["vary"].split(",")} >= {
        "host",
        "accept-encoding",
    }


@pytest.mark.parametrize("host", ["[", 'a"b', "evil.example/x?y", "a b", "ü.example", ""])
def test_a_strange_host_is_no_address(client: TestClient, host: str) -> None:
    answer = client.get("/api/events.geojson", headers={"Host": host.encode("utf-8")})
    assert answer.status_code == 200
    assert "link" not in answer.json()
    assert client.get("/api/events", headers={"Host": host.encode("utf-8")}).status_code == 200


def test_the_address_is_the_pages_below_its_base_path() -> None:
    client = shipped_sample.asked("/maps/")
    link = client.get("/maps/api/events.geojson?kind=talks").json()["link"]
    assert link == "http://testserver/maps/?kind=talks"


def test_too_many_events_are_refused_before_they_are_read(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = registry.Format("csv", "CSV", "text/csv", "geodash.no_such_module", most=10)
    monkeypatch.setattr("geodash.web.site.FORMATS", {**FORMATS, "csv": small})
    answer = client.get("/api/events.csv")
    assert answer.status_code == 400
    assert "more than 10 events" in answer.json()["error"]
    assert "narrow the filter" in answer.json()["error"]


def test_the_formats_are_listed_for_the_page(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(*SMALL_PICTURES)
    listed = client.get("/api/formats").json()
    assert [f["name"] for f in listed] == list(FORMATS)
    assert all(f["label"] and f["use"] and f["media_type"] and f["most"] for f in listed)
    for form in listed:
        assert client.head(f"/api/events.{form['name']}?kind=talks").status_code == 200


@pytest.mark.parametrize(
    "name", ["Ա Բ", "../../etc", 'x"; filename="y', "a\r\nSet-Cookie: b=c", ""]
)
def test_no_name_of_a_collection_gets_into_a_header(tmp_path: Path, name: str) -> None:
    folder = make(tmp_path)
    (folder / "datapackage.json").write_text(json.dumps({"name": name, "title": name}))
    client = TestClient(Starlette(routes=routes(Served(folder))))
    answer = client.get("/api/events.zip?q=goris")
    assert answer.status_code == 200
    assert re.fullmatch(
        r'attachment; filename="[A-Za-z0-9][A-Za-z0-9_-]*\.zip"',
        answer.headers["content-disposition"],
    )
    assert "set-cookie" not in answer.headers
    assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None


def test_a_link_from_a_mailing_is_a_file_like_any_other(client: TestClient) -> None:
    plain = client.get("/api/events.csv?kind=violence")
    mailed = client.get("/api/events.csv?kind=violence&utm_source=newsletter&fbclid=IwAR0abc")
    assert (mailed.status_code, mailed.content) == (200, plain.content)
    assert mailed.headers["content-disposition"] == plain.headers["content-disposition"]
    for path in ("/api/events", "/api/analysis", "/api/slides", "/api/paragraph"):
        assert client.get(f"{path}?kind=violence&gclid=x&_ga=2.1").json()["notices"] == []
    assert (
        client.get("/show?from=2022-09-13&to=2022-09-13&kind=violence&utm_source=x").status_code
        == 200
    )
    assert client.get("/api/events.csv?knd=violence").status_code == 400
