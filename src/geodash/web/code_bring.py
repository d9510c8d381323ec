"""An article is brought on the page Code: its file read, shown as it will be stored, and stored.

The page holds what was read and sends it back with every answer: nothing of
it stays here before it is stored.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from geodash.coding.desk.opening import shelf
from geodash.coding.intake.asked import answers, asked
from geodash.coding.intake.brought import LARGEST, LONGEST, Brought, Facts, UnreadableError, of_json
from geodash.coding.intake.facts import proposed
from geodash.coding.intake.kinds import too_large
from geodash.coding.intake.read import is_light, read
from geodash.coding.intake.shown import like, shown
from geodash.coding.intake.store import nearest, put, stored
from geodash.web.bring import bring
from geodash.web.editors import editor_of
from geodash.web.http import json_object, refused, taking, unkept
from geodash.web.queues import Queue

if TYPE_CHECKING:
    from geodash.web.served import Served
    from geodash.web.site import Site

Json = dict[str, Any]

#: Files read at a time, each of which may need a process, and how many more may wait.
_FILES = (2, 8)
_PAGES = (4, 40)
#: Bytes of an article as it was read, in JSON.
MOST_SENT = 6 * LONGEST
_DISK = "Not stored; nothing was changed. The disk says: {why}."


def routes(served: Served) -> list[BaseRoute]:
    """To be mounted below ``api``."""
    files, pages = Queue(*_FILES), Queue(*_PAGES)

    def refuse(_: Request, reason: str, status: int) -> Response:
        return refused(too_large() if status == 413 else reason, status)

    return [
        Route(
            "/code/bring",
            taking(served, _bring, LARGEST, files, refuse=refuse),
            methods=["POST"],
        ),
        Route(
            "/code/look", taking(served, _look, MOST_SENT, pages, refuse=refuse), methods=["POST"]
        ),
        Route(
            "/code/add",
            taking(served, partial(_add, served), MOST_SENT, pages, refuse=refuse),
            methods=["POST"],
        ),
    ]


def _bring(request: Request, site: Site, data: bytes) -> Response:
    """``POST bring?name=FILE``: a file, or text without a name; how it was read."""
    name = request.query_params.get("name", "")[:300]
    try:
        brought = read(data, name) if is_light(data, name) else bring(data, name)
    except UnreadableError as error:
        return refused(str(error), 422)
    facts = proposed(brought, site.collection.usual)
    found = {"brought": json.loads(brought.to_json()), "name": name, "answers": answers(facts)}
    return unkept(found | _shown(site, brought, facts, []))


def _look(_: Request, site: Site, body: bytes) -> Response:
    """``POST look``: the same for what was typed meanwhile, and what is wrong or missing in it."""
    try:
        brought, facts, wrong, kept, _name = sent(body)
    except UnreadableError as error:
        return refused(str(error))
    return unkept(_shown(site, brought, facts, kept) | {"wrong": wrong})


def _shown(site: Site, brought: Brought, facts: Facts, kept: list[int]) -> Json:
    found = nearest(brought.keeping(kept), site.collection.articles.values())
    return {"shown": shown(brought, facts, kept), "like": like(found)}


def _add(served: Served, request: Request, site: Site, body: bytes) -> Response:
    """``POST add``: stores the article; its row of the shelf, or what is wrong by field (422)."""
    try:
        brought, facts, wrong, kept, name = sent(body)
        final = brought.keeping(kept)
        found = nearest(final, site.collection.articles.values())
        if found and found.same:
            return refused(like(found)["said"], 409)
        if wrong:
            return unprocessed(wrong)
        article_id = put(
            served.path, facts.title, name, stored(final, facts), editor_of(request).name
        )
    except UnreadableError as error:
        return refused(str(error))
    except OSError as error:
        return refused(_DISK.format(why=error.strerror or "it can’t be written"), 507)
    served.renew()
    rows = (row for row in shelf(served.site().collection) if row["id"] == article_id)
    return unkept(
        next(rows, {"id": article_id, "title": facts.title, "published": "", "events": 0})
    )


def unprocessed(wrong: dict[str, str]) -> Response:
    """What is wrong with what was typed, by field; the first of it as the reason."""
    answer = unkept({"error": next(iter(wrong.values())), "wrong": wrong})
    answer.status_code = 422
    return answer


def sent(body: bytes) -> tuple[Brought, Facts, dict[str, str], list[int], str]:
    """What the page sends: the article, the facts, what is wrong with them, captions kept, the file's name.

    Raises ``UnreadableError`` for what is none of this.
    """
    try:
        found = json_object(body)
        kept = [int(n) for n in found.get("kept", [])]
        facts, wrong = asked(found.get("answers") or {})
        return of_json(found["brought"]), facts, wrong, kept, str(found.get("name", ""))[:300]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError("It is no article that was read here.") from error
