"""What takes its time: a view as a file or in sentences, and what changed since an older version."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from geodash.web.http import (
    AGAIN,
    BY_ADDRESS,
    HEADERS,
    NEVER,
    Endpoint,
    answering,
    cache_for,
    etag_of,
    json_answer,
    kept_answer,
    page_address,
    refused,
    shared,
    taking,
    unchanged,
)
from geodash.web.jobs import Limits, RefusedError, TooMuchError, apart
from geodash.web.queues import Queue

if TYPE_CHECKING:
    from geodash.exchange.registry import Format
    from geodash.exchange.selection import Selection
    from geodash.exchange.takeaway import Takeaway
    from geodash.web.served import Served
    from geodash.web.site import Site

#: How many files are written at a time; they have threads of their own, which no page waits for.
MAX_FILES_AT_ONCE = 2
#: How many more may wait for it.
MAX_FILES_WAITING = 12
#: A file that takes more than a second or so is written apart from the pages.
_FILE_LIMITS = Limits(seconds=300, memory=4 * 2**30)
#: Pictures for messengers: how many are drawn at a time, and may wait.
_PREVIEWS = (1, 6)
#: The forms of a chart.
PICTURES = ("png", "svg")
_NOTHING = "there is no such event, chart or format"
#: A comparison with somebody's zip, and how many are made at a time and may wait.
_DIFF_LIMITS = Limits(seconds=60, memory=2**30)
_DIFFS = (1, 4)


def routes(served: Served) -> list[BaseRoute]:
    """To be mounted below ``api``."""
    files = Queue(MAX_FILES_AT_ONCE, MAX_FILES_WAITING)
    return [
        Route("/events.{format}", answering(served, _file, files)),
        Route("/event/{event_id}.{format}", answering(served, _event_file, files)),
        Route("/chart/{chart}.{format}", answering(served, _chart, files)),
        Route("/preview.jpg", answering(served, _preview, Queue(*_PREVIEWS))),
        Route("/formats", answering(served, _formats)),
        Route("/paragraph", answering(served, _paragraph, files)),
        Route("/diff", _diff(served, Queue(*_DIFFS)), methods=["POST"]),
    ]


def _file(request: Request, site: Site) -> Response:
    from geodash.exchange.registry import FORMATS

    name = request.path_params["format"]
    if name not in FORMATS:
        known = ", ".join(f".{other}" for other in FORMATS)
        return refused(f"there is no such format; there are {known}", 404)
    pairs = request.query_params.multi_items()
    write = partial(_written, request)
    return _taken(request, site, lambda address: site.export(name, pairs, address, write))


def _event_file(request: Request, site: Site) -> Response:
    """``/api/event/cc-0041.docx``, ``?with=thread``: and what answers it."""
    from geodash.web.takeaways import event_file

    event_id, name = request.path_params["event_id"], request.path_params["format"]
    thread = request.query_params.get("with") == "thread"
    return _taken(
        request,
        site,
        lambda address: event_file(site, event_id, name, thread=thread, address=address),
    )


def _chart(request: Request, site: Site) -> Response:
    """``/api/chart/pairs.png?<filter>``."""
    from geodash.web.takeaways import chart_file

    chart, form = request.path_params["chart"], request.path_params["format"]
    pairs = request.query_params.multi_items()
    if form not in PICTURES:
        return refused(_NOTHING, 404)
    return _taken(request, site, lambda address: chart_file(site, chart, form, pairs, address))


def _taken(request: Request, site: Site, make: Callable[[str], Takeaway]) -> Response:
    """What was asked for as a file to save; ``make`` is given the page's address."""
    from geodash.exchange.registry import FORMATS

    address = page_address(request)
    etag = etag_of(request, site.version, address)
    # One that comes back has a mark of its own: as good as the last one, not the same bytes.
    form = FORMATS.get(request.path_params["format"])
    shown = f"W/{etag}" if form and form.returns else etag
    headers = {**HEADERS, "ETag": shown, "Cache-Control": AGAIN, "Vary": BY_ADDRESS}
    if same := unchanged(request, etag, headers):
        return same
    try:
        found = make(shared(address))
    except KeyError:
        return refused(_NOTHING, 404)
    except TooMuchError as error:
        return refused(f"This file can’t be written here: {error} Narrow the filter.", 503)
    except ValueError as error:
        return refused(str(error))
    headers["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return Response(found.data, media_type=found.media_type, headers=headers)


def _written(request: Request, form: Format, selection: Selection) -> bytes:
    if len(selection.events) <= form.few:
        return form.write(selection)
    return apart(request, "export", (form.name, selection), _FILE_LIMITS)


def _preview(request: Request, site: Site) -> Response:
    """``/api/preview.jpg?<view>``: the picture of a link, kept for as long as the version."""
    from geodash.web.previews import preview

    pairs = request.query_params.multi_items()
    return kept_answer(request, site.version, "image/jpeg", lambda: preview(site, pairs))


def _formats(request: Request, site: Site) -> Response:
    return json_answer(request, site.version, site.formats, cache=cache_for(request, site.version))


def _paragraph(request: Request, site: Site) -> Response:
    """``/api/paragraph?<filter>``."""
    pairs = request.query_params.multi_items()
    address = page_address(request)
    made = partial(site.paragraph, pairs, shared(address))
    return json_answer(request, site.version, made, address=address)


def _diff(served: Served, queue: Queue) -> Endpoint:
    """``POST /api/diff``: an older version as a zip; nothing of it is kept."""

    async def endpoint(request: Request) -> Response:
        from geodash.collection.versions.since import MOST_PACKAGE

        # A type that no form can send: another site's page can't have this done.
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/zip":
            return refused("an older version as a zip is needed, sent as application/zip", 415)
        return await taking(served, _changes, MOST_PACKAGE, queue)(request)

    return endpoint


def _changes(request: Request, site: Site, package: bytes) -> Response:
    try:
        found = apart(request, "diff", (package, site.collection), _DIFF_LIMITS)
    except TooMuchError as error:
        return refused(f"The older version can’t be compared: {error}", 413)
    except RefusedError as error:
        return refused(str(error))
    headers = {**HEADERS, "Cache-Control": NEVER}
    return Response(found, media_type="application/json", headers=headers)
