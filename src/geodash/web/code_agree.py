"""A second, blind coding on the page Code: an article is closed, and then compared with the first.

A coder's server serves the coder's own folder: what it answers is made of that. Only here the first coding is
read, and only of articles that the coder has closed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Container
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from geodash.coding.agree.asked import Agreement, agreement
from geodash.coding.agree.codings import (
    CHOICES,
    CLOSED,
    MAIN,
    PAIRS,
    CodingError,
    close,
    closed,
    decide,
    decided,
    folder_of,
    names_of,
    settle,
    settled,
)
from geodash.coding.agree.shown import CHOSEN, Sides, cards, overview
from geodash.coding.desk.rows import read_rows
from geodash.collection.read.folder import coding_of, home_of
from geodash.collection.write.journal import content_of
from geodash.collection.write.table import UnwritableError
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
from geodash.web.watch import stamps_of

if TYPE_CHECKING:
    from geodash.coding.draft.rows import Draft
    from geodash.domain.model import Collection
    from geodash.web.served import Served
    from geodash.web.site import Site

Json = dict[str, Any]
_MOST = 4000
#: What the page calls the collection’s own coding.
FIRST = "the first coding"
NOT_CLOSED = (
    "Close your coding of this article first: until then nothing of the first one is shown."
)
#: What a coder's server does not do.
BLIND = "Articles are brought, and their new versions taken, in the collection itself."
_CLOSED = "Not saved: a coding that is closed stays as it was compared. This would change what a closed article tells."
_DISK = "Not noted; nothing was changed. The disk says: {why}."


def routes(served: Served) -> list[BaseRoute]:
    """To be mounted below ``api``."""
    agreeing, queue = Agreeing(served), Queue(2, 20)

    def post(path: str, handler: Callable[[Request, Json], Response]) -> Route:
        work = taking(served, partial(_said, handler), _MOST, queue)
        return Route(f"/code/{path}/{{article_id}}", work, methods=["POST"])

    return [
        Route("/code/agreement/{article_id}", answering(served, agreeing.answer, queue)),
        post("close", agreeing.close),
        post("pair", agreeing.pair),
        post("settle", agreeing.settle),
    ]


def blind(served: Served) -> bool:
    """Whether this server is a second coder's."""
    return bool(coding_of(served.path))


def refused_here(served: Served, draft: Draft, collection: Collection) -> Response | None:
    """409 where a coder would change what an article tells that is closed: it stays as it was compared."""
    done = (closed(served.path) or {}) if blind(served) else {}
    if not done:
        return None
    told = {m.event_id for m in collection.mentions if m.article_id in done}
    passages = (c.now or c.was or {} for c in draft.of("mentions").values())
    if (
        draft.article in done
        or told & (draft.of("events").keys() & draft.done)
        or any(row.get("article_id") in done for row in passages)
    ):
        return refused(_CLOSED, 409)
    return None


def standing(served: Served, article_id: str) -> Json:
    """What the page is told of codings when it opens an article.

    ``coder`` is whose this server is, blank for the collection's own; ``closed`` says that the article is;
    ``with`` are the codings that it can be compared with now.
    """
    coder, home = coding_of(served.path), home_of(served.path)
    if coder:
        done = article_id in (closed(served.path) or {})
        return {"coder": coder, "closed": done, "with": [MAIN] if done else []}
    known = [n for n in names_of(home) if article_id in _closed_of(home, n)]
    return {"coder": "", "closed": False, "with": known}


def _closed_of(home: Path, coder: str) -> Container[str]:
    """The articles that a coder closed; where that can't be read the coding is not compared, and nothing else waits."""
    try:
        return closed(folder_of(home, coder)) or {}
    except (OSError, UnwritableError):
        return {}


def _said(
    handler: Callable[[Request, Json], Response], request: Request, site: Site, body: bytes
) -> Response:
    if request.path_params["article_id"] not in site.collection.articles:
        return refused(NO_ARTICLE, 404)
    try:
        return handler(request, json_object(body or b"{}"))
    except OSError as error:
        return refused(_DISK.format(why=error.strerror or error), 507)
    except ValueError as error:
        return refused(str(error))


class Agreeing:
    """The comparison that was asked for last, for as long as no file of it changes."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._lock = threading.Lock()
        self._last: tuple[object, Agreement] | None = None

    # What is shown

    def answer(self, request: Request, site: Site) -> Response:
        """``GET agreement/ID?with=NAME``: the figures of all closed articles, and the cards of this one."""
        article_id = request.path_params["article_id"]
        if article_id not in site.collection.articles:
            return refused(NO_ARTICLE, 404)
        try:
            coder, folder, home = self._coding(request.query_params.get("with", ""), article_id)
            found = self._compared(home, folder, coder)
            sides = Sides(
                found,
                site.store.vocabulary.places,
                read_rows(home),
                read_rows(folder),
                {(b, a): yes for (a, b), yes in decided(folder, MAIN).items()},
                {(b, a, f): c for (a, b, f), c in settled(folder, MAIN).items()},
            )
        except CodingError as error:
            return refused(str(error), 403)
        except UnwritableError as error:
            return refused(str(error), 409)
        told = overview(found.comparison)
        return unkept(
            {
                **told,
                "coder": coder,
                "cards": cards(sides, article_id),
                # What is taken is taken into the first coding, on its own server.
                "decides": not blind(self._served),
            }
        )

    def _coding(self, asked: str, article_id: str) -> tuple[str, Path, Path]:
        """Whose coding is compared with the first, where both lie; raises ``CodingError`` before it is closed."""
        path = self._served.path
        home, own = home_of(path), coding_of(path)
        coder = own or asked
        if not own and asked not in names_of(home):
            raise CodingError("There is no such coding.")
        folder = path if own else folder_of(home, asked)
        if article_id not in (closed(folder) or {}):
            raise CodingError(NOT_CLOSED)
        return coder, folder, home

    def _compared(self, home: Path, folder: Path, coder: str) -> Agreement:
        """Of the articles that are closed, nothing of others: not even how many events these tell."""
        extra = [content_of(folder / name) for name in (CLOSED, PAIRS)]
        key = coder, stamps_of(home), stamps_of(folder), extra
        with self._lock:
            if self._last is None or self._last[0] != key:
                found = agreement(home, MAIN, coder)
                own = replace(found.comparison, names=(FIRST, coder), left_out=(0, 0))
                self._last = key, replace(found, comparison=own)
            return self._last[1]

    # What is noted

    def close(self, request: Request, said: Json) -> Response:
        """``POST close/ID``: the coder has coded this article and changes nothing of it any more."""
        if not blind(self._served):
            return refused("Only a second coder closes a coding.", 403)
        close(self._served.path, request.path_params["article_id"], _who(request, said))
        return unkept(standing(self._served, request.path_params["article_id"]))

    def pair(self, request: Request, said: Json) -> Response:
        """``POST pair/ID`` with ``event`` of the first coding, ``other`` of the second, ``same``: yes, no or null."""
        folder, event, other = self._named(request, said)
        same = said.get("same")
        if same not in (True, False, None):
            raise ValueError("same is true, false or null")
        if not (event and other):
            raise ValueError("a pair is of two events")
        decide(folder, other, MAIN, event, same, _who(request, said))
        return unkept({"same": same})

    def settle(self, request: Request, said: Json) -> Response:
        """``POST settle/ID`` with ``event``, ``other``, ``fact``, ``choice``: whose coding of it was taken."""
        folder, event, other = self._named(request, said)
        fact, choice = said.get("fact"), said.get("choice") or ""
        if fact not in CHOSEN:
            raise ValueError("there is no such fact")
        if choice and choice not in CHOICES:
            raise ValueError(f"choice is one of {', '.join(CHOICES)}, or blank")
        settle(folder, other, MAIN, event, fact, choice, _who(request, said))
        return unkept({"choice": choice})

    def _named(self, request: Request, said: Json) -> tuple[Path, str, str]:
        """The second coding, and the ids of an event of the first and of one of the second."""
        article_id = request.path_params["article_id"]
        coder, folder, home = self._coding(str(said.get("with", "")), article_id)
        event, other = (str(said.get(k) or "") for k in ("event", "other"))
        # Only what is compared: an id of the first coding tells that something is coded.
        known = self._compared(home, folder, coder).comparison.ids
        if (event and event not in known[0]) or (other and other not in known[1]):
            raise ValueError("There is no such event.")
        return folder, event, other


def _who(request: Request, said: Json) -> str:
    """Who decides: who signed in, else who they say they are."""
    return editor_of(request).name or line_of(said.get("by"))[:100]
