"""Build `src/geodash/assets/vendor/fonts/` from the fonts inside a pinned Streamlit wheel.

    pip install fonttools brotli
    python tools/build_fonts.py

What stands alone (the single-file show, still maps, PPTX measures) needs a copy of its own, and the
live pages are spared a megabyte. Each is cut down to the letters that articles in Latin, Greek and
Cyrillic script use, and to weights 400 to 700; the symbols to those that Streamlit's own scripts name.
Same wheel in, same bytes out.

The licence reserves the name "Source" for the unmodified fonts, so the subsets call themselves
"Geodash Serif" and "Geodash Sans"; a style sheet may bind them to any family name.
"""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "src" / "geodash" / "assets" / "vendor" / "fonts"
CACHE = ROOT / ".build-cache"

WHEEL = "streamlit-1.67.0-py3-none-any.whl"
SHA256 = "f29da87c443bfbdfc52738616e3d65745d438e718da8faf69e2be0da1e52ce64"
FOLDER = "streamlit/static/static/media/"
ROMAN = "SourceSerifVariable-Roman.ttf.mdpVL9bi.woff2"
ITALIC = "SourceSerifVariable-Italic.ttf.CVdzAtxO.woff2"
SANS = "SourceSansVF-Upright.ttf.BsWL4Kly.woff2"
SYMBOLS = "MaterialSymbols-Rounded.nEdyypZU.woff2"

# First and last code point of each stretch that is kept, where the source has it.
LETTERS = (
    (0x20, 0x7E),  # ASCII
    (0xA0, 0x24F),  # Latin-1, Latin Extended-A and -B
    (0x250, 0x2AF),  # ə, and the ɔ, ɛ, ŋ of African alphabets
    (0x2B0, 0x2FF),  # modifier letters: the apostrophes of transliterations
    (0x300, 0x32F),  # combining marks
    (0x370, 0x3FF),  # Greek
    (0x400, 0x52F),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin Extended Additional: Vietnamese, transliterations
    (0x1F00, 0x1FFF),  # Greek with all its accents
    (0x2010, 0x205F),  # punctuation
    (0x2070, 0x20CF),  # raised figures, currencies
    (0x2116, 0x2116),  # №
    (0x2122, 0x2122),
    (0x2190, 0x2199),  # arrows
    (0x21E7, 0x21E7),  # keys
    (0x2318, 0x2318),
    (0x232B, 0x232B),
    (0x2212, 0x2215),
    (0x2248, 0x2248),
    (0x2260, 0x2265),
    (0x25A0, 0x25EF),  # simple shapes
    (0x2713, 0x2713),
    (0xFFFD, 0xFFFD),
)
#: What most articles in Latin letters need of them: half as large, for pages that are read over a slow line.
LATIN = (
    (0x20, 0x7E),
    (0xA0, 0xFF),
    *(
        (code, code + 1)
        for code in (0x106, 0x10C, 0x10E, 0x118, 0x11E, 0x130, 0x141, 0x150, 0x152, 0x15A)
    ),
    *((code, code + 1) for code in (0x15E, 0x160, 0x16A, 0x17B, 0x17D)),
    (0x259, 0x259),
    (0x2BB, 0x2BC),
    (0x2010, 0x2015),
    (0x2018, 0x201E),
    (0x2022, 0x2022),
    (0x2026, 0x2026),
    (0x2039, 0x203A),
    (0x20AC, 0x20AC),
    (0x2116, 0x2116),
    (0x2122, 0x2122),
    (0x2190, 0x2193),
    (0x21E7, 0x21E7),
    (0x2212, 0x2212),
    (0x2260, 0x2260),
    # What opens and closes on a page.
    (0x25B4, 0x25B4),
    (0x25BE, 0x25BE),
)
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga", "calt", "lnum", "pnum", "tnum"]
# Optical size 20: sturdy strokes, which survive a bad link better than the display cut does.
OPTICAL = 20


@dataclass(frozen=True)
class Cut:
    """One file to write: source, limits of its axes, family and style it calls itself."""

    file: str
    source: str
    weight: int | tuple[int, int]
    family: str
    style: str
    letters: tuple[tuple[int, int], ...] = LETTERS


CUTS = (
    Cut("serif-latin.woff2", ROMAN, (400, 700), "Geodash Serif", "Regular", LATIN),
    Cut("serif-italic-latin.woff2", ITALIC, 400, "Geodash Serif", "Italic", LATIN),
    Cut("sans-latin.woff2", SANS, (400, 700), "Geodash Sans", "Regular", LATIN),
    Cut("serif.woff2", ROMAN, (400, 700), "Geodash Serif", "Regular"),
    Cut("serif-italic.woff2", ITALIC, (400, 700), "Geodash Serif", "Italic"),
    Cut("sans.woff2", SANS, (400, 700), "Geodash Sans", "Regular"),
    Cut("serif-400.ttf", ROMAN, 400, "Geodash Serif", "Regular"),
    Cut("serif-600.ttf", ROMAN, 600, "Geodash Serif", "SemiBold"),
    Cut("serif-400-italic.ttf", ITALIC, 400, "Geodash Serif", "Italic"),
    Cut("sans-400.ttf", SANS, 400, "Geodash Sans", "Regular"),
    Cut("sans-600.ttf", SANS, 600, "Geodash Sans", "SemiBold"),
)


#: How Streamlit's scripts name a symbol.
SYMBOL = re.compile(rb":material/([a-z0-9_]+)")


def wheel() -> Path:
    """The pinned wheel, fetched when it is not in the cache; SystemExit on other bytes."""
    path = CACHE / WHEEL
    CACHE.mkdir(exist_ok=True)
    if not path.exists():
        pin = "streamlit==" + WHEEL.split("-")[1]
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", ".", pin]
        subprocess.run(command, cwd=CACHE, check=True)
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != SHA256:
        raise SystemExit(f"{WHEEL}: SHA-256 is {found}, expected {SHA256}")
    return path


def letters(kept: tuple[tuple[int, int], ...] = LETTERS) -> list[int]:
    """All code points that are kept."""
    return [code for first, last in kept for code in range(first, last + 1)]


def cut(source: bytes, what: Cut) -> bytes:
    """The font `what` describes, made from the bytes of its source."""
    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters(what.letters))
    subsetter.subset(font)
    axes = {axis.axisTag for axis in font["fvar"].axes}
    limits = {"wght": what.weight} | ({"opsz": OPTICAL} if "opsz" in axes else {})
    font = instantiateVariableFont(font, limits)
    rename(font, what)
    font.flavor = "woff2" if what.file.endswith(".woff2") else None
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def symbols(archive: zipfile.ZipFile) -> bytes:
    """The font of symbols with those alone that some script of the wheel names."""
    font = TTFont(io.BytesIO(archive.read(FOLDER + SYMBOLS)), recalcTimestamp=False)
    scripts = [n for n in archive.namelist() if n.endswith((".js", ".py"))]
    named = {m.decode() for n in scripts for m in SYMBOL.findall(archive.read(n))}
    options = Options()
    options.layout_features = ["liga", "rlig"]
    options.layout_closure = False
    options.hinting = False
    subsetter = Subsetter(options)
    letters = [ord(c) for c in "abcdefghijklmnopqrstuvwxyz0123456789_"]
    glyphs = sorted(named & set(font.getGlyphOrder()))
    subsetter.populate(unicodes=letters, glyphs=glyphs)
    subsetter.subset(font)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def rename(font: TTFont, what: Cut) -> None:
    """Give the subset its own names and weight; copyright and licence stay as they are."""
    table = font["name"]
    weight = what.weight if isinstance(what.weight, int) else what.weight[0]
    family, style = what.family, what.style
    plain = style in ("Regular", "Italic")
    names = {
        1: family if plain else f"{family} {style}",
        2: style if plain else "Regular",
        3: f"{family} {style}; {table.getDebugName(5)}",
        4: f"{family} {style}",
        6: f"{family}-{style}".replace(" ", ""),
        16: family,
        17: style,
    }
    kept = {0, 5, 7, 8, 9, 11, 13, 14}
    table.names = [n for n in table.names if n.nameID in kept or n.nameID >= 256]
    for name_id, text in names.items():
        table.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight


def main() -> None:
    """Write all cuts and say how big they are."""
    OUT.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel()) as archive:
        made = {what.file: cut(archive.read(FOLDER + what.source), what) for what in CUTS}
        made["symbols.woff2"] = symbols(archive)
    for file, data in made.items():
        (OUT / file).write_bytes(data)
        print(f"{len(data):9,d}  {file}")


if __name__ == "__main__":
    main()
