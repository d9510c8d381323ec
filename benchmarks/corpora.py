"""Public corpora of place names in news, as a developer has fetched them; nothing of them is kept here.

``milangritta/Pragmatic-Guide-to-Geoparsing-Evaluation`` on GitHub has all four below ``data``: GeoVirus, TR-News and LGL
as XML, GeoWebNews as ``.txt`` with ``.ann``.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from geodash.coding.propose.demonyms import demonyms, wider

NAMES = ("GeoVirus", "TR-News", "lgl", "GeoWebNews")
#: Classes of GeoWebNews that name a place; the rest are words for people, languages and the like.
_CLASSES = frozenset(
    ("Literal", "Literal_Modifier", "Mixed", "Coercion", "Embedded_Literal", "Metonymic", "Non_Literal_Modifier")
)  # fmt: skip
_DEGREES = re.compile(r"(-?\d+\.?\d*)\s*,\s*(-?\d+\.?\d*)$")


@dataclass(frozen=True)
class Gold:
    """A name that the corpus marks, with its point, or its number in GeoNames, where it tells one."""

    start: int
    end: int
    text: str
    point: tuple[float, float] | None = None
    number: str = ""

    @property
    def is_demonym(self) -> bool:
        """Whether it only says what belongs to a place: “Turkish”."""
        word = self.text.strip().casefold().replace("-", " ")
        return word in demonyms() or word in wider()


@dataclass(frozen=True)
class Document:
    """A text; what stands before ``body`` (a headline with its link) isn't scored."""

    text: str
    gold: list[Gold] = field(default_factory=list)
    body: int = -1


def load(folder: Path, name: str) -> list[Document]:
    """The documents of a corpus; raises ``OSError`` when it isn't in ``folder``."""
    return list(_news(folder) if name == "GeoWebNews" else _xml(folder, name))


def _xml(folder: Path, name: str) -> Iterator[Document]:
    for article in ElementTree.parse(folder / "Corpora" / f"{name}.xml").getroot().iter("article"):
        text = article.findtext("text") or ""
        marked = [*article.iter("toponym"), *article.iter("location")]
        yield Document(text, [_mark(text, one, name) for one in marked])


def _mark(text: str, one: ElementTree.Element, name: str) -> Gold:
    words = one.findtext("phrase") or one.findtext("name") or ""
    start = int(one.findtext("start") or 0) - (name == "GeoVirus")
    if not text.startswith(words, start) and words in text:
        # Some texts have lost characters since they were marked: the nearest of these words is meant.
        start = min(
            (m.start() for m in re.finditer(re.escape(words), text)), key=lambda at: abs(at - start)
        )
    place = one.find("gaztag")
    place = one if place is None else place
    lat, lon = place.findtext("lat"), place.findtext("lon")
    point = (float(lat), float(lon)) if lat and lon else None
    return Gold(start, start + len(words), words, point)


def _news(folder: Path) -> Iterator[Document]:
    files = sorted((folder / "GeoWebNews").glob("*.ann"), key=lambda f: int(f.stem))
    if not files:
        raise FileNotFoundError(folder / "GeoWebNews")
    for file in files:
        text = file.with_suffix(".txt").read_text(encoding="utf-8")
        rows = [line.split("\t", 2) for line in file.read_text(encoding="utf-8").splitlines()]
        notes = {row[1].split()[1]: row[2] for row in rows if row[0].startswith("#")}
        gold = []
        for ident, what, *words in rows:
            kind, *at = what.split(" ")
            if ident.startswith("T") and kind in _CLASSES and ";" not in what:
                note = notes.get(ident, "")
                degrees = _DEGREES.search(note)
                point = (float(degrees[1]), float(degrees[2])) if degrees else None
                number = note.strip() if note.strip().isdigit() else ""
                gold.append(Gold(int(at[0]), int(at[-1]), words[0], point, number))
        yield Document(text, [g for g in gold if g.start > text.find("\n")], text.find("\n"))
