"""An event that articles tell differently: what differs, whose words say so, and where it is said."""

from __future__ import annotations

from pathlib import Path

import pytest
import shipped_sample

from geodash.domain.differing import DISPUTABLE, differing
from geodash.domain.model import Fact, Mention, Stance
from geodash.words.differing import told_differently

ROOT = Path(__file__).resolve().parents[1]


def says(article: str, *supports: Fact, against: str = "") -> Mention:
    stance = Stance.DISPUTES if against else Stance.REPORTS
    words = f"{article} {' '.join(supports)}"
    what = tuple(against.split(";")) if against.strip() else ()
    return Mention(words, "e", article, words, supports=supports, stance=stance, disputes_what=what)


def test_nothing_differs_where_no_article_contradicts_another() -> None:
    assert differing([]) is None
    assert differing([says("one", Fact.WHAT), says("two", Fact.WHAT, Fact.WHEN)]) is None


@pytest.mark.parametrize(("what", "fact"), DISPUTABLE.items())
def test_both_are_heard_by_the_words_on_what_differs(what: str, fact: Fact) -> None:
    beside = next(f for f in Fact if f is not fact)
    mentions = [
        says("one", beside),
        says("one", fact),
        says("two", beside),
        says("three", beside, against=what),
    ]
    found = differing(mentions)
    assert found is not None and found.what == (what,)
    assert [(m.article_id, m.stance) for m in found.passages] == [
        ("one", Stance.REPORTS),
        ("three", Stance.DISPUTES),
    ]
    assert fact in found.passages[0].supports
    assert told_differently(found).startswith("Told differently in 2 articles: ")


def test_what_differs_stands_in_one_order_and_may_be_unsaid() -> None:
    found = differing([says("one", Fact.WHEN), says("two", Fact.WHEN, against="figures;date")])
    assert found is not None
    assert told_differently(found) == "Told differently in 2 articles: the date and the figure"
    unsaid = differing([says("one", Fact.WHAT), says("two", Fact.WHAT, against=" ")])
    assert unsaid is not None
    assert told_differently(unsaid) == "Told differently in 2 articles"


def test_it_is_said_wherever_the_event_stands() -> None:
    site, words = shipped_sample.site(), "Told differently in 2 articles: the place"
    assert site.cards(["cc-0039"])["cc-0039"]["event"]["differs"] == words
    assert words in site.cards(["cc-0039"])["cc-0039"]["html"]
    (item,) = [e for e in site.payload([])["events"] if e["differs"]]
    assert (item["id"], item["differs"]) == ("cc-0039", words)
    analysis = site.analysis([])
    assert [r["differs"] for r in analysis["rows"] if r["id"] == "cc-0039"] == [words]
    assert all("differs" in row for group in analysis["claims"] for row in group["rows"])
    compared = site.compare([("a.to", "2022-12-31"), ("b.from", "2023-01-01")])["compared"]
    assert [r["differs"] for r in compared["a"]["only"]["rows"] if r["differs"]] == [words]
    (found,) = [g for g in site.search("Strip at Lachin")["groups"] if g["key"] == "events"]
    assert words in [row["differs"] for row in found["rows"]]
