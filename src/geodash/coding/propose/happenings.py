"""Things done or said in a text, as rows would begin: what, by whom, to whom, where, when, on whose word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geodash.coding.propose.act_words import (
    CLAIMS,
    EACH_OTHER,
    MUTUAL,
    PLANNED,
    SAYS,
    SPEECH,
    TOGETHER,
)
from geodash.coding.propose.actors import named_in
from geodash.coding.propose.clauses import Act, Clause, acts, clauses
from geodash.coding.propose.model import (
    ActorFound,
    DateFound,
    Happening,
    PlaceChoice,
    PlaceFound,
    Spans,
)
from geodash.coding.propose.own_acts import OwnActs, own_title
from geodash.coding.propose.parties import Parties
from geodash.coding.propose.scene import Scenes
from geodash.coding.propose.titles import title
from geodash.coding.propose.together import between, ids_of, is_where, joined, with_those_before
from geodash.coding.propose.tokens import Text
from geodash.coding.propose.when import When
from geodash.domain.kinds import KINDS, Kinds
from geodash.domain.model import Article
from geodash.words.lists import listed

_BY = re.compile(r"\bby\s+(?:the\s+|some\s+|groups of\s+)?$", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:was|were|been|is|are|being|be)\s+(?:\w+\s+)?$", re.IGNORECASE)
_NOT_SUBJECT = re.compile(
    r"\b(?:of|by|with|to|against|on|at|from|in|under|over|for|towards?|into|near|along)\s+(?:the\s+|both\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"^\W*(?:it|he|she|they|its|his|her|their|the (?:country|minister|president|ministry))\b",
    re.IGNORECASE,
)

#: Between whoever acts and the noun of what is done: “Armenia’s request”, “the Russian invasion”.
_OWN = re.compile(r"(?:['’]s)?\s(?:\w+\s)?|['’]\s", re.IGNORECASE)
_NEAR_BY, _RIGHT_BY = 60, 16
#: Letters between whoever speaks and “said”, behind what is told.
_BESIDE = 30
#: What a party tells of itself to its own harm is not only its word.
_OWN_LOSS = frozenset(("RETREAT", "CONCEDE"))
_WITH = re.compile(r"\bwith\s+(?:its\s+|the\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sides:
    """Who acts, to whom, and the namings of both."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    named: tuple[ActorFound, ...]


class Happenings:
    """The happenings of one article."""

    def __init__(
        self,
        text: Text,
        article: Article,
        parties: Parties,
        found: tuple[Sequence[PlaceFound], Sequence[DateFound], Sequence[ActorFound]],
        scenes: Scenes,
        kinds: Kinds = KINDS,
    ) -> None:
        """``found`` are the places, days and actors of the text; ``kinds`` the collection's."""
        self.own = OwnActs(kinds)
        self._text, self._body, self._parties = text, text.body, parties
        self._places, self._dates, self._actors = found
        self._scenes, self._when = scenes, When(text, article, self._dates)
        self._spans = Spans(text.body)
        self._speaker: tuple[ActorFound, ...] = ()
        self._doers: list[ActorFound] = []
        self._done: list[ActorFound] = []
        self._doers_of = (0, 0)

    def find(self) -> list[Happening]:
        """All of them, in the text’s order."""
        found: list[Happening] = []
        for start, end, block in self._text.sentences:
            if block.number is None:
                continue
            for clause in clauses(self._body, start, end):
                found += self._in_clause(clause)
            self._speaker = self._subject_of(start, end) or self._speaker
        told = [self._as_coded(one) for one in _without_repeats(found)]
        return [one for one in told if one.types]

    def _in_clause(self, clause: Clause) -> list[Happening]:
        """What a clause tells; where each of two accuses the other, that of each."""
        found = []
        if clause.start == clause.sentence[0] or clause.sentence != self._doers_of:
            self._doers, self._done, self._doers_of = [], [], clause.sentence
        for act in self.acts(clause):
            sides = self._sides(act)
            mutual = len(sides.actors) == 2 and EACH_OTHER.search(
                self._body[clause.start : clause.end]
            )
            if mutual and act.types[0] == "DISAPPROVE":
                each = (sides.actors, sides.actors[::-1])
                turned = [Sides((one,), (other,), sides.named) for one, other in each]
            else:
                turned = [sides]
            for one in turned:
                told = self._of(act, one)
                if told and (act.form != "happen" or told.place):
                    found += [told, *self._elsewhere(told, act)]
            self._doers = [
                a for a in sides.named if set(a.actors) & set(sides.actors)
            ] or self._doers
            self._done = [a for a in sides.named if a not in self._doers]
        return found

    def _elsewhere(self, told: Happening, act: Act) -> list[Happening]:
        """The same at the other places of a list: “near Jermuk, Goris and Sotk”."""
        if told.place_words is None or told.place is None or told.types[0] in SPEECH:
            return []
        others = self._scenes.listed(told.place_words, act.clause.end)
        again = (
            (
                p,
                self._title(
                    act,
                    Sides(told.actors, told.recipients, ()),
                    p.first,
                    "scene",
                    told.attributed_to if told.status == "claimed" else (),
                ),
            )
            for p in others
        )
        return [replace(told, place=p.first, place_words=p.span, title=name) for p, name in again]

    def acts(self, clause: Clause) -> list[Act]:
        """What a clause tells, by geodash's words and those of the collection's own types."""
        return acts(self._body, clause, self.own.signs)

    def of(self, act: Act, *, least: bool = False) -> Happening | None:
        """The happening that an act tells, in the collection's types; ``None`` where nobody does it and it lies nowhere,
        but with ``least``."""
        told = self._of(act, self._sides(act), least=least)
        return self._as_coded(told) if told else None

    def _as_coded(self, told: Happening) -> Happening:
        return replace(told, types=self.own.as_coded(told.types))

    def _title(
        self, act: Act, sides: Sides, place: PlaceChoice | None, role: str, source: tuple[str, ...]
    ) -> str:
        if act.own and not act.own.plover:
            who = listed(map(self._parties.name, sides.actors))
            return own_title(act.own, who, place if role == "scene" else None)
        return title(
            self._parties, act.types[0], sides.actors, sides.recipients, place, role, source
        )

    def _of(self, act: Act, sides: Sides, *, least: bool = False) -> Happening | None:
        kind = act.types[0]
        status, source = self._word(act, sides)
        place, words, role = self._scenes.of(act, kind, sides.actors, sides.recipients)
        told = role == "scene" or (act.form == "do" and sides.recipients)
        if not (sides.actors or told or least or act.form == "happen"):
            return None
        span = self._span(act, sides)
        about = self._scenes.about(act, place) if role == "seat" else ()
        refers = tuple(a for a in sides.named if a.refers)
        date = self._when.of(act, planned=status == "planned", said=kind in SPEECH or kind == "")
        place = self._scenes.on(place, date)
        return Happening(
            span=self._spans.of(*span),
            trigger=self._spans.of(act.start, act.end),
            types=(act.own.value,) if act.own else act.types,
            title=self._title(act, sides, place, role, source if status == "claimed" else ()),
            actors=sides.actors,
            recipients=sides.recipients,
            status=status,
            attributed_to=source,
            place=place,
            place_words=words,
            place_role=role,
            about=about,
            date=date,
            refers=refers,
        )

    def _sides(self, act: Act) -> Sides:
        """Who stands before and behind the words of an act."""
        if act.form == "happen":
            return Sides((), (), ())
        clause = act.clause
        before = list(named_in(self._actors, clause.start, act.start))
        after = [
            a for a in named_in(self._actors, act.end, clause.end) if not is_where(self._body, a)
        ]
        told = self._body[act.start : act.end]
        if (
            pair := self._beside(act, before)
            or between(self._body, after)
            or between(self._body, before)
        ):
            ids = ids_of(pair)
            return Sides(ids, ids if act.types[0] == "ASSAULT" else (), tuple(pair))
        overlap = [a for a in self._actors if a.span.start < act.end and a.span.end > act.start]
        by = self._by(act, after)
        if by is not None:
            doers = joined(self._body, after[by:])
            return self._sides_of(act, doers, overlap or after[:by] or self._subjects(before, act))
        passive = _PASSIVE.search(self._body[clause.start : act.start]) and act.form == "do"
        if passive and told.endswith(("ed", "en", "wn", "over")):
            return self._sides_of(act, [], self._subjects(before, act))
        first = [a for a in overlap if a.span.start <= act.start]
        doers = first or self._subjects(before, act) or self._sentence_subject(act)
        if not doers and not after:
            return self._sides_of(act, overlap, [])
        return self._sides_of(
            act, doers, [a for a in overlap if a not in first] or joined(self._body, after)
        )

    def _by(self, act: Act, after: Sequence[ActorFound]) -> int | None:
        """Which of those behind an act it was done by; of words only where they are passive."""
        clause = act.clause
        passive = act.form == "do" or _PASSIVE.search(self._body[clause.start : act.start])
        most = _NEAR_BY if passive else _RIGHT_BY
        near = (
            n
            for n, a in enumerate(after)
            if a.span.start - act.end < most and _BY.search(self._body[act.end : a.span.start])
        )
        return next(near, None)

    def _beside(self, act: Act, before: Sequence[ActorFound]) -> list[ActorFound]:
        """“The Russia-Ukraine war”: two that stand right before a noun of fighting."""
        if not MUTUAL.search(self._body[act.start : act.end]) or len(before) < 2:
            return []
        one, other = before[-2:]
        joined = self._body[one.span.end : other.span.start] in ("-", "–", "‐")
        return [one, other] if joined and not self._body[other.span.end : act.start].strip() else []

    def _sides_of(self, act: Act, doers: Sequence[ActorFound], done: Sequence[ActorFound]) -> Sides:
        actors = ids_of(doers)
        others = tuple(i for i in ids_of(done) if i not in actors)
        if act.types[0] in ("ASSAULT", "MOBILIZE"):
            actors, others = self._alike(actors, others)
        told = self._body[act.start : act.end]
        partners = act.types[0] in ("CONSULT", "AGREE", "COOPERATE") and TOGETHER.search(told)
        with_ = (
            act.types[0] in ("MOBILIZE", "COOPERATE")
            and done
            and _WITH.search(self._body[: done[0].span.start][-12:])
        )
        if others and (partners or with_):
            return Sides((*actors, *others), (), (*doers, *done))
        if (
            act.types[0] == "ASSAULT"
            and len(actors) > 1
            and not others
            and MUTUAL.search(self._body[act.start : act.end])
        ):
            others = actors
        return Sides(actors, others, (*doers, *done))

    def _alike(
        self, actors: tuple[str, ...], others: tuple[str, ...]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Forces on both sides where the words name them on one."""
        if not any(self._parties.is_forces(i) for i in (*actors, *others)):
            return actors, others
        turned = [
            tuple(
                self._parties.forces(self._parties.country(i)) if self._parties.is_state(i) else i
                for i in ids
            )
            for ids in (actors, others)
        ]
        return turned[0], turned[1]

    def _subjects(self, before: Sequence[ActorFound], act: Act) -> list[ActorFound]:
        """Who stands before an act and isn’t led in by a preposition; of several the last, with those told with it."""
        claim = self._claim(act.clause.start, act.start)
        own = [a for a in before if claim is None or a.span.start > claim.end()]
        plain = [
            a for a in own if not _NOT_SUBJECT.search(self._body[act.clause.start : a.span.start])
        ]
        if not plain:
            return []
        near = [a for a in plain if "," not in self._body[a.span.end : act.start]]
        run = [near[-1]] if near else [plain[0] if act.form == "say" else plain[-1]]
        return with_those_before(self._body, run, before)

    def _claim(self, start: int, end: int) -> re.Match[str] | None:
        """Words of whoever claims; what is said of somebody has no speaker before it."""
        told = CLAIMS.finditer(self._body, start, end)
        return next((m for m in told if not m[0].lower().endswith(("said to", "reportedly"))), None)

    def _sentence_subject(self, act: Act) -> list[ActorFound]:
        """The subject of the sentence, or whom its pronoun means, for a clause without one of its own."""
        start = act.clause.sentence[0]
        claim = self._claim(start, act.start)
        if self._doers and act.clause.start > start:
            return self._doers
        if claim and act.form == "do":
            return []
        if found := self._subject_of(start, act.start):
            return list(found)
        return (
            list(self._speaker)
            if _PRONOUN.match(self._body[start : act.end]) or act.clause.start > start
            else []
        )

    def _subject_of(self, start: int, end: int) -> tuple[ActorFound, ...]:
        plain = [
            a
            for a in named_in(self._actors, start, end)
            if not _NOT_SUBJECT.search(self._body[start : a.span.start])
        ]
        return tuple(joined(self._body, plain))

    def _word(self, act: Act, sides: Sides) -> tuple[str, tuple[str, ...]]:
        """Whether it is told as having happened, and on whose word."""
        start, end = act.clause.sentence
        before, whole = self._body[start : act.start], self._body[start:end]
        if PLANNED.search(self._body[max(start, act.start - 60) : act.end]) or (
            PLANNED.search(self._body[act.end : act.end + 24])
            and act.types[0] in ("CONSULT", "MOBILIZE", "")
        ):
            return "planned", ()
        if act.form == "happen" or act.types[0] in ("DISAPPROVE", "REJECT", "DEMAND", "THREATEN"):
            return "reported", ()
        told = CLAIMS.search(before) or (re.search(r"\baccording to\b", whole))
        if not told:
            return self._passed_on(act, sides)
        at = start + told.start()
        said = told[0].lower()
        if said == "according to" or at > act.start:
            source = joined(self._body, list(named_in(self._actors, at, end)))
        else:
            source = self._subjects_before(start, at, act)
        if "said to" in said or "reportedly" in said:
            return "claimed", ()
        ids = ids_of(source)
        return "claimed", ids

    def _passed_on(self, act: Act, sides: Sides) -> tuple[str, tuple[str, ...]]:
        """What somebody named says was done is claimed, but what a party tells of itself as its own giving way."""
        start, end = act.clause.sentence
        if act.form != "do":
            return "reported", ()
        for said in SAYS.finditer(self._body, start, end):
            if said.start() < act.start:
                ids = ids_of(self._subjects_before(start, said.start(), act))
            else:
                near = named_in(self._actors, said.start() - _BESIDE, said.end() + _BESIDE)
                ids = ids_of(list(near)[:1])
            own = set(ids) <= set(sides.actors) and act.types[0] in _OWN_LOSS
            if ids and not own:
                return "claimed", ids
        return "reported", ()

    def _subjects_before(self, start: int, at: int, act: Act) -> list[ActorFound]:
        """Who stands as the subject of a word at ``at``."""
        return self._subjects(
            list(named_in(self._actors, start, at)),
            Act(
                at, at, "say", act.types, Clause(start, act.clause.sentence[1], act.clause.sentence)
            ),
        )

    def _span(self, act: Act, sides: Sides) -> tuple[int, int]:
        """The words that tell it: the clause, from whoever acts."""
        clause = act.clause
        own = [a.span.start for a in sides.named if clause.sentence[0] <= a.span.start < act.start]
        start = min([clause.start, *own]) if own and min(own) < clause.start else clause.start
        if start < clause.start and clause.start - start > 160:
            start = clause.start
        return start, clause.end


def _without_repeats(found: Sequence[Happening]) -> list[Happening]:
    """Of several of one type in one clause the first; of nouns that only name again what a verb tells, none."""
    kept: dict[object, Happening] = {}
    for one in found:
        kept.setdefault((one.span.end, one.types[0], one.actors, one.recipients, one.place), one)
    return list(kept.values())
