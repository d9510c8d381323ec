"""Names in a text that a place may have: the longest stretches of capitalised words that the gazetteer knows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from geodash.coding.propose.demonyms import demonyms, wider
from geodash.coding.propose.tokens import Text, Token
from geodash.coding.propose.word_lists import ENDS_PLACES, INSIDE, NEVER_PLACES, NO_PLACES, TITLES
from geodash.geo.gazetteer import Place
from geodash.geo.place_keys import place_key
from geodash.geo.place_search import PlaceSearch
from geodash.geo.world import Ranked

_MOST_WORDS = 6
_JOINED = re.compile(r"[ \u00a0\u202f]|\.? |[-‐‑–]|['’ʼ]|")
#: Short forms, and names that everybody uses and the gazetteer has under another one; folded.
_SHORT = {
    "us": "United States", "usa": "United States", "america": "United States", "uk": "United Kingdom", "britain": "United Kingdom",
    "uae": "United Arab Emirates", "drc": "Democratic Republic of the Congo", "nyc": "New York City", "la": "Los Angeles",
    "dc": "Washington", "washingtondc": "Washington", "holland": "Netherlands", "burma": "Myanmar", "england": "England",
    "turkey": "Türkiye", "czechrepublic": "Czechia", "ivorycoast": "Côte d’Ivoire", "capeverde": "Cabo Verde",
    "swaziland": "Eswatini", "macedonia": "North Macedonia", "unitedstatesofamerica": "United States",
}  # fmt: skip
_STATES = {
    "ala": "Alabama", "ariz": "Arizona", "ark": "Arkansas", "calif": "California", "colo": "Colorado", "conn": "Connecticut", "del": "Delaware",
    "fla": "Florida", "ga": "Georgia", "ill": "Illinois", "ind": "Indiana", "kan": "Kansas", "ky": "Kentucky", "md": "Maryland", "mass": "Massachusetts",
    "mich": "Michigan", "minn": "Minnesota", "miss": "Mississippi", "mo": "Missouri", "mont": "Montana", "neb": "Nebraska", "nev": "Nevada",
    "okla": "Oklahoma", "ore": "Oregon", "pa": "Pennsylvania", "tenn": "Tennessee", "tex": "Texas", "va": "Virginia", "vt": "Vermont", "wash": "Washington",
    "wis": "Wisconsin", "wyo": "Wyoming", "al": "Alabama", "az": "Arizona", "ar": "Arkansas", "ca": "California", "co": "Colorado", "ct": "Connecticut",
    "fl": "Florida", "il": "Illinois", "ks": "Kansas", "ma": "Massachusetts", "mi": "Michigan", "mn": "Minnesota", "ms": "Mississippi", "mt": "Montana",
    "nc": "North Carolina", "nd": "North Dakota", "nj": "New Jersey", "nm": "New Mexico", "ny": "New York", "nv": "Nevada", "ok": "Oklahoma", "sc": "South Carolina",
    "sd": "South Dakota", "tn": "Tennessee", "tx": "Texas", "ut": "Utah", "wa": "Washington", "wi": "Wisconsin", "wv": "West Virginia", "wy": "Wyoming", "ont": "Ontario",
    "que": "Quebec", "alta": "Alberta", "sask": "Saskatchewan", "nsw": "New South Wales", "nh": "New Hampshire", "nova": "", "ri": "Rhode Island",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch of a text that may name a place: its words (``first`` to ``last``, positions of tokens) and what has
    the name, each with whether it is its main one. None has it where only its form, or an engine, says so."""

    first: int
    last: int
    start: int
    end: int
    text: str
    places: tuple[tuple[Ranked, bool], ...]

    @property
    def key(self) -> str:
        """Equal for the same name, however it is written."""
        return place_key(self.text)


class Names:
    """Looks up names of texts; keeps what it has found."""

    def __init__(self, search: PlaceSearch) -> None:
        self._search = search
        self._named = lru_cache(maxsize=20_000)(self._look)

    def named(self, key: str) -> tuple[tuple[Ranked, bool], ...]:
        """The places of a key."""
        return self._named(key)

    def _look(self, key: str) -> tuple[tuple[Ranked, bool], ...]:
        return tuple(self._search.named(key))

    def of(self, text: Text, seen: Collection[tuple[int, int]] = ()) -> list[Name]:
        """The names of a text in its order, the longest where several begin alike; none overlap.

        ``seen`` are bounds of places that another engine sees; those of which none of ours is a part are taken too.
        """
        spans = list(_spans(text))
        keys = {span: place_key(_said(text, span)) for span in spans}
        known = self._search.known(sorted({*keys.values()}))
        for key in sorted(known):  # in order: each piece of the file is unpacked once
            self._named(key)
        found: list[Name] = []
        taken = -1
        for span in sorted(spans, key=lambda s: (s[0], -s[1])):
            said, comma = _said(text, span), _after_comma(text, span[0])
            if span[0] <= taken or (
                keys[span] not in known and not _short(said, after_comma=comma)
            ):
                continue
            places = self.meant(said, after_comma=comma)
            if places:
                start, end = text.tokens[span[0]].start, text.tokens[span[1]].end
                found.append(Name(span[0], span[1], start, end, said, places))
                taken = span[1]
        found = _with_unknown(text, found)
        for first, last in _seen(text, seen):
            if all(n.last < first or n.first > last for n in found):
                found.append(_name(text, first, last, self.meant(_said(text, (first, last)))))
        return sorted(found, key=lambda n: n.start)

    def meant(self, said: str, *, after_comma: bool = False) -> tuple[tuple[Ranked, bool], ...]:
        """What has a name as it is written, short forms among them; those of states only after a comma."""
        short = _short(said, after_comma=after_comma)
        found = self.named(place_key(short or said))
        if short:
            wanted = [
                r for r in found if r[0].place.kind in ("country", "province", "capital", "city")
            ]
            return tuple((ranked, True) for ranked, _ in wanted) or found
        return found


def _seen(text: Text, bounds: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    """Bounds as positions of tokens."""
    starts = {t.start: n for n, t in enumerate(text.tokens)}
    ends = {t.end: n for n, t in enumerate(text.tokens)}
    found = ((starts[s], ends[e]) for s, e in bounds if s in starts and e in ends)
    return [
        (first + (text.tokens[first].lower == "the" and last > first), last)
        for first, last in found
    ]


def _with_unknown(text: Text, known: Sequence[Name]) -> list[Name]:
    """The names, with those that no place has and whose form or the word before says that they are a place’s."""
    taken = {n.first: n for n in known}
    found, at, tokens = list[Name](), 0, text.tokens
    while at < len(tokens):
        name, token = taken.get(at), tokens[at]
        if not token.capital or (name is None and not _begins_unknown(token)):
            at += 1
            continue
        last = _run(text, at)
        end = last if tokens[last].lower in ENDS_PLACES or (at and _locates(tokens[at - 1])) else at
        if name is None and (end > at or (at and _locates(tokens[at - 1]) and not token.first)):
            while taken.get(end) and end > at:
                end -= 1
            found.append(_name(text, at, end))
            at = end
        elif (
            name and last > name.last and tokens[last].lower in ENDS_PLACES and tokens[last].capital
        ):
            name = _name(text, at, last, name.places)
            found.append(name)
            at = last
        elif name:
            found.append(name)
            at = name.last
        at += 1
    return found


def _begins_unknown(token: Token) -> bool:
    lower = token.lower
    plain = (
        lower not in NO_PLACES
        and lower not in TITLES
        and lower not in demonyms()
        and lower not in wider()
    )
    return plain and len(token.text) > 2 and not token.text.isdigit()


def _locates(token: Token) -> bool:
    return token.lower in ("in", "at", "near", "from", "outside")


def _run(text: Text, at: int) -> int:
    """The last of the capitalised words and numbers that stand together from ``at``."""
    tokens, last = text.tokens, at
    while last + 1 < len(tokens) and last - at < _MOST_WORDS:
        token = tokens[last + 1]
        more = token.capital or token.text.isdigit() or token.lower in ("of", "the")
        if (
            token.sentence != tokens[at].sentence
            or not more
            or token.gap not in (" ", "-", "\u00a0")
        ):
            break
        last += 1
    if any(t.lower in TITLES for t in tokens[at : last + 1]):
        return at
    while last > at and not (tokens[last].capital or tokens[last].text.isdigit()):
        last -= 1
    return last


def _name(text: Text, at: int, last: int, places: tuple[tuple[Ranked, bool], ...] = ()) -> Name:
    start, end = text.tokens[at].start, text.tokens[last].end
    return Name(at, last, start, end, text.body[start:end], places)


def _short(said: str, *, after_comma: bool = False) -> str:
    """What a short form stands for; "" for any other name."""
    key = place_key(said)
    if key in _SHORT and (len(key) > 3 or said.replace(".", "").isupper()):
        return _SHORT[key]
    return (
        _STATES.get(key, "")
        if after_comma and (len(key) > 2 or said.isupper() or "." in said)
        else ""
    )


def _after_comma(text: Text, at: int) -> bool:
    return text.tokens[at].gap in (", ", ",\u00a0", " (")


def _said(text: Text, span: tuple[int, int]) -> str:
    return text.body[text.tokens[span[0]].start : text.tokens[span[1]].end]


def _spans(text: Text) -> Iterator[tuple[int, int]]:
    """Stretches of words that have the form of a name."""
    tokens = text.tokens
    for at, token in enumerate(tokens):
        if not token.capital or token.text.isdigit():
            continue
        for last in _ends(tokens, at):
            if last > at or _may_stand_alone(token):
                yield at, last


def _ends(tokens: tuple[Token, ...], at: int) -> Iterable[int]:
    """Where a name that begins at ``at`` may end."""
    yield at
    for last in range(at + 1, min(at + _MOST_WORDS, len(tokens))):
        token = tokens[last]
        if token.sentence != tokens[at].sentence or not _JOINED.fullmatch(token.gap):
            return
        if token.capital or token.lower in ENDS_PLACES:
            yield last
        elif token.lower not in INSIDE:
            return


def _may_stand_alone(token: Token) -> bool:
    lower = token.lower
    if lower in demonyms() or lower in wider():
        return False
    if len(token.text) < 3 and not token.text.isupper() and token.text.isascii():
        return False
    return lower not in NEVER_PLACES or (token.text.isupper() and lower in _SHORT)


def best(name: Name) -> Place | None:
    """The best known place of a name."""
    return max(name.places, key=lambda r: (r[1], r[0].weight))[0].place if name.places else None
