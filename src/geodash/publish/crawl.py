"""A site as a stranger's browser finds it: links that lead nowhere, requests that leave it, HTML that is none."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from geodash.publish.write import STAGE

#: Attributes that a browser follows by itself.
_FETCHED = {
    ("img", "src"), ("script", "src"), ("iframe", "src"), ("source", "src"), ("video", "src"), ("audio", "src"),
    ("embed", "src"), ("object", "data"), ("image", "href"), ("use", "href"),
}  # fmt: skip
_FETCHED_LINKS = (
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "prefetch",
    "dns-prefetch",
    "preconnect",
)
_CSS_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)")
_LEAST = "<!doctype html>"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong on a page."""

    path: str
    what: str

    def __str__(self) -> str:
        return f"{self.path}: {self.what}"


@dataclass
class _Page(HTMLParser):
    """The addresses of a page: those it leads to, those it fetches, the places in it."""

    links: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if told.get("id"):
            self.ids.append(told["id"])
        if tag == "a" and "href" in told:
            self.links.append(told["href"])
        if tag == "link" and "href" in told:
            fetched = any(rel in _FETCHED_LINKS for rel in told.get("rel", "").split())
            own = urlsplit(told["href"]).scheme == ""
            (self.fetched if fetched else self.links if own else []).append(told["href"])
        self.fetched += [told[name] for kind, name in _FETCHED if kind == tag and name in told]


def crawl(folder: Path, url: str = "") -> list[Finding]:
    """Everything that is wrong with the site in a folder; ``url`` is where it is to stand."""
    pages = {
        p.relative_to(folder).as_posix(): p
        for p in sorted(folder.rglob("*.html"))
        if STAGE not in p.parts
    }
    read = {path: (text := file.read_text("utf-8"), _parsed(text)) for path, file in pages.items()}
    ids = {path: set(page.ids) for path, (_, page) in read.items()}
    found: list[Finding] = []
    for path, (text, page) in read.items():
        found += (Finding(path, what) for what in _malformed(text))
        doubled = sorted({i for i in page.ids if page.ids.count(i) > 1})
        found += (Finding(path, f"the id “{one}” stands twice") for one in doubled)
        for href in page.fetched:
            found += _of(folder, path, href, url, ids, fetched=True)
        for href in page.links:
            found += _of(folder, path, href, url, ids, fetched=False)
    for sheet in folder.rglob("*.css"):
        path = sheet.relative_to(folder).as_posix()
        for href in _CSS_URL.findall(sheet.read_text("utf-8")):
            found += _of(folder, path, href, url, ids, fetched=True)
    return found


def _parsed(text: str) -> _Page:
    page = _Page()
    page.feed(text)
    return page


def _of(
    folder: Path, path: str, href: str, url: str, ids: dict[str, set[str]], *, fetched: bool
) -> Iterator[Finding]:
    if href.startswith("data:"):
        return
    if url and href.startswith(url) and path == "404.html":
        href, path = href.removeprefix(url) or "./", "index.html"
    try:
        parts = urlsplit(href)
    except ValueError:
        yield Finding(path, f"“{href}” is no address")
        return
    if parts.scheme or parts.netloc:
        if fetched:
            yield Finding(path, f"asks {parts.netloc or parts.scheme} for {href}")
        return
    if parts.path.startswith("/"):
        yield Finding(path, f"“{href}” holds at the root of a server only")
        return
    target = _resolved(path, unquote(parts.path)) if parts.path else path
    if target is None or not (folder / target).is_file():
        yield Finding(path, f"“{href}” leads nowhere")
    elif parts.fragment and target in ids and unquote(parts.fragment) not in ids[target]:
        yield Finding(path, f"“{href}” leads to no place on its page")


def _resolved(path: str, href: str) -> str | None:
    """The file below the root that a relative address leads to; ``None`` outside of it."""
    there = posixpath.normpath(posixpath.join(posixpath.dirname(path), href))
    if there.split("/")[0] == "..":
        return None
    folder = href.rpartition("/")[2] in ("", ".", "..")
    return posixpath.normpath(f"{there}/index.html") if folder else there


def _malformed(text: str) -> Iterator[str]:
    """What a parser of the standard finds, where there is one (html5lib); else the least."""
    if not text.lower().startswith(_LEAST):
        yield "does not begin with a doctype"
    try:
        import html5lib
    except ImportError:
        return
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(text)
    for (line, column), code, _ in parser.errors[:5]:
        yield f"line {line}, column {column}: {code}"
