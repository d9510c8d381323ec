"""Our own voice: each rule of wording has one home, and one answer."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_sample import SAMPLE

import geodash
from geodash.domain.model import Collection, DateKind, Event, PlaceRole, Status
from geodash.query import Store
from geodash.views.about.counts import tables
from geodash.views.analysis.table import table
from geodash.words import days
from geodash.words.dates import date_words
from geodash.words.lists import listed, some
from geodash.words.numbers import number_of, spelled
from geodash.words.precision import DATE, PLACE, date_known, place_known
from geodash.words.says import account, accounts
from geodash.words.texts import clauses

PACKAGE = Path(geodash.__file__).parent
D = date


# Lists and numbers ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("items", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")],
)
def test_lists(items, text):
    assert listed(items, "or") == listed(iter(items), "or") == some(items) == text


def test_long_lists_are_cut_only_where_asked():
    assert listed("abcd") == "a, b, c and d"
    assert some("abcd") == "a, b or 2 others"


def test_numbers_with_their_nouns():
    assert [number_of(n, "event") for n in (0, 1, 1234)] == ["0 events", "1 event", "1,234 events"]
    assert [spelled(n, "party", "parties") for n in (0, 1, 11)] == [
        "no parties",
        "one party",
        "11 parties",
    ]


# Days and periods -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "short", "whole"),
    [
        (D(2022, 6, 1), D(2022, 6, 1), "1 June 2022", "1 June 2022"),
        (D(2022, 6, 1), D(2022, 6, 9), "1–9 June 2022", "1–9 June 2022"),
        (D(2022, 6, 1), D(2022, 6, 30), "1–30 June 2022", "June 2022"),
        (D(2022, 8, 1), D(2022, 12, 31), "1 Aug – 31 Dec 2022", "Aug–Dec 2022"),
        (D(2022, 8, 1), D(2023, 1, 31), "1 Aug 2022 – 31 Jan 2023", "Aug 2022 – Jan 2023"),
        (D(2022, 1, 1), D(2023, 12, 31), "1 Jan 2022 – 31 Dec 2023", "2022–2023"),
    ],
)
def test_a_period_has_one_spelling(first, last, short, whole):
    assert days.span(first, last, short=True) == short
    assert days.throughout(first, last, short=True) == whole


@given(st.dates(D(1900, 1, 1), D(2100, 1, 1)), st.integers(0, 1500), st.booleans(), st.booleans())
def test_a_dash_has_blanks_where_an_end_has_any(first, more, short, whole):
    text = (days.throughout if whole else days.span)(
        first, first + timedelta(days=more), short=short
    )
    begin, dash, _ = re.fullmatch(r"(.*?)( – |–|$)(.*)", text).groups()
    assert not dash or (dash == " – ") == (" " in begin)


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (D(2022, 9, 13), D(2022, 9, 13), "a day"),
        (D(2022, 9, 13), D(2022, 9, 14), "2 days"),
        (D(2022, 9, 13), D(2022, 9, 19), "a week"),
        (D(2022, 9, 13), D(2022, 9, 30), "18 days"),
        (D(2022, 9, 1), D(2022, 9, 29), "29 days"),
        (D(2022, 9, 1), D(2022, 9, 30), "a month"),
        (D(2022, 9, 1), D(2022, 10, 1), "31 days"),
        (D(2022, 9, 1), D(2022, 10, 2), "2 months"),
        (D(2022, 1, 1), D(2022, 12, 31), "a year"),
        (D(2022, 1, 1), D(2023, 1, 1), "13 months"),
        (D(2020, 1, 1), D(2021, 12, 31), "2 years"),
        (D(2020, 1, 1), D(2022, 1, 1), "3 years"),
        (D(1997, 1, 1), D(1997, 1, 1) + timedelta(days=9129), "25 years"),
    ],
)
def test_length_in_words(first, last, text):
    assert days.length(first, last) == text


# Precision --------------------------------------------------------------------------------------


def dated(first, last, kind="within", **values):
    return Event("e", "t", first, last, DateKind(kind), **values)


LONG = dated(D(1997, 1, 1), D(1997, 1, 1) + timedelta(days=9129))
#: What only a filter may say.
AT_MOST = re.compile(r"or better|at most|less than", re.I)


@pytest.mark.parametrize(
    ("event", "text"),
    [
        (dated(None, None), "undated"),
        (dated(D(2022, 9, 13), D(2022, 9, 13)), "the day"),
        (dated(D(2022, 9, 13), D(2022, 9, 30)), "some time in 18 days"),
        (dated(D(2022, 9, 1), D(2022, 9, 30), "throughout"), "all through a month"),
        (LONG, "some time in 25 years"),
    ],
)
def test_how_closely_the_date_of_one_event_is_known(event, text):
    assert date_known(event) == text


@given(st.dates(D(1900, 1, 1), D(2000, 1, 1)), st.integers(0, 40000), st.sampled_from(DateKind))
def test_no_event_is_described_by_the_labels_of_a_filter(first, more, kind):
    assert not AT_MOST.search(date_known(dated(first, first + timedelta(days=more), kind)))


def test_how_closely_the_place_of_one_event_is_known():
    assert [place_known(Event("e", "t", where_prec=n)) for n in PLACE] == [
        "exact",
        "within about 25 km",
        "district",
        "province",
        "line or area",
        "country",
        "sea or air",
    ]
    assert place_known(Event("e", "t")) == "not on the map"
    seat = Event("e", "t", latitude=40.0, longitude=45.0, place_role=PlaceRole.SEAT)
    assert place_known(seat) == "the speaker’s seat"
    assert not any(AT_MOST.search(step.known + step.cell) for step in PLACE.values())
    assert not any(AT_MOST.search(step.known) for step in DATE.values())


def test_the_table_of_analyse_says_no_precision_that_an_event_has_not():
    store = Store(Collection("c", "C", {"e": LONG}, (), (), {}, {}))
    (row,) = table(store, [LONG], {})
    assert row["date_sure"] == "some time in 25 years"
    rows = table(Store(SAMPLE), list(SAMPLE.events.values()), {})
    assert not any(AT_MOST.search(r["date_sure"] + r["place_sure"]) for r in rows)


def test_the_counts_of_about_say_no_precision_that_an_event_has_not():
    month = dated(D(2022, 9, 1), D(2022, 9, 30))
    events = {"long": LONG, "month": month, "none": dated(None, None)}
    found = {t.key: t for t in tables(Collection("c", "C", events, (), (), {}, {}))}
    assert not any(AT_MOST.search(r.label) for key in ("when", "where") for r in found[key].rows)
    when = {r.label: r.n for r in found["when"].rows}
    assert when == {"8 to 31 days": 1, "More than a month": 1, "Undated": 1}


@pytest.mark.parametrize(
    ("event", "hedged"),
    [
        (dated(None, None), False),
        (dated(None, None, status=Status.PLANNED), True),
        (dated(D(2022, 9, 13), D(2022, 9, 13)), False),
        (dated(D(2022, 9, 13), D(2022, 9, 14)), True),
        (dated(D(2022, 9, 1), D(2022, 9, 30)), False),
        (dated(D(2022, 9, 2), D(2022, 9, 30)), True),
        (dated(D(2022, 9, 2), D(2022, 9, 30), "throughout"), False),
        (LONG, True),
    ],
)
def test_a_date_tells_whether_its_words_hedge(event, hedged):
    assert date_words(event).hedged is hedged


# One home ---------------------------------------------------------------------------------------

HOMES = {
    "within about 25 km": "words/precision.py",
    "the district or better": "words/precision.py",
    "give no answer by": "words/says.py",
    '"Sept"': "words/days.py",
    '"seven", "eight"': "words/numbers.py",
}


@pytest.mark.parametrize(("words", "home"), HOMES.items())
def test_words_are_written_in_one_place(words, home):
    """In Python and in templates; a docstring may quote them."""
    files = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("templates/*.html")]
    found = set()
    for path in files:
        text = re.sub(r'""".*?"""', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        if words in text:
            found.add(path.relative_to(PACKAGE).as_posix())
    assert found == {home}


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("Short, and whole.", 300, "Short, and whole."),
        ("It was dismissed as absurd, while the country stays ready to defend itself", 60,
         "It was dismissed as absurd …"),
        ("However, the road that leads to the town stayed shut all that winter", 40,
         "However, the road that leads to the town …"),
        ("The losses were not confirmed although the ministry has acknowledged damage", 50,
         "The losses were not confirmed …"),
        ("x" * 50, 20, "x" * 20 + " …"),
    ],
)  # fmt: skip
def test_what_somebody_says_is_cut_at_a_clause(text, limit, cut):
    assert clauses(text, limit) == cut


def test_a_cut_is_the_beginning_of_the_text_and_within_its_limit():
    text = "One clause, then another; a third – and a fourth. " * 9
    for limit in range(20, len(text), 7):
        kept = clauses(text, limit).removesuffix(" …")
        assert text.startswith(kept) and len(kept) <= limit


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(1801, 1, 1), date(1900, 12, 31), "between 1801 and 1900"),
        (date(1800, 1, 1), date(1899, 12, 31), "between 1800 and 1899"),
        (date(1950, 1, 1), date(1969, 12, 31), "between 1950 and 1969"),
        (date(1923, 1, 1), date(1947, 12, 31), "by 31 December 1947"),
        (date(1901, 1, 1), date(1930, 6, 30), "by 30 June 1930"),
    ],
)
def test_a_decade_or_century_has_a_beginning(first: date, last: date, words: str) -> None:
    assert date_words(Event("e", "Event", date_start=first, date_end=last)).text == words


def test_a_claim_without_a_source_is_no_sides_account():
    """Of “is said to have fired” nobody could say whose side’s account it is."""
    reported = Event("e-told", "A raid")
    theirs = Event("e-theirs", "A raid, says X", status=Status.CLAIMED, attributed_to=("x",))
    nobodys = Event("e-nobodys", "A raid, it is said", status=Status.CLAIMED)
    said = [account(e) for e in (reported, theirs, nobodys)]
    assert said == ["", "one side’s account", "told without a source"]
    assert accounts([reported]) == ""
    assert accounts([nobodys, reported, theirs]) == "one side’s account, or told without a source"
