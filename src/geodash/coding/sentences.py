"""The paragraphs and sentences of a body, as an editor goes through them; offsets count code points."""

from __future__ import annotations

from dataclasses import dataclass

from geodash.domain.passage import Block, paragraphs, sentences


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and the position of its block among those of the body; headings have none."""

    start: int
    end: int
    block: int


def sentences_of(body: str) -> tuple[Sentence, ...]:
    """All sentences of the paragraphs of a body, in order."""
    return tuple(
        Sentence(start, end, at)
        for at, block in enumerate(paragraphs(body))
        if block.number is not None
        for start, end in sentences(body, block)
    )


def paragraph_number(body: str, offset: int) -> int | None:
    """The number of the paragraph that holds an offset; ``None`` in a heading."""
    found: Block | None = None
    for block in paragraphs(body):
        if block.start > offset:
            break
        found = block
    return found.number if found else None
