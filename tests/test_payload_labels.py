"""Dates and places in words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_sample import AREAS, GAZETTEER

from geodash.domain.model import Article, DateKind, Event, PlaceRole, Status
from geodash.geo.areas import Area, Areas
from geodash.geo.gazetteer import Gazetteer, Place
from geodash.geo.names import PlaceNames
from geodash.views.places import article_words, draw, place_label, seat_name
from geodash.words import days
from geodash.words.dates import date_brief, date_label, date_label_short, window_label

NAMES = PlaceNames(GAZETTEER, AREAS)
D = date


def when(first=None, last=None, kind="within", status="reported"):
    return Event("e", "t", first, last, DateKind(kind), status=Status(status))


@pytest.mark.parametrize(
    ("first", "last", "kind", "long", "short"),
    [
        (None, None, "within", "undated", "undated"),
        (D(2022, 9, 13), D(2022, 9, 13), "within", "13 September 2022", "13 Sept 2022"),
        (D(2022, 9, 13), D(2022, 9, 13), "throughout", "13 September 2022", "13 Sept 2022"),
        (
            D(2022, 9, 13),
            D(2022, 9, 30),
            "within",
            "between 13 and 30 September 2022",
            "between 13 and 30 Sept 2022",
        ),
        (D(2022, 9, 13), D(2022, 9, 30), "throughout", "13–30 September 2022", "13–30 Sept 2022"),
        (D(2022, 9, 12), D(2022, 9, 13), "within", "12 or 13 September 2022", "12 or 13 Sept 2022"),
        (
            D(2022, 8, 31),
            D(2022, 9, 1),
            "within",
            "31 August or 1 September 2022",
            "31 Aug or 1 Sept 2022",
        ),
        (
            D(2022, 8, 28),
            D(2022, 9, 3),
            "within",
            "between 28 August and 3 September 2022",
            "between 28 Aug and 3 Sept 2022",
        ),
        (
            D(2022, 8, 28),
            D(2022, 9, 3),
            "throughout",
            "28 August – 3 September 2022",
            "28 Aug – 3 Sept 2022",
        ),
        (
            D(2021, 12, 30),
            D(2022, 1, 2),
            "within",
            "between 30 December 2021 and 2 January 2022",
            "between 30 Dec 2021 and 2 Jan 2022",
        ),
        (
            D(2021, 12, 30),
            D(2022, 1, 2),
            "throughout",
            "30 December 2021 – 2 January 2022",
            "30 Dec 2021 – 2 Jan 2022",
        ),
        (D(2022, 9, 1), D(2022, 9, 30), "within", "September 2022", "Sept 2022"),
        (D(2022, 9, 1), D(2022, 9, 30), "throughout", "September 2022", "Sept 2022"),
        (D(2020, 2, 1), D(2020, 2, 29), "within", "February 2020", "Feb 2020"),
        (
            D(2021, 2, 1),
            D(2021, 2, 27),
            "within",
            "between 1 and 27 February 2021",
            "between 1 and 27 Feb 2021",
        ),
        (
            D(2022, 5, 1),
            D(2022, 7, 31),
            "within",
            "between May and July 2022",
            "between May and July 2022",
        ),
        (D(2022, 5, 1), D(2022, 7, 31), "throughout", "May–July 2022", "May–July 2022"),
        (
            D(2021, 11, 1),
            D(2022, 1, 31),
            "throughout",
            "November 2021 – January 2022",
            "Nov 2021 – Jan 2022",
        ),
        (D(2022, 1, 1), D(2022, 12, 31), "within", "2022", "2022"),
        (D(2019, 1, 1), D(2022, 12, 31), "throughout", "2019–2022", "2019–2022"),
        (
            D(2019, 1, 1),
            D(2022, 12, 31),
            "within",
            "between 2019 and 2022",
            "between 2019 and 2022",
        ),
        (D(1900, 1, 1), D(2022, 9, 30), "within", "by 30 September 2022", "by 30 Sept 2022"),
    ],
)
def test_date_labels(first, last, kind, long, short):
    assert date_label(when(first, last, kind)) == long
    assert date_label_short(when(first, last, kind)) == short


@pytest.mark.parametrize(
    ("first", "last", "label"),
    [
        (None, None, "planned, undated"),
        (D(2022, 10, 6), D(2022, 10, 6), "planned for 6 October 2022"),
        (D(2022, 10, 1), D(2022, 10, 31), "planned for October 2022"),
        (D(2022, 10, 2), D(2022, 10, 9), "planned between 2 and 9 October 2022"),
    ],
)
def test_planned(first, last, label):
    assert date_label(when(first, last, status="planned")) == label


@pytest.mark.parametrize(
    ("first", "last", "status", "label"),
    [
        (D(2022, 8, 4), D(2022, 9, 30), "reported", "4 Aug – 30 Sept 2022"),
        (D(2019, 10, 19), D(2019, 10, 27), "reported", "19–27 Oct 2019"),
        (D(2022, 1, 1), D(2022, 9, 30), "reported", "Jan–Sept 2022"),
        (D(2023, 5, 1), D(2023, 5, 3), "planned", "planned 1–3 May 2023"),
        (D(2022, 9, 12), D(2022, 9, 13), "reported", "12 or 13 Sept 2022"),
        (D(1900, 1, 1), D(1947, 12, 31), "reported", "by 31 Dec 1947"),
        (None, None, "reported", "undated"),
    ],
)
def test_dates_of_one_line(first, last, status, label):
    assert date_brief(when(first, last, status=status)) == label


@given(st.dates(D(1, 1, 1), D(9990, 1, 1)), st.integers(0, 3000), st.sampled_from(list(DateKind)))
def test_a_label_names_the_year_in_which_an_interval_ends(first, days, kind):
    last = first + timedelta(days=days)
    label = date_label(Event("e", "t", first, last, kind))
    assert label.endswith(str(last.year))
    assert (str(first.year) in label) or days == 0


def article(first, last):
    return Article("a", "t", "b", published_earliest=first, published_latest=last)


@pytest.mark.parametrize(
    ("first", "last", "label"),
    [
        (D(2022, 9, 13), D(2022, 9, 30), "13–30 Sept 2022"),
        (D(2022, 9, 13), D(2022, 9, 13), "13 Sept 2022"),
        (D(2022, 12, 13), D(2023, 1, 2), "13 Dec 2022 – 2 Jan 2023"),
        (D(2022, 9, 1), D(2022, 9, 30), "Sept 2022"),
        (None, D(2022, 9, 30), "by 30 Sept 2022"),
        (D(2022, 9, 13), None, "13 Sept 2022 or later"),
        (None, None, "date unknown"),
    ],
)
def test_publication_windows(first, last, label):
    assert window_label(article(first, last)) == label


def test_periods_keep_their_days():
    assert days.period(D(2022, 8, 1), D(2022, 12, 31)) == "1 Aug – 31 Dec 2022"
    assert days.period(D(2022, 9, 1), D(2022, 9, 30)) == "1–30 Sept 2022"
    assert days.period(D(2022, 9, 1), None) == "from 1 Sept 2022"
    assert days.period(None, D(2022, 9, 1)) == "until 1 Sept 2022"
    assert days.period(None, None) == ""


def test_periods_lose_the_days_of_whole_months_where_room_is_short():
    assert days.period(D(2022, 8, 1), D(2022, 12, 31), whole=True) == "Aug–Dec 2022"
    assert days.period(D(2022, 8, 2), D(2022, 12, 31), whole=True) == "2 Aug – 31 Dec 2022"


# Places -----------------------------------------------------------------------------------------


def place(place_id="", prec=None, role="scene", *, area="", name="", point=(40.0, 45.0)):
    lat, lon = point or (None, None)
    return Event(
        "e",
        "t",
        place_id=place_id,
        area_id=area,
        place_name=name,
        where_prec=prec,
        place_role=PlaceRole(role) if role else None,
        latitude=lat,
        longitude=lon,
    )


@pytest.mark.parametrize(
    ("event", "label", "drawn"),
    [
        (place("g:jermuk", 1), "Jermuk", "exact"),
        (place("g:jermuk", 2), "near Jermuk", "near"),
        (place("g:jermuk", None), "Jermuk", "near"),
        (place("g:yerevan", 2, name="Foreign Ministry"), "Foreign Ministry, Yerevan", "near"),
        (place("g:yerevan", 2, name="Yerevan’s outskirts"), "near Yerevan", "near"),
        (place("g:yerevan", 2, name="villages close by"), "near Yerevan", "near"),
        (
            place("g:khankendi", 2, name="Stepanakert airport"),
            "near Khankendi / Stepanakert",
            "near",
        ),
        (place("g:goris", 3), "Goris district", "near"),
        (place("g:syunik", 4), "Syunik", "area"),
        (place("g:tr", 6, name="Turkey"), "Türkiye", "country"),
        (place("g:khankendi", 1, name="Stepanakert"), "Khankendi / Stepanakert", "exact"),
        (place("g:yerevan", None, "seat"), "Yerevan (seat)", "seat"),
        (place("", None, "seat"), "speaker’s seat", "seat"),
        (place("", 5, area="border"), "Armenia–Azerbaijan border", "area"),
        (place("", 5, area="area:border"), "Armenia–Azerbaijan border", "area"),
        (place("g:goris", 5, area="corridor"), "Lachin corridor", "area"),
        (place("g:goris", 2, area="corridor"), "near Goris", "near"),
        (place("", None, "subject", area="corridor"), "about Lachin corridor", "area"),
        (place("", 2, name="near the bridge"), "near the bridge", "near"),
        (place("", 2, name="the bridge"), "near the bridge", "near"),
        (place("unknown:1", 1, name="Zabukh"), "Zabukh", "exact"),
        (place("", 3, name="Kashatagh region"), "Kashatagh region", "near"),
        (place("", None, None, point=None), "no place given", "none"),
        (place("g:goris", 1, point=None), "Goris", "none"),
        (place("", 7, name="Black Sea"), "Black Sea", "area"),
    ],
)
def test_place_labels(event, label, drawn):
    assert place_label(event, NAMES) == label
    assert draw(event) == drawn


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (place("", 5, name="along the border", area="border"), "along the border"),
        (place("", None, "subject", name="islands", area="border"), "islands"),
        # A name is no word for a place, and a place of the gazetteer is no area's.
        (place("", 5, name="the Armenian border", area="border"), ""),
        (place("g:goris", 2, name="near the town", area="corridor"), ""),
        (place("", 5, name="", area="border"), ""),
        (place("", 5, name="islands"), ""),
        (place("", None, "seat", name="islands", area="border"), ""),
    ],
)
def test_what_the_article_calls_an_area_whose_name_is_ours(event, words):
    assert article_words(event, NAMES) == words


def test_labels_without_a_gazetteer():
    assert place_label(place("geonames:1", 2, name="Jermuk")) == "near Jermuk"
    assert place_label(place("", 5, area="lachin-corridor")) == "lachin corridor"


def test_a_province_with_a_namesake_says_that_it_is_one():
    rows = [
        Place("p", "Samsun", kind="province", area_id="samsun"),
        Place("t", "Samsun", kind="city"),
        Place("s", "Syunik", kind="province"),
    ]
    names = PlaceNames(Gazetteer(rows), Areas([Area("samsun", "Samsun")]))
    assert [names.name(i) for i in "pts"] == ["Samsun province", "Samsun", "Syunik"]
    assert names.name("area:samsun") == "Samsun province"
    for event in (place("p", 4), place("p", 4, area="samsun"), place("", 4, area="samsun")):
        assert place_label(event, names) == "Samsun province"


def test_only_a_seat_has_a_seat_name():
    assert seat_name(place("g:yerevan", None, "seat"), NAMES) == "Yerevan"
    assert seat_name(place("g:yerevan", 1), NAMES) == ""
