"""What all tests share: kinds of tests, the order they run in, LibreOffice, and how hard chance tries."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path

import office
import pytest
import tries
import typer.testing
from hypothesis import HealthCheck, settings

# Every run tries the same examples, so that what fails is what was changed; a thorough one, by hand,
# looks for new ones.
profile = settings(
    max_examples=tries.tries(), deadline=None, suppress_health_check=list(HealthCheck)
)
settings.register_profile("usual", profile, derandomize=True, database=None)
settings.register_profile("thorough", profile, print_blob=True)
settings.load_profile("thorough" if tries.THOROUGH else "usual")

# The command line is made of its functions once, not each time that a test gives a command.
typer.testing._get_command = cache(typer.testing._get_command)

BROWSER = Path(__file__).parent / "browser"


def pytest_collection(session: pytest.Session) -> None:
    """The second worker reads the files from the last to the first, and the workers meet half way.

    What pytest makes of a file's assertions takes longer than all else in collecting it and is kept for
    who comes later: in a fresh checkout two workers would do it at the same time, file by file.
    """
    whole = session.config.args_source is pytest.Config.ArgsSource.TESTPATHS
    if os.environ.get("PYTEST_XDIST_WORKER") != "gw1" or not whole or sys.dont_write_bytecode:
        return
    for path in sorted(BROWSER.parent.glob("test_*.py"), reverse=True):
        with suppress(Exception):  # pytest tells of it when it comes to the file
            import_module(path.stem)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what needs a browser or LibreOffice by where it stands and what it asks for.

    The longest come first, so that no worker is left with one of them at the end.
    """
    browser = f"{BROWSER}{os.sep}"
    for item in items:
        if str(item.path).startswith(browser):
            item.add_marker("browser")
        if "convert" in getattr(item, "fixturenames", ()):
            item.add_marker("office")
    long = {"browser", "office", "apart"}
    items.sort(key=lambda item: long.isdisjoint(mark.name for mark in item.iter_markers()))


def pytest_collection_finish() -> None:
    """What the modules are made of stays: the collector of garbage need not look at it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


@pytest.fixture(scope="session")
def convert(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[Path, str, Path], Path]]:
    """``convert(path, 'pdf', folder)``: LibreOffice opens a document and saves it in another format.

    One profile for the run, made at the first conversion; a missing LibreOffice fails the test.
    """
    if office.find() is None:
        pytest.fail(office.HOW, pytrace=False)
    profile = tmp_path_factory.mktemp("office-profile")

    def convert(path: Path, form: str, folder: Path) -> Path:
        return office.convert(path, form, folder, profile)

    yield convert
