"""What a file is, by its content: its table, its format, what its columns become, what is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from geodash.collection.read.encoding import said_encoding
from geodash.imports.form import Form, Mapped, known_uses
from geodash.imports.formats.registry import FORMS, RECORDS
from geodash.imports.guess import GENERIC, guessed, names_a_field
from geodash.imports.mends import Mends, mended
from geodash.imports.own_columns import OwnColumns
from geodash.imports.questions import Question, questions_of
from geodash.imports.readers.container import Opened, opened
from geodash.imports.readers.delimited import delimited, head_of
from geodash.imports.readers.geometry import LATITUDE, LONGITUDE
from geodash.imports.readers.objects import broken
from geodash.imports.readers.tabs import gdelt_table, named
from geodash.imports.readers.text import letters_of
from geodash.imports.readers.workbook import sheets
from geodash.imports.retyped import Retyped
from geodash.imports.survey import Survey, survey_of
from geodash.imports.table import Records, Refused, Table


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that was recognised, with all that was found out about it before a row is taken.

    ``path`` is the file as it was brought, ``content`` what was unpacked of it,
    which is gone when this is.
    """

    path: Path
    table: Table
    mapped: Mapped
    survey: Survey
    questions: tuple[Question, ...] = ()
    noticed: tuple[str, ...] = ()
    content: Opened | None = None

    @property
    def form(self) -> Form:
        """Its format."""
        return self.mapped.form


def bring(
    path: Path,
    *,
    form: str = "",
    told: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
    encoding: str = "",
    mends: Mends | None = None,
    retyped: Retyped | None = None,
    own: OwnColumns | None = None,
    progress: Callable[[int], None] | None = None,
    check: bool = True,
) -> Brought:
    """Look at a file. ``form`` is the format that somebody said, ``told`` their columns, ``answers``
    what they answered, ``mends`` cells that they corrected, ``retyped`` the collection's own table of codes and ``own`` the mappings that it keeps; ``progress`` is told the rows so far, and what it raises ends it. Raises
    ``Refused`` for what isn't read (with ``check`` also where nothing tells of events), ``ValueError``
    for a wrong option.
    """
    if form and form not in {f.key for f in (*FORMS, GENERIC)} | set(RECORDS):
        raise ValueError(f"“{form}” is no format; there are: {', '.join(sorted({f.key for f in FORMS} | set(RECORDS) | {GENERIC.key}))}")  # fmt: skip
    file = opened(path)
    table, mapped = _table(file, form, encoding)
    table = mended(table, mends or {})
    if retyped:
        mapped = retyped.applied(mapped)
    known = own.of(table.columns) if own else None
    if known:
        mapped = mapped.changed(known.fields, known.why)
    if told:
        mapped = mapped.changed(told)
    if check:
        _check(table, mapped)
    survey = survey_of(table, mapped, progress)
    questions = questions_of(table, mapped, survey)
    letters = letters_of(file.path, said_encoding()).words if file.kind == "json" else ""
    said = f"Its columns become what was {known.why}." if known else ""
    noticed = (*file.noticed, *filter(None, [letters, said]), *table.noticed, *survey.noticed)
    return answered(Brought(path, table, mapped, survey, questions, noticed, file), answers or {})


def answered(brought: Brought, answers: Mapping[str, str]) -> Brought:
    """The same with some of what it asks answered, by the questions' keys; ``brought`` stays as it is.

    Raises ``ValueError`` for what isn't asked, and for an answer that isn't offered.
    """
    asked = {q.key: q for q in brought.questions}
    if wrong := [key for key in answers if key not in asked]:
        raise ValueError(
            f"nothing is asked about “{wrong[0]}”; asked: {', '.join(sorted(asked)) or 'nothing'}"
        )
    mapped, told = brought.mapped, brought.survey
    survey = replace(told, orders=dict(told.orders), serials=dict(told.serials))
    for key, answer in answers.items():
        mapped = asked[key].apply(mapped, survey, answer)
    left = tuple(q for key, q in asked.items() if key not in answers)
    return replace(brought, mapped=mapped, survey=survey, questions=left)


#: Fields without any of which a row tells of nothing that happened.
_ESSENTIAL = ("date", "year", "latitude", "point", "place", "title", "text")


def tells_of_events(mapped: Mapped) -> bool:
    """Whether any column is a date, a place, a title or a text."""
    return any(mapped.columns(name) for name in _ESSENTIAL)


def _check(table: Table, mapped: Mapped) -> None:
    if not tells_of_events(mapped):
        listed = ", ".join(table.columns[:12])
        raise Refused(
            f"{table.name} is no table of events as far as can be seen: none of its columns ({listed}) is a "
            "date, a place, a title or a text. Say what they are with --map COLUMN=FIELD."
        )


def _table(file: Opened, form: str, encoding: str) -> tuple[Table, Mapped]:
    if file.kind == "text":
        return _text(file, form, encoding)
    if file.kind == "workbook":
        return _mapped(sheets(file.path, file.name, _best_score, names_a_field)[0], form)
    if found := _record(file, form):
        return found
    raise Refused(
        f"{file.name} is {file.words}, "
        + (f"no {form}." if form else "and no format that geodash knows.")
    )


def _record(file: Opened, form: str) -> tuple[Table, Mapped] | None:
    """What is no rows of cells, as the reader makes a table of it that was said, else that knows it."""
    said = "" if form in RECORDS else form
    for key, read in RECORDS.items():
        if (said or form in ("", key)) and (found := read(file)) is not None:
            table = found[0]
            if file.kind == "json" and isinstance(table, Records):
                table = table.with_broken(broken(file))
            return _mapped(table, said, found[1])
    return None


def _text(file: Opened, form: str, encoding: str) -> tuple[Table, Mapped]:
    head = head_of(file.path, letters_of(file.path, encoding), 40)
    if form in ("", *RECORDS) and (found := _record(file, form)):
        return found
    if table := gdelt_table(file.path, file.name, head, encoding, forced=form == "gdelt"):
        return _mapped(table, form)
    return _mapped(named(delimited(file.path, file.name, encoding, names_a_field), head), form)


def _best_score(columns: tuple[str, ...]) -> float:
    return max((form.score(columns) for form in FORMS), default=0.0)


def _mapped(table: Table, key: str, known: Form | None = None) -> tuple[Table, Mapped]:
    """The table with what its columns become, by the format that is said, known, or fits best."""
    if key == GENERIC.key:
        return table, guessed(table)
    best = max(FORMS, key=lambda f: f.score(table.columns))
    if known is not None and not key:
        if known.fields:
            return table, known_uses(known, table.columns)
        # A data set’s own rows as JSON or as features are that data set.
        if best.global_ids and best.score(table.columns) > 0:
            return table, _placed(known_uses(best, table.columns))
        return table, guessed(table, known)
    if key:
        form = next((f for f in FORMS if f.key == key), None)
        if form is None:
            raise Refused(f"{table.name} is a table, no {key}.")
        if not any(c for c in known_uses(form, table.columns).uses if c.field != "keep"):
            raise Refused(f"{table.name} has no column of {form.title}.")
        return table, _placed(known_uses(form, table.columns))
    if best.score(table.columns) > 0:
        return table, known_uses(best, table.columns)
    return table, guessed(table)


def _placed(mapped: Mapped) -> Mapped:
    """A mapping whose places are those of the file’s geometries, where it has none in columns of its own."""
    columns = {use.column for use in mapped.uses}
    if mapped.column("latitude") or LATITUDE not in columns:
        return mapped
    return mapped.changed({LATITUDE: "latitude", LONGITUDE: "longitude"}, "its geometry")


def again(brought: Brought, change: Callable[[Mapped], Mapped]) -> Brought:
    """The same file with another mapping, looked at anew."""
    mapped = change(brought.mapped)
    survey = survey_of(brought.table, mapped)
    questions = questions_of(brought.table, mapped, survey)
    return replace(brought, mapped=mapped, survey=survey, questions=questions)
