"""Finding the words of a mention in its article again, also after the article was edited.

The order is that of the Hypothesis client: the stored position, then the quote itself, then the
quote in other typography, then something like the quote; scores weigh the quote by 50, the words before and after by 20 each and
the position by 2. Where that client takes the best hit, this one doubts: a passage counts as the
same only if no other fits nearly as well, and foreign surroundings make it ``fuzzy``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from geodash.collection.anchors.approximate import prefix_distance, search
from geodash.domain.model import Anchor, AnchorState, Mention
from geodash.domain.typography import Seen, as_seen, goes_on, seen_text

CONTEXT = 32
#: Similarity of surroundings (0 foreign, 1 the same) from which they count as the same …
FAMILIAR = 0.5
#: … and below which they count as foreign.
FOREIGN = 0.3
#: How much more familiar than any other the surroundings of the passage must be.
LEAD = 0.3
#: How much better than the next a passage must be, on the scale of scores.
MARGIN = 0.05
#: More errors than this share of the quote make it another passage.
MAX_ERROR_RATE = 0.3
#: Quotes this long hardly occur twice by chance.
DISTINCTIVE = 24
#: With more occurrences than this, only full surroundings or the position can decide.
MANY = 400

#: The passage is known beyond doubt.
SETTLED = (AnchorState.EXACT, AnchorState.MOVED)

_BEGIN, _END = "\x02", "\x03"


#: An article is asked about by many mentions.
_seen_body = lru_cache(maxsize=16)(as_seen)


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    quote: float
    context: float | None
    score: float

    @property
    def reported(self) -> tuple[int, int, float]:
        return self.start, self.end, round(self.score, 3)


@dataclass(frozen=True, slots=True)
class _Selector:
    """What is known of the passage; ``None`` where nothing is."""

    quote: str
    prefix: str | None
    suffix: str | None
    start: int | None


def anchor(
    body: str,
    quote: str,
    prefix: str = "",
    suffix: str = "",
    start: int | None = None,
    end: int | None = None,
) -> Anchor:
    """Find ``quote`` in ``body``; offsets are Unicode code points, ``end`` exclusive.

    Blank surroundings are unknown, unless position and the other side say that the quote stood
    at the edge of the body.
    """
    if not quote.strip():
        return Anchor(AnchorState.LOST)
    wanted = _selector(quote, prefix, suffix, start, end)
    hits = _occurrences(body, quote)
    if len(hits) > MANY:
        hits = _in_full_context(body, quote, prefix, suffix, start)
    literal = _decide(body, wanted, hits) if hits else None
    if literal and literal.state is AnchorState.EXACT:
        return literal
    seen = _anchor_as_seen(body, wanted)
    return seen if literal is None or seen.state in SETTLED else literal


def _anchor_as_seen(body: str, wanted: _Selector) -> Anchor:
    """The same by what people see: quote, surroundings and article without their typography."""
    text = _seen_body(body)
    here = _as_seen_selector(wanted, text)
    if not here.quote:
        return Anchor(AnchorState.LOST)
    hits = [
        at for at in _occurrences(text.text, here.quote) if text.is_whole(at, at + len(here.quote))
    ]
    found = _decide(text.text, here, hits[: MANY + 1])
    others = tuple((*text.span(s, e), score) for s, e, score in found.candidates)
    if found.start is None or found.end is None:
        return replace(found, candidates=others)
    start, end = text.span(found.start, found.end)
    state = found.state
    if state in SETTLED:
        same = body[start:end] == wanted.quote and wanted.start in (None, start)
        state = AnchorState.EXACT if same else AnchorState.MOVED
    return Anchor(state, start, end, found.score, others)


def _as_seen_selector(wanted: _Selector, text: Seen) -> _Selector:
    """``wanted`` as people see it; blanks at the ends of the quote belong to its surroundings."""
    quote = wanted.quote
    before = quote[: len(quote) - len(quote.lstrip())]
    after = quote[len(quote.rstrip()) :]
    start = None if wanted.start is None else text.index(wanted.start + len(before))
    prefix = None if wanted.prefix is None else as_seen(wanted.prefix + before).text
    suffix = None if wanted.suffix is None else as_seen(after + wanted.suffix).text
    return _Selector(seen_text(quote), prefix or None, suffix or None, start)


def _decide(body: str, wanted: _Selector, hits: list[int]) -> Anchor:
    """The passage among ``hits``, where the quote stands, and those that are like it."""
    found = [_candidate(body, wanted, hit, hit + len(wanted.quote), 1.0) for hit in hits]
    found.sort(key=lambda c: -c.score)
    if wanted.prefix is None and wanted.suffix is None:
        settled = _without_context(found, wanted)
    else:
        settled = _in_context(found, wanted)
    return settled or _weigh(body, found, wanted)


def fill(mention: Mention, body: str, found: Anchor | None = None) -> Mention:
    """``mention`` with surroundings and offsets of the passage ``found`` (by default: sought).

    The quote becomes what stands there, so that it is a substring of ``body`` again. A
    mention whose passage isn't settled is returned as it is.
    """
    found = found or anchor_of(mention, body)
    if found.start is None or found.end is None:
        return mention
    return replace(
        mention,
        quote=body[found.start : found.end],
        prefix=body[max(0, found.start - CONTEXT) : found.start],
        suffix=body[found.end : found.end + CONTEXT],
        start=found.start,
        end=found.end,
    )


def anchor_of(mention: Mention, body: str) -> Anchor:
    """The anchor of ``mention`` in the body of its article."""
    m = mention
    return anchor(body, m.quote, m.prefix, m.suffix, m.start, m.end)


def _selector(
    quote: str, prefix: str, suffix: str, start: int | None, end: int | None
) -> _Selector:
    """Surroundings shorter than ``CONTEXT`` that came with a position reach the body's edge."""
    whole = start is not None and end is not None and end - start == len(quote)
    filled = whole and (len(prefix) == min(start or 0, CONTEXT)) and bool(prefix or suffix)
    if filled:
        begin = "" if len(prefix) == CONTEXT else _BEGIN
        finish = "" if len(suffix) == CONTEXT else _END
        return _Selector(quote, begin + prefix, suffix + finish, start)
    return _Selector(quote, prefix or None, suffix or None, start)


def _occurrences(body: str, quote: str) -> list[int]:
    """Every place of ``quote`` (overlapping ones too), but not many more than ``MANY``.

    One that would cut a letter from its accent is none.
    """
    hits: list[int] = []
    at = body.find(quote)
    while at >= 0 and len(hits) <= MANY:
        if not goes_on(body[at + len(quote) : at + len(quote) + 1] or " "):
            hits.append(at)
        at = body.find(quote, at + 1)
    return hits


def _in_full_context(
    body: str, quote: str, prefix: str, suffix: str, start: int | None
) -> list[int]:
    """The stored place and those with the full surroundings, for a quote that is everywhere."""
    hits = {at + len(prefix) for at in _occurrences(body, prefix + quote + suffix)}
    if start is not None and body.startswith(quote, start):
        hits.add(start)
    return sorted(hits)[: MANY + 1]


def _candidate(body: str, wanted: _Selector, start: int, end: int, quote: float) -> _Candidate:
    """Score the passage ``body[start:end]``."""
    parts = []
    if wanted.prefix is not None:
        reach = 2 * len(wanted.prefix)
        before = (_BEGIN if start <= reach else "") + body[max(0, start - reach) : start]
        parts.append((_alike(wanted.prefix[::-1], before[::-1]), _weight(wanted.prefix)))
    if wanted.suffix is not None:
        reach = 2 * len(wanted.suffix)
        after = body[end : end + reach] + (_END if end + reach >= len(body) else "")
        parts.append((_alike(wanted.suffix, after), _weight(wanted.suffix)))
    known = sum(size for _, size in parts)
    context = sum(alike * size for alike, size in parts) / known if parts else None
    weight = 50 + 20 * len(parts)
    score = 50 * quote + 20 * len(parts) * (context or 0.0)
    if wanted.start is not None:
        score += 2 * (1 - abs(start - wanted.start) / max(1, len(body), wanted.start))
        weight += 2
    return _Candidate(start, end, quote, context, score / weight)


def _weight(surroundings: str) -> int:
    """A few characters at the edge of the body say less than a full side, but not nothing."""
    return max(len(surroundings), CONTEXT // 2)


def _alike(pattern: str, text: str) -> float:
    """How alike two surroundings are; the likeness of any two English texts counts as 0."""
    if text.startswith(pattern):
        return 1.0
    likeness = 1 - prefix_distance(pattern, text) / len(pattern)
    return max(0.0, (likeness - 0.4) / 0.6)


def _without_context(found: list[_Candidate], wanted: _Selector) -> Anchor | None:
    """With the bare quote: its position, or that it occurs once, decides."""
    if home := next((c for c in found if c.start == wanted.start), None):
        return _settle(AnchorState.EXACT, home, found)
    if len(found) == 1:
        state = AnchorState.EXACT if wanted.start is None else AnchorState.MOVED
        return _settle(state, found[0], found)
    return _unsettled(found) if found else None


def _in_context(found: list[_Candidate], wanted: _Selector) -> Anchor | None:
    """Passages with the very same surroundings; the position decides between several."""
    same = [c for c in found if c.context == 1.0]
    if not same:
        return None
    home = next((c for c in same if c.start == wanted.start), None)
    if home or len(same) == 1:
        best = home or same[0]
        stays = home or wanted.start is None
        return _settle(AnchorState.EXACT if stays else AnchorState.MOVED, best, found)
    return _unsettled(same)


def _weigh(body: str, found: list[_Candidate], wanted: _Selector) -> Anchor:
    """No passage agrees in full: compare the same and similar words by quote and surroundings."""
    pool = found + _similar(body, found, wanted)
    pool.sort(key=lambda c: -c.score)
    if not pool:
        return Anchor(AnchorState.LOST)
    best, others = pool[0], pool[1:]
    if any(other.score > best.score - MARGIN for other in others):
        return _unsettled(pool) if _plausible(best, wanted) else _lost(pool)
    if best.quote == 1.0 and _same(best, others, wanted):
        home = wanted.start is None or best.start == wanted.start
        return _settle(AnchorState.EXACT if home else AnchorState.MOVED, best, pool)
    if best.quote == 1.0 and any(other.quote == 1.0 for other in others):
        return _unsettled(pool)
    return _settle(AnchorState.FUZZY, best, pool) if _plausible(best, wanted) else _lost(pool)


def _same(best: _Candidate, others: list[_Candidate], wanted: _Selector) -> bool:
    """Whether the words of ``best``, in partly other surroundings, are the passage beyond doubt.

    The surroundings must be familiar, and those of all others foreign: a passage that was copied
    and one whose surroundings were edited look alike otherwise.
    """
    here = best.context or 0.0
    rival = max((other.context or 0.0 for other in others), default=0.0)
    return here >= FAMILIAR and rival < FOREIGN and here - rival >= LEAD


def _similar(body: str, found: list[_Candidate], wanted: _Selector) -> list[_Candidate]:
    """Passages like the quote that don't overlap one of ``found``."""
    size = len(wanted.quote)
    allowed = min(256, int(size * MAX_ERROR_RATE))
    return [
        _candidate(body, wanted, m.start, m.end, 1 - m.errors / size)
        for m in search(wanted.quote, body, allowed)
        if not any(m.start < c.end and c.start < m.end for c in found)
    ]


def _plausible(best: _Candidate, wanted: _Selector) -> bool:
    """Whether ``best`` may be the passage: its surroundings say so, or the words can't be chance."""
    if best.context is not None and best.context >= FAMILIAR:
        return True
    return len(wanted.quote) >= DISTINCTIVE and best.quote >= 0.85


def _settle(state: AnchorState, best: _Candidate, pool: list[_Candidate]) -> Anchor:
    others = tuple(c.reported for c in pool if c is not best)[:5]
    return Anchor(state, best.start, best.end, round(best.score, 3), others)


def _unsettled(pool: list[_Candidate]) -> Anchor:
    return Anchor(AnchorState.AMBIGUOUS, score=round(pool[0].score, 3), candidates=_reported(pool))


def _lost(pool: list[_Candidate]) -> Anchor:
    return Anchor(AnchorState.LOST, score=round(pool[0].score, 3), candidates=_reported(pool))


def _reported(pool: list[_Candidate]) -> tuple[tuple[int, int, float], ...]:
    return tuple(c.reported for c in pool)[:5]
