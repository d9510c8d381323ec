"""What stands under the map: what is told of an event in few lines, and beside it every voice on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from geodash.domain.model import Article, Event
from geodash.views.card.content import Card, Elsewhere, card_of
from geodash.views.companion.stops import Places, Stop
from geodash.views.companion.ways import Ways
from geodash.views.places import draw
from geodash.views.slide_words import precision, where
from geodash.views.templating import render
from geodash.words.dates import told_when
from geodash.words.kinds import kind_label
from geodash.words.says import accounts


def caption_html(places: Places, event_id: str, article_id: str, ways: Ways | None = None) -> str:
    """The caption of an event in an article, as escaped HTML; raises ``KeyError`` for an event that isn't there.

    Its answers are the card's, in the card's order; which of them have room is the page's to find out, and
    to count. Glyphs and the citation's address are empty slots, as in the card. ``ways``: of a published page.
    """
    lookup = places.lookup
    card = card_of(lookup.collection, event_id, places.names)
    direct = [relative.event for relative in card.members]
    return render(
        "caption.html",
        card=card,
        article_id=article_id,
        when=told_when(card.event),
        place=where(card.event, direct, places.names),
        known=precision(card.event, direct),
        elsewhere=_elsewhere(card, article_id),
        ways=ways,
    )


def _elsewhere(card: Card, article_id: str) -> list[Elsewhere]:
    """The other articles that tell the event, seen from this one."""
    found = [told for told in card.elsewhere if told.passage.mention.article_id != article_id]
    if card.passage and card.passage.mention.article_id != article_id:
        here = (t.disputed for t in card.elsewhere if t.passage.mention.article_id == article_id)
        found = [Elsewhere(card.passage, next(here, "")), *found]
    return [told for told in found if told.passage.article]


def overview_html(
    article: Article, stops: Sequence[Stop], events: Iterable[Event], ways: Ways | None = None
) -> str:
    """The caption of the whole article: how much it tells, and what the marks are."""
    told = list(events)
    scenes = {e.point for e in told if draw(e) in ("exact", "near", "area") and e.point}
    kinds = Counter(e.kind for e in told)
    return render(
        "overview.html",
        article=article,
        passages=len(stops),
        scenes=len(scenes),
        seats=sum(draw(e) == "seat" for e in told),
        kinds=[(kind, kind_label(kind), n) for kind, n in kinds.items()],
        account=accounts(told),
        ways=ways,
    )
