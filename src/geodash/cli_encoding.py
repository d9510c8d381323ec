"""``--encoding``: what the files of a collection are in that are no UTF-8."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from geodash.collection.read.encoding import SAID_VARIABLE


def _say(name: str) -> str:
    """Tell this process, and those it starts; the encoding must be one that Python knows."""
    if name:
        from geodash.collection.read.guess import known_encoding

        try:
            os.environ[SAID_VARIABLE] = known_encoding(name)
        except ValueError as error:
            raise typer.BadParameter(f"{error}; such as cp1251, shift_jis, gb18030") from error
    return name


Encoding = Annotated[
    str,
    typer.Option(
        "--encoding",
        metavar="NAME",
        callback=_say,
        help="What files are in that are not UTF-8, such as cp1251.",
    ),
]
