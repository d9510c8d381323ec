"""What would mend a problem of an event, as buttons that do it: words taken in, a calmer word, a link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from geodash.coding.desk.answers_days import day_names
from geodash.coding.desk.candidate import Candidate
from geodash.coding.desk.missing import LONGEST_TITLE
from geodash.coding.draft.rows import is_provisional
from geodash.coding.sentences import paragraph_number
from geodash.collection.checks.fairness import Stem, check_wording
from geodash.collection.checks.placewords import names_of
from geodash.domain.kinds import EventType
from geodash.domain.lookup import lookup_of
from geodash.domain.model import Collection, Event, Mention, PlaceRole, Relation
from geodash.domain.parties import parties
from geodash.domain.passage import sentence_span
from geodash.geo.names import PlaceNames, area_key
from geodash.geo.per_file import MOST, Same
from geodash.words.numbers import NUMBER_WORDS
from geodash.words.texts import shortened

Json = dict[str, Any]
#: Calmer words that are offered for one, names that are found in the text.
_MOST_WORDS, _LEAST_NAME, _SHOWN = 2, 3, 44
#: Letters of a word of a name by which somebody may be told.
_LEAST_PART = 5
_CALMER = re.compile(r"“([^”]+)”")
#: Places that are known as near as that may be one (UCDP's steps).
_NARROW = frozenset((1, 2, 3))
#: Types with which somebody answers an accusation.
_ANSWERS = frozenset({EventType.REJECT, EventType.DISAPPROVE})
#: Columns of which the choice is one press.
_CHOICES: Mapping[str, tuple[tuple[str, dict[str, str]], ...]] = {
    "basis-blank": (
        ("Printed", {"date_basis": "stated"}), ("Worked out", {"date_basis": "inferred"}),
    ),
    "precision-blank": (("At it", {"where_prec": "1"}), ("Near it", {"where_prec": "2"})),
    "role-blank": (("It happened there", {"place_role": "scene"}),),
}  # fmt: skip
_UNSUPPORTED = {"unsupported-who": "who", "who-unnamed": "who", "unsupported-where": "where", "where-unnamed": "where", "unsupported-when": "when", "unsupported-toll": "toll"}  # fmt: skip


class Remedies:
    """Those for the events of one article."""

    def __init__(
        self, found: Candidate, article_id: str, names: PlaceNames, stems: tuple[Stem, ...]
    ) -> None:
        self._found, self._article, self._names, self._stems = found, article_id, names, stems
        self._body = found.collection.articles[article_id].body

    def of(self, event: Event, code: str, row: str) -> list[Json]:
        """The buttons of a problem, by its code."""
        if code == "wording":
            return list(self._calmer(event))
        if code in _CHOICES:
            return [{"label": label, "set": sets, "row": row} for label, sets in _CHOICES[code]]
        if fact := _UNSUPPORTED.get(code):
            return list(self._words(event, fact))
        return []

    # A loaded word

    def _calmer(self, event: Event) -> Iterator[Json]:
        """The title with another word, where one is told to write."""
        (finding, *_) = check_wording([("title", event.title)], self._stems) or (None,)
        if finding is None:
            return
        advice = finding.instead.partition(": ")[0]
        for word in _CALMER.findall(advice)[:_MOST_WORDS]:
            title = _outside_quotes(event.title, finding.word, word)
            if title != event.title and len(title) <= LONGEST_TITLE and " N " not in f" {word} ":
                yield {"label": f"Write “{word}”", "set": {"title": title}, "row": "title"}

    # Words that carry a fact

    def _words(self, event: Event, fact: str) -> Iterator[Json]:
        """Words that name the actor or the place: in a passage of the event, beside one, else nearest to one."""
        counted = fact in ("when", "toll")
        names = [n for n in self._names_for(event, fact) if counted or len(n) >= _LEAST_NAME]
        told = [
            m
            for m in lookup_of(self._found.collection).mentions.get(event.event_id, ())
            if m.article_id == self._article and m.start is not None
        ]
        if not names or not told:
            return
        whole = r"(?!\w)" if counted else ""
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))}){whole}")
        spans = [m.span() for m in pattern.finditer(self._body)]
        for mention in told:
            if offer := self._beside(mention, spans, fact):
                yield offer
                return
        if fact == "who" and (offer := self._in_part(told, names)):
            yield offer
            return
        if counted:  # a figure or a day elsewhere is another's as likely as not
            return
        first = told[0].start or 0
        for start, end in sorted(spans, key=lambda s: (s[0] > first, abs(s[0] - first)))[:1]:
            sentence = self._sentence(start)
            yield self._offer(
                f"Take “{_short(self._body[start:end])}”{self._where(start)}",
                fact,
                *(sentence if sentence[1] - sentence[0] < 160 else (start, end)),
            )

    def _in_part(self, told: Iterable[Mention], names: Iterable[str]) -> Json | None:
        """A passage with a word of an actor's name: “the military” of “Myanmar military”."""
        words = {w for name in names for w in re.findall(r"\w+", name) if len(w) >= _LEAST_PART}
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words)))})\b", re.IGNORECASE)
        for mention in told if words else ():
            start, end = mention.start or 0, mention.end or 0
            if match := pattern.search(self._body, start, end):
                label = f"“{_short(match[0])}” in these words says so"
                return self._offer(label, "who", start, end, mention.mention_id)
        return None

    def _beside(self, mention: Mention, spans: list[tuple[int, int]], fact: str) -> Json | None:
        """The passage with the name in it, where both stand in one sentence."""
        start, end = mention.start or 0, mention.end or 0
        first, last = self._sentence(start)
        near = [s for s in spans if s[0] >= first and s[1] <= max(last, end)]
        if not near:
            return None
        inside = [s for s in near if start <= s[0] and s[1] <= end]
        if inside:
            label = f"“{_short(self._body[slice(*inside[0])])}” in these words says so"
            return self._offer(label, fact, start, end, mention.mention_id)
        name = min(near, key=lambda s: min(abs(s[0] - end), abs(start - s[1])))
        wide = min(start, name[0]), max(end, _word_end(self._body, name[1]))
        label = f"Begin the words at “{_short(self._body[wide[0]:name[1]])}”" if name[0] < start else f"Let the words reach “{_short(self._body[slice(*name)])}”"  # fmt: skip
        return self._offer(label, fact, *wide, mention.mention_id)

    def _offer(self, label: str, fact: str, start: int, end: int, mention: str = "") -> Json:
        return {
            "label": label,
            "words": {"mention": mention, "fact": fact, "start": start, "end": end},
        }

    def _names_for(self, event: Event, fact: str) -> Iterable[str]:
        if fact == "who":
            return names_of(self._found.collection.actors, event.actors)
        if fact == "when":
            return day_names(event.date_start) if event.date_start else ()
        if fact == "toll":
            return _figures(event)
        ids = [event.place_id, area_key(event.area_id) if event.area_id else ""]
        labels = [self._names.name(i) for i in ids if i]
        return [event.place_name, *(part for label in labels for part in label.split(" / "))]

    def _sentence(self, at: int) -> tuple[int, int]:
        return sentence_span(self._body, at, at + 1)

    def _where(self, at: int) -> str:
        number = paragraph_number(self._body, at)
        return f" ¶{number}" if number else ""

    # Others

    def answers(self, event: Event, silent: tuple[str, ...], here: Iterable[str]) -> list[Json]:
        """Words of those who are accused that may answer, to be linked; or that the text gives none."""
        events, actors = self._found.collection.events, self._found.collection.actors
        linked = {
            k.from_event for k in self._found.collection.links if k.to_event == event.event_id
        }
        made = []
        for ident in here:
            other = events[ident]
            speaks = set(parties(actors, other.actors)) & set(silent)
            if (
                speaks
                and other.plover in _ANSWERS
                and ident not in linked
                and ident != event.event_id
            ):
                link = {"other": ident, "relation": Relation.RESPONDS_TO.value, "out": False}
                made.append({"label": f"Link its word “{_short(other.title)}”", "link": link})
        return [*made[:2], {"label": "The text gives none", "look": "answer"}]

    def told_elsewhere(self, event: Event, whole: Collection) -> list[Json]:
        """The same kind of event at the same place on overlapping days in other articles, for its words to be added there."""
        place = _place(event)
        if not (is_provisional(event.event_id) and event.event_type and event.interval and place):
            return []
        here = self._found.collection.events
        made = []
        for other in _by_place(Same(whole.events)).get(place, ()):
            alike = other.event_type == event.event_type and not other.withdrawn
            if alike and other.event_id not in here and _acts(event, other) and _meet(event, other):
                made.append(self._twin(event, other))
        return made

    def _twin(self, event: Event, other: Event) -> Json:
        remedy = {"label": "Add these words there", "merge": other.event_id, "title": other.title}
        return {
            "event": event.event_id, "code": "told-elsewhere", "row": "", "severity": "info",
            "words": f"Also told in another article: “{other.title}”. Is it the same?",
            "remedies": [remedy, {"label": "Another event", "look": f"not {other.event_id}"}],
        }  # fmt: skip


def _place(event: Event) -> str:
    """Where it happened, no wider than a district: two events “in Azerbaijan” are seldom one."""
    near = event.where_prec in _NARROW and event.place_role is PlaceRole.SCENE
    return (event.place_id or event.area_id) if near else ""


def _acts(one: Event, other: Event) -> bool:
    """Whether somebody acts in both, where it is said of both who."""
    return not (one.actors and other.actors) or bool(set(one.actors) & set(other.actors))


def _meet(event: Event, other: Event) -> bool:
    """Whether their days overlap."""
    one, two = event.interval, other.interval
    return bool(one and two and one.first <= two.last and two.first <= one.last)


@lru_cache(MOST)
def _by_place(events: Same[Mapping[str, Event]]) -> Mapping[str, list[Event]]:
    found: dict[str, list[Event]] = {}
    for event in events.value.values():
        if place := _place(event):
            found.setdefault(place, []).append(event)
    return found


def _outside_quotes(title: str, word: str, instead: str) -> str:
    """The title with one word replaced, where it stands in our own voice."""
    parts = re.split(r"(“[^”]*”|\"[^\"]*\")", title)
    for n in range(0, len(parts), 2):
        if match := re.search(rf"(?<!\w){re.escape(word)}(?!\w)", parts[n]):
            put = instead[:1].upper() + instead[1:] if match[0][:1].isupper() else instead
            parts[n] = f"{parts[n][: match.start()]}{put}{parts[n][match.end() :]}"
            break
    return "".join(parts)


def _figures(event: Event) -> list[str]:
    """How a text may give the toll: ``1,200``, ``1200``, ``three``."""
    given = {n for n in (event.deaths_best, event.deaths_low, event.deaths_high) if n is not None}
    words = [word for n in given for word, said in NUMBER_WORDS.items() if said == n]
    return [*(f"{n:,}" for n in given), *map(str, given), *words, *(w.capitalize() for w in words)]


def _word_end(body: str, at: int) -> int:
    """“Armenia” of “Armenian” goes on to the end of the word."""
    while at < len(body) and body[at].isalnum():
        at += 1
    return at


def _short(text: str) -> str:
    return shortened(text, _SHOWN)
