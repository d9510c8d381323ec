"""``geodash agreement``: how far two codings of the same articles agree; nothing is written into them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from geodash.cli_encoding import Encoding
from geodash.collection.report import plain
from geodash.words.numbers import number_of

if TYPE_CHECKING:
    from geodash.domain.model import Collection

_FORMS = ("md", "csv", "pairs", "confusions")
Coder = Annotated[
    str, typer.Option(metavar="NAME", help="With --edit: code a second time, into codings/NAME.")
]
WithActors = Annotated[
    bool, typer.Option("--with-actors", help="With --coder: begin with the list of actors.")
]


def agreement(
    one: Annotated[
        str,
        typer.Argument(
            metavar="A", help="A coder’s name, main for the collection’s own, or a folder."
        ),
    ],
    other: Annotated[str, typer.Argument(metavar="B", help="The same.")],
    collection: Annotated[
        Path, typer.Option("--collection", "-C", metavar="PATH", help="The collection.")
    ] = Path(),
    form: Annotated[
        str, typer.Option("--as", metavar="FORM", help=f"{', '.join(_FORMS[:-1])} or {_FORMS[-1]}.")
    ] = "md",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="File to write.")
    ] = None,
    least: Annotated[
        float, typer.Option(metavar="KAPPA", min=-1, max=1, help="Exit 1 where a κ is below.")
    ] = -1,
    force: Annotated[bool, typer.Option("--force", help="Replace FILE if it is there.")] = False,
    encoding: Encoding = "",
) -> None:
    """Compare two codings: events paired, per cent and κ by field, kinds confused.

    Exit codes: 0 well, 1 there is nothing to compare or a κ is below --least, 2 a coding or an option is wrong.
    """
    from geodash.coding.agree.asked import agreement as compared
    from geodash.coding.agree.codings import CodingError
    from geodash.coding.agree.report import FORMS
    from geodash.collection.sources import CollectionError
    from geodash.collection.write.table import UnwritableError
    from geodash.exchange.to_file import check_free, write_new

    if form not in FORMS:
        _fail(f"--as is one of {', '.join(FORMS)}")
    try:
        if output:
            check_free(output, force=force)
        found = compared(collection, one, other)
    except (CollectionError, CodingError, UnwritableError, ValueError) as error:
        _fail(str(error))
    text = FORMS[form](found.comparison, found.one)
    _say_errors({one: found.one, other: found.other})
    if output:
        write_new(output, text.encode("utf-8", "replace"), force=force)
    else:
        for line in text.splitlines():
            typer.echo(plain(line))
    low = [
        f.field.label
        for f in found.comparison.figures
        if f.kappa.kappa is not None and f.kappa.kappa < least
    ]
    if low:
        _say(f"below {least:g}: {', '.join(low)}")
    raise typer.Exit(1 if low or not found.comparison.pairs else 0)


def _say_errors(sides: Mapping[str, Collection]) -> None:
    for name, side in sides.items():
        if errors := sum(p.severity == "error" for p in side.problems):
            many = number_of(errors, "error")
            _say(f"{name} has {many}; what they leave out is not compared (geodash check)")


def coder_folder(path: Path, coder: str, *, edit: bool, with_actors: bool) -> Path:
    """The folder that ``geodash serve --coder`` serves, begun where there is none; else ``path``."""
    from geodash.coding.agree.codings import CodingError, begin

    if not coder:
        return path
    if not edit:
        _fail("--coder codes a second time: it goes with --edit")
    try:
        return begin(path, coder, with_actors=with_actors)
    except CodingError as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{error.filename or path}: {error.strerror or error}")


def _say(message: str) -> None:
    typer.echo(f"geodash: {plain(message)}", err=True)


def _fail(message: str) -> NoReturn:
    _say(message)
    raise typer.Exit(2)
