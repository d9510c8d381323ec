"""A filter part by part in words: for the sentence, for the words and chips of the page.

Whoever shows a filter says what stands here; nobody words it again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodash.query.parts import PARTS, Part
from geodash.query.vocabulary import Vocabulary

if TYPE_CHECKING:
    from geodash.query.filter import Filter


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said of one part: a word of the page's sentence, or a chip beside it.

    ``key`` is ``when``, ``who``, ``what`` or ``sure``, a chip's its parameter. ``set_by`` is the
    word whose card sets a chip, if any. ``params`` are all that letting go takes out of the
    address. ``told``: the words tell a choice; ``narrows``: the choice takes events away.

    ``lead`` stands before ``words`` on the page, ``brief`` is the same for the least room,
    ``phrase`` the words in the whole sentence, ``let_go`` what these are without the part.
    """

    key: str
    set_by: str
    params: tuple[str, ...]
    told: bool
    narrows: bool
    lead: str
    words: str
    brief: str
    phrase: str
    let_go: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word that the sentence always has, and what it says where nothing is chosen."""

    key: str
    lead: str
    words: str
    brief: str
    phrase: str
    let_go: str


#: Those of the sentence, in its order.
WORDS = (
    Word("when", "", "any time", "any time", "at any time", "at any time"),
    Word("who", "with", "anyone", "anyone", "with anyone", "with anyone"),
    Word("what", ",", "any kind", "any kind", "any kind", "of any kind"),
    Word("sure", ",", "as sure as the articles are", "any certainty", "", "however sure"),
)


def spoken(f: Filter, vocabulary: Vocabulary) -> tuple[Spoken, ...]:
    """Every part in the order of the sentence, set or not: the words first, then the chips."""
    words = (_word(word, f, vocabulary) for word in WORDS)
    chips = (_chip(part, f, vocabulary) for part in PARTS if not part.told_by)
    return (*words, *chips)


def _word(word: Word, f: Filter, vocabulary: Vocabulary) -> Spoken:
    own = [p for p in PARTS if p.told_by == word.key]
    card = [*own, *(p for p in PARTS if p.set_by == word.key)]
    told = [p for p in own if p.words(f, vocabulary)]
    return Spoken(
        key=word.key,
        set_by="",
        params=tuple(key for part in card for key in part.keys),
        told=bool(told),
        narrows=any(p.words(f, vocabulary) for p in card if not p.widens),
        lead=word.lead,
        words=" ".join(p.short(f, vocabulary) for p in told) or word.words,
        brief=" ".join(p.brief(f, vocabulary) for p in told) or word.brief,
        phrase=_phrase(own, f, vocabulary) or word.phrase,
        let_go=word.let_go,
    )


def _phrase(parts: list[Part], f: Filter, vocabulary: Vocabulary) -> str:
    return ", ".join(filter(None, (p.words(f, vocabulary) for p in parts)))


def _chip(part: Part, f: Filter, vocabulary: Vocabulary) -> Spoken:
    phrase = part.words(f, vocabulary)
    return Spoken(
        key=part.keys[0],
        set_by=part.set_by,
        params=part.keys,
        told=bool(phrase),
        narrows=bool(phrase) and not part.widens,
        lead="",
        words=part.short(f, vocabulary),
        brief=part.brief(f, vocabulary),
        phrase=phrase,
        let_go=part.let_go,
    )
