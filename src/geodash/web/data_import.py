"""What is done with a file that was brought: the engine is asked, and what it says told as it comes."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geodash.collection.sources import CollectionError
from geodash.collection.write.files import ChangedError
from geodash.collection.write.table import UnwritableError
from geodash.domain.datasets import datasets_of
from geodash.exchange.xlsx_read import is_own
from geodash.imports.form import Mapped
from geodash.imports.mends import Mends
from geodash.imports.own_columns import OwnColumns, keep, own_columns
from geodash.imports.recognise import Brought, answered, bring, tells_of_events
from geodash.imports.report import noted_words, undone_lines
from geodash.imports.retyped import retyped_of
from geodash.imports.shown.columns import columns, fields, opened, questions
from geodash.imports.shown.facts import facts
from geodash.imports.shown.first import first_rows
from geodash.imports.shown.outcome import command, outcome
from geodash.imports.shown.sentence import sentence, updating
from geodash.imports.table import Refused
from geodash.imports.take import Taken, take, written
from geodash.imports.undo import Noted, NotUndoneError, undo
from geodash.web.data_work import LOOKING, PLANNING, TAKING, WRITING, Work
from geodash.web.watch import stamps_of
from geodash.words.numbers import number_of

if TYPE_CHECKING:
    from geodash.web.data_stage import Stage
    from geodash.web.served import Served
    from geodash.web.site import Site

Json = dict[str, Any]
#: Characters of a licence and of a citation.
_LONGEST = 1000
#: Cells that are corrected on the page.
_MENDS = 2000
_OWN = "{name} is an Excel export of geodash: geodash import {name} in a terminal takes what was edited in it back."
_NO_EVENTS = (
    "None of the columns is a date, a place, a title or a text. Say in the table what they are."
)
_NOTHING = "Nothing was imported."
_MEANWHILE = (
    "The collection was changed meanwhile. These are the new counts; nothing was imported yet."
)


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of a file; ``planned`` names the state of the collection that they were shown."""

    file: str
    form: str
    told: Mapping[str, str]
    answers: Mapping[str, str]
    updates: str
    licence: str
    cite: str
    planned: str
    mends: Mends
    #: What its letters are in, where somebody said so.
    encoding: str = ""


def said_of(found: Mapping[str, Any], stage: Stage) -> Said:
    """What was sent, if it is sound; raises ``ValueError``, and ``StageError`` for a file that isn't here."""
    name = _text(found.get("file"))
    stage.file(name)
    return Said(
        name,
        _text(found.get("as")),
        _pairs(found.get("told")),
        _pairs(found.get("answers")),
        _text(found.get("updates")),
        _text(found.get("licence"))[:_LONGEST],
        _text(found.get("cite"))[:_LONGEST],
        _text(found.get("planned")),
        _mends(found.get("mends")),
        _encoding(found.get("encoding")),
    )


def _text(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return text.encode("utf-8", "replace").decode().replace("\0", "").strip()


def _encoding(value: object) -> str:
    from geodash.collection.read.guess import known_encoding

    name = _text(value)[:40]
    return known_encoding(name) if name else ""


def _pairs(value: object) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ValueError("told and answers are objects")
    # A column's name and a question's key are as the file has them.
    return {k: v for k, v in value.items() if isinstance(v, str) and v}


def _mends(value: object) -> dict[tuple[int, str], str]:
    """Cells that were corrected: ``[[row, column, value], …]``."""
    if value is None:
        return {}
    if not isinstance(value, list) or len(value) > _MENDS:
        raise ValueError(f"mends are a list of at most {_MENDS:,} cells")
    found = {}
    for one in value:
        if not (isinstance(one, list) and len(one) == 3):
            raise ValueError("a mend is a row, a column and a value")
        row, column, said = one
        if not (isinstance(row, int) and isinstance(column, str) and isinstance(said, str)):
            raise ValueError("a mend is a row, a column and a value")
        found[row, column] = _text(said)[:_LONGEST]
    return found


def looking(work: Work, stage: Stage, said: Said, served: Served, site: Site) -> None:
    """What the file is, then what would come of it."""
    with _Refusing(work, served):
        stage.forget()
        brought = _seen(work, stage, said, served, site)
        if tells_of_events(brought.mapped):
            work.phase(PLANNING, brought.survey.rows)
            _plan(work, stage, brought, said, served, site)


def _plan(
    work: Work, stage: Stage, brought: Brought, said: Said, served: Served, site: Site
) -> None:
    state = _state(served)
    taken = _take(brought, said, served, work)
    # It isn't worked out again when it is taken.
    stage.planned = _name(said, state), taken
    known = datasets_of(site.beside.descriptor)
    again = f"Same file as on {taken.again}; nothing to do." if taken.again else ""
    work.found(
        plan=outcome(taken.plan)
        | {"updating": updating(taken.plan, known), "again": again, "planned": state},
    )


def _name(said: Said, state: str) -> object:
    return replace(said, planned=""), state


def _taken(work: Work, stage: Stage, brought: Brought, said: Said, served: Served) -> Taken:
    """What was planned, written; or all of it from the beginning."""
    planned, stage.planned = stage.planned, None
    if planned and planned[0] == _name(said, _state(served)):
        try:
            work.phase(WRITING)
            return written(planned[1], stage.owner)
        except BaseException:
            planned[1].plan.close()
            raise
    if planned:
        planned[1].plan.close()
    return _take(brought, said, served, work, stage.owner)


def taking_in(work: Work, stage: Stage, said: Said, served: Served, site: Site) -> None:
    """The import. Of a collection that changed since it was planned the new counts are told, and nothing is done."""
    with _Refusing(work, served):
        brought = _seen(work, stage, said, served, site)
        if said.planned and said.planned != _state(served):
            work.taking = False
            work.phase(PLANNING, brought.survey.rows)
            stage.forget()
            _plan(work, stage, brought, said, served, site)
            work.found(meanwhile=_MEANWHILE)
            return
        if not tells_of_events(brought.mapped):
            raise Refused(_NO_EVENTS)
        work.phase(TAKING, brought.survey.rows)
        began = time.monotonic()
        taken = _taken(work, stage, brought, said, served)
        if stage.taken:
            stage.taken.plan.close()
        stage.taken, seconds = taken, time.monotonic() - began
        served.renew()
        work.found(report=_report(taken, said, served, seconds))


def _report(taken: Taken, said: Said, served: Served, seconds: float) -> Json:
    plan = taken.plan
    more = {
        "updates": said.updates,
        "licence": said.licence,
        "cite": said.cite,
        "encoding": said.encoding,
    }
    left = plan.left_out
    code = (
        f"ends with exit code 3: {number_of(left, 'row')} left out."
        if left
        else "ends with exit code 0: every row is in."
    )
    trouble = served.trouble
    return outcome(plan) | {
        "written": taken.written,
        "data": plan.dataset.dataset_id,
        "undo": noted_json(taken.noted) if taken.noted else None,
        "seconds": f"{seconds:.1f} s",
        "command": command(said.file, said.form, said.told, said.answers, more, said.mends),
        "exit": code,
        "trouble": trouble.lines() if trouble else [],
    }


def noted_json(noted: Noted) -> Json:
    """An import that can be undone: which, in words."""
    return {"moment": noted.moment, "words": noted_words(noted)}


def undone(served: Served, moment: str, by: str) -> Json:
    """Takes the last import back if it is that of a moment; raises ``ValueError`` with why it can't be."""
    if not moment:
        raise ValueError("no import is named")
    try:
        lines = list(undone_lines(undo(served.path, moment, by)))
    except (ChangedError, UnwritableError) as error:
        raise ValueError(f"{str(error).rstrip('.')}. Nothing was undone") from error
    except OSError as error:
        why = error.strerror or "the disk doesn’t answer"
        raise ValueError(f"Nothing was undone. The disk says: {why}") from error
    except NotUndoneError as error:
        raise ValueError(str(error).rstrip(".")) from error
    served.renew()
    return {"lines": lines}


def _take(brought: Brought, said: Said, served: Served, work: Work, by: str | None = None) -> Taken:
    """The import, by whom; of nobody only planned."""
    return take(
        brought,
        served.path,
        dry_run=by is None,
        by=by or "",
        updates=said.updates,
        licence=said.licence,
        citation=said.cite,
        progress=work.planned,
    )


def _seen(work: Work, stage: Stage, said: Said, served: Served, site: Site) -> Brought:
    """The file as it was recognised; told with its first rows."""
    path = stage.file(said.file)
    began = time.monotonic()
    work.phase(LOOKING)
    retyped, own = retyped_of(served.path), own_columns(served.path)
    told = tuple(said.told.items()), tuple(said.mends.items())
    key = said.file, said.form, said.encoding, told, retyped, own
    if stage.seen is None or stage.seen[0] != key:
        if is_own(path):
            raise Refused(_OWN.format(name=said.file))
        stage.seen = (
            key,
            bring(
                path,
                form=said.form,
                told=said.told,
                encoding=said.encoding,
                mends=said.mends,
                retyped=retyped,
                own=own,
                progress=work.looked,
                check=False,
            ),
        )
    base = stage.seen[1]
    asked = {q.key: {o.value for o in q.options} for q in base.questions}
    # What is no longer asked, as the columns became something else, needs no answer.
    answers = {k: v for k, v in said.answers.items() if v in asked.get(k, ())}
    brought = answered(base, answers)
    collection = site.collection
    work.found(
        look={
            "file": said.file,
            "sentence": sentence(base, stage.sizes, collection.title),
            "facts": facts(brought, stage.sizes[said.file], time.monotonic() - began),
            "questions": questions(base, answers),
            "open": opened(brought.questions),
            "needs": "" if tells_of_events(brought.mapped) else _NO_EVENTS,
            "columns": columns(brought),
            "fields": fields(),
            "keep": _keeping(path, brought.mapped, said, own),
            "rows": first_rows(brought, collection.actors, collection.kinds),
            "noticed": list(brought.noticed),
            "count": number_of(brought.survey.rows, "row"),
        }
    )
    return brought


def _keeping(path: Path, mapped: Mapped, said: Said, own: OwnColumns) -> Json | None:
    """The name by which what the columns become can be kept, or is; ``None`` where the format says it all."""
    if mapped.form.fields and not said.told:
        return None
    named = own.named(path, mapped, said.told)
    return {"name": named.name, "kept": named in own.mappings}


def keeping(stage: Stage, said: Said, served: Served) -> Json:
    """Keeps what the columns of a file become, as they were shown last; raises ``ValueError`` with why it can't be."""
    if stage.seen is None or stage.seen[1].path.name != said.file:
        raise ValueError("the file was not looked at yet")
    own = own_columns(served.path)
    named = own.named(stage.file(said.file), stage.seen[1].mapped, said.told)
    try:
        keep(served.path, named)
    except ChangedError as error:
        raise ValueError(f"{str(error).rstrip('.')}. Nothing was kept") from error
    except OSError as error:
        why = error.strerror or "the disk doesn’t answer"
        raise ValueError(f"Nothing was kept. The disk says: {why}") from error
    return {"kept": named.name}


def _state(served: Served) -> str:
    """Names what the collection's files are now."""
    stamps = sorted(stamps_of(served.path).items())
    return str(hash(tuple(stamps)))


class _Refusing:
    """Whatever speaks against the file becomes a sentence for whoever brought it."""

    def __init__(self, work: Work, served: Served) -> None:
        self.work, self.served = work, served

    def __enter__(self) -> None:
        """Nothing to do yet."""

    def __exit__(self, _: object, error: BaseException | None, __: object) -> bool:
        if isinstance(error, (Refused, CollectionError, ChangedError, UnwritableError, ValueError)):
            self.work.refuse(f"{self._told(str(error))} {_NOTHING}")
        elif isinstance(error, MemoryError):
            self.work.refuse(f"This takes more memory than there is. {_NOTHING}")
        elif isinstance(error, OSError):
            why = error.strerror or "the disk doesn’t answer"
            self.work.refuse(f"Not imported; nothing was changed. The disk says: {why}.")
        else:
            return False
        return True

    def _told(self, text: str) -> str:
        text = self.served.without_path(text)
        return text if text.endswith((".", "!", "?")) else f"{text}."
