"""The words of an answer, and all answers to an event in their order."""

from __future__ import annotations

from dataclasses import dataclass

from geodash.domain.model import Article
from geodash.domain.notes import cautions
from geodash.domain.threads import Answer
from geodash.views.card.missing import Charge, missing_to
from geodash.words.says import led


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as the card words it: who, what in our voice, what in theirs.

    ``voice`` is blank for an act. ``runs_on`` where the title goes on from the voice as a sentence
    (“Azerbaijan” “rejects the accusation”). ``scope`` says of what it speaks where that isn't the
    event itself (“on the fighting as a whole”), or that it merely accuses “in turn”. ``quote`` is
    blank where its words tell what the other side says as well. ``cut``: it goes on in the article.
    ``silent``: of an answer that accuses somebody itself, that he gives none to it; ``charges`` are acts that its words
    assert in passing. ``brief``: of words in several passages those up to the one that carries most, where there is no
    room for all. ``article`` is whose words are quoted.
    """

    answer: Answer
    voice: str
    title: str
    quote: str
    when: str
    runs_on: bool = False
    replies: tuple[Said, ...] = ()
    cut: bool = False
    scope: str = ""
    silent: str = ""
    brief: str = ""
    charges: tuple[Charge, ...] = ()
    article: Article | None = None

    @property
    def lines(self) -> str:
        """Which answers are missing to it and to what its quote asserts, in whole sentences."""
        here = (
            c
            for c in self.charges
            if c.words in self.quote or (self.quote and self.quote in c.words)
        )
        return " ".join(filter(None, (self.silent, *missing_to(here))))

    @property
    def brief_lines(self) -> str:
        """The same where there is little room: its title stands for all its words, and a bare line for what these charge."""
        return " ".join(dict.fromkeys(filter(None, (self.silent, *(c.line for c in self.charges)))))

    def cautions(self, quote: str | None = None) -> tuple[str, ...]:
        """What editors' notes say of whose the words are in the quote, or in these of its words."""
        text = self.quote if quote is None else quote
        return cautions(self.article, text) if self.article and text else ()

    @property
    def lead(self) -> str:
        """Who speaks, and of what: ``Azerbaijan``, ``Azerbaijan, on the fighting as a whole,``."""
        return led(self.voice, self.scope, runs_on=self.runs_on)


@dataclass(frozen=True, slots=True)
class Answers:
    """Others' words, first those of whoever is concerned; the same side's; and what is no word.

    ``concerned`` are those of all words that are spoken by whoever is accused, or suffered what nobody
    named tells of, nearest first;
    ``silent`` names the accused of whom the articles give no answer: ``Azerbaijan or Russia``.
    ``no_answer`` says in whole sentences what answers are missing, blank where none is.
    """

    other: tuple[Said, ...] = ()
    rest: tuple[Said, ...] = ()
    same: tuple[Said, ...] = ()
    acts: tuple[Said, ...] = ()
    concerned: tuple[Said, ...] = ()
    silent: str = ""
    no_answer: str = ""

    @property
    def all(self) -> tuple[Said, ...]:
        """Every answer, in the order of the card."""
        return (*self.other, *self.rest, *self.same, *self.acts)
