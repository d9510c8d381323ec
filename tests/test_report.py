"""The report that stands alone: no request, no script, every passage cited; good to print."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

from office_sample import AUTUMN, ROAD, of_corpus
from panel_sample import sample

from geodash.domain.extent import Point
from geodash.domain.notes import notes_on_whole
from geodash.exchange.report import _running, chapters, entries, stills_of, write
from geodash.exchange.selection import Selection
from geodash.query import Description
from geodash.views.pictures import Figure
from geodash.views.places import draw, place_label
from geodash.views.slides import Frame

#: Stands for a map, with a sign of its legend.
DRAWING = '<svg role="img" aria-label="Map" viewBox="0 0 8 3"><rect width="8" height="3"/></svg>'


def html(selection: Selection, stills=None) -> str:
    return write(selection, stills).decode()


class Tags(HTMLParser):
    """Names of the elements, their attributes, and the text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.data = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs) -> None:
        self.names.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.data += data


def test_every_event_has_its_number_passage_and_citation():
    selection = of_corpus(ROAD)
    found = list(entries(selection))
    assert [e.number for e in found] == list(range(1, len(selection.events) + 1))
    page = html(selection)
    for entry in found:
        assert f'id="n{entry.number}"' in page and f'href="#n{entry.number}"' in page
        assert entry.card.passage and entry.card.passage.found
    text = Tags(page).data
    # The words stand in their passage, underlined; the citation below says where that is.
    assert "on Monday, December12, when groups of Azerbaijanis blocked the Lachin Road" in text
    assert all(f"Event {e.card.event.event_id}." in e.citation and "¶" in e.citation for e in found)
    assert "The articles give no answer by Armenia." in text
    assert "rejects the accusation and says that civilians block the road" in text


def test_it_carries_its_terms():
    selection = of_corpus(AUTUMN)
    text = Tags(html(selection)).data
    for words in (selection.sentence, selection.boundary_note, selection.version):
        assert words in text


def test_the_map_is_drawn_by_whoever_is_given():
    selection = of_corpus(ROAD)
    assert "<figure>" not in html(selection) and "<figure>" not in html(selection, lambda _: [])
    figure = Figure(DRAWING, (("<path/>", "a <kind> 3"),), "2 elsewhere.")
    page = html(selection, lambda given: [figure] if given is selection else [])
    assert DRAWING in page and page.index(DRAWING) < page.index(selection.boundary_note)
    assert '<svg viewBox="-14 -13 28 26" aria-hidden="true"><path/></svg>' in page
    assert "a &lt;kind&gt; 3" in page and "2 elsewhere." in page


def test_no_party_is_cut_off_from_the_maps():
    """The seats of both sides are on a map; what is on none is named by its place."""
    selection = of_corpus("")
    found = stills_of(selection)
    assert 1 < len(found) <= 3
    away = {e.event_id for e in found[0].away}
    seats = {e.event_id: e for e in selection.events if draw(e) == "seat"}
    for party in ("greece", "turkiye", "armenia", "azerbaijan"):
        theirs = [i for i, e in seats.items() if e.actors == (party,)]
        assert theirs
        for event_id in theirs:
            assert any(all(e.event_id != event_id for e in figure.away) for figure in found)
    left = set.intersection(*({e.event_id for e in figure.away} for figure in found))
    assert left < away
    assert all(
        place_label(e, selection.names) in found[-1].elsewhere
        for e in selection.events
        if e.event_id in left
    )
    # A view that somebody chose is one map.
    frame = Frame(center=Point(40, 45), zoom=6)
    assert len(stills_of(replace(selection, frame=frame))) == 1


def test_the_editors_notes_stand_below_their_passage_once():
    page = unescape(html(of_corpus(AUTUMN)))
    notes = [n.text for a in of_corpus(AUTUMN).articles.values() for n in a.notes]
    told = [n for n in notes if n in page]
    assert len(told) >= 3
    # In full wherever other words are quoted that a note is on, once for the same words.
    found = list(entries(of_corpus(AUTUMN)))
    quoted = [
        (text, e.card.passage.mention.article_id, e.card.passage.span)
        for e in found
        for text in e.notes
        if e.card.passage and text not in {n.text for n in e.card.in_sight}
    ]
    assert len(quoted) == len(set(quoted))
    for entry in found:
        for number in entry.told_at:
            shown = {n.text for n in entry.card.editors}
            assert shown & set(found[number - 1].notes)
    assert re.search(r'Editors’ notes on these words: see\s+<a href="#n\d+">no. \d+</a>', page)


def test_a_note_on_an_article_as_a_whole_stands_with_the_article():
    page = unescape(html(of_corpus(AUTUMN)))
    (note,) = notes_on_whole(of_corpus(AUTUMN).articles["timely-diplomacy"])
    assert page.count(note.text) == 1
    assert page.index('id="articles"') < page.index(note.text) < page.index('id="about"')


def test_nothing_is_loaded_and_nothing_runs():
    tags = Tags(html(of_corpus(AUTUMN), lambda _: [Figure(DRAWING, ())]))
    assert not {"script", "link", "iframe", "img", "object"} & set(tags.names)
    assert not [name for name, _ in tags.attributes if name.startswith("on") or name == "src"]
    assert all(v.startswith("#") for name, v in tags.attributes if name == "href")
    policy = next(v for n, v in tags.attributes if n == "content" and "default-src" in (v or ""))
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert not re.search(r"url\((?!data:font/)|@import", html(of_corpus(ROAD)))


def test_hostile_text_is_escaped():
    collection = sample()
    event = replace(collection.events["cc-2"], title="</style><script>alert(1)</script>")
    collection = replace(collection, events={**collection.events, "cc-2": event})
    words = Description("<img src=x onerror=alert(1)>", "", ("any <b>time</b>",))
    selection = Selection(collection, (event,), (), (), {}, {}, words, "q=1")
    tags = Tags(html(selection))
    assert not {"script", "img"} & set(tags.names)
    assert "</style><script>alert(1)</script>" in tags.data


def test_it_has_contents_by_month_and_running_heads():
    selection = of_corpus(AUTUMN)
    page = html(selection)
    found = [e for chapter in chapters(entries(selection)) for e in chapter.entries]
    assert [e.number for e in found] == list(range(1, len(selection.events) + 1))
    months = re.findall(r'<li><a href="#(n\d+)">([^<]+)</a>, no. (\d+)(?:–(\d+))?</li>', page)
    assert len(months) > 3 and all(f'id="{target}"' in page for target, *_ in months)
    assert next(int(first) for *_, first, _ in months) == 1
    assert '@bottom-right { content: counter(page) " / " counter(pages); }' in page
    assert re.search(r'@top-left \{ content: "The Caucasus Center, nine articles"; \}', page)


def test_running_heads_end_neither_their_string_nor_the_sheet():
    sheet = _running('"}</style><script>', "\\22 } * { x: y", "a\nb")
    assert "<" not in sheet and "\n" not in sheet.partition("\n")[0]
    strings = re.sub(r'"[^"]*"', "", sheet)
    assert strings.count("{") == strings.count("}") and "x: y" not in strings


def test_nothing_found_is_said():
    text = Tags(html(of_corpus("q=nothingofthekind"))).data
    assert "No event passes this filter." in text and "The same as a table" not in text


def test_the_same_selection_gives_the_same_bytes():
    assert write(of_corpus(ROAD)) == write(of_corpus(ROAD))
