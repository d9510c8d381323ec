"""Checks of meaning: whether an event's fields, passages and links agree with the coding rules.

Each check is a small generator of ``Flag`` for one event; ``check`` reports them at its row.
Nothing is changed: a flagged event stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from geodash.collection.checks.beside import BESIDE_CHECKS
from geodash.collection.checks.context import CheckContext
from geodash.collection.checks.fairness import Finding, check_wording
from geodash.collection.checks.flag import Flag
from geodash.collection.checks.passages import passage_flags
from geodash.collection.checks.place import PLACE_CHECKS
from geodash.collection.checks.tables import Tables
from geodash.collection.read.known_places import KnownPlaces
from geodash.collection.read.problems import ProblemLog
from geodash.domain.datasets import DATASET
from geodash.domain.extent import Interval
from geodash.domain.model import Collection, Event, Fact, Stance, Status

Check = Callable[[Event, CheckContext], Iterator[Flag]]


def supported(event: Event, context: CheckContext) -> Iterator[Flag]:
    """Each fact has words that carry it."""
    facts = context.facts(event)
    if event.extra.get(DATASET):
        # An assertion of a data set, which says so; no article need stand behind it.
        return
    if facts is None:
        yield Flag(
            "event_id",
            "unsupported",
            "No passage supports this event.",
            "Add a mention with the words that say so, or withdraw the event.",
        )
        return
    if Fact.WHAT not in facts:
        yield _unsupported("title", "what", "what happened")
    if event.date_basis == "stated" and Fact.WHEN not in facts:
        yield _unsupported("date_basis", "when", "the date, which is called stated")
    if event.place_role == "scene" and event.point and Fact.WHERE not in facts:
        yield _unsupported("place_name", "where", "the place")
    if event.actors and Fact.WHO not in facts:
        yield _unsupported("actors", "who", "who did it")
    if _toll(event) and Fact.TOLL not in facts:
        yield _unsupported("deaths_best", "toll", "the toll")


def _unsupported(column: str, fact: str, words: str) -> Flag:
    return Flag(
        column,
        f"unsupported-{fact}",
        f"No passage is said to carry {words}.",
        f"Add “{fact}” to `supports` of the mention whose words say so, or add one.",
    )


def dated(event: Event, context: CheckContext) -> Iterator[Flag]:
    """A date says what it rests on."""
    if event.interval and event.date_basis is None:
        yield Flag(
            "date_basis", "basis-blank", "It isn't said whether the date is stated or inferred.",
            "Write stated or inferred.",
        )  # fmt: skip
    if event.date_basis == "inferred" and event.interval and not event.date_note:
        yield Flag(
            "date_note", "date-note-blank", "The date is inferred, and nothing says how.",
            "Say in date_note how.",
        )  # fmt: skip


def open_ended(event: Event, context: CheckContext) -> Iterator[Flag]:
    """An end that is only that of the publication window isn't printed; whole months and years are."""
    days = event.interval
    latest = [a.published_latest for a in context.articles(event) if a.published_latest]
    if event.date_basis != "stated" or not days or not latest or days.first == days.last:
        return
    if days.last == max(latest) and not _month_or_year(days):
        yield Flag(
            "date_basis", "stated-open",
            f"It is stated, but ends on {days.last}, the last day on which the article can have "
            "appeared.",
            "Use inferred, unless the article prints that end.", "info",
        )  # fmt: skip


def _month_or_year(days: Interval) -> bool:
    whole = days.first.day == 1 and (days.last + timedelta(days=1)).day == 1
    months = (days.last.year - days.first.year) * 12 + days.last.month - days.first.month + 1
    return whole and (months == 1 or (months == 12 and days.first.month == 1))


def on_time(event: Event, context: CheckContext) -> Iterator[Flag]:
    """Planned is what wasn't over at publication, and only that may lie after it."""
    latest = [a.published_latest for a in context.articles(event) if a.published_latest]
    if not latest or event.interval is None:
        return
    last: date = max(latest)
    if event.status is Status.PLANNED and event.interval.last < last:
        yield Flag(
            "status", "planned-past",
            f"It is planned, but was over when the last article appeared (by {last}).",
            "Use reported, or correct the dates.",
        )  # fmt: skip
    if event.status is not Status.PLANNED and event.interval.first > last:
        yield Flag(
            "date_start", "after-publication",
            f"It lies after the last article that mentions it (by {last}).",
            "Use planned, or correct the dates.",
        )  # fmt: skip


def attributed(event: Event, context: CheckContext) -> Iterator[Flag]:
    """One side's account names its side; a dispute has its denial."""
    if event.one_sided and not event.attributed_to:
        yield Flag(
            "attributed_to", "claimant-blank", f"It is {event.status}, and no one says so.",
            "Name the source, unless the article doesn't.", "info",
        )  # fmt: skip
    if event.status is Status.DISPUTED and not context.threads.denied(event.event_id):
        yield Flag(
            "status", "disputed-undenied", "It is disputed, but no event denies it.",
            "Add the denial as an event and link it by denies; else use claimed.",
        )  # fmt: skip
    if event.status is Status.CLAIMED and context.denies(event.event_id):
        yield Flag(
            "status", "claimed-denied", "It is claimed, but another event denies it.",
            "Use disputed.",
        )  # fmt: skip


def _toll(event: Event) -> bool:
    return any(v is not None for v in (event.deaths_best, event.deaths_low, event.deaths_high))


def toll(event: Event, context: CheckContext) -> Iterator[Flag]:
    """A toll says whose, by whom, in order, and once."""
    if not _toll(event):
        return
    if not event.deaths_of:
        yield Flag("deaths_of", "toll-whose", "There is a toll, but not whose.", "Fill it in.")
    if not event.attributed_to:
        yield Flag(
            "attributed_to", "toll-source", "There is a toll, but not who says so.", "Fill it in."
        )
    given = [v for v in (event.deaths_low, event.deaths_best, event.deaths_high) if v is not None]
    if given != sorted(given):
        yield Flag(
            "deaths_best", "toll-order", "It should be: low ≤ best ≤ high.", "Correct the figures."
        )
    for whole in context.threads.ancestors(event.event_id):
        if _toll(context.collection.events[whole]):
            yield Flag(
                "deaths_best", "toll-twice",
                f"The umbrella {whole} carries a toll too, so these would count twice.",
                "Leave the toll to the umbrella, or to its members.",
            )  # fmt: skip


def worded(event: Event, context: CheckContext) -> Iterator[Flag]:
    """A title is neutral."""
    for finding in check_wording([("title", event.title)], context.wording):
        yield Flag("title", "wording", *say_finding(finding))


def say_finding(finding: Finding) -> tuple[str, str]:
    """Reason and fix for an avoided word."""
    reason = f"“{finding.word}” is a word our own texts avoid."
    return reason, f"Instead: {finding.instead}." if finding.instead else "Rephrase, or quote."


CHECKS: tuple[Check, ...] = (
    supported,
    dated,
    open_ended,
    on_time,
    attributed,
    toll,
    worded,
    *BESIDE_CHECKS,
    *PLACE_CHECKS,
)


def check(
    collection: Collection,
    tables: Tables,
    geodata: KnownPlaces,
    wording: bytes | None,
    log: ProblemLog,
    *,
    thorough: bool = False,
) -> None:
    """Run all checks and report to ``log``; withdrawn events are left alone.

    ``thorough``: all points that nothing vouches for are looked up in the outlines of countries.
    """
    context = CheckContext.of(collection, geodata, wording, log, thorough=thorough)
    for event, cells in tables.events:
        if event.withdrawn:
            continue
        for run in CHECKS:
            for flag in run(event, context):
                cells.problem(flag.column, flag.code, flag.reason, flag.fix, flag.severity)
    _check_mentions(tables)
    for mention, cells in tables.mentions:
        told = collection.events[mention.event_id]
        if not told.withdrawn:
            for flag in passage_flags(mention, told, collection, geodata):
                cells.problem(flag.column, flag.code, flag.reason, flag.fix, flag.severity)


def _check_mentions(tables: Tables) -> None:
    """An article's dispute says of what; the same words aren't listed twice for one event."""
    seen: dict[tuple[str, str, int | None], str] = {}
    for mention, cells in tables.mentions:
        if (mention.stance is Stance.DISPUTES) != bool(mention.disputes_what):
            cells.problem(
                "disputes_what",
                "dispute-what",
                "Of stance “disputes” and disputes_what there is only one.",
                "Fill in both or neither.",
                "warning",
            )
        if not mention.supports:
            cells.problem(
                "supports", "supports-blank", "It isn't said what these words support.",
                "Write which of what, when, where, who and toll they carry.", "warning",
            )  # fmt: skip
        key = (mention.event_id, mention.article_id, mention.start)
        if mention.start is not None and key in seen:
            cells.problem(
                "quote", "mention-twice",
                f"Mention {seen[key]} has words of the same place for the same event.",
                "Join them into one.", "info",
            )  # fmt: skip
        seen.setdefault(key, mention.mention_id)
