"""Paragraphs, sentences and segments: where the coded words stand."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from panel_sample import ARTICLES, BODY, mention

from geodash.domain.kinds import Kind
from geodash.domain.passage import (
    Mark,
    locate,
    paragraph_at,
    paragraphs,
    segments,
    sentence_span,
    sentences,
)


def _sentence(body: str, words: str) -> str:
    start = body.index(words)
    return body[slice(*sentence_span(body, start, start + len(words)))]


def test_headings_have_no_number():
    numbers = [(p.number, p.level) for p in paragraphs(BODY)]
    assert numbers == [(1, 0), (2, 0), (None, 2), (3, 0), (4, 0), (5, 0)]
    assert paragraph_at(BODY, BODY.index("49 Armenian")).number == 3


def test_a_heading_mark_inside_a_paragraph_is_text():
    assert [p.level for p in paragraphs("First line\n## not a heading\n\n#hash")] == [0, 0]


@given(st.lists(st.text(alphabet="ab.#😀\u202e \u00a0\r", max_size=20), max_size=8))
def test_paragraphs_cover_all_but_white_space(lines: list[str]):
    body = "\n\n".join(lines)
    blocks = paragraphs(body)
    kept = "".join(body[b.start : b.end] for b in blocks)
    assert "".join(kept.split()).replace("#", "") == "".join(body.split()).replace("#", "")
    assert all(a.end <= b.start for a, b in pairwise(blocks))


def test_the_sentence_around_words():
    assert _sentence(BODY, "49 Armenian").startswith("The attacks took place")
    assert _sentence(BODY, "49 Armenian").endswith("soldiers.")


def test_abbreviations_and_initials_end_no_sentence():
    body = "He met Mr. Peskov of the U.S. Army on No. 5 Street. “Then he left.” It rained."
    assert _sentence(body, "Peskov").endswith("Street.")
    assert _sentence(body, "Then") == "“Then he left.”"


#: A sentence of each script without its mark, the marks that end it, and what stands before the next.
_SCRIPTS = (
    ("They met in Baku", ".!?…", " "), ("یہ ایک جملہ ہے", "۔؟!", " "), ("وصل الوفد", ".؟!", " "),
    ("他昨天走了", "。！？", ""), ("彼は来た", "。", " "), ("वह कल गया", "।॥?", " "), ("ይህ ነው", "።፧", " "),
    ("Նա եկավ", "։", " "), ("ის მოვიდა", ".", " "), ("Он ушёл", ".!", "\n"), ("သူ လာသည်", "။", " "),
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(_SCRIPTS), st.integers(0, 9)), min_size=1, max_size=6))
def test_sentences_end_in_every_script(told: list[tuple[tuple[str, str, str], int]]):
    wanted = [f"{words}{marks[n % len(marks)]}" for (words, marks, _), n in told]
    # Between two scripts that need none a blank is as good.
    blanks = [blank for (_, _, blank), _ in told]
    body = "".join(
        f"{s}{b if len({*blanks}) == 1 else ' '}" for s, b in zip(wanted, blanks, strict=True)
    )
    (block,) = paragraphs(body)
    assert [body[a:b] for a, b in sentences(body, block)] == wanted


def test_a_small_letter_begins_no_sentence_and_quotes_close_with_theirs():
    body = "Он 13 г. в Баку. Он ушёл. 1990 թ. հունվարի. 他说：「好。」她走了。"
    (block,) = paragraphs(body)
    assert [body[a:b] for a, b in sentences(body, block)] == [
        "Он 13 г. в Баку.", "Он ушёл.", "1990 թ. հունվարի.", "他说：「好。」", "她走了。",
    ]  # fmt: skip


def test_words_over_two_sentences_keep_both():
    body = "One here. Two there. Three."
    assert _sentence(body, "here. Two") == "One here. Two there."


_SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=8)


@given(st.text(alphabet="aé😀\u202e ", min_size=10, max_size=60), _SPANS)
def test_segments_put_together_are_the_text(text: str, spans: list[tuple[int, int]]):
    marks = [
        Mark(f"m{i}", f"e{i}", Kind.OTHER, start, min(start + n, len(text)))
        for i, (start, n) in enumerate(spans)
        if start < len(text)
    ]
    pieces = segments(text, 0, len(text), marks)
    assert "".join(p.text for p in pieces) == text
    for mark in marks:
        told = "".join(p.text for p in pieces if mark in p.marks)
        assert told == text[mark.start : mark.end]
        assert sum(mark in p.opens for p in pieces) == 1


def test_the_shortest_passage_comes_first():
    marks = [
        Mark("long", "a", Kind.TALKS, 0, 10),
        Mark("short", "b", Kind.VIOLENCE, 4, 6),
    ]
    pieces = segments("0123456789", 0, 10, marks)
    assert [p.text for p in pieces] == ["0123", "45", "6789"]
    assert pieces[1].events == ("b", "a")


def test_locate_trusts_offsets_only_while_they_hold_the_quote():
    article = ARTICLES[0]
    found = mention("m", "cc-1", "49 Armenian soldiers", "toll")
    assert locate(article, found) == (found.start, found.end)
    moved = replace(found, start=3, end=23)
    assert locate(article, moved) == (found.start, found.end)
    assert locate(article, replace(found, quote="the border", start=None, end=None)) is None
    assert locate(article, replace(found, quote="nowhere said", start=0, end=12)) is None
