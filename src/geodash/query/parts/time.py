"""When: a period, possibly or certainly around an event's interval."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from geodash.domain.extent import PREC_DAYS
from geodash.query.params import Pairs, Reader, iso_date
from geodash.query.parts.base import Clause, Part, both
from geodash.query.vocabulary import Vocabulary
from geodash.words import days
from geodash.words.precision import DATE

if TYPE_CHECKING:
    from geodash.query.filter import Filter

#: UCDP ``date_prec``, read as "at most": days of the interval. A year at most is our own end.
MOST_DAYS: Mapping[int, int] = MappingProxyType({**PREC_DAYS, 5: 366})


class DatePart(Part):
    """``from``, ``to`` (inclusive) and ``when=certain``.

    Possibly within: the intervals overlap. Certainly within: the event's lies in the period. An
    undated event is in no period.
    """

    name = "dates"
    fields = ("date_from", "date_to", "certain")
    keys = ("from", "to", "when")
    told_by = "when"

    def canonical(self, f: Filter) -> dict[str, Any]:
        """A period that ends no earlier than it begins; ``certain`` only says something of one."""
        if f.date_from and f.date_to and f.date_from > f.date_to:
            raise ValueError("date_from is after date_to")
        return {"certain": f.certain and bool(f.date_from or f.date_to)}

    def sql(self, f: Filter, vocabulary: Vocabulary) -> Clause | None:
        """Overlap or containment."""
        late, early = (
            ("e.date_start", "e.date_end") if f.certain else ("e.date_end", "e.date_start")
        )
        clauses = []
        if f.date_from:
            clauses.append(Clause(f"{late} >= ?", (f.date_from,), "spans"))
        if f.date_to:
            clauses.append(Clause(f"{early} <= ?", (f.date_to,), "spans"))
        return both(clauses)

    def params(self, f: Filter) -> Pairs:
        """ISO dates; ``when`` only beside a date."""
        pairs: Pairs = []
        if f.date_from:
            pairs.append(("from", f.date_from.isoformat()))
        if f.date_to:
            pairs.append(("to", f.date_to.isoformat()))
        if pairs and f.certain:
            pairs.append(("when", "certain"))
        return pairs

    def read(self, reader: Reader, vocabulary: Vocabulary | None) -> dict[str, Any]:
        """A period that ends before it begins is left out whole: nobody knows which end is wrong."""
        accepted = "accepted is a date like 2022-09-13"
        first = reader.one("from", iso_date, accepted)
        last = reader.one("to", iso_date, accepted)
        certain = reader.flag("when", "certain")
        if first and last and first > last:
            reader.notice(
                f"The period from {first} to {last} {reader.dropped}: it ends before it begins."
            )
            first = last = None
        return {
            "date_from": first,
            "date_to": last,
            "certain": certain and bool(first or last),
        }

    def words(self, f: Filter, vocabulary: Vocabulary) -> str:
        """``between 1 August and 31 December 2022``."""
        if f.date_from and f.date_to:
            one = f.date_from == f.date_to
            text = f"on {days.day(f.date_from)}" if one else days.between(f.date_from, f.date_to)
        elif f.date_from:
            text = f"on or after {days.day(f.date_from)}"
        elif f.date_to:
            text = f"on or before {days.day(f.date_to)}"
        else:
            return ""
        return f"certainly {text}" if f.certain else text

    def short(self, f: Filter, vocabulary: Vocabulary) -> str:
        """``1 Aug – 31 Dec 2022``."""
        return self._period(f)

    def brief(self, f: Filter, vocabulary: Vocabulary) -> str:
        """``Aug–Dec 2022`` where the months are whole."""
        return self._period(f, whole=True)

    @staticmethod
    def _period(f: Filter, *, whole: bool = False) -> str:
        text = days.period(f.date_from, f.date_to, whole=whole)
        return f"certainly {text}" if f.certain else text


class DatePrecisionPart(Part):
    """``dprec``: UCDP ``date_prec`` at most, from the length of the interval. Undated never passes."""

    name = "date_precision"
    fields = ("date_precision",)
    keys = ("dprec",)
    set_by = "sure"
    let_go = "dated however roughly"

    def canonical(self, f: Filter) -> dict[str, Any]:
        """A ``date_prec``."""
        if f.date_precision is not None and f.date_precision not in MOST_DAYS:
            raise ValueError("date_precision is a date_prec from 1 to 5")
        return {}

    def sql(self, f: Filter, vocabulary: Vocabulary) -> Clause | None:
        """Days from first to last, both counted."""
        if not f.date_precision:
            return None
        return Clause("e.days <= ?", (MOST_DAYS[f.date_precision],), "spans")

    def params(self, f: Filter) -> Pairs:
        """``dprec=1``."""
        return [("dprec", str(f.date_precision))] if f.date_precision else []

    def read(self, reader: Reader, vocabulary: Vocabulary | None) -> dict[str, Any]:
        """A digit from 1 to 5."""
        digits = {str(n): n for n in MOST_DAYS}
        return {"date_precision": reader.one("dprec", digits.get, "accepted are 1 to 5")}

    def words(self, f: Filter, vocabulary: Vocabulary) -> str:
        """``dated to the day``."""
        return DATE[f.date_precision].phrase if f.date_precision else ""
