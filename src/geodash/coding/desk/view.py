"""The answer to each step of an editor: everything on the page that depends on the draft."""

from __future__ import annotations

from typing import Any

from geodash.coding.desk import table
from geodash.coding.desk.candidate import Candidate
from geodash.coding.desk.card import Cards, card
from geodash.coding.desk.listing import events_here
from geodash.coding.desk.marks import considered, coverage, pieces
from geodash.coding.desk.on_map import on_map
from geodash.coding.desk.problems import problems
from geodash.coding.desk.remedies import Remedies
from geodash.collection.checks.fairness import Stem
from geodash.geo.names import PlaceNames

Json = dict[str, Any]


def view(
    found: Candidate,
    article_id: str,
    chosen: str,
    names: PlaceNames,
    stems: tuple[Stem, ...],
    *,
    with_table: bool = False,
) -> Json:
    """``events`` of the article, ``pieces`` of its text, ``coverage`` by sentence, ``problems``, the chosen
    event's ``card`` and what stands on the ``map``; the ``table`` where it is asked for."""
    here = events_here(found, article_id)
    ids = [line["id"] for line in here]
    wrong = problems(found, ids, Remedies(found, article_id, names, stems), stems)
    counted = {i: sum(p["event"] == i and p["severity"] != "info" for p in wrong) for i in ids}
    for line in here:
        line["problems"] = counted[line["id"]]
    cards = Cards(found, article_id, names, stems)
    return {
        "events": here,
        "pieces": pieces(found, article_id),
        "coverage": coverage(found, article_id),
        "considered": considered(found, article_id),
        "problems": wrong,
        "card": card(cards, chosen) if chosen else None,
        "map": on_map(found, chosen, ids, names),
        "table": {"columns": table.columns(), "rows": table.rows(found, here, wrong, names)}
        if with_table
        else None,
        "rows": {
            "event": found.rows["events"].get(chosen),
            "mentions": found.mentions_of(chosen),
            "links": found.links_of(chosen),
        },
    }
