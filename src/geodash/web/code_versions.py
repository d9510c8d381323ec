"""A new version of a coded article is reviewed on the page Code, and taken whole or not at all."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from geodash.coding.agree.behind import follow, said
from geodash.coding.intake.brought import UnreadableError
from geodash.coding.intake.store import stored
from geodash.coding.versions.answers import Decisions, decisions_of
from geodash.coding.versions.pending import (
    MOST_STATE,
    Pending,
    drop,
    facts_of,
    keep,
    kept,
    new_rev,
    with_state,
)
from geodash.coding.versions.shown import progress, shown
from geodash.coding.versions.take import Asked, OpenError, take
from geodash.collection.write.files import ChangedError
from geodash.web.code_bring import MOST_SENT, sent, unprocessed
from geodash.web.editors import editor_of
from geodash.web.http import (
    NO_ARTICLE,
    answering,
    digest_tag,
    json_object,
    refused,
    taking,
    unkept,
)
from geodash.web.queues import Queue
from geodash.web.recent import Recent

if TYPE_CHECKING:
    from geodash.web.served import Served
    from geodash.web.site import Site

Json = dict[str, Any]
Handler = Callable[["Served", Request, "Site", bytes], Response]

#: The reviews that were asked for last.
_compared: Recent[Site, Asked] = Recent(2)
_GONE = "Somebody has taken or given up this new version meanwhile; go back to the article."
_THERE = (
    "Another new version of this article is being reviewed already{by}. Take it or give it up "
    "first; what you brought is still here."
)
_MEANWHILE = "{who} answered meanwhile. Nothing of it is lost: theirs is put together with yours."
#: One change of a review at a time.
_ONE = threading.Lock()
_NONE = "No new version of this article is being reviewed."
_SAME = "The text is the same, word for word."
_DISK = "Nothing was changed. The disk says: {why}."
_CHANGED = "Somebody saved at the same moment; nothing was changed. Take it again."


def routes(served: Served) -> list[BaseRoute]:
    """To be mounted below ``api``."""
    queue = Queue(2, 20)

    def post(path: str, handler: Handler, most: int) -> Route:
        work = taking(served, partial(_there, handler, served), most, queue)
        return Route(f"/code/version/{{article_id}}{path}", work, methods=["POST"])

    def look(request: Request, site: Site) -> Response:
        return _there(_review, served, request, site, b"")

    return [
        Route("/code/version/{article_id}", answering(served, look), methods=["GET"]),
        post("", _begin, MOST_SENT),
        post("/keep", _keep, MOST_STATE),
        post("/take", _take, MOST_STATE),
        post("/drop", _drop, 1000),
    ]


def _there(handler: Handler, served: Served, request: Request, site: Site, body: bytes) -> Response:
    if request.path_params["article_id"] not in site.collection.articles:
        return refused(NO_ARTICLE, 404)
    try:
        with contextlib.nullcontext() if request.method == "GET" else _ONE:
            return handler(served, request, site, body)
    except MeanwhileError as error:
        return _told(error.pending, site)
    except (OpenError, UnreadableError, ValueError) as error:
        return refused(str(error))
    except ChangedError:
        return refused(_CHANGED, 409)
    except OSError as error:
        return refused(_DISK.format(why=error.strerror or "it can’t be written"), 507)


def _begin(served: Served, request: Request, site: Site, body: bytes) -> Response:
    """``POST version/ID``: what was brought; its review begins."""
    article = site.collection.articles[request.path_params["article_id"]]
    brought, facts, wrong, captions, name = sent(body)
    # What isn't said stays as it is known of the article.
    if wrong := {k: v for k, v in wrong.items() if k not in ("title", "when")}:
        return unprocessed(wrong)
    found = Pending(
        article.article_id, brought.keeping(captions), facts.over(facts_of(article)), name
    )
    if found.body == article.body:
        return refused(_SAME, 409)
    stored(found.brought, found.facts)  # it can be read back
    found = replace(found, rev=new_rev(), by=editor_of(request).name)
    if there := kept(served.path, article.article_id):
        if there.body != found.body:
            return refused(_THERE.format(by=f" by {there.by}" if there.by else ""), 409)
        # A colleague brought the same, or it was brought twice: the answers so far stand.
        found = replace(found, state=there.state, rev=there.rev, by=there.by)
    keep(served.path, found)
    return unkept({"id": article.article_id})


class MeanwhileError(Exception):
    """Somebody else kept other answers; ``pending`` has them."""

    def __init__(self, pending: Pending) -> None:
        super().__init__()
        self.pending = pending


def _pending(served: Served, request: Request) -> Pending:
    """The review, as the page that asks last saw it: ``rev`` says so. Raises :class:`MeanwhileError`."""
    found = kept(served.path, request.path_params["article_id"])
    if found is None:
        raise OpenError(_GONE)
    if found.rev != request.query_params.get("rev", ""):
        raise MeanwhileError(found)
    return found


def _told(pending: Pending, site: Site) -> Response:
    """409 with the answers as they are now, for the page to put together with its own."""
    found = progress(_asked(site, pending), _decisions(pending.state))
    reason = _MEANWHILE.format(who=pending.by or "A colleague")
    state = {"state": dict(pending.state), "rev": pending.rev, "by": pending.by}
    answer = unkept({"error": reason, **state, "progress": found})
    answer.status_code = 409
    return answer


def _asked(site: Site, pending: Pending) -> Asked:
    """The review; each answer asks for it, and of a long article it takes its time."""
    key = digest_tag(f"{pending.article_id}|{pending.brought!r}|{pending.facts.title}")
    return _compared.of(site, key, lambda: Asked.of(site.collection, pending, _places(site)))


def _places(site: Site) -> Callable[[str], list[Json]]:
    return lambda name: site.places(name, (), ())


def _review(served: Served, request: Request, site: Site, _: bytes) -> Response:
    """``GET version/ID``: the review, and the answers so far."""
    pending = kept(served.path, request.path_params["article_id"])
    if pending is None:
        return refused(_NONE, 404)
    asked = _asked(site, pending)
    found = shown(asked, _decisions(pending.state), _places(site))
    return unkept(
        found
        | {"name": pending.name, "state": dict(pending.state), "coded": _day(served, pending)}
        | {"rev": pending.rev}
    )


def _day(served: Served, pending: Pending) -> str:
    """The day on which the coded text was last written."""
    from datetime import date

    from geodash.words.days import day

    file = served.path / "articles" / f"{pending.article_id}.md"
    return day(date.fromtimestamp(file.stat().st_mtime))


def _decisions(state: Json | Any) -> Decisions:
    try:
        return decisions_of(state.get("answers") or {})
    except ValueError:
        return {}


def _keep(served: Served, request: Request, site: Site, body: bytes) -> Response:
    """``POST version/ID/keep?rev=``: the page's state; what is decided by it, and its name."""
    pending = _pending(served, request)
    found = with_state(pending, _state(body), editor_of(request).name)
    decisions = decisions_of(found.state.get("answers") or {})
    keep(served.path, found)
    return unkept(progress(_asked(site, found), decisions) | {"rev": found.rev})


def _take(served: Served, request: Request, site: Site, body: bytes) -> Response:
    """``POST version/ID/take?rev=``: with the same state; written, all or nothing."""
    pending = _pending(served, request)
    decisions = decisions_of(_state(body).get("answers") or {})
    take(served.path, pending, decisions, _places(site), by=editor_of(request).name)
    drop(served.path, pending.article_id)
    served.renew()
    return unkept({"id": pending.article_id, "codings": said(follow(served.path))})


def _drop(served: Served, request: Request, _: Site, __: bytes) -> Response:
    """``POST version/ID/drop?rev=``: it is given up; nothing of it was in the collection."""
    _pending(served, request)
    drop(served.path, request.path_params["article_id"])
    return unkept({"id": request.path_params["article_id"]})


def _state(body: bytes) -> Json:
    try:
        return json_object(body)
    except ValueError as error:
        raise ValueError("These are no answers.") from error
