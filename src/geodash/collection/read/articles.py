"""Reading ``articles/*.md``: YAML front matter and the verbatim body."""

from __future__ import annotations

from datetime import date
from typing import Any

import yaml

from geodash.collection.read.problems import FilePlace, ProblemLog
from geodash.collection.read.tables import decode
from geodash.domain.model import Article, EditorNote

FENCE = "---"
# Builds text, lists and mappings only, so `no` stays a word.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
GENRES = ("report", "analysis", "opinion")
KEYS = (
    "title", "publisher", "credit", "language", "genre", "published_earliest",
    "published_latest", "published_basis", "source", "notes",
)  # fmt: skip
_EXPECTED = ("title", "publisher", "genre", "published_earliest", "published_latest")


def read_article(article_id: str, data: bytes, file: str, log: ProblemLog) -> Article:
    """One article; bad front matter is reported and costs its facts, never the body."""
    text, _ = decode(data, file, log)
    front, body = split_front_matter(text)
    at = FilePlace(file)
    if front is None:
        log.add(
            at,
            "front-matter",
            "The file has no front matter; all of it was read as the article's text.",
            "Begin it with a line ---, the keys, and another line ---.",
        )
    facts = _Facts(_parse(front, at, log), at, log)
    earliest, latest = facts.day("published_earliest"), facts.day("published_latest")
    if earliest and latest and earliest > latest:
        facts.problem(
            "published_earliest",
            "published_earliest lies after published_latest; both were left blank.",
            "Swap or correct them.",
        )
        earliest = latest = None
    if not body:
        log.add(at, "article-empty", "The article has no text.", "Put its text after the ---.")
    article = Article(
        article_id=article_id,
        title=facts.text("title") or article_id,
        body=body,
        publisher=facts.text("publisher"),
        credit=facts.text("credit"),
        language=facts.text("language") or "en",
        genre=facts.text("genre"),
        published_earliest=earliest,
        published_latest=latest,
        published_basis=facts.text("published_basis"),
        source=facts.text("source"),
        notes=facts.notes(),
    )
    facts.report_missing(front is not None)
    return article


def split_front_matter(text: str) -> tuple[str | None, str]:
    """The YAML between the fences (``None`` without them) and the body, line ends as ``\\n``."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return None, _body(text)
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == FENCE:
            return "\n".join(lines[1:number]), _body("\n".join(lines[number + 1 :]))
    return None, _body(text)


def _body(text: str) -> str:
    return text.lstrip("\n").removesuffix("\n")


def _parse(front: str | None, at: FilePlace, log: ProblemLog) -> dict[str, Any]:
    """The mapping in the front matter, all scalars as text; ``{}`` when it can't be read."""
    try:
        found = yaml.load(front or "", Loader=_LOADER)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else None
        log.add(
            FilePlace(at.file, line, line),
            "front-matter",
            "The front matter can't be read as YAML; the article's text was.",
            "Put values with a colon, a quote or a # between double quotes.",
        )
        return {}
    if not isinstance(found, dict):
        if front and front.strip():
            log.add(
                at, "front-matter", "The front matter has no keys.", "Write it as `key: value`."
            )
        return {}
    return found


class _Facts:
    """Takes typed values out of front matter, and reports those of a wrong kind."""

    def __init__(self, found: dict[str, Any], at: FilePlace, log: ProblemLog) -> None:
        self.found, self.at, self.log = found, at, log

    def problem(self, key: str, reason: str, fix: str, severity: str = "error") -> None:
        value = self.found.get(key)
        shown = value if isinstance(value, str) else ""
        self.log.add(
            self.at, "front-matter", reason, fix, column=key, value=shown, severity=severity
        )

    def text(self, key: str) -> str:
        value = self.found.get(key, "")
        if not isinstance(value, str):
            self.problem(key, f"{key} is not a text.", "Write one line of text.")
            return ""
        value = value.strip()
        if key == "genre" and value and value not in GENRES:
            self.problem(key, "This genre is not known.", f"Use: {', '.join(GENRES)}.", "warning")
        return value

    def day(self, key: str) -> date | None:
        text = self.text(key)
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.problem(key, f"{key} is not a date; it was left blank.", "Write it as 2022-12-31.")
            return None

    def notes(self) -> tuple[EditorNote, ...]:
        value = self.found.get("notes", "")
        if value == "":
            return ()
        notes = []
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict) and all(isinstance(v, str) for v in item.values()):
                fields = {k: item.get(k, "").strip() for k in ("date", "by", "text", "source")}
                if fields["text"] and fields["date"] and fields["by"]:
                    notes.append(EditorNote(**fields))
                    continue
            self.problem(
                "notes",
                "An editor's note lacks its date, its author or its text; it was left out.",
                "Give each note `date`, `by`, `text` and, if there is one, `source`.",
            )
        return tuple(notes)

    def report_missing(self, has_front: bool) -> None:
        if not has_front:
            return
        for key in _EXPECTED:
            if key not in self.found:
                severity = "error" if key == "title" else "warning"
                self.problem(key, f"The front matter has no {key}.", f"Add `{key}:`.", severity)
        for key in self.found:
            if key not in KEYS:
                self.log.add(
                    self.at,
                    "front-matter",
                    "This key of the front matter is not known.",
                    f"Known are: {', '.join(KEYS)}.",
                    column=str(key),
                    severity="info",
                )
