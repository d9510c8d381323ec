"""Names of places as keys: what is written differently and meant alike becomes equal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geodash.geo.fold import fold

#: What a name's general word says of the kind of the place; folded, longest first where one begins another.
KIND_WORDS = {
    "province": (
        "province", "provincia", "provinz", "governorate", "oblast", "region", "state", "marz", "prefecture", "krai",
        "voivodeship", "voivodship", "department", "canton", "autonomous region", "autonomous republic", "republic",
        "emirate", "vilayet", "wilaya", "territory", "область", "край",
    ),
    "district": (
        "district", "raion", "rayon", "county", "municipality", "borough", "subdistrict", "department", "prefecture",
        "province", "state", "район",
    ),
    "island": ("island", "islands", "isle of", "isle", "archipelago", "isla", "ile", "atoll", "reef", "shoal"),
    "sea": ("sea", "sea of", "gulf of", "gulf", "bay of", "bay", "ocean"),
    "strait": ("strait", "straits", "strait of", "straits of", "channel", "passage"),
    "water": ("lake", "river", "reservoir", "canal", "lac", "lago", "rio", "dam"),
    "mountain": ("mount", "mt", "mountain", "mountains", "range", "jebel", "jabal"),
    "region": (
        "region", "peninsula", "valley", "desert", "corridor", "camp", "refugee camp", "delta", "gorge", "plateau",
        "enclave", "border crossing", "crossing", "area",
    ),
    "settlement": ("city", "city of", "town", "town of", "village", "village of", "port of", "capital"),
    "country": ("republic of", "kingdom of", "state of", "islamic republic of"),
}  # fmt: skip
#: Articles that a name may have or not: “Hudaydah”, “al-Hudaydah”.
_ARTICLES = (
    "al ",
    "el ",
    "as ",
    "ash ",
    "ad ",
    "ar ",
    "an ",
    "at ",
    "az ",
    "the ",
    "la ",
    "le ",
    "ha ",
)
#: Letters that one spelling has for another’s; each is tried in the other’s place.
_SPELLINGS = (
    ("dzh", "j"), ("dj", "j"), ("zh", "j"), ("kh", "h"), ("kh", "x"), ("kh", "k"), ("gh", "g"), ("sh", "s"),
    ("ch", "c"), ("ch", "tch"), ("tsch", "ch"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("y", "i"), ("ii", "i"),
    ("iy", "y"), ("yy", "y"), ("q", "k"), ("q", "g"), ("k", "g"), ("c", "k"), ("x", "ks"), ("w", "v"), ("v", "u"),
    ("ts", "c"), ("tz", "ts"), ("ph", "f"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("ia", "iya"), ("e", "a"),
    ("o", "a"), ("i", "e"), ("u", "o"), ("th", "t"), ("dh", "d"), ("ov", "iv"), ("ev", "iv"), ("ts", "s"), ("ya", "ia"),
    ("yo", "e"), ("ye", "e"), ("saint", "st"), ("sankt", "st"), ("mount", "mt"), ("fort", "ft"), ("and", "&"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_GAPS = re.compile(r"[\W_]+")
_TURNED = re.compile(r"^(.+), ?(.+)$")


def place_key(name: str) -> str:
    """A name without blanks, case, marks, dashes and apostrophes: ``"Bab el-Mandeb"`` → ``babelmandeb``."""
    return _GAPS.sub("", fold(name))


def readings(text: str) -> Iterator[tuple[str, str, float]]:
    """Yield the keys under which ``text`` may be found, each with the kind it asks for and its cost.

    The text itself comes first and costs nothing; then without its general word (“Idlib
    province”), then without or with an article, then other spellings. The kind is "" where no
    general word was taken off. Blank text has none.
    """
    whole = fold(text)
    if not place_key(whole):
        return
    bases = [(whole, "", 0.0), *((rest, kind, 0.35) for rest, kind in _without_kind(whole))]
    for said, kind, cost in bases:
        yield place_key(said), kind, cost
    for said, kind, cost in bases:
        for other in _articles(said):
            yield place_key(other), kind, cost + 0.5
    for said, kind, cost in bases:
        for other in _spelled(place_key(said)):
            yield other, kind, cost + 1.6


def _without_kind(said: str) -> Iterator[tuple[str, str]]:
    for kind, words in KIND_WORDS.items():
        for word in words:
            if said.startswith(f"{word} ") and len(said) > len(word) + 2:
                yield said[len(word) + 1 :].removeprefix("of "), kind
            elif (
                not word.endswith(" of") and said.endswith(f" {word}") and len(said) > len(word) + 2
            ):
                yield said[: -len(word) - 1], kind


def _articles(said: str) -> Iterator[str]:
    for article in _ARTICLES:
        if said.startswith(article):
            yield said[len(article) :]
    if " " not in said:
        yield f"al {said}"
        yield f"the {said}"


def _spelled(key: str) -> Iterator[str]:
    """One exchange at a time, doubled letters once, and the two together."""
    if len(key) < 4:
        return
    seen = {key}
    single = _DOUBLED.sub(r"\1", key)
    for base in dict.fromkeys((key, single)):
        if base not in seen:
            seen.add(base)
            yield base
        for one, other in _SPELLINGS:
            for old, new in ((one, other), (other, one)):
                if old in base and (found := base.replace(old, new)) not in seen:
                    seen.add(found)
                    yield found
