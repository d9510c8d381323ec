"""What a row of the card is made of: words, choices, and values that are typed.

A choice carries the cells that it sets, so that the page needs no rule of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from geodash.coding.desk.rows import Texts

Json = dict[str, Any]
#: Between the values of a list in a cell.
LIST = ";"


def items(cell: str) -> list[str]:
    """The values of a cell that holds a list."""
    return [v.strip() for v in cell.split(LIST) if v.strip()]


def listing(values: Iterable[str]) -> str:
    """The cell that holds these, each once."""
    return LIST.join(dict.fromkeys(values))


def words(text: str) -> Json:
    """Words that can't be changed here."""
    return {"is": "words", "text": text}


def option(text: str, sets: Mapping[str, str], cells: Texts, *, hint: str = "") -> Json:
    """A choice, what it sets, and whether it holds now."""
    on = all(cells.get(c, "").strip() == v for c, v in sets.items())
    return {"text": text, "set": dict(sets), "on": on, "hint": hint}


def menu(name: str, options: Sequence[Json], text: str = "") -> Json:
    """Choices behind the words of the one that holds; ``name`` says what is chosen."""
    chosen = next((o["text"] for o in options if o["on"]), "")
    return {"is": "menu", "name": name, "text": text or chosen or name, "options": list(options)}


def ask(
    what: str, name: str, text: str, value: str = "", *, empty: bool = False, at: str = ""
) -> Json:
    """A value that is typed; ``what`` is the kind of answer, ``at`` the value that it replaces."""
    return {
        "is": "ask", "what": what, "name": name, "text": text, "value": value,
        "empty": empty, "at": at,
    }  # fmt: skip


def drop(name: str, sets: Mapping[str, str]) -> Json:
    """Takes a value away."""
    return {"is": "drop", "name": name, "set": dict(sets)}
