"""Briefings as shows, beside the page: saved ones, drafts, and the events of a filter.

Nothing here writes. A draft comes as JSON with the request and is forgotten with the answer. The
show that is served is the very file that one takes away (:mod:`geodash.views.show`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from geodash.query.params import pairs_of, query_string
from geodash.web.http import (
    AGAIN,
    HEADERS,
    answering,
    cache_for,
    digest_tag,
    kept_answer,
    refused,
    refused_reader,
    taking,
    unchanged,
    unkept,
)
from geodash.web.jobs import Limits, RefusedError, apart
from geodash.web.queues import Queue

if TYPE_CHECKING:
    from geodash.domain.briefing import Briefing
    from geodash.web.served import Served
    from geodash.web.site import Site

#: Bytes of a briefing's text, and of a form that holds it percent-encoded.
MOST_TEXT = 1_000_000
MOST_FORM = 3 * MOST_TEXT + 1000
#: Shows that are made at a time, and how many more may wait.
_AT_ONCE, _WAITING = 2, 12
#: The same of pictures of slides: a page asks for some at a time.
_PICTURES = (1, 24)
#: Briefings of more slides than this become PowerPoint apart from the pages, with limits.
_FEW_SLIDES = 20
_LIMITS = Limits(seconds=600, memory=6 * 2**30)
_AS = {"show": ".html", "html": ".html", "pptx": ".pptx", "yaml": ".yaml"}


def routes(served: Served, base: str = "") -> list[BaseRoute]:
    """``/show…`` below ``base`` (blank or ``/name``)."""
    squeeze = [Middleware(GZipMiddleware, minimum_size=1200, compresslevel=3)]
    queue = Queue(_AT_ONCE, _WAITING)
    of_filter = answering(served, _filtered, queue)
    of_draft = taking(served, _draft, MOST_FORM, queue, refuse=refused_reader)
    saved = answering(served, _saved, queue)
    return [
        Route(f"{base}/show", of_filter, methods=["GET"], middleware=squeeze),
        Route(f"{base}/show", of_draft, methods=["POST"], middleware=squeeze),
        Route(f"{base}/show/{{name:path}}", saved, methods=["GET"], middleware=squeeze),
    ]


def api_routes(served: Served) -> list[BaseRoute]:
    """What the page that composes briefings asks; to be mounted below ``api``."""
    queue = Queue(_AT_ONCE, _WAITING)
    of_draft = taking(served, _slides, MOST_TEXT, queue)
    of_filter = answering(served, _slides_of_filter, queue)
    return [
        Route("/slides", of_draft, methods=["POST"]),
        Route("/slides", of_filter, methods=["GET"]),
        Route("/slide.jpg", answering(served, _picture, Queue(*_PICTURES)), methods=["GET"]),
    ]


def _saved(request: Request, site: Site) -> Response:
    """``/show/ID`` (the show), ``/show/ID?download``, ``/show/ID.pptx``, ``/show/ID.yaml``."""
    name: str = request.path_params["name"]
    stem, dot, ending = name.partition(".")
    suffix = f"{dot}{ending}" if dot else ".html"
    try:
        briefing = site.shows.briefing(stem)
        away = "download" in request.query_params or bool(dot)
        return _answer(request, site, briefing, suffix, "../present", stem if away else "")
    except KeyError:
        return refused_reader(request, "There is no such briefing in this collection.", 404)
    except ValueError as error:
        return refused_reader(request, str(error))


def _filtered(request: Request, site: Site) -> Response:
    """``/show?<filter>``: the filtered events in time order."""
    try:
        briefing = site.shows.of_filter(request.query_params.multi_items())
    except ValueError as error:
        return refused_reader(request, str(error))
    away = "briefing" if "download" in request.query_params else ""
    return _answer(request, site, briefing, ".html", "present", away)


def _draft(request: Request, site: Site, body: bytes) -> Response:
    """``POST /show``: ``briefing`` (JSON) ``as`` show, html, pptx or yaml."""
    from geodash.collection.briefings.drafts import parse_draft

    try:
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=20))
    except ValueError:
        return refused_reader(request, "The form could not be read.")
    suffix = _AS.get(fields.get("as", "show"))
    if suffix is None:
        return refused_reader(request, f"“as” is one of {', '.join(_AS)}.")
    text = fields.get("briefing", "")
    if len(text.encode("utf-8", "replace")) > MOST_TEXT:
        return refused_reader(request, "A briefing has at most one megabyte.", 413)
    briefing, problems = parse_draft(text, "briefing.yaml")
    if briefing is None:
        reason = " ".join(str(p) for p in problems[:5]) or "There is no briefing."
        return refused_reader(request, reason)
    away = "" if fields.get("as", "show") == "show" else briefing.briefing_id or "briefing"
    try:
        return _answer(request, site, briefing, suffix, "present", away)
    except KeyError:
        return refused_reader(request, "This geodash can't make such a file.", 404)


def _slides(request: Request, site: Site, body: bytes) -> Response:
    """``POST /api/slides``: a draft's slides in words; a draft is JSON, a file that is opened YAML.

    Of a file whose encoding is not certain nothing is read: ``encodings`` are those that it may have,
    with its first words; ``?encoding=NAME`` says which it is.
    """
    from geodash.collection.briefings.drafts import parse_draft
    from geodash.collection.briefings.files import parse_briefing
    from geodash.collection.read.decoding import opened_text

    name = "draft.yaml"
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    encodings: dict[str, list[dict[str, str]]] = {}
    if kind == "application/json":
        parsed = parse_draft(body.decode("utf-8", "replace"), name)
    else:
        said = request.query_params.get("encoding", "")
        try:
            text, problems, candidates = opened_text(body, name, said)
        except ValueError as error:
            return refused(str(error))
        parsed = (None, list(problems)) if text is None else parse_briefing(text, name)
        if text is None:
            offered = [{"name": c.encoding, "sample": c.sample} for c in candidates]
            encodings = {"encodings": offered}
    told = site.shows.compose(*parsed)
    return unkept(told | encodings | {"version": site.version})


def _slides_of_filter(request: Request, site: Site) -> Response:
    """``GET /api/slides?<filter>``: what "brief this filter" would make."""
    return unkept(site.shows.filtered(request.query_params.multi_items()))


def _picture(request: Request, site: Site) -> Response:
    """``GET /api/slide.jpg?<view>``: the map of the slide that a view is; ``v`` names the version."""
    from geodash.web.slide_pictures import slide_picture

    view = query_string((key, value) for key, value in pairs_of(request.url.query) if key != "v")
    try:
        return kept_answer(
            request,
            site.version,
            "image/jpeg",
            lambda: slide_picture(site.shows, view),
            cache=cache_for(request, site.version),
        )
    except LookupError as error:
        return refused(str(error), 404)


def _answer(
    request: Request, site: Site, briefing: Briefing, suffix: str, home: str, away: str
) -> Response:
    """The file, with an ETag of collection and briefing; ``away`` names it as a download."""
    from geodash.views.show import show_policy
    from geodash.web.shows import MEDIA_TYPES

    etag = digest_tag(f"{site.version}|{briefing!r}|{suffix}|{home}")
    headers = {**HEADERS, "ETag": etag, "Cache-Control": AGAIN}
    if suffix == ".html":
        policy = f"{show_policy()}; frame-ancestors 'self'"
        headers["Content-Security-Policy"] = policy
    if away:
        headers["Content-Disposition"] = f'attachment; filename="{away}{suffix}"'
    if request.method == "GET" and (same := unchanged(request, etag, headers)):
        return same
    try:
        data = _made(request, site, briefing, suffix, home)
    except RefusedError as error:
        return refused_reader(request, str(error), 503)
    return Response(data, media_type=MEDIA_TYPES[suffix], headers=headers)


def _made(request: Request, site: Site, briefing: Briefing, suffix: str, home: str) -> bytes:
    """The file; long slides are made apart, and not at all once nobody waits for them.

    A map of a slide takes a good part of a second. A show draws only some, and soon.
    """
    shows = site.shows
    if suffix != ".pptx" or len(briefing.slides) <= _FEW_SLIDES:
        return shows.made(briefing, suffix, home)
    data = shows.kept(briefing, suffix)
    if data is None:
        given = (site.collection.path, site.data_version, briefing, suffix)
        data = apart(request, "briefing", given, _LIMITS)
        shows.keep(briefing, suffix, data)
    return data
