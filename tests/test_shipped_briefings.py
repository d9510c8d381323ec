"""The briefings that come with the nine articles: whole, canonical, and fair to both sides.

Balance, as tested: each of the two parties leads (speaks or acts without the other) on as many
slides as the other, give or take one; each is accused by the other as often, give or take one, or
else every accusation of it that the articles have within the briefing's own view is on a slide (a
complaint and the act that the same party alone asserts, and of which it tells, are one accusation).
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import shipped_sample
from export_kit import site_of

from geodash.collection.briefings.checks import briefing_texts, event_of, slide_problems
from geodash.collection.briefings.files import briefing_files, dump_briefing
from geodash.collection.checks.fairness import check_wording, parse_wording
from geodash.domain.parties import party_of, voices
from geodash.domain.threads import Threads
from geodash.query import Filter, Store
from geodash.query.params import pairs_of, query_string
from geodash.views.card.panel import panel_card

ROOT = Path(__file__).parents[1]
#: The two parties of each briefing, as actors and as countries.
PARTIES = {
    "aegean-2022": {"greece": "GRC", "turkiye": "TUR"},
    "armenia-azerbaijan-2022": {"armenia": "ARM", "azerbaijan": "AZE"},
}
TITLES = {
    "aegean-2022": "The Aegean, September 2022",
    "armenia-azerbaijan-2022": "Armenia and Azerbaijan, August–December 2022",
}


@pytest.fixture(scope="module")
def corpus():
    return shipped_sample.corpus()


@pytest.fixture(scope="module")
def store(corpus):
    geodata = shipped_sample.geodata()
    return Store(corpus, geodata.gazetteer, geodata.areas)


@pytest.fixture(scope="module")
def files():
    found, problems = briefing_files(ROOT)
    assert problems == []
    return {f.briefing.briefing_id: f for f in found}


@pytest.fixture(params=sorted(PARTIES))
def briefing(request, files):
    return files[request.param].briefing


def events_of(corpus, briefing):
    """The events of the event slides, in order."""
    return [corpus.events[i] for s in briefing.slides if (i := event_of(s.view))]


def test_the_two_are_shipped_and_read_without_a_problem(files):
    assert {i: f.briefing.title for i, f in files.items()} == TITLES
    assert [str(p) for f in files.values() for p in f.problems] == []


def test_nothing_is_gone_and_no_claim_is_given_as_a_fact(corpus, store, files):
    def view_of(view):
        f, notices = Filter.from_params(view, store.vocabulary)
        return notices, store.count(f)

    assert slide_problems(corpus, files.values(), view_of) == ()


def test_our_words_take_no_side(files):
    stems = parse_wording((ROOT / "wording.yaml").read_text("utf-8"))
    texts = list(briefing_texts(files.values()))
    assert len(texts) > 30
    assert check_wording(texts, stems) == []
    # In headings, which the audience sees, not even in quotation marks.
    seen = [(w, t.replace("“", "").replace("”", "")) for w, t in texts if "notes" not in w]
    assert check_wording(seen, stems) == []


def test_files_are_as_geodash_saves_them(files):
    for file in files.values():
        assert file.data.decode() == dump_briefing(file.briefing), file.name


def test_six_to_fourteen_slides_after_an_overview_each_with_notes(briefing):
    assert 6 <= len(briefing.slides) - 1 <= 14
    assert event_of(briefing.slides[0].view) == ""
    events = [i for s in briefing.slides if (i := event_of(s.view))]
    assert len(events) == len(set(events)) >= 6
    for slide in briefing.slides:
        assert "Say" in slide.notes and "Don’t say" in slide.notes, slide.view
        assert len(slide.heading) <= 90, slide.heading


def frame_of(briefing, store):
    """The filter of all slides of an event; the overview before them lists all or some of it."""
    slide = next(s for s in briefing.slides if event_of(s.view))
    return Filter.from_params(slide.view, store.vocabulary)[0]


def test_views_are_canonical_and_within_the_overview(briefing, corpus, store):
    overview = frame_of(briefing, store)
    shown = set(store.ids(overview))
    first, _ = Filter.from_params(briefing.slides[0].view, store.vocabulary)
    # Besides, only claims of which nobody is named as doer: with either party they would not be found.
    for event_id in set(store.ids(first)) - shown:
        event = corpus.events[event_id]
        assert event.one_sided and not (*event.actors, *event.recipients), event_id
        assert set(event.attributed_to) <= set(PARTIES[briefing.briefing_id]), event_id
    for slide in briefing.slides:
        f, notices = Filter.from_params(slide.view, store.vocabulary)
        assert notices == ()
        ui = {k: v for k, v in pairs_of(slide.view) if k in ("event", "read", "map")}
        own = [(k, ui[k]) for k in ("event", "read", "map") if k in ui]
        assert slide.view == query_string([*f.to_params(), *own])
        assert store.count(f) > 0
        if "event" in ui:
            assert f == overview and ui["event"] in shown
        if "map" in ui:
            z, lat, lon = map(float, ui["map"].split("/"))
            assert 3 <= z <= 10 and 30 < lat < 60 and -10 < lon < 60


def test_what_must_be_told_is_told(files):
    told = [event_of(s.view) for s in files["armenia-azerbaijan-2022"].briefing.slides]
    handover, attacks, blockade = "cc-0039", "cc-0040", "cc-0001"
    assert [e for e in told if e in (handover, attacks, blockade)] == [handover, attacks, blockade]
    (slide,) = (s for s in files["armenia-azerbaijan-2022"].briefing.slides if "cc-0040" in s.view)
    assert "for all three together" in slide.notes
    assert "“not been reported or confirmed”" in slide.notes
    # The losses of both sides, one after the other.
    assert told[told.index(attacks) + 1] == "cc-0046"
    aegean = {event_of(s.view) for s in files["aegean-2022"].briefing.slides}
    # What Türkiye says of the islands, what it warns of, and what Greece answers and says.
    assert {"cc-0063", "cc-0061", "cc-0068", "cc-0071", "cc-0119"} <= aegean


def test_no_slide_follows_one_that_is_certainly_later(briefing, corpus):
    events = events_of(corpus, briefing)
    for number, event in enumerate(events):
        for later in events[number + 1 :]:
            assert later.date_end >= event.date_start, (event.event_id, later.event_id)


def test_each_claim_has_an_answer_or_names_the_silent(briefing, corpus):
    threads, claims = Threads(corpus), 0
    for event in events_of(corpus, briefing):
        if not (event.one_sided or threads.accused(event.event_id)):
            continue
        claims += 1
        words = panel_card(corpus, event.event_id)["text"]
        voices_heard = [a for a in words["answers"] if a["voice"]]
        assert threads.accused(event.event_id), event.event_id
        assert voices_heard or words["silent"], event.event_id
    assert claims >= 3


def test_neither_party_leads_on_more_slides(briefing, corpus, store):
    countries = PARTIES[briefing.briefing_id].values()
    leads = Counter(dict.fromkeys(countries, 0))
    for event in events_of(corpus, briefing):
        who = {store.vocabulary.country_of(v) for v in voices(event)} & set(countries)
        if len(who) == 1:
            leads.update(who)
    assert min(leads.values()) >= 2
    assert max(leads.values()) - min(leads.values()) <= 1, leads


def accusations(corpus, events, of, by):
    """Those of the events that charge one party on the word of the other."""
    threads = Threads(corpus)
    return {
        e.event_id
        for e in events
        if of in threads.accused(e.event_id)
        and by in {party_of(corpus.actors, v) for v in voices(e)}
    }


def told_again(corpus, shown):
    """Complaints that only tell of a shown act, which the speaker alone asserts, and the other way round.

    A threat about the act, or a word about an act that others report, is an accusation of its own.
    """
    events, of = corpus.events, lambda ids: {party_of(corpus.actors, a) for a in ids}
    pairs = [
        {k.from_event, k.to_event}
        for k in corpus.links
        if k.relation == "about" and events[k.to_event].one_sided
        if events[k.from_event].event_type == "DISAPPROVE"
        and of(events[k.from_event].actors) == of(events[k.to_event].attributed_to)
    ]
    return {i for pair in pairs if pair & shown for i in pair - shown}


def test_each_party_is_accused_as_often_or_as_often_as_the_articles_do(briefing, corpus, store):
    overview = frame_of(briefing, store)
    one, two = PARTIES[briefing.briefing_id]
    slides, all_events = events_of(corpus, briefing), store.select(overview)
    of_one, of_two = (accusations(corpus, slides, *p) for p in ((one, two), (two, one)))
    assert of_one and of_two
    if abs(len(of_one) - len(of_two)) > 1:
        fewer = (one, two) if len(of_one) < len(of_two) else (two, one)
        shown = min(of_one, of_two, key=len)
        missing = accusations(corpus, all_events, *fewer) - shown
        assert missing <= told_again(corpus, shown)


def test_headings_say_who_says_so_where_it_is_disputed(briefing, corpus):
    for slide in briefing.slides:
        event_id = event_of(slide.view)
        if event_id and slide.heading:
            assert not corpus.events[event_id].one_sided or re.search(
                r"\bsays?\b|\baccording to\b", slide.heading
            )


def test_a_map_shows_both_whom_the_heading_names_or_says_who_is_not_on_it(files):
    """A statement about no one place stood on a map of its capital alone."""
    site = site_of(ROOT)
    builder, places = site.shows.builder, site.store.vocabulary.places
    for event_id in ("cc-0061", "cc-0119"):
        west, south, east, north = builder.slide_of_event(event_id).frame.bounds
        for code in ("GRC", "TUR"):
            lat, lon = places.country(code).point
            assert south < lat < north and west < lon < east, (event_id, code)
    slides = builder.slides(files["armenia-azerbaijan-2022"].briefing)
    asked = next(s for s in slides if s.heading.startswith("What the EU, France"))
    assert "Not on this map: Washington" in site.shows.still(asked)
    told = next(s for s in slides if s.role == "event" and not s.precision)
    assert "Not on this map" not in site.shows.still(told)
