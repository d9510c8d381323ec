"""What speaks for a name being a place’s, and what against it; each sign has a weight in ``weights.py``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from geodash.coding.propose.demonyms import demonyms, wider
from geodash.coding.propose.names import Name
from geodash.coding.propose.tokens import Text, Token
from geodash.coding.propose.word_lists import (
    BEFORE_PLACES,
    BODIES,
    ENDS_PLACES,
    GIVEN_NAMES,
    NO_PLACES,
    TITLES,
)

_SAYS = frozenset(
    (
        "said",
        "says",
        "told",
        "tells",
        "asked",
        "added",
        "explained",
        "wrote",
        "tweeted",
        "argued",
        "insisted",
        "testified",
        "replied",
        "recalled",
        "noted",
        "thinks",
        "believes",
        "knows",
        "hopes",
        "wants",
        "plays",
        "played",
        "scored",
    )
)
_STRONG = frozenset(("in", "at", "near", "from", "throughout", "outside", "across", "inside"))
#: Signs that together say more than each of them.
_TOGETHER = (
    ("unknown", "after in"), ("unknown", "ends as places"), ("unknown", "after the"), ("unknown", "capitals"), ("unknown", "words"),
    ("is town", "begins sentence"), ("is town", "after in"), ("is town", "somewhere named"), ("is town", "in its country"),
    ("is town", "after the"), ("is town", "words"), ("small", "after in"), ("small", "somewhere named"), ("small", "words"),
    ("is country", "before body"), ("is country", "after name"), ("is country", "before name"), ("is division", "before name"), ("capitals", "dash after"),
    ("capitals", "comma and country"), ("is town", "before name"), ("is town", "after name"), ("after name", "place and comma"), ("common word", "after in"),
    ("is town", "possessive"), ("is country", "possessive"), ("is town", "begins text"), ("before name", "before body"), ("common word", "comma and country"),
    ("given name", "after in"), ("somebody's", "after in"), ("other name", "words"), ("is town", "weight"), ("begins sentence", "again"),
)  # fmt: skip
#: Kinds of places whose names are hardly anything else.
_PLAIN = frozenset(("country", "sea", "strait", "water", "region", "island", "mountain"))


class Signs:
    """The signs of each name of one text."""

    def __init__(
        self, text: Text, names: Sequence[Name], labels: Mapping[tuple[int, int], str] | None = None
    ) -> None:
        """``labels`` are what another engine takes names for, by their bounds."""
        self._text, self._names, self._labels = text, names, labels
        self._bounds = sorted((labels or {}).items())
        self._words = Counter(t.text for t in text.tokens)
        self._people = self._surnames()
        self._by_first = {n.first: n for n in names}
        self._by_last = {n.last: n for n in names}
        self._wide = {
            n.key for n in names if any(r.place.kind == "country" and m for r, m in n.places)
        }
        self._countries = self._shares()

    def of(self, name: Name) -> dict[str, float]:
        """The signs of a name, each with how much there is of it."""
        signs = {"always": 1.0, **self._of_places(name), **self._of_form(name)}
        signs |= self._of_neighbours(name)
        signs |= dict.fromkeys((*self._around(name), *self._seen_as(name)), 1.0)
        for one, other in _TOGETHER:
            signs[f"{one} + {other}"] = signs.get(one, 0.0) * signs.get(other, 0.0)
        return {sign: much for sign, much in signs.items() if much}

    def _of_places(self, name: Name) -> dict[str, float]:
        """What the gazetteer says."""
        if not name.places:
            return {"unknown": 1.0}
        ranked, main = max(name.places, key=lambda r: r[0].weight - (0 if r[1] else 1.3))
        place = ranked.place
        share = max(
            (self._countries.get(r.place.country, 0.0) for r, _ in name.places), default=0.0
        )
        kind = (
            place.kind
            if place.kind in _PLAIN
            else "division"
            if place.kind in ("province", "district")
            else "town"
        )
        return {
            f"is {kind}": 1.0,
            "weight": ranked.weight - 4.0,
            "small": float(ranked.weight < 3.7),
            "other name": float(not main),
            "in its country": share,
            "somewhere named": float(share > 0.1),
            "common": min(len(name.places), 10) / 10,
        }

    def _of_form(self, name: Name) -> dict[str, float]:
        tokens = self._text.tokens[name.first : name.last + 1]
        only, words = tokens[0], name.last - name.first + 1
        lower = words == 1 and bool(self._words.get(only.text.lower()))
        upper = name.text.isupper() and len(name.text) > 3
        return {
            "words": min(words, 3) - 1.0,
            "short": float(len(name.text) < 4),
            "common word": float(words == 1 and only.lower in NO_PLACES),
            "in lower case too": float(lower),
            "begins sentence": float(only.first and words == 1),
            "begins, and not alone": float(only.first and words > 1),
            "begins text": float(name.first < 3),
            "heading": float(only.heading),
            "capitals": float(upper),
            "given name": float(words == 1 and only.lower in GIVEN_NAMES),
            "given name and more": float(words > 1 and only.lower in GIVEN_NAMES),
            "ends as places": float(tokens[-1].lower in ENDS_PLACES and words > 1),
            "somebody's": float(any(t.text in self._people for t in tokens) and words == 1),
            "again": float(self._words[only.text] > 1),
            "title inside": float(any(t.lower in TITLES or t.lower in BODIES for t in tokens)),
        }

    def _of_neighbours(self, name: Name) -> dict[str, float]:
        before, after = self._token(name.first - 1, name), self._token(name.last + 1, name)
        gap = self._text.tokens[name.first].gap
        next_gap = after.gap if after else ""
        near = before if before and gap.strip() == "" else None
        follows = after if after and next_gap.strip() == "" else None
        two = self._token(name.first - 2, name)
        article = bool(near and near.lower == "the")
        said = (two.lower if two and article else near.lower) if near else ""
        named = bool(
            near and near.capital and not near.first and name.first - 1 not in self._by_last
        )
        whole = self._by_first.get(name.last + 1)
        inside = self._by_last.get(name.first - 1)
        return {
            "after in": float(said in _STRONG),
            "after of": float(said in BEFORE_PLACES and said not in _STRONG),
            "after the": float(article),
            "after title": float(bool(near and near.lower in TITLES and near.capital)),
            "after given name": float(bool(near and near.lower in GIVEN_NAMES and near.capital)),
            "after initial": float(
                bool(near and len(near.text) == 1 and near.capital and near.text != "I")
            ),
            "after name": float(named),
            "after first capital": float(bool(near and near.capital and near.first)),
            "after demonym": float(
                bool(near and (near.lower in demonyms() or near.lower in wider()))
            ),
            "hyphen before": float(gap in ("-", "–", "‐")),
            "hyphen after": float(next_gap in ("-", "–", "‐")),
            "before name": float(
                bool(follows and follows.capital and name.last + 1 not in self._by_first)
            ),
            "before body": float(bool(follows and follows.lower in BODIES)),
            "before number": float(bool(follows and follows.text.isdigit())),
            "after number": float(bool(near and near.text.isdigit())),
            "lower before": float(bool(near and not near.capital)),
            "lower after": float(bool(follows and not follows.capital)),
            "stop after": float(after is None),
            "before Body": float(bool(follows and follows.lower in BODIES and follows.capital)),
            "before title": float(bool(follows and follows.lower in TITLES)),
            "before place word": float(bool(follows and follows.lower in ENDS_PLACES)),
            "before says": float(bool(follows and follows.lower in _SAYS)),
            "before place": float(whole is not None and next_gap == " "),
            "comma and place": float(whole is not None and next_gap in (", ", " (")),
            "comma and country": float(
                whole is not None and next_gap in (", ", " (") and _whole(whole)
            ),
            "place and comma": float(inside is not None and gap in (", ", " (")),
            "comma after": float(next_gap.startswith(",")),
            "possessive": float(next_gap.startswith(("'s", "’s"))),
            "dash after": float(next_gap.strip() in ("—", "--", "–")),
        }

    def _seen_as(self, name: Name) -> Iterable[str]:
        """What another engine takes it for, or for a part of what."""
        if self._labels is None:
            return
        over = [
            (at, label) for at, label in self._bounds if at[0] < name.end and at[1] > name.start
        ]
        if not over:
            yield "seen nowhere"
        for (start, end), label in over:
            article = self._text.body[start:end].lower().startswith("the ")
            exact = end == name.end and name.start in (start, start + 4 * article)
            yield f"seen as {label}" if exact else f"seen beside {label}"

    def _around(self, name: Name) -> Iterable[str]:
        """Words beside it that are counted by themselves."""
        before = self._token(name.first - 1, name)
        if before and before.lower in (
            "in",
            "of",
            "to",
            "from",
            "and",
            "at",
            "by",
            "with",
            "for",
            "on",
        ):
            yield f"after {before.lower}"

    def _token(self, at: int, name: Name) -> Token | None:
        """The word at ``at``, if it is of the same sentence."""
        if not 0 <= at < len(self._text.tokens):
            return None
        token = self._text.tokens[at]
        return token if token.sentence == self._text.tokens[name.first].sentence else None

    def _surnames(self) -> set[str]:
        """Words that somewhere in the text follow a title or a given name."""
        found = set()
        tokens = self._text.tokens
        for at, token in enumerate(tokens[1:], start=1):
            if not token.capital or token.gap.strip(" .\u00a0") or token.first:
                continue
            before = tokens[at - 1]
            given = before.lower in GIVEN_NAMES and before.capital
            title = before.lower in TITLES and before.capital
            initial = at > 1 and len(before.text) == 1 and before.capital and tokens[at - 2].capital
            if given or title or initial:
                found.add(token.text)
                further = tokens[at + 1] if at + 1 < len(tokens) else None
                if title and further and further.capital and further.gap == " ":
                    found.add(further.text)
        return found

    def _shares(self) -> Mapping[str, float]:
        """How much of what the text plainly names lies in each country."""
        counts: Counter[str] = Counter()
        for name in self._names:
            for ranked, main in name.places:
                sure = (
                    ranked.place.kind == "country"
                    or ranked.weight >= 6
                    or (ranked.place.kind == "province" and ranked.weight >= 5)
                )
                if main and sure and ranked.place.country:
                    counts[ranked.place.country] += 1
                    break
        for token in self._text.tokens:
            if token.capital and (code := demonyms().get(token.lower)):
                counts[code] += 1
        total = sum(counts.values())
        return {code: n / total for code, n in counts.items()} if total else {}


def _whole(name: Name) -> bool:
    return any(r.place.kind in ("country", "province", "region", "island") for r, _ in name.places)
