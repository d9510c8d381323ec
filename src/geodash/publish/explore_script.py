"""The script of ``explore/``."""

from __future__ import annotations

from functools import cache

from geodash.publish.edition import LISTED
from geodash.publish.live import DRAWN
from geodash.views.bundle import bundle, reader
from geodash.views.map import map_module
from geodash.views.packed import ASSETS

#: What differs without a server: where the files are, and who answers.
_MADE = {
    "core/root.js": f"export const ROOT = new URL('{LISTED.root}', document.baseURI);\n",
    "core/host.js": (
        "import { asked, SERVED } from '../publish/host.js';\nexport { asked, SERVED };\n"
    ),
    **DRAWN,
}


@cache
def explore_script() -> bytes:
    """Explore's modules, Leaflet, Folium's map and what answers in the server's place, as one classic script."""
    made = {**_MADE, "publish/drawn.js": map_module()}
    return bundle("explore_published.js", reader(ASSETS, made)).encode()
