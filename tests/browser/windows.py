"""Windows of the browser that visitors share, and the sizes they come in."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, BrowserContext
from visitors import Shelf

ROOT = Path(__file__).resolve().parents[2]
SIZES = {"laptop": (1366, 650), "desk": (1440, 780), "wide": (1920, 950), "phone": (390, 844)}


class Windows:
    """Browser windows that visitors share: one with a mouse, one for fingers; and the tabs kept there."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.shelf = Shelf()
        self.shared: dict[tuple[bool, str], BrowserContext] = {}
        self.alone: list[BrowserContext] = []

    def new(self, size: str, **options: object) -> BrowserContext:
        """A window that nobody shares."""
        return self.browser.new_context(
            has_touch=size == "phone", reduced_motion="reduce", **options
        )

    def of(self, size: str, script: str = "") -> BrowserContext:
        """The window that visitors of this size share; ``script`` runs first in its pages."""
        key = (size == "phone", script)
        if key not in self.shared:
            self.shared[key] = self.new(size)
            if script:
                self.shared[key].add_init_script(script)
        return self.shared[key]

    def tidy(self) -> None:
        """Closes what visitors have opened besides their own tabs."""
        for context in self.alone:
            context.close()
        self.alone.clear()
        kept = {id(tab.page) for tab in self.shelf.tabs}
        for page in [p for c in self.shared.values() for p in c.pages if id(p) not in kept]:
            page.close()
