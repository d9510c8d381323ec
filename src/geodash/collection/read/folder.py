"""Which files of a collection's folder are its articles, and what to do about the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from geodash.collection.read.contract import default_contract
from geodash.collection.read.problems import FilePlace, ProblemLog
from geodash.geo.fold import fold

ARTICLES = "articles"
SUFFIX = ".md"
#: Second codings of a collection, a folder each.
CODINGS = "codings"
#: What systems put into folders by themselves.
_OF_SYSTEMS = frozenset({"thumbs.db", "desktop.ini", "icon\r"})
_PLAIN = frozenset({".txt", ".text", ".markdown", ".mdown", ".mkd", ".mdx", ".md"})
_PAGES = frozenset({".html", ".htm", ".xhtml", ".mhtml", ".xml"})
_OFFICE = frozenset({".docx", ".doc", ".odt", ".rtf", ".pdf", ".pages", ".epub"})
_ADD = "Put it in with geodash add “{name}”, which shows the text before it is stored as {to}."
#: What geodash add has no reader for.
_UNREAD = frozenset({".mhtml", ".xml", ".doc", ".odt", ".rtf", ".pages", ".epub"})
_AS_TEXT = "Save it as .docx, .html or .pdf and put that in with geodash add, or paste its text: geodash add -"


def home_of(folder: Path) -> Path:
    """The folder whose articles, contract, wording and geodata belong to the tables in ``folder``.

    That is the folder itself; of a second coding, ``HOME/codings/NAME`` without articles of its own, ``HOME``.
    """
    if (folder / ARTICLES).is_dir() or (folder / "datapackage.json").exists():
        return folder
    whole = folder.resolve()
    return whole.parents[1] if whole.parent.name == CODINGS else folder


def coding_of(folder: Path) -> str:
    """Whose second coding a folder holds; blank for a collection."""
    return "" if home_of(folder) == folder else folder.resolve().name


def is_article(name: str) -> bool:
    """Whether a file of that name is an article; those beginning with ``_`` or ``.`` are drafts."""
    return name.endswith(SUFFIX) and not _is_passed_over(name)


def has_article(folder: Path) -> bool:
    """Whether there is an article in the collection in ``folder``."""
    try:
        return any(is_article(p.name) for p in (home_of(folder) / ARTICLES).iterdir())
    except OSError:
        return False


def _is_passed_over(name: str) -> bool:
    return name[0] in "_.~" or name.lower() in _OF_SYSTEMS or name.lower() == "readme.md"


def files_beside(folder: Path, taken: Sequence[str], log: ProblemLog) -> dict[str, str]:
    """The files in ``articles/`` that aren't articles, by what their ids would be.

    They are reported, and so are names of the articles ``taken`` that are no good ids.
    """
    beside: dict[str, str] = {}
    for path in sorted(_inside(folder / ARTICLES), key=lambda p: p.name):
        if is_article(path.name) and not path.is_dir():
            continue
        if not _is_passed_over(path.name) and path.name.isprintable():
            beside[_stem(path.name)] = f"{ARTICLES}/{path.name}"
            _say_not_taken(path, log)
    for name in taken:
        _say_name(name.removeprefix(f"{ARTICLES}/").removesuffix(SUFFIX), log)
    if not taken and not beside:
        _say_none(folder, log)
    return beside


def _stem(name: str) -> str:
    """``sudan`` of ``sudan.md.txt``."""
    stem = Path(name).stem
    return stem[: -len(SUFFIX)] if stem.lower().endswith(SUFFIX) else stem


def slug(stem: str) -> str:
    """A good id made of a file's name."""
    plain = re.sub(r"[^a-z0-9._]+", "-", fold(stem)).strip("-._")
    return plain[:80] or "article-1"


def _say_name(stem: str, log: ProblemLog) -> None:
    pattern = default_contract().tables["mentions"]["article_id"].pattern
    if len(stem) <= 500 and re.fullmatch(pattern, stem):
        return
    log.add(
        FilePlace(f"{ARTICLES}/{stem}{SUFFIX}"),
        "article-name",
        "An article’s name is made of letters, digits, hyphens, dots and underscores.",
        f"Rename it, for instance to {slug(stem)}{SUFFIX}, before mentions refer to it.",
        severity="warning",
    )


def _say_not_taken(path: Path, log: ProblemLog) -> None:
    name, to = path.name, f"{ARTICLES}/{slug(_stem(path.name))}{SUFFIX}"
    suffix = path.suffix.lower()
    severity = "warning"
    if path.is_dir():
        if not any(p.suffix.lower() in _PLAIN | _PAGES | _OFFICE for p in _inside(path)):
            return
        reason = "Folders inside articles are not read."
        fix = "Move its articles up, each a file articles/<article_id>.md."
    elif name.lower().endswith(".md.txt"):
        reason = "Its name ends in .md.txt; only .md is read."
        fix = f"Rename it to {to} (Windows hides endings: switch on “File name extensions”)."
    elif suffix in _PLAIN:
        reason = f"Its name ends in {path.suffix}; only {SUFFIX} is read."
        fix = f"Rename it to {to} if it has a front matter; else geodash add “{ARTICLES}/{name}” asks for that."
    elif suffix in _PAGES:
        reason, fix = "A web page is not read as an article.", _added(name, to)
    elif suffix in _OFFICE:
        reason = f"A {suffix[1:].upper()} file is not read as an article."
        fix = _added(name, to)
    else:
        reason = f"Only files that end in {SUFFIX} are read as articles."
        fix = "Nothing to do if it is no article."
        severity = "info"
    log.add(FilePlace(f"{ARTICLES}/{name}"), "article-not-taken", reason, fix, severity=severity)


def _added(name: str, to: str) -> str:
    """How a file of that name becomes an article."""
    if Path(name).suffix.lower() in _UNREAD:
        return _AS_TEXT
    return _ADD.format(name=f"{ARTICLES}/{name}", to=to)


def _inside(folder: Path) -> Iterator[Path]:
    try:
        yield from folder.iterdir()
    except OSError:
        return


def _say_none(folder: Path, log: ProblemLog) -> None:
    """No articles at all; perhaps they lie elsewhere."""
    others = sorted(p.name for p in _inside(folder))
    folders = [n for n in others if n.lower() in ("article", "articles", "texts")]
    folders = [n for n in folders if n != ARTICLES and (folder / n).is_dir()]
    stray = [
        n
        for n in others
        if n.lower().endswith(SUFFIX)
        and n[0] not in "_."
        and Path(n).stem.lower()
        not in ("readme", "changelog", "licence", "license", "contributing")
    ]
    fix = "Put each article into a file articles/<article_id>.md."
    if folders:
        fix = f"Rename the folder {folders[0]} to {ARTICLES}."
    elif stray:
        fix = f"Move {', '.join(stray[:3])} into a folder {ARTICLES}."
    # Where nothing was mislaid, a collection only begins.
    severity = "warning" if folders or stray else "info"
    log.add(FilePlace(ARTICLES), "no-articles", "There are no articles.", fix, severity=severity)


def tables_beside(folder: Path, name: str) -> str:
    """The file that may be meant by the missing table ``name``: ``Events.csv``, ``events.xlsx``."""
    stem = name.removesuffix(".csv")
    for other in sorted(p.name for p in _inside(folder)):
        plain = re.sub(r"[\s_-]*(\(\d+\)|copy)$", "", Path(other).stem.lower().removesuffix(".csv"))
        if other != name and plain == stem and Path(other).suffix.lower() in _TABLES:
            return other
    return ""


_TABLES = (".csv", ".txt", ".tsv", ".xlsx", ".xls", ".ods")
