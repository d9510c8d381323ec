"""A view as a paragraph to paste: plain text with numbered footnotes, as the Word file has it."""

from __future__ import annotations

from typing import Any

from geodash.exchange.about import about_lines
from geodash.exchange.selection import Selection
from geodash.exchange.telling import opening
from geodash.views.paragraph import Sentence, paragraph

#: Events that one paragraph may tell; nobody reads a longer one.
MOST_TOLD = 150


def told(selection: Selection) -> dict[str, Any]:
    """``pieces`` of ``[words, numbers of the notes after them]``, ``notes``, ``beside``, ``closing``.

    ``beside`` are ids of events told only as answers, though the filter leaves them out.
    """
    found = paragraph(selection.collection, selection.events, selection.names)
    return {
        "pieces": [[(opening(selection), ())], *(_runs(piece) for piece in found.pieces())],
        "notes": [note.text for note in found.footnotes],
        "beside": list(found.beside),
        "closing": about_lines(selection),
    }


def _runs(piece: tuple[Sentence, ...]) -> list[tuple[str, tuple[int, ...]]]:
    """Texts with the numbers of the footnotes after them."""
    runs: list[tuple[str, tuple[int, ...]]] = []
    for number, sentence in enumerate(piece):
        runs += [(" ", ())] if number else []
        runs += [(run.text, run.notes) for run in sentence.runs]
    return runs
