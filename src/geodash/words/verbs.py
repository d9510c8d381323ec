"""A title as a whole sentence: headlines leave out the verb that a sentence needs.

By the grammar of titles (``[act] [place], says [source]``) an act is a clause in the present, a
passive without its “is”, or a noun. What is none of these for sure stays as it is: a verb put in the
wrong place would turn who did something into whom it was done to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_PREPOSITIONS = [
    "about",
    "above",
    "across",
    "after",
    "against",
    "along",
    "among",
    "around",
    "at",
    "before",
    "behind",
    "between",
    "by",
    "during",
    "for",
    "from",
    "in",
    "inside",
    "into",
    "near",
    "of",
    "off",
    "on",
    "onto",
    "outside",
    "over",
    "through",
    "to",
    "towards",
    "under",
    "until",
    "with",
    "within",
    "without",
]
_AFTER = "|".join([*_PREPOSITIONS, "and", "down", "up", "away", "back"])
_IRREGULAR = "brought|built|caught|given|held|kept|led|left|lost|made|met|paid|put|seen|sent|set|shot|sold|sunk|taken|told|thrown|won"
_PASSIVE = re.compile(rf"(?P<head>[^,;:]+?) (?P<verb>[a-z]+ed|{_IRREGULAR})(?=$|,| (?:{_AFTER})\b)")
#: Of these a form in -ed is the past of a deed, not what was done to somebody.
_DEEDS = frozenset(
    [
        "advanced",
        "agreed",
        "apologised",
        "appealed",
        "arrived",
        "attacked",
        "began",
        "called",
        "clashed",
        "collapsed",
        "continued",
        "died",
        "ended",
        "entered",
        "erupted",
        "fired",
        "gathered",
        "happened",
        "landed",
        "marched",
        "moved",
        "objected",
        "occurred",
        "protested",
        "rallied",
        "refused",
        "resigned",
        "responded",
        "retreated",
        "returned",
        "started",
        "visited",
        "voted",
        "warned",
    ]
)
_DETERMINERS = frozenset(
    [
        "a",
        "an",
        "the",
        "its",
        "his",
        "her",
        "their",
        "this",
        "that",
        "these",
        "those",
        "some",
        "any",
        "not",
        "to",
        "says",
        "who",
        "which",
    ]
)
#: Nouns of acts, in the singular.
_ACTS = frozenset(
    [
        "act",
        "agreement",
        "airstrike",
        "attack",
        "blockade",
        "ceasefire",
        "clash",
        "conference",
        "deployment",
        "demonstration",
        "dialogue",
        "drill",
        "election",
        "exchange",
        "exercise",
        "exploration",
        "explosion",
        "fighting",
        "incursion",
        "invasion",
        "killing",
        "meeting",
        "negotiation",
        "operation",
        "protest",
        "raid",
        "rally",
        "referendum",
        "shelling",
        "strike",
        "summit",
        "talk",
        "visit",
        "war",
    ]
)


def is_plural(noun: str) -> bool:
    """Whether a noun of a title has the form of several."""
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is", "’s"))


def passive(act: str, doers: Iterable[str] = ()) -> str:
    """``Lachin road is blocked by …``; blank where it is no passive, or one of ``doers`` stands before the verb."""
    found = _PASSIVE.match(act)
    if found is None or found["verb"] in _DEEDS:
        return ""
    head, words = found["head"], found["head"].split()
    named = any(name and name.casefold() in head.casefold() for name in doers)
    after = (w for i, w in enumerate(words) if i and words[i - 1] not in _PREPOSITIONS)
    if named or any(w.lower() in _DETERMINERS for w in after):
        return ""
    verb = "are" if " and " in _noun_phrase(head) or is_plural(_noun(head)) else "is"
    return f"{head} {verb} {act[len(head) + 1 :]}"


def nominal(act: str, doers: Iterable[str] = ()) -> str:
    """``is`` or ``are`` for an act that is a noun with what belongs to it; blank for a clause.

    One of ``doers`` at its beginning, a plural or an article before the noun make it a clause.
    """
    noun, before = _noun(act), _noun_phrase(act).split()[:-1]
    begun = any(act.startswith((f"{name} ", f"{name},")) for name in doers if name)
    several = any(is_plural(w) for w in before)
    if begun or several or any(w.lower() in _DETERMINERS for w in before[1:]):
        return ""
    single = noun.removesuffix("es") if noun.endswith("shes") else noun.removesuffix("s")
    if noun.lower() not in _ACTS and single.lower() not in _ACTS:
        return ""
    return "are" if is_plural(noun) and noun.lower() not in _ACTS else "is"


def _noun_phrase(text: str) -> str:
    """What stands before the first preposition."""
    return re.split(rf" (?:{'|'.join(_PREPOSITIONS)})\b", text, maxsplit=1)[0]


def _noun(text: str) -> str:
    words = _noun_phrase(text).split()
    return words[-1] if words else ""
