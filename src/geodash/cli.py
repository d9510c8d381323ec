"""The command line: ``geodash serve | check | anchor | export | import | diff | brief | new |
add | place | propose | publish | agreement``.

Exit codes: 0 well, 1 something in the collection is wrong, 2 a path or option is; those of
``diff`` are diff's own: 0 nothing changed, 1 something did, 2 a version can't be read.
"""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from geodash import __version__
from geodash.cli_add import add
from geodash.cli_agreement import Coder, WithActors, agreement, coder_folder
from geodash.cli_diff import diff
from geodash.cli_encoding import Encoding
from geodash.cli_import import import_
from geodash.cli_new import new
from geodash.cli_place import place
from geodash.cli_propose import propose
from geodash.cli_publish import publish
from geodash.collection.load import load
from geodash.collection.read.descriptor import read_descriptor
from geodash.collection.sources import CollectionError
from geodash.exchange.registry import FORMATS

if TYPE_CHECKING:
    from geodash.collection.briefings.files import BriefingFile

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

app.command()(add)
app.command()(diff)
app.command("import")(import_)
app.command()(place)
app.command()(propose)
app.command()(publish)
app.command()(agreement)
BasePath = Annotated[
    str, typer.Option(metavar="/PATH", help="Path that a proxy has all of it below.")
]
Address = Annotated[
    str, typer.Option(metavar="ADDRESS", help="Where to listen; 0.0.0.0 in a container.")
]
#: What a briefing can be written as.
BRIEF_SUFFIXES = (".html", ".pptx")
Folder = Annotated[Path, typer.Argument(metavar="[PATH]", help="Folder of the collection.")]
Readable = Annotated[
    Path, typer.Argument(metavar="[PATH]", help="Folder of the collection, or its zip.")
]


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # A pipe in an old encoding must not end the report with a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app()


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"geodash {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Say which this is."),
    ] = False,
) -> None:
    """Read a body of articles as a map, with the exact passage behind every mark."""


@app.command()
def serve(
    path: Annotated[
        Path | None, typer.Argument(metavar="[PATH]", help="Folder of the collection, or its zip.")
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="Open the collection that comes with geodash.")
    ] = False,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on this machine.")] = 8501,
    edit: Annotated[
        bool, typer.Option("--edit", help="Allow the pages to change the collection.")
    ] = False,
    coder: Coder = "",
    with_actors: WithActors = False,
    propose_with: Annotated[
        str, typer.Option(metavar="COMMAND", help="With --edit: a program that proposes too.")
    ] = "",
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the page in the browser.")
    ] = True,
    host_name: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A proxy's name for this server; repeatable."),
    ] = None,
    base_path: BasePath = "",
    address: Address = "localhost",
    encoding: Encoding = "",
) -> None:
    """Open a collection in the browser."""
    from geodash.collection.shipped import collection_to_serve
    from geodash.web.hosts import path_below, server_name

    try:
        path = collection_to_serve(path, demo=demo, edit=edit)
        path = coder_folder(path, coder, edit=edit, with_actors=with_actors)
        names, base_path = [server_name(n) for n in host_name or ()], path_below(base_path)
    except (CollectionError, ValueError) as error:
        _fail(str(error))
    if path.is_file():
        # Whoever ends the process this way shall find nothing left behind in the temporary folder.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with _opened(path) as folder:
        # Streamlit is slow to import, and the other commands do without it.
        from geodash.app.serve import serve as run

        try:
            # What a zip holds was unpacked for the time being: nobody changes it.
            run(
                folder,
                port=port,
                edit=edit,
                open_browser=open_browser,
                watch=folder == path,
                origin=path,
                host_names=names,
                base_path=base_path,
                propose_with=propose_with if edit else "",
                address=address,
            )
        except (OSError, ValueError) as error:
            _fail(str(error))


@app.command()
def check(
    path: Readable = Path(),
    fair: Annotated[
        bool, typer.Option("--fair", help="Wording, answers and parity of the parties too.")
    ] = False,
    encoding: Encoding = "",
) -> None:
    """Say what is wrong with a collection, where, and how to put it right."""
    from geodash.coding.agree.behind import behind, said
    from geodash.collection.briefings.files import briefing_files
    from geodash.collection.checks.context import collection_wording
    from geodash.collection.checks.fairness import cut_replies
    from geodash.collection.report import check_lines, fair_findings

    with _opened(path) as folder:
        collection = load(folder, thorough=True)
        files, unread = briefing_files(folder)
        problems = (*collection.problems, *unread, *(p for f in files for p in f.problems))
        if files or fair:
            from geodash.exchange.pptx import map_size
            from geodash.views.fair_slides import shown_problems

            descriptor = read_descriptor(folder) if fair else None
            problems += shown_problems(collection, files, map_size, descriptor)
        collection = replace(collection, problems=problems)
        findings = fair_findings(collection, collection_wording(folder), files) if fair else None
        codings = said(behind(folder))
    _print(check_lines(collection, findings, sum(f.briefing is not None for f in files)))
    _print(codings)
    unfair = bool(findings) or (fair and bool(cut_replies(collection)))
    wrong = unfair or any(p.severity == "error" for p in collection.problems)
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
    encoding: Encoding = "",
) -> None:
    """Find the words of every mention in its article, and write where they stand."""
    from geodash.collection.reanchor import reanchor
    from geodash.collection.report import anchor_lines
    from geodash.collection.write.files import ChangedError
    from geodash.collection.write.table import UnwritableError

    try:
        result = reanchor(_collection_folder(path), accept=accept or (), dry_run=dry_run)
    except (ChangedError, UnwritableError) as error:
        _fail(str(error), code=1)
    except OSError as error:
        _fail(f"{error.filename or path}: {error.strerror or error}; nothing was changed")
    _print(anchor_lines(result, dry_run=dry_run))
    raise typer.Exit(0 if result.sound else 1)


app.command()(new)


@app.command()
def brief(
    briefing_id: Annotated[
        str, typer.Argument(metavar="ID", help="Name of the briefing's file, without .yaml.")
    ],
    path: Folder = Path(),
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="An .html or .pptx; else ID.html."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace FILE if it is there.")] = False,
    encoding: Encoding = "",
) -> None:
    """Write a briefing as one file: HTML to present from without a network, or PPTX."""
    target = output or Path(f"{briefing_id}.html")
    if target.suffix.lower() not in BRIEF_SUFFIXES:
        _fail(f"{target} is neither .html nor .pptx; choose one of these endings")
    # The views take a while to import, and the other commands do without them.
    from geodash.collection.report import plain
    from geodash.exchange.to_file import check_free, write_new
    from geodash.views.fair_slides import gone

    try:
        check_free(target, force=force)
        file = _briefing_file(_collection_folder(path), briefing_id)
        from geodash.web.site import Site

        site = Site.open(path.resolve())
        data = site.briefing_file(briefing_id, target.suffix.lower())
        lost = gone(site.collection, site.store, [file])
        write_new(target, data, force=force)
    except ValueError as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{error.filename or target}: {error.strerror or error}")
    if any(problem.severity == "error" for problem in file.problems):
        _say(f"{file.name} is not read in full: geodash check says what was left out")
    if names := ", ".join(site.unwritten):
        _say(
            f"no font for: {names}; their marks have no name on the maps (install one, Noto Sans say)"
        )
    for problem in lost:
        if problem.code == "slide-gone":
            _say(f"{problem.where}: {problem.reason}")
    size = f"{len(data) / 1e6:.1f} MB" if len(data) >= 1e6 else f"{len(data) // 1000 + 1} kB"
    _print([plain(f"{target}: {size}")])


def _briefing_file(path: Path, briefing_id: str) -> BriefingFile:
    """The briefing's file; ends with the reason when there is none or it can't be used."""
    from geodash.collection.briefings.files import briefing_files

    files, problems = briefing_files(path)
    known = {Path(f.name).stem: f for f in files}
    file = known.get(briefing_id)
    if file is None:
        for problem in problems:
            _say(str(problem))
        there = f"there are: {', '.join(known)}" if known else "there are none"
        _fail(f"There is no briefing “{briefing_id}” in {path}; {there}")
    if file.briefing is None:
        for problem in file.problems[:-1]:
            _say(str(problem))
        _fail(str(file.problems[-1]), code=1)
    return file


@app.command()
def export(
    path: Readable = Path(),
    form: Annotated[
        str, typer.Option("--as", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.")
    ] = "",
    query: Annotated[
        str,
        typer.Option(
            "--filter",
            metavar="QUERY",
            help="What stands after ? in a page's address, or all of it.",
        ),
    ] = "",
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar="FILE", help="File to write; - for standard output."
        ),
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace FILE if it is there.")] = False,
    encoding: Encoding = "",
) -> None:
    """Write the events of a view to a file."""
    from geodash.collection.report import plain
    from geodash.exchange.to_file import export as run

    with _opened(path) as folder:
        try:
            lines = run(folder, form, query, output, force=force)
        except ValueError as error:
            _fail(str(error))
        except OSError as error:
            _fail(f"{error.filename or output}: {error.strerror or error}")
    for line in lines:
        typer.echo(plain(line), err=True)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Path]:
    """The folder of a collection, unpacked for the time being if it is a zip."""
    from geodash.collection.versions.archive import opened

    try:
        with opened(path) as folder:
            # Also what can't be read once it is open: a write that was interrupted.
            yield folder
    except CollectionError as error:
        _fail(str(error))


def _collection_folder(path: Path) -> Path:
    if not path.is_dir():
        _fail(str(CollectionError(f"{path} is not a folder")))
    return path


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)


def _say(message: str) -> None:
    from geodash.collection.report import plain

    typer.echo(f"geodash: {plain(message)}", err=True)


def _fail(message: str, code: int = 2) -> NoReturn:
    _say(message)
    raise typer.Exit(code)
