"""``geodash diff``: what changed between two versions of a collection."""

from __future__ import annotations

from typing import Annotated

import typer

from geodash.cli_encoding import Encoding
from geodash.collection.load import load
from geodash.collection.report import plain


def diff(
    old: Annotated[
        str,
        typer.Argument(metavar="OLD", help="Folder, zip, or PATH@REVISION of a git repository."),
    ],
    new: Annotated[
        str, typer.Argument(metavar="[NEW]", help="The same; without it, the folder one is in.")
    ] = ".",
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
    encoding: Encoding = "",
) -> None:
    """Say what changed between two versions of a collection.

    Exit codes: 0 nothing, 1 something, 2 a version can't be read.
    """
    import json

    from geodash.collection.versions import report as diff_report
    from geodash.collection.versions.diff import diff as compare
    from geodash.collection.versions.opened import opened_version

    try:
        with opened_version(old) as before, opened_version(new) as after:
            changes = compare(load(before), load(after))
    except OSError as error:
        typer.echo(f"geodash: {plain(str(error))}", err=True)
        raise typer.Exit(2) from error
    if as_json:
        typer.echo(json.dumps(diff_report.as_json(changes), ensure_ascii=False, indent=2))
    else:
        for line in diff_report.diff_lines(changes):
            typer.echo(line)
    raise typer.Exit(1 if changes else 0)
