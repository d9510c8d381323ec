"""What keeps people from using a page, as axe finds it."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

#: All that axe calls serious, critical or moderate.
_GRAVE = ("moderate", "serious", "critical")


def violations(page: Page, context: str | None = None) -> list[tuple[str, list[str]]]:
    """Rule and the first nodes that break it, of the page or of what ``context`` selects."""
    found = Axe().run(page, context=context).response["violations"]
    return [
        (f["id"], [n["html"][:160] for n in f["nodes"]][:4]) for f in found if f["impact"] in _GRAVE
    ]
