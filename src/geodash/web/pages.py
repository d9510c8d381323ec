"""The pages of the app: their addresses below the root, and what they are called."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: The first one is the root's; it is found by its own address too.
PAGES: Mapping[str, str] = MappingProxyType(
    {
        "explore": "Explore",
        "read": "Read",
        "analyse": "Analyse",
        "present": "Present",
        # Only where the collection may be edited.
        "code": "Code",
        "bring": "Bring data",
        "about": "About the data",
    }
)

#: What draws a page: its script and its style sheet in ``assets/``, by the page's address.
COMPONENTS: Mapping[str, str] = MappingProxyType(
    {name: name for name in PAGES} | {"": "explore", "about": "document"}
)
