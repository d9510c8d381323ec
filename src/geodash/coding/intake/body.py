"""Lines of a text as the blocks of an article: parted by blank lines, not a word changed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from geodash.collection.read.articles import read_as_paragraphs
from geodash.domain.passage import paragraphs

_BLANK = re.compile(r"\n[ \t\u00a0]*(?:\n[ \t\u00a0]*)*(?=\n)")
_LINE_END = re.compile(r"\r\n?")
_HEADLINE = 160


def blocks_of(text: str) -> list[str]:
    """The blocks of a text; lines that are paragraphs by their look become blocks of their own."""
    lines = [line.rstrip(" \t") for line in _LINE_END.sub("\n", text).split("\n")]
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip(" \t\u00a0"):
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    blocks = [block for block in blocks if block]
    few = 2 if len(blocks) == 1 else 3
    parted: list[str] = []
    for block in blocks:
        parted += block if read_as_paragraphs(block, few) else ["\n".join(block)]
    return parted


def article_blocks(texts: Iterable[str]) -> list[str]:
    """Paragraphs of a file as blocks: trimmed, and parted where they hold a blank line."""
    return [
        b.strip(" \t\n")
        for text in texts
        for b in re.split(r"\n[ \t\u00a0]*\n\s*", text)
        if b.strip()
    ]


def heading(text: str, level: int) -> str:
    """A heading of the text, below that of the article; ``level`` counts from 1."""
    return f"{'#' * min(level + 1, 6)} {' '.join(text.split())}"


def is_headline(blocks: list[str]) -> bool:
    """Whether the first block looks like the title: one short line that ends no sentence."""
    if len(blocks) < 2:
        return False
    first = blocks[0].strip()
    if first.startswith("#"):
        return bool(re.match(r"#[ \t]+\S", first)) and "\n" not in first
    plain = first[:1] not in "-*|>" and not first.endswith((".", ",", ";", ":", "…", "---"))
    return plain and "\n" not in first and len(first) <= _HEADLINE


def counted(body: str) -> tuple[int, int]:
    """How many paragraphs and words a body has."""
    return sum(1 for b in paragraphs(body) if b.number is not None), len(body.split())


#: Words that every English text is full of and that are not those of its neighbours.
_ENGLISH = frozenset(
    re.findall(
        r"\w+", "the of and to in that is was for with as by it from be has which have are this"
    )
)


def is_english(body: str) -> bool:
    """Whether a text is certainly English, by the words that join its others."""
    found = [w.strip(".,;:“”\"'()").lower() for w in body.split()[:2000]]
    return len(found) >= 20 and sum(w in _ENGLISH for w in found) > 0.2 * len(found)
