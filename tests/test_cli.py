"""The command line: exit codes, plain text of 80 columns, nothing hostile."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import types
from pathlib import Path
from typing import ClassVar

import pytest
from collection_kit import ACTORS, EVENT, LINK, MENTION, MENTION2, SAID, make, table
from typer.testing import CliRunner

from geodash.cli import app
from geodash.collection import load
from geodash.collection.briefings.files import parse_briefing
from geodash.geo.layers import GeoData
from geodash.query import Store

ROOT = Path(__file__).resolve().parents[1]
HOSTILE = "\x1b[31mred\x1b[0m \u202eevil\u2066 \x07\x9b \u2028next"


def run(*arguments: object):
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_check_good(tmp_path):
    code, output = run("check", make(tmp_path))
    assert code == 0
    assert "2 exact · 0 moved" in output
    assert "Facts without words (0)" in output
    assert "e2  Armenia says that Azerbaijan staged the blocking" in output
    assert output.splitlines()[-1] == (
        "1 article, 2 events, 2 mentions: 0 errors, 0 warnings, 0 notes."
    )


def test_check_says_file_row_column_reason_and_fix(tmp_path):
    folder = make(tmp_path, events=table("events", {**EVENT, "latitude": "north"}, SAID))
    code, output = run("check", folder)
    assert code == 1
    lines = output.splitlines()
    at = lines.index("events.csv")
    assert lines[at + 1].strip() == "ERROR: row 2, column latitude “north”"
    assert "not a number" in lines[at + 2]
    assert "decimal point" in lines[at + 3]


def test_check_lists_unsupported_facts(tmp_path):
    code, output = run("check", make(tmp_path, mentions=table("mentions", MENTION2)))
    assert code == 0
    assert "Facts without words (1)" in output
    assert "row 2, event_id: No passage supports this event." in output


def test_fair_adds_wording_and_parity(tmp_path):
    folder = make(tmp_path, events=table("events", {**EVENT, "note": "the regime"}, SAID))
    assert run("check", folder)[0] == 0
    code, output = run("check", folder, "--fair")
    assert code == 1
    assert "Words to avoid (1)" in output
    assert "e1 note" in output
    assert "Parity of the parties" in output
    assert run("check", make(tmp_path / "good"), "--fair")[0] == 0


@pytest.mark.parametrize("command", ["check", "anchor", "serve"])
@pytest.mark.parametrize("kind", ["missing", "file"])
def test_bad_path(tmp_path, command, kind):
    path = tmp_path / "x"
    if kind == "file":
        path.write_text("")
    code, output = run(command, path)
    assert code == 2
    assert "is not a folder" in output


def test_anchor_without_mentions_file(tmp_path):
    code, output = run("anchor", make(tmp_path, mentions=None))
    assert code == 2
    assert "mentions.csv" in output


def test_anchor_dry_run_then_write(tmp_path):
    folder = make(tmp_path)
    code, output = run("anchor", folder, "--dry-run")
    assert (code, output.splitlines()[-1]) == (0, "2 mentions, 2 to write.")
    code, output = run("anchor", folder)
    assert code == 0
    assert "2 mentions, 2 written." in output
    assert ".geodash/backups/" in output
    assert run("anchor", folder)[1].splitlines()[-1] == "2 mentions, 0 written."


def test_anchor_fails_when_something_is_lost(tmp_path):
    rows = table("mentions", {**MENTION, "quote": "Words of nobody"}, MENTION2)
    code, output = run("anchor", make(tmp_path, mentions=rows))
    assert code == 1
    assert "m1  lost" in output


def test_anchor_on_a_broken_file(tmp_path):
    text = table("mentions", MENTION).replace("On Monday", '"On Monday')
    code, output = run("anchor", make(tmp_path, mentions=text))
    assert code == 1
    assert "double quotes" in output


def test_new(tmp_path):
    assert run("new", tmp_path / "c", "--title", "Mine")[0] == 0
    code, output = run("check", tmp_path / "c")
    assert code == 0
    assert output.splitlines()[-1].startswith("0 articles, 0 events")
    assert run("new", tmp_path / "c")[0] == 2


def test_serve_takes_what_a_proxy_needs(tmp_path, monkeypatch):
    called = {}
    stand_in = types.ModuleType("geodash.app.serve")
    stand_in.serve = lambda path, **options: called.update(options)
    monkeypatch.setitem(sys.modules, "geodash.app.serve", stand_in)
    options = (
        "--host-name",
        "geo.example.org",
        "--host-name",
        "*.maps.example",
        "--base-path",
        "/geo/",
    )
    assert run("serve", make(tmp_path), *options, "--no-open")[0] == 0
    assert called["host_names"] == ["geo.example.org", "*.maps.example"]
    assert called["base_path"] == "geo"
    for wrong in (("--host-name", "https://geo.example.org"), ("--base-path", "/a b")):
        code, said = run("serve", tmp_path, *wrong)
        assert code == 2 and "write it like" in said


def test_serve_passes_its_options_on(tmp_path, monkeypatch):
    called = {}
    stand_in = types.ModuleType("geodash.app.serve")
    stand_in.serve = lambda path, **options: called.update(path=path, **options)
    monkeypatch.setitem(sys.modules, "geodash.app.serve", stand_in)
    assert run("serve", make(tmp_path), "--port", 9000, "--edit", "--no-open")[0] == 0
    assert called == {
        "path": tmp_path, "port": 9000, "edit": True, "open_browser": False, "watch": True,
        "origin": tmp_path, "host_names": [], "base_path": "", "propose_with": "",
        "address": "localhost",
    }  # fmt: skip


def test_what_a_zip_holds_is_not_watched(tmp_path, monkeypatch):
    called = {}
    stand_in = types.ModuleType("geodash.app.serve")
    stand_in.serve = lambda path, **options: called.update(options)
    monkeypatch.setitem(sys.modules, "geodash.app.serve", stand_in)
    packed = shutil.make_archive(str(tmp_path / "roads"), "zip", make(tmp_path / "roads"))
    # It sets a handler for the end of the process, which is not the test's to keep.
    monkeypatch.setattr("signal.signal", lambda *_: None)
    assert run("serve", packed, "--no-open")[0] == 0
    assert called["watch"] is False


def test_hostile_text_is_shown_harmlessly_in_80_columns(tmp_path):
    long = HOSTILE + "x" * 300
    folder = make(
        tmp_path,
        events=table("events", {**EVENT, "latitude": HOSTILE, "title": long, "x\x1b[2J": "1"},
                     {**SAID, "title": HOSTILE}, more=("x\x1b[2J",)),
        actors=table("actors", ACTORS[0], {**ACTORS[1], "name": long}, ACTORS[2]),
        links=table("links", {**LINK, "relation": HOSTILE}),
        mentions=table("mentions", {**MENTION, "quote": long, "mention_id": HOSTILE}, MENTION2),
    )  # fmt: skip
    for command in (["check", folder, "--fair"], ["anchor", folder, "--dry-run"]):
        _, output = run(*command)
        assert not {"\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\u2028"} & set(output)
        assert "\\x1b[31mred" in output
        assert max(map(len, output.splitlines())) <= 80


@pytest.mark.apart
def test_in_a_pipe_of_an_old_encoding(tmp_path):
    folder = make(tmp_path, events=table("events", {**EVENT, "title": "Ա – 🙂 " * 20}, SAID))
    env = {**os.environ, "PYTHONIOENCODING": "ascii", "FORCE_COLOR": "1", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "geodash", "check", str(folder)],
        capture_output=True, env=env, cwd=ROOT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert b"\x1b" not in done.stdout
    assert b"row 2, column title" in done.stdout


@pytest.mark.apart
def test_check_needs_no_streamlit(tmp_path):
    code = (
        "import sys, geodash.cli, geodash.collection.report; sys.exit('streamlit' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


# Briefings --------------------------------------------------------------------------------------


BRIEFING = """\
title: The road
slides:
- view: actor=aze
  heading: Azerbaijan in two articles
- view: event=e1
  notes: The road near Goris.
"""


def with_briefing(folder: Path, text: str, name: str = "road.yaml") -> Path:
    (folder / "briefings").mkdir(exist_ok=True)
    (folder / "briefings" / name).write_text(text, encoding="utf-8")
    return folder


def test_check_counts_briefings_that_are_well(tmp_path):
    code, output = run("check", with_briefing(make(tmp_path), BRIEFING), "--fair")
    assert code == 0
    # The note: in a view so small a name has no room, and Explore tells it below the map.
    assert "The view All leaves without a name: Nagorno-Karabakh." in output
    assert output.splitlines()[-1] == (
        "1 article, 2 events, 2 mentions, 1 briefing: 0 errors, 0 warnings, 1 note."
    )


def test_check_says_line_reason_and_fix_of_a_broken_briefing(tmp_path):
    text = BRIEFING.replace("Azerbaijan in", "Azerbaijan: in")
    code, output = run("check", with_briefing(make(tmp_path), text))
    lines = output.splitlines()
    at = lines.index("briefings/road.yaml")
    assert code == 1
    assert lines[at + 1] == "  ERROR: line 4"
    assert "YAML" in lines[at + 2]
    assert "double quotes" in lines[at + 3]


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ("event=e9", "no such event"),
        ("actor=nobody", "nobody"),
        ("article=gone", "gone"),
        ("colour=red", "not known"),
        ("from=1900-01-01&to=1900-12-31", "No event passes"),
        ("place=geonames:99999999999", "place"),
    ],
)
def test_check_lists_slides_whose_event_or_view_is_gone(tmp_path, view, words):
    text = BRIEFING.replace("event=e1", view)
    code, output = run("check", with_briefing(make(tmp_path), text))
    found = output.split("briefings/road.yaml\n")[1].split("\n\n")[0]
    assert code == 1
    assert found.startswith("  ERROR: line 5, view")
    assert words in found and "leaves the slide out" in " ".join(found.split())


def test_check_says_that_a_slides_event_was_withdrawn(tmp_path):
    rows = table("events", {**EVENT, "withdrawn": "2023-01-01"}, SAID)
    code, output = run("check", with_briefing(make(tmp_path, events=rows), BRIEFING))
    assert code == 1
    assert "withdrawn on 2023-01-01" in output


def test_a_heading_must_not_give_a_claim_as_a_fact(tmp_path):
    rows = table("events", {**EVENT, "status": "claimed", "attributed_to": "arm",
                            "title": "Road blocked, says Armenia"}, SAID)  # fmt: skip
    folder = make(tmp_path, events=rows)
    bare = BRIEFING.replace("event=e1", "event=e1\n  heading: Road blocked")
    assert "what only a party says" in run("check", with_briefing(folder, bare))[1]
    for heading in ("Road blocked, says Armenia", "According to Armenia, a road was blocked"):
        text = bare.replace("heading: Road blocked", f"heading: {heading}")
        assert "what only a party says" not in run("check", with_briefing(folder, text))[1]


@pytest.mark.parametrize("key", ["title", "subtitle", "heading", "remark", "notes"])
def test_fair_reads_the_words_of_briefings(tmp_path, key):
    text = {
        "title": "title: The regime\nslides:\n- view: event=e1\n",
        "subtitle": "title: x\nsubtitle: The regime\nslides:\n- view: event=e1\n",
        "heading": "title: x\nslides:\n- view: event=e1\n  heading: The regime\n",
        "remark": "title: x\nslides:\n- view: event=e1\n  remark: The regime\n",
        "notes": "title: x\nslides:\n- view: event=e1\n  notes: Say “regime” only as regime\n",
    }[key]
    folder = with_briefing(make(tmp_path), text)
    assert run("check", folder)[0] == 0
    code, output = run("check", folder, "--fair")
    assert code == 1
    assert "Words to avoid (1)" in output
    assert key in output.split("Words to avoid (1)\n")[1].splitlines()[0]


def test_hostile_briefings_are_shown_harmlessly(tmp_path):
    long = "é\u202e" + "x" * 300
    text = f'title: "{long}"\n"\\e[31m": 1\nslides:\n- view: "event=\\e[31m{long}"\n'
    _, output = run("check", with_briefing(make(tmp_path), text), "--fair")
    assert not {"\x1b", "\u202e"} & set(output)
    assert max(map(len, output.splitlines())) <= 80


def test_an_empty_collection_explains_briefings_and_has_none(tmp_path):
    run("new", tmp_path / "c")
    assert "briefings/" in (tmp_path / "c" / "README.md").read_text("utf-8")
    template = (tmp_path / "c" / "briefings" / "_template.yaml").read_text("utf-8")
    assert "0 mentions: 0 errors" in run("check", tmp_path / "c")[1].splitlines()[-1]
    found, problems = parse_briefing(template, "briefings/template.yaml")
    assert len(found.slides) == 2
    assert [p.column for p in problems] == ["title"]


@pytest.fixture
def show(monkeypatch):
    """A site that writes what it was asked for in place of a show."""

    class Show:
        asked: ClassVar[list[Path]] = []
        unwritten: ClassVar[list[str]] = []

        @classmethod
        def open(cls, path: Path) -> Show:
            cls.asked.append(path)
            site = cls()
            site.collection = load(path)
            geodata = GeoData(path)
            site.store = Store(site.collection, geodata.gazetteer, geodata.areas)
            # The slides are asked of the site's own store: none is made beside it.
            monkeypatch.setattr("geodash.views.fair_slides.Store", None)
            return site

        def briefing_file(self, briefing_id: str, suffix: str) -> bytes:
            return f"{briefing_id} as {suffix}".encode()

    stand_in = types.ModuleType("geodash.web.site")
    stand_in.Site = Show
    monkeypatch.setitem(sys.modules, "geodash.web.site", stand_in)
    return Show


@pytest.mark.parametrize("name", ["out.html", "out.pptx", "OUT.HTML"])
def test_brief_writes_one_file(tmp_path, show, name):
    folder, target = with_briefing(make(tmp_path), BRIEFING), tmp_path / name
    code, output = run("brief", "road", folder, "-o", target)
    assert (code, output) == (0, f"{target}: 1 kB\n")
    assert target.read_text() == f"road as {target.suffix.lower()}"
    assert show.asked == [folder.resolve()]


def test_brief_is_named_after_the_briefing_and_replaces_a_file_only_if_told(
    tmp_path, show, monkeypatch
):
    with_briefing(make(tmp_path), BRIEFING)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "road.html").write_text("old")
    code, output = run("brief", "road")
    assert code == 2 and "--force replaces it" in output
    assert (tmp_path / "road.html").read_text() == "old"
    assert run("brief", "road", "--force")[0] == 0
    assert (tmp_path / "road.html").read_text() == "road as .html"
    assert [p.name for p in tmp_path.glob(".road*")] == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["rood", "."], "no briefing “rood” in .; there are: road"),
        (["../road", "."], "no briefing “../road” in .; there are: road"),
        (["road", "nowhere"], "nowhere is not a folder"),
        (["road", ".", "-o", "out.pdf"], "out.pdf is neither .html nor .pptx"),
        (["road", ".", "-o", "no/where.html"], "no is a folder that isn’t there: make it first"),
        (["road", ".", "-o", "folder.html"], "folder.html"),
    ],
)
def test_brief_says_what_is_wrong(tmp_path, show, monkeypatch, arguments, words):
    with_briefing(make(tmp_path), BRIEFING)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.html").mkdir()
    before = sorted(tmp_path.rglob("*"))
    code, output = run("brief", *arguments)
    assert code == 2
    assert words in output
    assert sorted(tmp_path.rglob("*")) == before


def test_brief_says_where_a_briefing_is_broken(tmp_path, show):
    folder = with_briefing(make(tmp_path), BRIEFING.replace("Azerbaijan in", "x: y"))
    code, output = run("brief", "road", folder, "-o", tmp_path / "x.html")
    assert code == 1
    assert "briefings/road.yaml line 4: It can't be read as YAML" in output
    assert not (tmp_path / "x.html").exists() and show.asked == []


def test_brief_says_when_a_briefing_is_not_read_in_full(tmp_path, show):
    folder = with_briefing(make(tmp_path), BRIEFING + "- heading: no view\n")
    code, output = run("brief", "road", folder, "-o", tmp_path / "x.html")
    assert code == 0
    assert "geodash check says what was left out" in output


def test_brief_without_briefings_names_the_ones_that_cannot_be_read(tmp_path, show):
    assert "there are none" in run("brief", "road", make(tmp_path))[1]
    folder = with_briefing(make(tmp_path), BRIEFING, "My Road.yaml")
    code, output = run("brief", "road", folder)
    assert code == 2
    assert "Call it my-road.yaml." in output
