"""Losses by side: a shared toll once, no figure invented, and the other side beside it."""

from __future__ import annotations

from dataclasses import replace

from office_sample import AUTUMN, of_corpus
from panel_sample import DAY, sample

from geodash.domain.kinds import EventType
from geodash.domain.model import Event, Link, Relation, Status
from geodash.views.losses import losses, sums


def of_query(query: str):
    selection = of_corpus(query)
    return losses(selection.collection, selection.events, selection.names)


def test_the_sum_is_49_not_147_and_azerbaijans_is_not_reported():
    found = of_query(AUTUMN)
    assert sums(found) == {("Armenia", "Armenia’s Defence Ministry"): 49, ("Azerbaijan", ""): None}
    armenia, azerbaijan = found
    assert (armenia.whose, armenia.best, armenia.state) == (
        "Armed forces of Armenia",
        49,
        "reported",
    )
    assert azerbaijan.state == "not reported" and azerbaijan.best is None
    said = "Azerbaijan reports damage; the article: losses on its side not “reported or confirmed”"
    assert said in armenia.others and said in azerbaijan.own
    assert armenia.source and "loss of 49 Armenian soldiers" in armenia.source.text


def test_members_alone_bring_the_figure_of_the_whole_once():
    collection = sample()
    members = [collection.events[i] for i in ("cc-2", "cc-3", "cc-4")]
    found = losses(collection, members)
    assert [(loss.event.event_id, loss.added) for loss in found if loss.reported] == [("cc-1", 49)]


def _toll(event_id: str, best: int | None, of: str, **more) -> Event:
    return Event(
        event_id,
        f"Attack {event_id}",
        date_start=DAY,
        date_end=DAY,
        event_type=EventType.ASSAULT,
        deaths_best=best,
        deaths_of=(of,) if of else (),
        **more,
    )


def _of(*events: Event, links: tuple[Link, ...] = ()):
    collection = replace(sample(), events={e.event_id: e for e in events}, links=links, mentions=())
    return losses(collection, events)


def test_a_part_is_not_added_to_its_whole():
    whole, part = _toll("whole", 10, "armenia"), _toll("part", 4, "arm-mod")
    found = _of(whole, part, links=(Link("part", "whole", Relation.PART_OF),))
    assert {loss.event.event_id: loss.added for loss in found} == {"whole": 10, "part": None}
    assert "not added: part of the figure of “Attack whole” (whole)" in found[1].notes
    assert list(sums(found).values()) == [10]


def test_a_part_with_the_other_sides_dead_is_counted():
    whole, part = _toll("whole", 10, "armenia"), _toll("part", 4, "azerbaijan")
    found = _of(whole, part, links=(Link("part", "whole", Relation.PART_OF),))
    assert {key[0]: n for key, n in sums(found).items()} == {"Armenia": 10, "Azerbaijan": 4}


def test_figures_of_different_sources_are_not_added_up():
    one = _toll("one", 10, "armenia", attributed_to=("arm-mod",), status=Status.CLAIMED)
    two = _toll("two", 30, "armenia", attributed_to=("aze-forces",), status=Status.CLAIMED)
    assert sorted(sums(_of(one, two)).values()) == [10, 30]


def test_only_a_lower_bound_is_counted_as_such_and_no_side_as_not_said():
    least = replace(_toll("least", None, ""), deaths_low=5)
    (found,) = _of(least)
    assert (found.added, found.best, found.side_name) == (5, None, "not said")


def test_no_toll_is_no_row():
    assert of_query("kind=talks") == ()
