"""The filter as a sentence and as the words and chips of the page."""

from datetime import date

import pytest
from store_sample import store_of_sample

from geodash.domain.kinds import EventType, Kind
from geodash.domain.model import PlaceRole, Status
from geodash.query import BBox, Counts, Filter
from geodash.query.filter import KNOWN_PARAMS
from geodash.query.spoken import spoken
from geodash.query.words import describe

STORE = store_of_sample()
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
    assert str(describe(f, VOCABULARY, counts)) == (
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
    text = str(describe(PERIOD, VOCABULARY, counts))
    assert text.startswith(begins)
    assert text.endswith(ends)


def test_undated_are_shown_as_long_as_no_period_is_chosen():
    counts = Counts(9, 9, undated=2, background=3)
    text = str(describe(Filter(background=True), VOCABULARY, counts))
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
        (Filter(datasets=("ucdp-ged",)), "from the data set “ucdp-ged”"),
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
    assert phrase in describe(f, VOCABULARY, Counts(1, 2)).phrases


def words(f):
    """What the page says of each part that it shows."""
    return {part.key: part.words for part in spoken(f, VOCABULARY) if part.words}


def test_words_of_the_page_without_a_filter():
    assert words(Filter()) == {
        "when": "any time",
        "who": "anyone",
        "what": "any kind",
        "sure": "as sure as the articles are",
    }
    assert not any(part.told or part.narrows for part in spoken(Filter(), VOCABULARY))


def test_words_of_the_page():
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
    assert words(f) == {
        "when": "1 Aug – 31 Dec 2022",
        "who": "Armenia or Azerbaijan acting",
        "what": "violence coded as Assault",
        "sure": "told by one side only or planned",
        "q": "with the word “drone”",
    }


def test_fewest_words_for_a_phone():
    f = Filter(date_from=date(2022, 8, 1), date_to=date(2022, 12, 31), certain=True)
    brief = {part.key: part.brief for part in spoken(f, VOCABULARY)}
    assert brief["when"] == "certainly Aug–Dec 2022"
    assert brief["sure"] == "any certainty"
    assert brief["who"] == "anyone"


@pytest.mark.parametrize(
    ("f", "key", "chip"),
    [
        (Filter(query="x" * 60), "q", f"with the word “{'x' * 43}…”"),
        (Filter(places=("g:khankendi",)), "place", "at or about Khankendi / Stepanakert"),
        (Filter(places=tuple("abc")), "place", "at or about 3 places"),
        (Filter(articles=("blockade",)), "article", "told in “Lachin Corridor Blocked”"),
        (Filter(articles=tuple("abc")), "article", "told in 3 articles"),
    ],
)
def test_a_chip_is_short_and_the_sentence_says_all(f, key, chip):
    assert words(f)[key] == chip
    (phrase,) = (part.phrase for part in spoken(f, VOCABULARY) if part.key == key)
    assert phrase in describe(f, VOCABULARY, Counts(1, 2)).phrases
    assert "…" not in phrase and "3 " not in phrase


def test_every_parameter_belongs_to_one_part_or_to_the_word_that_sets_its_chip():
    parts = spoken(Filter(), VOCABULARY)
    owned = [key for part in parts if not part.set_by for key in part.params]
    assert sorted(owned) == sorted(KNOWN_PARAMS)
    for part in parts:
        assert part.let_go
        if part.set_by:
            (word,) = (p for p in parts if p.key == part.set_by)
            assert set(part.params) < set(word.params)


def test_history_told_in_passing_takes_nothing_away():
    parts = {part.key: part for part in spoken(Filter(background=True), VOCABULARY)}
    assert parts["bg"].told and not parts["bg"].narrows
    assert not parts["sure"].told and not parts["sure"].narrows
    parts = {part.key: part for part in spoken(Filter(precision=2), VOCABULARY)}
    assert parts["prec"].narrows and parts["sure"].narrows and not parts["sure"].told


def test_nobody_takes_the_sentence_apart():
    """Its pieces hold what the texts say, whatever marks stand in them."""
    f = Filter(query="a;b: c. d")
    counts = Counts(2, 9, 2, 3, ("Crisis Watch: South; Caucasus.",), background=1234)
    found = describe(f, VOCABULARY, counts)
    assert found.chosen == "at any time, with anyone, any kind, with the words “a;b: c. d”"
    assert found.denominators == (
        "2 of 9 events, from 2 of 3 articles, all by Crisis Watch: South; Caucasus.; "
        "1,234 background events not shown."
    )
    assert str(found) == (
        "2 of 9 events, from 2 of 3 articles, all by Crisis Watch: South; Caucasus.: "
        "at any time, with anyone, any kind, with the words “a;b: c. d”; "
        "1,234 background events not shown."
    )


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
    assert words(f)["who"] == who
    assert "others" not in str(describe(f, VOCABULARY, Counts(1, 2)))


def test_the_control_names_a_few_kinds_and_types_and_counts_the_rest():
    f = Filter(kinds=tuple(Kind)[:6], types=tuple(EventType)[:5])
    assert words(f)["what"] == (
        "violence, military moves, protests and other acts without shots or 4 others"
        " coded as Agree, Consult or 3 others"
    )


def test_the_store_describes_with_its_own_counts():
    f = Filter(date_from=date(2022, 9, 1), date_to=date(2022, 9, 30), actors=("AZE",))
    assert str(STORE.describe(f)) == (
        "3 of 7 events, from 1 of 3 articles, by The Caucasus Center: "
        "between 1 and 30 September 2022, with Azerbaijan, any kind."
    )
    assert str(STORE.describe(Filter())) == (
        "7 of 7 events, from 3 of 3 articles, by 2 publishers: at any time, with anyone, any kind; "
        "1 undated and 1 unlocated among them; 1 background event not shown."
    )
