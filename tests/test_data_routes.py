"""The routes of the page Bring data: what is sent, looked at, taken, reported, and let go of."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from code_kit import client
from collection_kit import make
from import_kit import UCDP, rows_of, text_of, ucdp
from starlette.testclient import TestClient

from geodash.query import Filter
from geodash.web import data_import, data_routes, data_stage
from geodash.web.data_stage import HOUR, StageError, Stages, safe_name
from geodash.web.served import Served

Json = dict[str, Any]
UNCLEAR = [
    ucdp("1", date_start="05/04/1993", date_end=""),
    ucdp("2", date_start="04/05/1993", date_end=""),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make(tmp_path)


@pytest.fixture
def asks(folder: Path) -> TestClient:
    return client(Served(folder, edit=True))


def sent(asks: TestClient, name: str, data: str | bytes, stage: str = "") -> Json:
    found = asks.post("/api/code/data/file", params={"name": name, "stage": stage}, content=data)
    assert found.status_code == 200, found.text
    return found.json()


def post(asks: TestClient, what: str, **given: object) -> Json:
    """What came of it, once it is over."""
    answer = asks.post(f"/api/code/data/{what}", json=given)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    while "ended" in found and not found["ended"]:
        found = asks.get(
            "/api/code/data/state", params={"stage": given["stage"], "seen": found["number"]}
        ).json()
    return found


def counts(of: Json) -> dict[str, int]:
    return {p["key"]: p["count"] for p in of["parts"] if p["count"]}


def test_a_file_is_looked_at_taken_and_reported(asks: TestClient, folder: Path) -> None:
    before = (folder / "events.csv").read_bytes()
    rows = [ucdp("1"), ucdp("2", type_of_violence="4"), ucdp("3"), ucdp("3", best="9")]
    here = sent(asks, "../../ged231.csv", text_of(UCDP, rows))
    assert here["name"] == "ged231.csv" and [f["name"] for f in here["files"]] == ["ged231.csv"]
    told = {"stage": here["stage"], "file": "ged231.csv"}
    found = post(asks, "look", **told)
    look, plan = found["look"], found["plan"]
    assert [f["said"] for f in look["facts"]][:2] == ["UCDP GED", "4"]
    assert [p.get("say") or p["value"] for p in look["sentence"]][:4] == ["Bring", "ged231.csv", "as", "ucdp-ged"]  # fmt: skip
    (card,) = look["questions"]
    assert [w["key"] for w in card["words"]] == ["type:4"] and not card["words"][0]["answer"]
    assert counts(plan) == {"new": 2, "left_out": 2} and plan["read"] == 4
    assert (plan["years"], plan["undated"]) == ([[1993, 2]], 0)
    assert plan["groups"][0]["title"] == "Two different rows with one id"
    first = look["rows"][0]
    assert (first["year"], first["kind"], first["words"]) == (1993, "violence", "Shots near Goris")
    assert (folder / "events.csv").read_bytes() == before  # nothing enters before the end
    # An answer counts at once, and a column can become something else.
    answers = {"type:4": "ASSAULT", "order:gone": "day-first"}
    found = post(asks, "look", **told, answers=answers, told={"source_headline": "keep"})
    assert found["look"]["questions"][0]["words"][0]["answer"] == "ASSAULT"
    assert not found["look"]["open"] and not found["look"]["rows"][0]["words"]
    report = post(asks, "take", **told, answers=answers, planned=plan["planned"])["report"]
    assert report["written"] and counts(report) == {"new": 2, "left_out": 2}
    assert "ucdp:2" in (folder / "events.csv").read_text("utf-8")
    assert report["command"].startswith("geodash import ged231.csv --answer type:4=ASSAULT")
    text = asks.get("/api/code/data/report.csv", params={"stage": here["stage"]}).content
    listed = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    assert [r["outcome"] for r in listed] == ["left out", "left out"]
    # The same file again is nothing to do.
    assert post(asks, "look", **told, answers=answers)["plan"]["again"].startswith(
        "Same file as on"
    )
    assert post(asks, "leave", stage=here["stage"]) == {"left": True}
    assert asks.get("/api/code/data/report.csv", params={"stage": here["stage"]}).status_code == 410


def test_an_import_is_undone_also_after_the_page_is_left(asks: TestClient, folder: Path) -> None:
    done = "/api/code/data/done"
    assert asks.get(done).json() == {"last": None}
    before = (folder / "events.csv").read_bytes()
    here = sent(asks, "ged231.csv", text_of(UCDP, [ucdp("1"), ucdp("2")]))
    found = post(asks, "take", stage=here["stage"], file="ged231.csv")
    noted = found["report"]["undo"]
    asks.post("/api/code/data/leave", json={"stage": here["stage"]})
    assert asks.get(done).json() == {"last": noted}
    assert "ged231.csv" in noted["words"] and "2 new" in noted["words"]
    assert found["report"]["data"] == "ucdp-ged"
    store = Served(folder).site().store
    assert store.ids(Filter(datasets=("ucdp-ged",))) == ["ucdp:1", "ucdp:2"]
    wrong = asks.post("/api/code/data/undo", json={"moment": "2020-01-01T00:00:00+00:00"})
    assert wrong.status_code == 400 and "imported since" in wrong.json()["error"]
    assert post(asks, "undo", moment=noted["moment"])["lines"] == [
        "The import of ged231.csv was undone: 2 events are gone."
    ]
    assert (folder / "events.csv").read_bytes() == before
    assert asks.get(done).json() == {"last": None}


def test_a_corrected_cell_brings_its_row_in(asks: TestClient, folder: Path) -> None:
    rows = [ucdp("1", date_start="2/30/1993", date_end=""), ucdp("3"), ucdp("3", best="9")]
    here = sent(asks, "ged.csv", text_of(UCDP, rows))
    told = {"stage": here["stage"], "file": "ged.csv"}
    report = post(asks, "take", **told)["report"]
    assert counts(report) == {"new": 1, "left_out": 2}
    cells = [(r["number"], r["column"], r["value"]) for g in report["groups"] for r in g["rows"]]
    assert cells == [(3, "best", "4"), (4, "best", "9"), (2, "date_start", "2/30/1993")]
    mends = [[4, "best", "4"], [2, "date_start", "2/28/1993"]]
    report = post(asks, "take", **told, mends=mends)["report"]
    assert counts(report) == {"new": 1, "updated": 1, "merged": 1}
    assert "--mend 4:best=4" in report["command"]
    assert {g["title"] for g in report["groups"]} == {"Corrected while it was brought"}
    assert [r["value"] for g in report["groups"] for r in g["rows"]] == ["9", "2/30/1993"]
    dated = {row["event_id"]: row["date_start"] for row in rows_of(folder / "events.csv")}
    assert dated["ucdp:1"] == "1993-02-28" and "ucdp:3" in dated
    for wrong in ([[4, "none", "4"]], [["4", "best", "4"]], "x", [[1, 2]]):
        answer = asks.post("/api/code/data/take", json=told | {"mends": wrong})
        assert answer.status_code == 400 or answer.json()["failed"]


def test_what_its_letters_are_in_can_be_said(asks: TestClient, folder: Path) -> None:
    """Each encoding is offered with words as they would be; the terminal has the same option."""
    text = "date;place;notes\n2022-03-01;Łódź;Żółć\n2022-03-02;Łódź;Żółć\n"
    here = sent(asks, "list.csv", text.encode("cp1250"))
    told = {"stage": here["stage"], "file": "list.csv"}
    (fact,) = [f for f in post(asks, "look", **told)["look"]["facts"] if f["label"] == "Letters"]
    offered = {o["value"]: o["words"] for o in fact["options"]}
    assert fact["menu"] == "encoding" and fact["value"] in offered
    assert "Łódź" in offered["cp1250"] and "Łódź" not in offered["cp1252"]
    look = post(asks, "look", **told, encoding="latin_1")["look"]
    assert look["rows"][0]["title"] != "Łódź"
    found = post(asks, "look", **told, encoding="Windows-1250")
    (fact,) = [f for f in found["look"]["facts"] if f["label"] == "Letters"]
    assert (fact["value"], fact["mark"]) == ("cp1250", "sure")
    report = post(asks, "take", **told, encoding="Windows-1250")["report"]
    assert report["command"] == "geodash import list.csv --encoding cp1250"
    assert [e["place_name"] for e in rows_of(folder / "events.csv")][-2:] == ["Łódź"] * 2
    answer = asks.post("/api/code/data/look", json=told | {"encoding": "rot13"})
    assert answer.status_code == 400 and "no encoding" in answer.json()["error"]


def test_what_columns_become_is_kept_for_the_next_file(asks: TestClient, folder: Path) -> None:
    text = "Wann;Wer meldet;Was\n2022-03-01;Radio;Straße gesperrt\n"
    here = sent(asks, "list.csv", text)
    given = {"stage": here["stage"], "file": "list.csv"}
    look = post(asks, "look", **given)["look"]
    assert look["keep"] == {"name": "list", "kept": False}
    becomes = {"Wer meldet": "source", "Was": "text"}
    assert {f["field"] for f in look["rows"][0]["facts"]} >= {"date", "source", "keep"}
    post(asks, "look", **given, told=becomes)
    assert asks.post("/api/code/data/keep", json={**given, "told": becomes}).json() == {
        "kept": "list"
    }
    assert post(asks, "look", **given, told=becomes)["look"]["keep"]["kept"]
    # Another file of these columns, though in another order and by another name.
    here = sent(asks, "next.csv", "Was;Wann;Wer meldet;Mehr\nRuhe;2022-03-02;Amt;1\n")
    look = post(asks, "look", stage=here["stage"], file="next.csv")["look"]
    uses = {c["column"]: (c["field"], c["why"]) for c in look["columns"]}
    assert uses["Wer meldet"] == ("source", "kept as “list”") and uses["Mehr"][0] == "keep"
    assert look["keep"] == {"name": "list", "kept": True}
    assert "Its columns become what was kept as “list”." in look["noticed"]
    # A known format needs no such thing.
    here = sent(asks, "ged.csv", text_of(UCDP, [ucdp("1")]))
    assert post(asks, "look", stage=here["stage"], file="ged.csv")["look"]["keep"] is None
    (folder / "import-columns.csv").write_text("name,column,field\nlist,Was,what\n")
    answer = post(asks, "look", **given)
    assert "import-columns.csv row 2: “what” is no field" in answer["failed"]


def test_what_is_wrong_is_said_and_changes_nothing(asks: TestClient, folder: Path) -> None:
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    here = sent(asks, "x.pdf", b"%PDF-1.4 something")
    found = post(asks, "look", stage=here["stage"], file="x.pdf")
    assert found["ended"] == "failed" and "Bring the table behind it." in found["failed"]
    assert str(folder) not in json.dumps(found)
    for body, status in (
        ({"stage": here["stage"], "file": "../events.csv"}, 404),
        ({"stage": "", "file": "x.pdf"}, 410),
        ({"stage": here["stage"], "file": "x.pdf", "told": [1]}, 400),
        ([], 400),
    ):
        assert asks.post("/api/code/data/look", json=body).status_code == status, body
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


def test_a_changed_collection_is_counted_anew(asks: TestClient, folder: Path) -> None:
    here = sent(asks, "a.csv", text_of(UCDP, [ucdp("1")]))
    told = {"stage": here["stage"], "file": "a.csv"}
    planned = post(asks, "look", **told)["plan"]["planned"]
    other = sent(asks, "b.csv", text_of(UCDP, [ucdp("2")]))
    post(asks, "take", stage=other["stage"], file="b.csv")
    found = post(asks, "take", **told, planned=planned)
    assert "report" not in found and found["meanwhile"] and found["plan"]["planned"] != planned
    assert "ucdp:1" not in (folder / "events.csv").read_text("utf-8")
    assert post(asks, "take", **told, planned=found["plan"]["planned"])["report"]["written"]


def test_an_import_that_is_cancelled_leaves_all_as_it_was(
    asks: TestClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (folder / "events.csv").read_bytes()
    here = sent(asks, "a.csv", text_of(UCDP, [ucdp("1")]))
    monkeypatch.setattr(data_routes, "_SOON", 0.0)
    real = data_import.take
    other: list[int] = []

    def slow(*given: Any, progress: Any, **more: Any) -> Any:
        def told(plan: Any) -> None:
            # A second import has to wait; then somebody cancels this one.
            body = {"stage": here["stage"], "file": "a.csv"}
            other.append(asks.post("/api/code/data/take", json=body).status_code)
            assert asks.post("/api/code/data/cancel", json=body).json() == {"cancelled": True}
            progress(plan)

        return real(*given, progress=told, **more)

    monkeypatch.setattr(data_import, "take", slow)
    found = post(asks, "take", stage=here["stage"], file="a.csv")
    assert found["ended"] == "cancelled" and other == [409]
    assert (folder / "events.csv").read_bytes() == before
    monkeypatch.undo()
    assert post(asks, "take", stage=here["stage"], file="a.csv")["report"]["written"]


def test_what_was_planned_is_not_worked_out_again(
    asks: TestClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = sent(asks, "a.csv", text_of(UCDP, [ucdp("1"), ucdp("2")]))
    told = {"stage": here["stage"], "file": "a.csv"}
    planned = post(asks, "look", **told)["plan"]["planned"]
    worked: list[object] = []
    real = data_import.take
    monkeypatch.setattr(data_import, "take", lambda *a, **k: worked.append(a) or real(*a, **k))
    other = post(asks, "look", **told, licence="CC0")["plan"]["planned"]
    report = post(asks, "take", **told, licence="CC0", planned=other)["report"]
    assert planned == other and len(worked) == 1 and report["written"] and report["undo"]
    assert "ucdp:2" in (folder / "events.csv").read_text("utf-8")
    # Of another answer, or of another state, it is.
    newer = sent(asks, "b.csv", text_of(UCDP, [ucdp("3")]))
    told = {"stage": newer["stage"], "file": "b.csv"}
    planned = post(asks, "look", **told)["plan"]["planned"]
    assert post(asks, "take", **told, licence="CC0", planned=planned)["report"]["written"]
    assert len(worked) == 3


def test_answers_of_an_unclear_order(asks: TestClient) -> None:
    here = sent(asks, "a.csv", text_of(UCDP, UNCLEAR))
    told = {"stage": here["stage"], "file": "a.csv"}
    (card,) = post(asks, "look", **told)["look"]["questions"]
    assert card["answer"] == "" and [o["value"] for o in card["options"]] == ["day-first", "month-first"]  # fmt: skip
    found = post(asks, "look", **told, answers={card["key"]: "day-first"})["look"]
    assert found["rows"][0]["when"] == "5 April 1993" and not found["open"]


def test_too_much_is_refused_before_it_is_read(
    asks: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_stage, "MOST_STAGED", 1000)
    here = sent(asks, "a.csv", b"x" * 600)
    for data in (b"y" * 600, iter([b"y" * 300] * 2)):  # with its length, and without
        answer = asks.post("/api/code/data/file", params={"name": "b", "stage": here["stage"]}, content=data)  # fmt: skip
        assert answer.status_code == 413 and "geodash import" in answer.json()["error"]
    assert [f["name"] for f in sent(asks, "b", b"z", here["stage"])["files"]] == ["a.csv", "b"]


def test_files_go_when_an_hour_has_passed_or_many_come() -> None:
    now = [0.0]
    stages = Stages(lambda: now[0])
    old = stages.begin("ann")
    assert old.folder.is_dir()
    with pytest.raises(StageError):
        stages.of(old.stage_id, "ben")
    now[0] = HOUR - 1
    assert stages.of(old.stage_id, "ann") is old
    now[0] = 2 * HOUR
    with pytest.raises(StageError):
        stages.of(old.stage_id, "ann")
    assert not old.folder.exists()
    begun = [stages.begin("ann") for _ in range(data_stage.MOST_STAGES + 1)]
    assert not begun[0].folder.exists() and begun[-1].folder.is_dir()
    for stage in begun[1:]:
        stages.leave(stage)
        assert not stage.folder.exists()


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("../../etc/passwd", "passwd"), ("C:\\x\\a.csv", "a.csv"), ("", "file"), ("..", "file"),
        (".hidden.csv", "hidden.csv"), ("a\0\u202e<b>:*?.csv", "ab.csv"), ("é" * 300 + ".csv", "é" * 58 + ".csv"),
    ],
)  # fmt: skip
def test_names_are_only_names(given: str, name: str) -> None:
    assert safe_name(given) == name


def test_a_server_that_only_shows_brings_nothing(folder: Path) -> None:
    assert client(Served(folder)).post("/api/code/data/look", json={}).status_code == 403
