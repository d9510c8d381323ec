"""The front matter of an article: found as people write it, and read key by key when it is broken.

One wrong line must not cost the others: it is reported with its line, and what it says is kept
where that is certain.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from geodash.collection.read.problems import FilePlace, ProblemLog

FENCE = "---"
KEYS = (
    "title", "publisher", "credit", "language", "genre", "published_earliest",
    "published_latest", "published_basis", "source", "notes",
)  # fmt: skip
# Builds text, lists and mappings only, so `no` stays a word.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_RULE = re.compile(r"-{3,}[ \t]*")
#: What a word processor makes of the fence.
_ODD_RULE = re.compile(r"(?!-[ \t]*\Z)[-\u2010-\u2015\u2212_*=]+[ \t]*")
_KEY = re.compile(r"([^\W\d_][\w -]{0,40}?)[ \t]*:(?:[ \t]+|$)")
_FIX = "Put values with a colon, a quote or a # between double quotes."


@dataclass(frozen=True, slots=True)
class Split:
    """A file's front matter (``None`` without) and body; lines are counted from 1.

    ``fault`` says what is wrong with the fences, at ``fault_line``.
    """

    front: str | None
    body: str
    front_line: int = 1
    body_line: int = 1
    fault: str = ""
    fault_line: int = 1


def split_front_matter(text: str) -> Split:
    """The YAML between the fences and the body, line ends as ``\\n``.

    Blank lines above the first fence don't count. A fence that a word processor made a dash of,
    or one that is missing while keys stand there, is made up for, and said.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    opening = lines[first].strip()
    begins = _RULE.fullmatch(opening) is not None
    odd = not begins and bool(_ODD_RULE.fullmatch(opening)) and _is_key(lines, first + 1)
    if begins or odd:
        fault = f"The front matter begins with “{opening}” instead of ---." if odd else ""
        return _from(lines, first + 1, fault, first + 1) or Split(None, _body(text))
    if _is_key(lines, first):
        missing = "The line --- that begins the front matter is missing."
        found = _from(lines, first, missing, first + 1)
        if found and found.fault == missing:
            return found
    return Split(None, _body(text), body_line=first + 1)


def _is_key(lines: list[str], at: int) -> bool:
    """Whether the line gives one of the known keys."""
    match = _KEY.match(lines[at]) if at < len(lines) else None
    return bool(match) and known_key(match[1]) in KEYS if match else False


def _from(lines: list[str], begin: int, fault: str, at: int) -> Split | None:
    """The front matter that begins at ``lines[begin]``; ``None`` if there is none."""
    end = None
    for number in range(begin, len(lines)):
        line = lines[number]
        if _RULE.fullmatch(line) or (_ODD_RULE.fullmatch(line) and len(line.strip()) < 9):
            end = number
            break
        if line.strip() == "" and not _goes_on(lines, number + 1):
            break
    if end is None:
        return _without_end(lines, begin)
    if not _RULE.fullmatch(lines[end]) and not fault:
        fault, at = f"The front matter ends with “{lines[end].strip()}” instead of ---.", end + 1
    return _split(lines, begin, end, end + 1, fault, at)


def _without_end(lines: list[str], begin: int) -> Split | None:
    """Front matter whose second fence isn't where it should be."""
    end = begin
    while end < len(lines) and lines[end].strip() and _is_front(lines[end]):
        end += 1
    if _is_key(lines, begin) and (end == len(lines) or not lines[end].strip()):
        # One further down is a rule of the text.
        said = "The line --- that ends the front matter is missing."
        return _split(lines, begin, end, end, said, end + 1)
    fenced = begin > 0 and _RULE.fullmatch(lines[begin - 1].strip())
    far = next((n for n in range(begin, len(lines)) if _RULE.fullmatch(lines[n])), None)
    return _split(lines, begin, far, far + 1, "", begin) if fenced and far is not None else None


def _is_front(line: str) -> bool:
    return bool(_KEY.match(line)) or line[0] in " \t#-"


def _goes_on(lines: list[str], at: int) -> bool:
    """Whether front matter goes on after a blank line."""
    while at < len(lines) and not lines[at].strip():
        at += 1
    if at >= len(lines):
        return False
    return _is_front(lines[at]) or bool(_RULE.fullmatch(lines[at]))


def _split(lines: list[str], begin: int, end: int, rest: int, fault: str, fault_line: int) -> Split:
    while rest < len(lines) and not lines[rest]:
        rest += 1
    front, body = "\n".join(lines[begin:end]), _body("\n".join(lines[rest:]))
    return Split(front, body, begin + 1, rest + 1, fault, fault_line)


def _body(text: str) -> str:
    return text.lstrip("\n").removesuffix("\n")


def known_key(key: str) -> str:
    """A key as it is known: case, blanks and hyphens don't count."""
    plain = re.sub(r"[\s-]+", "_", key.strip().lower())
    return plain if plain in KEYS else key


@dataclass(slots=True)
class Front:
    """The values by key, the line of each, and the keys that couldn't be read."""

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)


def read_front(split: Split, file: str, log: ProblemLog) -> Front:
    """The mapping in the front matter, all scalars as text; a wrong line is reported, alone."""
    front = Front()
    if split.front is None:
        return front
    groups = _groups(split)
    found: object
    try:
        found = _load(split.front)
    except _YamlError as fault:
        at = FilePlace(file, None, split.front_line + fault.line)
        found = _by_group(groups, front, file, log)
        if not front.unread and not front.lines:
            _say_unread(at, log)
    if isinstance(found, Mapping):
        for key, value in found.items():
            name = known_key(str(key))
            front.values.setdefault(name, value)
    elif split.front.strip():
        at = FilePlace(file, None, split.front_line)
        log.add(at, "front-matter", "The front matter has no keys.", "Write it as `key: value`.")
        front.unread.update(KEYS)
    front.lines |= {known_key(key): line for key, line, _ in groups if key}
    return front


class _YamlError(ValueError):
    def __init__(self, line: int) -> None:
        self.line = line


def _load(text: str) -> object:
    try:
        return yaml.load(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _YamlError(mark.line if mark else 0) from error
    except (RecursionError, ValueError) as error:
        raise _YamlError(0) from error


def _groups(split: Split) -> list[tuple[str, int, str]]:
    """The keys at the margin, each with its line and all that belongs to it."""
    groups: list[tuple[str, int, str]] = []
    for number, line in enumerate((split.front or "").split("\n"), start=split.front_line):
        if groups and (not line.strip() or line[0] in " \t#-"):
            key, first, text = groups[-1]
            groups[-1] = (key, first, f"{text}\n{line}")
        else:
            match = _KEY.match(line)
            groups.append((match[1] if match else "", number, line))
    return groups


def _by_group(
    groups: list[tuple[str, int, str]], front: Front, file: str, log: ProblemLog
) -> dict[str, Any]:
    """What each key says by itself; those that say nothing are reported at their line."""
    found: dict[str, Any] = {}
    for key, line, text in groups:
        try:
            alone = _load(text)
            if isinstance(alone, Mapping):
                found |= alone
                continue
            if alone is None:
                continue
        except _YamlError as fault:
            line += fault.line if known_key(key) == "notes" else 0
        front.lines[known_key(key)] = line
        front.unread.add(known_key(key))
        _say_unread(FilePlace(file, None, line), log, key, _quoted(key, text))
    return found


def _quoted(key: str, text: str) -> str:
    """How the line can be written; blank where that is not certain."""
    if known_key(key) not in KEYS or known_key(key) == "notes" or "\n" in text.strip():
        return ""
    value = text.partition(":")[2].strip()
    for opening, closing in (('"', '"'), ("'", "'"), ("“", "”"), ("„", "“")):
        if value.startswith(opening) or value.endswith(closing):
            inner = value.removeprefix(opening).removesuffix(closing)
            if opening not in inner and closing not in inner:
                value = inner.strip()
                break
    if not value or value[:1] in "[{&*!|>" or len(value) > 200:
        return ""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{key}: "{escaped}"'


def _say_unread(at: FilePlace, log: ProblemLog, key: str = "", instead: str = "") -> None:
    what = "This line of the front matter" if key else "The front matter"
    reason = f"{what} can't be read as YAML; the rest of the article was."
    fix = f"Write {instead}" if instead else _FIX
    log.add(at, "front-matter", reason, fix, column=key)
