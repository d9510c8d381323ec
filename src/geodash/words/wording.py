"""Small words of our own voice: lists, numbers, names, sources, figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from geodash.domain.model import Actor, Event

_SAYS = re.compile(r"(?s)(?P<act>.+?),\s+(?:says?|according to)\s+(?P<source>[^,]+)$")
_PRONOUNS = frozenset({"its", "his", "her", "their", "he", "she", "it", "they"})
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number_word(n: int) -> str:
    """``three`` for 3; figures above ten."""
    return _NUMBERS[n] if 0 <= n < len(_NUMBERS) else f"{n:,}"


def listed(items: Sequence[str], last: str = "and") -> str:
    """``a, b and c``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def actor_names(actors: Mapping[str, Actor], ids: Iterable[str]) -> list[str]:
    """Names for ids, each once; an id that nobody describes stands for itself."""
    return list(dict.fromkeys(actors[i].name if i in actors else i for i in ids))


def split_title(title: str) -> tuple[str, str]:
    """A title by our grammar, ``[act] [place], says [source]``, as act and source (or blank)."""
    found = _SAYS.match(title)
    if found is None or found["source"].split()[0].lower() in _PRONOUNS:
        return title, ""  # “its foreign minister” says nothing without the rest of the title
    return found["act"], found["source"]


def capital(text: str) -> str:
    """Text as a sentence begins."""
    return text[:1].upper() + text[1:]


def named_source(event: Event, actors: Mapping[str, Actor]) -> str:
    """Whom an event is attributed to, in the words of its own title where it names them."""
    if not event.attributed_to:
        return ""
    return split_title(event.title)[1] or listed(actor_names(actors, event.attributed_to))


def toll_figure(event: Event) -> str:
    """``49``, ``10 to 20, best estimate 12``, ``at least 5``."""
    low, best, high = event.deaths_low, event.deaths_best, event.deaths_high
    if low is not None and high is not None and low != high:
        middle = f", best estimate {best:,}" if best is not None else ""
        return f"{low:,} to {high:,}{middle}"
    if best is not None:
        return f"{best:,}"
    return f"at least {low:,}" if low is not None else f"at most {high:,}"


def bare_place(place: str) -> str:
    """A place's name without the ``near`` that says how closely it is known."""
    name = place.strip()
    return name[5:] if name.lower().startswith("near ") else name


def shortened(text: str, limit: int) -> str:
    """Text of at most ``limit`` characters, cut at a word and marked with an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:– ") + "…"


def abridged(text: str, limit: int) -> str:
    """Text of about ``limit`` characters, its beginning and its end, with an ellipsis between.

    Passages of one sentence often begin alike; it is by their ends that they differ.
    """
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    begin = limit * 2 // 5
    head = text[: begin + 1].rsplit(" ", 1)[0].rstrip(",;:– ")
    tail = text[begin - limit - 1 :].split(" ", 1)[-1]
    return f"{head} … {tail}"
