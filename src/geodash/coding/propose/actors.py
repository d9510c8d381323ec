"""Who a text names: by names and aliases, by what belongs to a country, by who speaks for it, and by words that point back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from geodash.coding.propose.actor_words import ACTS, BETWEEN, BOTH, FORCES, OFFICES
from geodash.coding.propose.demonyms import demonyms
from geodash.coding.propose.model import ActorFound, Span, Spans
from geodash.coding.propose.parties import Parties
from geodash.coding.propose.tokens import Text, Token
from geodash.coding.propose.word_lists import TITLES

_AHEAD = 6
_BOTH = sorted((tuple(w.split()) for w in BOTH), key=len, reverse=True)
#: After a word for what belongs to a country: it stands for the country.
_DOES = frozenset(("is", "was", "has", "had", "have"))
_SMALL = frozenset(("of", "the", "’s", "'s"))


class Actors:
    """The actors of one text."""

    def __init__(self, text: Text, parties: Parties) -> None:
        self._text, self._tokens, self._parties = text, text.tokens, parties
        self._spans = Spans(text.body)
        self._people: dict[str, str] = {}

    def find(self) -> list[ActorFound]:
        """Each naming, in the text's order; none overlap."""
        found: list[ActorFound] = []
        at = 0
        while at < len(self._tokens):
            last = self._both(at)
            one, after = self._at(at) if last is None else (self._found(at, last, (), ""), last + 1)
            if one:
                found.append(one)
            at = max(after, at + 1)
        told = (f if f.actors else self._pointed(found, n) for n, f in enumerate(found))
        return [one for one in told if one]

    def _at(self, at: int) -> tuple[ActorFound | None, int]:
        """What begins at a word, and the word after it."""
        token = self._tokens[at]
        if not token.capital and token.lower not in self._parties.small:
            return None, at + 1
        named = self._named(at)
        if named:
            actor_id, last = named
            return self._with_office(at, last, actor_id, "one of its names")
        code, last = self._demonym(at) if token.capital else ("", at)
        if code:
            return self._of_country(at, last, code)
        surname = self._people.get(token.text)
        if surname and not token.heading:
            return self._found(at, at, (surname,), "who speaks for it, as named before"), at + 1
        return None, at + 1

    def _named(self, at: int) -> tuple[str, int] | None:
        """The longest name of an actor that begins at a word."""
        sentence, tokens = self._tokens[at].sentence, self._tokens
        most = min(at + self._parties.longest, len(tokens))
        words: list[str] = []
        best = None
        for last in range(at, most):
            if tokens[last].sentence != sentence:
                break
            words.append(tokens[last].lower.replace(".", ""))
            actor_id = self._parties.names.get(tuple(words))
            if actor_id and (last > at or self._is_written(tokens[last])):
                best = actor_id, last
        return best

    def _is_written(self, token: Token) -> bool:
        """Short names are written in capitals: “us” is none, “US” is."""
        return len(token.text) > 3 or token.text.isupper()

    def _demonym(self, at: int) -> tuple[str, int]:
        tokens = self._tokens
        for last in (at + 1, at):
            if last < len(tokens) and tokens[last].sentence == tokens[at].sentence:
                words = " ".join(t.lower for t in tokens[at : last + 1])
                if code := demonyms().get(words):
                    return code, last
        return "", at

    def _of_country(self, at: int, last: int, code: str) -> tuple[ActorFound | None, int]:
        """“Armenian forces”, “the Turkish President Erdoğan”, “Iranian accusations”."""
        head = self._head(last)
        after = self._tokens[last + 1] if last + 1 < len(self._tokens) else None
        if head is None and after and after.gap == " " and after.lower in _DOES:
            return self._found(
                at, last, (self._parties.state(code),), "what belongs to it does so"
            ), last + 1
        if head is None:
            return None, last + 1
        word = self._tokens[head].lower
        actor = self._parties.forces(code) if word in FORCES else self._parties.state(code)
        if not actor:
            return None, last + 1
        if word in ACTS:
            return self._found(at, last, (actor,), "what belongs to it does so"), last + 1
        return self._person(
            at, head, actor, "its forces" if word in FORCES else "who speaks for it"
        )

    def _with_office(self, at: int, last: int, actor_id: str, why: str) -> tuple[ActorFound, int]:
        """A name with the office or the forces that follow: “Armenia’s defence ministry”, “US Secretary of State”."""
        head = self._head(last)
        code = self._parties.country(actor_id) if self._parties.is_state(actor_id) else ""
        if head is not None and (code or self._parties.is_body(actor_id)):
            word = self._tokens[head].lower
            if word in FORCES and code:
                return self._person(at, head, self._parties.forces(code), "its forces")
            if word in OFFICES:
                return self._person(at, head, actor_id, "who speaks for it")
        return self._person(at, last, actor_id, why)

    def _head(self, last: int) -> int | None:
        """The noun of an office, of forces or of an act that follows within few words; the last of them."""
        tokens, found = self._tokens, None
        for at in range(last + 1, min(last + 1 + _AHEAD, len(tokens))):
            token, lower = tokens[at], tokens[at].lower
            alike = lower in demonyms() or lower == "and"
            if token.sentence != tokens[last].sentence:
                break
            if token.gap.strip(" '’s\u00a0-") and not (alike and token.gap == ", "):
                break
            if alike:
                continue
            if lower in FORCES or lower in OFFICES or (lower in ACTS and at <= last + 2):
                found = at
                if lower in FORCES or lower in ACTS:
                    break
            elif lower not in BETWEEN:
                break
        return found

    def _person(self, at: int, last: int, actor: str, why: str) -> tuple[ActorFound, int]:
        """With the name of somebody that stands behind the office; it is remembered."""
        tokens, end = self._tokens, last
        office = tokens[last].lower in OFFICES or tokens[last].lower in TITLES
        while office and end + 1 < len(tokens) and self._goes_on(end + 1, actor):
            end += 1
        if end > last:
            self._people[tokens[end].text] = actor
        first = self._name_before(at, actor)
        return self._found(first, end, (actor,), why), end + 1

    def _name_before(self, at: int, actor: str) -> int:
        """Where “Dmitry Peskov, spokesperson of the Kremlin” and “President Aliyev of Azerbaijan” begin."""
        tokens, first = self._tokens, at
        back = at - 1
        while back >= 0 and at - back < 5 and tokens[back].sentence == tokens[at].sentence:
            lower = tokens[back].lower
            if lower not in _SMALL and lower not in OFFICES and lower not in BETWEEN:
                break
            if lower in OFFICES:
                first = back
            back -= 1
        run = back
        while (
            run >= 0
            and at - run < 9
            and tokens[run].capital
            and tokens[run].sentence == tokens[at].sentence
        ):
            if tokens[run].lower in TITLES or self._is_party(run):
                break
            run -= 1
        comma = back + 1 < len(tokens) and tokens[back + 1].gap.startswith(",")
        titled = (
            run >= 0
            and tokens[run].lower in TITLES
            and tokens[run].capital
            and tokens[at - 1].lower == "of"
        )
        if back - run >= 2 and comma and (first < at or self._offices_after(at)):
            self._people[tokens[back].text] = actor
            return run + 1
        if back > run and titled:
            self._people[tokens[back].text] = actor
            while run > 0 and tokens[run - 1].capital and tokens[run - 1].lower in BETWEEN:
                run -= 1
            return run
        return first if first < at and tokens[at - 1].lower in ("of", "the") else at

    def _offices_after(self, at: int) -> bool:
        return any(
            t.lower in OFFICES
            for t in self._tokens[at + 1 : at + 5]
            if t.sentence == self._tokens[at].sentence
        )

    def _is_party(self, at: int) -> bool:
        return bool(self._named(at)) or bool(self._demonym(at)[0])

    def _goes_on(self, at: int, actor: str) -> bool:
        """Whether a name of somebody who speaks for an actor goes on with a word."""
        token = self._tokens[at]
        same = token.sentence == self._tokens[at - 1].sentence and token.gap in (" ", "-", "\u00a0")
        small = token.lower in ("von", "der", "van", "de", "al", "bin")
        title = token.lower in TITLES
        named = self._named(at)
        own = token.text in self._people or (named is not None and named[0] == actor)
        return same and (token.capital or small) and (title or own or not self._is_party(at))

    def _both(self, at: int) -> int | None:
        """The last word of “both sides”, where it begins at a word."""
        for words in _BOTH:
            last = at + len(words) - 1
            told = tuple(t.lower for t in self._tokens[at : last + 1])
            if told == words:
                return last
        return None

    def _pointed(self, found: Sequence[ActorFound], at: int) -> ActorFound | None:
        """Whom “both sides” means: two states that its sentence names together before, else those that the text so names."""
        back = found[at].span
        sentence = self._sentence(back.start)
        pairs = [
            (one, other)
            for one, other in pairwise(found)
            if self._are_together(one, other) and self._are_two(one, other)
        ]
        here = [p for p in pairs if sentence <= p[0].span.start and p[1].span.end <= back.start]
        speaker = next(
            (f for f in reversed(found[:at]) if f.span.start >= sentence and f.actors), None
        )
        if (
            here
            and speaker
            and not set(speaker.actors) <= self._ids(here[-1]) - set(here[-1][1].actors)
        ):
            return self._points(back, *here[-1])
        sets = Counter(frozenset((*one.actors, *other.actors)) for one, other in pairs)
        if not sets:
            return self._most_named(found, back)
        most = max(
            sets,
            key=lambda s: (sets[s], -next(p[0].span.start for p in pairs if self._ids(p) == s)),
        )
        of = [p for p in pairs if self._ids(p) == most]
        before = [p for p in of if p[1].span.end <= back.start]
        return self._points(back, *(before[-1] if before else of[0]))

    def _most_named(self, found: Sequence[ActorFound], back: Span) -> ActorFound | None:
        """The two states that are named most."""
        counts: dict[str, list[ActorFound]] = {}
        for one in found:
            if len(one.actors) == 1 and self._parties.is_state(one.actors[0]):
                counts.setdefault(one.actors[0], []).append(one)
        most = sorted(counts.values(), key=lambda c: -len(c))[:2]
        return self._points(back, most[0][0], most[1][0]) if len(most) == 2 else None

    def _points(self, back: Span, one: ActorFound, other: ActorFound) -> ActorFound:
        ids = (*one.actors, *other.actors)
        reason = f"“{back.quote}” points back to {one.span.quote} and {other.span.quote}"
        return ActorFound(back, ids, reason, (one.span, other.span), self._parties.lacking(ids))

    def _ids(self, pair: tuple[ActorFound, ActorFound]) -> frozenset[str]:
        return frozenset((*pair[0].actors, *pair[1].actors))

    def _sentence(self, at: int) -> int:
        return next((start for start, end, _ in self._text.sentences if start <= at < end), 0)

    def _are_together(self, one: ActorFound, other: ActorFound) -> bool:
        between = self._text.body[one.span.end : other.span.start].strip()
        return between in ("and", "-", "–", "‐", "and the")

    def _are_two(self, one: ActorFound, other: ActorFound) -> bool:
        plain = all(
            len(f.actors) == 1 and self._parties.is_state(f.actors[0]) for f in (one, other)
        )
        return plain and one.actors != other.actors

    def _found(self, first: int, last: int, ids: tuple[str, ...], reason: str) -> ActorFound:
        span = self._spans.of(self._tokens[first].start, self._tokens[last].end)
        return ActorFound(span, ids, reason, (), self._parties.lacking(ids))


def named_in(found: Sequence[ActorFound], start: int, end: int) -> Iterator[ActorFound]:
    """Those within a stretch."""
    return (f for f in found if f.span.start >= start and f.span.end <= end)
