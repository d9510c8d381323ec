"""What is wrong with the slides of a collection's briefings, asked as the pages ask it."""

from __future__ import annotations

from collections.abc import Sequence

from geodash.collection.briefings.checks import slide_problems
from geodash.collection.briefings.files import BriefingFile
from geodash.domain.model import Collection
from geodash.domain.problem import Problem
from geodash.geo.layers import GeoData
from geodash.query import Filter, Store
from geodash.views.fair_slides import bare_charges
from geodash.views.slide_builder import SlideBuilder


def slides_checked(
    collection: Collection, files: Sequence[BriefingFile], *, fair: bool
) -> tuple[Problem, ...]:
    """Slides that show nothing; with ``fair``, those with a bare charge, too."""
    geodata = GeoData(collection.path)
    store = Store(collection, geodata.gazetteer, geodata.areas)

    def view_of(view: str) -> tuple[Sequence[str], int]:
        f, notices = Filter.from_params(view, store.vocabulary)
        return notices, store.count(f)

    if not fair:
        return slide_problems(collection, files, view_of)
    builder = SlideBuilder(collection, store, areas=geodata.areas)
    return slide_problems(collection, files, view_of, lambda slide: bare_charges(builder, slide))
