"""``geodash add``: an article from anywhere goes in."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geodash.cli_encoding import Encoding
from geodash.collection.report import plain

if TYPE_CHECKING:
    from geodash.coding.intake.brought import Brought, Facts
    from geodash.domain.model import Article, Collection

#: How the text comes that is pasted.
PASTED = "-"


def add(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help=".docx .html .md .txt .pdf; - for pasted text."),
    ],
    collection: Annotated[
        Path, typer.Option("--collection", "-C", metavar="PATH", help="The collection.")
    ] = Path(),
    title: Annotated[str, typer.Option(help="Its title.")] = "",
    publisher: Annotated[str, typer.Option(help="Who published it.")] = "",
    credit: Annotated[str, typer.Option(help="Whom to credit, as printed.")] = "",
    genre: Annotated[str, typer.Option(help="report, analysis or opinion.")] = "",
    language: Annotated[str, typer.Option(help="Its language, such as en.")] = "",
    source: Annotated[str, typer.Option(help="Where the text was taken from.")] = "",
    published: Annotated[
        str, typer.Option(metavar="DAY", help="2022-09-13, 2022-09-04..2022-09-06, or unknown.")
    ] = "",
    basis: Annotated[str, typer.Option(help="How it is known when it appeared.")] = "",
    version_of: Annotated[
        str,
        typer.Option(
            "--as-new-version-of", metavar="ID", help="Put it in the place of a coded article."
        ),
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Store it without asking.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be stored; write nothing.")
    ] = False,
    encoding: Encoding = "",
) -> None:
    """Put articles into a collection, word for word.

    Exit codes: 0 well, 1 a file was not stored, 2 an option or the collection is wrong.
    """
    from geodash.coding.intake.brought import Facts
    from geodash.coding.intake.facts import genre as known_genre
    from geodash.coding.intake.facts import published as days
    from geodash.collection.load import load
    from geodash.collection.sources import CollectionError

    try:
        earliest, latest = days(published)
        given = Facts(
            title, publisher, credit, language, known_genre(genre), earliest, latest, basis, source
        )
        if title and len(files) > 1:
            raise ValueError("--title is for one file")
        if version_of and len(files) > 1:
            raise ValueError("--as-new-version-of is for one file")
        opened = load(collection)
        if version_of and version_of not in opened.articles:
            raise ValueError(f"there is no article {version_of}")
    except (CollectionError, ValueError) as error:
        _say(str(error))
        raise typer.Exit(2) from error
    asks = on_terminal() and not yes and PASTED not in files
    intake = _Intake(collection, given, bool(published), asks, yes, dry_run, opened, version_of)
    stored = [intake.add(file) for file in files]
    raise typer.Exit(0 if all(stored) else 1)


def on_terminal() -> bool:
    """Whether somebody sits there who can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


@dataclass
class _Intake:
    """One call of the command: the facts that were given, and what may be done."""

    folder: Path
    given: Facts
    days_given: bool
    asks: bool
    yes: bool
    dry_run: bool
    opened: Collection
    version_of: str = ""

    def __post_init__(self) -> None:
        self.articles: list[Article] = list(self.opened.articles.values())

    def add(self, file: str) -> bool:
        """One file; whether it was stored, or would be."""
        from geodash.coding.intake.brought import UnreadableError

        name = "" if file == PASTED else Path(file).name
        try:
            done = self._add(_read(file, name), name)
            if (
                done
                and name
                and Path(file).resolve().parent == (self.folder / "articles").resolve()
            ):
                typer.echo(plain(f"articles/{name} itself is not read; it may go elsewhere."))
            return done
        except UnreadableError as error:
            _say(f"{name or 'pasted text'}: {error}")
        except OSError as error:
            _say(f"{error.filename or file}: {error.strerror or error}; nothing was changed")
        return False

    def _add(self, brought: Brought, name: str) -> bool:
        from geodash.coding.intake.facts import proposed
        from geodash.coding.intake.preview import likeness, summary
        from geodash.coding.intake.store import nearest, new_id, open_questions, put, stored

        known = self.given.over(proposed(brought, self.opened.usual))
        if self.days_given and not self.given.published_earliest:
            basis = self.given.published_basis
            known = replace(
                known, published_earliest="", published_latest="", published_basis=basis
            )
        if self.version_of:
            from geodash.cli_version import add_version

            return add_version(
                self.folder, self.version_of, brought, known, name, dry_run=self.dry_run
            )
        like = nearest(brought, self.articles)
        if like and like.same:
            _say(likeness(like))
            return False
        for line in summary(brought, known.title):
            typer.echo(plain(line))
        if like and (said := likeness(like)):
            typer.echo(plain(said))
        if self.asks:
            known = _asked(brought, known, self.days_given)
        data = stored(brought, known)
        article_id = new_id(known.title, name, self.folder)
        if not self.yes:
            _show(data, article_id)
        if self.asks and not self.dry_run and not typer.confirm("Store it?", default=True):
            typer.echo("Nothing was changed.")
            return False
        if not self.dry_run:
            article_id = put(self.folder, known.title, name, data)
            self.articles.append(_article(article_id, data))
        for problem in open_questions(data, article_id):
            typer.echo(plain(f"{problem.severity}: {problem}"), err=True)
        if not known.language:
            said = "Its language is not said; it counts as English. Fill in `language:`."
            typer.echo(f"warning: articles/{article_id}.md: {said}", err=True)
        done = "Would be stored" if self.dry_run else "Stored"
        typer.echo(plain(f"{done} as articles/{article_id}.md."))
        return True


def _read(file: str, name: str) -> Brought:
    from geodash.coding.intake.brought import LARGEST, UnreadableError
    from geodash.coding.intake.kinds import too_large
    from geodash.web.bring import bring

    if file == PASTED:
        data = sys.stdin.buffer.read(LARGEST + 1)
    else:
        with Path(file).open("rb") as stream:
            data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UnreadableError(too_large())
    return bring(data, name)


def _article(article_id: str, data: bytes) -> Article:
    from geodash.collection.read.articles import read_article
    from geodash.collection.read.problems import ProblemLog

    article = read_article(article_id, data, "", ProblemLog())
    assert article is not None
    return article


def _show(data: bytes, article_id: str) -> None:
    """The file, line by line, as it will be."""
    typer.echo(plain(f"What will be stored, word for word, in articles/{article_id}.md:"))
    typer.echo("")
    for line in data.decode().split("\n"):
        typer.echo(f"  {plain(line)}".rstrip())


def _asked(brought: Brought, known: Facts, days_given: bool) -> Facts:
    """The facts, each asked that isn't known; Enter takes what is proposed, or leaves it open."""
    from geodash.coding.intake.days_in_text import evidence
    from geodash.coding.intake.facts import HOW, QUESTIONS, WHEN, genre, published

    checks: dict[str, Callable[[str], str]] = {"genre": genre}
    for key, question in QUESTIONS.items():
        answer = _ask(question, getattr(known, key), checks.get(key, str.strip))
        known = replace(known, **{key: answer})
    if days_given:
        return known
    for line in evidence(brought.body(known.title)):
        typer.echo(plain(f"  {line}"))
    proposed = known.published_earliest and f"{known.published_earliest}..{known.published_latest}"
    answer = _ask(WHEN, proposed, lambda text: "..".join(published(text)).strip("."))
    earliest, _, latest = answer.partition("..")
    basis = known.published_basis if answer == proposed else ""
    basis = _ask(HOW, basis, str.strip) if earliest else ""
    return replace(
        known, published_earliest=earliest, published_latest=latest, published_basis=basis
    )


def _ask(question: str, proposed: str, check: Callable[[str], str]) -> str:
    while True:
        answer = typer.prompt(question, default=plain(proposed), show_default=bool(proposed))
        try:
            # What is taken by Enter is taken as it is, not as it is shown.
            return check(proposed if answer == plain(proposed) else str(answer))
        except ValueError as error:
            _say(str(error))


def _say(message: str) -> None:
    typer.echo(f"geodash: {plain(message)}", err=True)
