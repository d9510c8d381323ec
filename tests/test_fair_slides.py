"""What `check --fair` finds in slides and replies of a made-up collection that is unfair."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from collection_kit import ACTORS, ARTICLE, EVENT, GEODATA, MENTION, SAID, make, table
from typer.testing import CliRunner

from geodash.cli import app
from geodash.collection import load
from geodash.collection.checks.fairness import cut_replies

ROOT = Path(__file__).resolve().parents[1]

CIVILIANS = {"actor_id": "village", "name": "Villagers", "kind": "civilians"}
ACCUSATION = {**SAID, "recipients": "village", "title": "Armenia says that villagers staged it"}
ANSWER = {**SAID, "event_id": "a", "title": "Azerbaijan rejects it", "event_type": "REJECT",
          "actors": "aze", "recipients": "arm"}  # fmt: skip
CLAIM = {"mention_id": "m2", "event_id": "e2", "article_id": "road",
         "quote": "Armenia said that Azerbaijan staged it", "supports": "what;who"}  # fmt: skip
REPLY = {
    **CLAIM,
    "mention_id": "m3",
    "event_id": "a",
    "quote": "Azerbaijan rejected this on Tuesday",
}
LINK = {"from_event": "a", "to_event": "e2", "relation": "denies"}


def run(folder: Path, *more: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["check", str(folder), *more])
    return result.exit_code, result.output


def unfair(folder: Path, view: str, accusation: dict[str, str] = ACCUSATION) -> Path:
    make(
        folder,
        events=table("events", EVENT, accusation),
        actors=table("actors", *ACTORS, CIVILIANS),
    )
    (folder / "briefings").mkdir()
    text = f"title: The road\nslides:\n- view: event=e1\n- view: {view}\n"
    (folder / "briefings" / "road.yaml").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("view", ["event=e2", "kind=accusation", "actor=arm&actor=crowd"])
def test_an_accusation_without_its_other_side_is_found_on_slide_and_list(
    tmp_path: Path, view: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = unfair(tmp_path, view)
    assert run(folder, "--fair")[0] == 0
    # As if whoever words the other side forgot the line that there is none.
    monkeypatch.setattr("geodash.views.card.answers.missing_answer", lambda *_: "")
    assert run(folder)[0] == 0
    code, output = run(folder, "--fair")
    assert code == 1
    found = " ".join(output.split("briefings/road.yaml\n")[1].split("\n\n")[0].split())
    assert found.startswith("ERROR: line 4, view")
    assert "e2 is shown without an answer and without a line that there is none." in found
    said = " ".join(output.split("events.csv\n")[1].split("\n\n")[0].split())
    assert "e2 lacks an answer, and its card, report, list and slide doesn’t say so." in said


@pytest.mark.parametrize(
    ("what", "where"),
    [
        ("geodash.views.fair_lines.short_reply", "list"),
        ("geodash.views.fair_lines.render", "report"),
    ],
)
def test_a_line_missing_in_one_place_is_found(
    tmp_path: Path, what: str, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = unfair(tmp_path, "event=e1")
    monkeypatch.setattr(what, lambda *_, **__: "")
    code, output = run(folder, "--fair")
    assert code == 1
    assert f"e2 lacks an answer, and its {where} doesn’t say so." in " ".join(output.split())


@pytest.mark.parametrize(
    ("whom", "found"),
    [("the government", True), ("Azerbaijan’s government", False), ("either side", False)],
)
def test_a_note_that_names_nobody_known_is_found(tmp_path: Path, whom: str, found: bool) -> None:
    folder = unfair(tmp_path, "event=e1")
    note = {**EVENT, "note": f"The text gives no word on it by {whom}."}
    (folder / "events.csv").write_text(table("events", note, SAID), "utf-8")
    code, output = run(folder, "--fair")
    assert code == 0
    told = f"e1 says that the text has no word by “{whom}”, which names nobody of actors.csv"
    assert (told in " ".join(output.split())) is found, output


@pytest.mark.parametrize("view", ["event=e2", "kind=accusation"])
def test_a_line_that_there_is_no_answer_is_enough(tmp_path: Path, view: str) -> None:
    code, output = run(unfair(tmp_path, view, SAID), "--fair")
    assert code == 0, output
    assert "is shown without an answer" not in output


def replied(folder: Path, reply: str, body: str = ARTICLE, claim: str = CLAIM["quote"]) -> Path:
    rows = (MENTION, {**CLAIM, "quote": claim}, {**REPLY, "quote": reply})
    return make(
        folder,
        events=table("events", EVENT, SAID, ANSWER),
        mentions=table("mentions", *rows),
        links=table("links", LINK),
        article=body,
    )


@pytest.mark.parametrize(
    ("reply", "cut"),
    [
        ("Azerbaijan rejected this on Tuesday", False),
        ("Azerbaijan rejected this on Tuesday.", False),
        ("Azerbaijan rejected this", True),
        ("Azerbaijan rejected", True),
    ],
)
def test_a_reply_that_stops_inside_a_clause_is_found(tmp_path: Path, reply: str, cut: bool) -> None:
    folder = replied(tmp_path, reply)
    found = cut_replies(load(folder, GEODATA))
    assert [(f.event_id, f.mention_id) for f in found] == ([("e2", "m3")] if cut else [])
    code, output = run(folder, "--fair")
    assert code == int(cut)
    assert f"Replies cut shorter than their claims ({int(cut)})" in output
    assert ("stops inside a clause" in output) == cut


def test_a_reply_too_long_for_a_slide_is_found_beside_a_short_claim(tmp_path: Path) -> None:
    long = "Azerbaijan rejected this on Tuesday, " + "and said again that it did, " * 12 + "twice"
    body = ARTICLE.replace("Azerbaijan rejected this on Tuesday", long)
    (found,) = cut_replies(load(replied(tmp_path, long, body), GEODATA))
    assert found.mention_id == "m3" and "characters" in found.reason


def test_of_a_reply_in_two_passages_the_last_is_looked_at_too(tmp_path: Path) -> None:
    first, last = "Azerbaijan rejected this", "and said so once again on"
    body = ARTICLE.replace("rejected this on", f"rejected this, {last}")
    folder = replied(tmp_path, first, body)
    assert cut_replies(load(folder, GEODATA)) == []
    more = {**REPLY, "mention_id": "m4", "quote": last}
    rows = (MENTION, CLAIM, {**REPLY, "quote": first}, more)
    (folder / "mentions.csv").write_text(table("mentions", *rows), encoding="utf-8")
    assert [f.mention_id for f in cut_replies(load(folder, GEODATA))] == ["m3"]


def test_where_the_claim_is_cut_as_well_nothing_is_said(tmp_path: Path) -> None:
    folder = replied(tmp_path, "Azerbaijan rejected this", claim="Armenia said that Azerbaijan")
    assert cut_replies(load(folder, GEODATA)) == []


def test_a_border_with_a_name_on_one_side_only_is_found_on_a_slide(tmp_path: Path) -> None:
    folder = unfair(tmp_path, "event=e1")
    assert "On the map a border" not in run(folder, "--fair")[1]
    # A collection with geodata of its own that give Azerbaijan no name.
    own = json.loads((ROOT / "geodata" / "labels.geojson").read_text("utf-8"))
    own["features"] = [f for f in own["features"] if f["properties"]["text"] != "Azerbaijan"]
    (folder / "geodata").mkdir()
    (folder / "geodata" / "labels.geojson").write_text(json.dumps(own), "utf-8")
    code, output = run(folder, "--fair")
    assert code == 1
    said = " ".join(output.split())
    assert (
        "On the map a border has a name on one side only: Armenia is named, Azerbaijan is not"
        in said
    )
    assert "On the map a border" not in run(folder)[1]
