"""Programs that propose: what they are handed, and that nothing of theirs is shown unchecked, however they behave."""

from __future__ import annotations

import json
import shlex
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from code_kit import client
from collection_kit import make
from starlette.testclient import TestClient
from typer.testing import CliRunner

from geodash.cli import app
from geodash.coding.propose.ask import Asking
from geodash.coding.propose.model import Proposals
from geodash.coding.propose.program import ProgramError, run
from geodash.collection.load import load
from geodash.web.served import Served
from geodash.web.settings import PROPOSE_VARIABLE

ROOT = Path(__file__).resolve().parents[1]
GOOD = {
    "what": "happening",
    "quote": "Armenia said that Azerbaijan staged it",
    "trigger": "said that Azerbaijan staged",
    "event_type": "DISAPPROVE",
    "actors": ["arm"],
    "recipients": ["aze"],
    "place_id": "geonames:616052",
    "place_role": "seat",
    "date_start": "2022-12-12",
    "date_end": "2022-12-31",
    "date_note": "Told as news.",
    "title": "Armenia accuses Azerbaijan of staging it",
}


pytestmark = pytest.mark.apart


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("a"))


@pytest.fixture(scope="module")
def asking(folder: Path) -> Asking:
    return Asking(load(folder))


def program(folder: Path, code: str) -> str:
    """A command that runs some Python."""
    file = folder / "program.py"
    file.write_text(code, "utf-8")
    return shlex.join([sys.executable, str(file)])


def saying(folder: Path, *lines: object) -> str:
    rows = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    return program(folder, f"print({chr(10).join(rows)!r})")


def said(asking: Asking, tmp_path: Path, *lines: object) -> Proposals:
    return asking.by("road", saying(tmp_path, *lines))


def test_a_program_reads_the_article_and_is_believed_where_it_is_right(
    asking: Asking, tmp_path: Path
) -> None:
    code = (
        "import json, sys\n"
        "told = json.load(sys.stdin)\n"
        "assert told['article']['published_latest'] == '2022-12-31'\n"
        "assert {'arm', 'aze'} <= {a['actor_id'] for a in told['actors']}\n"
        f"good = {GOOD!r}\n"
        "assert good['quote'] in told['article']['body']\n"
        "print(json.dumps(good))\n"
    )
    found = asking.by("road", program(tmp_path, code))
    assert found.notes == ()
    (one,) = found.happenings
    assert (one.types, one.actors, one.recipients) == (("DISAPPROVE",), ("arm",), ("aze",))
    assert one.place and one.place.label == "Yerevan"
    assert asking.collection.articles["road"].body[one.span.start : one.span.end] == GOOD["quote"]


def test_the_program_in_the_docs_does_what_they_say(asking: Asking, tmp_path: Path) -> None:
    text = (ROOT / "docs" / "proposers.md").read_text("utf-8")
    code = text.split("```python\n")[1].split("```")[0]
    assert len(code.strip().splitlines()) <= 24
    found = asking.by("road", program(tmp_path, code))
    assert found.notes == () and len(found.happenings) == 1
    assert found.happenings[0].types == ("PROTEST",)


WRONG: dict[str, Any] = {
    "the quote is not in the article": {"quote": "words that are nowhere"},
    "no quote": {"quote": ""},
    "the trigger is not in the article": {"trigger": "Goris"},
    "an unknown actor": {"actors": ["nobody"]},
    "actors is no list of ids": {"actors": "arm"},
    "an unknown place": {"place_id": "geonames:1"},
    "a place without its place_role, or the other way round": {"place_role": ""},
    "an unknown place_role": {"place_role": "somewhere"},
    "where_prec is none of 1 to 7": {"where_prec": 9},
    "an unknown event_type": {"event_type": "WAR"},
    "no event_type, and no types (one to three)": {"types": []},
    "an unknown status": {"status": "certain"},
    "days that are no ISO dates": {"date_start": "12 December"},
    "days in the wrong order": {"date_start": "2023-12-12"},
    "an inferred date without date_note": {"date_note": ""},
    "an unknown date_basis": {"date_basis": "guessed"},
    "a title of more than 90 characters": {"title": "x" * 91},
    "a title with a word to avoid": {"title": "Armenia speaks of terrorists"},
    "title is no short line": {"title": "a\u202eb"},
    "title is no text": {"title": 7},
    "occurrence is no number from 1": {"occurrence": "1"},
    "no what (place, date, actor, happening)": {"what": "feeling"},
}


@pytest.mark.parametrize("reason", WRONG)
def test_a_line_that_is_wrong_is_left_out_and_counted(asking: Asking, reason: str) -> None:
    checker = asking.checker("road")
    found = checker.check([json.dumps(GOOD), json.dumps({**GOOD, **WRONG[reason]})], "x")
    assert len(found.happenings) == 1
    assert found.notes == (f"1 line was left out: 1 for {reason}.",)


@pytest.mark.parametrize(
    "line", ["", "no json", "[]", "{}", "7", '"x"', "null", '{"what": []}', "[" * 5000, "\x00"]
)
def test_no_line_makes_it_fall(asking: Asking, line: str) -> None:
    found = asking.checker("road").check([line], "x")
    assert found.happenings == () and len(found.notes) == 1


def test_an_offset_that_is_told_has_to_fit(asking: Asking) -> None:
    body = asking.collection.articles["road"].body
    second = body.rindex("Goris")
    place = {"what": "place", "quote": "Goris", "place_id": "geonames:174895"}
    lines = [json.dumps({**place, **more}) for more in ({"start": second}, {"occurrence": 2})]
    found = asking.checker("road").check(lines, "x")
    assert [p.span.start for p in found.places] == [second]
    lost = asking.checker("road").check([json.dumps({**place, "start": second + 1})], "x")
    assert lost.places == () and "not in the article" in lost.notes[0]


# However it behaves -------------------------------------------------------------------------------


def test_one_that_hangs_is_ended_with_what_it_started(tmp_path: Path) -> None:
    child, script = tmp_path / "child", tmp_path / "hang.sh"
    # A shell: the time is for hanging, not for an interpreter to start in.
    script.write_text(
        f"sleep 600 & echo $! > {shlex.quote(str(child))}; echo '{{}}'; wait", "utf-8"
    )
    start = time.monotonic()
    found = run(f"sh {shlex.quote(str(script))}", {}, seconds=1.5)
    assert time.monotonic() - start < 10
    assert found.lines == ("{}",) and "ended after 1.5 seconds" in found.notes[0]
    state = Path(f"/proc/{int(child.read_text())}/stat")
    deadline = time.monotonic() + 10
    while alive(state) and time.monotonic() < deadline:
        pass  # a signal is sent, not yet met
    assert not alive(state)


def alive(state: Path) -> bool:
    """By the kernel's word on it."""
    try:
        return state.read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


def test_megabytes_are_cut_off(tmp_path: Path) -> None:
    code = "import sys\nwhile True:\n    sys.stdout.write('x' * 999 + '\\n')"
    found = run(program(tmp_path, code), {}, seconds=30, most=50_000)
    assert "ended after 50,000 bytes" in found.notes[0]
    assert 0 < len(found.lines) <= 50 and all(len(line) == 999 for line in found.lines)


def test_one_line_without_an_end_is_no_line(tmp_path: Path) -> None:
    code = "import sys\nwhile True:\n    sys.stdout.write('x' * 999)"
    assert run(program(tmp_path, code), {}, seconds=30, most=50_000).lines == ()


def test_one_that_reads_nothing_or_talks_to_itself_is_no_trouble(tmp_path: Path) -> None:
    code = "import sys\nsys.stdin.close()\nsys.stderr.write('e' * 3_000_000)\nprint('{}')"
    assert run(program(tmp_path, code), {"body": "x" * 3_000_000}, seconds=30).lines == ("{}",)


def test_one_that_fails_or_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(ProgramError, match="failed with 3: no key\\."):
        run(program(tmp_path, "import sys\nsys.exit(print('no key', file=sys.stderr) or 3)"), {})
    with pytest.raises(ProgramError, match="can’t be started"):
        run("geodash-no-such-program", {})
    for command in ("", "  ", "'unended"):
        with pytest.raises(ProgramError):
            run(command, {})


def test_no_shell_reads_the_command(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    run(f"{shlex.quote(sys.executable)} -c pass ; touch {mark}", {})
    assert not mark.exists()


# From the shell and the page ----------------------------------------------------------------------


def test_the_command_shows_proposals_as_text_and_as_json(folder: Path, tmp_path: Path) -> None:
    asked = CliRunner().invoke(app, ["propose", "road", "-C", str(folder), "--as", "json"])
    assert asked.exit_code == 0
    told = json.loads(asked.stdout)
    assert {"Goris"} <= {p["quote"] for p in told["proposals"] if p["what"] == "place"}
    shown = CliRunner().invoke(app, ["propose", "road", "-C", str(folder)])
    assert "“Goris” → Goris, town ARM" in shown.stdout and "nothing is saved" in shown.stdout
    command = saying(tmp_path, GOOD, "garbage")
    other = CliRunner().invoke(app, ["propose", "road", "-C", str(folder), "--with", command])
    assert "1 line was left out" in other.stdout and "DISAPPROVE arm → aze" in other.stdout
    for wrong in (["nope"], ["road", "--as", "xml"]):
        assert CliRunner().invoke(app, ["propose", *wrong, "-C", str(folder)]).exit_code == 2
    broken = ["propose", "road", "-C", str(folder), "--with", "geodash-no-such-program"]
    assert CliRunner().invoke(app, broken).exit_code == 1


@pytest.fixture
def page(folder: Path) -> TestClient:
    return client(Served(folder, edit=True))


def test_the_page_gets_proposals_a_beginning_and_may_refuse(page: TestClient) -> None:
    told = page.get("/api/code/proposals/road").json()
    assert told["pending"] is False and told["engines"][0].startswith("geodash’s rules")
    quote = next(p for p in told["proposals"] if p["what"] == "happening")
    bounds = f"start={quote['start']}&end={quote['end']}"
    ghost = page.get(f"/api/code/proposals/road?{bounds}").json()
    assert ghost["quote"] == quote["quote"] and ghost["cells"]["event_type"] in quote["types"]
    spot = {k: quote[k] for k in ("what", "quote", "occurrence")} | {"article": "road"}
    assert page.post("/api/code/refuse", json=spot).json() == {"refused": True}
    after = page.get("/api/code/proposals/road").json()["proposals"]
    assert [p for p in after if p == quote] == []
    assert page.post("/api/code/refuse", json={**spot, "refused": False}).status_code == 200
    assert quote in page.get("/api/code/proposals/road").json()["proposals"]


def test_the_page_says_whom_the_draft_adds(page: TestClient) -> None:
    found = page.get("/api/code/proposals/road").json()
    word = next(p["quote"] for p in found["proposals"] if p["what"] == "place")
    actor = {"actor_id": "~a1", "name": word, "kind": "rebel", "country": "", "aliases": ""}
    told = page.post("/api/code/proposals/road", json={"actors": [actor]}).json()["proposals"]
    assert ["~a1"] in [p.get("actors") for p in told if p["quote"] == word]
    for wrong in ("x", [1], [{"name": 1}], [{**actor, "actor_id": "arm"}], [{**actor, "name": ""}]):
        assert page.post("/api/code/proposals/road", json={"actors": wrong}).status_code == 400


def test_nonsense_is_refused_with_a_sentence(page: TestClient) -> None:
    for query in ("start=0", "start=x&end=y", "start=5&end=2", "start=-1&end=3", "end=99999999999"):
        found = page.get(f"/api/code/proposals/road?{query}")
        assert (found.status_code, found.json()) == (
            400,
            {"error": "start and end are no words of the article"},
        )
    assert page.get("/api/code/proposals/nope").status_code == 404
    wrong: list[Any] = [
        [],
        {},
        {"article": "road"},
        {"article": "road", "what": "place", "quote": "zzz"},
    ]
    for one in wrong:
        assert page.post("/api/code/refuse", json=one).status_code in (400, 404)
    assert page.post("/api/code/refuse", content=b"\xff").status_code == 400
    assert page.post("/api/code/refuse", content=b"x" * 50_000).status_code == 413


def test_without_edit_there_is_nothing(folder: Path) -> None:
    asked = client(Served(folder))
    assert asked.get("/api/code/proposals/road").status_code == 403
    assert asked.post("/api/code/refuse", json={}).status_code == 403


def test_a_program_of_the_page_runs_in_the_background(
    page: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PROPOSE_VARIABLE, saying(tmp_path, GOOD, "garbage"))
    told = page.get("/api/code/proposals/road").json()
    assert told["pending"] is True and len(told["engines"]) == 1
    until = time.monotonic() + 30
    while told["pending"] and time.monotonic() < until:
        told = page.get("/api/code/proposals/road").json()
    assert told["notes"] == ["1 line was left out: 1 for no JSON."]
    (mine,) = [p for p in told["proposals"] if p["by"] != told["engines"][0]]
    assert mine["title"] == GOOD["title"]
    bounds = f"start={mine['start']}&end={mine['end']}"
    ghost = page.get(f"/api/code/proposals/road?{bounds}").json()
    assert ghost["cells"]["title"] == GOOD["title"] and ghost["engine"] == mine["by"]
    monkeypatch.setenv(PROPOSE_VARIABLE, "geodash-no-such-program")
    told = page.get("/api/code/proposals/road").json()
    while told["pending"] and time.monotonic() < until:
        told = page.get("/api/code/proposals/road").json()
    assert "can’t be started" in told["notes"][0]
