"""What an editor did on the page Code is kept on disk, step by step, and saved into the collection."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from geodash.coding.draft.difference import difference
from geodash.coding.draft.meanwhile import meanwhile
from geodash.coding.draft.rows import Draft
from geodash.coding.draft.save import Conflicts, Refused, save
from geodash.coding.draft.store import DraftError, DraftFile, signed
from geodash.coding.draft.workbook import WorkbookRefusedError, changes_in
from geodash.collection.write.table import UnwritableError
from geodash.web.code_agree import refused_here
from geodash.web.editors import editor_of
from geodash.web.http import (
    NO_ARTICLE,
    answering,
    json_object,
    line_of,
    refused,
    taking,
    unkept,
)
from geodash.web.queues import Queue

if TYPE_CHECKING:
    from geodash.web.served import Served
    from geodash.web.site import Site

Json = dict[str, Any]

#: Bytes of a few steps, and of a whole draft.
MOST_STEPS, MOST_DRAFT = 4_000_000, 8_000_000
#: Bytes of an edited workbook.
MOST_WORKBOOK = 30_000_000
_MOST_LINES, _MOST_CHOICES = 2_000, 2_000
_DIGITS = 9


def routes(served: Served) -> list[BaseRoute]:
    """To be mounted below ``api``."""
    steps, saves = Queue(4, 100), Queue(2, 20)
    kept = "/code/draft/{article_id}"
    return [
        Route(kept, answering(served, partial(_lines, served)), methods=["GET"]),
        Route(kept, taking(served, partial(_keep, served), MOST_STEPS, steps), methods=["POST"]),
        Route(
            "/code/save",
            taking(served, partial(_save, served), MOST_DRAFT, saves),
            methods=["POST"],
        ),
        Route(
            "/code/workbook",
            taking(served, partial(_workbook, served), MOST_WORKBOOK, saves),
            methods=["POST"],
        ),
    ]


def _lines(served: Served, request: Request, site: Site) -> Response:
    """``GET draft/ID?key=&since=``: what this browser did, and whether a colleague is there."""
    since = request.query_params.get("since", "0")
    if not (since.isascii() and since.isdigit() and len(since) <= _DIGITS):
        return refused("since is the number of a line")
    try:
        file = _file(served, request, site, request.query_params.get("key", ""))
    except DraftError as error:
        return refused(str(error), 404)
    after = request.query_params.get("after", "")
    return unkept({"lines": file.lines(int(since)), **_others(site, file, after)})


def _keep(served: Served, request: Request, site: Site, body: bytes) -> Response:
    """``POST draft/ID`` with ``key`` and ``lines``: kept until they are saved and can't be undone any more."""
    try:
        asked = json_object(body)
        lines = asked.get("lines")
        if not isinstance(lines, list) or len(lines) > _MOST_LINES:
            raise ValueError(f"lines are {_MOST_LINES:,} at most")
        file = _file(served, request, site, asked.get("key", ""))
        count = file.append(signed(lines, editor_of(request).name))
    except ValueError as error:
        return refused(str(error))
    except OSError as error:
        return refused(f"The draft can’t be kept here: {error.strerror or error}.", 507)
    return unkept({"lines": count, **_others(site, file, str(asked.get("after", "")))})


def _save(served: Served, request: Request, site: Site, body: bytes) -> Response:
    """``POST save``: the state of a draft, with ``choices``, ``leave``, ``by``, ``why``; ``dry`` only tells.

    ``key`` and ``n`` say where the draft lies and which step of it was the last.
    """
    try:
        asked = json_object(body)
        draft = Draft.from_json(asked.get("state"))
        kept = DraftFile.of(served.path, draft.article, asked["key"]) if asked.get("key") else None
        choices, leave = _texts(asked.get("choices") or {}), list(asked.get("leave") or [])
        step = int(asked.get("n") or 0)
    except (ValueError, TypeError) as error:
        return refused(f"This is no draft: {error}")
    dry = bool(asked.get("dry"))
    try:
        if closed := refused_here(served, draft, site.collection):
            return closed
    except UnwritableError as error:
        return refused(str(error), 409)
    name = editor_of(request).name
    found = save(
        served.path,
        draft.signed(name) if name else draft,
        choices,
        name or line_of(asked.get("by")),
        line_of(asked.get("why")),
        leave=map(str, leave),
        kept=kept,
        step=step,
        known=site.collection,
        dry=dry,
    )
    if isinstance(found, Refused):
        return unkept({"ok": False, "message": found.reason, "problems": list(found.problems)})
    told = difference(found.plan, site.store.vocabulary.places)
    if isinstance(found, Conflicts):
        return unkept({"ok": False, "message": "", "problems": [], "difference": told})
    if dry:
        return unkept({"ok": True, "dry": True, "difference": told})
    # Whoever saved, and every page that is open, sees it at once.
    served.renew()
    return unkept({"ok": True, "difference": told, "line": found.line})


def _workbook(served: Served, _: Request, site: Site, body: bytes) -> Response:
    """``POST workbook``: the cells that an edited workbook changes, for the draft; nothing is written."""
    try:
        return unkept(changes_in(body, served.path))
    except WorkbookRefusedError as error:
        return refused(str(error))


def _file(served: Served, request: Request, site: Site, key: object) -> DraftFile:
    article_id = request.path_params["article_id"]
    if article_id not in site.collection.articles:
        raise DraftError(NO_ARTICLE)
    return DraftFile.of(served.path, article_id, str(key))


def _others(site: Site, file: DraftFile, after: str) -> Json:
    """Whether a colleague is there, and what was saved since the log of changes had ``after`` rows."""
    changes = len(site.collection.changes)
    known = int(after) if after.isascii() and after.isdigit() and len(after) <= _DIGITS else changes
    news = meanwhile(site.collection, file.article, known)
    there = file.others()
    named = {"who": there} if there else {}
    return {"colleague": there is not None, **named, "changes": changes, "news": news}


def _texts(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict) or len(value) > _MOST_CHOICES:
        raise ValueError("choices are texts by the key of the question")
    return {str(key): str(text) for key, text in value.items()}
