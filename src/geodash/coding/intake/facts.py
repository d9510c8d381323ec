"""What is asked of an article besides its text, in plain words."""

from __future__ import annotations

from dataclasses import replace

from geodash.coding.intake.body import is_english
from geodash.coding.intake.brought import Brought, Facts
from geodash.coding.intake.lines import told_by_lines
from geodash.collection.read.articles import GENRES
from geodash.collection.read.dates import read_date
from geodash.domain.editing import Usual

UNKNOWN = "unknown"
#: Each fact with its question; the days are asked apart.
QUESTIONS = {
    "title": "Title",
    "publisher": "Who published it",
    "credit": "Whom to credit, if anyone else",
    "genre": f"What it is ({', '.join(GENRES)})",
    "language": "Its language (en, fr, ka …)",
    "source": "Where the text was taken from (an address, or in words)",
}
WHEN = "When did it appear (2022-09-13, 2022-09-04..2022-09-06, or unknown)"
HOW = "How do we know"


def published(text: str) -> tuple[str, str]:
    """The first and last day on which it can have appeared: of a day, ``A..B``, a month or year, or ``unknown``.

    Both blank when it isn't known. Raises ``ValueError`` with the reason for anything else.
    """
    if text.strip().lower() in ("", UNKNOWN):
        return "", ""
    first, dots, last = (part.strip() for part in text.partition(".."))
    earliest = _day(first, 0)
    latest = _day(last if dots else first, 1)
    if earliest > latest:
        raise ValueError(f"{earliest} lies after {latest}.")
    return earliest, latest


def _day(text: str, side: int) -> str:
    if not text:
        raise ValueError("There is no day on one side of “..”.")
    reading = read_date(text)
    if reading.days:
        return str(reading.days[side])
    if reading.value is None:
        raise ValueError(f"“{text}”: {reading.reason} Write a day such as 2022-09-13.")
    return str(reading.value)


def genre(text: str) -> str:
    """One of the genres, or blank; raises ``ValueError`` for another word."""
    word = text.strip().lower()
    if word and word not in GENRES:
        raise ValueError(f"“{text}” is none of {', '.join(GENRES)}.")
    return word


def proposed(brought: Brought, usual: Usual) -> Facts:
    """What the file itself says, then its first and last lines; its language where that is certain; else what is usual."""
    facts = brought.facts.over(told_by_lines(brought.blocks))
    if not facts.language and is_english("\n".join(brought.blocks)):
        facts = replace(facts, language="en")
    return facts.over(Facts(publisher=usual.publisher, language=usual.language))
