"""What an editor reads on the page Code: plain words for types, places, dates, and how sure they are.

A type has a key of two digits: that of its kind, in the order of the legend, and its own within the kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from geodash.domain.kinds import AnyType, EventType, OwnType
from geodash.domain.model import Fact, PlaceRole, Relation
from geodash.words.labels import type_label


@dataclass(frozen=True, slots=True)
class TypeWords:
    """A type in plain words: ``words`` on the card, ``short`` in a table, ``hint`` beside the choice."""

    words: str
    short: str
    hint: str = ""


#: What kinds of actors are called where their key is no plain word.
ACTOR_KINDS: Mapping[str, str] = MappingProxyType(
    {"igo": "organisation of states", "armed_group": "armed group"}
)

TYPES: Mapping[EventType, TypeWords] = MappingProxyType(
    {
        EventType.ASSAULT: TypeWords("shots, shelling, a town taken", "Violence", "armed force"),
        EventType.PROTEST: TypeWords("people protest or block", "Protest", "civilians"),
        EventType.MOBILIZE: TypeWords(
            "forces massed, exercises, mines, airspace entered", "Massing", "no shots"
        ),
        EventType.COERCE: TypeWords(
            "detention, blockade by forces, police force", "Coercion", "force on people"
        ),
        EventType.SANCTION: TypeWords("trade, gas or transit cut", "Cuts"),
        EventType.CRIME: TypeWords("illegal act, as one side says", "Crime", "mining, smuggling"),
        EventType.DEMAND: TypeWords("asks, demands, warns", "Asks, warns", "no consequence stated"),
        EventType.DISAPPROVE: TypeWords(
            "accuses, complains", "Accuses", "a note of protest, blame"
        ),
        EventType.REJECT: TypeWords("denies, refuses", "Refuses", "“will not allow”"),
        EventType.THREATEN: TypeWords("threatens", "Threatens", "says what would follow"),
        EventType.RETREAT: TypeWords(
            "hands over, withdraws", "Hands over", "by the one who leaves"
        ),
        EventType.AID: TypeWords(
            "gives, sends, sells", "Gives, sends", "arms, peacekeepers, money"
        ),
        EventType.COOPERATE: TypeWords("works together", "Works together", "partners all act"),
        EventType.INVESTIGATE: TypeWords("looks into", "Looks into", "inquiry"),
        EventType.CONSULT: TypeWords("meets, calls, mediates", "Meets, calls", "future: planned"),
        EventType.AGREE: TypeWords(
            "agrees, offers a deal", "Deal, offer", "treaty, ceasefire, readiness"
        ),
        EventType.SUPPORT: TypeWords("supports, recognises, praises", "Supports"),
        EventType.CONCEDE: TypeWords("gives way", "Gives way"),
    }
)
NO_TYPE = TypeWords("none of these fits", "None fits", "appointment, election")


def type_words(event_type: AnyType | None) -> TypeWords:
    """Those of a type, or of none; a collection's own words go before those of the PLOVER type."""
    if not event_type:
        return NO_TYPE
    if not isinstance(event_type, OwnType):
        return TYPES[event_type]
    label, own = type_label(event_type), event_type.words
    base = (
        TYPES[event_type.plover]
        if event_type.plover and not own
        else TypeWords(own or label.lower(), label)
    )
    return replace(base, short=event_type.short or base.short, hint=event_type.hint or base.hint)


#: The facts that words can carry, by the key that gives them: 1 to 5.
FACTS: Mapping[Fact, str] = MappingProxyType(
    {
        Fact.WHAT: "what",
        Fact.WHEN: "when",
        Fact.WHERE: "where",
        Fact.WHO: "who",
        Fact.TOLL: "toll",
    }
)

ROLES: Mapping[PlaceRole, str] = MappingProxyType(
    {
        PlaceRole.SCENE: "It happened",
        PlaceRole.SEAT: "Said in the speaker’s capital",
        PlaceRole.SUBJECT: "The place spoken of",
    }
)

#: UCDP's steps as words before a place, in the order of the choice.
NEARNESS: Mapping[int, str] = MappingProxyType(
    {
        1: "at",
        2: "near",
        3: "somewhere in the district",
        4: "somewhere in the province",
        6: "somewhere in the country",
        5: "along, or in the area",
        7: "at sea or in the air",
    }
)

#: How a link reads from its event to the other, and back.
RELATIONS: Mapping[Relation, tuple[str, str]] = MappingProxyType(
    {
        Relation.PART_OF: ("part of", "has the part"),
        Relation.RESPONDS_TO: ("answers", "is answered by"),
        Relation.DENIES: ("denies", "is denied by"),
        Relation.ABOUT: ("is about", "is spoken of in"),
        Relation.FOLLOWS: ("follows", "is followed by"),
    }
)

#: Why a sentence holds no event: the value of considered.csv, and its words.
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "condition": "a state of things",
        "motive": "motive",
        "forecast": "forecast",
        "view": "the author’s view",
        "state": "describes, nothing happens",
        "rhetoric": "rhetoric",
        "silence": "says what did not happen",
        "repeated": "told before",
        "other": "another reason",
    }
)

#: What an event without a title is called as long as it has none.
NEW_EVENT = "New event"
