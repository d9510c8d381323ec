"""``geodash new``: what is answered is written, what is not said is asked, and nothing is overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from geodash import cli_new
from geodash.cli import app
from geodash.coding.intake.brought import Brought, Facts
from geodash.coding.intake.facts import proposed
from geodash.collection import load
from geodash.collection.read.folder import has_article
from geodash.domain.editing import Usual
from geodash.domain.kinds import KINDS
from geodash.geo.layers import GeoData
from geodash.views.named_places import shares


def run(*arguments: object, typed: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(app, ["new", *map(str, arguments)], input=typed)
    return result.exit_code, result.output


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli_new, "on_terminal", lambda: True)


def test_three_questions_write_what_they_need(tmp_path: Path, asked: None) -> None:
    answers = ("Floods on the Tana", "2", "Kenya, SOM, UAE")
    code, output = run(
        tmp_path / "c", "--publisher", "Example Press", typed="\n".join(answers) + "\n"
    )
    assert code == 0, output
    assert output.count("?") == 3, "a fourth would abort"
    assert "What are the articles about?" in output and "--edit" in output
    collection = load(tmp_path / "c")
    assert collection.title == "Floods on the Tana"
    assert [k.value for k in collection.kinds][:2] == ["hazard", "health"]
    assert collection.usual == Usual("Example Press", "en", ("KEN", "SOM", "ARE"))
    assert [(p.code, p.severity) for p in collection.problems] == [("no-articles", "info")]
    assert not has_article(tmp_path / "c"), "its template is none"
    assert shares(collection, GeoData(None).gazetteer) == {"KEN": 0.7, "SOM": 0.7, "ARE": 0.7}
    template = (tmp_path / "c" / "articles" / "_template.md").read_text("utf-8")
    assert 'publisher: "Example Press"' in template


def test_enter_alone_is_a_collection_of_conflicts(tmp_path: Path, asked: None) -> None:
    assert run(tmp_path / "c", typed="\n" * 3)[0] == 0
    collection = load(tmp_path / "c")
    assert collection.kinds is KINDS
    assert collection.usual == Usual("", "en", ())


def test_a_wrong_answer_is_asked_again(tmp_path: Path, asked: None) -> None:
    typed = "T\n7\n3\nStrikes, Court cases, Strikes\n3\nStrikes, Court cases\nAtlantis\nFrance\n"
    code, output = run(tmp_path / "c", typed=typed)
    assert code == 0, output
    for said in (
        "Write 1, 2 or 3",
        "is called so too",
        "No country is called “Atlantis”",
    ):
        assert said in output, said
    collection = load(tmp_path / "c")
    assert [(k.value, k.called) for k in collection.kinds] == [
        ("strikes", "Strikes"), ("court-cases", "Court cases"), ("other", ""),
    ]  # fmt: skip
    assert collection.usual.countries == ("FRA",)
    descriptor = json.loads((tmp_path / "c" / "datapackage.json").read_text("utf-8"))
    events = next(r for r in descriptor["resources"] if r["name"] == "events")
    column = next(f for f in events["schema"]["fields"] if f["name"] == "event_type")
    assert {"STRIKES", "COURT_CASES"} <= set(column["constraints"]["enum"]), (
        "a Table Schema that holds"
    )


def test_options_ask_nothing(tmp_path: Path, asked: None) -> None:
    options = (
        "--title",
        "T",
        "--publisher",
        "",
        "--about",
        "disasters",
        "--language",
        "sw",
        "--countries",
        "",
    )
    assert run(tmp_path / "c", *options)[0] == 0
    assert load(tmp_path / "c").usual == Usual("", "sw", ())
    assert run(tmp_path / "d", "--yes", "--about", "disasters")[0] == 0


@pytest.mark.parametrize(
    "options", [("--about", "a,b,c,d,e,f,g,h,i"), ("--language", "English"), ("--countries", "Atlantis"), ("--about", "Talks, talks")]
)  # fmt: skip
def test_a_wrong_option_writes_nothing(tmp_path: Path, options: tuple[str, ...]) -> None:
    code, output = run(tmp_path / "c", *options)
    assert code == 2 and output.startswith("geodash: ")
    assert not (tmp_path / "c").exists()


def test_a_folder_with_anything_in_it_is_refused_before_a_question(
    tmp_path: Path, asked: None
) -> None:
    (tmp_path / "mine.txt").write_text("x")
    code, output = run(tmp_path, typed="never read\n")
    assert code == 2
    assert "is not an empty folder" in output and "?" not in output
    assert sorted(p.name for p in tmp_path.iterdir()) == ["mine.txt"]


def test_what_is_usual_fills_what_a_file_does_not_say() -> None:
    usual = Usual("Example Press", "sw", ("KEN",))
    bare = proposed(Brought("text", ("Mvua kubwa",), Facts()), usual)
    assert (bare.publisher, bare.language) == ("Example Press", "sw")
    said = proposed(Brought("text", ("x",), Facts(publisher="Daily", language="fr")), usual)
    assert (said.publisher, said.language) == ("Daily", "fr")


@pytest.mark.parametrize(
    "given",
    [7, {"publisher": 3}, {"language": "English"}, {"countries": ["Kenya"]}, {"countries": "KEN"}],
)
def test_a_wrong_setting_is_told(tmp_path: Path, given: object) -> None:
    run(tmp_path / "c", "--yes")
    path = tmp_path / "c" / "datapackage.json"
    path.write_text(
        json.dumps(json.loads(path.read_text("utf-8")) | {"geodash:articles": given}), "utf-8"
    )
    found = {p.code for p in load(tmp_path / "c").problems}
    assert ("articles-usual" in found) == (given != {"countries": "KEN"})
