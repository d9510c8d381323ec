"""The maps of the shipped briefings: nothing lies on anything, and no mark holds two sides of a border."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

import pytest
import shipped_sample
from test_map_names import clashes

from geodash.exchange.pptx import map_size
from geodash.views.slides import SlideView
from geodash.views.still.base import base_of
from geodash.views.still.events import DrawnEvents
from geodash.views.still.fit import view_of
from geodash.views.still.marks import Box
from geodash.views.still.parties import unnamed
from geodash.views.still.spots import side_of
from geodash.views.still.typeset import Placed
from geodash.web.site import Site

ROOT = Path(__file__).resolve().parents[1]
Drawn = dict[str, tuple[SlideView, DrawnEvents]]


class NamedOnce(DrawnEvents):
    """Its names with nothing to keep clear of are found once for all tests."""

    def names(self, taken: Sequence[Box]) -> list[Placed]:
        return self._all if not taken else super().names(taken)

    @cached_property
    def _all(self) -> list[Placed]:
        return super().names([])


@pytest.fixture(scope="module")
def maps() -> Drawn:
    site = shipped_sample.site()
    return dict(_drawn(site))


def _drawn(site: Site) -> Iterator[tuple[str, tuple[SlideView, DrawnEvents]]]:
    builder, base = site.shows.builder, base_of(site.geodata)
    for name, file in site.shows._files.items():
        for slide in builder.slides(file.briefing):
            if slide.role in ("closing", "missing") or not slide.frame.events:
                continue
            events, members = builder.drawn(slide), builder.members(slide)
            units = tuple(n / 2 for n in map_size(slide))
            view = view_of(site.geodata, events, slide.frame, units, members=members)
            made = NamedOnce(site.geodata, base, view, 2, events, slide.frame, members)
            yield f"{name} {slide.number}", (slide, made)


def test_nothing_lies_on_anything_on_any_slide(maps: Drawn) -> None:
    assert len(maps) > 20
    assert {name: found for name, (_, made) in maps.items() if (found := clashes(made))} == {}


def test_no_mark_holds_what_lies_on_two_sides_of_a_border(maps: Drawn) -> None:
    for name, (_, made) in maps.items():
        for spot in made.spots:
            if spot.kind == "mark":
                sides = {side_of(e, made.base) for e in spot.events}
                assert len(sides) == 1, (name, spot.name, sides)


def test_every_seat_of_several_statements_tells_how_many(maps: Drawn) -> None:
    seats = 0
    for name, (_, made) in maps.items():
        svg = made.draw([])
        for spot in made.spots:
            if (
                spot.kind == "seat"
                and len(spot.events) > 1
                and made.view.holds(spot.latitude, spot.longitude)
            ):
                seats += 1
                assert (
                    f"{len(spot.events)}</text></g>"
                    in svg.split(f'data-events="{spot.events[0].event_id}')[1]
                ), name
    assert seats >= 4


def test_parties_have_their_name_before_bystanders(maps: Drawn) -> None:
    far = {}
    for name, (slide, made) in maps.items():
        placed = made.names([])
        assert unnamed(made.land, slide.frame.parties, placed) == [], name
        if made.view.zoom < 4 and {"ARM", "AZE"} <= {*slide.frame.parties}:
            far[name] = {p.label.text.upper() for p in placed if p.label.order == "country"}
    assert far, "there are slides of half a continent"
    for name, there in far.items():
        both = {"ARMENIA", "AZERBAIJAN"} <= there or {"ARM", "AZE"} <= there
        # Where one finds no room by its land, neither it nor a country between the two is named.
        around = {"ARMENIA", "ARM", "AZERBAIJAN", "AZE", "GEORGIA", "GEO", "IRAN", "IRN"}
        assert both or not there & around, (name, there)
