"""``geodash export``: files, exit codes and reasons."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from collection_kit import make
from export_kit import ROOT, cut
from test_cli import run

from geodash.exchange.registry import FORMATS
from geodash.exchange.takeaway import strict_filter
from geodash.query import Filter
from geodash.query.vocabulary import EMPTY


def test_the_file_is_the_view(tmp_path: Path) -> None:
    path = tmp_path / "x.geojson"
    code, output = run("export", ROOT, "--filter", "kind=talks", "-o", path)
    assert code == 0
    selection = cut(ROOT, "kind=talks")
    assert path.read_bytes() == FORMATS["geojson"].write(selection)
    assert selection.sentence in output
    assert str(path) in output.replace("\n", "")


def test_a_format_can_be_named_and_a_pages_address_will_do_as_a_filter(tmp_path: Path) -> None:
    folder, path = make(tmp_path / "c"), tmp_path / "out.bin"
    address = "http://localhost:8501/?actor=ARM&event=e1"
    assert run("export", folder, "--as", ".RIS", "--filter", address, "-o", path)[0] == 0
    assert path.read_bytes() == FORMATS["ris"].write(cut(folder, "actor=ARM"))


@pytest.mark.parametrize(
    "text",
    [
        "kind=talks",
        "?kind=talks",
        "https://x.example/maps/?kind=talks#top",
        "kind=talks&v=1",
        "http://localhost:8501/?kind=talks&utm_source=newsletter&fbclid=x",
    ],
)
def test_a_filter_may_be_written_in_several_ways(text: str) -> None:
    assert strict_filter(text, EMPTY).to_query() == "kind=talks"


def test_an_address_inside_a_filter_is_no_address() -> None:
    assert strict_filter("q=a?b://c", EMPTY).query == "a?b://c"
    assert strict_filter("q=http://x.example", EMPTY).query == "http://x.example"
    assert strict_filter("http://x.example", EMPTY) == Filter()


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("--as", "csv", "--filter", "actor=narnia"), "actor=“narnia” can’t be used: accepted is"),
        (("--as", "csv", "--filter", "from=13.9.2022"), "accepted is a date like 2022-09-13"),
        (("--as", "csv", "--filter", "colour=red"), "is not known; known are from"),
        (("--as", "pdf"), "--as takes one of docx"),
        ((), "say which format with --as"),
    ],
)
def test_what_cannot_be_done_is_said_and_ends_with_2(tmp_path: Path, options, reason) -> None:
    folder, path = make(tmp_path / "c"), tmp_path / "x.out"
    code, output = run("export", folder, *options, "-o", path)
    assert code == 2
    assert reason in output.replace("\n", " ")
    assert not path.exists()


def test_a_file_that_is_there_is_only_replaced_by_force(tmp_path: Path) -> None:
    folder, path = make(tmp_path / "c"), tmp_path / "x.csv"
    path.write_text("mine")
    code, output = run("export", folder, "-o", path)
    assert code == 2
    assert "--force" in output
    assert path.read_text() == "mine"
    assert run("export", folder, "-o", path, "--force")[0] == 0
    assert path.read_bytes() == FORMATS["csv"].write(cut(folder))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["c", "x.csv"]


@pytest.mark.parametrize("target", ["", "nowhere/x.csv"])
def test_a_target_that_cannot_be_written(tmp_path: Path, target: str) -> None:
    code, output = run("export", make(tmp_path / "c"), "--as", "csv", "-o", tmp_path / target)
    assert code == 2
    assert str(tmp_path) in output.replace("\n", "")


def test_without_a_name_the_file_tells_what_is_in_it(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("export", ROOT, "--as", "ris", "--filter", "kind=talks")[0] == 0
    (found,) = tmp_path.iterdir()
    assert found.name == f"caucasus-center_talks_{cut(ROOT).version[:8]}.ris"


@pytest.mark.apart
def test_standard_output_has_the_file_and_nothing_else(tmp_path: Path) -> None:
    folder = make(tmp_path / "c")
    done = subprocess.run(
        [sys.executable, "-m", "geodash", "export", str(folder), "--as", "gpkg", "-o", "-"],
        capture_output=True, check=False, cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout == FORMATS["gpkg"].write(cut(folder))
    assert b"2 events" in done.stderr


def test_errors_in_the_data_are_mentioned(tmp_path: Path) -> None:
    folder = make(tmp_path / "c", links="from_event,to_event,relation\ne1,nobody,about\n")
    code, output = run("export", folder, "-o", tmp_path / "x.csv")
    assert code == 0
    assert "1 error in the data" in output


def test_a_zip_is_exported_like_its_folder(tmp_path: Path) -> None:
    folder = make(tmp_path / "c")
    assert run("export", folder, "-o", tmp_path / "a.zip")[0] == 0
    assert run("export", tmp_path / "a.zip", "-o", tmp_path / "a.csv")[0] == 0
    header, *rows = (tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()
    assert header.startswith("event_id,title")
    assert len(rows) == 2


def test_a_zip_is_no_place_to_edit_or_anchor(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    assert run("export", make(tmp_path / "c"), "-o", path)[0] == 0
    code, output = run("serve", path, "--edit", "--no-open")
    assert code == 2
    assert "unpack it" in output
    assert run("anchor", path)[0] == 2
