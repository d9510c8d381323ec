"""What all pages share: style, script, fonts. Each file is named by its content, so that it is kept for good."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from geodash.publish.explore_script import explore_script
from geodash.publish.leaf import Leaf, digest
from geodash.publish.live import live_script
from geodash.views import symbols
from geodash.views.packed import ASSETS, style_sheets

#: Where they stand.
FOLDER = "_"
_STYLES = ("core/tokens.css", "panel/panel.css", "document.css", "publish/publish.css")
#: What an article needs beside them, after them.
_READ = ("vendor/leaflet.css", "map/map.css", "timeline/timeline.css", "read/read.css")
#: Of each face the whole, and what most Latin texts need of it: a browser asks for the whole only where a letter is
#: in no other (``tools/build_fonts.py``: ``LATIN``).
_LATIN = (
    "U+20-7E,U+A0-FF,U+106-107,U+10C-10F,U+118-119,U+11E-11F,U+130-131,U+141-142,U+150-153,U+15A-15B,"
    "U+15E-161,U+16A-16B,U+17B-17E,U+259,U+2BB-2BC,U+2010-2015,U+2018-201E,U+2022,U+2026,"
    "U+2039-203A,U+20AC,U+2116,U+2122,U+2190-2193,U+21E7,U+2212,U+2260,U+25B4,U+25BE"
)


def _beyond(letters: str) -> str:
    """All other letters: on a slow line a browser would ask for the whole while it waits for the cut."""
    at, found = 0, []
    for part in letters.split(","):
        first, _, last = part.removeprefix("U+").partition("-")
        if int(first, 16) > at:
            found.append(f"U+{at:X}-{int(first, 16) - 1:X}")
        at = int(last or first, 16) + 1
    return ",".join([*found, f"U+{at:X}-10FFFF"])


_REST = _beyond(_LATIN)
_FONTS = (
    ("Source Serif", "normal", "serif.woff2", _REST),
    ("Source Serif", "italic", "serif-italic.woff2", _REST),
    ("Source Sans", "normal", "sans.woff2", _REST),
    ("Source Serif", "normal", "serif-latin.woff2", _LATIN),
    ("Source Serif", "italic", "serif-italic-latin.woff2", _LATIN),
    ("Source Sans", "normal", "sans-latin.woff2", _LATIN),
)


class Stock:
    """The shared files, by the paths that pages name them by."""

    @cached_property
    def leaves(self) -> dict[str, Leaf]:
        """All of them by path."""
        found = [
            *self._fonts.values(),
            self._style,
            self._read,
            self._script,
            self._live,
            self._explore,
            self._explore_style,
        ]
        return {leaf.path: leaf for leaf in found}

    @property
    def style(self) -> str:
        """The path of the style sheet."""
        return self._style.path

    @property
    def read_style(self) -> str:
        """The path of what an article needs after it."""
        return self._read.path

    @property
    def script(self) -> str:
        """The path of the small script of every page."""
        return self._script.path

    @property
    def live(self) -> str:
        """The path of the script that makes an article live."""
        return self._live.path

    @property
    def explore(self) -> str:
        """The path of the script that is Explore."""
        return self._explore.path

    @property
    def explore_style(self) -> str:
        """The path of what Explore's style has beside that of all pages."""
        return self._explore_style.path

    @property
    def first_fonts(self) -> list[str]:
        """The paths of the fonts that every page needs at once."""
        return [self._fonts[name].path for _, _, name, letters in _FONTS if letters == _LATIN]

    @property
    def of_still_pages(self) -> list[str]:
        """The paths of what a page needs that asks for nothing more."""
        fonts = [leaf.path for leaf in self._fonts.values()]
        return [*fonts, self.style, self.read_style, self.script]

    @cached_property
    def _fonts(self) -> dict[str, Leaf]:
        folder = ASSETS / "vendor" / "fonts"
        return {name: _named(folder / name) for _, _, name, _ in _FONTS}

    @cached_property
    def _style(self) -> Leaf:
        text = f"{''.join(self._faces())}{symbols.as_css()}{style_sheets(_STYLES)}"
        return _hashed("page", "css", text.encode())

    @cached_property
    def _read(self) -> Leaf:
        return _hashed("read", "css", style_sheets(_READ).encode())

    @cached_property
    def _script(self) -> Leaf:
        return _named(ASSETS / "publish" / "page.js")

    @cached_property
    def _live(self) -> Leaf:
        return _hashed("live", "js", live_script())

    @cached_property
    def _explore(self) -> Leaf:
        return _hashed("explore", "js", explore_script())

    @cached_property
    def _explore_style(self) -> Leaf:
        names = re.findall(r"url\('\./([^']+)'\)", (ASSETS / "explore.css").read_text("utf-8"))
        return _hashed(
            "explore", "css", style_sheets([n for n in names if n not in _STYLES]).encode()
        )

    def _faces(self) -> Iterator[str]:
        """No text ever moves for a font: one that comes late is for the next page."""
        for family, style, name, letters in _FONTS:
            at = self._fonts[name].path.removeprefix(f"{FOLDER}/")
            yield (
                f"@font-face{{font-family:'{family}';font-style:{style};font-weight:400 700;"
                f"font-display:optional;unicode-range:{letters};src:url({at}) format('woff2')}}\n"
            )


def _named(path: Path) -> Leaf:
    return _hashed(path.stem, path.suffix[1:], path.read_bytes())


def _hashed(stem: str, suffix: str, data: bytes) -> Leaf:
    return Leaf.of(f"{FOLDER}/{stem}-{digest(data)[:10]}.{suffix}", data)
