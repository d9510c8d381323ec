"""``geodash add --as-new-version-of``: a new text of an article that is coded already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from geodash.collection.report import plain

if TYPE_CHECKING:
    from geodash.coding.intake.brought import Brought, Facts
    from geodash.coding.versions.take import Asked

_PAGE = (
    "Nothing was changed. Decide on the page Code (geodash serve --edit), under “Go on with its "
    "new version” above the article."
)


def add_version(
    folder: Path, article_id: str, brought: Brought, facts: Facts, name: str, *, dry_run: bool
) -> bool:
    """Takes a new version where nothing is to be decided; whether it was taken, or would be.

    Else it says what is to be decided, and leaves it to the page. Raises ``UnreadableError`` for a text that
    can't be kept, ``OSError`` when the disk refuses.
    """
    from geodash.coding.agree.behind import follow, said
    from geodash.coding.intake.store import stored
    from geodash.coding.versions.pending import Pending, drop, facts_of, keep
    from geodash.coding.versions.shown import to_decide
    from geodash.coding.versions.take import Asked, OpenError, take
    from geodash.web.site import Site

    site = Site.open(folder)
    article = site.collection.articles[article_id]
    pending = Pending(article_id, brought, facts.over(facts_of(article)), name)
    if pending.body == article.body:
        _say(f"The text of articles/{article_id}.md is the same, word for word.")
        return False
    stored(pending.brought, pending.facts)  # it can be read back
    asked = Asked.of(site.collection, pending, lambda text: site.places(text, (), ()))
    typer.echo(plain(to_decide(asked)))
    for line in _questions(asked):
        typer.echo(plain(f"  {line}"))
    is_open = bool(asked.open({}))
    if dry_run:
        return not is_open
    if is_open:
        keep(folder, pending)
        _say(_PAGE)
        return False
    try:
        take(folder, pending, {}, lambda text: site.places(text, (), ()))
    except OpenError as error:
        _say(str(error))
        return False
    drop(folder, article_id)
    typer.echo(
        plain(f"Stored as articles/{article_id}.md; the old text is kept in articles/_earlier/.")
    )
    for line in said(follow(folder)):
        typer.echo(plain(line))
    return True


def _questions(asked: Asked) -> list[str]:
    """What is to be decided, a line each, with the facts that it touches."""
    from geodash.coding.versions.shown import shown

    lines = []
    for question in shown(asked, {}, lambda _: [])["questions"]:
        lines.append(f"“{question['quote']}” ({question['under']})")
        lines += [f"  {fact['label']}: {fact['said']}" for fact in question["facts"]]
    return lines


def _say(message: str) -> None:
    typer.echo(f"geodash: {plain(message)}", err=True)
