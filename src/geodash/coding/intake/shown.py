"""An article that was brought, as the page shows it before it is stored."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from geodash.coding.intake.body import counted
from geodash.coding.intake.brought import Brought, Facts, Left, told
from geodash.coding.intake.days_in_text import clues
from geodash.coding.intake.odd import odd_spans
from geodash.coding.intake.store import VERSION, Nearest
from geodash.domain.passage import Block, paragraphs
from geodash.words.days import day

Json = dict[str, Any]

#: Odd spots named at the head of the preview; all are marked in the text.
_NAMED = 8
#: Languages that the page names; of others it shows the code.
_LANGUAGES = {"en": "English"}


def shown(brought: Brought, facts: Facts, kept: Iterable[int] = ()) -> Json:
    """``blocks`` are the article as it will be stored, with what is left out where it stood.

    ``count``, ``left`` and ``remarks`` say in words what it is, ``odd`` where it looks misprinted,
    ``clues`` what it prints of days. ``kept`` are the captions that the editor keeps.
    """
    final = brought.keeping(kept)
    body = final.body(facts.title)
    many, words = counted(body)
    language = _LANGUAGES.get(facts.language, facts.language)
    count = f"{many:,} paragraph{'s' * (many != 1)}, {words:,} word{'s' * (words != 1)}"
    # A comma after the words is not what is odd.
    spots = [(s, e - bool(re.search(r"\w[,;]\Z", body[s:e])), n) for s, e, n in odd_spans(body)]
    return {
        "count": f"{count}, {language}." if language else f"{count}.",
        "left": f"Left out: {'; '.join(told(final.left))}."
        if final.left
        else "Nothing was left out.",
        "remarks": list(final.remarks),
        "odd": {
            "count": len(spots),
            "paragraphs": list(dict.fromkeys(n for *_, n in spots if n is not None))[:_NAMED],
        },
        "blocks": list(_blocks(brought, final, body, spots, set(kept))),
        "clues": [
            {
                "words": clue.words,
                "paragraph": clue.paragraph,
                "says": clue.says,
                "offer": f"Not before {day(clue.earliest)}",
                "day": day(clue.earliest),
            }
            for clue in clues(body)
        ],
    }


def _blocks(
    brought: Brought,
    final: Brought,
    body: str,
    spots: Sequence[tuple[int, int, int | None]],
    kept: set[int],
) -> Iterator[Json]:
    """Text and left-out pieces in their order; ``keep`` and ``kept`` are the number of a caption."""
    blocks = list(paragraphs(body))
    first = len(final.blocks) - len(body.split("\n\n")) if body else len(final.blocks)
    # A block of the file is mostly one of the body; where it isn't, pieces stand after the nearest.
    pieces = list(_pieces(brought, final, kept))
    captions = _captions(brought, kept)
    at = 0
    for number, block in enumerate(blocks):
        while at < len(pieces) and pieces[at][0] <= number + max(first, 0):
            yield pieces[at][1]
            at += 1
        yield {
            "number": block.number,
            "level": block.level,
            "pieces": list(_marked(body, block, spots)),
            "kept": captions.get(number + max(first, 0)),
        }
    for _, piece in pieces[at:]:
        yield piece


def _captions(brought: Brought, kept: set[int]) -> dict[int, int]:
    """The captions that are kept, by their place among the blocks."""
    chosen = sorted(
        (n for n in kept if n < len(brought.left) and brought.left[n].caption),
        key=lambda n: (min(brought.left[n].after, len(brought.blocks)), n),
    )
    return {min(brought.left[n].after, len(brought.blocks)) + at: n for at, n in enumerate(chosen)}


def _pieces(brought: Brought, final: Brought, kept: set[int]) -> Iterator[tuple[int, Json]]:
    """What is left out, by the number of blocks before it; a picture and its caption are one."""
    numbers = [n for n, left in enumerate(brought.left) if n not in kept or not left.caption]
    # Both are sorted by where they stand; equal ones keep their order.
    numbers.sort(key=lambda n: min(brought.left[n].after, len(brought.blocks)))
    before: Left | None = None
    waiting: tuple[int, Json] | None = None
    for number, left in zip(numbers, final.left, strict=True):
        under = before is not None and (before.what, before.after) == ("picture", left.after)
        if waiting and under and left.what == "caption":
            yield left.after, _piece(left, number, "picture and its caption")
            waiting = before = None
            continue
        if waiting:
            yield waiting
        waiting, before = (left.after, _piece(left, number)), left
    if waiting:
        yield waiting


def _piece(left: Left, number: int, what: str = "") -> Json:
    name = what or (f"{left.what} and its caption" if left.caption else left.what)
    return {
        "left": name if left.count == 1 else f"{left.count:,} × {left.what}",
        "text": left.text,
        "keep": number if left.caption else None,
    }


def _marked(
    body: str, block: Block, spots: Sequence[tuple[int, int, int | None]]
) -> Iterator[Json]:
    at = block.start
    for start, end, _ in spots:
        if start < at or end > block.end:
            continue
        if at < start:
            yield {"text": body[at:start], "odd": False}
        yield {"text": body[start:end], "odd": True}
        at = end
    if at < block.end:
        yield {"text": body[at : block.end], "odd": False}


def like(found: Nearest | None) -> Json:
    """The article that is most like the new one, in a sentence; ``version``: it may be one of that."""
    if found is None:
        return {"said": "No other article here shares a sentence with it, so it counts as new.",
                "id": "", "same": False, "version": False}  # fmt: skip
    if found.same:
        said = f"This article is here already: “{found.title}”."
    elif found.share >= VERSION:
        said = f"It shares {found.share:.0%} of its sentences with “{found.title}”."
    else:
        share = f"{max(found.share, 0.01):.0%}".replace("%", "\u00a0%")
        said = f"No other article here is like it (the nearest shares {share} of its sentences), so it counts as new."
    return {
        "said": said,
        "id": found.article_id,
        "same": found.same,
        "version": found.share >= VERSION and not found.same,
    }
