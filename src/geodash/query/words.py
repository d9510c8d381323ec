"""A filter as an English sentence with its denominators, and as pieces for the controls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodash.query.vocabulary import Vocabulary
from geodash.words import periods as dates
from geodash.words.labels import KIND_PHRASES, STATUS_PHRASES, either, number_of, type_label

if TYPE_CHECKING:
    from geodash.query.filter import Filter

#: Parts that the sentence always names, set or not.
_ALWAYS = {"dates": "at any time", "actors": "with anyone", "kinds": "any kind"}


@dataclass(frozen=True, slots=True)
class Counts:
    """What a filter shows, and out of what.

    ``count`` of ``total`` events; an umbrella beside one of its members is in ``umbrellas``
    instead. ``total`` hides the background as long as the filter does. ``undated`` have no date
    and would pass but for the period, ``unlocated`` no point and would pass but for the map's
    bounds; ``background`` would pass if shown. ``seats`` stand at a seat. ``articles`` tell the
    shown events, ``publishers`` published those.
    """

    count: int = 0
    total: int = 0
    articles: int = 0
    articles_total: int = 0
    publishers: tuple[str, ...] = ()
    undated: int = 0
    unlocated: int = 0
    background: int = 0
    umbrellas: int = 0
    seats: int = 0


def describe(f: Filter, vocabulary: Vocabulary, counts: Counts) -> str:
    """``21 of 103 events, from 3 of 9 articles, all by …: between …, with …, any kind; … .``"""
    phrases = f.phrases(vocabulary)
    for name, text in _ALWAYS.items():
        phrases.setdefault(name, text)
    order = [*_ALWAYS, *(name for name in phrases if name not in _ALWAYS)]
    parts = ", ".join(phrases[name] for name in order)
    return f"{_amount(counts)}{_sources(counts)}: {parts}{_rest(f, counts)}."


def _amount(counts: Counts) -> str:
    if counts.total == 0 and counts.count == 0:
        return "No events"
    of = number_of(counts.total, "event")
    return f"{counts.count:,} of {of}" if counts.count else f"None of {of}"


def _sources(counts: Counts) -> str:
    if not counts.count or not counts.articles:
        return ""
    text = f", from {counts.articles:,} of {number_of(counts.articles_total, 'article')}"
    if len(counts.publishers) == 1:
        return f"{text}, {'all ' if counts.articles > 1 else ''}by {counts.publishers[0]}"
    if counts.publishers:
        return f"{text}, by {number_of(len(counts.publishers), 'publisher')}"
    return text


def _rest(f: Filter, counts: Counts) -> str:
    """What is shown without a place on map or timeline, and what is not shown at all."""
    dated, bounded = bool(f.date_from or f.date_to), f.bbox is not None
    shown, hidden = [], []
    if counts.undated:
        (hidden if dated else shown).append(f"{counts.undated:,} undated")
    if counts.unlocated:
        (hidden if bounded else shown).append(f"{counts.unlocated:,} unlocated")
    if counts.background:
        (shown if f.background else hidden).append(f"{counts.background:,} background")
    text = f"; {either(shown, 'and')} among them" if shown else ""
    if hidden:
        last = int(hidden[-1].split()[0].replace(",", ""))
        text += f"; {either(hidden, 'and')} {'event' if last == 1 else 'events'} not shown"
    return text


def control_words(f: Filter, vocabulary: Vocabulary) -> dict[str, object]:
    """The words of the sentence's controls: ``when``, ``who``, ``what``, ``sure`` and ``more``.

    ``more`` lists what else is set, each with the parameter that holds it. Long lists are cut to
    their first two; ``describe`` names all.
    """
    when = dates.period(f.date_from, f.date_to)
    phrases = f.phrases(vocabulary)
    return {
        "when": f"certainly {when}" if f.certain else when,
        "who": _who(f, vocabulary),
        "what": _what(f, vocabulary),
        "sure": either(STATUS_PHRASES[s] for s in f.statuses)
        if f.statuses
        else "as sure as the articles are",
        "more": [
            {"key": key, "label": text}
            for name, key in _MORE.items()
            if (text := phrases.get(name))
        ],
    }


_MORE = {
    "search": "q",
    "places": "place",
    "articles": "article",
    "roles": "role",
    "precision": "prec",
    "date_precision": "dprec",
    "pairs": "pair",
    "bbox": "bbox",
    "background": "bg",
}


def _some(items: Sequence[str], word: str = "or") -> str:
    """``a, b or c``; of four and more the first two and ``3 others``: the control has them all."""
    if len(items) <= 3:
        return either(items, word)
    return either([*items[:2], f"{len(items) - 2} others"], word)


def _who(f: Filter, vocabulary: Vocabulary) -> str:
    if not f.actors:
        return "anyone"
    parties = sorted({vocabulary.actor_name(value) for value in f.actors}, key=str.casefold)
    names = _some(parties, "and" if f.all_actors else "or")
    return f"{names} {_SIDES[f.side]}" if f.side else names


_SIDES = {"by": "acting", "to": "acted on"}


def _what(f: Filter, vocabulary: Vocabulary) -> str:
    kinds = _some([KIND_PHRASES[k] for k in f.kinds]) if f.kinds else "any kind"
    if not f.types:
        return kinds
    types = f"coded as {_some([type_label(t) for t in f.types])}"
    return f"{kinds} {types}" if f.kinds else f"events {types}"
