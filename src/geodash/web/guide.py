"""The guide for editors and its reference, as pages beside the others: ``docs/editors.md`` and ``docs/editing.md``,
which come along with geodash."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from geodash.collection.read.folder import slug
from geodash.views.templating import render
from geodash.web.http import AGAIN, GUARD, HEADERS, answering, refused, refused_reader

if TYPE_CHECKING:
    from geodash.web.served import Served
    from geodash.web.site import Site

NAME, REFERENCE = "editors.md", "editing.md"
#: Where each is, below the address of the other.
_BELOW = {REFERENCE: "guide/reference", NAME: "../guide"}
_PICTURE = re.compile(r"[a-z0-9-]+\.png")
#: Its own style, and pictures of ours.
_PAGE = {
    **GUARD,
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'",
    "Cache-Control": AGAIN,
}
_NONE = "This copy of geodash came without its guide: it is docs/editors.md where geodash is from."


def routes(served: Served) -> list[BaseRoute]:
    """To be mounted below ``api``: the guide, and the pictures in it."""
    return [
        Route("/guide", answering(served, partial(_guide, NAME))),
        Route("/guide/reference", answering(served, partial(_guide, REFERENCE))),
        Route("/guide/{picture}", answering(served, _picture)),
    ]


def folder() -> Path | None:
    """Where the documents are: in the installed package, or in the checkout."""
    package = Path(__file__).resolve().parents[1]
    found = (f for f in (package / "docs", package.parents[1] / "docs") if (f / NAME).is_file())
    return next(found, None)


def _guide(name: str, request: Request, _: Site) -> Response:
    docs, about = folder(), "../about" if name == NAME else "../../about"
    if docs is None:
        return refused_reader(request, _NONE, 404, home=about, to="About the data")
    text = (docs / name).read_text("utf-8")
    page = render("guide.html", body=Markup(_html(text)), about=about)
    return Response(page, media_type="text/html; charset=utf-8", headers=_PAGE)


def _picture(request: Request, _: Site) -> Response:
    name, docs = request.path_params["picture"], folder()
    file = docs / "images" / name if docs and _PICTURE.fullmatch(name) else None
    if file is None or not file.is_file():
        return refused("there is no such picture", 404)
    return Response(
        file.read_bytes(), media_type="image/png", headers={**HEADERS, "Cache-Control": AGAIN}
    )


@lru_cache(maxsize=2)
def _html(text: str) -> str:
    """The document; links to other documents are words here, as these don't come along."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(text)
    for token, after in pairwise(tokens):
        if token.type == "heading_open":
            token.attrs["id"] = slug(after.content)
    for token in tokens:
        token.children = _beside(token.children) if token.children else token.children
    return str(reader.renderer.render(tokens, reader.options, {}))


def _beside(parts: list[Token]) -> list[Token]:
    """Without links that lead nowhere; pictures are looked for below the guide's own address, the reference beside it."""
    kept, away = [], 0
    for part in parts:
        document, mark, place = str(part.attrs.get("href", "")).partition("#")
        if part.type == "link_open" and document in _BELOW:
            part.attrs["href"] = f"{_BELOW[document]}{mark}{place}"
            kept.append(part)
        elif part.type == "link_open" and not str(part.attrs.get("href", "")).startswith(
            "https://"
        ):
            away += 1
        elif part.type == "link_close" and away:
            away -= 1
        else:
            if part.type == "image":
                part.attrs["src"] = f"guide/{Path(str(part.attrs['src'])).name}"
            kept.append(part)
    return kept
