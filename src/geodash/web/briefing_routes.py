"""A briefing that was composed on the page Present is saved into the collection."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from geodash.collection.write.files import ChangedError
from geodash.web.http import json_object, refused, taking, unkept
from geodash.web.queues import Queue
from geodash.web.show_routes import MOST_TEXT

if TYPE_CHECKING:
    from geodash.web.served import Served
    from geodash.web.site import Site

_CHANGED = (
    "“{id}” was changed by somebody else since you took your copy, so nothing was overwritten. "
    "Save under another name, or take a new copy of theirs; your draft is kept."
)
_TAKEN = (
    "The collection has a briefing “{id}” already, and your draft is no copy of it as it is now. "
    "Choose another name, or begin with “Edit a copy”."
)

Json = dict[str, Any]


def routes(served: Served) -> list[BaseRoute]:
    """To be mounted below ``api``."""
    work = taking(served, partial(_save, served), MOST_TEXT, Queue(2, 20))
    return [Route("/briefing", work, methods=["POST"])]


def _save(served: Served, _: Request, __: Site, body: bytes) -> Response:
    """``POST briefing``: how it went, in JSON."""
    try:
        asked = json_object(body)
    except ValueError:
        return refused("id, base and briefing are needed, as JSON")
    return unkept(save(served, asked))


def digest(data: bytes) -> str:
    """Names one version of a file."""
    return hashlib.sha256(data).hexdigest()[:32]


def save(served: Served, request: Json) -> Json:
    """Saves a draft into the collection and says how it went; ``request`` comes from a browser.

    ``id`` names the file, ``base`` the version of it that the draft was made from (blank: none),
    ``briefing`` is the draft. A file that is another version now stays.
    """
    wanted, draft = str(request.get("id", "")), request.get("briefing")
    outcome: Json = {"ok": False, "id": wanted, "base": ""}
    try:
        outcome |= {"base": _saved(served, wanted, draft, str(request.get("base", ""))), "ok": True}
    except (ValueError, OSError) as error:
        return outcome | {"message": _reason(error)}
    served.renew()  # whoever saved sees it listed at once
    return outcome | {"message": f"Saved as briefings/{wanted}.yaml."}


def _saved(served: Served, briefing_id: str, draft: object, base: str) -> str:
    from geodash.collection.briefings.drafts import read_draft
    from geodash.collection.briefings.files import (
        ID_RULE,
        briefing_bytes,
        is_briefing_id,
        save_briefing,
    )

    if not is_briefing_id(briefing_id):
        raise ValueError(ID_RULE)
    folder = served.path
    original = briefing_bytes(folder, briefing_id)
    if original is not None and digest(original) != base:
        raise ValueError((_CHANGED if base else _TAKEN).format(id=briefing_id))
    briefing, problems = read_draft(draft, f"briefings/{briefing_id}.yaml")
    wrong = [p for p in problems if p.severity == "error"]
    if briefing is None or wrong:
        raise ValueError(str(wrong[0]) if wrong else "There is no briefing in it.")
    try:
        save_briefing(folder, briefing, original)
    except ChangedError:
        raise ValueError(_CHANGED.format(id=briefing_id)) from None
    return digest(briefing_bytes(folder, briefing_id) or b"")


def _reason(error: ValueError | OSError) -> str:
    if isinstance(error, OSError):
        return f"The disk didn't take it: {error.strerror or error}. Nothing was changed."
    return str(error)
