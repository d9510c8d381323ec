"""JSON files: parsed once and within limits, their nested objects as flat rows of text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from geodash.collection.read.encoding import said_encoding
from geodash.imports.readers.container import Opened
from geodash.imports.readers.damaged import Whole, lines_of, until_cut
from geodash.imports.readers.text import letters_of
from geodash.imports.table import Omitted, Refused

#: A larger JSON file would have to be in memory as a whole.
MOST_BYTES = 600_000_000
_DEEP = 4


def parsed(file: Opened) -> Any:
    """The value of a JSON file, or the list of those of its lines; what is whole of it. Raises ``Refused``."""
    return _whole(file).value


def broken(file: Opened) -> tuple[Omitted, ...]:
    """What of a JSON file can't be read, as it is broken there. Raises ``Refused``."""
    return _whole(file).broken


def _whole(file: Opened) -> Whole:
    stat = file.path.stat()
    if stat.st_size > MOST_BYTES:
        raise Refused(f"{file.name} has {stat.st_size / 1e6:,.0f} MB; of JSON {MOST_BYTES / 1e6:,.0f} are read at most. Save it as CSV.")  # fmt: skip
    return _parsed(file.path, file.name, stat.st_mtime_ns)


@lru_cache(maxsize=1)
def _parsed(path: Path, name: str, changed: int) -> Whole:
    letters = letters_of(path, said_encoding())
    text = path.read_bytes().decode(letters.encoding, letters.errors)
    try:
        return Whole(json.loads(text))
    except RecursionError as error:
        raise Refused(f"{name} is nested too deeply.") from error
    except ValueError as error:
        found = lines_of(text) or until_cut(text)
        if found is None:
            raise Refused(f"{name} is no JSON that can be read: {str(error)[:100]}.") from error
        return found


def text(value: object) -> str:
    """A value as the text of a cell; a list of plain values is parted by semicolons."""
    if value is None:
        return ""
    if isinstance(value, str):
        # JSON can spell half of a character.
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list) and all(isinstance(v, str | int | float | None) for v in value):
        return "; ".join(filter(None, map(text, value)))
    return text(json.dumps(value, ensure_ascii=False))


def flat(value: Mapping[str, Any], prefix: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """The names and texts of an object, those of objects inside as ``outer.inner``."""
    for key, found in value.items():
        name = f"{prefix}{text(key)}"
        if isinstance(found, dict) and depth < _DEEP and found:
            yield from flat(found, f"{name}.", depth + 1)
        else:
            yield name, text(found)


def objects(value: Any) -> list[dict[str, Any]]:
    """The rows of a JSON value: a list of objects, or the longest such list in it."""
    return [v for v in entries(value) if isinstance(v, dict)]


def entries(value: Any) -> list[Any]:
    """All that stands in that list, also what is no object."""
    if isinstance(value, list):
        return value if any(isinstance(v, dict) for v in value) else []
    if not isinstance(value, dict):
        return []
    lists = [entries(v) for v in value.values() if isinstance(v, list | dict)]
    return max(lists, key=lambda found: sum(isinstance(v, dict) for v in found), default=[])
