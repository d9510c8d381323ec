"""The formats that a view can be taken away in, by the name that stands after the dot.

A format is one module with ``write(selection) -> bytes``, imported when it is first asked for, and
one entry here: the page, ``/api/events.<name>`` and ``geodash export`` then all have it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # The registry is read by every command line; pandas and DuckDB are not needed for it.
    from geodash.exchange.selection import Selection

#: Events that one file may hold; more are asked for in parts.
MOST_EVENTS = 100_000


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: ``name`` is its extension and its name in addresses and on the command line.

    ``use`` says what it is good for; ``module`` writes it; ``most`` is how many events it may hold,
    ``few`` how many take about a second. A file that ``returns`` is edited and read back.
    """

    name: str
    label: str
    media_type: str
    module: str
    use: str = ""
    most: int = MOST_EVENTS
    few: int = 10_000
    returns: bool = False

    @property
    def extension(self) -> str:
        """The file's extension, without the dot."""
        return self.name

    def write(self, selection: Selection) -> bytes:
        """The file; equal selections give equal bytes wherever the format can hold to that.

        Raises ``TooLargeError`` when there are more events than it may hold.
        """
        self.check(len(selection.events))
        writer: Callable[[Selection], bytes] = import_module(self.module).write
        return writer(selection)

    def check(self, events: int) -> None:
        """Raises ``TooLargeError`` for more events than the format may hold."""
        if events > self.most:
            raise TooLargeError(self)


class TooLargeError(ValueError):
    """A selection has more events than a format may hold; the message says what to do."""

    def __init__(self, format_: Format) -> None:
        super().__init__(
            f"the view has more than {format_.most:,} events, which is all that a "
            f"{format_.label} file may hold: narrow the filter, for instance by dates, and take "
            "it in parts"
        )


_ALL = (
    Format(
        "docx",
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "geodash.exchange.docx_",
        "a paragraph with footnotes, and the table",
        most=2_000,
        few=500,
    ),
    Format(
        "xlsx",
        "Excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "geodash.exchange.xlsx",
        "typed sheets to sort, sum, edit and read back",
        most=20_000,
        few=500,
        returns=True,
    ),
    Format(
        "html",
        "Report",
        "text/html; charset=utf-8",
        "geodash.exchange.report",
        "one page with map and passages, to read and print",
        most=2_000,
        few=500,
    ),
    Format(
        "png",
        "Picture",
        "image/png",
        "geodash.exchange.png_",
        "the map as it stands, with legend and sources",
        most=5_000,
    ),
    Format(
        "svg",
        "Picture (SVG)",
        "image/svg+xml; charset=utf-8",
        "geodash.exchange.svg_",
        "the same to enlarge and edit",
        most=5_000,
    ),
    Format(
        "csv",
        "CSV",
        "text/csv; charset=utf-8; header=present",
        "geodash.exchange.csv_",
        "one row per event, for spreadsheets and scripts",
    ),
    Format(
        "geojson",
        "GeoJSON",
        "application/geo+json",
        "geodash.exchange.geojson",
        "points for web maps, each event with its passages",
    ),
    Format(
        "gpkg",
        "GeoPackage",
        "application/geopackage+sqlite3",
        "geodash.exchange.gpkg",
        "events, areas and mentions for QGIS and GeoPandas",
    ),
    Format(
        "zip",
        "Data package",
        "application/zip",
        "geodash.exchange.package",
        "a collection of its own: articles, tables and their description",
    ),
    Format(
        "jsonld",
        "Web Annotations",
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        "geodash.exchange.annotation",
        "the passages, with their places in the articles (W3C)",
    ),
    Format(
        "ris",
        "RIS",
        "application/x-research-info-systems; charset=utf-8",
        "geodash.exchange.ris",
        "the articles, for Zotero, EndNote and Mendeley",
    ),
    Format(
        "bib",
        "BibTeX",
        "application/x-bibtex; charset=utf-8",
        "geodash.exchange.bibtex",
        "the articles, for LaTeX",
    ),
)
FORMATS: Mapping[str, Format] = MappingProxyType({f.name: f for f in _ALL})
