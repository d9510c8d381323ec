"""Briefings as shows, beside the page: saved ones, drafts, and the events of a filter.

Nothing here writes. A draft comes as YAML with the request and is forgotten with the answer. The
show that is served is the very file that one takes away (:mod:`geodash.views.show`).
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import anyio
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

if TYPE_CHECKING:
    from geodash.domain.briefing import Briefing
    from geodash.web.site import Site

#: Bytes of a briefing's text, and of a form that holds it percent-encoded.
MOST_TEXT = 1_000_000
MOST_FORM = 3 * MOST_TEXT + 1000
_AT_ONCE = anyio.CapacityLimiter(2)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
_NOTHING = "default-src 'none'; style-src 'unsafe-inline'"
_AS = {"show": ".html", "html": ".html", "pptx": ".pptx", "yaml": ".yaml"}


def routes(base: str = "") -> list[BaseRoute]:
    """``/show…`` below ``base`` (blank or ``/name``)."""
    squeeze = [Middleware(GZipMiddleware, minimum_size=1200, compresslevel=3)]
    return [
        Route(f"{base}/show", _filtered, methods=["GET"], middleware=squeeze),
        Route(f"{base}/show", _draft, methods=["POST"], middleware=squeeze),
        Route(f"{base}/show/{{name:path}}", _saved, methods=["GET"], middleware=squeeze),
    ]


def api_routes() -> list[BaseRoute]:
    """What the page that composes briefings asks; to be mounted below ``api``."""
    return [
        Route("/slides", _slides, methods=["POST"]),
        Route("/slides", _slides_of_filter, methods=["GET"]),
    ]


# Answers ----------------------------------------------------------------------------------------


async def _saved(request: Request) -> Response:
    """``/show/ID`` (the show), ``/show/ID?download``, ``/show/ID.pptx``, ``/show/ID.yaml``."""
    return await anyio.to_thread.run_sync(_saved_file, request, limiter=_AT_ONCE)


def _saved_file(request: Request) -> Response:
    site = _site()
    name: str = request.path_params["name"]
    stem, dot, ending = name.partition(".")
    suffix = f"{dot}{ending}" if dot else ".html"
    try:
        briefing = site.shows.briefing(stem)
        away = "download" in request.query_params or bool(dot)
        return _answer(request, site, briefing, suffix, "../present", stem if away else "")
    except KeyError:
        return _refuse(request, "There is no such briefing in this collection.", 404)
    except ValueError as error:
        return _refuse(request, str(error))


async def _filtered(request: Request) -> Response:
    """``/show?<filter>``: the filtered events in time order."""
    return await anyio.to_thread.run_sync(_filtered_file, request, limiter=_AT_ONCE)


def _filtered_file(request: Request) -> Response:
    site = _site()
    try:
        briefing = site.shows.of_filter(request.query_params.multi_items())
    except ValueError as error:
        return _refuse(request, str(error))
    away = "briefing" if "download" in request.query_params else ""
    return _answer(request, site, briefing, ".html", "present", away)


async def _draft(request: Request) -> Response:
    """``POST /show``: ``briefing`` (YAML) ``as`` show, html, pptx or yaml."""
    try:
        body = await body_of(request, MOST_FORM)
    except ValueError as error:
        return _refuse(request, str(error), 413)
    return await anyio.to_thread.run_sync(_draft_file, request, body, limiter=_AT_ONCE)


def _draft_file(request: Request, body: bytes) -> Response:
    from geodash.collection.briefings.files import parse_briefing

    site = _site()
    try:
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=20))
    except ValueError:
        return _refuse(request, "The form could not be read.")
    suffix = _AS.get(fields.get("as", "show"))
    if suffix is None:
        return _refuse(request, f"“as” is one of {', '.join(_AS)}.")
    text = fields.get("briefing", "")
    if len(text.encode("utf-8", "replace")) > MOST_TEXT:
        return _refuse(request, "A briefing has at most one megabyte.", 413)
    briefing, problems = parse_briefing(text, "briefing.yaml")
    if briefing is None:
        return _refuse(request, " ".join(str(p) for p in problems[:5]) or "There is no briefing.")
    away = "" if fields.get("as", "show") == "show" else briefing.briefing_id or "briefing"
    try:
        return _answer(request, site, briefing, suffix, "present", away)
    except KeyError:
        return _refuse(request, "This geodash can't make such a file.", 404)


async def _slides(request: Request) -> Response:
    """``POST /api/slides``: a draft's slides in words."""
    try:
        body = await body_of(request, MOST_TEXT)
    except ValueError as error:
        return JSONResponse({"error": str(error)}, 413, headers=_plain())
    text = body.decode("utf-8", "replace")
    found = await anyio.to_thread.run_sync(lambda: _site().shows.compose(text), limiter=_AT_ONCE)
    return JSONResponse(found, headers=_plain())


async def _slides_of_filter(request: Request) -> Response:
    """``GET /api/slides?<filter>``: what "brief this filter" would make."""
    pairs = request.query_params.multi_items()
    found = await anyio.to_thread.run_sync(lambda: _site().shows.filtered(pairs), limiter=_AT_ONCE)
    return JSONResponse(found, headers=_plain())


# Parts ------------------------------------------------------------------------------------------


def _site() -> Site:
    """The served site; imported late, because the server should answer before pandas is loaded."""
    from geodash.web import site

    return site.current_site()


def _answer(
    request: Request, site: Site, briefing: Briefing, suffix: str, home: str, away: str
) -> Response:
    """The file, with an ETag of collection and briefing; ``away`` names it as a download."""
    from geodash.views.show import show_policy
    from geodash.web.shows import MEDIA_TYPES

    key = f"{site.version}|{briefing!r}|{suffix}|{home}"
    etag = f'"{hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:24]}"'
    policy = f"{show_policy()}; frame-ancestors 'self'" if suffix == ".html" else _NOTHING
    headers = {**_HEADERS, "ETag": etag, "Content-Security-Policy": policy}
    if away:
        headers["Content-Disposition"] = f'attachment; filename="{away}{suffix}"'
    if request.method == "GET" and _known(request, etag):
        return Response(status_code=304, headers=headers)
    data = site.shows.made(briefing, suffix, home)
    return Response(data, media_type=MEDIA_TYPES[suffix], headers=headers)


def _known(request: Request, etag: str) -> bool:
    tags = request.headers.get("if-none-match", "").split(",")
    return any(tag.strip().removeprefix("W/") == etag for tag in tags)


async def body_of(request: Request, most: int) -> bytes:
    """The body of at most so many bytes; raises ``ValueError`` for a larger or broken-off one."""
    parts, size = [], 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > most:
                raise ValueError(f"At most {most:,} bytes are taken.")
            parts.append(part)
    except ClientDisconnect:
        raise ValueError("The request ended too early.") from None
    return b"".join(parts)


def _refuse(request: Request, reason: str, status: int = 400) -> Response:
    """The reason, as a small page for a browser and as JSON for everybody else."""
    if "text/html" not in request.headers.get("accept", ""):
        return JSONResponse({"error": reason}, status, headers=_plain())
    from geodash.views.templating import render

    home = "../present" if "name" in request.path_params else "present"
    page = render("refused.html", reason=reason, home=home)
    return Response(page, status, media_type="text/html; charset=utf-8", headers=_plain())


def _plain() -> dict[str, str]:
    return {**_HEADERS, "Content-Security-Policy": _NOTHING}
