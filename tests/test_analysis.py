"""Analyse: each figure equals the events behind it, and the filter that a click on it sets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import shipped_sample
from hypothesis import given, settings
from hypothesis import strategies as st
from store_sample import AREAS, GAZETTEER, SAMPLE, random_collection
from tries import tries

from geodash.domain.kinds import Kind
from geodash.query import Filter, Store
from geodash.views.analysis import SERIES, Analyst, Options
from geodash.web.site import Site

ROOT = Path(__file__).resolve().parents[1]
RANDOM = random_collection(11, 160)
ANALYSTS = {c.path: Analyst(Store(c, GAZETTEER, AREAS), c) for c in (SAMPLE, RANDOM)}

few = settings(max_examples=tries(25))
filters = st.builds(
    Filter,
    kinds=st.lists(st.sampled_from(list(Kind)), max_size=2).map(tuple),
    actors=st.lists(st.sampled_from(["ARM", "azerbaijan", "csto"]), max_size=2).map(tuple),
    background=st.booleans(),
)


@pytest.fixture(scope="module")
def site() -> Site:
    return shipped_sample.site()


def ask(site: Site, query: str) -> dict:
    pairs = [tuple(p.split("=", 1)) for p in query.split("&") if p]
    return site.analysis(pairs)


@few
@given(st.sampled_from(sorted(ANALYSTS)), filters, st.sampled_from(["country", "actor"]))
def test_a_click_on_a_pair_shows_just_its_events(name: str, f: Filter, by: str) -> None:
    analyst = ANALYSTS[name]
    for row in analyst.answer(f, Options(by=by))["pairs"]["rows"]:
        assert row["total"]["ids"] == analyst.store.counted(replace(f, pairs=(row["pair"],)))
        assert row["total"]["n"] == sum(k["n"] for k in row["kinds"].values()) > 0


@few
@given(st.sampled_from(sorted(ANALYSTS)), filters)
def test_the_table_holds_every_event_once(name: str, f: Filter) -> None:
    analyst = ANALYSTS[name]
    answer = analyst.answer(f, Options())
    ids = analyst.store.counted(f)
    assert [row["id"] for row in answer["rows"]] == ids
    assert answer["count"] == len(ids)


@few
@given(st.sampled_from(sorted(ANALYSTS)), filters, st.sampled_from(SERIES))
def test_bars_spread_each_event_over_its_days_and_no_further(name, f, by) -> None:
    series = ANALYSTS[name].answer(f, Options(series=by))["series"]
    for row in series["rows"]:
        assert len(row["shares"]) == len(series["bars"])
        assert sum(row["shares"]) <= row["count"] + 0.01


@few
@given(st.sampled_from(sorted(ANALYSTS)), filters)
def test_kinds_over_time_add_up_to_what_the_filter_counts(name, f) -> None:
    """Told once: a whole whose parts are of another kind is counted with these, as in the legend."""
    analyst = ANALYSTS[name]
    rows = analyst.answer(f, Options(series="kind"))["series"]["rows"]
    assert sum(row["count"] for row in rows) == len(analyst.store.counted(f))
    if not f.kinds:
        legend = analyst.store.legend(f)
        assert {row["value"]: row["count"] for row in rows} == {
            k: n for k, n in legend.items() if n
        }


def test_over_time_counts_talks_as_the_legend_does(site: Site) -> None:
    rows = {r["value"]: r for r in ask(site, "")["series"]["rows"]}
    assert rows["talks"]["count"] == len(rows["talks"]["total"]["ids"]) == 17
    assert rows["talks"]["note"].startswith("19 events alone: 17 and 2 wholes")


@pytest.mark.parametrize("by", SERIES)
@pytest.mark.parametrize("name", sorted(ANALYSTS))
def test_series_draw_only_what_the_filter_shows(name, by) -> None:
    f, analyst = Filter(actors=("ARM", "azerbaijan"), all_actors=True), ANALYSTS[name]
    shown = {e.event_id for e in analyst.store.select(f)}
    assert shown
    for row in analyst.answer(f, Options(series=by))["series"]["rows"]:
        assert shown.issuperset(row["total"]["ids"])


def test_losses_sum_to_49_and_not_to_147(site: Site) -> None:
    """One toll for three towns; Azerbaijan's is not nought but not reported."""
    losses = ask(site, "from=2022-08-01&to=2022-12-31")["losses"]
    sides = {s["side"]: s["n"] for s in losses["sides"]}
    assert sides == {"Armenia": 49, "Azerbaijan": None}
    (row,) = losses["rows"]
    assert row["says"] == "Armenia’s Defence Ministry"
    assert "no figure for Azerbaijan" in row["notes"]
    # The author's word on its losses is told, and not quoted as Azerbaijan's.
    assert any(
        "the article: losses on its side not “reported or confirmed”" in a["title"]
        for a in row["answers"]
    )
    assert not any("not been reported" in a["quote"] for a in row["answers"])
    assert "three places" in " ".join(row["notes"])
    one_town = ask(site, "q=Jermuk&from=2022-09-13&to=2022-09-13")["losses"]
    assert {s["side"]: s["n"] for s in one_town["sides"]}["Armenia"] == 49


def test_who_accused_whom_in_september(site: Site) -> None:
    answer = ask(site, "from=2022-09-01&to=2022-09-30&kind=accusation")
    rows = {(r["from"], r["to"]): r["total"]["n"] for r in answer["pairs"]["rows"]}
    assert rows[("Türkiye", "Greece")] >= 2
    assert rows[("Greece", "Türkiye")] >= 1
    groups = {g["key"]: g["rows"] for g in answer["claims"]}
    assert groups["alone"] and groups["answered"]
    # Greece’s rejection of what Türkiye says is one, as Russia’s is of what Azerbaijan says.
    rejected = {row["id"] for row in groups["disputed"]}
    assert {"cc-0061", "cc-0067", "cc-0068"} <= rejected and "cc-0119" not in rejected
    assert all(row["silent"] or not row["answers"] for row in groups["alone"])
    assert all(row["where_prec"] and row["date_prec"] for row in answer["rows"])


def test_a_whole_stands_for_its_parts_among_the_claims(site: Site) -> None:
    answer = ask(site, "from=2022-09-13&to=2022-09-13")
    claims = {row["id"]: row for group in answer["claims"] for row in group["rows"]}
    assert claims["cc-0040"]["parts"] >= 3
    assert "cc-0041" not in claims


def test_a_pair_says_how_many_of_its_events_are_parts_of_one_account(site: Site) -> None:
    """Three towns named in one clause are three events, as in the legend, and one account."""
    rows = ask(site, "from=2022-09-13&to=2022-09-13")["pairs"]["rows"]
    pair = next(r for r in rows if (r["from"], r["to"]) == ("Azerbaijan", "Armenia"))
    assert {"cc-0041", "cc-0042", "cc-0043"} <= set(pair["total"]["ids"])
    assert "cc-0040" not in pair["total"]["ids"] and pair["parts"] == (
        "3 of them are parts of one account"
    )
    # The fighting as a whole is nobody's account: its parts are told one by one.
    assert all(r["parts"] == "" for r in rows if r is not pair)


def test_one_sided_pairs_come_last(site: Site) -> None:
    rows = ask(site, "")["pairs"]["rows"]
    half = ["nobody named" in (r["from"], r["to"]) for r in rows]
    assert half == sorted(half)


def test_both_directions_stand_together_by_name_and_accounts_apart(site: Site) -> None:
    rows = ask(site, "from=2022-08-01&to=2022-12-31")["pairs"]["rows"]
    order = [(r["from"], r["to"]) for r in rows if "nobody named" not in (r["from"], r["to"])]
    for a, b in order:
        if a < b and (b, a) in order:
            assert order.index((b, a)) == order.index((a, b)) + 1
    assert ("Armenia", "Azerbaijan") in order and ("Azerbaijan", "Armenia") in order
    for row in rows:
        for kind, told in row["one_sided"].items():
            assert set(told["ids"]) <= set(row["kinds"][kind]["ids"])
            assert all(site.collection.events[i].one_sided for i in told["ids"])


def test_bad_options_are_told(site: Site) -> None:
    answer = ask(site, "by=continent&series=colour&from=2022-09-01")
    assert [n.split()[0] for n in answer["notices"]] == ["by", "series"]
    assert answer["pairs"]["by"] == "country"


def test_an_empty_answer_is_an_answer(site: Site) -> None:
    answer = ask(site, "q=nosuchwordanywhere")
    assert answer["count"] == 0 and answer["rows"] == []
    assert answer["losses"] == {"sides": [], "rows": []}
