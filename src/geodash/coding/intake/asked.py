"""The fields of the page on which an article is brought: what they begin with, and what was typed."""

from __future__ import annotations

from datetime import date
from typing import Any

from geodash.coding.intake.brought import Facts
from geodash.coding.intake.facts import genre, published
from geodash.words.days import day

Json = dict[str, Any]

#: What the page calls a day, two days between which it appeared, and none.
ON, BETWEEN, UNKNOWN = "day", "between", "unknown"


def asked(given: Json) -> tuple[Facts, dict[str, str]]:
    """Facts from what was typed, and what is wrong or missing, a sentence by field.

    Fields are ``title``, ``publisher``, ``credit``, ``genre``, ``language``, ``source``, ``when``
    (one of three), ``first``, ``last``, ``how``.
    """
    text = {key: str(given.get(key) or "").strip() for key in _FIELDS}
    wrong: dict[str, str] = {}
    if not text["title"]:
        wrong["title"] = "It needs a title."
    earliest, latest = _days(text, wrong)
    if earliest and not text["how"] and "first" not in wrong and "last" not in wrong:
        wrong["how"] = "Say how we know it, in a few words."
    try:
        kind = genre(text["genre"])
    except ValueError as error:
        kind, wrong["genre"] = "", str(error)
    facts = Facts(
        title=text["title"],
        publisher=text["publisher"],
        credit=text["credit"],
        language=text["language"],
        genre=kind,
        published_earliest=earliest,
        published_latest=latest,
        published_basis=text["how"] if text["when"] != UNKNOWN else "",
        source=text["source"],
    )
    return facts, wrong


_FIELDS = (
    "title", "publisher", "credit", "genre", "language", "source", "when", "first", "last", "how",
)  # fmt: skip


def _days(text: dict[str, str], wrong: dict[str, str]) -> tuple[str, str]:
    when = text["when"]
    if when == UNKNOWN:
        return "", ""
    if when not in (ON, BETWEEN):
        wrong["when"] = "Say when it appeared, or that it is not known."
        return "", ""
    read: dict[str, tuple[str, str]] = {}
    for key in ("first", "last") if when == BETWEEN else ("first",):
        try:
            read[key] = published(text[key])
        except ValueError as error:
            wrong[key] = str(error)
            continue
        if not read[key][0]:
            wrong[key] = "Write a day, such as 13 September 2022."
    if wrong.keys() & {"first", "last"}:
        return "", ""
    earliest, latest = read["first"][0], read.get("last", read["first"])[1]
    if earliest > latest:
        wrong["last"] = "This day lies before the other."
    if when == ON and earliest != latest:
        wrong["first"] = "That is more than a day; choose “Some time between”."
    return earliest, latest


def answers(facts: Facts) -> Json:
    """Facts as the page's fields begin with them."""
    earliest, latest = facts.published_earliest, facts.published_latest
    when = "" if not (earliest or latest) else ON if earliest == latest else BETWEEN
    return {
        "title": facts.title,
        "publisher": facts.publisher,
        "credit": facts.credit,
        "genre": facts.genre,
        "language": facts.language,
        "source": facts.source,
        "when": when,
        "first": _day(earliest or latest),
        "last": _day(latest or earliest) if when == BETWEEN else "",
        "how": facts.published_basis,
    }


def _day(iso: str) -> str:
    try:
        return day(date.fromisoformat(iso))
    except ValueError:
        return iso
