"""Reading ``articles/*.md``: YAML front matter and the verbatim body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from geodash.collection.read.dates import Order, column_orders, read_date
from geodash.collection.read.decoding import decode
from geodash.collection.read.front_matter import KEYS, Front, Split, read_front, split_front_matter
from geodash.collection.read.problems import FilePlace, ProblemLog
from geodash.domain.model import NOTE_KINDS, Article, EditorNote

GENRES = ("report", "analysis", "opinion")
WINDOW = ("published_earliest", "published_latest")
_EXPECTED = ("title", "publisher", "genre")
_DATED = re.compile(
    rb"^(published_(?:earliest|latest))[ \t]*:[ \t]*['\"]?([^'\"#\r\n]+)", re.MULTILINE
)
#: The front matter is looked for dates so far.
_FRONT = 20_000
#: A line that ends so ends a sentence.
_STOP = re.compile(r"[.!?…:;。！？؟।][\"'”’»)\]]*\s*")

#: A heading, a quotation, a line of a table, an item of a list.
_ITEM = re.compile(r"\s*(?:[#>\-*|]|\d+(?:\.\d+)*[.)]\s)")

Orders = Mapping[str, Order | None]


def published_orders(files: Iterable[bytes]) -> Orders:
    """The order of day and month in the dates of all articles together, as of a table's columns."""
    found: dict[str, list[str]] = {key: [] for key in WINDOW}
    for data in files:
        for key, value in _DATED.findall(data[:_FRONT]):
            found[key.decode()].append(value.decode("utf-8", "replace"))
    return column_orders(found)


def read_article(
    article_id: str, data: bytes, file: str, log: ProblemLog, orders: Orders | None = None
) -> Article | None:
    """One article; bad front matter is reported and costs its facts, never the body.

    ``None`` when its encoding is uncertain: nobody shall be cited with wrong letters.
    ``orders`` are those of the dates of all articles; by default only its own tell.
    """
    text = decode(data, file, log)
    if text is None:
        return None
    split = split_front_matter(text)
    at = FilePlace(file)
    if split.front is None:
        log.add(
            at,
            "front-matter",
            "The file has no front matter; all of it was read as the article's text.",
            "Begin it with a line ---, the keys, and another line ---.",
        )
    elif split.fault:
        log.add(
            FilePlace(file, None, split.fault_line), "front-matter", split.fault,
            "Put a line --- above its keys and one below them.", severity="warning",
        )  # fmt: skip
    front = read_front(split, file, log)
    facts = _Facts(front, at, log, orders if orders is not None else published_orders([data]))
    earliest, latest = facts.window()
    if not split.body:
        log.add(at, "article-empty", "The article has no text.", "Put its text after the ---.")
    article = Article(
        article_id=article_id,
        title=facts.text("title") or article_id,
        body=split.body,
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
    if split.front is not None:
        facts.report_missing()
    _say_paragraphs(split, file, log)
    return article


def _say_paragraphs(split: Split, file: str, log: ProblemLog) -> None:
    """Single line breaks make no paragraphs: lines that end sentences look as if they were meant to."""
    line, few = split.body_line, 2 if "\n\n" not in split.body else 3
    for block in re.split(r"(\n[ \t]*(?:\n[ \t]*)+)", split.body):
        inside = [part for part in block.split("\n") if part.strip()]
        if read_as_paragraphs(inside, few):
            log.add(
                FilePlace(file, None, line), "paragraphs",
                f"{len(inside)} lines with no blank line between them are one paragraph, and are "
                "cited as one.",
                "If each is a paragraph, put a blank line after it.", severity="warning",
            )  # fmt: skip
            return
        line += block.count("\n")


def read_as_paragraphs(lines: Sequence[str], few: int) -> bool:
    """Whether lines of one block look as if each were a paragraph: most end a sentence, none is an item.

    Fewer lines than ``few`` do not.
    """
    ended = sum(1 for part in lines[:-1] if _STOP.search(part[-6:]) and _ends(part))
    plain = not any(_ITEM.match(part) for part in lines)
    return len(lines) >= few and plain and 4 * ended >= 3 * (len(lines) - 1)


def _ends(line: str) -> bool:
    return _STOP.fullmatch(line.rstrip()[-1:]) is not None or line.rstrip()[-1:] in "\"'”’»)]"


class _Facts:
    """Takes typed values out of front matter, and reports those of a wrong kind."""

    def __init__(self, front: Front, at: FilePlace, log: ProblemLog, orders: Orders) -> None:
        self.front, self.at, self.log, self.orders = front, at, log, orders
        self.found = front.values

    def problem(self, key: str, reason: str, fix: str, severity: str = "error") -> None:
        value = self.found.get(key)
        shown = value if isinstance(value, str) else ""
        at = FilePlace(self.at.file, None, self.front.lines.get(key))
        self.log.add(at, "front-matter", reason, fix, column=key, value=shown, severity=severity)

    def text(self, key: str) -> str:
        value = self.found.get(key, "")
        if not isinstance(value, str):
            self.problem(key, f"{key} is not a text.", "Write one line of text.")
            return ""
        value = value.strip()
        if key == "genre" and value and value not in GENRES:
            self.problem(key, "This genre is not known.", f"Use: {', '.join(GENRES)}.", "warning")
        return value

    def window(self) -> tuple[date | None, date | None]:
        """The first and last day of publication; in order, or both blank."""
        earliest, latest = self.day(WINDOW[0], 0), self.day(WINDOW[1], -1)
        if earliest and latest and earliest > latest:
            self.problem(
                "published_earliest",
                "published_earliest lies after published_latest; both were left blank.",
                "Swap or correct them.",
            )
            return None, None
        return earliest, latest

    def day(self, key: str, side: int) -> date | None:
        """A date, read as in tables; of a month or a year its first or last day."""
        text = self.text(key)
        if not text:
            return None
        reading = read_date(text, self.orders.get(key))
        if reading.days:
            value = reading.days[side]
            which = "last" if side else "first"
            said = f"It was read as {value}, the {which} day of it."
            self.problem(key, said, f"Write {value}.", "warning")
            return value
        if reading.code:
            severity = "warning" if reading.value else "error"
            self.problem(key, reading.reason, reading.fix, severity)
        return reading.value

    def notes(self) -> tuple[EditorNote, ...]:
        value = self.found.get("notes", "")
        if value == "":
            return ()
        notes = []
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict) and all(isinstance(v, str) for v in item.values()):
                known = ("date", "by", "text", "source", "kind")
                fields = {k: item.get(k, "").strip() for k in known}
                kind = fields["kind"]
                if kind not in ("", *NOTE_KINDS):
                    self.problem(
                        "notes",
                        f"The kind of an editor's note is “{kind}”; it was left out.",
                        f"Write one of {', '.join(NOTE_KINDS)}, or leave it blank.",
                    )
                    fields["kind"] = ""
                if fields["text"] and fields["date"] and fields["by"]:
                    notes.append(EditorNote(**fields))
                    continue
            self.problem(
                "notes",
                "An editor's note lacks its date, its author or its text; it was left out.",
                "Give each note `date`, `by`, `text` and, if there is one, `source`.",
            )
        return tuple(notes)

    def report_missing(self) -> None:
        """Ask for what isn't given; nothing is said of keys that couldn't be read."""
        for key in _EXPECTED:
            if not self.found.get(key, "") and key not in self.front.unread:
                severity = "error" if key == "title" else "warning"
                self.problem(key, f"The front matter has no {key}.", f"Add `{key}:`.", severity)
        missing = [k for k in WINDOW if not self.found.get(k, "") and k not in self.front.unread]
        if missing:
            self.problem(
                missing[0],
                f"It isn't said when the article appeared: no {' and no '.join(missing)}.",
                "Write the first and the last day on which it can have appeared, such as "
                "2022-09-13; the same day twice when it is known.",
                "warning",
            )
        for key in self.found:
            if key not in KEYS:
                self.problem(
                    str(key),
                    "This key of the front matter is not known.",
                    f"Known are: {', '.join(KEYS)}.",
                    "info",
                )
