"""Plain text and Markdown, a geodash article with its front matter too."""

from __future__ import annotations

from dataclasses import asdict

import yaml

from geodash.coding.intake.body import blocks_of, is_headline
from geodash.coding.intake.brought import Brought, Facts, Left, UnreadableError, one_line, words
from geodash.collection.read.decoding import decode
from geodash.collection.read.front_matter import FENCE, KEYS, read_front, split_front_matter
from geodash.collection.read.problems import ProblemLog

#: So many known keys make lines between two fences a front matter.
_ENOUGH = 2


def read_text(data: bytes, name: str) -> Brought:
    """A text; raises ``UnreadableError`` when its encoding is uncertain or it has no words."""
    log = ProblemLog()
    text = decode(data, name, log)
    problems = log.all()
    if text is None:
        raise UnreadableError(f"{problems[0].reason} {problems[0].fix}")
    remarks = tuple(f"{p.reason} {p.fix}" for p in problems if p.severity != "info")
    facts, body, left, notes = _front(text)
    blocks = blocks_of(body)
    if not blocks:
        raise UnreadableError("There is no text in it.")
    headline = facts.title == "" and is_headline(blocks)
    if headline:
        facts = Facts(title=" ".join(words(blocks[0])))
    return Brought("text", tuple(blocks), facts, headline, left, remarks, notes)


def _front(text: str) -> tuple[Facts, str, tuple[Left, ...], str]:
    """What a front matter says, the text below, keys that aren't known, the editors' notes.

    Only lines between two fences that hold a title and another known key are one: a text may begin
    with a rule, and with words and a colon.
    """
    nothing = Facts(), text, (), ""
    lines = text.lstrip("\ufeff").lstrip().splitlines()
    if not lines or lines[0].rstrip() != FENCE:
        return nothing
    split = split_front_matter(text)
    if split.front is None or split.fault:
        return nothing
    values = read_front(split, "", ProblemLog()).values
    known = [key for key in KEYS if key in values]
    if not values.get("title") or len(known) < _ENOUGH:
        return nothing
    facts = Facts(**{
        key: one_line(value)
        for key in asdict(Facts())
        if isinstance(value := values.get(key, ""), str)
    })  # fmt: skip
    left = tuple(
        Left("line of the front matter", f"{key}: {value}")
        for key, value in values.items()
        if key not in KEYS
    )
    notes = values.get("notes") or ""
    return facts, split.body, left, dumped({"notes": notes}) if notes else ""


def dumped(values: object) -> str:
    """Values as YAML, one line each."""
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=10**6)
