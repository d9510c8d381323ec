"""YAML as far as a briefing needs it: texts, lists and mappings, each with its line.

Written for files of strangers. It is read event by event, so that nesting, anchors (of which a few
lines can stand for gigabytes) and tags end the reading before anything is built of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: A briefing has four levels: the file, its slides, a slide, its text.
MAX_DEPTH = 8
# What YAML takes in a file (YAML 1.1 §5.1); a surrogate is no character at all.
_NO_YAML = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", re.UNICODE
)
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})


class YamlError(ValueError):
    """The text can't be used; ``line`` (from 1) says where, ``fix`` what helps."""

    def __init__(self, line: int, reason: str, fix: str) -> None:
        super().__init__(reason)
        self.line, self.reason, self.fix = line, reason, fix


@dataclass(slots=True)
class Text:
    """A scalar, always as text: ``no`` is a word, ``2022`` no number; ``null`` and ``~`` blank."""

    line: int
    value: str


@dataclass(slots=True)
class Items:
    """A list."""

    line: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Pairs:
    """A mapping as it is written: keys in order, also those given twice."""

    line: int
    pairs: list[tuple[Node, Node]] = field(default_factory=list)


Node = Text | Items | Pairs


def read_yaml(text: str) -> Node | None:
    """The one document in ``text``, ``None`` when there is none; raises ``YamlError``."""
    if bad := _NO_YAML.search(text):
        raise YamlError(
            _line_of(text, bad.start()),
            f"The character U+{ord(bad[0]):04X} can't stand in YAML.",
            "Remove it; a program may have put it there.",
        )
    try:
        return _build(text)
    except yaml.MarkedYAMLError as error:
        raise _unreadable(error, text) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        if isinstance(error, YamlError):
            raise
        raise YamlError(1, "It can't be read as YAML.", "Save it as UTF-8 text.") from error


def _build(text: str) -> Node | None:
    root: Node | None = None
    # Open lists and mappings, and of each mapping the key that waits for its value.
    stack: list[tuple[Items | Pairs, list[Node]]] = []
    for event in _events(text):
        node = _node(event)
        if isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            stack.pop()
        if node is None:
            continue
        if stack:
            _put(stack[-1], node)
        else:
            root = node
        if not isinstance(node, Text):
            stack.append((node, []))
            if len(stack) > MAX_DEPTH:
                raise YamlError(
                    node.line,
                    "Lists and mappings are nested too deeply for a briefing.",
                    "Write `slides:` and under it `- view: …`, with `heading:` and `notes:`.",
                )
    return root


def _put(top: tuple[Items | Pairs, list[Node]], node: Node) -> None:
    parent, key = top
    if isinstance(parent, Items):
        parent.items.append(node)
    elif key:
        parent.pairs.append((key.pop(), node))
    else:
        key.append(node)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _node(event: yaml.Event) -> Node | None:
    line = _line(event)
    if isinstance(event, yaml.ScalarEvent):
        blank = not event.style and event.value in _EMPTY
        return Text(line, "" if blank else event.value)
    if isinstance(event, yaml.SequenceStartEvent):
        return Items(line)
    if isinstance(event, yaml.MappingStartEvent):
        return Pairs(line)
    return None


def _events(text: str) -> Iterator[yaml.Event]:
    """The parser's events, as long as they are those of a plain file."""
    documents = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = _line(event)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise YamlError(
                    line,
                    "A second document begins here.",
                    "Keep one briefing a file: remove the line `---` and what follows.",
                )
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlError(
                line,
                "Anchors and aliases (& and *) are not used in briefings.",
                "Write the text out, or put it between double quotes.",
            )
        if getattr(event, "tag", None):
            raise YamlError(
                line,
                "Tags (!) are not used in briefings.",
                "Remove the tag, or put the text between double quotes.",
            )
        yield event


def _unreadable(error: yaml.MarkedYAMLError, text: str) -> YamlError:
    """Where it went wrong: for what was never closed, where it was opened."""
    mark = error.problem_mark or error.context_mark
    lines = text.rstrip().count("\n") + 1
    if mark and error.context_mark and mark.line >= lines:
        mark = error.context_mark
    what = f": {error.problem}" if error.problem else ""
    return YamlError(
        mark.line + 1 if mark else 1,
        f"It can't be read as YAML{what}.",
        "Put texts with a colon, a quote or a # between double quotes, and indent with spaces.",
    )


def _line_of(text: str, position: int) -> int:
    return 1 + sum(1 for _ in _BREAK.finditer(text, 0, position))
