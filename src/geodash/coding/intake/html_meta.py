"""What a web page says of itself: title, site, author, day, address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from geodash.coding.intake.brought import Facts, one_line
from geodash.collection.read.dates import read_date

_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(https?://[^\s>]+) -->")
_ADDRESS = re.compile(r"https?://[^\s\"'<>\\]{3,2000}")
_TYPE = re.compile(r"(?:\A|/)(\w*(?:Article|BlogPosting|Report))\Z")
_GENRES = {"Opinion": "opinion", "Analysis": "analysis", "Reportage": "report"}
_DATES = ("article:published_time", "datepublished", "citation_publication_date", "citation_date",
          "dc.date.issued", "dcterms.created", "dc.date", "publishdate", "pubdate", "date")  # fmt: skip
_LONGEST = 2_000_000
#: A title of the page's window ends so with the name of its site.
_SITE = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{2,60}\Z")


class Page:
    """The metadata of a page: its own tags, and the data that it has for search engines."""

    def __init__(self, root: etree._Element, text: str) -> None:
        self._root, self._text = root, text
        self._meta: dict[str, str] = {}
        for tag in root.iter("meta"):
            key = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
            if content := one_line(tag.get("content") or ""):
                self._meta.setdefault(key.lower(), content)
        self._data = next(_articles(root), {})

    def facts(self) -> Facts:
        """All that it says; the title is that of its data or of its window."""
        first, last, basis = self._published()
        return Facts(
            title=self.title(),
            publisher=self.publisher(),
            credit=", ".join(_names(self._data.get("author"))) or self._author(),
            language=self._language(),
            genre=self._genre(),
            published_earliest=first,
            published_latest=last,
            published_basis=basis,
            source=self._address(),
        )

    def title(self) -> str:
        """The title that the page gives itself."""
        said = _text(self._data.get("headline")) or self._first(
            "og:title", "twitter:title", "dc.title"
        )
        if said:
            return said
        window = one_line((self._root.findtext(".//title") or "")[:2000])
        cut = _SITE.sub("", window)
        site = self.publisher().lower()
        return cut if site and site in window[len(cut) :].lower() else window

    def publisher(self) -> str:
        """The site or house; blank where only its address is known."""
        named = next(iter(_names(self._data.get("publisher"))), "")
        return named or self._first(
            "og:site_name", "citation_journal_title", "dc.publisher", "application-name"
        )

    def changed(self) -> str:
        """The day on which the page says that it was changed last; blank when it says none."""
        said = _text(self._data.get("dateModified")) or self._first("article:modified_time")
        return _day(said)

    def _first(self, *keys: str) -> str:
        return next((self._meta[key] for key in keys if key in self._meta), "")

    def _author(self) -> str:
        said = self._first("author", "article:author", "citation_author", "dc.creator")
        return "" if said.startswith("http") else said

    def _language(self) -> str:
        own = self._root.get("lang") or self._root.get("{http://www.w3.org/XML/1998/namespace}lang")
        said = _text(self._data.get("inLanguage")) or own or self._first("og:locale", "dc.language")
        match = re.match(r"([A-Za-z]{2,3})(?:[-_]|\Z)", said)
        return match[1].lower() if match else ""

    def _genre(self) -> str:
        kind = _type(self._data)
        return next((genre for start, genre in _GENRES.items() if kind.startswith(start)), "")

    def _address(self) -> str:
        links = [
            n.get("href") or "" for n in self._root.iter("link") if n.get("rel") == "canonical"
        ]
        saved = _SAVED_FROM.search(self._text[:3000])
        found = [
            *links,
            self._first("og:url"),
            _text(self._data.get("url")),
            saved[1] if saved else "",
        ]
        return next((a for a in map(str.strip, found) if _ADDRESS.fullmatch(a)), "")

    def _published(self) -> tuple[str, str, str]:
        said = [("datePublished", _text(self._data.get("datePublished")))]
        said += [(key, self._meta.get(key, "")) for key in _DATES]
        said += [
            (tag.get("itemprop") or "time", tag.get("datetime") or "")
            for tag in self._root.iter("time")
            if tag.get("itemprop") == "datePublished" or tag.get("pubdate") is not None
        ]
        for key, value in said:
            if day := _day(value):
                return day, day, f"The page’s own data: {key} {value[:40]}."
        return "", "", ""


def _day(said: str) -> str:
    """The day of a time, where it is certain."""
    reading = read_date(said) if said else None
    return str(reading.value) if reading and reading.value and reading.code != "date-order" else ""


def _articles(root: etree._Element) -> Iterator[dict[str, Any]]:
    """The page's articles as it tells them to search engines (JSON-LD)."""
    for tag in root.iter("script"):
        text = tag.text or ""
        if (tag.get("type") or "").strip().lower() != "application/ld+json" or len(text) > _LONGEST:
            continue
        try:
            yield from _in(json.loads(text, strict=False), 4)
        except (ValueError, RecursionError):
            continue


def _in(found: object, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(found, list) and depth:
        for item in found:
            yield from _in(item, depth - 1)
    elif isinstance(found, dict) and depth:
        if _type(found):
            yield found
        yield from _in(found.get("@graph"), depth - 1)


def _type(found: dict[str, Any]) -> str:
    kinds = found.get("@type")
    matches = (
        _TYPE.search(k)
        for k in (kinds if isinstance(kinds, list) else [kinds])
        if isinstance(k, str)
    )
    return next((m[1] for m in matches if m), "")


def _text(found: object) -> str:
    if isinstance(found, list) and found:
        found = found[0]
    return one_line(found)[:2000] if isinstance(found, str) else ""


def _names(found: object) -> list[str]:
    """The names of persons or houses."""
    items = found if isinstance(found, list) else [found]
    return [n for i in items if (n := _text(i.get("name") if isinstance(i, dict) else i))]
