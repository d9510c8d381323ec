"""A briefing as YAML text: read with a line for every problem, tidied, written so that it reads back.

Reading never fails: what can't be used is left out and reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from geodash.collection.briefings.yaml import Items, Node, Pairs, Text, YamlError, read_yaml
from geodash.collection.read.problems import FilePlace, ProblemLog
from geodash.domain.briefing import Briefing, Slide
from geodash.domain.problem import Problem
from geodash.geo.fold import fold

#: Bytes of a file.
MOST_BYTES = 1_000_000
MOST_SLIDES = 200
#: Characters of each text.
LENGTHS = {
    "title": 300,
    "subtitle": 300,
    "view": 8000,
    "heading": 300,
    "remark": 340,
    "notes": 10_000,
}
BRIEFING_KEYS = ("title", "subtitle", "slides")
SLIDE_KEYS = ("view", "heading", "remark", "notes")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
#: Names that Windows keeps for devices; no file of theirs can be opened there.
_DEVICE = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")
#: What stands before a query: an address to its ``?``, or the ``?`` alone.
_ADDRESS = re.compile(r"(?: *(?:[A-Za-z]+://[^?]*)?\? *)+")
#: What an id may be, for whoever chose another.
ID_RULE = (
    "A briefing’s name has 1 to 64 lower-case letters, digits and hyphens, and is none that Windows "
    "keeps for devices (con, nul, com1 …)."
)
_NO_ID = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class BriefingFile:
    """One file: the briefing (``None`` when there is none in it), its problems, each slide's line.

    ``data`` is what was read: the ``original`` that :func:`save_briefing` asks for.
    """

    name: str
    briefing: Briefing | None
    problems: tuple[Problem, ...] = ()
    lines: tuple[int, ...] = ()
    data: bytes = b""


# Ids and texts ----------------------------------------------------------------------------------


def is_briefing_id(text: str) -> bool:
    """Whether it can name a file, on any system, and an address: lower-case letters, digits and hyphens."""
    return _ID.fullmatch(text) is not None and not _DEVICE.fullmatch(text)


def briefing_id_from(title: str) -> str:
    """An id that reads like the title: “The Aegean, 2022” becomes ``the-aegean-2022``.

    Letters beyond a to z go, ``briefing`` is left when none remains. May be taken already.
    """
    found = _NO_ID.sub("-", fold(title)).strip("-")[:64].rstrip("-") or "briefing"
    return f"briefing-{found}" if _DEVICE.fullmatch(found) else found


def tidy_briefing(briefing: Briefing) -> Briefing:
    """The briefing as its file keeps it: without control characters and outer blanks.

    Everything is one line except notes, whose lines lose only what trails.
    """
    return Briefing(
        briefing.briefing_id,
        _line(briefing.title),
        _line(briefing.subtitle),
        tuple(
            Slide(_query(s.view), _line(s.heading), _notes(s.notes), _line(s.remark))
            for s in briefing.slides
        ),
    )


def _query(text: str) -> str:
    """What stands behind the ``?`` of an address; a query as it is."""
    text = _line(text)
    match = _ADDRESS.match(text)
    return text[match.end() :].partition("#")[0].strip(" ") if match else text


def _line(text: str) -> str:
    return re.sub(" +", " ", _printable(text)).strip(" ")


def _notes(text: str) -> str:
    # A page on Windows sends \r\n.
    lines = re.split("\r\n|[\r\n\x85\u2028\u2029]", text)
    return "\n".join(_printable(line).rstrip(" ") for line in lines).strip("\n ")


def _printable(text: str) -> str:
    """Controls, line and paragraph separators and lone surrogates become spaces."""
    return "".join(" " if unicodedata.category(c) in _CONTROLS else c for c in text)


_CONTROLS = frozenset({"Cc", "Cs", "Zl", "Zp"})


# Reading ----------------------------------------------------------------------------------------


def parse_briefing(text: str, name: str) -> tuple[Briefing | None, list[Problem]]:
    """The briefing in a YAML text, and what was wrong with it; never raises.

    ``name`` is the file's (``briefings/aegean-2022.yaml``, or whatever an upload is called): it
    gives the id, and problems name it. ``None`` when nothing in it can be used.
    """
    found = read_briefing(text, name)
    return found.briefing, list(found.problems)


def read_briefing(text: str, name: str) -> BriefingFile:
    """Like :func:`parse_briefing`, with the lines of the slides."""
    reader = _Reader(name)
    briefing = reader.read(text)
    problems = sorted(reader.log.all(), key=lambda p: p.line or MOST_BYTES)
    return BriefingFile(name, briefing, tuple(problems), tuple(reader.lines))


@dataclass(slots=True)
class _Reader:
    """Takes the texts out of one file, and reports those that are none."""

    name: str
    log: ProblemLog = field(default_factory=ProblemLog)
    lines: list[int] = field(default_factory=list)

    def problem(
        self, line: int | None, reason: str, fix: str, severity: str = "error", **more: str
    ) -> None:
        self.log.add(
            FilePlace(self.name, None, line), "briefing", reason, fix, severity=severity, **more
        )

    def read(self, text: str) -> Briefing | None:
        if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
            self.problem(
                None,
                f"The file is larger than {MOST_BYTES:,} bytes; it was not read.",
                "Split it: a briefing holds addresses of views and a few words on each.",
            )
            return None
        try:
            root = read_yaml(text.removeprefix("\ufeff"))
        except YamlError as error:
            self.problem(error.line, error.reason, error.fix)
            return None
        if not isinstance(root, Pairs):
            line = root.line if root else 1
            what = "There is no briefing in the file." if root is None else (
                "The file is no briefing: it has no keys."
            )  # fmt: skip
            self.problem(line, what, "Begin it with `title:` and `slides:`.")
            return None
        return self.briefing(root)

    def briefing(self, root: Pairs) -> Briefing:
        found = self.known(root, BRIEFING_KEYS)
        briefing_id = Path(self.name).stem
        if not is_briefing_id(briefing_id):
            briefing_id = briefing_id_from(briefing_id)
        title = self.text(found, "title")
        if not title:
            self.problem(root.line, "The briefing has no title.", "Add `title:`.", column="title")
        slides = tuple(self.slides(found.get("slides"), root.line))
        return Briefing(briefing_id, title or briefing_id, self.text(found, "subtitle"), slides)

    def slides(self, node: Node | None, line: int) -> Iterator[Slide]:
        if node is None or (isinstance(node, Text) and not node.value.strip()):
            at = node.line if node else line
            self.problem(at, "The briefing has no slides.", "Add `slides:` and `- view: …`.")
            return
        if not isinstance(node, Items):
            self.problem(
                node.line, "`slides` is no list.", "Begin each slide with `- view: …`.",
                column="slides",
            )  # fmt: skip
            return
        for number, item in enumerate(node.items):
            if number == MOST_SLIDES:
                self.problem(
                    item.line,
                    f"Only the first {MOST_SLIDES} of {len(node.items):,} slides were read.",
                    "Split the briefing.",
                )
                return
            slide = self.slide(item)
            if slide is not None:
                self.lines.append(item.line)
                yield slide

    def slide(self, node: Node) -> Slide | None:
        if not isinstance(node, Pairs):
            self.problem(
                node.line,
                "This slide has no keys; it was left out.",
                "Write it as `- view: event=…`.",
                value=node.value if isinstance(node, Text) else "",
            )
            return None
        found = self.known(node, SLIDE_KEYS)
        view = found.get("view")
        text = self.text(found, "view")
        # A blank view is that of the whole collection; one that couldn't be read is none.
        if view is None or (not text and not (isinstance(view, Text) and not view.value.strip())):
            if view is None:
                self.problem(
                    node.line, "The slide has no view; it was left out.",
                    "Add `view:` and what stands behind the ? of the page's address.",
                    column="view",
                )  # fmt: skip
            return None
        heading, notes, remark = (self.text(found, key) for key in ("heading", "notes", "remark"))
        return Slide(self.view(view, text), heading, notes, remark)

    def view(self, node: Node, text: str) -> str:
        """A whole address does as well: only what stands behind its ``?`` is a view."""
        query = _query(text)
        if query != text:
            self.problem(
                node.line, "A view is the part of the address behind the ?; that was used.",
                "Remove what stands before it, and the ?.", "info", column="view", value=text,
            )  # fmt: skip
        return query

    def known(self, node: Pairs, keys: tuple[str, ...]) -> dict[str, Node]:
        """The values of the keys that are known, the first of each."""
        found: dict[str, Node] = {}
        for key, value in node.pairs:
            name = key.value if isinstance(key, Text) else ""
            if name not in keys:
                self.problem(
                    key.line,
                    "This key is not known; it is lost when geodash saves the briefing.",
                    f"Known are: {', '.join(keys)}.",
                    "warning",
                    value=name,
                )
            elif name in found:
                self.problem(
                    key.line, f"`{name}` is given twice; the first was used.", "Remove one.",
                    column=name,
                )  # fmt: skip
            else:
                found[name] = value
        return found

    def text(self, found: dict[str, Node], key: str) -> str:
        """The text of a key, blank when it can't be used."""
        node = found.get(key)
        if node is None:
            return ""
        if not isinstance(node, Text):
            self.problem(
                node.line, f"`{key}` is not a text; it was left out.",
                "Write one text; between double quotes if it holds a colon.", column=key,
            )  # fmt: skip
            return ""
        text = _notes(node.value) if key == "notes" else _line(node.value)
        if len(text) <= LENGTHS[key]:
            return text
        # A heading or remark cut short could lose who says so; notes only lose their end.
        kept = text[: LENGTHS[key]] if key in ("title", "notes") else ""
        self.problem(
            node.line,
            f"`{key}` has {len(text):,} characters, of which {len(kept):,} were kept.",
            f"Keep it to {LENGTHS[key]:,}.",
            column=key,
            value=text,
        )
        return _notes(kept)


# Writing ----------------------------------------------------------------------------------------


class _Dumper(yaml.SafeDumper):
    """Block style, notes of several lines as they stand."""


def _represent(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


_Dumper.add_representer(str, _represent)


def dump_briefing(briefing: Briefing) -> str:
    """The briefing as YAML; reads back as :func:`tidy_briefing` of it, blank keys left out."""
    tidy = tidy_briefing(briefing)
    content: dict[str, object] = {"title": tidy.title}
    if tidy.subtitle:
        content["subtitle"] = tidy.subtitle
    content["slides"] = [
        {"view": s.view}
        | ({"heading": s.heading} if s.heading else {})
        | ({"remark": s.remark} if s.remark else {})
        | ({"notes": s.notes} if s.notes else {})
        for s in tidy.slides
    ]
    return yaml.dump(
        content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=96, line_break="\n"
    )
