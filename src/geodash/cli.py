"""The command line: ``geodash serve | check | anchor | import | diff | new``.

Exit codes: 0 well, 1 something in the collection is wrong, 2 a path or option is; those of
``diff`` are diff's own: 0 nothing changed, 1 something did, 2 a version can't be read.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from geodash.collection.load import CollectionError, load

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
    from geodash.collection.context import collection_wording
    from geodash.collection.report import check_lines, fair_findings

    collection = load(_collection_folder(path))
    findings = fair_findings(collection, collection_wording(path)) if fair else None
    _print(check_lines(collection, findings))
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


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="An edited export.")],
    path: Folder = Path(),
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change; write nothing.")
    ] = False,
) -> None:
    """Read an edited Excel export back: changed cells and new rows, nothing else.

    Exit codes: 0 well, 1 something in it is wrong and nothing was written, 2 it can't be read.
    """
    from geodash.collection.write import ChangedError, UnwritableError
    from geodash.exchange.import_report import import_lines
    from geodash.exchange.xlsx_import import import_xlsx
    from geodash.exchange.xlsx_read import WorkbookError

    try:
        result = import_xlsx(file, _collection_folder(path), dry_run=dry_run)
    except WorkbookError as error:
        _fail(str(error))
    except (ChangedError, UnwritableError) as error:
        _fail(str(error), code=1)
    except OSError as error:
        _fail(f"{error.filename or file}: {error.strerror or error}")
    _print(import_lines(result, dry_run=dry_run))
    raise typer.Exit(0 if result.sound else 1)


@app.command()
def diff(
    old: Annotated[
        str,
        typer.Argument(metavar="OLD", help="Folder, zip, or PATH@REVISION of a git repository."),
    ],
    new: Annotated[
        str, typer.Argument(metavar="[NEW]", help="The same; without it, the folder one is in.")
    ] = ".",
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Say what changed between two versions of a collection.

    Exit codes: 0 nothing, 1 something, 2 a version can't be read.
    """
    import json

    from geodash.collection import diff_report
    from geodash.collection.diff import diff as compare
    from geodash.collection.versions import opened_version

    try:
        with opened_version(old) as before, opened_version(new) as after:
            changes = compare(load(before), load(after))
    except OSError as error:
        _fail(str(error))
    if as_json:
        typer.echo(json.dumps(diff_report.as_json(changes), ensure_ascii=False, indent=2))
    else:
        _print(diff_report.diff_lines(changes))
    raise typer.Exit(1 if changes else 0)


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
