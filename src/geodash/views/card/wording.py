"""The words that are quoted of an answer: all passages of its sentence that tell it."""

from __future__ import annotations

from dataclasses import dataclass

from geodash.domain.lookup import Lookup
from geodash.domain.model import Mention
from geodash.words.texts import QUOTE_ROOM, clauses

#: What may stand between two passages that go on from each other.
_JOINTS = " ,;:–—"


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of an article on one line; ``span`` is where they stand in it, (0, 0) where not found.

    ``cut``: a passage was longer than its room and goes on in the article.
    """

    text: str
    span: tuple[int, int] = (0, 0)
    cut: bool = False


def wording_of(lookup: Lookup, mention: Mention, *, brief: bool = False) -> Wording:
    """A mention's words with what else its sentence tells of the event, an ellipsis for what is left out.

    Each passage has its own room: of two, neither is shortened for the other. ``brief``: up to the mention's own words.
    A denial is quoted with what it denies, and its reason has to stand back.
    """
    told = lookup.together(mention)
    if brief:
        told = told[: told.index(mention) + 1]
    marks = [mark for mark in map(lookup.mark_of, told) if mark]
    text = clauses(told[0].quote)
    for before, mark, passage in zip(marks, marks[1:], told[1:], strict=False):
        between = lookup.collection.articles[mention.article_id].body[before.end : mark.start]
        goes_on = not between.strip(_JOINTS) and not text.endswith("…")
        text += f"{between if goes_on else ' … '}{clauses(passage.quote)}"
    cut = any(len(m.quote) > QUOTE_ROOM for m in told)
    span = (marks[0].start, marks[-1].end) if marks else (0, 0)
    return Wording(" ".join(text.split()), span, cut)
