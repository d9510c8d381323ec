"""RIS: the articles of a selection, for Zotero, EndNote and Mendeley."""

from __future__ import annotations

from collections.abc import Iterator

from geodash.domain.model import Article
from geodash.exchange.about import ADDRESS, COLLECTION, SHOWN, about
from geodash.exchange.cells import encoded
from geodash.exchange.references import Published, abstract, address, published, source_note
from geodash.exchange.selection import Selection
from geodash.words.texts import one_line

_TYPES = {"report": "RPRT"}
_OTHER = "GEN"


def write(selection: Selection) -> bytes:
    """One record an article, in the order of the collection; UTF-8, CRLF."""
    records = (
        "".join(f"{tag}  - {one_line(text)}\r\n" for tag, text in _record(a, selection))
        for a in selection.articles.values()
    )
    return encoded("\r\n".join(records))


def _record(article: Article, selection: Selection) -> Iterator[tuple[str, str]]:
    when = published(article)
    yield "TY", _TYPES.get(article.genre, _OTHER)
    yield "ID", article.article_id
    yield "TI", article.title
    for tag, text in (
        ("PB", article.publisher),
        ("PY", when.year),
        ("DA", _day(when)),
        ("LA", article.language),
        ("UR", address(article)),
        ("N1", when.words),
        ("N1", f"Source: {source}" if (source := source_note(article)) else ""),
        ("N1", abstract(article, selection)),
        ("N1", f"Credit: {one_line(article.credit)}" if article.credit else ""),
        *(("N1", f"{label}: {text}") for label, text in about(selection) if label in _ABOUT),
    ):
        if one_line(text):
            yield tag, text
    yield "ER", ""


_ABOUT = (SHOWN, COLLECTION, ADDRESS)


def _day(when: Published) -> str:
    """``2022/12/12/``, ``2022/09//``, or nothing: no more than is known."""
    if not when.month:
        return ""
    return f"{when.year}/{when.month}/{when.day}/"
