"""Reading query parameters: bounded, strict, and never an error, only a notice."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import islice
from typing import Any, Protocol, TypeVar, runtime_checkable
from urllib.parse import parse_qsl, quote_plus

MAX_VALUES = 50
MAX_VALUE_LENGTH = 120
MAX_QUERY_LENGTH = 200
MAX_PAIRS = 1000
MAX_NOTICES = 12
_SHOWN = 40
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[+-]?([0-9]{1,9}(\.[0-9]{0,15})?|\.[0-9]{1,15})")

_TRACKING = (
    "fbclid gclid gclsrc gbraid wbraid dclid srsltid msclkid yclid ysclid twclid ttclid li_fat_id "
    "igsh igshid rdt_cid sccid epik irclickid rb_clickid wickedid mkt_tok _openstat _ga _gl _gid _kx "
    "_ke __s spm xtor cmpid s_cid s_kwcid hsctatracking guccounter ref_src ref_url share_id "
    "sms_click sms_source sms_uph nr_email_referer __twitter_impression"
)
#: What mailings, social networks and measurements put into addresses that pass through them: names,
#: and how others begin. They never were part of a filter, so none of them is a slip of one.
_TRACKERS = frozenset(_TRACKING.split())
_TRACKERS_BEGIN = (
    *("utm_", "mtm_", "pk_", "piwik_", "matomo_", "mc_", "hsa_", "_hs", "__hs", "ga_", "gad_"),
    *("_ga_", "_gac_", "fb_", "vero_", "oly_", "at_", "ns_", "trk_", "guce_", "elq"),
)

#: What becomes of a value that makes no sense.
LEFT_OUT, REFUSED = "was left out", "can’t be used"

Pairs = list[tuple[str, str]]
T = TypeVar("T")


@runtime_checkable
class MultiItems(Protocol):
    """Starlette's ``QueryParams``, which know every value of a key."""

    def multi_items(self) -> Pairs:
        """All pairs."""
        ...


#: A query string, pairs, a mapping to values or lists of values, or Starlette's parameters.
Params = str | MultiItems | Mapping[str, str | Iterable[str]] | Iterable[tuple[str, str]]


def rules() -> dict[str, Any]:
    """What parameters are read by, for whoever reads them elsewhere; see the names of this module."""
    return {
        "values": MAX_VALUES,
        "length": MAX_VALUE_LENGTH,
        "query": MAX_QUERY_LENGTH,
        "pairs": MAX_PAIRS,
        "notices": MAX_NOTICES,
        "shown": _SHOWN,
        "dropped": LEFT_OUT,
        "trackers": sorted(_TRACKERS),
        "trackers_begin": list(_TRACKERS_BEGIN),
    }


def pairs_of(params: Params) -> Pairs:
    """Key and value pairs, at most :data:`MAX_PAIRS`."""
    found: Iterable[tuple[str, str]]
    if isinstance(params, str):
        found = parse_qsl(params.removeprefix("?"), keep_blank_values=True)
    elif isinstance(params, MultiItems):
        found = params.multi_items()
    elif isinstance(params, Mapping):
        found = [
            (key, value)
            for key, values in params.items()
            for value in ([values] if isinstance(values, str) else values)
        ]
    else:
        found = params
    return [(str(key), str(value)) for key, value in islice(found, MAX_PAIRS)]


def query_string(pairs: Iterable[tuple[str, str]]) -> str:
    """The pairs as one string, readable where a query allows it (as ``core/url.js`` writes it)."""
    return "&".join(f"{_encode(key)}={_encode(value)}" for key, value in pairs)


def _encode(text: str) -> str:
    return quote_plus(text, safe=":,/!*'()~", encoding="utf-8", errors="replace")


def clean(text: str) -> str:
    """One line without control characters, lone surrogates and outer blanks."""
    kept = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(kept.split())


def is_clean(text: str) -> bool:
    """Whether an id is something that a collection can hold."""
    return 0 < len(text) <= MAX_VALUE_LENGTH and text == clean(text)


def is_tracker(key: str) -> bool:
    """Whether somebody on the way put the parameter there, and nobody who looks at the events."""
    key = key.lower()
    return key in _TRACKERS or key.startswith(_TRACKERS_BEGIN)


def shown(value: str) -> str:
    """A value as it stands in a notice: one line, cut, in quotes."""
    text = clean(value)
    return f"“{text[:_SHOWN]}…”" if len(text) > _SHOWN else f"“{text}”"


def iso_date(text: str) -> date | None:
    """``2022-09-13`` and nothing else."""
    if not _ISO_DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def number(text: str) -> float | None:
    """A plain decimal number, ``None`` for anything else."""
    if not _NUMBER.fullmatch(text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


class Reader:
    """The parameters being read, and the notices about what could not be used.

    ``dropped`` says what becomes of such a value: the page leaves it out, a file is refused.
    """

    def __init__(self, pairs: Pairs, dropped: str = LEFT_OUT) -> None:
        self.dropped = dropped
        self._values: dict[str, list[str]] = {}
        for key, value in pairs:
            self._values.setdefault(key, []).append(value)
        self._taken: set[str] = set()
        self._notices: list[str] = []

    def notice(self, text: str) -> None:
        """Tell the reader once."""
        if text not in self._notices:
            self._notices.append(text)

    def drop(self, key: str, value: str, accepted: str) -> None:
        """Tell that a value could not be used and what would have been accepted."""
        self.notice(f"{key}={shown(value)} {self.dropped}: {accepted}.")

    def many(self, key: str, accept: Callable[[str], T | None], accepted: str) -> tuple[T, ...]:
        """All good values of a repeatable parameter, each once."""
        self._taken.add(key)
        values = list(dict.fromkeys(self._values.get(key, ())))
        found: list[T] = []
        for value in values[:MAX_VALUES]:
            good = accept(value)
            if good is None:
                self.drop(key, value, accepted)
            else:
                found.append(good)
        if len(values) > MAX_VALUES:
            self.notice(f"{key}: only the first {MAX_VALUES} of {len(values)} values were used.")
        return tuple(found)

    def one(self, key: str, accept: Callable[[str], T | None], accepted: str) -> T | None:
        """The good value of a parameter that stands once, or ``None``."""
        self._taken.add(key)
        values = self._values.get(key, [])
        if len(values) > 1:
            self.notice(f"{key} was given {len(values)} times: only the first was used.")
        if not values:
            return None
        good = accept(values[0])
        if good is None:
            self.drop(key, values[0], accepted)
        return good

    def flag(self, key: str, value: str) -> bool:
        """Whether ``key=value``; any other value is dropped."""
        return (
            self.one(key, lambda v: v if v == value else None, f"accepted is {value}") is not None
        )

    def notices(self, ignored: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
        """What was said, and what nobody asked for; bounded."""
        for key in self._values:
            if key not in self._taken and key not in ignored and not is_tracker(key):
                self.notice(
                    f"The parameter {shown(key)} is not known; known are {', '.join(known)}."
                )
        if len(self._notices) > MAX_NOTICES:
            rest = len(self._notices) - MAX_NOTICES
            return (
                *self._notices[:MAX_NOTICES],
                f"{rest} more notices of this kind are not shown.",
            )
        return tuple(self._notices)
