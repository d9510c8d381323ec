"""Clauses of a sentence, and the words in them that say what happened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from geodash.coding.propose.act_words import ACTS, NO_ACT, UNREAL
from geodash.coding.propose.own_acts import Signs
from geodash.domain.kinds import OwnType

_CUT = re.compile(
    r"[;:—]\s*|,\s+(?=(?:and|but|while|although|though|as|when|which|who|whom|whose|where|with|after|before|"
    r"resulting|according|amid|since|because|especially|including|each|thus|sending|claiming|stating|asking|saying|adding)\b)"
    r"|\s(?=(?:and|but)\s+(?:has|have|had|is|are|was|were|also|even|claim\w*|ask\w*|call\w*|demand\w*|sen[dt]\w*|turning|refers|supports|conducting)\b)"
    r"|\s(?=(?:while|although|whereas|after|before|by (?:demanding|claiming|arguing|accusing)|because)\s)",
    re.IGNORECASE,
)
#: Words at the ends of a clause that are not its own.
_LEAD = re.compile(
    r"^(?:and|but|while|although|though|as|when|which|who|that|also|even|then|thus|so|,|–|-|“|\"|\s)+(?=\W|\b)",
    re.IGNORECASE,
)
#: “…, backed by African Union forces, …”, “with the support of …”: an aside, whatever the sentence says was done.
_BE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|gets?|got)\s+(?:\w+ly\s+|not\s+)?$", re.IGNORECASE
)
_BY = re.compile(r"\s+by\b", re.IGNORECASE)
_LED_IN = re.compile(
    r"\b(?:with|without|in|under|despite|amid|after|following|during|since)\s+(?:(?:the|an?|its|their|his|her|full|\w+['’]s?)\s+){0,2}$",
    re.IGNORECASE,
)
#: Between a speaker's word and the noun that it is about: “denounced the military operation”.
_ON = re.compile(
    r"\s+(?:of\s+)?(?:the|this|that|these|those|an?|its|their)\s+(?:\w+\s+){0,2}", re.IGNORECASE
)
#: What a party asks for, refuses or threatens is no act of its own.
_HOLDS = frozenset(("DEMAND", "REJECT", "THREATEN", "SUPPORT", "AGREE"))


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: where it begins and ends, and those of its sentence."""

    start: int
    end: int
    sentence: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Act:
    """Words that say what happened: ``form`` is say, do, or happen (nobody does it), ``types`` are PLOVER's, the likeliest
    first; ``own`` is the collection's own type that they tell, if they do."""

    start: int
    end: int
    form: str
    types: tuple[str, ...]
    clause: Clause
    own: OwnType | None = None


def clauses(body: str, start: int, end: int) -> list[Clause]:
    """The clauses of a sentence, without what only joins them."""
    cuts = [
        start,
        *(m.end() if m[0].strip() else m.start() for m in _CUT.finditer(body, start, end)),
        end,
    ]
    found = []
    for first, last in pairwise(cuts):
        lead = _LEAD.match(body[first:last])
        begin = first + (lead.end() if lead else 0)
        stop = first + len(body[first:last].rstrip(" ,;:—\n"))
        if stop > begin:
            found.append(Clause(begin, stop, (start, end)))
    return found


def is_aside(body: str, act: Act) -> bool:
    """Whether an act is told beside another: a participle with its doer behind it, a noun that a preposition leads in."""
    before = body[max(act.clause.sentence[0], act.start - 32) : act.start]
    said = body[act.start : act.end].lower()
    if said.endswith(("ed", "en")) and _BY.match(body, act.end):
        return not _BE.search(before)
    return act.form == "say" and _LED_IN.search(before) is not None


def acts(body: str, clause: Clause, signs: Sequence[Signs] = ()) -> list[Act]:
    """What is told in a clause, in its order: words of a speaker hold what follows them. ``signs`` are the collection's own."""
    found: list[Act] = []
    told = list(_told(body, clause, signs))
    threat = any(a.types[0] == "THREATEN" for a in told)
    for act in told:
        if threat and act.types[0] in ("REJECT", "DEMAND"):
            continue
        holder = next(
            (
                a
                for a in reversed(found)
                if a.form == "say" and a.types[0] in _HOLDS and not is_aside(body, a)
            ),
            None,
        )
        on = found and found[-1].form == "say" and _ON.fullmatch(body, found[-1].end, act.start)
        # Nobody does what happens: it has happened, whoever speaks of it.
        if act.form == "happen" or not (holder or on):
            found.append(act)
    return found


def _told(body: str, clause: Clause, signs: Sequence[Signs]) -> Iterator[Act]:
    taken: list[tuple[int, int]] = []
    matches: list[tuple[int, int, int, str, tuple[str, ...], OwnType | None]] = []
    for rank, own in enumerate(signs, start=-len(signs)):
        named: tuple[str, ...] = (own.type.plover.value if own.type.plover else "",)
        matches += [
            (m.start(), -m.end(), rank, own.form, named, own.type)
            for m in own.pattern.finditer(body, clause.start, clause.end)
        ]
    for rank, (form, types, pattern) in enumerate(ACTS):
        matches += [
            (m.start(), -m.end(), rank, form, types, None)
            for m in pattern.finditer(body, clause.start, clause.end)
        ]
    for start, minus, _, form, types, own_type in sorted(matches, key=lambda m: m[:3]):
        if any(start < e and -minus > s for s, e in taken):
            continue
        before = body[max(clause.sentence[0], start - 48) : start]
        real = not UNREAL.search(before) and not NO_ACT.search(before)
        if real:
            taken.append((start, -minus))
            end = start + len(body[start:-minus].rstrip())
            yield Act(start, end, form, types, clause, own_type)
