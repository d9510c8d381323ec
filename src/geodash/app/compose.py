"""What the Present page is given, and saving a draft into the collection with ``--edit``."""

from __future__ import annotations

import hashlib
from typing import Any

from geodash.collection.briefings.drafts import read_draft
from geodash.collection.briefings.files import (
    ID_RULE,
    briefing_bytes,
    is_briefing_id,
    save_briefing,
)
from geodash.collection.write.files import ChangedError
from geodash.views import told
from geodash.views.shelf import shelf_card
from geodash.web.http import READ_ONLY
from geodash.web.problems import problem_json
from geodash.web.served import Served

_CHANGED = (
    "“{id}” was changed by somebody else since you took your copy, so nothing was overwritten. "
    "Save under another name, or take a new copy of theirs; your draft is kept."
)
_TAKEN = (
    "The collection has a briefing “{id}” already, and your draft is no copy of it as it is now. "
    "Choose another name, or begin with “Edit a copy”."
)

Json = dict[str, Any]


def page_data(served: Served, saved: Json | None = None) -> Json:
    """The collection's briefings, and how the last saving went (``saved``)."""
    site = served.site()
    return {
        "api": "api/",
        "version": site.version,
        "told": told.as_json(site.collection),
        "collection": {**site.heading, "key": served.key},
        "edit": served.edit,
        "briefings": [
            shelf_card(site.collection, file.briefing)
            | {"base": _digest(file.data), "nameless": site.shows.nameless(file.briefing)}
            for file in site.beside.briefings
            if file.briefing
        ],
        "problems": [problem_json(p) for p in site.briefing_problems],
        "saved": saved,
    }


def _digest(data: bytes) -> str:
    """Names one version of a file."""
    return hashlib.sha256(data).hexdigest()[:32]


def save(served: Served, request: Json) -> Json:
    """Saves a draft into the collection and says how it went; ``request`` comes from a browser.

    ``n`` tells requests apart, ``id`` names the file, ``base`` the version of it that the draft was
    made from (blank: none), ``briefing`` is the draft. A file that is another version now stays.
    """
    wanted, draft = str(request.get("id", "")), request.get("briefing")
    outcome: Json = {"n": request.get("n"), "ok": False, "id": wanted, "base": ""}
    try:
        outcome |= {"base": _saved(served, wanted, draft, str(request.get("base", ""))), "ok": True}
    except (ValueError, OSError) as error:
        return outcome | {"message": _reason(error)}
    served.renew()  # whoever saved sees it listed at once
    return outcome | {"message": f"Saved as briefings/{wanted}.yaml."}


def _saved(served: Served, briefing_id: str, draft: object, base: str) -> str:
    if not served.edit:
        raise ValueError(READ_ONLY)
    if not is_briefing_id(briefing_id):
        raise ValueError(ID_RULE)
    folder = served.path
    original = briefing_bytes(folder, briefing_id)
    if original is not None and _digest(original) != base:
        raise ValueError((_CHANGED if base else _TAKEN).format(id=briefing_id))
    briefing, problems = read_draft(draft, f"briefings/{briefing_id}.yaml")
    wrong = [p for p in problems if p.severity == "error"]
    if briefing is None or wrong:
        raise ValueError(str(wrong[0]) if wrong else "There is no briefing in it.")
    try:
        save_briefing(folder, briefing, original)
    except ChangedError:
        raise ValueError(_CHANGED.format(id=briefing_id)) from None
    return _digest(briefing_bytes(folder, briefing_id) or b"")


def _reason(error: ValueError | OSError) -> str:
    if isinstance(error, OSError):
        return f"The disk didn't take it: {error.strerror or error}. Nothing was changed."
    return str(error)
