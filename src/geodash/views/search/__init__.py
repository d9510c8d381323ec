"""One search over everything: events, whole texts, notes, people, places, names on the map."""

from geodash.views.search.answer import Search

__all__ = ["Search"]
