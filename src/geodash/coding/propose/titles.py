"""The beginning of a title, by the grammar of titles: act, place, “, says source”; no word of it judges."""

from __future__ import annotations

from collections.abc import Sequence

from geodash.coding.propose.act_words import TITLES
from geodash.coding.propose.model import PlaceChoice
from geodash.coding.propose.parties import Parties
from geodash.words.lists import listed

_MOST = 90
_MUTUAL = frozenset(("ASSAULT", "CONSULT", "AGREE", "COOPERATE", "MOBILIZE", "PROTEST"))


def title(
    parties: Parties,
    kind: str,
    actors: Sequence[str],
    recipients: Sequence[str],
    place: PlaceChoice | None,
    role: str,
    source: Sequence[str],
) -> str:
    """How a title may begin; it goes on where the act needs what it is about."""
    single, noun, several = TITLES[kind]
    who, whom = listed(map(parties.name, actors)), listed(map(parties.name, recipients))
    if not actors:
        said = noun
    elif len(actors) > 1:
        said = several.format(a=who, r=whom or "…")
        if kind == "ASSAULT" and set(recipients) - set(actors):
            said = f"{who} attack {whom}"
    else:
        said = single.format(a=who, r=whom or "…")
    said = _tidy(said)
    if (
        place
        and role == "scene"
        and kind in ("ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "CONSULT", "CRIME")
    ):
        near = "near" if place.where_prec == 2 else "along" if place.kind == "line" else "in"
        said = f"{said} {near} {place.label}" if place.label not in said else said
    if source:
        said = f"{said}, says {listed(map(parties.name, source))}"
    return said if len(said) <= _MOST else said[: _MOST - 1].rsplit(" ", 1)[0] + "…"


def _tidy(said: str) -> str:
    """Without the gap for whom nobody names."""
    for gap in (" on … to", " … of", " with …", " … with", " … an agreement", " …"):
        if gap in said:
            return said.replace(
                gap,
                gap.replace(" …", "").replace("on to", "for").replace(" with", "")
                if gap != " on … to"
                else " for",
                1,
            )
    return said
