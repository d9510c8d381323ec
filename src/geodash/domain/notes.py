"""Which words of an article an editor's note speaks of."""

from __future__ import annotations

import re

from geodash.domain.model import Article, EditorNote
from geodash.domain.passage import paragraphs

_QUOTED = re.compile(r"“([^“”]{3,300})”|\"([^\"]{3,300})\"|‘([^‘’]{3,300})’")


def note_paragraph(article: Article, note: EditorNote) -> int | None:
    """The number of the paragraph that an editor's note speaks of: the first that it quotes."""
    numbered = [p for p in paragraphs(article.body) if p.number]
    for block in numbered:
        if quotes_from(note.text, article.body[block.start : block.end]):
            return block.number
    cited = re.search(r"¶ ?(\d+)", note.text)
    if cited and any(p.number == int(cited.group(1)) for p in numbered):
        return int(cited.group(1))
    return None


def quotes_from(note: str, text: str) -> bool:
    """Whether a note quotes words of a text; ``…`` in a quotation stands for words left out."""
    text = text.casefold()
    for match in _QUOTED.finditer(note):
        words = next(g for g in match.groups() if g).casefold()
        parts = [part.strip(" .,;:") for part in re.split("…|\\.\\.\\.", words)]
        if all(part in text for part in parts):
            return True
    return False
