"""``geodash publish``: articles and events as pages at fixed addresses, for any web server."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from geodash.cli_encoding import Encoding
from geodash.collection.report import plain
from geodash.collection.sources import CollectionError

if TYPE_CHECKING:
    from geodash.publish.write import Written

_URL = "the address of a folder is needed, as https://example.org/maps/"

_Since = Annotated[
    list[str] | None,
    typer.Option(
        "--since",
        metavar="VERSION",
        help="An older version (folder, zip, PATH@REVISION): corrections tell what changed since. Repeatable, the oldest first.",
    ),
]
_Keep = Annotated[
    str,
    typer.Option(
        "--keep",
        metavar="DAY",
        help="Also keep the pages as they are now at v/DAY/, for good: today, or as 2026-12-01.",
    ),
]
_Live = Annotated[
    str | None,
    typer.Option(
        "--live",
        metavar="URL",
        help="Where geodash serve has the same collection: the pages lead there for what needs a server.",
    ),
]
_With = Annotated[
    list[str] | None,
    typer.Option(
        "--with",
        metavar="WAY",
        help="Beside the collection, what has others publish it: github-pages, gitlab-pages, docker, nginx.",
    ),
]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a build is told; of ``live`` ``None`` leaves it as it was, blank takes it back."""

    url: str
    since: Sequence[str]
    live: str | None
    keep: date | None


def publish(
    path: Annotated[
        Path, typer.Argument(metavar="[PATH]", help="Folder of the collection, or its zip.")
    ] = Path(),
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="DIR", help="Folder that the pages are written to."),
    ] = None,
    url: Annotated[
        str,
        typer.Option("--url", metavar="URL", help="Where they will stand, as https://host/path/."),
    ] = "",
    since: _Since = None,
    keep: _Keep = "",
    live: _Live = None,
    check: Annotated[
        bool, typer.Option("--check", help="Look through what was written: links, requests, HTML.")
    ] = False,
    with_: _With = None,
    encoding: Encoding = "",
) -> None:
    """Write articles and events as web pages: only what changed, all or nothing.

    Without --to and with --check: looks through the site in the folder PATH. Exit codes: 0 well, 1 --check found
    something, 2 a path or option is wrong.
    """
    from geodash.publish.ways_out import put_beside
    from geodash.publish.write import SiteError

    try:
        for way in with_ or ():
            typer.echo(plain(f"{put_beside(path, way)}: written; change it at will"))
        if to is None:
            if with_:
                return
            if not check:
                raise SiteError("say with --to which folder the pages are written to")
            _look(path)
            return
        asked = _Asked(_address(url), since or (), live and _address(live, "--live"), _day(keep))
        _build(path, to, asked)
        if check:
            _look(to)
    except (SiteError, CollectionError, ValueError) as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{error.filename or to}: {error.strerror or error}; the site is as it was")


def _address(url: str, option: str = "--url") -> str:
    """The address with a slash at its end; raises ``ValueError`` for what is none."""
    if not url:
        return ""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise ValueError(f"{option} “{url}” is none: {_URL}")
    return url if url.endswith("/") else f"{url}/"


def _day(keep: str) -> date | None:
    """The day of a version; raises ``ValueError`` for what is none."""
    if not keep:
        return None
    if keep == "today":
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(keep)
    except ValueError:
        raise ValueError(f"--keep “{keep}” is no day: today, or one as 2026-12-01") from None


def _build(path: Path, to: Path, asked: _Asked) -> None:
    from geodash import __version__
    from geodash.collection.read.folder import home_of
    from geodash.collection.versions.archive import opened
    from geodash.publish.hands import hands_for
    from geodash.publish.kept import keeping, kept_in, kept_leaves, lost_of, told_of
    from geodash.publish.since import changes_since
    from geodash.publish.stock import Stock
    from geodash.publish.tree import count, leaves
    from geodash.publish.write import SiteError, heal, manifest_of, one_build, write_site
    from geodash.web.editions import edition_of
    from geodash.web.site import Site
    from geodash.words.numbers import number_of

    with opened(path) as folder, one_build(to):
        if to.resolve() == folder.resolve():
            raise SiteError(f"{to} holds the collection itself; choose another folder with --to")
        heal(to)
        before = manifest_of(to)
        url = asked.url or str(before.get("url", ""))
        live = str(before.get("live", "")) if asked.live is None else asked.live
        site, stock = Site.open(folder.resolve()), Stock()
        version = site.collection.version
        kept = keeping(kept_in(before, to), asked.keep, version, stock.of_still_pages)
        about = {"geodash": __version__, "url": url, "live": live, "version": version}
        begun = time.perf_counter()
        since = changes_since(asked.since, site.collection)
        with hands_for(home_of(folder.resolve())) as hands:
            edition = edition_of(site, url, hands=hands, since=since, live=live, kept=kept)
            made = leaves(edition, stock, before.get("files", ()))
            done = write_site(
                to,
                made,
                {**about, "kept": told_of(kept)},
                _Meter(count(edition, stock)),
                hands.at_once,
                partial(kept_leaves, kept),
            )
    _tell(to, done, time.perf_counter() - begun)
    for at, lost in lost_of(before, to):
        _say(
            f"{at} has lost {number_of(lost, 'file')}, which only a copy of the site can bring back"
        )
    if not url:
        _say("without --url there are no pictures of links, no feed and no sitemap")


def _tell(to: Path, done: Written, took: float) -> None:
    changes = f"{len(done.written):,} written, {done.kept:,} as they were"
    gone = f", {len(done.removed):,} taken away" if done.removed else ""
    typer.echo(plain(f"{to}: {done.files:,} files, {changes}{gone}; {took:.1f} s"))


class _Meter:
    """How far a build is and how long it still takes, on a terminal; nothing elsewhere."""

    def __init__(self, of: int) -> None:
        self._of = of
        self._begun = self._shown = time.monotonic()

    def __call__(self, done: int) -> None:
        now, of = time.monotonic(), max(self._of, done)
        if not sys.stderr.isatty() or (now - self._shown < 0.2 and done < of):
            return
        self._shown = now
        left = (now - self._begun) / done * (of - done)
        line = f"{done:,} of {of:,} files, about {left:.0f} s left" if done < of else ""
        sys.stderr.write(f"\r\x1b[K{line}")
        sys.stderr.flush()


def _look(folder: Path) -> None:
    from geodash.publish.crawl import crawl
    from geodash.publish.write import SiteError, heal, manifest_of

    heal(folder)
    manifest = manifest_of(folder)
    if not manifest:
        raise SiteError(f"{folder} holds no site that geodash publish wrote")
    found = crawl(folder, str(manifest.get("url", "")))
    for finding in found:
        typer.echo(plain(str(finding)))
    typer.echo(f"{len(manifest['files']):,} files looked through: {len(found):,} findings")
    if found:
        raise typer.Exit(1)


def _say(message: str) -> None:
    typer.echo(f"geodash: {plain(message)}", err=True)


def _fail(message: str) -> None:
    _say(message)
    raise typer.Exit(2)
