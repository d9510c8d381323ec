"""What the shelf says of a briefing before it is opened."""

from __future__ import annotations

from pathlib import Path

import pytest
import shipped_sample

from geodash.domain.briefing import Briefing, Slide
from geodash.domain.model import Collection, Status
from geodash.views.shelf import shelf_card

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def collection() -> Collection:
    return shipped_sample.corpus()


def card(collection: Collection, *views: str) -> dict[str, object]:
    return shelf_card(collection, Briefing("b", "Title", "Sub", tuple(Slide(v) for v in views)))


def test_texts_and_slides_arrive_as_they_are(collection: Collection) -> None:
    slide = Slide("event=cc-0041", "<b>Heading</b>", "two\nlines", "As noted.")
    made = shelf_card(collection, Briefing("b", "Title & more", "Sub", (slide,)))
    assert (made["id"], made["title"], made["subtitle"]) == ("b", "Title & more", "Sub")
    assert made["slides"] == [
        {
            "view": "event=cc-0041",
            "heading": "<b>Heading</b>",
            "remark": "As noted.",
            "notes": "two\nlines",
        }
    ]


def test_marks_follow_the_order_and_views_have_none(collection: Collection) -> None:
    jermuk = collection.events["cc-0041"]
    planned = next(e for e in collection.events.values() if e.status is Status.PLANNED)
    made = card(collection, f"event={planned.event_id}", "kind=talks", "kind=violence&event=cc-0041", "event=cc-9999")  # fmt: skip
    first, second, third, fourth = made["marks"]  # type: ignore[misc]
    assert first["planned"] and first["kind"] == planned.kind.value
    assert second is None
    assert third == {"kind": jermuk.kind.value, "one_sided": jermuk.one_sided, "planned": False}
    assert fourth is None


def test_days_span_the_events(collection: Collection) -> None:
    assert card(collection, "event=cc-0041")["dates"] == "13 Sept 2022"
    assert card(collection, "event=cc-0041", "event=cc-0039")["dates"] == "26 Aug – 13 Sept 2022"


def test_without_a_dated_event_there_is_no_span(collection: Collection) -> None:
    undated = next(e for e in collection.events.values() if e.interval is None)
    assert card(collection)["dates"] == ""
    assert card(collection, "kind=talks", f"event={undated.event_id}")["dates"] == ""


def test_a_history_of_decades_does_not_stretch_the_span(collection: Collection) -> None:
    old = next(e for e in collection.events.values() if e.interval and e.interval.days > 4000)
    assert card(collection, "event=cc-0041", f"event={old.event_id}")["dates"] == "13 Sept 2022"
