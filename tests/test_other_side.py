"""The other side in the shipped corpus: the same line in card, report and slide, by the party's name."""

from __future__ import annotations

from html import unescape

import pytest
from office_sample import of_corpus
from shipped_sample import corpus, geodata, store

from geodash.domain.lookup import lookup_of
from geodash.exchange.pptx import notes_of
from geodash.exchange.report import Entry, chapters, entries, write
from geodash.exchange.telling import table_rows
from geodash.geo.names import PlaceNames
from geodash.views.analysis.claims import claims
from geodash.views.card.content import card_of
from geodash.views.card.missing import missing_answer
from geodash.views.card.panel import panel_card
from geodash.views.card.short import short_reply
from geodash.views.paragraph import paragraph
from geodash.views.payload import PayloadBuilder
from geodash.views.slide_builder import SlideBuilder


@pytest.fixture(scope="module")
def builder() -> SlideBuilder:
    return SlideBuilder(corpus(), store(), areas=geodata().areas)


@pytest.fixture(scope="module")
def report() -> str:
    return unescape(write(of_corpus(), None).decode())


@pytest.fixture(scope="module")
def told() -> dict[str, Entry]:
    return {entry.card.event.event_id: entry for entry in entries(of_corpus())}


def part(report: str, number: int) -> str:
    return report.partition(f'id="n{number}"')[2].partition('class="entry"')[0]


def test_who_is_accused_in_an_answer_has_his_line_wherever_it_stands(
    builder: SlideBuilder, report: str, told: dict[str, Entry]
) -> None:
    """Azerbaijan answers the fire that it is said to have opened by accusing Armenia."""
    line = "On this point the articles give no separate answer by Armenia."
    slide = builder.slide_of_event("cc-0036")
    # Armenia, whose troops were fired at, is heard too, and what it says accuses as well.
    theirs = "On this point the articles give no separate answer by Azerbaijan."
    assert [a.silent for a in slide.answers if a.silent] == [line, theirs]
    assert line in notes_of(slide)
    assert line in panel_card(corpus(), "cc-0036")["html"]
    assert line in part(report, told["cc-0036"].number)
    # The accusation's own card says it once, not below each answer as well.
    assert panel_card(corpus(), "cc-0037")["html"].count(line) == 1


def test_what_a_statement_is_about_is_quoted_by_the_words_that_tell_most_of_it(
    builder: SlideBuilder,
) -> None:
    words = "on Monday, December12, when groups of Azerbaijanis blocked the Lachin Road"
    for event_id in ("cc-0006", "cc-0007"):
        assert words in [s.quote for s in card_of(corpus(), event_id).answered]
    assert words in [a.quote for a in builder.slide_of_event("cc-0007").answers if a.asked]


def test_a_denial_with_its_reason_stands_whole_wherever_it_is_an_answer(
    report: str, told: dict[str, Entry]
) -> None:
    words = "many of whom are Azerbaijani environmentalists, over concerns that illegal gold"
    assert words in unescape(panel_card(corpus(), "cc-0006")["html"])
    assert words in part(report, told["cc-0006"].number)
    lookup, event = lookup_of(corpus()), corpus().events["cc-0006"]
    rows = [r for group in claims(lookup, [event], PlaceNames()) for r in group["rows"]]
    assert any(words in answer["quote"] for row in rows for answer in row["answers"])


def test_whoever_no_words_name_is_called_inferred() -> None:
    """“We will do what is necessary” names no addressee; who is named elsewhere has no remark."""
    flat = {i: card_of(corpus(), i).table.who().value for i in corpus().events}
    assert flat["cc-0068"] == "Türkiye, to Greece (inferred)"
    # Who attacked is taken from words on another act, on both sides alike; who sent, flew and took, from the sentence.
    damage = [f"cc-00{n}" for n in (40, 41, 42, 43, 44, 46)]
    read = {"cc-0028", "cc-0031", "cc-0109", "cc-0110"}
    inferred = [i for i, who in flat.items() if "(inferred)" in who and i not in read]
    assert inferred == [*damage, "cc-0068", "cc-0105"]
    assert all("(inferred)" in flat[i] for i in read)
    assert "Armed forces of Armenia (inferred)" in flat["cc-0046"]
    assert "Armed forces of Azerbaijan (inferred)" in flat["cc-0040"]
    assert flat["cc-0105"] == "Iran, to Azerbaijan and Israel (inferred)"
    assert "to Greece (inferred)" in unescape(panel_card(corpus(), "cc-0068")["html"])
    (row,) = (r for r in table_rows(of_corpus()) if r.event.event_id == "cc-0068")
    assert row.who == "Türkiye, to Greece (inferred)"
    lookup = lookup_of(corpus())
    groups = claims(lookup, [corpus().events["cc-0068"]], PlaceNames())
    assert [r["about"] for group in groups for r in group["rows"]] == ["Greece (inferred)"]


def test_who_has_spoken_first_says_no_more_and_is_not_called_silent() -> None:
    lines = {i: card_of(corpus(), i).answers.no_answer for i in ("cc-0007", "cc-0071", "cc-0048")}
    assert lines["cc-0007"].startswith("The articles give no further word on it by Armenia.")
    assert lines["cc-0071"].startswith("The articles give no further word on it by Türkiye.")
    # Words on the fighting are none on a call to end it.
    assert "no word on it by Armenia or Azerbaijan" in lines["cc-0048"]


def test_one_sentence_to_two_addressees_is_two_answers() -> None:
    """Support for one side must not hide the demand on the other, nor arms for one the sanctions on the other."""
    for event_id, both in (
        ("cc-0033", ["cc-0055", "cc-0056"]),
        ("cc-0028", ["cc-0090", "cc-0091"]),
    ):
        shown = [said.answer.event.event_id for said in card_of(corpus(), event_id).answers.all]
        assert set(both) <= set(shown), event_id
    both = [
        s
        for s in card_of(corpus(), "cc-0033").answers.all
        if s.answer.event.event_id in ("cc-0055", "cc-0056")
    ]
    assert [bool(s.quote) for s in both] == [True, False], "quoted once"


def test_a_missing_answer_names_who_gives_none() -> None:
    threads = lookup_of(corpus()).threads
    lines = {i: missing_answer(threads, i) for i in corpus().events}
    assert not [i for i, line in lines.items() if "no answer to it" in line]
    assert lines["cc-0056"] == "The articles give no answer by Armenia."  # to whom it is said
    assert lines["cc-0009"] == "The articles give no answer by Armenia."  # whom its note names


def test_a_note_on_a_word_stands_below_the_passage_that_has_it(told: dict[str, Entry]) -> None:
    note, before = told["cc-0001"], told["cc-0002"]
    assert [n for n in note.notes if "Recently liberated" in n]
    assert not [n for n in before.notes if "Recently liberated" in n]
    # The note is on words of another sentence of the same paragraph, and on none of this one.
    assert note.number not in before.told_at


def test_a_denial_stands_in_the_report_with_what_it_denies(
    report: str, told: dict[str, Entry]
) -> None:
    denied = part(report, told["cc-0007"].number).partition("What this denies")[2]
    assert "staged the blocking of the Lachin road" in denied
    assert "Armenia has blamed Azerbaijani military forces" in denied


MINING = (
    "On “Gold and copper mined in Nagorno-Karabakh without right, says Azerbaijan” and “Minerals"
)


@pytest.mark.parametrize("event_id", ["cc-0001", "cc-0006"])
def test_a_charge_quoted_in_a_reply_has_its_line_wherever_it_is_quoted(
    builder: SlideBuilder, report: str, told: dict[str, Entry], event_id: str
) -> None:
    assert unescape(panel_card(corpus(), event_id)["html"]).count(MINING) == 1
    assert part(report, told[event_id].number).count(MINING) == 1
    # Where there is little room a title stands for the quote, and a bare line with it, quoted or not.
    for answer in builder.slide_of_event(event_id).answers:
        assert (answer.silent == "The articles give no answer by Armenia.") == (
            "mining" in answer.text
        )
    lookup = lookup_of(corpus())
    groups = claims(lookup, [corpus().events["cc-0006"]], PlaceNames())
    (row,) = (r for group in groups for r in group["rows"])
    assert [a["silent"].startswith(MINING) for a in row["answers"]] == [True]


BLOCKADE = (
    "“Blockade” is the article’s word, and Armenia’s; Azerbaijan speaks of a protest by civilians."
)


def test_a_note_on_a_word_follows_the_word_into_the_answers(
    builder: SlideBuilder, report: str, told: dict[str, Entry]
) -> None:
    """The passage has not the word “blockade”, all three answers have it: the note stands once."""
    assert "blockade" not in "".join(s.text for s in told["cc-0001"].card.passage.core)
    assert unescape(panel_card(corpus(), "cc-0001")["html"]).count(BLOCKADE) == 1
    assert part(report, told["cc-0001"].number).count(BLOCKADE) == 1
    slide = builder.slide_of_event("cc-0001")
    assert slide.cautions == (BLOCKADE,) and BLOCKADE in notes_of(slide)
    # Where it stands below the passage, it doesn’t stand again.
    assert builder.slide_of_event("cc-0006").cautions == ()
    assert unescape(panel_card(corpus(), "cc-0006")["html"]).count(f"note: {BLOCKADE}") == 1


@pytest.mark.parametrize(
    ("event_id", "words"),
    [
        ("cc-0061", "Greece’s said that it never had"),
        ("cc-0068", "Greece answered that it would tell allies and partners"),
        ("cc-0073", "Türkiye invokes it, and security"),
        ("cc-0119", "flights in international air"),
        # To what a reply charges in passing, and to what it answers in its own sentence.
        ("cc-0072", "Türkiye invokes it, and security"),
        ("cc-0007", "mining met high standards"),
        ("cc-0022", "Azerbaijan reads a corridor in it; Armenia none"),
        ("cc-0081", "Greece, too, wrote to the European Union"),
        ("cc-0114", "Spain’s government defended the conduct of the police"),
    ],
)
def test_an_answer_that_only_a_note_tells_is_in_sight_on_every_surface(
    builder: SlideBuilder, report: str, told: dict[str, Entry], event_id: str, words: str
) -> None:
    html = unescape(panel_card(corpus(), event_id)["html"])
    folded = html.partition('class="gd-near-notes"')[2].partition("</details>")[0]
    assert words in html and words not in folded
    assert words in part(report, told[event_id].number)
    assert any(words in text for text in builder.slide_of_event(event_id).in_sight)
    assert words in short_reply(card_of(corpus(), event_id))
    text = paragraph(corpus(), [corpus().events[event_id]]).text
    assert words in text.partition("\n\n")[0]
    # A reply is no claim: the note answers what it replies to.
    assert not builder.slide_of_event("cc-0071").in_sight


def test_a_correction_of_the_words_shown_is_never_folded(builder: SlideBuilder) -> None:
    for event_id, words in (
        ("cc-0064", "Italy ceded others in 1947"),
        ("cc-0092", "took place on Saturday, 3 September 2022"),
    ):
        html = unescape(panel_card(corpus(), event_id)["html"])
        assert words in html.partition('class="gd-near-notes"')[0].partition('class="gd-notes"')[0]
        slide = builder.slide_of_event(event_id)
        assert words in " ".join((slide.caution, *slide.in_sight))


def test_what_may_lie_in_several_months_stands_under_none_of_them(told: dict[str, Entry]) -> None:
    names = {
        entry.card.event.event_id: chapter.name
        for chapter in chapters(list(told.values()))
        for entry in chapter.entries
    }
    assert names["cc-0074"] == "Some time in January–September 2022"
    assert names["cc-0076"] == "Planned for 2023"
    assert names["cc-0036"] == "September 2022" and names["cc-0023"] == "Without a date"
    assert len(set(names.values())) == len(chapters(list(told.values())))


def test_a_claim_without_a_source_is_called_so(report: str, told: dict[str, Entry]) -> None:
    assert "· told without a source ·" in part(report, told["cc-0036"].number)
    assert "· one side’s account ·" in part(report, told["cc-0037"].number)


def test_no_line_leads_to_a_country() -> None:
    about = PayloadBuilder(store()).event("cc-0006")["about"]
    points = {a["name"]: a["lat"] for a in about}
    assert points.pop("Armenia") is None
    assert None not in points.values()


def test_what_answers_one_sides_act_answers_none_of_the_other_side() -> None:
    """Arms against an invasion are told beside its acts, in words that have the arms; not beside acts of those who get them."""
    beside = {
        i: [
            s.quote
            for s in card_of(corpus(), i).answers.all
            if s.answer.event.event_id == "cc-0091"
        ]
        for i in ("cc-0028", "cc-0089", "cc-0029", "cc-0031", "cc-0057")
    }
    assert [len(quotes) for quotes in beside.values()] == [1, 1, 0, 0, 0]
    assert all("sending arms to Ukraine" in q for quotes in beside.values() for q in quotes)


def test_a_line_is_told_of_only_where_one_is_drawn(builder: SlideBuilder) -> None:
    """None ends in a country, whose only point is the seat itself."""
    assert "line: to what" in builder.slide_of_event("cc-0072").precision
    assert "line: to what" not in builder.slide_of_event("cc-0119").precision
