"""The facts of an event in plain words, each with the words of the articles that say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geodash.domain.datasets import DATASET
from geodash.domain.kinds import EventType, Kind
from geodash.domain.lookup import Lookup
from geodash.domain.model import (
    DateBasis,
    DateKind,
    Event,
    Fact,
    Mention,
    PlaceRole,
    Relation,
    Stance,
    Status,
)
from geodash.domain.parties import parties, party_of
from geodash.geo.names import PlaceNames
from geodash.views.card.inferred import inferred_doers, inferred_recipients
from geodash.views.places import article_words, place_label, why_unplaced
from geodash.words.dates import date_words
from geodash.words.isolated import isolated
from geodash.words.lists import listed
from geodash.words.names import actor_names, bare_place
from geodash.words.numbers import number_word, plural
from geodash.words.precision import PLACE
from geodash.words.says import by_article, named_source
from geodash.words.texts import capital
from geodash.words.tolls import no_figure, toll_figure

#: How the recipients come in. Only talks and agreements are held with somebody.
TOWARDS = {
    EventType.AGREE: "with",
    EventType.CONSULT: "with",
    EventType.COOPERATE: "with",
    EventType.SUPPORT: "in support of",
    EventType.CONCEDE: "to",
    EventType.AID: "to",
    EventType.RETREAT: "handing over to",
    EventType.INVESTIGATE: "about",
    EventType.DEMAND: "to",
    EventType.DISAPPROVE: "to or about",
    EventType.REJECT: "to or about",
    EventType.THREATEN: "to",
    EventType.SANCTION: "against",
    EventType.PROTEST: "directed at",
    EventType.MOBILIZE: "facing",
    EventType.COERCE: "against",
    EventType.ASSAULT: "against",
}
#: Where the type doesn't say how: for them or against them.
NEUTRAL = "towards"
#: Before those whom something happened to that nobody does.
CONCERNING = "concerning"


@dataclass(frozen=True, slots=True)
class FactRow:
    """One row of the facts table.

    ``mentions`` carry the words that say so, those of another event (its umbrella) included;
    ``notes`` are further sentences: precision, how a value was inferred, what is not said.
    ``of_whole`` is the bare figure of a toll that belongs to what the event is part of.
    """

    key: str
    label: str
    value: str
    mentions: tuple[Mention, ...] = ()
    notes: tuple[str, ...] = ()
    of_whole: str = ""


def supporting(mentions: Iterable[Mention], fact: Fact) -> tuple[Mention, ...]:
    """The mentions whose words carry a fact."""
    return tuple(m for m in mentions if fact in m.supports and m.stance is Stance.REPORTS)


class FactTable:
    """Writes the facts of one event."""

    def __init__(self, lookup: Lookup, event: Event, names: PlaceNames) -> None:
        self.collection, self.threads = lookup.collection, lookup.threads
        self.event, self.names = event, names
        self.mentions_of = lookup.mentions
        self.mentions = tuple(lookup.mentions.get(event.event_id, ()))

    def rows(self) -> tuple[FactRow, ...]:
        """When, where, who, toll and who says so; a toll only where a text gives one."""
        rows = [self.when(), self.where(), self.who(), self.toll(), self.says()]
        return tuple(row for row in rows if row)

    def when(self) -> FactRow:
        """The interval, whether the day is known, and how it was found."""
        event = self.event
        value, hedged = date_words(event)
        notes = []
        if event.interval is None:
            none = "The data set gives no date." if self._asserted else "The articles give no date."
            notes.append(event.date_note or none)
        else:
            if event.interval.days > 1 and not hedged:
                lasted = event.date_kind is DateKind.THROUGHOUT
                notes.append("all through this time" if lasted else "at some time in this period")
            if event.date_basis is DateBasis.INFERRED:
                notes.append(f"inferred: {event.date_note}" if event.date_note else "inferred")
            elif event.date_note:
                notes.append(event.date_note)
        return FactRow("when", "When", value, supporting(self.mentions, Fact.WHEN), tuple(notes))

    def where(self) -> FactRow:
        """The place, how closely it is known, and why the mark stands where it stands."""
        event = self.event
        value = isolated(place_label(event, self.names)) or "not said"
        notes = []
        if said := article_words(event, self.names):
            notes.append(f"the name is ours, the article says “{isolated(said)}”")
        if event.point is None:
            notes.append(f"{capital(why_unplaced(event))}; not on the map.")
        elif event.place_role is PlaceRole.SEAT:
            notes.append("The text names no place; shown at the speaker’s seat.")
        elif event.place_role is PlaceRole.SUBJECT:
            notes.append("No one place where it was said or done; shown at the place spoken of.")
        elif event.where_prec:
            notes.append(PLACE[event.where_prec].known)
        places = self._member_places(event.event_id)
        if len(places) > 1 and not any(place in value for place in places):
            notes.append(f"told of {number_word(len(places))} places: {listed(places)}")
        where = supporting(self.mentions, Fact.WHERE)
        return FactRow("where", "Where", value, where, tuple(notes))

    def who(self) -> FactRow | None:
        """Who did it, to or with whom; who is said to have, where only a side or nobody says so.

        Who says so stands apart: a source that tells of an event may name nobody as its doer. What happens
        without anybody doing it leaves nothing open: there is a row only for those whom it concerns.
        """
        event, others = self.event, self._recipients()
        words = supporting(self.mentions, Fact.WHO)
        if event.doerless:
            return FactRow("who", "Concerns", listed(others), words) if others else None
        if not event.actors:
            notes = [f"{CONCERNING} {listed(others)}"] if others else []
            notes += ["see the note"] if event.note else []
            return FactRow("who", "Who", "left open", words, tuple(notes))
        doers = self._doers()
        word = TOWARDS.get(event.plover, NEUTRAL) if event.plover else NEUTRAL
        if set(event.actors) == set(event.recipients):
            value = f"{listed(doers)}, each against the other"
        else:
            value = f"{listed(doers)}, {word} {listed(others)}" if others else listed(doers)
        said = "by the article’s account: " if by_article(event.title) else ""
        said = "said to have acted: " if event.one_sided else said
        return FactRow("who", "Who", f"{said}{value}", words)

    def _doers(self) -> list[str]:
        """Names, each once, with a remark after each where no words say who did it."""
        names = actor_names(self.collection.actors, self.event.actors)
        if self._asserted or not inferred_doers(self.event, self.mentions):
            return names
        return [f"{name} (inferred)" for name in names]

    def _recipients(self) -> list[str]:
        """Names, each once, with a remark after those whom no words name."""
        event, collection = self.event, self.collection
        inferred = () if self._asserted else inferred_recipients(collection, event, self.mentions)
        sure = actor_names(collection.actors, (r for r in event.recipients if r not in inferred))
        names = actor_names(collection.actors, event.recipients)
        return [name if name in sure else f"{name} (inferred)" for name in names]

    @property
    def _asserted(self) -> bool:
        """Whether it is a data set that says so, and no article."""
        return bool(self.event.extra.get(DATASET)) and not self.mentions

    def _telling(self, one: str, many: str) -> str:
        if self._asserted:
            return f"The data set {one}"
        told_in = {m.article_id for m in self.mentions}
        if len(told_in) < 2:
            return f"The article {one}"
        return f"{number_word(len(told_in)).capitalize()} articles {many}"

    def toll(self) -> FactRow | None:
        """A figure, whose dead, who says so; for a part of a whole, that the figure is the whole's."""
        event = self.event
        bearer = self.toll_bearer()
        if bearer is None:
            return None
        notes = self._of_parts(bearer)
        notes.append(
            no_figure(self.without_toll()) if bearer.deaths_of else "whose dead is not said"
        )
        notes = [note for note in notes if note]
        words = supporting(self.mentions, Fact.TOLL)
        words += tuple(
            m
            for m in supporting(self.mentions_of.get(bearer.event_id, ()), Fact.TOLL)
            if m.quote not in {w.quote for w in words}
        )
        whole = "" if bearer is event else toll_figure(bearer)
        return FactRow("toll", "Toll", self._figure(bearer), words, tuple(notes), whole)

    def _of_parts(self, bearer: Event) -> list[str]:
        """What the figure of a whole says of its parts: those with figures of their own have them."""
        event, places = self.event, self._member_places(bearer.event_id)
        own = isolated(bare_place(event.place_name.strip()))
        told = self._told_apart(bearer)
        for_this = f", not for {own} alone" if own else ", not for this part alone"
        if told:
            whole = (
                ""
                if bearer is event
                else f"the toll of the whole of “{isolated(bearer.title)}”{for_this}"
            )
            return [note for note in (whole, f"within it, {told}") if note]
        if len(places) > 1:
            together = f"one toll for all {number_word(len(places))} places ({listed(places)})"
            undivided = bearer is event or not own
            return [together + ("; the articles don’t divide it" if undivided else for_this)]
        if bearer is event:
            return []
        return [f"one toll for the whole of “{isolated(bearer.title)}”, not for this part alone"]

    def _told_apart(self, whole: Event) -> str:
        """The parts that have a figure of their own: ``45 for Goris and 12 for “A raid”``."""
        parts = (self.collection.events[i] for i in self.threads.members(whole.event_id))
        return listed(
            f"{self._beside(part, whole)} for {bare_place(part.place_name) or f'“{part.title}”'}"
            for part in parts
            if has_toll(part)
        )

    def _beside(self, part: Event, whole: Event) -> str:
        """A part's figure; with whose and who says so where the whole's line doesn't say it."""
        same = (part.deaths_of, part.attributed_to) == (whole.deaths_of, whole.attributed_to)
        return toll_figure(part) if same else self._figure(part)

    def toll_bearer(self) -> Event | None:
        """The event whose row gives the figure: this one, or the nearest whole that has one."""
        if has_toll(self.event):
            return self.event
        umbrellas = (self.collection.events[i] for i in self.threads.ancestors(self.event.event_id))
        return next((u for u in umbrellas if has_toll(u)), None)

    def _figure(self, event: Event) -> str:
        value = toll_figure(event)
        actors = self.collection.actors
        if event.deaths_of:
            value += f" ({listed(actor_names(actors, event.deaths_of))})"
        if source := named_source(event, actors):
            value += f", according to {source}"
        return value

    def without_toll(self) -> list[str]:
        """The parties for whom no event of the family gives a figure, where one side's is given."""
        bearer, actors = self.toll_bearer(), self.collection.actors
        if bearer is None or not bearer.deaths_of:
            return []
        relatives = self.threads.family(bearer.event_id)
        relatives += tuple(a.event.event_id for a in self.threads.answers(bearer.event_id))
        known: set[str] = set()
        for event_id in relatives:
            event = self.collection.events[event_id]
            if has_toll(event):
                known.update(parties(actors, event.deaths_of))
        involved = parties(actors, (*bearer.actors, *bearer.recipients))
        return sorted(actor_names(actors, (p for p in involved if p not in known)))

    def says(self) -> FactRow:
        """The status and its source in plain words."""
        event, actors = self.event, self.collection.actors
        source = named_source(event, actors)
        reports = self._telling("reports", "report")
        if event.status is Status.PLANNED:
            value = "Planned; not yet over when the article was written."
        elif event.status is Status.REPORTED and event.plover_kind is Kind.ACCUSATION:
            value = f"{reports} the statement, not that what it says is so."
        elif event.status is Status.REPORTED:
            value = f"{reports} it, citing {source}." if source else f"{reports} it."
        elif not source:
            value = "Said to have happened; the article does not say who says so."
        elif event.status is Status.DISPUTED:
            value = f"{capital(source)} says so; {self._deniers()}."
        else:
            value = f"{capital(source)} says so; the article does not assert it."
        return FactRow("says", "Says who", value)

    def _deniers(self) -> str:
        actors = self.collection.actors
        names: dict[str, bool] = {}
        for answer in self.threads.answers(self.event.event_id):
            if answer.relation is Relation.DENIES:
                together = self.threads.dismissed_with(answer.event.event_id, self.event.event_id)
                for name in actor_names(actors, (party_of(actors, v) for v in answer.voices)):
                    names[name] = names.get(name, True) and together
        if not names:
            return "another party disputes it"
        said = (
            (True, "dismisses", "dismiss", "this together with other accusations"),
            (False, "denies", "deny", "it"),
        )
        told = []
        for together, one, many, what in said:
            if found := sorted(name for name, t in names.items() if t is together):
                told.append(f"{listed(found)} {plural(len(found), one, many)} {what}")
        return listed(told)

    def _member_places(self, event_id: str) -> list[str]:
        members = (self.collection.events[i] for i in self.threads.members(event_id))
        names = (bare_place(m.place_name) for m in members if m.place_name.strip())
        return sorted(dict.fromkeys(names))


def has_toll(event: Event) -> bool:
    """Whether a figure of dead stands on the event's own row."""
    return any(n is not None for n in (event.deaths_best, event.deaths_low, event.deaths_high))
