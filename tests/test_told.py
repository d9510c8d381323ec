"""What the browser is told once is what Python has, and nothing is forgotten."""

from __future__ import annotations

import json

from geodash.domain.kinds import Kind
from geodash.query.filter import KNOWN_PARAMS, LOOK_PARAMS, MANY_PARAMS, UI_PARAMS
from geodash.query.params import Reader
from geodash.query.parts import PARTS
from geodash.views.told import as_json
from geodash.words.days import day


class Recording(Reader):
    """Remembers how each parameter was asked for."""

    def __init__(self) -> None:
        super().__init__([])
        self.asked: dict[str, str] = {}

    def many(self, key, accept, accepted):
        self.asked[key] = "many"
        return super().many(key, accept, accepted)

    def one(self, key, accept, accepted):
        self.asked[key] = "one"
        return super().one(key, accept, accepted)


def test_every_part_names_its_parameters_and_those_that_repeat() -> None:
    for part in PARTS:
        reader = Recording()
        part.read(reader, None)
        assert set(reader.asked) == set(part.keys), part.name
        assert {key for key, how in reader.asked.items() if how == "many"} == set(part.many)


def test_the_browser_is_told_every_parameter() -> None:
    told = as_json()["params"]
    assert told["keys"] == KNOWN_PARAMS
    assert told["many"] == MANY_PARAMS
    assert set(told["many"]) < set(told["keys"])
    assert told["page"] == UI_PARAMS and set(LOOK_PARAMS) < set(UI_PARAMS)
    assert len(set(told["keys"]) | set(told["page"])) == len(KNOWN_PARAMS) + len(UI_PARAMS)


def test_months_are_those_of_the_words() -> None:
    from datetime import date

    months = as_json()["months"]
    for i in range(12):
        when = date(2022, i + 1, 3)
        assert day(when) == f"3 {months['long'][i]} 2022"
        assert day(when, short=True) == f"3 {months['short'][i]} 2022"


def test_it_is_json_and_kinds_come_in_the_order_of_the_legend() -> None:
    told = json.loads(json.dumps(as_json()))
    assert list(told["symbols"]["kinds"]) == [kind.value for kind in Kind]
