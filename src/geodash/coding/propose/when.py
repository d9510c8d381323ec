"""When a happening was: the days that its clause or sentence tells, else how the text goes on from what it dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from geodash.coding.propose.clauses import Act
from geodash.coding.propose.day_spans import INFERRED
from geodash.coding.propose.days import RECENT_DAYS, WITHIN
from geodash.coding.propose.model import DateFound, Spans
from geodash.coding.propose.tokens import Text
from geodash.domain.model import Article
from geodash.domain.passage import paragraph_at
from geodash.words.days import day

_THE, _NAMES = re.compile(r"\b(?:the|a)\s$", re.IGNORECASE), re.compile(r"\s[a-z]")
#: What the text dates so long before it appeared is history, not what it goes on from.
_OLD_DAYS = 45


class When:
    """Dates the happenings of one article."""

    def __init__(self, text: Text, article: Article, dates: Sequence[DateFound]) -> None:
        self._text, self._dates = text, dates
        self._earliest, self._latest = article.published_earliest, article.published_latest

    def of(self, act: Act, *, planned: bool = False, said: bool = False) -> DateFound | None:
        """When an act was; ``None`` where nothing tells it. ``said``: it is words, which may come later than what they are on."""
        own = self._nearest(act, act.clause.start, act.clause.end) or self._nearest(
            act, *act.clause.sentence
        )
        if own:
            return own
        return None if planned else self._goes_on(act, said=said)

    def _nearest(self, act: Act, start: int, end: int) -> DateFound | None:
        """The expression of a stretch that stands nearest to an act; full days before years."""
        here = [
            d
            for d in self._dates
            if start <= d.span.start < end and not self._names_another(d, act)
        ]
        return min(
            here,
            key=lambda d: (bool(d.needs), abs(d.span.start - act.start), d.span.start),
            default=None,
        )

    def _names_another(self, found: DateFound, act: Act) -> bool:
        """“The 2020 ceasefire agreement” dates what it names, not what is said of it."""
        body, span = self._text.body, found.span
        named = _NAMES.match(body, span.end) is not None and _THE.search(
            body[max(0, span.start - 5) : span.start]
        )
        return bool(named) and not (0 <= act.start - span.end < 24)

    def _goes_on(self, act: Act, *, said: bool) -> DateFound | None:
        """From the last day told before to the last on which the article can have appeared; else the month before it."""
        if self._latest is None or self._earliest is None:
            return None
        before = [
            d
            for d in self._dates
            if d.span.start < act.start
            and not d.needs
            and self._is_new(d)
            and not self._is_dateline(d)
        ]
        block = paragraph_at(self._text.body, act.start)
        here = [d for d in before if d.span.start >= block.start]
        chosen = here[-1] if here else before[0] if before else None
        if chosen is None:
            first = self._earliest - timedelta(days=RECENT_DAYS)
            note = "The text tells no day; it is told as news: from a month before the article can have appeared."
            return DateFound(
                Spans(self._text.body).of(act.start, act.end),
                first.isoformat(),
                self._latest.isoformat(),
                WITHIN,
                INFERRED,
                note,
            )
        if not said and chosen.date_start == chosen.date_end:
            note = f"No day is told of it; it is told of what the text dates to {day(date.fromisoformat(chosen.date_start))}."
            return replace(chosen, date_kind=WITHIN, date_basis=INFERRED, date_note=note)
        note = f"No day is told of it. It goes on from what the text dates to {day(date.fromisoformat(chosen.date_start))}, and ends when the article appeared."
        return DateFound(
            chosen.span, chosen.date_start, self._latest.isoformat(), WITHIN, INFERRED, note
        )

    def _is_dateline(self, found: DateFound) -> bool:
        """A day that is all its paragraph says, as above an article, dates the article and no happening."""
        block = paragraph_at(self._text.body, found.span.start)
        return self._text.body[block.start : block.end].strip(" .") == found.span.quote

    def _is_new(self, found: DateFound) -> bool:
        assert self._latest and self._earliest
        first, last = date.fromisoformat(found.date_start), date.fromisoformat(found.date_end)
        recent = first >= self._earliest - timedelta(days=_OLD_DAYS) and last <= self._latest
        return recent and (last - first).days < RECENT_DAYS
