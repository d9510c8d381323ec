"""A filter in words with its denominators, as a structure that nobody has to take apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodash.query.spoken import spoken
from geodash.query.vocabulary import Vocabulary
from geodash.words.lists import listed
from geodash.words.numbers import number_of, plural

if TYPE_CHECKING:
    from geodash.query.filter import Filter


@dataclass(frozen=True, slots=True)
class Counts:
    """What a filter shows, and out of what.

    ``count`` of ``total`` events; an umbrella beside one of its members is in ``umbrellas``
    instead. ``total`` hides the background as long as the filter does. ``undated`` have no date
    and would pass but for the period, ``unlocated`` no point and would pass but for the map's
    bounds; ``background`` would pass if shown. ``seats`` stand at a seat. ``articles`` tell the
    shown events, ``publishers`` published those; ``chosen`` of them are articles that the filter
    names, where it does. ``anywhere``: the count without the map's bounds.
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
    anywhere: int = 0
    chosen: int = 0


@dataclass(frozen=True, slots=True)
class Description:
    """A filter and its denominators; as text, the whole sentence.

    ``amount`` is ``21 of 103 events``; ``sources`` ``from 3 of 9 articles, all by …``, or blank;
    ``phrases`` say what is chosen, in the sentence's order; ``rest`` what else is among the events
    or not shown: ``1 unlocated among them``.
    """

    amount: str
    sources: str
    phrases: tuple[str, ...]
    rest: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self._out_of}: {'; '.join((self.chosen, *self.rest))}."

    @property
    def chosen(self) -> str:
        """The filter alone: ``between …, with Armenia, any kind``."""
        return ", ".join(self.phrases)

    @property
    def denominators(self) -> str:
        """All but the filter: out of how much, from whom, what is not shown."""
        return f"{'; '.join((self._out_of, *self.rest))}."

    @property
    def _out_of(self) -> str:
        return ", ".join(filter(None, (self.amount, self.sources)))


def describe(f: Filter, vocabulary: Vocabulary, counts: Counts) -> Description:
    """``21 of 103 events, from 3 of 9 articles, all by …: between …, with …, any kind; … .``"""
    phrases = (part.phrase for part in spoken(f, vocabulary))
    return Description(
        _amount(counts), _sources(counts), tuple(filter(None, phrases)), _rest(f, counts)
    )


def described(phrases: tuple[str, ...], counts: Counts) -> Description:
    """Events that no filter has chosen, in words: ``phrases`` say which they are."""
    return Description(_amount(counts), _sources(counts), phrases)


def _amount(counts: Counts) -> str:
    if counts.total == 0 and counts.count == 0:
        return "No events"
    of = number_of(counts.total, "event")
    return f"{counts.count:,} of {of}" if counts.count else f"None of {of}"


def _sources(counts: Counts) -> str:
    if not counts.count or not counts.articles:
        return ""
    chosen = counts.chosen or counts.articles
    text = f"from {chosen:,} of {number_of(counts.articles_total, 'article')}"
    if len(counts.publishers) == 1:
        text += f", {'all ' if counts.articles > 1 else ''}by {counts.publishers[0]}"
    elif counts.publishers:
        text += f", by {number_of(len(counts.publishers), 'publisher')}"
    more = others_note(counts)
    return f"{text} ({more})" if more else text


def others_note(counts: Counts) -> str:
    """``3 others tell some of them too``: what articles that were not chosen tell; or blank."""
    others = counts.articles - counts.chosen
    if not counts.chosen or not others:
        return ""
    return f"{others:,} {plural(others, 'other tells', 'others tell')} some of them too"


def _rest(f: Filter, counts: Counts) -> tuple[str, ...]:
    """What is shown without a place on map or timeline, and what is not shown at all."""
    kinds = (
        (counts.undated, "undated", not (f.date_from or f.date_to)),
        (counts.unlocated, "unlocated", f.bbox is None),
        (counts.background, "background", f.background),
    )
    shown = [f"{n:,} {word}" for n, word, here in kinds if n and here]
    hidden = [(n, word) for n, word, here in kinds if n and not here]
    rest = [f"{listed(shown)} among them"] if shown else []
    if hidden:
        *_, (last, _) = hidden
        missing = listed(f"{n:,} {word}" for n, word in hidden)
        rest.append(f"{missing} {plural(last, 'event')} not shown")
    return tuple(rest)
