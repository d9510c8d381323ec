"""Proposals for the page Code: of an article, and of some of its words. Nothing of them is saved by itself.

A program that proposes is run in the background: who asks meanwhile gets geodash’s own, and ``pending``.
"""

from __future__ import annotations

import json
import os
import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from geodash.coding.draft.rows import is_provisional
from geodash.coding.propose.ask import Asking, as_json
from geodash.coding.propose.model import Proposals
from geodash.coding.propose.program import ProgramError
from geodash.coding.propose.refused import Refused, Spot
from geodash.domain.model import Actor
from geodash.web.http import NO_ARTICLE, answering, json_object, refused, taking, unkept
from geodash.web.queues import Queue
from geodash.web.settings import PROPOSE_VARIABLE

if TYPE_CHECKING:
    from geodash.web.served import Served
    from geodash.web.site import Site

Json = dict[str, Any]
#: Bytes of a spot.
MOST = 40_000
#: Actors of a draft, and characters of one.
MOST_ACTORS, MOST_TEXT = 500, 2_000
_LINE = (2, 20)
_KEPT = 16


def routes(served: Served) -> list[BaseRoute]:
    """To be mounted below ``api``."""
    proposing = Proposing(served)
    queue = Queue(*_LINE)
    return [
        Route("/code/proposals/{article_id}", answering(served, proposing.answer, queue)),
        Route(
            "/code/proposals/{article_id}",
            taking(served, proposing.among, MOST_ACTORS * MOST_TEXT, queue),
            methods=["POST"],
        ),
        Route("/code/refuse", taking(served, proposing.refuse, MOST, queue), methods=["POST"]),
    ]


def _actors(given: object) -> tuple[Actor, ...]:
    """Actors as the rows of a draft have them; raises ``ValueError`` for what are none."""
    if not isinstance(given, list) or len(given) > MOST_ACTORS:
        raise ValueError(f"actors are rows of a draft, {MOST_ACTORS} at most")
    found = []
    for row in given:
        if not isinstance(row, dict) or not all(isinstance(v, str) for v in row.values()):
            raise ValueError("an actor has texts by column")
        ident = row.get("actor_id", "")
        if not is_provisional(ident) or not row.get("name", "").strip():
            raise ValueError("an actor of a draft has an id of its own and a name")
        aliases = tuple(a.strip() for a in row.get("aliases", "").split(";") if a.strip())
        kind, country, parent = (row.get(c, "") for c in ("kind", "country", "parent"))
        found.append(Actor(ident, row["name"], kind or "other", country, parent, aliases))
    return tuple(found)


class Proposing:
    """What is asked for proposals: the newest version, and the answers of a program."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._lock = threading.Lock()
        self._asking: tuple[str, Asking] | None = None
        #: By version, article and command; ``None`` while the program runs.
        self._told: OrderedDict[tuple[str, str, str], Proposals | str | None] = OrderedDict()

    def _of(self, site: Site) -> Asking:
        with self._lock:
            if self._asking is None or self._asking[0] != site.version:
                self._asking = site.version, Asking(site.collection, site.geodata)
            return self._asking[1]

    def answer(self, request: Request, site: Site) -> Response:
        """``GET proposals/{id}``: all of an article; with ``start`` and ``end`` what a new event of these words begins with."""
        return self._answer(request, site, request.query_params)

    def among(self, request: Request, site: Site, body: bytes) -> Response:
        """``POST proposals/{id}``: the same, known to some ``actors`` of a draft, which the collection has not yet."""
        try:
            asked = json_object(body)
            also = _actors(asked.get("actors") or [])
        except (ValueError, RecursionError) as error:
            return refused(str(error))
        return self._answer(
            request, site, {k: str(asked[k]) for k in ("start", "end") if k in asked}, also
        )

    def _answer(
        self, request: Request, site: Site, asked: Mapping[str, str], also: tuple[Actor, ...] = ()
    ) -> Response:
        article_id = request.path_params["article_id"]
        if article_id not in site.collection.articles:
            return refused(NO_ARTICLE, 404)
        asking = self._of(site)
        command, told = os.environ.get(PROPOSE_VARIABLE, ""), None
        if command:
            told = self._program(site.version, asking, article_id, command)
        given = asking.kept(told) if isinstance(told, Proposals) else None
        if "start" in asked or "end" in asked:
            try:
                bounds = int(asked.get("start", "")), int(asked.get("end", ""))
                return unkept(asking.ghost(article_id, *bounds, given, also))
            except ValueError:
                return refused("start and end are no words of the article")
        found = [asking.own(article_id, also), *([given] if given else [])]
        notes = [told] if isinstance(told, str) else []
        pending = bool(command) and told is None
        answer = as_json(found)
        return unkept({**answer, "notes": [*answer["notes"], *notes], "pending": pending})

    def _program(
        self, version: str, asking: Asking, article_id: str, command: str
    ) -> Proposals | str | None:
        """What the program said: proposals, why there are none, or ``None`` while it runs."""
        key = version, article_id, command
        with self._lock:
            if key in self._told:
                return self._told[key]
            self._told[key] = None
            while len(self._told) > _KEPT:
                self._told.popitem(last=False)
        threading.Thread(target=self._run, args=(key, asking), daemon=True).start()
        return None

    def _run(self, key: tuple[str, str, str], asking: Asking) -> None:
        _, article_id, command = key
        try:
            told: Proposals | str = asking.by(article_id, command)
        except ProgramError as error:
            told = str(error)
        except Exception:
            told = "The program’s answer could not be read; the terminal of the server says why."
            with self._lock:
                self._told[key] = told
            raise
        with self._lock:
            self._told[key] = told

    def refuse(self, _: Request, site: Site, body: bytes) -> Response:
        """``POST refuse``: a spot (article, what, quote, occurrence) is refused, or no more (``refused`` false)."""
        try:
            told = json.loads(body)
            article_id = str(told.get("article", "")) if isinstance(told, dict) else ""
            spot = Spot.of(article_id, told)
            body_of = site.collection.articles[article_id].body
            if spot.quote not in body_of:
                raise ValueError("These words are not in the article.")
        except KeyError:
            return refused(NO_ARTICLE, 404)
        except (ValueError, RecursionError) as error:
            return refused(f"This is no spot: {error}")
        try:
            Refused(self._served.path).put(spot, refused=told.get("refused") is not False)
        except OSError as error:
            return refused(
                f"Not noted; the disk says: {error.strerror or 'it can’t be written'}.", 507
            )
        return unkept({"refused": told.get("refused") is not False})
