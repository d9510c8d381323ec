"""What keeps people from using a page, as axe finds it."""

from __future__ import annotations

from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

#: All that axe calls serious, critical or moderate.
_GRAVE = ("moderate", "serious", "critical")

ALL = ("minor", *_GRAVE)

#: Only what is broken is told; no style sheet is read again, as none of the rules asked for looks at one.
_USUAL = {"resultTypes": ["violations"], "preload": False}

#: What may differ between a light and a dark page; everything else is found on either.
_COLOURS = {**_USUAL, "runOnly": ["color-contrast", "link-in-text-block"]}


def violations(
    page: Page,
    context: str | Sequence[str] | None = None,
    *,
    colours: bool = False,
    grave: Sequence[str] = _GRAVE,
) -> list[tuple[str, list[str]]]:
    """Rule and the first nodes that break it, of the page or of what ``context`` selects.

    With ``colours`` only what the other theme may have changed.
    """
    # Half a megabyte of script: a page that has it needs it no second time.
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    some = [context] if isinstance(context, str) else context
    found = page.evaluate(
        "([include, options]) => axe.run(include ? { include } : document, options).then((r) => r.violations)",
        [some and [[one] for one in some], _COLOURS if colours else _USUAL],
    )
    return [
        (f["id"], [n["html"][:160] for n in f["nodes"]][:4]) for f in found if f["impact"] in grave
    ]
