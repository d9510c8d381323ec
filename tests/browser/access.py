"""What keeps people from using a page, as axe finds it."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

#: All that axe calls serious, critical or moderate.
_GRAVE = ("moderate", "serious", "critical")


#: What may differ between a light and a dark page; everything else is found on either.
_COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}


def violations(
    page: Page, context: str | None = None, *, colours: bool = False
) -> list[tuple[str, list[str]]]:
    """Rule and the first nodes that break it, of the page or of what ``context`` selects.

    With ``colours`` only what the other theme may have changed.
    """
    options = {"options": _COLOURS} if colours else {}
    found = Axe().run(page, context=context, **options).response["violations"]
    return [
        (f["id"], [n["html"][:160] for n in f["nodes"]][:4]) for f in found if f["impact"] in _GRAVE
    ]
