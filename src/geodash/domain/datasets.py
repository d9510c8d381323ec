"""Data sets that were brought into a collection, and what their rows assert.

A row of a data set has no article behind it: it is an assertion of that data set. Its words, its own
id and whom it names as source stand in columns of ``events.csv`` beside the contract's; what the data
set is stands under ``sources`` in ``datapackage.json`` (Data Package's own property).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from geodash.domain.model import Event

#: Columns of ``events.csv`` that an import fills, in their order.
DATASET = "dataset"
SOURCE_ID = "source_id"
SOURCE_TEXT = "source_text"
SOURCE_NAME = "source_name"
SOURCE_URL = "source_url"
COLUMNS = (DATASET, SOURCE_ID, SOURCE_TEXT, SOURCE_NAME, SOURCE_URL)
#: Where a source of ``datapackage.json`` keeps what Data Package has no property for.
KEY = "geodash:dataset"


@dataclass(frozen=True, slots=True)
class Dataset:
    """A data set: what it is called, of which edition, under which terms, and how to cite it.

    ``form`` is the format it was read as, ``file`` the name of the file, ``digest`` that file's
    SHA-256, ``imported`` an ISO day, ``rows`` how many events came of it.
    """

    dataset_id: str
    title: str
    edition: str = ""
    licence: str = ""
    citation: str = ""
    url: str = ""
    form: str = ""
    file: str = ""
    digest: str = ""
    imported: str = ""
    rows: int = 0

    @property
    def cited(self) -> str:
        """How a file or a footnote cites it."""
        return self.citation or " ".join(filter(None, (self.title, self.edition)))

    @property
    def terms(self) -> str:
        """Licence and citation in a line, for whatever is exported of it."""
        licence = f": {self.licence}" if self.licence else ": licence not stated"
        cite = f". Cite: {self.citation.rstrip('.')}" if self.citation else ""
        return f"{self.title}{licence}{cite}"

    def entry(self) -> dict[str, Any]:
        """The source as ``datapackage.json`` has it."""
        own = {
            "id": self.dataset_id,
            "licence": self.licence,
            "citation": self.citation,
            "format": self.form,
            "file": self.file,
            "sha256": self.digest,
            "imported": self.imported,
            "rows": self.rows,
        }
        found: dict[str, Any] = {"title": self.title}
        if self.url:
            found["path"] = self.url
        if self.edition:
            found["version"] = self.edition
        return found | {KEY: own}


@dataclass(frozen=True, slots=True)
class Assertion:
    """What a data set's row says of an event: its words (may be blank), and who says so."""

    dataset: Dataset
    text: str = ""
    name: str = ""
    url: str = ""
    source_id: str = ""


def datasets_of(descriptor: Mapping[str, Any]) -> dict[str, Dataset]:
    """The data sets that ``datapackage.json`` names; what isn't shaped like one is skipped."""
    listed = descriptor.get("sources")
    found = (_dataset(entry) for entry in (listed if isinstance(listed, list) else ()))
    return {one.dataset_id: one for one in found if one}


def assertion_of(event: Event, datasets: Mapping[str, Dataset]) -> Assertion | None:
    """What a data set asserts of an event; ``None`` for one that was coded from articles."""
    name = event.extra.get(DATASET, "")
    if not name:
        return None
    dataset = datasets.get(name) or Dataset(name, name)
    text, by, url = (event.extra.get(c, "").strip() for c in (SOURCE_TEXT, SOURCE_NAME, SOURCE_URL))
    return Assertion(dataset, text, by, url, event.extra.get(SOURCE_ID, ""))


def terms_of(events: Iterable[Event], datasets: Mapping[str, Dataset]) -> tuple[str, ...]:
    """The terms of the data sets that some of the events are from, each once."""
    named = dict.fromkeys(e.extra[DATASET] for e in events if e.extra.get(DATASET))
    return tuple(datasets[name].terms for name in named if name in datasets)


def _dataset(entry: object) -> Dataset | None:
    own = entry.get(KEY) if isinstance(entry, dict) else None
    if not isinstance(entry, dict) or not isinstance(own, dict):
        return None

    def text(value: object) -> str:
        # A stranger's JSON can spell half of a character.
        return (
            " ".join(value.encode("utf-8", "replace").decode().split())
            if isinstance(value, str)
            else ""
        )

    name = text(own.get("id"))
    if not name:
        return None
    rows = own.get("rows")
    return Dataset(
        name,
        text(entry.get("title")) or name,
        text(entry.get("version")),
        text(own.get("licence")),
        text(own.get("citation")),
        text(entry.get("path")),
        text(own.get("format")),
        text(own.get("file")),
        text(own.get("sha256")),
        text(own.get("imported")),
        rows if isinstance(rows, int) else 0,
    )
