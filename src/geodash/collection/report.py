"""What ``geodash check`` and ``geodash anchor`` print: plain text, 80 columns, safe to show."""

from __future__ import annotations

import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from geodash.collection.anchors.anchor import SETTLED
from geodash.collection.briefings.checks import briefing_texts
from geodash.collection.briefings.files import BriefingFile
from geodash.collection.checks.fairness import (
    CutReply,
    Finding,
    Stem,
    check_wording,
    cut_replies,
    open_claims,
    own_texts,
    parity,
)
from geodash.collection.read.problems import shorten
from geodash.collection.reanchor import Reanchored
from geodash.domain.model import AnchorState, Collection
from geodash.domain.problem import Problem
from geodash.domain.typography import differences, other_characters
from geodash.domain.wholes import events_and_rows
from geodash.words.lists import listed
from geodash.words.names import actor_names
from geodash.words.numbers import number_of
from geodash.words.wholes import in_rows

WIDTH = 80
SEVERITIES = ("error", "warning", "info")
WORDS = {"error": "ERROR", "warning": "warning", "info": "note"}


def plain(text: str) -> str:
    """``text`` on one line, with controls, bidi marks and other invisibles made visible."""
    return "".join(
        char if char == " " or unicodedata.category(char)[0] not in "CZ" else _visible(char)
        for char in text
    )


def _visible(char: str) -> str:
    if char in "\n\r\t" or unicodedata.category(char) == "Zs":
        return " "
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else (
        f"\\U{code:08x}"
    )  # fmt: skip


def _wrap(text: str, indent: str = "", hang: str | None = None) -> list[str]:
    return textwrap.wrap(
        plain(text),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent if hang is None else hang,
        break_on_hyphens=False,
    )


def check_lines(
    collection: Collection, findings: Iterable[Finding] | None = None, briefings: int = 0
) -> Iterator[str]:
    """The report of ``geodash check``; ``findings`` on wording and the parity table with --fair.

    ``briefings`` is how many were read; what is wrong with them is among the problems.
    """
    unsupported = [p for p in collection.problems if p.code.startswith("unsupported")]
    others = [p for p in collection.problems if not p.code.startswith("unsupported")]
    yield from _problems(others)
    yield from _anchors(Counter(a.state for a in collection.anchors.values()))
    yield from _unsupported(unsupported)
    yield from _claims(collection)
    if findings is not None:
        yield from _wording(list(findings))
        yield from _cut_replies(cut_replies(collection))
        yield from _parity(collection)
    yield summary(collection, briefings)


def _problems(problems: Iterable[Problem]) -> Iterator[str]:
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.file, []).append(problem)
    for file, found in by_file.items():
        yield plain(file)
        for problem in sorted(found, key=_place):
            yield from _problem(problem)
        yield ""


def _place(problem: Problem) -> tuple[int, int]:
    return problem.row or problem.line or 0, SEVERITIES.index(problem.severity)


def _problem(problem: Problem) -> Iterator[str]:
    where = []
    if problem.row is not None:
        line = problem.line if problem.line != problem.row else None
        where.append(f"row {problem.row}" + (f" (line {line})" if line else ""))
    elif problem.line is not None:
        where.append(f"line {problem.line}")
    if problem.column:
        table = problem.file.endswith(".csv")
        where.append(f"column {problem.column}" if table else problem.column)
    head = ", ".join(where) or "whole file"
    shown = f" “{problem.value}”" if problem.value.strip() else ""
    yield from _wrap(f"{WORDS[problem.severity]}: {head}{shown}", "  ", "      ")
    yield from _wrap(problem.reason, "      ")
    yield from _wrap(problem.fix, "      ")


def _anchors(counts: Counter[AnchorState]) -> Iterator[str]:
    found = " · ".join(f"{counts[state]} {state}" for state in AnchorState)
    yield "Passages in their articles"
    yield from _wrap(found, "  ")
    yield ""


def _unsupported(problems: list[Problem]) -> Iterator[str]:
    yield f"Facts without words ({len(problems)})"
    for problem in problems:
        yield from _wrap(f"row {problem.row}, {problem.column}: {problem.reason}", "  ", "      ")
    yield ""


def _claims(collection: Collection) -> Iterator[str]:
    claims = open_claims(collection)
    yield f"Claims without the other side ({len(claims)})"
    for claim in claims:
        names = listed(actor_names(collection.actors, claim.silent), "or")
        yield from _wrap(f"{claim.event_id}  {claim.title}: no answer by {names}", "  ", "      ")
    yield ""


def _wording(findings: list[Finding]) -> Iterator[str]:
    yield f"Words to avoid ({len(findings)})"
    for finding in findings:
        instead = f": {finding.instead}" if finding.instead else ""
        yield from _wrap(f"{finding.where}  “{finding.word}”{instead}", "  ", "      ")
    yield ""


def _cut_replies(found: Sequence[CutReply]) -> Iterator[str]:
    yield f"Replies cut shorter than their claims ({len(found)})"
    for reply in found:
        yield from _wrap(
            f"{reply.mention_id}, an answer to {reply.event_id}: {reply.reason}", "  ", "      "
        )
        yield from _wrap(f"“{shorten(reply.quote, 140)}”", "      ")
    yield ""


def _parity(collection: Collection) -> Iterator[str]:
    rows = parity(collection)
    once = [r for r in rows if r.acted + r.acted_on + r.one_sided < 2]
    yield "Parity of the parties"
    yield f"  {'':<30}{'acted':>7}{'acted on':>10}{'one-sided':>11}{'answered':>10}{'on whole':>10}"
    for row in rows:
        if row not in once:
            name = shorten(plain(row.name), 29)
            yield (
                f"  {name:<30}{row.acted:>7}{row.acted_on:>10}{row.one_sided:>11}"
                f"{row.answered:>10}{row.on_whole:>10}"
            )
    if once:
        yield f"  and {len(once)} with one event each"
    yield from _wrap(
        "One-sided: what others alone tell of the party, or of their own acts against it, "
        "complaints and threats directed at it, and its acts against people as an article alone "
        "reports them; answered: those to which it answers, to the point; on whole: those of "
        "which it speaks as part of a whole alone.",
        "  ",
    )
    yield ""


def summary(collection: Collection, briefings: int = 0) -> str:
    """One line: what there is, and how much is wrong."""
    counts = Counter(p.severity for p in collection.problems)
    more = f", {number_of(briefings, 'briefing')}" if briefings else ""
    return (
        f"{number_of(len(collection.articles), 'article')}, {in_rows(*events_and_rows(collection))}, "
        f"{number_of(len(collection.mentions), 'mention')}{more}: {number_of(counts['error'], 'error')}, "
        f"{number_of(counts['warning'], 'warning')}, {number_of(counts['info'], 'note')}."
    )


def fair_findings(
    collection: Collection, stems: Sequence[Stem], files: Iterable[BriefingFile] = ()
) -> list[Finding]:
    """Avoided words in all texts of a collection, and of its briefings, that are in our voice."""
    return check_wording([*own_texts(collection), *briefing_texts(files)], stems)


def anchor_lines(result: Reanchored, *, dry_run: bool) -> Iterator[str]:
    """The report of ``geodash anchor``: a table by article, then what wants a look."""
    states = list(AnchorState)
    yield f"{'':<31}" + "".join(f"{state:>{len(state) + 3}}" for state in states)
    articles: dict[str, Counter[AnchorState]] = {}
    for item in result.items:
        articles.setdefault(item.article_id, Counter())[item.anchor.state] += 1
    for article_id, counts in articles.items():
        name = shorten(plain(article_id), 30)
        yield f"{name:<31}" + "".join(f"{counts[s]:>{len(s) + 3}}" for s in states)
    yield ""
    for item in result.items:
        if item.anchor.state in SETTLED:
            if item.now != item.quote and (how := other_characters(item.quote, item.now)):
                said = f"{item.mention_id}  found; the article writes it with {how}"
                yield from _wrap(said, "", "    ")
            continue
        state = f"{item.anchor.state} ({item.anchor.score:.2f})"
        yield from _wrap(f"{item.mention_id}  {state} in {item.article_id}", "", "    ")
        yield from _wrap(f"was: “{shorten(item.quote, 140)}”", "    ")
        if item.now:
            written = "written" if item.changed else f"to take it: --accept {item.mention_id}"
            yield from _wrap(f"now: “{shorten(item.now, 140)}” ({written})", "    ")
        elif item.near:
            fits = number_of(len(item.anchor.candidates), "passage")
            yield from _wrap(f"{fits} may fit; the nearest: “{shorten(item.near, 140)}”", "    ")
        if differs := differences(item.quote, item.now or item.near):
            yield from _wrap(f"differs: {shorten(differs, 200)}", "    ")
    if result.unread:
        yield f"{number_of(result.unread, 'mention')} not looked for: see `geodash check`."
    changed = sum(item.changed for item in result.items)
    verb = "to write" if dry_run else "written"
    yield f"{number_of(len(result.items), 'mention')}, {changed} {verb}."
    if result.backup:
        yield f"The file as it was: {plain(str(result.backup))}"
