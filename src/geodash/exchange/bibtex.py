"""BibTeX: the articles of a selection, for LaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geodash.domain.model import Article
from geodash.exchange.about import about
from geodash.exchange.cells import encoded
from geodash.exchange.references import abstract, address, published, source_note
from geodash.exchange.selection import Selection
from geodash.words.texts import one_line

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "&": r"\&",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: What ends or runs something in LaTeX; ``%`` and ``_`` and ``#`` don't in a field of addresses.
_IN_ADDRESS = re.compile(r"[{}\\^~]")
_NOT_IN_KEY = re.compile(r"[^A-Za-z0-9:._-]+")


def write(selection: Selection) -> bytes:
    """One ``@misc`` an article, in the order of the collection, after a comment; UTF-8."""
    head = "".join(f"% {one_line(label)}: {_outside(text)}\n" for label, text in about(selection))
    seen: dict[str, int] = {}
    entries = (_entry(a, selection, seen) for a in selection.articles.values())
    return encoded("\n".join([head, *entries]))


def _outside(text: str) -> str:
    """Text between entries: BibTeX starts an entry at every ``@``."""
    return one_line(text).replace("@", "(at)")


def _entry(article: Article, selection: Selection, seen: dict[str, int]) -> str:
    key = _NOT_IN_KEY.sub("-", article.article_id).strip("-") or "article"
    seen[key] = seen.get(key, 0) + 1
    key = key if seen[key] == 1 else f"{key}:{seen[key]}"
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(article, selection))
    return f"@misc{{{key},\n{fields}}}\n"


def _fields(article: Article, selection: Selection) -> Iterator[tuple[str, str]]:
    when, source = published(article), source_note(article)
    yield "title", f"{{{_braced(article.title)}}}"
    for name, text in (
        ("publisher", article.publisher),
        ("howpublished", article.publisher),
        ("year", when.year),
        ("language", article.language),
        ("note", f"{when.words} Source: {source}" if source else when.words),
        ("annote", abstract(article, selection)),
        ("credit", article.credit),
    ):
        if one_line(text):
            yield name, _braced(text)
        if name == "year" and when.month:
            yield "month", _MONTHS[int(when.month) - 1]
    if link := address(article):
        # An address is taken as it is: an escaped one would lead elsewhere.
        yield "url", "{" + _IN_ADDRESS.sub(lambda m: f"%{ord(m[0]):02X}", link) + "}"


def _braced(text: str) -> str:
    """A value between braces, with nothing in it that LaTeX would run."""
    return "{" + "".join(_SPECIAL.get(c, c) for c in one_line(text)) + "}"
