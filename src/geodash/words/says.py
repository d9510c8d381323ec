"""Who says so, and who doesn't: by the grammar of titles, ``[act] [place], says [source]``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from geodash.domain.model import Actor, Event
from geodash.words.isolated import isolated
from geodash.words.lists import listed
from geodash.words.names import actor_names

_SAYS = re.compile(r"(?s)(?P<act>.+?),\s+(?:says?|according to)\s+(?P<source>[^,]+)$")
_PRONOUNS = frozenset({"its", "his", "her", "their", "he", "she", "it", "they"})


#: The badge of a claim in words: with a source it is somebody's, without one nobody's we could name.
ONE_SIDE, NO_SOURCE = "one side’s account", "told without a source"


#: The same of figures, which hold both.
EITHER = f"{ONE_SIDE}, or {NO_SOURCE}"


def account(event: Event) -> str:
    """Whose an event's telling is, where it isn't the article's own; blank for that."""
    if not event.one_sided:
        return ""
    return ONE_SIDE if event.attributed_to else NO_SOURCE


def accounts(events: Iterable[Event]) -> str:
    """What the badge means on a picture of these: ``one side’s account, or told without a source``."""
    return ", or ".join(sorted({account(e) for e in events} - {""}))


def split_title(title: str) -> tuple[str, str]:
    """A title by the grammar as act and source (or blank)."""
    found = _SAYS.match(title)
    if found is None or found["source"].split()[0].lower() in _PRONOUNS:
        return title, ""  # “its foreign minister” says nothing without the rest of the title
    return found["act"], found["source"]


def by_article(title: str) -> bool:
    """Whether a title says that it rests on the article alone."""
    return title.endswith(", the article says")


def named_source(event: Event, actors: Mapping[str, Actor]) -> str:
    """Whom an event is attributed to, in the words of its own title where it names them."""
    if not event.attributed_to:
        return ""
    return isolated(split_title(event.title)[1]) or listed(actor_names(actors, event.attributed_to))


def silence(silent: str) -> str:
    """``The articles give no answer by Armenia or Iran``, blank where nobody is silent."""
    return f"The articles give no answer by {silent}" if silent else ""


def no_answer(
    silent: str, on_whole: str = "", *, to_it: bool = False, no_word: str = "", spoke: bool = False
) -> str:
    """In whole sentences who gives no answer at all, who none to the point, or that there is none.

    ``on_whole`` names those who speak of the whole alone; ``to_it``: nobody is named who is silent;
    ``no_word`` names those whom an article tells of without a word of theirs, after what they said first where they
    ``spoke``.
    """
    return " ".join(
        filter(
            None,
            (
                f"On this point the articles give no separate answer by {on_whole}."
                if on_whole
                else "",
                f"{silence(silent)}." if silent else "",
                "The articles give no answer to it." if to_it else "",
                f"The articles give no {'further ' if spoke else ''}word on it by {no_word}."
                if no_word
                else "",
            ),
        )
    )


def led(voice: str, *more: str, runs_on: bool = False) -> str:
    """Who speaks with what belongs to him, before a colon, or before the words that run on."""
    said = ", ".join(filter(None, (voice, *more)))
    return f"{said}," if runs_on and said != voice else said
