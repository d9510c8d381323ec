"""What the Present page is given."""

from __future__ import annotations

from typing import Any

from geodash.views import told
from geodash.views.shelf import shelf_card
from geodash.web.briefing_routes import digest
from geodash.web.problems import problem_json
from geodash.web.served import Served

Json = dict[str, Any]


def page_data(served: Served, *, edit: bool = False) -> Json:
    """The collection's briefings; ``edit``: whether a draft may be saved among them."""
    site = served.site()
    return {
        "api": "api/",
        "version": site.version,
        "told": told.as_json(site.collection),
        "collection": {**site.heading, "key": served.key},
        "edit": edit,
        "briefings": [
            shelf_card(site.collection, file.briefing)
            | {"base": digest(file.data), "nameless": site.shows.nameless(file.briefing)}
            for file in site.beside.briefings
            if file.briefing
        ],
        "problems": [problem_json(p) for p in site.briefing_problems],
    }
