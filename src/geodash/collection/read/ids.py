"""Ids as people and spreadsheets write them: which known one was meant.

A spreadsheet makes 8 of ``0008``, a day of ``1-2`` and 100000 of ``1E5``; people write another dash,
another alphabet's letter, a name. Whatever could be meant is found here; what becomes of it, each
reader decides for itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from itertools import product

from geodash.domain.typography import is_dash, is_invisible, is_quote, seen_text
from geodash.geo.fold import fold

_NUMBER = re.compile(r"[+-]?\d{1,40}([.,]\d{1,40})?(e[+-]?\d{1,3})?", re.ASCII)
#: Nothing in it that has to be looked at letter by letter.
_PLAIN = re.compile(r"[a-z0-9._:-]*")
_NUMBERED = re.compile(r"[a-z]\w*:\d+", re.ASCII)
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
#: Letters of other alphabets that look like Latin ones or like a hyphen, in lower case.
_LOOKS = str.maketrans(
    "аеорсухіѕјкмтнвԁԛԝһӏαεορςυχικμτνβγѡ˗ー", "aeopcyxisjkmthbdqwhlaeopcyxikmtvbyw--"
)
#: An id that ends with a number.
_AFTER = re.compile(r"(.*?)(\d+)")
#: What the ids of a table begin with where there is none to go by.
_FIRST = {"events": "e", "mentions": "m", "considered": "n"}
#: So many ids are compared for their spelling, so often: what is wrong a thousand times is no typo.
_MOST_IDS, _MOST_ASKED = 50_000, 100


def tidy(text: str) -> str:
    """The id in a cell: without blanks, invisible signs and an apostrophe around it."""
    return text.strip("".join(c for c in text if _is_nothing(c)) + "'’‘") if text else text


def _is_nothing(char: str) -> bool:
    return char.isspace() or is_invisible(char) or unicodedata.category(char) == "Cc"


def skeleton(text: str) -> str:
    """A form that is equal for ids that look alike, or that a spreadsheet takes for one number."""
    plain = text.casefold()
    if not _PLAIN.fullmatch(plain):
        plain = unicodedata.normalize("NFKC", text).casefold()
        # Character by character: “a--b” and “a-b” are two ids, however alike two such texts are.
        plain = "".join("-" if is_dash(c) else c for c in plain.translate(_LOOKS))
        plain = "".join(c for c in plain if not is_quote(c) and not _is_nothing(c))
    percent = plain.endswith("%")
    if _NUMBER.fullmatch(plain.removesuffix("%")):
        value = float(plain.removesuffix("%").replace(",", "."))
        # What a spreadsheet keeps of a number.
        return f"#{value / 100 if percent else value:.15g}"
    return _ZEROS.sub("", plain)


def writings(day: date) -> set[str]:
    """What may have been typed where a spreadsheet made this day of it, as skeletons."""
    numbers = {str(day.day), f"{day.day:02}"}, {str(day.month), f"{day.month:02}"}
    years = {str(day.year), f"{day.year % 100:02}"}
    month = day.strftime("%b").casefold()
    months = {month, day.strftime("%B").casefold()} | ({"sept"} if month == "sep" else set())
    found: set[str] = set()
    for d, m in (*product(*numbers), *product(numbers[0], months)):
        for gap in ("-", "/", ".", ""):
            if gap or m.isalpha():
                found |= {f"{d}{gap}{m}", f"{m}{gap}{d}"}
            found |= {f"{d}{gap}{m}{gap}{y}" for y in years if gap}
            found |= {f"{y}{gap}{m}{gap}{d}" for y in years if gap}
            if day.day == 1 and (gap or m.isalpha()):
                found |= {f"{m}{gap}{y}" for y in years} | {f"{y}{gap}{m}" for y in years}
    return set(map(skeleton, found))


def id_of_name(name: str) -> str:
    """An actor's id as made of its name; blank for one without ASCII letters."""
    plain = "".join(c if c.isascii() and c.isalnum() else " " for c in fold(name))
    return "-".join(plain.split())


class Ids:
    """The ids of one kind that are known, by all that could be meant by them.

    ``names`` has what they are called, with ``;`` between several names.
    """

    def __init__(self, ids: Iterable[str], names: Mapping[str, str] | None = None) -> None:
        self.names = names or {}
        self._known: dict[str, None] = dict.fromkeys(ids)
        self._looks: dict[str, list[str]] | None = None
        self._called: dict[str, list[str]] | None = None
        self._asked = 0

    def __contains__(self, ident: object) -> bool:
        return ident in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def add(self, ident: str) -> None:
        """One more that is known."""
        if ident not in self._known:
            self._known[ident], self._called = None, None
            if self._looks is not None:
                self._looks.setdefault(skeleton(ident), []).append(ident)

    def find(self, text: str) -> str:
        """The id itself or the only one that looks just the same; blank if there is none."""
        if text in self._known:
            return text
        seen = seen_text(text)
        found = [ident for ident in self.alike(text) if seen_text(ident) == seen]
        return found[0] if len(found) == 1 else ""

    def alike(self, text: str) -> list[str]:
        """The others that look like ``text``, or are the same number."""
        return [ident for ident in self._by_looks().get(skeleton(text), ()) if ident != text]

    def of_day(self, day: date) -> list[str]:
        """Those that a spreadsheet makes this day of."""
        looks = self._by_looks()
        return sorted({i for writing in writings(day) for i in looks.get(writing, ())})

    def _by_looks(self) -> dict[str, list[str]]:
        # Made when it is first asked for: most collections have nothing to ask about.
        if self._looks is None:
            self._looks = {}
            for ident in self._known:
                self._looks.setdefault(skeleton(ident), []).append(ident)
        return self._looks

    def called(self, text: str) -> list[str]:
        """Those with this name, however it is spelt."""
        if self._called is None:
            self._called = {}
            for ident, names in self.names.items():
                for name in names.split(";"):
                    if ident in self._known and fold(name):
                        found = self._called.setdefault(fold(name), [])
                        found.extend([ident] if ident not in found else [])
        return self._called.get(fold(text), [])

    def meant(self, text: str) -> list[str]:
        """What could be meant by ``text``, at most three; the surest only."""
        found = self.alike(text) or self.called(text)
        self._asked += 1
        # Of a gazetteer's numbers each is another place, however alike they are.
        numbered = _NUMBERED.fullmatch(text) is not None
        if found or numbered or len(self._known) > _MOST_IDS or self._asked > _MOST_ASKED:
            return found[:3]
        by_id: dict[str, list[str]] = {}
        for ident in self._known:
            by_id.setdefault(ident.casefold(), []).append(ident)
        return _near(text.casefold(), by_id) or _near(fold(text), self._called or {})

    def did_you_mean(self, text: str) -> str:
        """A sentence that names what could be meant; blank where nothing could."""
        return asked(self.shown(ident) for ident in self.meant(text))

    def shown(self, ident: str) -> str:
        """An id with its name, for people."""
        name = self.names.get(ident, "").partition(";")[0].strip()
        return f"“{ident}” ({name})" if name and name != ident else f"“{ident}”"


def _near(text: str, ids: Mapping[str, list[str]]) -> list[str]:
    """The ids of what is spelt nearly so, at most three; the first letter is seldom the wrong one."""
    begin, size = text[:1], len(text)
    some = [known for known in ids if known[:1] == begin and abs(len(known) - size) <= 2]
    near = get_close_matches(text, some, 3, 0.75)
    return list(dict.fromkeys(ident for known in near for ident in ids[known]))[:3]


def asked(shown: Iterable[str]) -> str:
    """``Did you mean “a” or “b”?``; blank for none."""
    listed = " or ".join(shown)
    return f"Did you mean {listed}?" if listed else ""


def ids_after(known: Ids, table: str) -> Iterator[str]:
    """Ids for new rows of a table, one after the other: those after the last, like most of them.

    Each is known from then on.
    """
    best: dict[str, tuple[int, int, int]] = {}
    for ident in known:
        if match := _AFTER.fullmatch(ident):
            count, last, width = best.get(match[1], (0, 0, 0))
            number = int(match[2])
            wide = max(width, len(match[2])) if match[2][0] == "0" else width
            best[match[1]] = count + 1, max(last, number), wide
    prefix = max(best, key=lambda p: best[p][0], default=_FIRST.get(table, table[:1]))
    _, last, width = best.get(prefix, (0, 0, 0))
    while True:
        last += 1
        ident = f"{prefix}{last:0{width}}"
        if ident not in known and not known.alike(ident):
            known.add(ident)
            yield ident
