"""Taking a new version: the article, its passages and its facts in one write, the old text kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from geodash.coding.draft.plan import logged, put_rows
from geodash.coding.draft.rows import Cells
from geodash.coding.draft.tables import Table, open_tables
from geodash.coding.intake.store import stored
from geodash.coding.intake.text_ import dumped
from geodash.coding.versions.align import Span
from geodash.coding.versions.answers import (
    CLOSE,
    GONE,
    KEEP,
    LEAVE,
    OTHER,
    WITHDRAW,
    Decision,
    Decisions,
    alone,
    answer_for,
    asked_of,
    bare,
    cells_of,
    gone_events,
    open_reason,
)
from geodash.coding.versions.facts import FactQuestion, Places, facts_of
from geodash.coding.versions.pending import Pending
from geodash.coding.versions.review import Passage, Question, Review, review
from geodash.collection.anchors.anchor import CONTEXT
from geodash.collection.load import load_sources
from geodash.collection.read.folder import ARTICLES, SUFFIX
from geodash.collection.sources import Sources
from geodash.collection.write.files import write_files
from geodash.collection.write.log import TABLE as LOG
from geodash.collection.write.log import whole
from geodash.collection.write.table import UnwritableError
from geodash.domain.model import Collection, Fact
from geodash.domain.problem import newly

EARLIER = "_earlier"
#: Ids of what is decided beside the edited sentences.
NOTE, BARE = "note-", "bare-"


class OpenError(ValueError):
    """It can't be taken; the message says why."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A review with the facts that it asks for, by question."""

    collection: Collection
    review: Review
    facts: Mapping[str, list[FactQuestion]]

    @classmethod
    def of(cls, collection: Collection, pending: Pending, places: Places) -> Asked:
        """The review of a new version in the collection as it is; raises ``KeyError`` without the article."""
        found = review(collection, pending.article_id, pending.body)
        facts = {
            q.id: facts_of(collection, q, places, alone(collection, q) if q.gone else ())[0]
            for q in found.questions
        }
        return cls(collection, found, facts)

    def open(self, decisions: Decisions) -> dict[str, str]:
        """What is still to be decided, and why, by question."""
        found = {}
        for q in self.review.questions:
            mine = alone(self.collection, q)
            found[q.id] = open_reason(
                q, self.facts[q.id], decisions.get(q.id), mine, self.review.body
            )
        for number in self.review.loose:
            found[f"{NOTE}{number}"] = _one_of(decisions, f"{NOTE}{number}", CLOSE, LEAVE)
        for event in bare(self.collection, self.review, decisions):
            found[f"{BARE}{event}"] = _one_of(decisions, f"{BARE}{event}", WITHDRAW, KEEP)
        return {key: reason for key, reason in found.items() if reason}


def _one_of(decisions: Decisions, key: str, *answers: str) -> str:
    decision = decisions.get(key)
    return "" if decision and decision.answer in answers else "Nothing is decided here yet."


def take(
    folder: Path,
    pending: Pending,
    decisions: Decisions,
    places: Places,
    *,
    by: str = "",
    also: Mapping[str, tuple[bytes, bytes | None]] | None = None,
) -> None:
    """Writes article, passages and facts, all or none.

    Raises :class:`OpenError` while something is to be decided or the collection would get an error that
    it hasn't, ``OSError`` when the disk refuses or somebody wrote meanwhile (``ChangedError``).
    """
    sources = Sources.of(folder)
    collection = load_sources(sources)
    if pending.article_id not in collection.articles:
        raise OpenError("The article is not in the collection any more.")
    asked = Asked.of(collection, pending, places)
    if reasons := asked.open(decisions):
        raise OpenError(f"{len(reasons)} to decide: {next(iter(reasons.values()))}")
    today = datetime.now(UTC).date()
    texts = _article_files(sources, pending, asked, decisions, today)
    earlier = next(name for name in texts if f"/{EARLIER}/" in name)
    try:
        files = _tables(sources, _Taking(asked, decisions, today), by, earlier)
    except UnwritableError as error:
        raise OpenError(f"The tables can’t be written as they are: {error}.") from error
    files |= texts | dict(also or {})
    _check(sources, collection, files)
    basis = {name: data for name, data in sources.basis.items() if name not in files}
    write_files(folder, files, basis)


def _check(
    sources: Sources,
    before: Collection,
    files: Mapping[str, tuple[bytes, bytes | None]],
) -> None:
    read = {n: new for n, (new, _) in files.items() if f"/{EARLIER}/" not in n}
    after = load_sources(sources.changed(read))
    errors = [[p for p in c.problems if p.severity == "error"] for c in (before, after)]
    if wrong := newly(*errors):
        raise OpenError(f"Nothing was changed. This would be wrong in the collection: {wrong[0]}")


def _article_files(
    sources: Sources, pending: Pending, asked: Asked, decisions: Decisions, today: date
) -> dict[str, tuple[bytes, bytes | None]]:
    """The new text in the old one's place, and the old one as it was among the earlier ones."""
    name = f"{ARTICLES}/{pending.article_id}{SUFFIX}"
    old = sources.data[name]
    closed = {n for q in asked.review.questions if (d := decisions.get(q.id)) for n in d.notes} | {
        n for n in asked.review.loose if decisions[f"{NOTE}{n}"].answer == CLOSE
    }
    notes = [asdict(n) for i, n in enumerate(asked.review.article.notes) if i not in closed]
    kept = [{k: v for k, v in note.items() if v} for note in notes]
    brought = replace(pending.brought, notes=dumped({"notes": kept}) if kept else "")
    number, earlier = 1, ""
    while not earlier or (sources.folder / earlier).exists():
        more = f"-{number}" if number > 1 else ""
        earlier = f"{ARTICLES}/{EARLIER}/{pending.article_id}--{today.isoformat()}{more}{SUFFIX}"
        number += 1
    return {name: (stored(brought, pending.facts), old), earlier: (old, None)}


def _tables(
    sources: Sources, taking: _Taking, by: str, earlier: str
) -> dict[str, tuple[bytes, bytes | None]]:
    """The tables and the log, which says where the ``earlier`` text is kept."""
    names = ["mentions", "events"] + ["considered"] * bool(taking.asked.review.considered)
    tables = open_tables(sources, names)
    log = Table.of(sources, LOG)
    rows: dict[str, Mapping[str, Cells | None]] = {
        "mentions": taking.mentions(tables["mentions"]),
        "events": taking.events(tables["events"]),
    }
    if "considered" in tables:
        rows["considered"] = taking.considered(tables["considered"])
    changes = put_rows(tables, rows)
    article = taking.asked.review.article
    why = f"A new version of “{article.title}” was taken."
    came = whole(
        "articles", article.article_id, before=earlier, after=article.title, by=by, why=why
    )
    for row in (came, *logged(changes, came["when"], by, why)):
        log.file.append(row)
    return {t.file.name: t.written for t in (*tables.values(), log)}


class _Taking:
    """Rows as they will be."""

    def __init__(self, asked: Asked, decisions: Decisions, today: date) -> None:
        self.asked, self.decisions, self.today = asked, decisions, today
        self.body = asked.review.body

    def mentions(self, table: Table) -> dict[str, Cells | None]:
        """Every passage where it stands now; those that are gone without a row."""
        found: dict[str, Cells | None] = {}
        there: dict[tuple[str, Span, str], str] = {}
        for passage, span in self._spans():
            ident = passage.mention.mention_id
            cells = table.rows([ident]).get(ident)
            if cells is None:
                continue
            if span is None:
                found[ident] = None
                continue
            key = passage.mention.event_id, span, passage.mention.stance.value
            if (twin := there.get(key)) and (other := found[twin]) is not None:
                # Two passages of an event that have the same words now are one.
                found[twin] = {**other, "supports": _both(other, cells)}
                found[ident] = None
                continue
            there[key] = ident
            found[ident] = {**cells, **selectors(self.body, span)}
        return found

    def _spans(self) -> Iterator[tuple[Passage, Span | None]]:
        for passage in self.asked.review.settled:
            yield passage, passage.new
        for question in self.asked.review.questions:
            decision = self.decisions[question.id]
            for passage in question.passages:
                one = answer_for(decision, passage.mention.event_id)
                yield passage, _span(question, passage, one)

    def events(self, table: Table) -> dict[str, Cells | None]:
        """The facts that were decided."""
        sets: dict[str, dict[str, str]] = {}
        for question in self.asked.review.questions:
            decision = self.decisions[question.id]
            gone = set(gone_events(question, decision))
            still = asked_of(question, decision)
            for fact in self.asked.facts[question.id]:
                n, text = decision.facts.get(fact.id, (-1, ""))
                for event in fact.events if n >= 0 else ():
                    if event in still:
                        sets.setdefault(event, {}).update(cells_of(fact.options[n], text))
            if decision.bare == WITHDRAW:
                lone = alone(self.asked.collection, question)
                for event in (e for e in lone if e in gone):
                    sets.setdefault(event, {}).update(self._withdrawn(event))
        for event in bare(self.asked.collection, self.asked.review, self.decisions):
            if self.decisions[f"{BARE}{event}"].answer == WITHDRAW:
                sets.setdefault(event, {}).update(self._withdrawn(event))
        rows = table.rows(sets)
        return {event: {**rows[event], **cells} for event, cells in sets.items() if event in rows}

    def _withdrawn(self, event: str) -> dict[str, str]:
        note = self.asked.collection.events[event].note
        said = f"“{self.asked.review.article.title}” no longer tells it."
        return {"withdrawn": self.today.isoformat(), "note": f"{note} {said}".strip()}

    def considered(self, table: Table) -> dict[str, Cells | None]:
        """Words without an event where they stand now; edited ones are to be read again."""
        found: dict[str, Cells | None] = {}
        for one, span in self.asked.review.considered:
            cells = table.rows([one.considered_id]).get(one.considered_id)
            if cells is not None:
                found[one.considered_id] = {**cells, **selectors(self.body, span)} if span else None
        return found


def _span(question: Question, passage: Passage, decision: Decision) -> Span | None:
    if decision.answer == GONE:
        return None
    if decision.answer == OTHER:
        return decision.span
    return passage.new or question.new


def selectors(body: str, span: Span) -> dict[str, str]:
    """The cells that say where words stand."""
    start, end = span
    return {
        "quote": body[start:end],
        "prefix": body[max(0, start - CONTEXT) : start],
        "suffix": body[end : end + CONTEXT],
        "start": str(start),
        "end": str(end),
    }


def _both(one: Cells, other: Cells) -> str:
    said = {f for c in (one, other) for f in c.get("supports", "").split(";")}
    return ";".join(f.value for f in Fact if f.value in said)
