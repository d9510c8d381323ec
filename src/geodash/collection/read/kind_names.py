"""A collection's own names of the kinds: ``geodash:kinds`` in its ``datapackage.json``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geodash.collection.read.descriptor import one_line
from geodash.collection.read.problems import FilePlace, ProblemLog
from geodash.domain.model import Kind
from geodash.words.kinds import LONGEST, kind_label
from geodash.words.lists import listed

KEY = "geodash:kinds"


def kind_names(descriptor: Mapping[str, Any], log: ProblemLog) -> dict[Kind, str]:
    """The names that can be used; what can't is reported and keeps the name that geodash gives."""
    given = descriptor.get(KEY)
    if given is None:
        return {}
    if not isinstance(given, dict):
        _say(log, "", "It is no object of kinds and their names.")
        return {}
    known = {kind.value: kind for kind in Kind}
    names: dict[Kind, str] = {}
    for key, name in given.items():
        if key not in known:
            _say(log, str(key), f"There is no such kind; there are {listed(known)}.")
        elif not isinstance(name, str) or not one_line(name):
            _say(log, str(key), "The name of a kind is a text that is not blank.")
        elif len(one_line(name)) > LONGEST:
            _say(log, str(key), f"The name is longer than {LONGEST} characters.")
        else:
            names[known[key]] = one_line(name)
    return {kind: name for kind, name in names.items() if not _taken(kind, names, log)}


def _taken(kind: Kind, names: Mapping[Kind, str], log: ProblemLog) -> bool:
    """Whether another kind is called so: nobody could tell the two apart."""
    name = names[kind].casefold()
    for other in Kind:
        if other is not kind and kind_label(other, names).casefold() == name:
            _say(log, kind.value, f"The kind {other.value} is called so too.")
            return True
    return False


def _say(log: ProblemLog, key: str, reason: str) -> None:
    log.add(
        FilePlace("datapackage.json"),
        "kinds",
        reason,
        f'Write "{KEY}": {{"accusation": "Demands and threats"}}, each kind with a name of its own.',
        column=KEY,
        value=key,
    )
