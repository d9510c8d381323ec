"""Web pages go in as browsers save them: the article stays, all else that has words is named."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from geodash.coding.intake.brought import Brought, Facts, UnreadableError, told
from geodash.coding.intake.read import read
from geodash.web.bring import bring

DATA = {
    "@graph": [
        {"@type": "WebSite", "name": "x"},
        {
            "@type": ["AnalysisNewsArticle"],
            "headline": "The Road Is Closed: what we know",
            "datePublished": "2022-12-13T08:00:00+04:00",
            "dateModified": "2022-12-15",
            "author": [{"@type": "Person", "name": "A. Author"}, {"name": "B. Writer"}],
        },
    ]
}
SAVED = f"""<!DOCTYPE html>
<!-- saved from url=(0043)https://example.org/news/road-closed?x=1 -->
<html lang="en-GB" class="no-js has-sidebar"><head>
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<title>The Road Is Closed | Example News</title>
<link rel="canonical" href="https://example.org/news/road-closed">
<meta property="og:site_name" content="Example News">
<script type="application/ld+json">{json.dumps(DATA)}</script><style>.x{{color:red}}</style></head>
<body class="single nav-open comments-open">
<a class="skip" href="#main">Skip to content</a>
<div class="cookie-banner"><p>We value your privacy and set cookies for many purposes.</p><button>Agree</button></div>
<header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav></header>
<main id="main"><article class="post">
<header><h1>The Road Is Closed</h1><p class="standfirst">A crowd stands on the only road, for how long nobody knows.</p>
<div class="share-buttons"><a href="#">Tweet</a></div></header>
<figure><img src="a_files/x.jpg" alt="A road"><figcaption>The road near Goris. Photo: Agency</figcaption></figure>
<div class="entry-content">
<p>On Monday, December12, a crowd blocked “the&nbsp;road” near <a href="/goris">Goris</a>,
   said  the mayor .<sup><a href="#fn1">1</a></sup></p>
<p>Second paragraph<br>with a line of its own, long enough to be taken for prose by anybody who reads it.</p>
<aside class="related"><h3>Read also</h3><a href="/b">Another story of the same day</a></aside>
<h2>What is said</h2>
<ul><li>Armenia says <em>one thing</em></li><li>Azerbaijan says another</li></ul>
<ol start="3"><li>three</li><li>four</li></ol>
<blockquote><p>“We will not leave,” one of them said, and the others nodded for the camera.</p></blockquote>
<table><tr><th>Side</th><th>Dead</th></tr><tr><td>Armenia</td><td>49</td></tr></table>
<div class="ad-slot">Advertisement</div>
<p style="display:none">You are not meant to see this text.</p>
<p>The last paragraph ends the article and says nothing new at all, as they do.</p>
</div>
<div class="newsletter-signup"><p>Subscribe to our newsletter</p><form><input></form></div>
</article></main>
<section id="comments"><h2>2 comments</h2><div class="comment"><p>{"A long comment that somebody wrote. " * 40}</p></div></section>
<footer><p>© 2022 Example News. All rights reserved.</p></footer>
<script>var a = "not text";</script></body></html>"""


def page(body: str, head: str = "") -> Brought:
    return read(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode())


@pytest.mark.apart
def test_a_page_saved_by_a_browser():
    brought = bring(SAVED.encode(), "road.htm")  # in a process of its own
    assert brought.facts == Facts(
        title="The Road Is Closed",
        publisher="Example News",
        credit="A. Author, B. Writer",
        language="en",
        genre="analysis",
        published_earliest="2022-12-13",
        published_latest="2022-12-13",
        published_basis="The page’s own data: datePublished 2022-12-13T08:00:00+04:00.",
        source="https://example.org/news/road-closed",
    )
    assert brought.body(brought.facts.title).split("\n\n") == [
        "A crowd stands on the only road, for how long nobody knows.",
        "On Monday, December12, a crowd blocked “the\u00a0road” near Goris, said the mayor .",
        "Second paragraph\nwith a line of its own, long enough to be taken for prose by anybody who reads it.",
        "## What is said",
        "- Armenia says one thing\n- Azerbaijan says another",
        "3. three\n4. four",
        "“We will not leave,” one of them said, and the others nodded for the camera.",
        "| Side | Dead |\n| Armenia | 49 |",
        "The last paragraph ends the article and says nothing new at all, as they do.",
    ]
    assert [line.partition(" (")[0] for line in told(brought.left)] == [
        "other piece of the page", "window", "menu", "share line", "picture", "note mark", "side piece",
        "advertisement", "hidden piece", "form", "comment", "page footer",
    ]  # fmt: skip
    assert "picture (“The road near Goris. Photo: Agency”)" in told(brought.left)
    assert brought.remarks[0] == "1 link: the words stay, the address does not."
    assert "changed on 2022-12-15" in brought.remarks[-1]


_INLINE = st.sampled_from(["b", "em", "span", "a", "font", "u"])
_BLOCK = st.sampled_from(["p", "div", "section", "h2", "h3", "li", "blockquote", "article", "aside", "nav", "td", "pre", "footer", "main"])  # fmt: skip
_WORD = st.integers(0, 9999).map(lambda n: f"word{n}")


def _tree(depth: int) -> st.SearchStrategy[str]:
    words = st.lists(_WORD, min_size=1, max_size=12).map(" ".join)
    if not depth:
        return words
    inner = st.lists(_tree(depth - 1), min_size=1, max_size=3).map("".join)
    inline = st.tuples(_INLINE, words).map(lambda t: f"<{t[0]}>{t[1]}</{t[0]}>")
    block = st.tuples(_BLOCK, inner).map(lambda t: f"<{t[0]}>{t[1]}</{t[0]}>")
    return st.one_of(words, inline, block, st.just("<br>"))


@settings(max_examples=tries(180), deadline=None)
@given(st.lists(_tree(3), min_size=1, max_size=6).map(" ".join))
def test_every_word_of_a_page_is_stored_or_named(body):
    try:
        brought = page(body)
    except UnreadableError:
        return
    found = " ".join([*brought.blocks, *(p.text for p in brought.left)])
    assert found.count("word") == body.count("word")
    assert all(word in found for word in re.findall(r"word\d+", body))


OLD = "<table><tr><td><a href=1>Menu</a></td><td><font>Line one, long enough to be read as prose.<br><br>Line two of it, <b>bold</b> and long enough too.</font></td></tr></table>"


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        (OLD, ["Line one, long enough to be read as prose.", "Line two of it, bold and long enough too."]),
        ("<form><div class=content><p>One form around all that there is in this page.</p></div></form>", ["One form around all that there is in this page."]),
        ("<p>He said <q>no</q>.<wbr><!-- no word --></p><pre>a\n  b</pre>", ["He said “no”.", "a\n  b"]),
        ("<p>A&shy;b &#8212; c&thinsp;d</p>", ["A\u00adb — c\u2009d"]),
        ("<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul>", ["- a\n- b\n- c", "d"]),
    ],
)  # fmt: skip
def test_other_pages(body, blocks):
    assert list(page(body).blocks) == blocks


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        ("<title>A road – The Site</title><meta property=og:site_name content='The Site'>", {"title": "A road", "publisher": "The Site"}),
        ("<title>One – two</title>", {"title": "One – two"}),
        ("<meta name=citation_publication_date content=2022/09/13>", {"published_earliest": "2022-09-13"}),
        ("<meta name=date content=03/04/2022>", {"published_earliest": ""}),
        ("<meta name=author content='A. B.'><link rel=canonical href='javascript:x()'>", {"credit": "A. B.", "source": ""}),
        ("<script type=application/ld+json>{broken</script>", {"title": ""}),
    ],
)  # fmt: skip
def test_what_a_page_says_of_itself(head, facts):
    found = page("<p>Text of it.</p>", head).facts
    assert {key: getattr(found, key) for key in facts} == facts


def test_a_button_in_the_heading_is_no_title():
    brought = page("<article><h1>The Road <button>Copy</button></h1><p>Text of it.</p></article>")
    assert (brought.facts.title, brought.blocks) == ("The Road", ("# The Road", "Text of it."))
    assert told(brought.left) == ["button (“Copy”)"]


def test_the_encoding_is_the_one_that_the_page_names():
    text = '<html><head><meta charset="windows-1251"></head><body><p>Дорога закрыта № 1</p></body></html>'
    assert read(text.encode("cp1251")).blocks == ("Дорога закрыта № 1",)
    assert read(text.encode()).blocks == ("Дорога закрыта № 1",)
    assert read(text.encode("utf-16")).blocks == ("Дорога закрыта № 1",)
    unsaid = "<html><body><p>Дорога закрыта, сообщили власти в понедельник.</p></body></html>"
    assert "read as cp1251" in read(unsaid.encode("cp1251")).remarks[0]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<script>all('by script')</script>", "no article"),
        ("<div>" * 3000 + "<p>deep</p>", "nested too deeply"),
        ("<p>before</p>" + "<b>" * 400 + "deep", "nested too deeply"),
    ],
)
def test_pages_that_cannot_be_read(body, reason):
    with pytest.raises(UnreadableError, match=reason):
        page(body)
