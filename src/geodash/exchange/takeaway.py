"""A view taken away as a file: strict about what was asked for, and with a name that tells it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from geodash.exchange.ids import package_name, slug
from geodash.exchange.registry import Format
from geodash.exchange.selection import Selection
from geodash.query import Filter, Vocabulary
from geodash.query.params import REFUSED, pairs_of

_MOST = 100
_VERSION = 8
#: Parameters of addresses that say nothing about the selection.
_IGNORED = ("v", "size")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Takeaway:
    """A file: its content, its media type and the name it should be saved under."""

    data: bytes
    media_type: str
    name: str


class FilterError(ValueError):
    """Parameters that make no sense; ``reasons`` say which and what would be accepted."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(" ".join(self.reasons))


def strict_filter(params: str | Iterable[tuple[str, str]], vocabulary: Vocabulary) -> Filter:
    """The filter of these parameters, a query string or a page's whole address.

    The page drops what it can't use and says so; a file that leaves the house must be what was
    asked for. Raises ``FilterError``.
    """
    given = asked(params)
    f, notices = Filter.from_params(given, vocabulary, ignored=_IGNORED, dropped=REFUSED)
    if notices:
        raise FilterError(notices)
    return f


def asked(params: str | Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The parameters as pairs; of a page's whole address, those of its query."""
    if isinstance(params, str):
        return pairs_of(_query_of(params.strip()))
    return list(params)


def _query_of(text: str) -> str:
    """The query of an address; a bare query string is one already."""
    if not _ADDRESS.match(text):
        return text
    try:
        return urlsplit(text).query
    except ValueError:
        return text


def file_name(selection: Selection, form: Format, what: str = "") -> str:
    """``caucasus-center_2022-08-01_ARM_c893453b.csv``: ASCII, safe in a header and on a disk.

    ``what`` is part of the view only, such as a chart.
    """
    values = [what, *(_slug_of(value) for _, value in pairs_of(selection.query))]
    stem = "_".join([package_name(selection), *filter(None, values)])[:_MOST].strip("_-")
    return "_".join(filter(None, [stem, selection.version[:_VERSION]])) + f".{form.extension}"


def _slug_of(value: str) -> str:
    """A parameter's value as part of a file's name, its letters as they are."""
    if value.isascii() and value.replace("-", "").isalnum():
        return value.strip("-")
    return slug(value)
