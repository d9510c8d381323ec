"""An article into a collection: its id, its file, and whether it is there already."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from geodash.coding.intake.brought import Brought, Facts, UnreadableError, one_line, words
from geodash.coding.intake.text_ import dumped
from geodash.collection.read.articles import read_article
from geodash.collection.read.folder import ARTICLES, SUFFIX, home_of, slug
from geodash.collection.read.front_matter import FENCE
from geodash.collection.read.problems import ProblemLog
from geodash.collection.write import log
from geodash.collection.write.files import ChangedError, write_files
from geodash.collection.write.journal import content_of
from geodash.collection.write.table import UnwritableError
from geodash.domain.model import Article
from geodash.domain.passage import paragraphs, sentences
from geodash.domain.problem import Problem
from geodash.geo.fold import fold

_LONGEST = 60
#: Names that Windows keeps for itself, and one that is never read as an article.
_KEPT = {"con", "prn", "aux", "nul", "readme"} | {
    f"{p}{n}" for p in ("com", "lpt") for n in range(10)
}
#: Articles that share so much of their sentences are told to be versions of one.
VERSION = 0.5
_CAME = "An article was brought."


@dataclass(frozen=True, slots=True)
class Nearest:
    """The article that is most like a new one, and the share of the new one's sentences in it."""

    article_id: str
    title: str
    share: float
    same: bool


def stored(brought: Brought, facts: Facts) -> bytes:
    """The file, exactly as it will be; raises ``UnreadableError`` if it couldn't be read back so."""
    values = {key: one_line(value) for key, value in asdict(facts).items()}
    front = dumped(values) + (brought.notes or "notes: []\n")
    body = brought.body(facts.title)
    data = f"{FENCE}\n{front}{FENCE}\n\n{body}\n".encode()
    back = read_article("new", data, "", ProblemLog())
    if back is None or back.body != body or back.title != (values["title"] or "new"):
        raise UnreadableError("Its text can't be kept word for word in an article's file.")
    return data


def open_questions(data: bytes, article_id: str) -> list[Problem]:
    """What ``geodash check`` will say of the file."""
    log = ProblemLog()
    read_article(article_id, data, f"{ARTICLES}/{article_id}{SUFFIX}", log)
    return [p for p in log.all() if p.severity != "info"]


def new_id(title: str, name: str, folder: Path) -> str:
    """An id of ASCII letters that nothing in ``articles/`` has, made of the title, else of the file's name."""
    try:
        names = [p.name.lower() for p in (folder / ARTICLES).iterdir()]
    except FileNotFoundError:
        names = []
    # Files of other kinds that lie there are no articles.
    taken = {name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX)}
    base = next((s for s in map(_short, (title, Path(name).stem)) if s), "article")
    if base in _KEPT:
        base = f"article-{base}"
    number, found = 1, base
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    return found


def _short(title: str) -> str:
    """Whole words of a title as an id; blank when it has too few letters that an id can have."""
    made = slug(title).replace(".", "-").replace("_", "-")
    letters = sum(c.isalpha() for c in title)
    if not letters or 2 * sum(c.isascii() and c.isalpha() for c in fold(title)) < letters:
        return ""
    return (
        made
        if len(made) <= _LONGEST
        else made[: _LONGEST + 1].rpartition("-")[0] or made[:_LONGEST]
    )


def nearest(brought: Brought, articles: Iterable[Article]) -> Nearest | None:
    """The article that shares most sentences with a text; ``None`` when none shares any.

    It is the same when its words are, whether the title stands in the text or above it.
    """
    own = _sentences("\n\n".join(brought.blocks))
    texts = [[w for block in brought.blocks for w in words(block)]]
    if brought.headline:
        texts.append([w for block in brought.blocks[1:] for w in words(block)])
    best: Nearest | None = None
    for article in articles:
        body = [w for block in article.body.split("\n\n") for w in words(block)]
        same = body in texts or [*article.title.split(), *body] in texts
        share = 1.0 if same else len(own & _sentences(article.body)) / max(1, len(own))
        if share and (best is None or (same, share) > (best.same, best.share)):
            best = Nearest(article.article_id, article.title, share, same)
    return best


def _sentences(body: str) -> set[str]:
    spans = (span for block in paragraphs(body) for span in sentences(body, block))
    return {" ".join(body[start:end].split()) for start, end in spans}


def put(folder: Path, title: str, name: str, data: bytes, by: str = "") -> str:
    """Write a new article, and into the log of changes that it came, and return its id; never over another one.

    Raises ``OSError`` when the disk refuses, ``UnreadableError`` where the log can't be written; then nothing was changed.
    """
    if home_of(folder) != folder:
        raise OSError(
            errno.EROFS, "a second coding has the articles of the collection that it codes"
        )
    while True:
        article_id = new_id(title, name, folder)
        known = content_of(folder / log.NAME)
        row = log.whole(
            "articles", article_id, after=one_line(title) or article_id, by=by, why=_CAME
        )
        try:
            logged = log.with_rows(folder, known, [row])
            files = {f"{ARTICLES}/{article_id}{SUFFIX}": (data, None), log.NAME: (logged, known)}
            write_files(folder, files)
        except UnwritableError as error:
            raise UnreadableError(f"Not stored; nothing was changed. {error}.") from error
        except ChangedError:  # somebody took the name, or wrote into the log, in this moment
            continue
        return article_id
