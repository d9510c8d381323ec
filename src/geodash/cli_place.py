"""``geodash place``: the id of a place that an article names."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geodash.collection.report import plain


def place(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As the article writes it.")],
    near: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PLACE", help="A place named beside it, or LATITUDE,LONGITUDE; repeatable."
        ),
    ] = None,
    country: Annotated[
        list[str] | None,
        typer.Option(metavar="ISO", help="A country it is likely in, as ARM; repeatable."),
    ] = None,
    collection: Annotated[
        Path | None,
        typer.Option(
            "--collection",
            "-C",
            metavar="PATH",
            help="A collection: its countries and places first.",
        ),
    ] = None,
) -> None:
    """Find places by name, in any spelling, the likeliest first.

    Exit codes: 0 found, 1 nothing has that name, 2 an option is wrong.
    """
    from geodash.collection.load import load
    from geodash.collection.read.folder import home_of
    from geodash.collection.sources import CollectionError
    from geodash.geo.layers import GeoData
    from geodash.views.named_places import MOST_PLACES, context_of, shares, table

    geodata = GeoData(home_of(collection) if collection else None)
    try:
        used = shares(load(collection), geodata.gazetteer) if collection else {}
        search = geodata.place_search
        hits = search.find(name, context_of(search, near or (), country or (), used), MOST_PLACES)
    except (CollectionError, ValueError) as error:
        typer.echo(f"geodash: {plain(str(error))}", err=True)
        raise typer.Exit(2) from error
    if not hits:
        typer.echo(f"geodash: {plain(f'no place is called “{name}”')}", err=True)
        raise typer.Exit(1)
    for line in table(hits, geodata.areas):
        typer.echo(plain(line))
