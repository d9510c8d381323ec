"""What the articles of a collection usually are: ``geodash:articles`` in its ``datapackage.json``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from geodash.collection.read.problems import FilePlace, ProblemLog
from geodash.domain.editing import Usual
from geodash.words.texts import one_line

KEY = "geodash:articles"
#: The code of a country, ISO 3166 alpha-3, and of a language, as HTML has it.
COUNTRY, LANGUAGE = re.compile(r"[A-Z]{3}"), re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_FIX = f'Write "{KEY}": {{"publisher": "Example Press", "language": "en", "countries": ["KEN"]}}.'


def usual(descriptor: Mapping[str, Any], log: ProblemLog) -> Usual:
    """What can be used of it; what can't is reported and left out."""
    given = descriptor.get(KEY)
    if given is None:
        return Usual()
    if not isinstance(given, dict):
        _say(log, "", "It is no object.")
        return Usual()
    publisher, language, countries = (
        given.get(k, d) for k, d in (("publisher", ""), ("language", ""), ("countries", []))
    )
    if not isinstance(publisher, str) or len(one_line(publisher)) > 200:
        _say(log, "publisher", "The publisher is no text of at most 200 characters.")
        publisher = ""
    if not isinstance(language, str) or (language and not LANGUAGE.fullmatch(language)):
        _say(log, "language", "The language is no code such as en or pt-BR.")
        language = ""
    listed = countries if isinstance(countries, list) else [countries]
    good = [c for c in listed if isinstance(c, str) and COUNTRY.fullmatch(c)]
    if len(good) < len(listed):
        _say(
            log,
            "countries",
            "Not all countries are codes of three capitals (ISO 3166), such as KEN.",
        )
    return Usual(one_line(publisher), language, tuple(dict.fromkeys(good)))


def _say(log: ProblemLog, key: str, reason: str) -> None:
    place = FilePlace("datapackage.json")
    log.add(place, "articles-usual", reason, _FIX, column=KEY, value=key, severity="warning")
