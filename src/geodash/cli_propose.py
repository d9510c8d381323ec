"""``geodash propose``: what an article seems to tell, as proposals; nothing is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from geodash.collection.report import plain

if TYPE_CHECKING:
    from geodash.coding.propose.model import Proposals

_FORMS = ("text", "json")


def propose(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="Its id: the file without .md.")
    ],
    collection: Annotated[
        Path, typer.Option("--collection", "-C", metavar="PATH", help="The collection.")
    ] = Path(),
    with_: Annotated[
        str, typer.Option("--with", metavar="COMMAND", help="A program that proposes instead.")
    ] = "",
    form: Annotated[str, typer.Option("--as", metavar="FORM", help="text or json.")] = "text",
) -> None:
    """Propose places, days, actors and happenings of an article; nothing is saved.

    Exit codes: 0 well, 1 the program failed, 2 an option or the collection is wrong.
    """
    from geodash.coding.propose.ask import Asking, as_json
    from geodash.coding.propose.program import ProgramError
    from geodash.collection.load import load
    from geodash.collection.sources import CollectionError

    if form not in _FORMS:
        _fail(f"--as is {' or '.join(_FORMS)}")
    try:
        asking = Asking(load(collection))
        name = article.removesuffix(".md").rpartition("/")[2]
        if name not in asking.collection.articles:
            known = ", ".join(asking.collection.articles) or "none"
            _fail(f"there is no article “{article}”; there are: {known}")
        found = asking.kept(asking.by(name, with_)) if with_ else asking.own(name)
    except (CollectionError, ValueError) as error:
        _fail(str(error))
    except ProgramError as error:
        _fail(str(error), code=1)
    if form == "json":
        typer.echo(json.dumps(as_json([found]), ensure_ascii=False, indent=1))
    else:
        for row in lines(found):
            typer.echo(plain(row))


def lines(found: Proposals) -> list[str]:
    """The proposals for a reader: a line each, in the text’s order."""
    from geodash.coding.propose.ask import as_json

    told = as_json([found])
    rows = [f"Proposed by {found.engine}; nothing is saved.", *found.notes]
    return rows + [f"{p['start']:>6}  {p['what']:<9}  {_said(p)}" for p in told["proposals"]]


def _said(told: dict[str, Any]) -> str:
    quote = " ".join(told["quote"].split())
    short = quote if len(quote) <= 60 else f"{quote[:59]}…"
    if told["what"] == "place":
        first = told["choices"][0] if told["choices"] else None
        means = (
            f"{first['label']}, {first['kind']} {first['country']}".strip()
            if first
            else "not known"
        )
        return f"“{short}” → {means} ({told['reason']})"
    if told["what"] == "date":
        days = (
            f"{told['date_start']}..{told['date_end']}"
            if told["date_start"]
            else f"needs {told['needs']}"
        )
        return f"“{short}” → {days}, {told['date_basis']}"
    if told["what"] == "actor":
        return f"“{short}” → {'; '.join(told['actors'])} ({told['reason']})"
    kinds = "/".join(t or "no type" for t in told["types"])
    who = f"{'; '.join(told['actors']) or '?'} → {'; '.join(told['recipients']) or '–'}"
    return f"{kinds} {who}: “{short}”"


def _fail(message: str, code: int = 2) -> NoReturn:
    typer.echo(f"geodash: {plain(message)}", err=True)
    raise typer.Exit(code)
