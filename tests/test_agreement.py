"""Two codings compared: kappa by published examples, pairs, the report, the command."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from agree_kit import code, two
from collection_kit import EVENT, LINK, MENTION, MENTION2, SAID, table
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped_sample import corpus
from tries import tries
from typer.testing import CliRunner

from geodash.cli import app
from geodash.coding.agree.asked import agreement
from geodash.coding.agree.assignment import assignment
from geodash.coding.agree.codings import CodingError, begin, close, decide
from geodash.coding.agree.compare import NOT_CODED, Comparison, articles_coded, compare
from geodash.coding.agree.kappa import kappa, steps
from geodash.coding.agree.links import Links
from geodash.coding.agree.report import confusion_table, markdown
from geodash.coding.agree.union import union
from geodash.domain.kinds import EventType
from geodash.domain.model import Collection, Event, Status

Values = list[tuple[str, str]]


def counted(table: list[list[int]]) -> Values:
    names = "abcdef"
    return [
        (names[r], names[c])
        for r, row in enumerate(table)
        for c, n in enumerate(row)
        for _ in range(n)
    ]


# Kappa ------------------------------------------------------------------------------------------


def test_kappa_of_published_examples() -> None:
    # Cohen 1960 and 1968: two judges, 200 people, three diagnoses.
    cohen = counted([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
    assert kappa(cohen).kappa == pytest.approx(0.492, abs=5e-4)
    apart = {"ab": 1, "ac": 3, "bc": 6}
    weighted = kappa(cohen, lambda a, b: 1 - apart.get("".join(sorted(a + b)), 0) / 6)
    assert weighted.kappa == pytest.approx(0.348, abs=5e-4)
    # Fleiss, Statistical methods for rates and proportions: κ = .68, its standard error .087.
    fleiss = kappa(counted([[75, 1, 4], [5, 4, 1], [0, 0, 10]]))
    assert fleiss.kappa == pytest.approx(0.68, abs=5e-3)
    assert fleiss.low is not None and fleiss.kappa is not None
    assert (fleiss.kappa - fleiss.low) / 1.96 == pytest.approx(0.087, abs=1e-3)


def test_kappa_where_nothing_can_be_said() -> None:
    assert kappa([]).kappa is None
    one = kappa([("a", "a")] * 5)
    assert (one.n, one.same, one.kappa) == (5, 1.0, None)
    assert kappa([("a", "b"), ("b", "a")]).kappa == pytest.approx(-1)


def test_steps_far_apart_count_less() -> None:
    weight = steps("123")
    assert [weight("1", x) for x in ("1", "2", "3", "7")] == [1, 0.5, 0, 0]
    assert weight("7", "7") == 1


@settings(max_examples=tries())
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=30))
def test_kappa_is_the_same_both_ways_and_in_any_order(pairs: Values) -> None:
    found, turned = kappa(pairs, steps("abc")), kappa([(b, a) for a, b in pairs], steps("abc"))
    assert (found.n, found.same) == (turned.n, turned.same)
    assert found.kappa == pytest.approx(turned.kappa)
    assert kappa(sorted(pairs), steps("abc")) == found


# The assignment ---------------------------------------------------------------------------------


@settings(max_examples=tries())
@given(
    st.integers(0, 4),
    st.integers(0, 5),
    st.dictionaries(
        st.tuples(st.integers(0, 3), st.integers(0, 4)), st.integers(0, 9), max_size=12
    ),
)
def test_no_assignment_is_better(
    rows: int, columns: int, scores: dict[tuple[int, int], int]
) -> None:
    scores = {(r, c): n for (r, c), n in scores.items() if r < rows and c < columns}
    found = assignment(rows, columns, scores)
    assert len(set(found.values())) == len(found)
    places = [*range(columns), *[-1] * rows]
    best = max(
        sum(scores.get((r, c), 0) for r, c in enumerate(way)) for way in permutations(places, rows)
    )
    assert sum(scores[at] for at in found.items()) == best


# Pairs ------------------------------------------------------------------------------------------


def with_rows(collection: Collection, seed: int) -> Collection:
    """The same rows in another order."""
    shuffled = random.Random(seed)
    events, mentions = list(collection.events.items()), list(collection.mentions)
    shuffled.shuffle(events)
    shuffled.shuffle(mentions)
    return replace(collection, events=dict(events), mentions=tuple(mentions))


def renamed(collection: Collection) -> Collection:
    """The same coding under ids of its own."""
    return replace(
        collection,
        events={f"x-{i}": replace(e, event_id=f"x-{i}") for i, e in collection.events.items()},
        mentions=tuple(replace(m, event_id=f"x-{m.event_id}") for m in collection.mentions),
        links=tuple(
            replace(k, from_event=f"x-{k.from_event}", to_event=f"x-{k.to_event}")
            for k in collection.links
        ),
    )


def spoiled(collection: Collection, seed: int) -> Collection:
    """A coder who leaves out some events, and codes some types, states and days otherwise."""
    chance = random.Random(seed)
    events = {}
    for ident, event in collection.events.items():
        roll = chance.random()
        if roll < 0.1:
            continue
        if roll < 0.2:
            event = replace(event, event_type=chance.choice(list(EventType)))
        elif roll < 0.3:
            event = replace(event, status=Status.CLAIMED, date_start=None, date_end=None)
        events[ident] = event
    kept = tuple(m for m in collection.mentions if m.event_id in events)
    return replace(collection, events=events, mentions=kept)


def compared(one: Collection, other: Collection, *articles: str) -> Comparison:
    here = frozenset(articles) or articles_coded(one) & articles_coded(other)
    return compare(one, other, ("one", "other"), here)


def ids(found: Comparison) -> list[tuple[str, str]]:
    return sorted((p.one.event.event_id, p.other.event.event_id) for p in found.pairs)


def test_a_coding_agrees_with_itself_whatever_its_ids_and_order() -> None:
    own = corpus()
    found = compared(own, renamed(with_rows(own, 1)))
    assert not found.only_one and not found.only_other
    assert len(found.pairs) > 100
    for figure in found.figures:
        assert (figure.kappa.same, figure.kappa.kappa) == (1.0, pytest.approx(1.0)), figure.field
    assert found.words == pytest.approx(1.0)
    assert found.links.share == 1 and found.links.both > 50


@settings(max_examples=max(4, tries(10) // 3))
@given(st.integers(0, 10_000))
def test_the_order_of_rows_and_of_codings_says_nothing(seed: int) -> None:
    own, here = corpus(), "timely-diplomacy"
    other = renamed(spoiled(own, seed))
    found = compared(own, other, here)
    assert ids(compared(with_rows(own, seed), with_rows(other, seed + 1), here)) == ids(found)
    turned = compared(other, own, here)
    assert sorted((b, a) for a, b in ids(turned)) == ids(found)
    for mine, theirs in zip(found.figures, turned.figures, strict=True):
        assert (mine.kappa.n, mine.kappa.same) == (theirs.kappa.n, theirs.kappa.same)
        assert mine.kappa.kappa == pytest.approx(theirs.kappa.kappa)
    # Nearly all are found again, though types and days differ.
    right = sum(b == f"x-{a}" for a, b in ids(found))
    assert right >= 0.9 * found.counts[1] > 10


# Folders, the command ---------------------------------------------------------------------------

LATER = {"date_start": "2022-12-13", "date_end": "2022-12-13", "event_type": "COERCE"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder, own = two(tmp_path / "c")
    code(
        own,
        {**EVENT, **LATER, "event_id": "a1"},
        {**SAID, "event_id": "a2"},
        mentions=(
            {**MENTION, "event_id": "a1", "quote": "the road near Goris was blocked by a crowd", "suffix": ". Armenia said"},
            {**MENTION2, "event_id": "a2"},
        ),
    )  # fmt: skip
    return folder


def run(*words: object) -> tuple[int, str]:
    found = CliRunner().invoke(app, ["agreement", *map(str, words)])
    return found.exit_code, found.stdout if found.exit_code == 0 else found.output


def test_what_differs_is_told(home: Path) -> None:
    found = agreement(home, "main", "anna").comparison
    assert ids(found) == [("e1", "a1"), ("e2", "a2")]
    # The other article is not coded by her, so nothing of it counts.
    assert (found.articles, found.only_one, found.left_out) == (("road",), (), (0, 0))
    assert found.pairs[0].evidence.reasons[1:] == ["same kind", "same actors", "other days"]
    assert 0.7 < found.pairs[0].evidence.words < 0.9
    same = {f.field.name: f.kappa.same for f in found.figures}
    assert (same["kind"], same["event_type"], same["days"], same["actors"]) == (1, 0.5, 0.5, 1)
    assert found.confusions == {("pressure", "pressure"): 1, ("accusation", "accusation"): 1}


def test_links_between_events_that_both_coded_are_compared(home: Path) -> None:
    anna, names = home / "codings" / "anna", {"e1": "a1", "e2": "a2"}
    hers = {k: names.get(v, v) for k, v in LINK.items()}

    def links(*rows: dict[str, str]) -> Links:
        (anna / "links.csv").write_text(table("links", *rows), "utf-8")
        return agreement(home, "main", "anna").comparison.links

    assert (links().both, links().either, links().share) == (0, 1, 0)
    assert (links(hers).both, links(hers).share) == (1, 1)
    turned = {**hers, "from_event": hers["to_event"], "to_event": hers["from_event"]}
    apart = links(turned)
    assert (apart.both, len(apart.only_one), len(apart.only_other), apart.other_ends) == (
        0,
        1,
        1,
        1,
    )
    text = run("main", "anna", "-C", home)[1]
    assert "Of 2 links between events that both coded, both made 0 (0%)." in text
    assert "## Links that only anna made" in text
    figures = csv.DictReader(io.StringIO(run("main", "anna", "-C", home, "--as", "csv")[1]))
    assert [(r["n"], r["in_common"]) for r in figures if r["field"] == "links"] == [("2", "0.0000")]


def test_what_was_decided_by_hand_counts(home: Path) -> None:
    anna = home / "codings" / "anna"
    decide(anna, "a1", "main", "e1", same=False)
    found = agreement(home, "main", "anna").comparison
    assert [c.event.event_id for c in (*found.only_one, *found.only_other)] == ["e1", "a1"]
    assert found.confusions[("pressure", NOT_CODED)] == 1
    decide(anna, "a1", "main", "e2", same=True)
    assert ("e2", "a1") in ids(agreement(home, "main", "anna").comparison)
    assert ("a1", "e2") in ids(agreement(home, "anna", "main").comparison)
    decide(anna, "a1", "main", "e2", same=None)
    decide(anna, "a1", "main", "e1", same=None)
    assert ("e1", "a1") in ids(agreement(home, "main", "anna").comparison)


def test_what_is_closed_is_compared(home: Path) -> None:
    close(home / "codings" / "anna", "off")
    found = agreement(home, "main", "anna").comparison
    assert (found.articles, found.counts) == (("off",), (1, 0))


def test_the_command(home: Path, tmp_path: Path) -> None:
    status, text = run("main", "anna", "-C", home)
    assert status == 0
    assert "In 1 article main has 2 events, anna 2. 2 of them are the same (100%)" in text
    assert "| Type | 2 | 50% |" in text and "| PROTEST | COERCE |" in text
    status, text = run("main", "anna", "-C", home, "--as", "csv")
    figures = {row["field"]: row for row in csv.DictReader(io.StringIO(text))}
    assert (figures["days"]["same"], figures["kind"]["kappa"]) == ("0.5000", "1.0000")
    target = tmp_path / "pairs.csv"
    assert run("main", home / "codings" / "anna", "-C", home, "--as", "pairs", "-o", target)[0] == 0
    rows = list(csv.DictReader(target.open(encoding="utf-8")))
    assert rows[0]["differs_in"] == "event_type; days"
    assert run("main", "anna", "-C", home, "--as", "confusions")[1].splitlines()[1:] == [
        "accusation,accusation,1",
        "pressure,pressure,1",
    ]
    assert run("main", "anna", "-C", home, "--least", "0.9")[0] == 1
    status, text = run("main", "ben", "-C", home)
    assert (status, "there are: main, anna" in text) == (2, True)
    begin(home, "ben")
    status, text = run("main", "ben", "-C", home)
    assert (status, "no event to compare" in text) == (1, True)
    assert run("main", "anna", "-C", home, "--as", "xlsx")[0] == 2


def test_what_holds_of_both_is_offered_where_it_is_a_third() -> None:
    one = Event("e1", "A", actors=("a",), date_start=date(2022, 1, 1), date_end=date(2022, 1, 3))
    later = replace(one, date_start=date(2022, 1, 3), date_end=date(2022, 1, 5), actors=("b",))
    days = union("when", one, later)
    assert days and days.interval == (date(2022, 1, 1), date(2022, 1, 5))
    who = union("who", one, later)
    assert who and who.actors == ("a", "b")
    # Where one says all of it already, there is nothing between.
    assert union("who", one, replace(one, actors=("a", "c"))) is None
    assert union("when", one, replace(one, date_end=date(2022, 1, 9))) is None
    assert union("kind", one, later) is None
    toll = union("toll", replace(one, deaths_best=4), replace(one, deaths_low=2, deaths_high=9))
    assert toll and (toll.deaths_low, toll.deaths_best, toll.deaths_high) == (2, None, 9)


def test_a_coder_needs_to_be_allowed_to_edit(home: Path) -> None:
    found = CliRunner().invoke(app, ["serve", str(home), "--coder", "ben"])
    assert (found.exit_code, "--edit" in found.output) == (2, True)
    assert not (home / "codings" / "ben").exists()


@pytest.mark.parametrize("name", ["main", "", "../x", "Anna", "a b"])
def test_names_that_are_none(home: Path, name: str) -> None:
    with pytest.raises(CodingError):
        begin(home, name)


def test_signs_of_markdown_are_escaped_in_the_report_alone(tmp_path: Path) -> None:
    found = agreement(two(tmp_path / "c")[0], "main", "anna")
    named = replace(found.comparison, names=("A_B", "C|D"))
    lines = markdown(named, found.one)
    assert lines[0] == r"# Agreement of A\_B and C\|D"
    assert r"Rows: A\_B. Columns: C\|D." in lines
    head, rows = confusion_table(named)
    assert not [cell for row in (head, *rows) for cell in row if "\\" in cell]
