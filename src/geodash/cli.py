"""The command line: ``geodash serve | check | anchor | new | brief``.

Exit codes: 0 well, 1 something in the collection is wrong, 2 a path or option is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from geodash.collection.load import CollectionError, load

if TYPE_CHECKING:
    from geodash.collection.briefings import BriefingFile
    from geodash.model import Collection, Problem

app = typer.Typer(
    help="Read a body of articles as a map, with the exact passage behind every mark.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Folder = Annotated[Path, typer.Argument(metavar="[PATH]", help="Folder of the collection.")]


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # A pipe in an old encoding must not end the report with a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app()


@app.command()
def serve(
    path: Folder = Path(),
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on this machine.")] = 8501,
    edit: Annotated[
        bool, typer.Option("--edit", help="Allow pages that change the collection (none so far).")
    ] = False,
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the page in the browser.")
    ] = True,
) -> None:
    """Open a collection in the browser."""
    _collection_folder(path)
    # Streamlit is slow to import, and the other commands do without it.
    from geodash.app.serve import serve as run

    try:
        run(path, port=port, edit=edit, open_browser=open_browser)
    except OSError as error:
        _fail(str(error))


@app.command()
def check(
    path: Folder = Path(),
    fair: Annotated[
        bool, typer.Option("--fair", help="Wording and parity of the parties too.")
    ] = False,
) -> None:
    """Say what is wrong with a collection, where, and how to put it right."""
    from geodash.collection.briefings import briefing_files
    from geodash.collection.context import collection_wording
    from geodash.collection.report import check_lines, fair_findings

    collection = load(_collection_folder(path))
    files, unread = briefing_files(path)
    problems = (*collection.problems, *unread, *(p for f in files for p in f.problems))
    if files:
        problems += _slide_problems(collection, files)
    collection = replace(collection, problems=problems)
    findings = fair_findings(collection, collection_wording(path), files) if fair else None
    _print(check_lines(collection, findings, sum(f.briefing is not None for f in files)))
    wrong = bool(findings) or any(p.severity == "error" for p in collection.problems)
    raise typer.Exit(1 if wrong else 0)


@app.command()
def anchor(
    path: Folder = Path(),
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change; write nothing.")
    ] = False,
    accept: Annotated[
        list[str] | None,
        typer.Option(metavar="MENTION_ID", help="Take the fuzzy passage of this mention."),
    ] = None,
) -> None:
    """Find the words of every mention in its article, and write where they stand."""
    from geodash.collection.reanchor import reanchor
    from geodash.collection.report import anchor_lines
    from geodash.collection.write import ChangedError, UnwritableError

    try:
        result = reanchor(_collection_folder(path), accept=accept or (), dry_run=dry_run)
    except ChangedError as error:
        _fail(str(error), code=1)
    except UnwritableError as error:
        _fail(str(error), code=1)
    except OSError as error:
        _fail(f"{error.filename or path}: {error.strerror or error}")
    _print(anchor_lines(result, dry_run=dry_run))
    raise typer.Exit(0 if result.sound else 1)


@app.command()
def new(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="Folder to create.")],
    title: Annotated[str, typer.Option(help="Title of the collection.")] = "",
) -> None:
    """Create an empty collection that opens."""
    from geodash.collection.scaffold import scaffold

    try:
        scaffold(path, title)
    except OSError as error:
        _fail(str(error))
    _print([f"An empty collection is in {path}; its README.md says what comes next."])


def _slide_problems(collection: Collection, files: Sequence[BriefingFile]) -> tuple[Problem, ...]:
    """Slides that show nothing; their filters are asked of the collection as the pages ask."""
    from geodash.collection.briefing_checks import slide_problems
    from geodash.geo.layers import GeoData
    from geodash.query import Filter, Store

    geodata = GeoData(collection.path)
    store = Store(collection, geodata.gazetteer, geodata.areas)

    def view_of(view: str) -> tuple[Sequence[str], int]:
        f, notices = Filter.from_params(view, store.vocabulary)
        return notices, store.count(f)

    return slide_problems(collection, files, view_of)


@app.command()
def brief(
    briefing: Annotated[str, typer.Argument(metavar="ID", help="Name of the briefing's file.")],
    path: Folder = Path(),
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", help="File to write: .html (default), .pptx or .yaml."),
    ] = None,
) -> None:
    """Write a briefing as one file that needs nothing but a browser, or as PowerPoint."""
    from geodash.shows import MEDIA_TYPES
    from geodash.site import Site

    target = out or Path(f"{briefing}.html")
    if target.suffix.lower() not in MEDIA_TYPES:
        _fail(f"{target.name}: a briefing becomes {', '.join(MEDIA_TYPES)}")
    try:
        data = Site.open(_collection_folder(path)).briefing_file(briefing, target.suffix.lower())
        target.write_bytes(data)
    except KeyError:
        _fail(f"there is no briefing “{briefing}” in {path}")
    except ValueError as error:
        _fail(str(error), code=1)
    except OSError as error:
        _fail(f"{error.filename or target}: {error.strerror or error}")
    _print([f"{target} is written: {len(data) / 1e6:.1f} MB, complete in itself."])


def _collection_folder(path: Path) -> Path:
    if not path.is_dir():
        _fail(str(CollectionError(f"{path} is not a folder")))
    return path


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)


def _fail(message: str, code: int = 2) -> NoReturn:
    from geodash.collection.report import plain

    typer.echo(f"geodash: {plain(message)}", err=True)
    raise typer.Exit(code)
