"""Anchors: the right passage, or a doubt that is said; never a wrong one silently."""

from __future__ import annotations

import random
import re
import string
from dataclasses import dataclass

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st
from tries import tries

from geodash.collection.anchors.anchor import CONTEXT, anchor, anchor_of, fill
from geodash.collection.anchors.approximate import prefix_distance, search
from geodash.domain.model import AnchorState, Mention

BODY = (
    "## Talks\n\n"
    "On Monday the delegations met in Prague. The ministers said that the border would be marked "
    "by the end of the year, and that prisoners would go home.\n\n"
    "On Tuesday the delegations met again. The ministers said that nothing had been agreed. "
    "Observers from the mission were sent to the border at Sotk — 🇦🇲 side — and at Goris."
)
QUOTE = "The ministers said that nothing had been agreed"


def filled(quote: str, body: str = BODY) -> Mention:
    mention = fill(Mention("m", "e", "a", quote), body)
    assert mention.start is not None
    return mention


def test_a_bare_quote_is_found():
    found = anchor(BODY, QUOTE)
    assert found.state is AnchorState.EXACT
    assert BODY[found.start : found.end] == QUOTE


def test_fill_writes_what_w3c_selectors_need():
    mention = filled(QUOTE)
    assert mention.prefix == BODY[mention.start - CONTEXT : mention.start]
    assert mention.suffix == BODY[mention.end : mention.end + CONTEXT]
    assert anchor_of(mention, BODY).state is AnchorState.EXACT
    assert fill(mention, BODY) == mention


def test_offsets_are_code_points():
    body = "🇦🇲🇦🇿 Ա — the road is open"
    found = anchor(body, "the road")
    assert (found.start, found.end) == (9, 17)


def test_edges_of_the_body():
    body = "First words. Last words"
    for quote in ("First words", "Last words", body):
        mention = filled(quote, body)
        assert anchor_of(mention, body).state is AnchorState.EXACT
    moved = anchor_of(filled("First words", body), "New. " + body)
    assert moved.state in (AnchorState.MOVED, AnchorState.FUZZY)


def test_moved():
    mention = filled(QUOTE)
    new = "A new paragraph.\n\n" + BODY
    found = anchor_of(mention, new)
    assert found.state is AnchorState.MOVED
    assert new[found.start : found.end] == QUOTE
    assert fill(mention, new).start == mention.start + 18


def test_fuzzy_after_an_edit_of_the_words():
    new = BODY.replace("nothing had been agreed", "nothing was agreed")
    found = anchor_of(filled(QUOTE), new)
    assert found.state is AnchorState.FUZZY
    assert new[found.start : found.end] == "The ministers said that nothing was agreed"
    assert 0.8 < found.score < 1


def test_a_changed_figure_is_never_exact():
    body = "The ministry said that 49 soldiers were killed in the fighting at the border."
    new = body.replace("49", "105")
    assert anchor_of(filled("49 soldiers were killed", body), new).state is AnchorState.FUZZY


def test_lost():
    new = BODY.replace(" " + QUOTE + ".", "")
    found = anchor_of(filled(QUOTE), new)
    assert found.state is AnchorState.LOST
    assert found.start is None


def test_quote_twice_without_context_is_ambiguous():
    found = anchor(BODY, "the delegations met")
    assert found.state is AnchorState.AMBIGUOUS
    assert found.start is None
    assert len(found.candidates) == 2


@pytest.mark.parametrize(("prefix", "nth"), [("On Monday ", 0), ("On Tuesday ", 1)])
def test_quote_twice_with_the_words_before(prefix, nth):
    quote = "the delegations met"
    found = anchor(BODY, quote, prefix=prefix)
    assert found.state is AnchorState.EXACT
    assert found.start == [BODY.index("On Monday ") + 10, BODY.index("On Tuesday ") + 11][nth]


def test_quote_twice_with_its_position():
    start = BODY.rindex("the delegations met")
    found = anchor(BODY, "the delegations met", start=start, end=start + 19)
    assert (found.state, found.start) == (AnchorState.EXACT, start)


def test_a_copy_elsewhere_does_not_attract_an_edited_passage():
    mention = filled(QUOTE)
    edited = BODY.replace(QUOTE, "The ministers said that nothing was agreed")
    new = "In short. " + QUOTE + ". That is all.\n\n" + edited
    found = anchor_of(mention, new)
    assert found.state in (AnchorState.FUZZY, AnchorState.AMBIGUOUS)


def test_only_a_copy_in_foreign_surroundings_is_left():
    mention = filled(QUOTE)
    new = BODY.replace(QUOTE, "They parted") + "\n\nEarlier that day, a paper wrote: " + QUOTE + "!"
    assert anchor_of(mention, new).state in (AnchorState.FUZZY, AnchorState.LOST)


def test_short_words_do_not_wander():
    mention = filled("Prague")
    new = BODY.replace("in Prague", "in Vienna").replace("at Goris", "at Goris, not Prague")
    assert anchor_of(mention, new).state is AnchorState.LOST


@pytest.mark.parametrize("quote", ["", " ", "\n"])
def test_blank_quote(quote):
    assert anchor(BODY, quote).state is AnchorState.LOST


@pytest.mark.parametrize("offsets", [(-5, -1), (10**9, 10**9 + 5), (5, 1)])
def test_wrong_offsets_do_no_harm(offsets):
    found = anchor(BODY, QUOTE, start=offsets[0], end=offsets[1])
    assert found.state is AnchorState.MOVED
    assert BODY[found.start : found.end] == QUOTE


def test_long_bodies_and_very_frequent_quotes():
    body = "the border and the road. " * 20_000 + BODY
    assert anchor(body, "the border").state is AnchorState.AMBIGUOUS
    near = "the border and the roads" * 3
    assert anchor(body, near, prefix="x").state in (AnchorState.LOST, AnchorState.AMBIGUOUS)
    mention = filled(QUOTE, body)
    assert anchor_of(mention, "New. " + body).state is AnchorState.MOVED


# random edits

COMMON = ["the", "road", "near", "Goris", "was", "blocked", "by", "people", "who", "said", "talks"]


def sentence(rng: random.Random) -> str:
    """Words as in a report: some that come again and again, some that are rare."""
    rare = ("".join(rng.choices(string.ascii_lowercase, k=rng.randint(3, 9))) for _ in range(4))
    words = [*rng.choices(COMMON, k=rng.randint(3, 7)), *rare]
    rng.shuffle(words)
    return " ".join(words).capitalize() + ". "


@dataclass
class Tracked:
    """A body under edits, with the place of the passage known by construction."""

    body: str
    start: int
    end: int
    intact: bool = True

    def replace(self, a: int, b: int, text: str) -> None:
        """Edit outside or across the passage; what is left of a broken one stays in its span."""
        self.body = self.body[:a] + text + self.body[b:]
        shift = len(text) - (b - a)
        if b <= self.start:
            self.start += shift
            self.end += shift
        elif a < self.end:
            self.intact = False
            self.start, self.end = min(a, self.start), max(b, self.end) + shift


def edit(tracked: Tracked, original: str, mention: Mention, rng: random.Random) -> None:
    """One random edit anywhere: words come, go or change, or the passage is copied."""
    a = rng.randint(0, len(tracked.body))
    if rng.random() < 0.4:
        # Near the passage, where it hurts.
        a = min(len(tracked.body), max(0, tracked.start + rng.randint(-50, 80)))
    b = min(len(tracked.body), a + rng.choice([1, 2, 5, 20, 80]))
    kind = rng.choice(["insert", "delete", "replace", "copy", "copy"])
    if kind != "copy":
        tracked.replace(a, a if kind == "insert" else b, "" if kind == "delete" else sentence(rng))
    elif a <= tracked.start - 2 * CONTEXT or a >= tracked.end + 2 * CONTEXT:
        # With more of its surroundings on both sides it would be the passage itself that moved.
        before, after = rng.choice([(0, 0), (0, 8), (8, 0), (8, 8), (12, 0), (0, 12)])
        copied = original[max(0, mention.start - before) : mention.end + after]
        tracked.replace(a, a, f" {copied} ")


def settled(found) -> bool:
    return found.state in (AnchorState.EXACT, AnchorState.MOVED)


def indistinguishable(mention: Mention, body: str, start: int) -> bool:
    """Whether a passage agrees with every selector: quote, and the words before and after."""
    whole = mention.prefix + mention.quote + mention.suffix
    return body.startswith(whole, start - len(mention.prefix))


@settings(max_examples=tries(400))
@given(st.integers(0, 2**32))
def test_never_silently_a_wrong_passage(seed):
    rng = random.Random(seed)
    body = "".join(sentence(rng) for _ in range(rng.randint(4, 12)))
    words = [match.span() for match in re.finditer(r"\S+", body)]
    first = rng.randrange(len(words))
    last = min(len(words) - 1, first + rng.choice([0, 1, 3, 8, 15]))
    start, end = words[first][0], words[last][1]
    mention = Mention(
        "m", "e", "a", body[start:end],
        body[max(0, start - CONTEXT) : start], body[end : end + CONTEXT], start, end,
    )  # fmt: skip
    tracked = Tracked(body, start, end)
    for _ in range(rng.randint(1, 5)):
        edit(tracked, body, mention, rng)
    found = anchor_of(mention, tracked.body)
    note(f"{mention} {found} {tracked}")
    if not settled(found):
        return
    assert tracked.body[found.start : found.end] == mention.quote
    # Intact, the span is the passage; broken, the same words may have come together again there.
    if not indistinguishable(mention, tracked.body, found.start):
        assert tracked.start <= found.end + 2
        assert found.start <= tracked.end + 2
        assert found.start == tracked.start or not tracked.intact


@settings(max_examples=tries(100))
@given(st.integers(0, 2**32), st.floats(0, 1))
def test_an_insertion_elsewhere_is_survived(seed, where):
    rng = random.Random(seed)
    sentences, text = [sentence(rng) for _ in range(5)], sentence(rng)
    unique = "Observers counted forty vehicles at the crossing. "
    body = "".join(sentences[:2]) + unique + "".join(sentences[2:])
    mention = filled(unique.strip(), body)
    at = int(where * len(body))
    tracked = Tracked(body, mention.start, mention.end)
    tracked.replace(at, at, text)
    found = anchor_of(mention, tracked.body)
    if tracked.intact:
        assert settled(found)
        assert found.start == tracked.start
    else:
        assert found.state is not AnchorState.EXACT


# approximate matching


def distance(a: str, b: str) -> int:
    """Levenshtein distance, the slow and plain way."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row, last = [i], row
        for j, y in enumerate(b, 1):
            row.append(min(row[-1] + 1, last[j] + 1, last[j - 1] + (x != y)))
    return row[-1]


TEXT = st.text(alphabet="abc🙂", max_size=12)


@given(TEXT, TEXT)
def test_prefix_distance_is_the_least(pattern, text):
    want = min(distance(pattern, text[:i]) for i in range(len(text) + 1))
    assert prefix_distance(pattern, text) == want


def test_search_in_a_long_text_finds_all_that_share_a_piece():
    quote = "Observers from the mission were sent to the border"
    edited = "Observers of the mission were sent to a border"
    text = "x" * 9_000 + edited + "y " * 4_000 + quote + "z" * 9_000 + edited
    found = search(quote, text, 15)
    assert [text[m.start : m.end] for m in found] == [quote, edited, edited]
    assert [m.errors for m in found] == [0, distance(quote, edited), distance(quote, edited)]


@given(TEXT.filter(bool), TEXT, st.integers(0, 4))
def test_search_finds_the_best(pattern, text, allowed):
    spans = [(i, j) for i in range(len(text) + 1) for j in range(i, len(text) + 1)]
    best = min(distance(pattern, text[i:j]) for i, j in spans)
    found = search(pattern, text, allowed)
    for match in found:
        assert distance(pattern, text[match.start : match.end]) == match.errors <= allowed
    if best <= allowed and best < len(pattern):
        assert found[0].errors == best
