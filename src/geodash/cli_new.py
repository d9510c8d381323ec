"""``geodash new``: three questions, and a collection that opens."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from geodash.cli_add import on_terminal
from geodash.collection.report import plain

if TYPE_CHECKING:
    from geodash.collection.scaffold import Wishes

T = TypeVar("T")
CONFLICT = "conflict"
_ABOUT = """\
What are the articles about?
  1  conflict and diplomacy: violence, pressure, accusations, hand-overs, talks
  2  disasters and health: floods, outbreaks, accidents, damage, rescue, warnings
  3  something else: you name the kinds of events yourself"""


def new(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="Folder to create.")],
    title: Annotated[str | None, typer.Option(help="Title of the collection.")] = None,
    publisher: Annotated[
        str | None, typer.Option(help="Who publishes the articles, if it is mostly one.")
    ] = None,
    about: Annotated[
        str | None,
        typer.Option(
            metavar="KINDS",
            help="conflict, disasters, or names of kinds of your own: “Strikes, Court cases”.",
        ),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(help="Language of the articles, such as fr; en where it isn’t said."),
    ] = None,
    countries: Annotated[
        str | None,
        typer.Option(help="Countries that they are about, by name or code: “Kenya, Somalia”."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing.")] = False,
) -> None:
    """Create an empty collection that opens: asks its title, its subject and its countries, where no option says them.

    Exit codes: 0 well, 2 the folder is not empty, or an option is wrong.
    """
    from geodash.collection.scaffold import check_empty, scaffold
    from geodash.collection.sources import CollectionError

    asks = on_terminal() and not yes
    try:
        if asks:
            check_empty(path)
        wishes = _wishes(asks, title, publisher, about, language, countries)
        scaffold(path, wishes=wishes)
    except (CollectionError, ValueError) as error:
        raise _failed(str(error)) from error
    except OSError as error:
        said = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        raise _failed(said) from error
    typer.echo(plain(f"An empty collection is in {path}; its README.md says what comes next."))
    typer.echo(plain(f"Bring the first article: geodash serve {path} --edit"))


def _failed(said: str) -> typer.Exit:
    typer.echo(f"geodash: {plain(said)}", err=True)
    return typer.Exit(2)


def _wishes(
    asks: bool,
    title: str | None,
    publisher: str | None,
    about: str | None,
    language: str | None,
    countries: str | None,
) -> Wishes:
    """What was said by options, and of the rest what is answered."""
    from geodash.collection.scaffold import Wishes
    from geodash.domain.editing import Usual

    def answer(given: str | None, question: str, default: str, read: Callable[[str], T]) -> T:
        if given is not None or not asks:
            return read(given or "")
        while True:
            said = typer.prompt(question, default=default, show_default=bool(default))
            try:
                return read(str(said))
            except ValueError as error:
                typer.echo(f"geodash: {plain(str(error))}", err=True)

    # Options alone: each article says it of itself, and what is left blank here is several of them, in English.
    by, written = (publisher or "").strip(), _language("en" if language is None else language)
    called = answer(title, "What is the collection called?", "", str.strip)
    if asks and about is None:
        typer.echo(_ABOUT)
    kinds = answer(about, "1, 2 or 3", "1", lambda text: _kinds(text, asks=asks and about is None))
    where = answer(
        countries, "About which countries? (names or codes; Enter: all the world)", "", _countries
    )
    return Wishes(called, kinds, Usual(by, written, where))


def _kinds(text: str, *, asks: bool) -> str | tuple[str, ...]:
    from geodash.collection.scaffold import DISASTERS, named_kinds

    word = text.strip()
    if asks and word == "3":
        word = str(typer.prompt("The names of the kinds, separated by commas (eight at most)"))
    word = {"1": CONFLICT, "2": DISASTERS}.get(word, word)
    if word.lower() in ("", CONFLICT):
        return ""
    if word.lower() == DISASTERS:
        return DISASTERS
    names = _listed(word)
    if all(name.isdigit() for name in names):
        raise ValueError("Write 1, 2 or 3, or names of kinds.")
    named_kinds(names)
    return names


def _language(text: str) -> str:
    from geodash.collection.read.usual import LANGUAGE

    code = text.strip()
    if code and not LANGUAGE.fullmatch(code):
        raise ValueError(f"“{code}” is no code of a language; write two letters, such as en")
    return code


def _countries(text: str) -> tuple[str, ...]:
    """Codes of countries by their names in any spelling, or their codes; ``ValueError`` for another word."""
    from geodash.collection.read.usual import COUNTRY
    from geodash.geo.layers import GeoData
    from geodash.geo.names import PlaceNames
    from geodash.geo.place_search import Context

    names = _listed(text)
    if not names:
        return ()
    geo = GeoData(None)
    known, search, found = PlaceNames(geo.gazetteer), geo.place_search, []
    for name in names:
        # Three capitals may be a name too: the UAE.
        if COUNTRY.fullmatch(name) and known.country(name):
            found.append(name)
            continue
        hits = (h.place for h in search.find(name, Context(), 5) if h.place.kind == "country")
        code = next((p.country for p in hits), "")
        if not code:
            raise ValueError(
                f"No country is called “{name}”; write its English name, or its code, as KEN"
            )
        found.append(code)
    return tuple(dict.fromkeys(found))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part for part in re.split(r"\s*[,;]\s*", text.strip()) if part)
