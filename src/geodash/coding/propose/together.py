"""Namings that stand together: “Russian, Tajik and Uzbek”, “between Armenia and Azerbaijan”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geodash.coding.propose.model import ActorFound

_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+|both\s+)?$|\bamong\s+$", re.IGNORECASE)
_AND = re.compile(r"^(?:,\s*|\s*,?\s*(?:and|as well as|&)\s+|[-–]|\s+)(?:the\s+|its\s+)?$")


def ids_of(found: Sequence[ActorFound]) -> tuple[str, ...]:
    """The actors that are named, each once."""
    return tuple(dict.fromkeys(i for a in found for i in a.actors))


def is_where(body: str, one: ActorFound) -> bool:
    """Whether a naming is only where something was: “in Burma”."""
    return body[max(0, one.span.start - 8) : one.span.start].endswith((" in ", " in the "))


def between(body: str, found: Sequence[ActorFound]) -> list[ActorFound]:
    """“Between Armenia and Azerbaijan”."""
    for at, one in enumerate(found):
        if _BETWEEN.search(body[max(0, one.span.start - 16) : one.span.start]):
            both = joined(body, found[at:])
            if len(ids_of(both)) > 1:
                return both
    return []


def joined(body: str, found: Sequence[ActorFound]) -> list[ActorFound]:
    """The first, and those that are told with it: “Russian, Tajik and Uzbek”."""
    run = list(found[:1])
    for other in found[1:]:
        if not _AND.match(body[run[-1].span.end : other.span.start]):
            break
        run.append(other)
    return run


def with_those_before(
    body: str, run: list[ActorFound], before: Sequence[ActorFound]
) -> list[ActorFound]:
    """With those that are told together with it, on both sides."""
    at = before.index(run[0])
    while at > 0 and _AND.match(body[before[at - 1].span.end : run[0].span.start]):
        at -= 1
        run.insert(0, before[at])
    last = before.index(run[-1])
    while last + 1 < len(before) and _AND.match(
        body[run[-1].span.end : before[last + 1].span.start]
    ):
        last += 1
        run.append(before[last])
    return run
