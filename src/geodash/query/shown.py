"""The set of events that a filter lets through, as the beginning of any query about them.

``passing`` are all that pass; ``shown`` leaves out the umbrellas of which a member passes, because
what is told of the whole and of its parts is one thing and is counted once.
"""

from __future__ import annotations

from geodash.query.filter import Filter
from geodash.query.parts import Clause
from geodash.query.vocabulary import Vocabulary

_BESIDE_MEMBER = (
    "SELECT 1 FROM umbrella_members m JOIN {table} q ON q.n = m.member{same} WHERE m.umbrella = p.n"
)


class Sets:
    """Writes the common beginning; ``umbrellas`` tells whether there are any at all."""

    def __init__(self, vocabulary: Vocabulary, umbrellas: bool) -> None:
        self._vocabulary = vocabulary
        self._umbrellas = umbrellas

    def begin(self, f: Filter) -> Clause:
        """``WITH passing AS (…), shown AS (…)`` and its parameters."""
        where, params = f.to_sql(self._vocabulary)
        passing = f"passing AS (SELECT e.* FROM events e WHERE {where})"
        shown = f"shown AS (SELECT * FROM passing p{self.once('passing')})"
        return Clause(f"WITH {passing}, {shown} ", params)

    def once(self, table: str, same: str = "") -> str:
        """`` WHERE`` an umbrella ``p`` has no member in ``table q``, equal also in ``same``."""
        if not self._umbrellas:
            return ""
        equal = f" AND q.{same} = p.{same}" if same else ""
        return f" WHERE NOT EXISTS ({_BESIDE_MEMBER.format(table=table, same=equal)})"
