"""The card of one event: passage, answers, facts with their words, and nothing that runs."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
import shipped_sample
from panel_sample import DAY, FIRED, mention, sample, sample_with, without_links

from geodash.domain.model import Actor, DateBasis, Fact, Mention, PlaceRole, Relation, Status
from geodash.geo.layers import GeoData
from geodash.geo.names import PlaceNames
from geodash.views import slide_words
from geodash.views.card.content import card_of
from geodash.views.card.panel import panel_card
from geodash.words.says import by_article

ROOT = Path(__file__).resolve().parents[1]
HOSTILE = "<script>alert(1)</script> \" ' {{ 7*7 }} {% x %} </q> &lt; \u202eRTL\u202c עברית 😀"


class Tree(HTMLParser):
    """Tags with attributes, and the text under each tag with a given class."""

    VOID = frozenset({"br", "hr", "img", "input"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data

    def all(self, **wanted: str) -> list[dict[str, str | None]]:
        names = {k.replace("_", "-"): v for k, v in wanted.items()}
        return [a for _, a in self.tags if all(a.get(k) == v for k, v in names.items())]


def _facts(event_id: str, collection=None) -> dict[str, dict]:
    text = panel_card(collection or sample(), event_id)["text"]
    return {f["fact"]: f for f in text["facts"]}


def _changed(event_id: str, **changes):
    collection = sample()
    events = dict(collection.events)
    events[event_id] = replace(events[event_id], **changes)
    return replace(collection, events=events)


def test_jermuk_in_one_card():
    made = panel_card(sample(), "cc-2")
    text, tree = made["text"], Tree(made["html"])
    assert text["title"] == "Attack near Jermuk, says Armenia’s Ministry of Defence"
    assert (text["kind"], text["when"]) == ("Violence", "13 September 2022")
    assert text["passage"].startswith("The attacks took place near three important cities")
    assert text["passage"].endswith("a loss of 49 Armenian soldiers.")
    facts = _facts("cc-2")
    assert facts["says"]["value"] == (
        "Armenia’s Ministry of Defence says so; the article does not assert it."
    )
    whole = "one toll for all three places (Goris, Jermuk and Sotk), not for Jermuk alone"
    assert facts["toll"]["value"] == "49 (Armenia), according to Armenia’s Ministry of Defence"
    assert facts["toll"]["notes"] == [whole, "no figure for Azerbaijan"]
    assert f"49: {whole}." in tree.text
    answer = text["answers"][0]
    assert (answer["voice"], answer["title"], answer["quote"]) == (
        "Azerbaijan, on “Attacks near Goris, Jermuk and Sotk, says Armenia’s Ministry of Defence” as a whole",
        "Armenian forces fired at border posts",
        FIRED,
    )
    assert tree.all(data_select="cc-5")
    assert not tree.open


def test_the_umbrella_bears_its_own_toll_without_a_caution():
    toll = _facts("cc-1")["toll"]
    assert toll["notes"][0].startswith("one toll for all three places (Goris, Jermuk and Sotk); ")
    assert "gd-caution" not in panel_card(sample(), "cc-1")["html"]


def test_a_divided_toll_is_not_called_undivided():
    """Where parts have figures of their own, no sentence about the whole denies it."""
    collection = _changed(
        "cc-3", deaths_best=12, deaths_of=("armenia",), attributed_to=("arm-mod",)
    )
    whole = _facts("cc-1", collection)["toll"]["notes"]
    assert whole[0].startswith("within it, 12") and whole[0].endswith("for Goris")
    part = _facts("cc-2", collection)["toll"]["notes"]
    assert part[0].startswith("the toll of the whole of “") and "not for Jermuk alone" in part[0]
    assert not any("divide" in note or "one toll" in note for note in (*whole, *part))


def test_only_own_words_are_underlined_and_the_toll_can_be_lit():
    html = panel_card(sample(), "cc-2")["html"]
    own = '<mark class="gd-quote gd-k-wine" data-mention="m5">according to a statement'
    assert own in html
    assert '<mark class="gd-kin gd-k-wine" data-mention="m2">resulting in a loss' in html
    tree = Tree(html)
    (toll,) = [a for a in tree.all(data_act="light") if a["data-mention"] == "m2"]
    assert toll["aria-pressed"] == "false"


def test_words_of_another_paragraph_come_with_their_sentence():
    tree = Tree(panel_card(sample(), "cc-2")["html"])
    (when,) = [a for a in tree.all(data_act="light") if a["data-mention"] == "m6"]
    assert when["aria-expanded"] == "false"
    assert tree.all(data_context="m6")
    assert "entered into a fresh round of violence" in tree.text


def test_an_article_that_disputes_a_fact_does_not_support_it():
    assert _facts("cc-2")["when"]["quotes"] == ["Tuesday, 13 September"]
    tree = Tree(panel_card(sample(), "cc-2")["html"])
    assert "tells the date differently" in tree.text
    assert tree.all(data_act="read", data_article="other")
    # Both passages stand side by side behind one sign that says what differs.
    assert "Told differently in 2 articles: the date" in tree.text
    assert len(tree.all(**{"class": "gd-differs-one"})) == 2
    assert "broke out in October" in tree.text.split("Told differently")[1].split("Cite")[0]


def test_the_rest_of_the_paragraph_is_there_but_hidden():
    html = panel_card(sample(), "cc-2")["html"]
    assert '<span class="gd-around" hidden> Armenia’s defense ministry claims' in html


def test_silence_is_said():
    made = panel_card(without_links(), "cc-2")
    assert made["text"]["silent"] == "Azerbaijan"
    assert "The articles give no answer by Azerbaijan." in Tree(made["html"]).text
    answered = panel_card(sample(), "cc-2")
    assert answered["text"]["silent"] == ""
    # What answers it accuses Armenia: that has its own line.
    assert re.findall("[^>]*give no answer[^<]*", answered["html"]) == [
        "The articles give no answer by Armenia."
    ]


@pytest.mark.parametrize(
    ("changes", "fact", "value", "note"),
    [
        ({"date_basis": DateBasis.INFERRED, "date_note": "why"}, "when", None, "inferred: why"),
        ({"date_start": None, "date_end": None, "date_note": ""}, "when", "undated", "no date"),
        ({"where_prec": 6}, "where", None, "no closer than the country"),
        ({"place_role": PlaceRole.SEAT}, "where", None, "The text names no place"),
        ({"latitude": None, "longitude": None, "where_prec": None}, "where", None, "not on the map"),
        ({"actors": (), "recipients": ()}, "who", "left open", None),
        ({"actors": ()}, "who", "left open", "concerning Armenia"),
        ({"recipients": ("aze-forces",)}, "who", "each against the other", None),
        ({"status": Status.REPORTED, "attributed_to": ()}, "says", "articles report it.", None),
        ({"status": Status.DISPUTED}, "says", "another party disputes it.", None),
        ({"status": Status.PLANNED}, "says", "Planned; not yet over", None),
        ({"attributed_to": ()}, "says", "does not say who says so", None),
        ({"deaths_best": 3, "deaths_low": 2, "deaths_high": 9}, "toll", "2 to 9, best estimate 3", "whose dead"),
        ({"deaths_low": 0}, "toll", "at least 0", None),
    ],
)  # fmt: skip
def test_facts_in_plain_words(changes, fact, value, note):
    row = _facts("cc-2", _changed("cc-2", **changes))[fact]
    assert value is None or value in row["value"]
    assert note is None or any(note in n for n in row["notes"])


def test_a_denial_names_who_denies():
    collection = _changed("cc-2", status=Status.DISPUTED)
    links = tuple(replace(link, relation=Relation.DENIES) if link.from_event == "cc-5" else link for link in collection.links)  # fmt: skip
    assert _facts("cc-2", replace(collection, links=links))["says"]["value"] == (
        "Armenia’s Ministry of Defence says so; Azerbaijan denies it."
    )


def test_no_toll_no_row():
    assert "toll" not in _facts("cc-9")


def test_a_withdrawn_event_shows_the_correction():
    text = Tree(panel_card(sample(), "cc-8")["html"]).text
    assert "Withdrawn on 2023-01-02." in text
    assert text.count("It was another town.") == 1


def test_an_event_merged_into_another_says_so_and_leads_there():
    tree = Tree(panel_card(_changed("cc-8", replaced_by="cc-2"), "cc-8")["html"])
    assert "merged into the event below" in tree.text
    assert "found to be wrong" not in tree.text
    assert tree.all(data_select="cc-2")


def test_an_event_without_mention_or_article_says_so():
    collection = replace(sample(), mentions=())
    assert "No words of an article" in Tree(panel_card(collection, "cc-2")["html"]).text
    lost = Mention("x", "cc-7", "timely", "words that are nowhere", supports=(Fact.WHAT,))
    text = Tree(panel_card(replace(sample(), mentions=(lost,)), "cc-7")["html"]).text
    assert "not found in the article" in text
    assert "words that are nowhere" in text
    gone = replace(lost, article_id="gone")
    text = Tree(panel_card(replace(sample(), mentions=(gone,)), "cc-7")["html"]).text
    assert "The article “gone” is not in this collection." in text


def test_places_spoken_of_have_names():
    class Names(PlaceNames):
        def name(self, place_id: str) -> str:
            return {"geonames:174884": "Jermuk"}.get(place_id, place_id)

    text = Tree(panel_card(sample(), "cc-6", Names())["html"]).text
    assert "Jermuk" in text.split("About")[-1]


def test_the_editors_note_on_the_shown_words_stands_under_the_passage():
    html = panel_card(sample(), "cc-1")["html"]
    assert "Editor’s note on these words" in html
    passage, note = html.index("data-passage"), html.index("is the article’s wording")
    assert passage < note < html.index('class="gd-source"')
    assert html.count("is the article’s wording") == 1
    assert "counts conflicts" not in html


def test_a_name_of_ours_for_an_area_says_what_the_article_calls_it():
    shipped = shipped_sample.corpus()
    names = PlaceNames(areas=GeoData(ROOT).areas)
    (where,) = (r for r in card_of(shipped, "cc-0063", names).rows if r.key == "where")
    assert where.value == "Greek islands of the eastern Aegean (the larger ones)"
    assert where.notes[0] == "the name is ours, the article says “islands”"
    for event in ("cc-0063", "cc-0064", "cc-0067"):
        notes = [note.text for note in card_of(shipped, event, names).near_notes]
        assert any(
            "the article names only Kos and Rhodes" in " ".join(note.split()) for note in notes
        ), event


def test_what_an_article_alone_says_has_the_line_on_whose_word_is_missing():
    """The hand-over of the islands; another act has the line where its note names who says nothing on it."""
    shipped = shipped_sample.corpus()
    missing = {i: card_of(shipped, i).answers.no_answer for i in shipped.events}
    assert missing["cc-0064"] == "The articles give no word on it by Greece."
    assert missing["cc-0103"].endswith("by Armenia, Azerbaijan or Türkiye.")
    assert missing["cc-0070"].endswith(
        "by Libya (government recognised by the United Nations) or Türkiye."
    )
    # Without a note, those who take part; the two treaties name nobody, and their notes do.
    assert missing["cc-0027"] == "The articles give no word on it by Iran or Russia."
    alone = {i for i, e in shipped.events.items() if by_article(e.title)}
    assert all(missing[i] for i in alone)
    assert missing["cc-0065"] == missing["cc-0066"] == missing["cc-0064"]
    assert missing["cc-0039"].endswith("no word on it by Armenia, Azerbaijan or Russia.")
    # Both sides of what words are about, not those whose words they are.
    assert missing["cc-0051"].endswith("no word on it by Armenia, Azerbaijan or United Nations.")
    assert missing["cc-0060"] == "The articles give no answer by Armenia or Azerbaijan."


def test_claims_told_in_passing_have_their_line_on_the_card_of_the_statement():
    """The reply on the road speaks of mining and smuggling; answers that are linked to a claim don't repeat its line."""
    shipped = shipped_sample.corpus()
    line = card_of(shipped, "cc-0007").answers.no_answer
    assert "“Minerals smuggled to Armenia through the Lachin corridor, says Azerbaijan”" in line
    assert line.endswith(": the articles give no answer by Armenia.")
    lines = {i: card_of(shipped, i).answers.no_answer for i in shipped.events}
    assert {i for i, said in lines.items() if "On “" in said} == {"cc-0007", "cc-0072"}


def test_a_correction_of_words_that_are_shown_is_never_folded():
    """Whichever event of the sentence the words belong to."""
    shipped = shipped_sample.corpus()
    for event_id, words in (
        ("cc-0046", "was overtaken"),
        ("cc-0013", "no member state"),
        ("cc-0012", "no member state"),
    ):
        assert any(words in note.text for note in card_of(shipped, event_id).in_sight), event_id


def test_a_note_on_whose_words_some_are_is_in_sight_below_the_passage_that_has_them():
    shipped = shipped_sample.corpus()
    caution = {i: card_of(shipped, i).caution for i in ("cc-0001", "cc-0002", "cc-0041")}
    assert caution["cc-0001"].startswith("Editors’ note: “Recently liberated”")
    assert caution["cc-0001"].endswith("Azerbaijan uses them, Armenia does not.")
    assert caution["cc-0001"] in panel_card(shipped, "cc-0001")["html"]
    assert caution["cc-0002"] == ""
    assert "Editors’ note" not in caution["cc-0041"]


def test_a_note_on_one_sentence_of_a_paragraph_is_on_no_other():
    """The attack on infrastructure is told in the sentence after that on the loss."""
    html = panel_card(sample(), "cc-9")["html"]
    assert "Editor’s note" not in html and "is the article’s wording" not in html
    # In the shipped collection, the note on France is none on Türkiye's letters.
    shipped = shipped_sample.corpus()
    on = {i: card_of(shipped, i).editors for i in ("cc-0080", "cc-0081")}
    assert any("France" in note.text for note in on["cc-0080"])
    assert not any("France" in note.text for note in on["cc-0081"])


def test_words_that_only_name_somebody_for_an_event_bring_no_note_of_their_sentence():
    """A mention of the sentence with the loss, of words that the note is not on."""
    named = mention("x1", "cc-9", "Armenian Defense Ministry", "who")
    card = card_of(sample_with(mentions=(named,)), "cc-9")
    assert card.editors == ()
    loss = mention("x2", "cc-9", "a loss of 49 Armenian soldiers", "toll")
    (note,) = card_of(sample_with(mentions=(loss,)), "cc-9").notes
    assert "is the article’s wording" in note.text


def test_words_of_one_sentence_are_told_apart_by_their_ends():
    whole, jermuk = _facts("cc-1")["where"]["quotes"], _facts("cc-2")["where"]["quotes"]
    assert whole == ["The attacks took … Armenian Defense Ministry"]
    assert jermuk == ["The attacks took … the Armenian side, Jermuk"]


def test_an_unknown_event_is_a_key_error():
    with pytest.raises(KeyError):
        panel_card(sample(), "nope")


def test_hostile_text_stays_text():
    collection = _changed(
        "cc-2", title=HOSTILE, note=HOSTILE, date_note=HOSTILE, place_name=HOSTILE,
        attributed_to=(HOSTILE,), actors=(HOSTILE,), about_places=(HOSTILE,), deaths_best=1,
        deaths_of=(HOSTILE,), date_start=DAY,
    )  # fmt: skip
    mention = Mention("<m\"'>", "cc-2", "timely", HOSTILE * 100, supports=tuple(Fact))
    articles = {
        i: replace(a, title=HOSTILE, publisher=HOSTILE, body=HOSTILE * 100 + "\n\n" + a.body)
        for i, a in collection.articles.items()
    }
    links = (*collection.links, *(replace(x, from_event="cc-2", to_event="cc-5") for x in collection.links[3:4]))  # fmt: skip
    collection = replace(collection, mentions=(mention,), articles=articles, version=HOSTILE, title=HOSTILE, links=links)  # fmt: skip
    for event_id in collection.events:
        tree = Tree(panel_card(collection, event_id)["html"])
        assert {t for t, _ in tree.tags}.isdisjoint({"script", "img", "x", "m"})
        assert not any(k.startswith("on") for _, attrs in tree.tags for k in attrs)
        assert not tree.open
    assert (
        "{{ 7*7 }}" in tree.text or "{{ 7*7 }}" in Tree(panel_card(collection, "cc-2")["html"]).text
    )


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("Rancagua", "The gazetteer does not know this place; not on the map."),
        ("", "The articles don’t say where; not on the map."),
    ],
)
@pytest.mark.parametrize("precision", [1, None])
def test_a_named_place_without_a_point_is_not_said_to_be_missing(place, why, precision) -> None:
    c = sample()
    event = replace(
        c.events["cc-7"], place_name=place, place_id="", area_id="", latitude=None, longitude=None,
        where_prec=precision,
    )  # fmt: skip
    facts = _facts("cc-7", replace(c, events={**c.events, "cc-7": event}))
    assert facts["where"]["notes"][:1] == [why]
    assert place in facts["where"]["value"]
    assert (
        slide_words.precision(event, [])
        == f"Not on the map: {why[0].lower()}{why[1:].split(';')[0]}"
    )


def test_who_is_acted_on_is_called_inferred_where_no_words_name_him():
    """The words of cc-2 name Armenia, and not Iran; of another language it can't be told."""
    both = _changed("cc-2", recipients=("armenia", "iran"))
    iran = Actor("iran", "Iran", aliases=("Tehran",))
    known = replace(both, actors={**both.actors, "iran": iran})
    assert "Armenia and Iran (inferred)" in _facts("cc-2", known)["who"]["value"]
    # Of whom no names are known, none can be missing.
    assert "(inferred)" not in _facts("cc-2", both)["who"]["value"]
    articles = {i: replace(a, language="hy") for i, a in known.articles.items()}
    foreign = replace(known, articles=articles)
    assert "(inferred)" not in _facts("cc-2", foreign)["who"]["value"]
