"""What the page Read is given for an address: an article, its events as on every page, and its stops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from geodash.domain.lookup import lookup_of
from geodash.domain.model import Collection
from geodash.geo.areas import Areas
from geodash.query import Filter
from geodash.query.params import query_string
from geodash.views.companion.page import companion
from geodash.views.payload import PayloadBuilder
from geodash.words.texts import shortened

Json = dict[str, Any]
_NAME = 60


@dataclass(frozen=True, slots=True)
class Reading:
    """Answers of ``api/read`` for one collection."""

    collection: Collection
    payloads: PayloadBuilder
    areas: Areas | None = None

    def answer(self, pairs: Sequence[tuple[str, str]], read: Json | None = None) -> Json:
        """The payload of the article's events with ``read``, its companion; ``None`` without any article.

        A companion that is at hand is not made again.
        ``params`` name the article alone. Notices say what of the address made no sense.
        """
        article_id, notices = self.asked(pairs)
        chosen = Filter(articles=(article_id,) if article_id else (), background=True)
        found = self.payloads.payload(chosen, notices)
        own = [c for c in found["timeline"]["coverage"] if c["article"] == article_id]
        if article_id and read is None:
            names = self.payloads.store.vocabulary.places
            read = companion(self.collection, article_id, names, self.areas)
        return found | {
            "params": query_string([("article", article_id)] if article_id else []),
            # The article is all that there is here.
            "total": found["count"],
            "timeline": found["timeline"] | {"coverage": own},
            "read": read,
        }

    def asked(self, pairs: Sequence[tuple[str, str]]) -> tuple[str, list[str]]:
        """The article that an address asks for: by its id, else one that tells its event, else the newest.

        Blank where there is none at all; with notices on ids of nothing.
        """
        told = dict(pairs)
        wanted, event = told.get("article", ""), told.get("event", "")
        if wanted in self.collection.articles:
            return wanted, []
        notices = []
        if wanted:
            name = shortened(wanted, _NAME)
            notices = [
                f"“article={name}” is no article of this collection; another is open instead."
            ]
        best = lookup_of(self.collection).best(event) if event in self.collection.events else None
        if best and best.article_id in self.collection.articles:
            return best.article_id, notices
        return self._newest(), notices

    def _newest(self) -> str:
        """The article that appeared last, one with events if there is any."""
        coded = {m.article_id for m in self.collection.mentions}

        def key(article_id: str) -> tuple[bool, date, str]:
            article = self.collection.articles[article_id]
            appeared = article.published_latest or article.published_earliest or date.min
            return article_id in coded, appeared, article_id

        return max(self.collection.articles, key=key, default="")
