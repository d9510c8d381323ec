"""Where the pages at fixed addresses lead: ``/e/<event>/`` and ``/a/<article>/``."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Ways:
    """Links that hold in any folder of any server: relative, and ending in ``/``.

    ``root`` leads from the page that they stand in to where all pages are, as ``../../``, ``explore`` to Explore;
    blank where there is none.
    """

    root: str = ""
    explore: str = ""

    def event(self, event_id: str) -> str:
        """To the page of an event."""
        return f"{self.root}e/{quote(event_id, safe='')}/"

    def article(self, article_id: str, event_id: str = "") -> str:
        """To an article, at the words that tell an event."""
        at = f"#{quote(event_id, safe='')}" if event_id else ""
        return f"{self.root}a/{quote(article_id, safe='')}/{at}"
