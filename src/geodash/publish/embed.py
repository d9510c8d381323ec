"""``…/embed/``: an event or an article as one file for a frame in somebody else's page, and what such pages ask.

It fetches nothing and needs no origin of its own: WordPress puts what it is shown into ``sandbox="allow-scripts"``,
where fonts and requests fail. It tells the page around it how high it is.
"""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup, escape

from geodash.publish.edition import Edition
from geodash.publish.leaf import Leaf
from geodash.publish.maps import Shape, StillMap, with_maps
from geodash.publish.signs import drawn
from geodash.views import drawing, symbols
from geodash.views.bundle import script_hash
from geodash.views.companion.ways import Ways
from geodash.views.packed import ASSETS
from geodash.views.templating import render
from geodash.words.notes import BOUNDARIES

#: Pixels of the frame where a page sets them itself.
WIDTH, HEIGHT = 640, 420
VIEW_WIDTH, VIEW_HEIGHT = 960, 620
_SHAPE = Shape("m", (320, 400), (256, 330), (230, 300))
_MAP = Markup("<!--map-->")
_POLICY = (
    "default-src 'none'; script-src {}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'"
)


def embed_leaf(
    edition: Edition, path: str, title: str, still: StillMap, template: str, **values: object
) -> Leaf:
    """``<path>embed/index.html``; ``path`` is that of the page that it is of."""
    script = (ASSETS / "publish" / "embed.js").read_text("utf-8")
    lead = edition.at(path) or "../"
    html = render(
        f"published/{template}",
        edition=edition,
        title=title,
        policy=_POLICY.format(script_hash(script)),
        style=Markup(_style()),
        script=Markup(script),
        map=_MAP,
        page=lead,
        ways=Ways(edition.url or "../../../"),
        boundaries=BOUNDARIES,
        **values,
    )
    html = drawn(html, edition.collection.kinds)
    return with_maps(f"{path}embed/index.html", html, still, {_MAP: _SHAPE}, lead)


def code(edition: Edition, path: str, title: str, description: str) -> str:
    """What somebody puts into a page: the frame, and for where frames are taken out a link."""
    url = edition.at(path)
    return (
        f'<blockquote><a href="{escape(url)}">{escape(title)}</a><br>{escape(description)}</blockquote>\n'
        f'<iframe src="{escape(url)}embed/" title="{escape(title)}" width="{WIDTH}" height="{HEIGHT}" '
        'sandbox="allow-scripts allow-popups" loading="lazy" style="border:0;max-width:100%"></iframe>'
    )


def view_frame() -> str:
    """The code of a frame with a view of Explore, into which the page writes its address and title.

    It asks for files beside it, so it needs the origin that it comes from.
    """
    return (
        f'<iframe src="" title="" width="{VIEW_WIDTH}" height="{VIEW_HEIGHT}" sandbox="allow-scripts '
        'allow-same-origin allow-popups" loading="lazy" style="border:0;max-width:100%"></iframe>'
    )


def oembed_leaf(edition: Edition, path: str, title: str, description: str, picture: str) -> Leaf:
    """``oembed.json``: the answer to a page that asks what an address is, by oEmbed 1.0; ``picture`` is a path."""
    found: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": edition.heading["title"],
        "provider_url": edition.url,
        "html": code(edition, path, title, description),
        "width": WIDTH,
        "height": HEIGHT,
        "thumbnail_url": edition.at(picture),
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }
    return Leaf.of(f"{path}oembed.json", json.dumps(found, ensure_ascii=False).encode())


def _style() -> str:
    own = (ASSETS / "publish" / "embed.css").read_text("utf-8")
    tokens = (ASSETS / "core" / "tokens.css").read_text("utf-8")
    return f"{tokens}{symbols.as_css()}{drawing.as_css()}{own}"
