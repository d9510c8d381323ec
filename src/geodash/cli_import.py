"""``geodash import``: files of events into a collection, or an edited export back into its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from geodash.cli_encoding import Encoding
from geodash.collection.read.encoding import said_encoding
from geodash.collection.sources import CollectionError
from geodash.collection.write.files import ChangedError
from geodash.collection.write.table import UnwritableError

_Map = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="COLUMN=FIELD", help="What a column becomes; repeatable."),
]
_Answer = Annotated[
    list[str] | None,
    typer.Option("--answer", metavar="KEY=VALUE", help="An answer to what was asked; repeatable."),
]
_Mend = Annotated[
    list[str] | None,
    typer.Option("--mend", metavar="ROW:COLUMN=VALUE", help="What a cell should say; repeatable."),
]
_Keep = Annotated[
    bool, typer.Option("--keep", help="Keep what its columns become for the next such file.")
]
_DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would change; write nothing.")]
_Undo = Annotated[
    bool, typer.Option("--undo", help="Take the last import back, but for what was changed since.")
]


def import_(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE…", help="What to bring.")
    ] = None,
    collection: Annotated[
        Path | None,
        typer.Option("-C", "--collection", metavar="PATH", help="Folder of the collection."),
    ] = None,
    form: Annotated[
        str, typer.Option("--as", metavar="FORMAT", help="What the file is; else by its content.")
    ] = "",
    told: _Map = None,
    answers: _Answer = None,
    mends: _Mend = None,
    updates: Annotated[
        str,
        typer.Option(
            metavar="DATASET", help="Of which data set it is a new edition; none for a new one."
        ),
    ] = "",
    licence: Annotated[str, typer.Option(help="Its licence, where the format doesn’t say.")] = "",
    cite: Annotated[str, typer.Option(help="How it is cited.")] = "",
    report: Annotated[
        Path | None,
        typer.Option(metavar="FILE.csv", help="Write every row left out or remarked on."),
    ] = None,
    keep: _Keep = False,
    dry_run: _DryRun = False,
    back: _Undo = False,
    encoding: Encoding = "",
) -> None:
    """Bring files of events in: ACLED, UCDP, GDELT, JSON, KML, GeoJSON, CSV, Excel …; or an edited export back.

    Exit codes: 0 every row is in, 3 some were left out (each is named), 1 nothing was written because
    something is wrong, 2 a file or an option can't be read.
    """
    files = files or []
    if back:
        if files or dry_run:
            _fail("--undo takes the last import back; it is given alone, with -C at most")
        return _undo(collection or Path())
    if not files:
        _fail("Missing argument FILE…")
    if collection is None and len(files) > 1 and files[-1].is_dir():
        files, collection = files[:-1], files[-1]
    folder = collection or Path()
    if not folder.is_dir():
        _fail(f"{folder} is not a folder")
    options = (
        form,
        _pairs(told, "--map"),
        _pairs(answers, "--answer"),
        updates,
        licence,
        cite,
        _cells(mends),
        keep,
    )
    told_in = _Report(report)
    raise typer.Exit(max(_one(file, folder, options, told_in, dry_run) for file in files))


_Cells = dict[tuple[int, str], str]
_Options = tuple[str, dict[str, str], dict[str, str], str, str, str, _Cells, bool]


@dataclass(slots=True)
class _Report:
    """Where every row left out is told, if anywhere; the first file begins it, the others go on."""

    path: Path | None
    begun: bool = False


def _one(file: Path, folder: Path, options: _Options, report: _Report, dry_run: bool) -> int:
    """Bring one file, and the exit code."""
    if file.is_dir():
        _fail(f"{file} is a folder: name its files")
    if not options[0] and _is_export(file):
        return _back(file, folder, dry_run)
    return _bring(file, folder, options, report, dry_run)


def _pairs(given: list[str] | None, option: str) -> dict[str, str]:
    found = {}
    for text in given or ():
        name, equals, value = text.rpartition("=")
        if not equals or not name:
            _fail(f"{option} {text}: write it as NAME=VALUE")
        found[name.strip()] = value.strip()
    return found


def _cells(given: list[str] | None) -> _Cells:
    found = {}
    for text in given or ():
        place, equals, value = text.partition("=")
        row, colon, column = place.partition(":")
        if not (equals and colon and row.isdecimal()):
            _fail(
                f"--mend {text}: write it as ROW:COLUMN=VALUE, such as 1204:date_start=1994-02-28"
            )
        found[int(row), column] = value
    return found


def _bring(file: Path, folder: Path, options: _Options, report: _Report, dry_run: bool) -> int:
    from geodash.collection.report import plain
    from geodash.imports.own_columns import keep, own_columns
    from geodash.imports.recognise import bring
    from geodash.imports.report import brought_lines, exit_code, taken_lines, write_report
    from geodash.imports.retyped import retyped_of
    from geodash.imports.table import Refused
    from geodash.imports.take import take

    form, told, answers, updates, licence, cite, mends, keeping = options
    try:
        brought = bring(
            file,
            form=form,
            told=told,
            answers=answers,
            encoding=said_encoding(),
            mends=mends,
            retyped=retyped_of(folder),
            own=own_columns(folder),
        )
        for line in brought_lines(brought):
            typer.echo(line)
        taken = take(
            brought, folder, dry_run=dry_run, updates=updates, licence=licence, citation=cite
        )
    except Refused as error:
        _fail(f"{error} Nothing was imported.")
    except CollectionError as error:
        _fail(f"{error}. Nothing was imported.")
    except ChangedError as error:
        _fail(f"{error}. Nothing was imported.", 1)
    except (UnwritableError, ValueError) as error:
        _fail(f"{error}. Nothing was imported.", 1 if isinstance(error, UnwritableError) else 2)
    except OSError as error:
        _fail(
            f"{error.filename or file}: {error.strerror or error}. Not imported; nothing was changed."
        )
    try:
        for line in taken_lines(taken, dry_run=dry_run):
            typer.echo(line)
        if report.path:
            write_report(taken, report.path, below=report.begun)
            report.begun = True
        if keeping and not dry_run:
            named = own_columns(folder).named(file, brought.mapped, told)
            keep(folder, named)
            typer.echo(f"What its columns become was kept as “{plain(named.name)}”.")
    except Refused as error:
        _fail(f"what its columns become was not kept: {error}")
    except OSError as error:
        _fail(f"{error.filename or report.path or folder}: {error.strerror or error}")
    finally:
        taken.plan.close()
    return exit_code(taken)


def _undo(folder: Path) -> None:
    """Take the last import back."""
    from geodash.imports.report import undone_lines
    from geodash.imports.undo import NotUndoneError, undo

    if not folder.is_dir():
        _fail(f"{folder} is not a folder")
    try:
        lines = list(undone_lines(undo(folder)))
    except NotUndoneError as error:
        _fail(str(error))
    except (ChangedError, UnwritableError) as error:
        _fail(f"{error}. Nothing was undone.", 1)
    except OSError as error:
        _fail(f"{error.filename or folder}: {error.strerror or error}; nothing was changed")
    for line in lines:
        typer.echo(line)


def _is_export(file: Path) -> bool:
    """Whether a workbook is geodash's own, edited."""
    from geodash.exchange.xlsx_read import is_own

    return is_own(file)


def _back(file: Path, folder: Path, dry_run: bool) -> int:
    """An edited export: changed cells and new rows, nothing else."""
    from geodash.exchange.import_report import import_lines
    from geodash.exchange.xlsx_import import import_xlsx
    from geodash.exchange.xlsx_read import WorkbookError

    try:
        result = import_xlsx(file, folder, dry_run=dry_run)
    except WorkbookError as error:
        _fail(str(error))
    except (ChangedError, UnwritableError) as error:
        _fail(str(error), code=1)
    except OSError as error:
        _fail(f"{error.filename or file}: {error.strerror or error}; nothing was changed")
    for line in import_lines(result, dry_run=dry_run):
        typer.echo(line)
    return 0 if result.sound else 1


def _fail(message: str, code: int = 2) -> NoReturn:
    from geodash.collection.report import plain

    typer.echo(f"geodash: {plain(message)}", err=True)
    raise typer.Exit(code)
