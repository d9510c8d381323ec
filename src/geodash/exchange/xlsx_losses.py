"""The sheet of losses by side: each figure once, with whose, who says so, what the other side says."""

from __future__ import annotations

from openpyxl import Workbook

from geodash.exchange.selection import Selection
from geodash.exchange.sheets import Value
from geodash.exchange.xlsx_style import finish, head, put
from geodash.views.losses import NOT_REPORTED, REPORTED, Loss, losses, sums
from geodash.words.dates import date_label

COLUMNS = (
    "side",
    "whose dead",
    "dead, best figure",
    "at least",
    "at most",
    "counted",
    "sum of the side",
    "state",
    "who says so",
    "what the other side says",
    "what the side itself says",
    "event",
    "when",
    "event_id",
    "notes",
    "source",
)
SUM = "Sum"


def add_losses(book: Workbook, selection: Selection) -> None:
    """One line a figure, one for a side without any, then the sums by side and by source."""
    sheet = book.create_sheet("Losses")
    head(sheet, COLUMNS)
    found = losses(selection.collection, selection.events, selection.names)
    lines = [_line(loss) for loss in found]
    for (side, says), total in sums(found).items():
        # A column of its own: whoever adds up “counted” must not add the sums to it.
        state = REPORTED if total is not None else NOT_REPORTED
        lines.append((side, SUM, None, None, None, None, total, state, says))
    if not found:
        lines.append(("No losses are told of in what is shown.",))
    for number, line in enumerate(lines, start=2):
        for position, value in enumerate(line, start=1):
            put(sheet, number, position, value)
    finish(sheet, "C2", lines=9)


def _line(loss: Loss) -> tuple[Value, ...]:
    return (
        loss.side_name,
        loss.whose,
        loss.best,
        loss.low,
        loss.high,
        loss.added,
        None,
        loss.state,
        loss.says,
        "; ".join(loss.others),
        "; ".join(loss.own),
        loss.event.title,
        date_label(loss.event),
        loss.event.event_id,
        "; ".join(loss.notes),
        loss.source.text if loss.source else "",
    )
