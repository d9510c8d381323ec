"""The filter as a sentence and as the words of its controls."""

from datetime import date

import pytest
from store_sample import AREAS, GAZETTEER, SAMPLE

from geodash.domain.model import EventType, Kind, PlaceRole, Status
from geodash.query import BBox, Counts, Filter, Store
from geodash.query.words import control_words, describe

STORE = Store(SAMPLE, GAZETTEER, AREAS)
VOCABULARY = STORE.vocabulary
PERIOD = Filter(date_from=date(2022, 8, 1), date_to=date(2022, 12, 31))


def test_the_sentence_of_the_design():
    f = Filter(date_from=date(2022, 8, 1), date_to=date(2022, 12, 31), actors=("AZE", "ARM"))
    counts = Counts(
        count=21,
        total=103,
        articles=3,
        articles_total=9,
        publishers=("The Caucasus Center",),
        undated=2,
        unlocated=1,
        background=31,
    )
    assert describe(f, VOCABULARY, counts) == (
        "21 of 103 events, from 3 of 9 articles, all by The Caucasus Center: "
        "between 1 August and 31 December 2022, with Armenia or Azerbaijan, any kind; "
        "1 unlocated among them; 2 undated and 31 background events not shown."
    )


@pytest.mark.parametrize(
    ("counts", "begins", "ends"),
    [
        (Counts(), "No events: ", "any kind."),
        (Counts(0, 103), "None of 103 events: ", "any kind."),
        (Counts(0, 1, background=1), "None of 1 event: ", "; 1 background event not shown."),
        (
            Counts(1, 1, 1, 1, ("P",)),
            "1 of 1 event, from 1 of 1 article, by P: ",
            "any kind.",
        ),
        (
            Counts(2, 1234, 2, 9, ("P", "Q")),
            "2 of 1,234 events, from 2 of 9 articles, by 2 publishers: ",
            "any kind.",
        ),
        (Counts(5, 5, 2, 2), "5 of 5 events, from 2 of 2 articles: ", "any kind."),
        (
            Counts(5, 9, undated=1, background=1),
            "5 of 9 events: ",
            "; 1 undated and 1 background event not shown.",
        ),
        (Counts(5, 9, undated=2, background=0), "5 of 9 events: ", "; 2 undated events not shown."),
    ],
)
def test_singular_plural_and_nothing(counts, begins, ends):
    text = describe(PERIOD, VOCABULARY, counts)
    assert text.startswith(begins)
    assert text.endswith(ends)


def test_undated_are_shown_as_long_as_no_period_is_chosen():
    text = describe(Filter(background=True), VOCABULARY, Counts(9, 9, undated=2, background=3))
    assert text.endswith("background included; 2 undated and 3 background among them.")


@pytest.mark.parametrize(
    ("f", "phrase"),
    [
        (Filter(date_from=date(2022, 9, 13), date_to=date(2022, 9, 13)), "on 13 September 2022"),
        (Filter(date_from=date(2022, 9, 13)), "on or after 13 September 2022"),
        (
            Filter(date_to=date(2022, 9, 13), certain=True),
            "certainly on or before 13 September 2022",
        ),
        (Filter(actors=("armenia",), side="by"), "by Armenia"),
        (Filter(actors=("AZE",), side="to"), "directed at Azerbaijan"),
        (Filter(actors=("TUR", "csto", "ARM")), "with Armenia, CSTO or Türkiye"),
        (Filter(actors=("AZE", "ARM"), all_actors=True), "with Armenia and Azerbaijan"),
        (Filter(kinds=(Kind.TALKS, Kind.VIOLENCE)), "violence or talks and support"),
        (Filter(types=(EventType.ASSAULT,)), "coded as Assault"),
        (Filter(articles=("blockade",)), "told in “Lachin Corridor Blocked”"),
        (Filter(statuses=(Status.CLAIMED,)), "told by one side only"),
        (Filter(roles=(PlaceRole.SEAT,)), "placed at the speaker’s seat"),
        (Filter(precision=2), "placed within about 25 km"),
        (Filter(date_precision=1), "dated to the day"),
        (Filter(pairs=("ARM>AZE",)), "by Armenia and directed at Azerbaijan"),
        (Filter(pairs=("ARM>",)), "by Armenia and directed at nobody named"),
        (
            Filter(places=("g:khankendi", "area:corridor")),
            "at or about Khankendi / Stepanakert or Lachin corridor",
        ),
        (Filter(bbox=BBox(44, 38, 48, 41)), "within the chosen part of the map"),
        (Filter(query="drone"), "with the word “drone”"),
        (Filter(query="“lachin road”"), "with the words “lachin road”"),
        (Filter(background=True), "background included"),
    ],
)
def test_phrases(f, phrase):
    assert f", {phrase}" in f", {describe(f, VOCABULARY, Counts(1, 2)).partition(': ')[2]}"


def test_words_of_the_controls_without_a_filter():
    assert control_words(Filter(), VOCABULARY) == {
        "when": "any time",
        "who": "anyone",
        "what": "any kind",
        "sure": "as sure as the articles are",
        "more": [],
    }


def test_words_of_the_controls():
    f = Filter(
        date_from=date(2022, 8, 1),
        date_to=date(2022, 12, 31),
        actors=("ARM", "AZE"),
        side="by",
        kinds=(Kind.VIOLENCE,),
        types=(EventType.ASSAULT,),
        statuses=(Status.CLAIMED, Status.PLANNED),
        query="drone",
    )
    assert control_words(f, VOCABULARY) == {
        "when": "1 Aug – 31 Dec 2022",
        "who": "Armenia or Azerbaijan acting",
        "what": "violence coded as Assault",
        "sure": "told by one side only or planned",
        "more": [{"key": "q", "label": "with the word “drone”"}],
    }


FIVE = ("AZE", "ARM", "TUR", "csto", "RUS")


@pytest.mark.parametrize(
    ("f", "who"),
    [
        (Filter(actors=FIVE[:3]), "Armenia, Azerbaijan or Türkiye"),
        (Filter(actors=FIVE), "Armenia, Azerbaijan or 3 others"),
        (Filter(actors=FIVE, side="by"), "Armenia, Azerbaijan or 3 others acting"),
        (Filter(actors=FIVE[:4], side="to"), "Armenia, Azerbaijan or 2 others acted on"),
        (Filter(actors=FIVE, all_actors=True), "Armenia, Azerbaijan and 3 others"),
        (Filter(actors=("armenia", "ARM")), "Armenia"),
    ],
)
def test_the_control_names_a_few_actors_and_counts_the_rest(f, who):
    assert control_words(f, VOCABULARY)["who"] == who
    assert "others" not in describe(f, VOCABULARY, Counts(1, 2))


def test_the_control_names_a_few_kinds_and_types_and_counts_the_rest():
    f = Filter(kinds=tuple(Kind), types=tuple(EventType)[:5])
    assert control_words(f, VOCABULARY)["what"] == (
        "violence, pressure without shots or 4 others coded as Agree, Consult or 3 others"
    )


def test_the_store_describes_with_its_own_counts():
    f = Filter(date_from=date(2022, 9, 1), date_to=date(2022, 9, 30), actors=("AZE",))
    assert STORE.describe(f) == (
        "3 of 7 events, from 1 of 3 articles, by The Caucasus Center: "
        "between 1 and 30 September 2022, with Azerbaijan, any kind."
    )
    assert STORE.describe(Filter()) == (
        "7 of 7 events, from 3 of 3 articles, by 2 publishers: at any time, with anyone, any kind; "
        "1 undated and 1 unlocated among them; 1 background event not shown."
    )
