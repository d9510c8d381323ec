"""A and B: what counts on which side, in words, in an address and on one scale."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
import shipped_sample
from hypothesis import given, settings
from hypothesis import strategies as st
from store_sample import AREAS, GAZETTEER, SAMPLE, random_collection
from tries import tries

from geodash.domain.kinds import Kind
from geodash.query import Filter, Store
from geodash.query.compare import WAYS, comparison, describe, read
from geodash.query.params import query_string
from geodash.views.analysis.compare import Shares
from geodash.views.analysis.side_times import times
from geodash.views.analysis.tallies import tallies
from geodash.web.site import Site

ROOT = Path(__file__).resolve().parents[1]
RANDOM = random_collection(11, 160)
STORES = {c.path: Store(c, GAZETTEER, AREAS) for c in (SAMPLE, RANDOM)}
AUTUMN = "actor=ARM&actor=AZE&a.from=2022-07-01&a.to=2022-09-30&b.from=2022-10-01&b.to=2022-12-31"

few = settings(max_examples=tries(25), deadline=None)
filters = st.builds(
    Filter,
    kinds=st.lists(st.sampled_from(list(Kind)), max_size=2).map(tuple),
    actors=st.lists(st.sampled_from(["ARM", "azerbaijan"]), max_size=2).map(tuple),
    background=st.booleans(),
)


@pytest.fixture(scope="module")
def site() -> Site:
    return shipped_sample.site()


def pairs(query: str) -> list[tuple[str, str]]:
    return [tuple(p.split("=", 1)) for p in query.split("&") if p]  # type: ignore[misc]


@few
@given(st.sampled_from(sorted(STORES)), filters, st.sampled_from(WAYS))
def test_a_side_is_the_shared_filter_with_its_own_part(name, f, way) -> None:
    """Each side counts what its filter counts; both, only A and only B make up all, each once."""
    store = STORES[name]
    compared = comparison(store, f, way)
    if compared is None:
        return
    shares = Shares.of(store, compared)
    for own, (_, side) in zip((shares.a, shares.b), compared.sides, strict=True):
        assert [e.event_id for e in own] == store.counted(side.filter)
        assert side.filter.without(_PART[way.by]) == compared.shared
    a, b, both = ({e.event_id for e in x} for x in (shares.a, shares.b, shares.both))
    assert both == a & b
    assert sorted(e.event_id for e in shares.all) == sorted(a | b)
    lists = {t["key"]: t["rows"] for t in tallies(store, compared, shares.a, shares.b)}
    for key in ("kind", "status"):
        assert sum(r["a"]["n"] for r in lists[key]) == len(a)
        assert sum(r["b"]["n"] for r in lists[key]) == len(b)
    assert describe(store, compared).amount.startswith(f"{len(a)} event")


_PART = {"periods": "dates", "parties": "actors", "articles": "articles"}


@few
@given(st.sampled_from(sorted(STORES)), filters, st.sampled_from(WAYS))
def test_what_is_found_comes_again_from_its_address(name, f, way) -> None:
    store = STORES[name]
    compared = comparison(store, f, way)
    if compared is None:
        return
    again, notices = read(query_string(compared.side_params()), f, store)
    assert notices == () and again == compared


@few
@given(st.sampled_from(sorted(STORES)), filters, st.sampled_from(WAYS))
def test_a_mark_is_an_event_and_a_line_all_of_its_days(name, f, way) -> None:
    """Each dated event stands once on its side: as a mark in its unit, as a line, or counted."""
    store = STORES[name]
    compared = comparison(store, f, way)
    if compared is None:
        return
    shares = Shares.of(store, compared)
    found = times(store, compared, shares.a, shares.b, [])
    if found is None:
        return
    for own, side in ((shares.a, found["a"]), (shares.b, found["b"])):
        events = {e.event_id: e for e in own}
        marks = [(e["id"], b) for b in side["bins"] for e in b["events"]]
        assert len(marks) == len(dict(marks))
        for event_id, unit in marks:
            first, last = events[event_id].interval
            assert unit["from"] <= first.isoformat() <= last.isoformat() <= unit["to"]
        lanes: dict[int, str] = {}
        for line in side["lines"]:
            first, last = events[line["id"]].interval
            assert line["from"] == max(first.isoformat(), side["from"])
            assert line["to"] == min(last.isoformat(), side["to"])
            assert lanes.get(line["lane"], "") < line["from"]
            lanes[line["lane"]] = line["to"]
        elsewhere = side["undrawn"]["ids"] + side["outside"]["ids"] + side["undated"]["ids"]
        drawn = [i for i, _ in marks] + [line["id"] for line in side["lines"]]
        assert sorted(drawn + elsewhere) == sorted(events)
        assert side["loose"]["n"] == len(side["lines"]) + side["undrawn"]["n"]


@few
@given(st.sampled_from(sorted(STORES)), filters)
def test_two_periods_that_nobody_chose_are_of_one_length_and_meet(name, f) -> None:
    """So neither has more events for being longer, and the axis of each fills its column."""
    compared = comparison(STORES[name], f, WAYS[0])
    if compared is None:
        return
    (a1, a2), (b1, b2) = [
        (date.fromisoformat(p["from"]), date.fromisoformat(p["to"]))
        for p in (dict(side.params) for _, side in compared.sides)
    ]
    assert (b1 - a2).days == 1
    lengths = ((a2 - a1).days + 1, (b2 - b1).days + 1)
    assert lengths[0] == lengths[1] or {d.day for d in (a1, b1)} == {1}
    assert min(lengths) / max(lengths) > 0.8


def test_a_chosen_period_is_halved_and_none_of_it_left_out(site: Site) -> None:
    found = site.compare(pairs("from=2022-07-05&to=2022-12-31"))["compared"]["params"]
    assert found == {
        "a.from": "2022-07-05",
        "a.to": "2022-09-30",
        "b.from": "2022-10-01",
        "b.to": "2022-12-31",
    }


# The shipped collection ---------------------------------------------------------------------------


def test_two_periods_in_words_and_lists(site: Site) -> None:
    answer = site.compare(pairs(AUTUMN))
    found = answer["compared"]
    assert answer["notices"] == []
    assert (found["a"]["label"], found["b"]["label"]) == (
        "1 July – 30 Sept 2022",
        "1 Oct – 31 Dec 2022",
    )
    assert found["said"].startswith(", with Armenia or Azerbaijan; ")
    neither = re.search(r"; 2 undated and (\d+) of other times in neither\.$", found["said"])
    assert neither and "lie in both and count in both" in found["said"]
    whole = site.payload(pairs("actor=ARM&actor=AZE"))["count"]
    union = {*found["a"]["total"]["ids"], *found["b"]["total"]["ids"]}
    assert whole == len(union) + 2 + int(neither[1])
    a, b, both = (found[k] for k in ("a", "b", "both"))
    assert a["total"]["n"] == a["only"]["total"]["n"] + both["total"]["n"]
    assert b["total"]["n"] == b["only"]["total"]["n"] + both["total"]["n"]
    assert not {p["label"] for p in a["places"]} & {p["label"] for p in b["places"]}
    kinds = {r["value"]: (r["a"]["n"], r["b"]["n"]) for r in found["tallies"][0]["rows"]}
    assert kinds["violence"][0] > kinds["violence"][1] == 0
    assert [w["label"] for w in answer["ways"]] == ["two periods", "two parties", "two articles"]
    # A view on both slides is the view of both maps.
    assert re.fullmatch(r"\d+\.\d+/-?\d+\.\d+/-?\d+\.\d+", found["view"])


def test_each_map_names_the_events_of_its_marks(site: Site) -> None:
    """With those elsewhere and those without a place, every event of the side."""
    found = site.compare(pairs(AUTUMN))["compared"]
    for letter in ("a", "b"):
        drawn = site.side_map(pairs(AUTUMN), letter)
        ids = {i for ids in re.findall(r'data-events="([^"]+)"', drawn) for i in ids.split()}
        side = found[letter]
        away = {*side["elsewhere"]["ids"], *side["unplaced"]["ids"]}
        assert side["elsewhere"]["n"] and ids
        assert ids | away >= set(side["total"]["ids"])


@pytest.mark.parametrize(
    ("query", "notices", "by"),
    [
        ("a.from=yesterday", ["a.from=“yesterday” was left out"], "periods"),
        ("a.from=2022-09-01&b.actor=ARM", ["b.actor was left out"], "periods"),
        ("a.article=nothing", ["a.article=“nothing” was left out"], "articles"),
        ("a.kind=violence", ["The parameter “a.kind” is not known"], "periods"),
        ("a.from=2022-09-30&a.to=2022-09-01", ["A: The period from 2022-09-30"], "periods"),
    ],
)
def test_bad_values_are_told_and_left_out(site: Site, query, notices, by) -> None:
    answer = site.compare(pairs(query))
    assert [n[: len(w)] for n, w in zip(answer["notices"], notices, strict=True)] == notices
    assert answer["compared"]["by"] == by


def test_one_side_alone_finds_its_other(site: Site) -> None:
    later = site.compare(pairs("a.from=2022-09-01&a.to=2022-09-30"))["compared"]["params"]
    assert (later["b.from"], later["b.to"]) == ("2022-10-01", "2022-10-30")
    open_ended = site.compare(pairs("b.from=2022-09-01"))["compared"]["params"]
    assert open_ended == {"a.to": "2022-08-31", "b.from": "2022-09-01"}
    party = site.compare(pairs("b.actor=AZE"))["compared"]["params"]
    assert party["b.actor"] == "AZE" != party["a.actor"]


def test_a_file_holds_both_sides_and_says_which(site: Site) -> None:
    """Every event of either, those of both once; counted as on the page."""
    found = site.compare(pairs(AUTUMN))["compared"]
    a, b = (set(found[k]["total"]["ids"]) for k in "ab")
    data = site.export("csv", pairs(AUTUMN)).data.decode("utf-8-sig")
    rows = {r["event_id"]: r for r in csv.DictReader(io.StringIO(data)) if r["counted"] == "1"}
    assert set(rows) == a | b
    for event_id, row in rows.items():
        sides = [letter for letter, ids in (("A", a), ("B", b)) if event_id in ids]
        assert row["side"] == " and ".join(sides)
    assert "side" not in site.export("csv", pairs("actor=ARM")).data.decode().split("\r\n")[0]


def test_word_and_excel_tell_a_and_b_with_their_counts(site: Site) -> None:
    violence = site.compare(pairs(AUTUMN))["compared"]["tallies"][0]["rows"][0]
    wanted = (violence["label"], violence["a"]["n"], violence["b"]["n"])
    document = docx.Document(io.BytesIO(site.export("docx", pairs(AUTUMN)).data))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[:2] == ["A: 1 July – 30 Sept 2022", "B: 1 Oct – 31 Dec 2022"]
    cells = [tuple(c.text for c in row.cells) for row in document.tables[0].rows]
    assert tuple(map(str, wanted)) in cells
    assert all(re.match("A: |B: |A and B: ", r.cells[0].text) for r in document.tables[1].rows[1:])
    book = openpyxl.load_workbook(io.BytesIO(site.export("xlsx", pairs(AUTUMN), "http://x/").data))
    assert wanted in [row[1:4] for row in book["Comparison"].iter_rows(values_only=True)]
    about = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
    assert about["Address"] == f"http://x/analyse?tab=compare&{AUTUMN}"
    assert about["What is shown"].startswith("29 events in A and 17 in B, from ")


@pytest.mark.parametrize(
    "query", ["a.from=yesterday", "a.from=2022-01-01&b.actor=ARM", "q=nosuch&b.article=x"]
)
def test_a_file_of_sides_that_make_no_sense_is_refused(site: Site, query: str) -> None:
    with pytest.raises(ValueError, match=r"can’t be used|nothing to compare"):
        site.export("csv", pairs(query))


def test_nothing_to_compare_is_an_answer(site: Site) -> None:
    answer = site.compare(pairs("q=nosuchwordanywhere"))
    assert answer["compared"] is None or answer["compared"]["a"]["total"]["n"] == 0
    with pytest.raises(ValueError, match="nothing to compare"):
        site.side_map(pairs("q=nosuchwordanywhere&a.actor="), "a")
