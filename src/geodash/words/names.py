"""Names of actors and places inside a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from geodash.domain.model import Actor, Article
from geodash.domain.typography import seen_text
from geodash.words.dates import window_label


def actor_names(actors: Mapping[str, Actor], ids: Iterable[str]) -> list[str]:
    """Names for ids, each once; an id that nobody describes stands for itself."""
    return list(dict.fromkeys(actors[i].name if i in actors else i for i in ids))


def article_names(articles: Mapping[str, Article]) -> dict[str, str]:
    """Titles by id; two of one title are told apart by publisher and date, or else by their ids."""
    ways: list[Callable[[Article], str]] = [
        lambda a: a.title,
        lambda a: f"{a.title} ({a.publisher})" if a.publisher else a.title,
        lambda a: f"{a.title} ({', '.join(filter(None, [a.publisher, window_label(a)]))})",
        lambda a: f"{a.title} ({a.article_id})",
    ]
    found: dict[str, str] = {}
    alike: dict[str, list[Article]] = {}
    for article in articles.values():
        alike.setdefault(seen_text(article.title).casefold(), []).append(article)
    for same in alike.values():
        names = ([way(a) for a in same] for way in ways)
        apart = next((n for n in names if len(set(n)) == len(n)), [ways[-1](a) for a in same])
        found |= {a.article_id: name for a, name in zip(same, apart, strict=True)}
    return {article_id: found[article_id] for article_id in articles}


def bare_place(place: str) -> str:
    """A place's name without the ``near`` that says how closely it is known."""
    name = place.strip()
    return name[5:] if name.lower().startswith("near ") else name
