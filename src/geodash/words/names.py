"""Names of actors and places inside a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geodash.domain.model import Actor


def actor_names(actors: Mapping[str, Actor], ids: Iterable[str]) -> list[str]:
    """Names for ids, each once; an id that nobody describes stands for itself."""
    return list(dict.fromkeys(actors[i].name if i in actors else i for i in ids))


def bare_place(place: str) -> str:
    """A place's name without the ``near`` that says how closely it is known."""
    name = place.strip()
    return name[5:] if name.lower().startswith("near ") else name
