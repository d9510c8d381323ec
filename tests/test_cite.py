"""The footnote of an event."""

from __future__ import annotations

from dataclasses import replace

from panel_sample import sample

from geodash.views.cite import cite
from geodash.words.texts import quoted


def test_a_footnote_names_all_that_is_needed_to_find_the_words():
    note = cite(sample(), "cc-2", link="https://example.org/?event=cc-2").text
    assert note == (
        "“Can Timely Diplomacy Avert a Second Armenia-Azerbaijan Conflict?”, The Caucasus Center, "
        "13–30 Sept 2022 (date inferred), ¶3: “The attacks took place near three important cities "
        "on the Armenian side, Jermuk”. Event cc-2 in “A sample”, collection version abc123, "
        "geodash, https://example.org/?event=cc-2"
    )


def test_a_printed_date_is_not_called_inferred():
    collection = sample()
    articles = dict(collection.articles)
    articles["timely"] = replace(articles["timely"], published_basis="Stated on the page.")
    note = cite(replace(collection, articles=articles), "cc-2").text
    assert "13–30 Sept 2022, ¶3" in note


def test_without_a_link_the_page_fills_the_slot():
    note = cite(sample(), "cc-2")
    assert note.text.endswith("geodash")
    assert note.html.endswith('<a data-fill="url"></a>')


def test_an_event_without_words_or_article_still_has_a_footnote():
    collection = replace(sample(), mentions=(), articles={})
    assert cite(collection, "cc-7").text.startswith("Nobody knows when or where. Event cc-7")


def test_a_withdrawn_event_says_so():
    assert "[event withdrawn 2023-01-02]" in cite(sample(), "cc-8").text


def test_html_is_escaped_and_text_is_not():
    collection = sample()
    articles = dict(collection.articles)
    articles["timely"] = replace(articles["timely"], title="<b>{{ 1 }}</b> & “so”")
    note = cite(replace(collection, articles=articles), "cc-2", link="https://x/?a=1&b=<i>")
    assert "<b>{{ 1 }}</b> & ‘so’" in note.text
    assert "&lt;b&gt;{{ 1 }}&lt;/b&gt; &amp; ‘so’" in note.html
    assert note.html.endswith("https://x/?a=1&amp;b=&lt;i&gt;")


def test_quotation_marks_inside_become_single():
    assert quoted("He  said “no”\n twice") == "“He said ‘no’ twice”"
