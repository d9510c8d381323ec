"""What an editor sees before an article is stored: the file as it will be, and what is not in it."""

from __future__ import annotations

from collections.abc import Iterator

from geodash.coding.intake.body import counted
from geodash.coding.intake.brought import Brought, told
from geodash.coding.intake.odd import odd_line
from geodash.coding.intake.store import VERSION, Nearest


def summary(brought: Brought, title: str) -> Iterator[str]:
    """How much there is, what was left out, and what to know of the reading; a line each."""
    many, words = counted(brought.body(title))
    yield f"{brought.form}: {many:,} paragraph{'s' * (many != 1)}, {words:,} word{'s' * (words != 1)}."
    if brought.left:
        yield f"Left out: {'; '.join(told(brought.left))}."
    else:
        yield "Nothing was left out."
    yield from brought.remarks
    if odd := odd_line(brought.body(title)):
        yield odd


def likeness(found: Nearest | None) -> str:
    """What to say of the article that is most like the new one; blank for nothing."""
    if found is None:
        return ""
    name = f"“{found.title}” ({found.article_id})"
    if found.same:
        return f"This article is here already as {name}."
    if found.share >= VERSION:
        return f"It shares {found.share:.0%} of its sentences with {name}: is it a new version of that?"
    return ""
