"""A quote is found as people see it: typography doesn't count, words and figures do."""

from __future__ import annotations

import unicodedata

import pytest
from collection_kit import ARTICLE as FILE
from collection_kit import MENTION, make, table
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries
from typer.testing import CliRunner

from geodash.cli import app
from geodash.collection.anchors.anchor import anchor, fill
from geodash.domain.model import AnchorState, Mention
from geodash.domain.typography import as_seen, differences, seen_text

SETTLED = (AnchorState.EXACT, AnchorState.MOVED)
ARTICLE = (
    "On 12\nDecember the road was closed by a crowd, the ministry said, and lorries\nwaited at "
    "the\npost until the evening.\n\nSome 30\xa0km of road were cleared by the co\xadoperation "
    "mission on 14 December.\n\nThe letter was signed in \u200bVayk by Cafe\u0301 owners – "
    "“We’ll be back” … it cost 10\u202f000 pesos."
)


@pytest.mark.parametrize(
    ("quote", "written"),
    [
        ("On 12 December", "On 12\nDecember"),
        ("and lorries waited at the post", "and lorries\nwaited at the\npost"),
        ("Some 30 km of road", "Some 30\xa0km of road"),
        ("the cooperation mission", "the co\xadoperation mission"),
        ("signed in Vayk", "signed in \u200bVayk"),
        ("Café owners", "Cafe\u0301 owners"),
        ('owners - "We\'ll be back"', "owners – “We’ll be back”"),
        ('"We\'ll be back"...', None),
        ('back" ... it cost', "back” … it cost"),
        (" 10 000 pesos ", "10\u202f000 pesos"),
        ("12 December", "12\nDecember"),
    ],
)
def test_typography_is_found_and_the_articles_characters_are_written(quote, written):
    found = anchor(ARTICLE, quote)
    if written is None:
        assert found.state not in SETTLED
        return
    assert found.state is AnchorState.MOVED
    assert ARTICLE[found.start : found.end] == written
    mention = fill(Mention("m", "e", "a", quote), ARTICLE, found)
    assert mention.quote == written
    again = anchor(ARTICLE, written, mention.prefix, mention.suffix, mention.start, mention.end)
    assert again.state is AnchorState.EXACT


@pytest.mark.parametrize(
    "quote",
    [
        "On 13 December", "Some 30km of road", "Some 80 km of road", "The cooperation mission",
        "signed at Vayk", "Cafe owners", "it cost 10000 pesos", "We will be back", "co-operation",
    ],
)  # fmt: skip
def test_another_word_or_figure_is_refused(quote):
    assert anchor(ARTICLE, quote).state not in SETTLED


def test_a_letter_is_not_cut_from_its_accent():
    assert anchor("Cafe\u0301", "Cafe").state is AnchorState.LOST
    assert anchor("and so on…", "on..").state is AnchorState.LOST


def test_surroundings_are_compared_as_seen():
    body = "They said “no” at once — and left. Then they said “no” for good — and left."
    quote = fill(Mention("m", "e", "a", "“no” for good"), body)
    plain = body.replace("“", '"').replace("”", '"').replace(" — ", "\n- ")
    found = anchor(plain, quote.quote, quote.prefix, quote.suffix, quote.start, quote.end)
    assert found.state is AnchorState.MOVED
    assert plain[found.start : found.end] == '"no" for good'


def test_what_looks_alike_twice_is_in_doubt():
    body = "He won’t go. She won‘t go."
    assert anchor(body, "won't go").state is AnchorState.AMBIGUOUS
    assert anchor(body, "won’t go").state is AnchorState.EXACT


_SAME = {
    " ": [" ", "\n", "\xa0", "\u2009", "  ", " \n", "\t", "\u3000"],
    "-": ["-", "–", "—", "‑", "−", "--"],
    "'": ["'", "’", "‘", "ʼ"],
    '"': ['"', "“", "”", "„", "«"],
    "é": ["é", "e\u0301"],
    "ộ": ["ộ", "o\u0323\u0302", "ọ\u0302", "o\u0302\u0323"],
    "한": ["한", unicodedata.normalize("NFD", "한")],
    "A": ["A", "Ａ"],
}
_words = st.text("abAé0ộ한7 -'\".", min_size=1, max_size=30).filter(lambda t: seen_text(t))


@st.composite
def retyped(draw, text):
    """``text`` as another typist writes it."""
    out = []
    for char in text:
        out.append(draw(st.sampled_from(_SAME.get(char, [char]))))
        out.append(draw(st.sampled_from(["", "", "", "\xad", "\u200b", "\u2060"])))
    return "".join(out)


@settings(max_examples=tries(300), deadline=None)
@given(st.data(), _words)
def test_a_retyped_quote_is_found(data, quote):
    body = "zzz" + data.draw(retyped(quote)) + "yyy"
    found = anchor(body, data.draw(retyped(quote)))
    assert found.state in SETTLED
    assert seen_text(body[found.start : found.end]) == seen_text(quote)


@settings(max_examples=tries(300), deadline=None)
@given(st.text(max_size=60))
def test_the_way_back_is_whole(text):
    seen = as_seen(text)
    assert len(seen.text) == len(seen.starts) == len(seen.ends)
    assert list(seen.starts) == sorted(seen.starts)
    assert all(0 <= a < b <= len(text) for a, b in zip(seen.starts, seen.ends, strict=True))
    assert as_seen(seen.text).text == seen.text


def test_differences_name_words_and_figures():
    assert differences("killed 12 men", "killed 21\nmen") == "“21” for “12”"
    assert differences("a man", "a  man") == ""
    assert differences("the road", "the old road") == "“old” added"


def said(command, folder):
    return " ".join(CliRunner().invoke(app, [command, str(folder)]).output.split())


def made(folder, quote):
    text = "On Monday the road near Goris was closed – by twelve men, the ministry’s envoy said."
    article = FILE[: FILE.index("## A heading")] + text + "\n"
    mentions = table("mentions", {**MENTION, "quote": quote})
    return make(folder, article=article, mentions=mentions)


def test_check_and_anchor_say_what_was_retyped(tmp_path):
    folder = made(tmp_path, "the ministry's envoy said ")
    assert "writes these words with quotation marks of its own" in said("check", folder)
    assert "found; the article writes it with quotation marks" in said("anchor", folder)
    assert "the ministry’s envoy said," in (folder / "mentions.csv").read_text(encoding="utf-8")
    assert "0 written" in said("anchor", folder)


def test_check_and_anchor_say_what_differs(tmp_path):
    folder = made(tmp_path, "On Monday the road near Goris was closed - by ten men")
    before = (folder / "mentions.csv").read_bytes()
    assert "“twelve” for “ten”" in said("check", folder)
    assert "differs: “twelve” for “ten”" in said("anchor", folder)
    assert (folder / "mentions.csv").read_bytes() == before


def test_a_lost_quote_shows_the_nearest(tmp_path):
    folder = made(tmp_path, "by twenty men")
    assert "lost" in said("anchor", folder)
    assert "“by twelve men”" in said("check", folder)
