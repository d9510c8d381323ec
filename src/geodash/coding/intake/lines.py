"""Lines of a text that are about the text: its dateline, its byline, where it was taken from."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Iterator, Sequence

from geodash.coding.intake.brought import Facts
from geodash.coding.intake.days_in_text import days_in

#: Such lines stand so near to the top or the bottom.
_NEAR = 4
#: Letters of such a line, words of a publisher's name.
_LONGEST, _MOST_WORDS = 220, 6
_URL = re.compile(r"https?://[^\s<>()\"“”]+[^\s<>()\"“”.,;:!?]")
#: What stands with a date in a line that is nothing else.
_WITH_DATE = re.compile(
    r"\b(?:published|posted|updated|last|first|modified|date[d]?|on|at|gmt|utc|[ap]\.?m\.?|\d{1,2}[:.h]\d\d|"
    + "|".join(day_name)
    + r")\b|[\s,.;:|•·–—-]+",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"(?:sources?|via|(?:originally |first )?published (?:by|in|on|at)|retrieved from|taken from)\s*:?\s+",
    re.IGNORECASE,
)
#: “From Wikinews, the free news source”: a name alone, or one that is said to be something.
_SAID_FROM = re.compile(r"From (?:the )?(?=[A-Z][^,.]*(?:,\s+(?:the|an?|your)\s|\.?\s*$))")
_BYLINE = re.compile(
    r"By\s+(?P<who>[^\W\d_a-z][\w.'’-]+(?:\s+(?:and\s+)?[^\W\d_a-z][\w.'’-]*){1,6})(?:,\s*(?P<of>[A-Z].{1,50}?))?"
)
#: “MORONI, Comoros, March 26, 2008 (Reuters) – ”
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_a-z]{2}[^\n\d()–—]{1,40}?)[,.]?\s*(?P<day>(?:[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+\.?)(?:,? \d{4})?)?,?\s*"
    r"(?:\((?P<agency>[A-Z][\w .&]{1,30})\))?\s*(?:–|—|--|-)\s"
)
_NO_NAMES = frozenset((*day_name, *month_name))


def told_by_lines(blocks: Sequence[str]) -> Facts:
    """What a text's first and last lines say of it; blank where they say nothing plainly.

    >>> told_by_lines(["From Wikinews, the free news source", "Wednesday, March 26, 2008", "Troops landed."]).publisher
    'Wikinews'
    """
    publisher = credit = source = when = basis = ""
    for line, where in _lines(blocks):
        if not when and (day := _only_day(line)):
            when, basis = day, f"The line “{line.strip()}” {where} the text."
        name, address = _origin(line)
        source, publisher = source or address, publisher or name
        if not credit and (by := _BYLINE.fullmatch(line.strip())):
            credit, publisher = by["who"], publisher or (by["of"] or "")
    for line, _ in _lines(blocks):
        if not (found := _DATELINE.match(line)) or not (found["day"] or found["agency"]):
            continue
        publisher = publisher or found["agency"] or ""
        named = days_in(line[: found.end()])[0]
        if not when and named:
            when = str(named[0].when)
            basis = f"The dateline “{found[0].strip(' –—-')}”."
        break
    return Facts(
        publisher=publisher, credit=credit, source=source,
        published_earliest=when, published_latest=when, published_basis=basis,
    )  # fmt: skip


def _lines(blocks: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The first and the last blocks that are no headings, with where they stand."""
    plain = [b for b in blocks if not b.startswith("#")]
    top = plain[:_NEAR]
    yield from ((line, "above") for line in top)
    yield from ((line, "below") for line in plain[max(len(top), len(plain) - _NEAR) :])


def _only_day(line: str) -> str:
    """The day of a line that says nothing else, ISO 8601."""
    named, _ = days_in(line) if len(line) <= _LONGEST else ([], [])
    if len(named) != 1:
        return ""
    rest = line.replace(named[0].words, " ", 1)
    return "" if _WITH_DATE.sub("", rest) else str(named[0].when)


def _origin(line: str) -> tuple[str, str]:
    """The publisher and the address that a line names as where the text is from."""
    led = _FROM.match(line)
    said = _SAID_FROM.match(line)
    if len(line) > _LONGEST or not (led or said):
        return "", ""
    rest = line[(led or said).end() :]  # type: ignore[union-attr]
    address = url[0] if led and (url := _URL.search(rest)) else ""
    name, mark = re.match(r"([^,.(;:]*)([,.(;:]?)", _URL.sub(",", rest), re.DOTALL).groups()  # type: ignore[union-attr]
    words = name.split()
    plain = bool(words) and len(words) <= _MOST_WORDS and words[0][0].isupper()
    named = (
        plain and not _NO_NAMES & set(words) and (led or (mark in ("", ",") and _is_name(words)))
    )
    return (" ".join(words) if named else ""), address


def _is_name(words: Sequence[str]) -> bool:
    return all(w[0].isupper() or w in ("of", "the", "and", "de", "for") for w in words)
