"""``geodash anchor``: writing where the words of every mention stand into ``mentions.csv``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from geodash.collection.anchors.anchor import SETTLED, fill
from geodash.collection.load import load_sources
from geodash.collection.read.contract import default_contract
from geodash.collection.read.ids import Ids
from geodash.collection.sources import CollectionError, Sources
from geodash.collection.write.files import write_files
from geodash.collection.write.table import TableFile
from geodash.domain.model import Anchor, AnchorState, Article, Collection, Mention
from geodash.domain.typography import seen_text

NAME = "mentions.csv"
SELECTORS = ("prefix", "suffix", "start", "end")


@dataclass(frozen=True, slots=True)
class Health:
    """How one mention was found; ``now`` is the passage in the article, blank if there is none.

    ``near`` is then the passage that comes nearest, if any does.
    """

    mention_id: str
    article_id: str
    anchor: Anchor
    quote: str
    now: str
    changed: bool
    near: str = ""


@dataclass(frozen=True, slots=True)
class Reanchored:
    """The health of all mentions whose article was read, and what became of the file."""

    items: tuple[Health, ...]
    backup: Path | None
    unread: int

    @property
    def counts(self) -> Counter[AnchorState]:
        """Mentions by state."""
        return Counter(item.anchor.state for item in self.items)

    @property
    def sound(self) -> bool:
        """Whether every mention has its passage."""
        return not (
            self.unread or self.counts[AnchorState.LOST] or self.counts[AnchorState.AMBIGUOUS]
        )


def reanchor(path: Path, *, accept: Container[str] = (), dry_run: bool = False) -> Reanchored:
    """Fill or renew the selectors of all mentions that were found beyond doubt.

    The quote is written with the article's own characters where it differs in typography. A fuzzy
    passage is written, its new words as the quote, only for mentions in ``accept``.
    Raises ``CollectionError`` or ``OSError`` when there is no such file, ``UnwritableError`` as
    ``TableFile`` does, ``ChangedError`` when a file on which the places rest was changed meanwhile.
    """
    sources = Sources.of(path)
    data = sources.data.get(NAME)
    if data is None:
        raise CollectionError(f"{NAME} {sources.unreadable.get(NAME, 'is missing')}")
    table = TableFile.of(path, NAME, data, list(default_contract().tables["mentions"]))
    collection = load_sources(sources)
    table.add_columns(SELECTORS)
    articles = Ids(collection.articles)
    items, unread, seen = [], 0, set()
    for row in table.rows:
        mention_id = table.get(row, "mention_id").strip()
        if not mention_id or mention_id in seen:
            continue
        seen.add(mention_id)
        found = collection.anchors.get(mention_id)
        article = collection.articles.get(articles.find(table.get(row, "article_id").strip()))
        if found is None or article is None:
            unread += 1
            continue
        items.append(_renew(table, row, mention_id, article, found, mention_id in accept))
    backup = None
    if not dry_run:
        files = {NAME: (table.render(), data), **_considered(sources, collection)}
        basis = {name: text for name, text in sources.basis.items() if name not in files}
        backup = write_files(path, files, basis).get(NAME)
    return Reanchored(tuple(items), backup, unread)


def _considered(sources: Sources, collection: Collection) -> dict[str, tuple[bytes, bytes]]:
    """The file of what holds no event, with the words that were found beyond doubt where they stand now."""
    name = "considered.csv"
    data = sources.data.get(name)
    found = {c.considered_id: c for c in collection.considered}
    if data is None or not found:
        return {}
    table = TableFile.of(sources.folder, name, data, list(default_contract().tables["considered"]))
    table.add_columns(SELECTORS)
    for row in table.rows:
        now = found.pop(table.get(row, "considered_id").strip(), None)
        # Words that are like the quote are not the words that were read.
        if now is None or seen_text(now.quote) != seen_text(table.get(row, "quote")):
            continue
        for column in ("quote", *SELECTORS):
            table.set(row, column, str(getattr(now, column)))
    return {name: (table.render(), data)}


def _renew(
    table: TableFile, row: int, mention_id: str, article: Article, found: Anchor, accepted: bool
) -> Health:
    quote = table.get(row, "quote")
    bare = Mention(mention_id, "", article.article_id, quote)
    new = fill(bare, article.body, found)
    changed = False
    write = found.state in SETTLED or (found.state is AnchorState.FUZZY and accepted)
    if write:
        if new.quote != quote.replace("\r\n", "\n").replace("\r", "\n"):
            changed |= table.set(row, "quote", new.quote)
        for column in SELECTORS:
            changed |= table.set(row, column, str(getattr(new, column)))
    now = article.body[found.start : found.end] if found.found else ""
    near = "".join(article.body[a:b] for a, b, _ in found.candidates[:1]) if not now else ""
    return Health(mention_id, article.article_id, found, quote, now, changed, near)
