"""Whole texts of articles, sentence by sentence, and the editors' notes on them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from geodash.domain.lookup import lookup_of
from geodash.domain.model import Article, Collection, EditorNote
from geodash.domain.notes import is_on, note_paragraph
from geodash.domain.passage import paragraphs, sentences
from geodash.query.text import document
from geodash.views.cite import date_inferred
from geodash.views.search.asked import Asked
from geodash.views.search.group import Entry, Group, Json
from geodash.words.dates import window_label
from geodash.words.names import article_names
from geodash.words.numbers import number_of, plural
from geodash.words.texts import capital, shortened

_ROOM = 130
_NOTE_ROOM = 150
_TITLE_ROOM = 60
#: The words that a note is on, with which it begins.
_ON_WORDS = re.compile(r"^“[^”]*”: ")


def in_order(collection: Collection) -> list[Article]:
    """Articles as they appeared."""

    def key(a: Article) -> tuple[date, str]:
        return a.published_earliest or a.published_latest or date.max, a.article_id

    return sorted(collection.articles.values(), key=key)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """``para`` is the paragraph's number, ``None`` for a title."""

    article: Article
    para: int | None
    start: int
    end: int

    @property
    def text(self) -> str:
        if self.para is None:
            return self.article.title
        return " ".join(self.article.body[self.start : self.end].split())


class Passages(Group):
    """Every sentence of every article, coded or not, and the titles of articles."""

    key, label, short = "passages", "Passages in articles", "Texts"

    def __init__(self, collection: Collection) -> None:
        self._lookup = lookup_of(collection)
        self._articles = in_order(collection)
        self._titles = article_names(collection.articles)
        self._sentences = [s for article in self._articles for s in _sentences_of(article)]

    @property
    def scope(self) -> str:
        """The articles."""
        return f"the texts of {number_of(len(self._articles), 'article')}"

    def _entries(self) -> Sequence[Entry]:
        return [Entry(document([s.text])) for s in self._sentences]

    def found(self, asked: Asked) -> list[int]:
        """Those that have the words one after another go before those that have them apart."""
        phrase = f" {asked.key}"
        return sorted(super().found(asked), key=lambda i: phrase not in self.entries[i].text)

    def row(self, i: int, asked: Asked) -> Json:
        """A sentence, the events that its words tell of, and what an editor says of it."""
        found = self._sentences[i]
        article = found.article
        events = self._events(found)
        return {
            "article": article.article_id,
            "para": found.para,
            "events": events,
            "quoted": found.para is not None,
            "title": asked.lit(found.text, _ROOM),
            "more": asked.lit(self._source(found)),
            "note": self._uncoded(found) if found.para and not events else None,
            "act": "Read on" if found.para else "Read",
            "filter": {"article": article.article_id},
        }

    def _source(self, found: _Sentence) -> str:
        article = found.article
        if found.para is None:
            first = "title of an article"
        else:
            first = f"{shortened(self._titles[article.article_id], _TITLE_ROOM)} ¶{found.para}"
        window = window_label(article)
        inferred = " (date inferred)" if window and date_inferred(article) else ""
        return " · ".join(filter(None, (first, f"{window}{inferred}")))

    def _events(self, found: _Sentence) -> list[str]:
        if found.para is None:
            return []
        marks = self._lookup.marks(found.article.article_id)
        here = (m for m in marks if m.start < found.end and found.start < m.end)
        return list(dict.fromkeys(m.event_id for m in here))

    @staticmethod
    def _uncoded(found: _Sentence) -> Json:
        """Of a sentence without an event: that it is so, and what an editor says of it."""
        article, span = found.article, (found.start, found.end)
        note = next((n for n in article.notes if is_on(article, n, *span)), None)
        said = f"Editor’s note: {_without_words(note)}" if note else ""
        return {"lead": "No event is coded from this sentence.", "text": said}

    def said(self, found: Sequence[int], asked: Asked) -> str:
        """``4 in 3 articles``."""
        del asked
        articles = {self._sentences[i].article.article_id for i in found}
        return f"{len(found):,} in {number_of(len(articles), 'article')}"


def _sentences_of(article: Article) -> Iterator[_Sentence]:
    yield _Sentence(article, None, 0, 0)
    number = 1  # a heading opens at the paragraph below it
    for block in paragraphs(article.body):
        for start, end in sentences(article.body, block):
            yield _Sentence(article, block.number or number, start, end)
        number = (block.number or number - 1) + 1


def _without_words(note: EditorNote) -> str:
    """What a note says, without the words that it is on: these stand above it."""
    return shortened(capital(_ON_WORDS.sub("", note.text)), _NOTE_ROOM)


@dataclass(frozen=True, slots=True)
class _Note:
    article: Article
    note: EditorNote
    para: int | None


class Notes(Group):
    """The editors' notes on articles; those on events are found with these."""

    key, label, short = "notes", "Editor’s notes", "Notes"

    def __init__(self, collection: Collection) -> None:
        self._titles = article_names(collection.articles)
        self._notes = [
            _Note(article, note, note_paragraph(article, note))
            for article in in_order(collection)
            for note in article.notes
        ]

    @property
    def scope(self) -> str:
        """The notes."""
        n = len(self._notes)
        return f"{n:,} editor’s {plural(n, 'note')}"

    def _entries(self) -> Sequence[Entry]:
        return [Entry(document([n.note.text, n.note.source])) for n in self._notes]

    def row(self, i: int, asked: Asked) -> Json:
        """A note with who signed it and what it goes by."""
        found = self._notes[i]
        note, article = found.note, found.article
        source = f"source: {note.source}" if note.source else ""
        para = f" ¶{found.para}" if found.para else ""
        on = f"on {shortened(self._titles[article.article_id], _TITLE_ROOM)}{para}"
        return {
            "article": article.article_id,
            "para": found.para,
            "events": [],
            "title": asked.lit(note.text, _ROOM),
            "more": asked.lit(" · ".join(filter(None, (on, note.by, source))), _ROOM),
            "act": "Read",
            "filter": {"article": article.article_id},
        }

    def said(self, found: Sequence[int], asked: Asked) -> str:
        """``2 on 1 article``."""
        del asked
        articles = {self._notes[i].article.article_id for i in found}
        return f"{len(found):,} on {number_of(len(articles), 'article')}"
