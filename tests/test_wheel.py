"""What is handed out: the sdist, the wheel made from it, and the demo served from that wheel."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import tarfile
import threading
import tomllib
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import geodash
from geodash.collection.sources import FILES

pytestmark = pytest.mark.apart

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "geodash"
NAME = f"geodash-{geodash.__version__}"


def build(kind: str, source: Path, target: Path) -> Path:
    """An sdist or a wheel of the project in ``source``; asks no registry for anything."""
    hatchling = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(target)]
    done = subprocess.run(hatchling, cwd=source, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    (made,) = target.glob("*.tar.gz" if kind == "sdist" else "*.whl")
    return made


def files_below(folder: Path) -> set[str]:
    found = (p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    return {name for name in found if "__pycache__" not in name}


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist's content. What is not in the repository (environments, caches) is not in it."""
    folder = tmp_path_factory.mktemp("sdist")
    with tarfile.open(build("sdist", ROOT, folder)) as archive:
        archive.extractall(folder, filter="data")
    return folder / NAME


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    """The wheel made from the sdist, as an installer makes it."""
    with zipfile.ZipFile(build("wheel", sdist, tmp_path_factory.mktemp("wheel"))) as archive:
        yield archive


@pytest.fixture(scope="module")
def site(wheel: zipfile.ZipFile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel installed, beside a file that no other copy has; pure Python is only unpacked."""
    folder = tmp_path_factory.mktemp("site")
    wheel.extractall(folder)
    (folder / "geodash" / "assets" / "installed.js").write_text("// this copy, no other\n")
    return folder


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "geodash", *arguments]


def environment(site: Path) -> dict[str, str]:
    """What is installed in ``site`` comes before the checkout that the tests run in."""
    return {**os.environ, "PYTHONPATH": str(site), "PYTHONDONTWRITEBYTECODE": "1"}


def test_the_version_stands_in_one_place() -> None:
    for path in (ROOT / "pyproject.toml", PACKAGE / "pyproject.toml"):
        project = tomllib.loads(path.read_text("utf-8"))["project"]
        assert "version" not in project
        assert project["dynamic"] == ["version"]


def test_the_sdist_has_what_a_change_needs(sdist: Path) -> None:
    there = files_below(sdist)
    assert {"README.md", "Makefile", "pyproject.toml", "PKG-INFO", "events.csv"} <= there
    assert f"tests/{Path(__file__).name}" in there
    assert not [name for name in there if name.startswith((".venv/", "node_modules/", ".geodash/"))]


def test_the_wheel_has_the_package_its_geodata_and_the_demo(wheel: zipfile.ZipFile) -> None:
    there = {n.removeprefix("geodash/") for n in wheel.namelist() if n.startswith("geodash/")}
    wanted = files_below(PACKAGE)
    pictures = ("images/editors-bring.png", "images/editors-code.png")
    wanted |= {f"geodata/{name}" for name in files_below(ROOT / "geodata")}
    for folder in ("articles", "briefings"):
        wanted |= {f"demo/{folder}/{name}" for name in files_below(ROOT / folder)}
    wanted |= {f"demo/{name}" for name in FILES}
    wanted |= {f"docs/{name}" for name in ("editors.md", "editing.md", *pictures)}
    assert there == wanted
    guide = (ROOT / "docs" / "editors.md").read_text("utf-8")
    assert sorted(re.findall(r"\]\((images/[^)]+)\)", guide)) == sorted(pictures)
    for name in FILES:
        assert wheel.read(f"geodash/demo/{name}") == (ROOT / name).read_bytes()


def test_the_wheel_says_what_it_is(wheel: zipfile.ZipFile) -> None:
    about = f"{NAME}.dist-info"
    assert f"\nVersion: {geodash.__version__}\n" in wheel.read(f"{about}/METADATA").decode()
    assert "geodash = geodash.cli:main" in wheel.read(f"{about}/entry_points.txt").decode()
    assert {f"{about}/licenses/{n}" for n in ("LICENSE", "THIRD_PARTY.md")} < set(wheel.namelist())


def test_commands_work_outside_the_checkout(site: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            command(*arguments), cwd=tmp_path, env=environment(site), capture_output=True,
            text=True, timeout=60,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    assert run("--version") == (0, f"geodash {geodash.__version__}\n")
    assert run("new", "mine")[0] == 0
    code, said = run("check", "mine")
    assert (code, said.splitlines()[-1][:10]) == (0, "0 articles")
    code, said = run("serve", "--no-open")
    assert code == 2
    assert "geodash serve --demo" in said


@pytest.fixture(scope="module")
def demo(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo served from the installed wheel, in a folder that holds nothing."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        command("serve", "--demo", "--no-open", "--port", str(port)),
        cwd=tmp_path_factory.mktemp("empty"),
        env=environment(site),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout
    guard = threading.Timer(90, server.kill)
    guard.start()
    try:
        # The second line is the summary: the collection has been read by then.
        lines = [server.stdout.readline() for _ in range(2)]
        assert "from nine articles" in lines[1], lines
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(30)
        guard.cancel()
        server.stdout.close()


def get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return answer.read().decode()


@pytest.mark.parametrize("asset", ["explore.js", "explore.css", "map/map.js", "installed.js"])
@pytest.mark.parametrize("component", ["explore", "analyse", "present", "document"])
def test_streamlit_finds_the_components_of_the_wheel(demo: str, component: str, asset: str) -> None:
    assert get(f"{demo}/_stcore/bidi-components/geodash.{component}/{asset}")


def test_the_demo_is_served_from_the_wheel(demo: str) -> None:
    assert get(f"{demo}/_stcore/health") == "ok"
    assert "<title>" in get(demo)
    with (ROOT / "events.csv").open(encoding="utf-8") as file:
        assert 0 < json.loads(get(f"{demo}/api/events"))["count"] <= sum(1 for _ in file) - 1
    assert "Made with Natural Earth" in get(f"{demo}/show/aegean-2022")
